#!/usr/bin/env python3
"""Questions to scrl and to Xapian over the same passages, checked to be equal where counts are exact, and compared.

Usage: peers.py BENCH_QUERY FOLDER [DOCUMENTS]. Needs g++ and libxapian-dev. FOLDER needs about 4 MB a document; what is there already is
not made again. Times are processor time: the median of five runs a question, then over the hundred questions of a class.
"""
import os
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
EXACT = ("count common", "count rare", "count and", "count phrase", "count theme", "facets")


def run(*arguments):
    return subprocess.run(arguments, capture_output=True, text=True, check=True).stdout


def peer(folder):
    program = os.path.join(folder, "peer_xapian")
    flags = run("pkg-config", "--cflags", "--libs", "xapian-core").split()
    run("g++", "-O2", "-o", program, os.path.join(HERE, "peer_xapian.cc"), *flags)
    return program


def answers(text):
    classes = {}
    for line in text.splitlines():
        name, question, hits, microseconds = line.split("\t")
        classes.setdefault(name, []).append((question, int(hits), float(microseconds)))
    return classes


def size(path):
    if os.path.isfile(path):
        return os.path.getsize(path)
    return sum(os.path.getsize(os.path.join(path, name)) for name in os.listdir(path))


def figures(rows):
    times = sorted(row[2] for row in rows)
    return statistics.median(times), times[-2]


def main(bench, folder, documents="200"):
    os.makedirs(folder, exist_ok=True)
    xapian = peer(folder)
    if not os.path.exists(os.path.join(folder, "library.scrl")):
        print("scrl", run(bench, "make", folder, documents).strip())
    ours = answers(run(bench, "ask", folder))
    if not os.path.exists(os.path.join(folder, "xapian-compact")):
        print("xapian", run(xapian, "make", folder).strip())
    theirs = answers(run(xapian, "ask", folder))
    print(f"{'':14} {'hits':>8} {'scrl p50':>10} {'p99':>10} {'xapian p50':>10} {'p99':>10} {'p50':>6} {'p99':>6}")
    for name, rows in ours.items():
        if name in EXACT and [row[:2] for row in rows] != [row[:2] for row in theirs[name]]:
            print(f"{name}: the engines do not find the same")
            return 1
        (a, b), (c, d) = figures(rows), figures(theirs[name])
        hits = statistics.mean(row[1] for row in rows)
        print(f"{name:14} {hits:8.0f} {a:10.1f} {b:10.1f} {c:10.1f} {d:10.1f} {a / c:6.2f} {b / d:6.2f}")
    library, compact = size(os.path.join(folder, "library.scrl")), size(os.path.join(folder, "xapian-compact"))
    print(f"facets / rowids {figures(ours['facets'])[0] / figures(ours['rowids'])[0]:.2f}; file / compacted Xapian {library / compact:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
