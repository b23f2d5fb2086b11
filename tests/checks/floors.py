#!/usr/bin/env python3
"""Reads the includes of lib/ and examples/ and fails on one that leads up or sideways in the house (docs/architecture.md).

Usage: floors.py SOURCE_ROOT
"""
import pathlib
import re
import sys

ROOMS = {"read", "structure", "tag", "store", "query", "out", "evaluate", "learn", "analyse"}
# What each floor may use, beside itself.
BELOW = {"base": set(), "match": {"base"}, "model": {"base"}, "roof": ROOMS | {"base", "match", "model"}}
for room in ROOMS:
    BELOW[room] = {"base", "model"} | ({"match"} if room in {"structure", "tag", "learn"} else set())
# Foreign headers that only one place may include.
ONLY = {
    "sqlite3.h": lambda p: p.startswith("lib/store/"),
    "pcre2.h": lambda p: p == "lib/match/regex.c",
    "utf8proc.h": lambda p: p == "lib/base/utf8.c",
    "zip.h": lambda p: p == "lib/read/zip.c",
}
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.M)


def floor_of(path):
    parts = path.split("/")
    return parts[1] if len(parts) > 2 else "roof"


def faults_of(path, text):
    for kind, name in INCLUDE.findall(text):
        if name in ONLY and not ONLY[name](path):
            yield f"{path}: only its own place may include {name}"
        if name.startswith("libxml/") and path != "lib/base/xml.c":
            yield f"{path}: only lib/base/xml.c may include {name}"
        if path.startswith("examples/"):
            if kind == '"' and "/" in name:
                yield f"{path}: an example may use the public headers alone, not {name}"
        elif kind == '"':
            target = name.split("/")[0] if "/" in name else "roof"
            here = floor_of(path)
            if target != here and target not in BELOW[here]:
                yield f"{path}: {here} may not include {name}"


def main(root):
    root = pathlib.Path(root)
    faults, files = [], 0
    for folder in ("lib", "examples"):
        for file in sorted((root / folder).rglob("*.[ch]")):
            files += 1
            faults += faults_of(str(file.relative_to(root)), file.read_text())
    print("\n".join(faults))
    print(f"{files} files, {len(faults)} faults")
    return 1 if faults or files == 0 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
