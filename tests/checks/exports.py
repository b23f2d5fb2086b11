#!/usr/bin/env python3
"""Compares what the public headers declare, what the symbol map names and what the shared library exports: all three are equal.

Usage: exports.py SOURCE_ROOT LIBRARY
"""
import pathlib
import re
import subprocess
import sys


def declared(root):
    names = set()
    for header in sorted((root / "include/scrl").glob("*.h")):
        text = re.sub(r"/\*.*?\*/", "", header.read_text(), flags=re.S)
        for declaration in re.findall(r"SCRL_API\s+([^;{]*?\))\s*;", text, re.S):
            names.add(re.search(r"(scrl_\w+)\s*\(", declaration).group(1))
    return names


def mapped(root):
    return set(re.findall(r"^\s+(scrl_\w+);", (root / "lib/libscrl.map").read_text(), re.M))


def exported(library):
    lines = subprocess.run(["nm", "-D", "--defined-only", library], check=True, capture_output=True, text=True).stdout
    names = {line.split()[-1].split("@")[0] for line in lines.splitlines() if line.split()[-2] in "TDBR"}
    return {name for name in names if not re.match(r"(SCRL_\d|__asan|__odr|_init|_fini)", name)}


def main(root, library):
    headers, symbol_map, shared = declared(pathlib.Path(root)), mapped(pathlib.Path(root)), exported(library)
    faults = [f"declared, not in the map: {n}" for n in sorted(headers - symbol_map)]
    faults += [f"in the map, not declared: {n}" for n in sorted(symbol_map - headers)]
    faults += [f"declared, not exported: {n}" for n in sorted(headers - shared)]
    faults += [f"exported, not declared: {n}" for n in sorted(shared - headers)]
    print("\n".join(faults))
    print(f"{len(headers)} functions, {len(faults)} faults")
    return 1 if faults or not headers else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
