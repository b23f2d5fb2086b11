#!/usr/bin/env python3
"""Questions to scrl, Xapian and PostgreSQL over the same passages, checked to be equal where counts are exact, and compared.

Usage: peers.py BENCH_QUERY FOLDER [DOCUMENTS [PEER...]]; a peer is xapian (needs g++ and libxapian-dev) or postgres (needs postgresql), both
where none is named. FOLDER needs about 7 MB a document; what is there already is not made again. Times are processor time, PostgreSQL's
the server's wall time: the median of the runs of a question, then over the hundred questions of a class.
"""
import os
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
EXACT = ("count common", "count rare", "count and", "count phrase", "count theme", "facets")


def run(*arguments):
    return subprocess.run(arguments, capture_output=True, text=True, check=True).stdout


def xapian(folder):
    """The command of the peer, and whether its library is there."""
    program = os.path.join(folder, "peer_xapian")
    flags = run("pkg-config", "--cflags", "--libs", "xapian-core").split()
    run("g++", "-O2", "-o", program, os.path.join(HERE, "peer_xapian.cc"), *flags)
    return (program,), os.path.exists(os.path.join(folder, "xapian-compact"))


def postgres(folder):
    return (sys.executable, os.path.join(HERE, "peer_postgres.py")), os.path.exists(os.path.join(folder, "postgres"))


PEERS = {"xapian": xapian, "postgres": postgres}


def answers(text):
    classes = {}
    for line in text.splitlines():
        name, question, hits, microseconds = line.split("\t")
        classes.setdefault(name, []).append((question, int(hits), float(microseconds)))
    return classes


def size(peer, command, folder):
    if peer == "postgres":
        return int(run(*command, "size", folder))
    folder = os.path.join(folder, "xapian-compact")
    return sum(os.path.getsize(os.path.join(folder, name)) for name in os.listdir(folder))


def figures(rows):
    times = sorted(row[2] for row in rows)
    return statistics.median(times), times[-2]


def compare(peer, folder, ours):
    command, made = PEERS[peer](folder)
    if not made:
        print(peer, run(*command, "make", folder).strip())
    theirs = answers(run(*command, "ask", folder))
    print(f"{'':14} {'hits':>8} {'scrl p50':>10} {'p99':>10} {peer + ' p50':>12} {'p99':>12} {'p50':>6} {'p99':>6}")
    for name, rows in theirs.items():
        if name in EXACT and [row[:2] for row in rows] != [row[:2] for row in ours[name]]:
            sys.exit(f"{name}: scrl and {peer} do not find the same")
        (a, b), (c, d) = figures(ours[name]), figures(rows)
        hits = statistics.mean(row[1] for row in ours[name])
        print(f"{name:14} {hits:8.0f} {a:10.1f} {b:10.1f} {c:12.1f} {d:12.1f} {a / c:6.3f} {b / d:6.3f}")
    print(f"file / {peer}'s: {os.path.getsize(os.path.join(folder, 'library.scrl')) / size(peer, command, folder):.2f}")


def main(bench, folder, documents="200", *peers):
    os.makedirs(folder, exist_ok=True)
    if not os.path.exists(os.path.join(folder, "library.scrl")):
        print("scrl", run(bench, "make", folder, documents).strip())
    ours = answers(run(bench, "ask", folder))
    for peer in peers or PEERS:
        compare(peer, folder, ours)
    print(f"facets / rowids {figures(ours['facets'])[0] / figures(ours['rowids'])[0]:.2f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
