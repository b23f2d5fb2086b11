#!/usr/bin/env python3
"""Fails on a path that the documentation names in back quotes and the tree lacks, and on a theme-set or command that the
documentation leaves out.

Usage: documentation.py SOURCE_ROOT
"""
import pathlib
import re
import sys

TOP = ("lib/", "include/", "examples/", "tests/", "data/", "docs/", ".ci/")


def main(root):
    root = pathlib.Path(root)
    faults, named = [], 0
    for page in [root / "README.md", root / "CONTRIBUTING.md", *sorted((root / "docs").glob("*.md"))]:
        for path in re.findall(r"`([\w./-]+)`", page.read_text()):
            if not path.startswith(TOP):
                continue
            named += 1
            if not list(root.glob(path.rstrip("/"))):
                faults.append(f"{page.relative_to(root)}: {path} does not exist")
    commands = re.findall(r"^const command command_(\w+)", "".join(
        f.read_text() for f in sorted((root / "examples/scrl").glob("*.c"))), re.M)
    manual = (root / "docs/scrl.1").read_text()
    faults += [f"docs/scrl.1: the command {c} is missing" for c in commands if f".B {c}\n" not in manual]
    print("\n".join(faults))
    print(f"{named} paths and {len(commands)} commands, {len(faults)} faults")
    return 1 if faults or not named or not commands else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
