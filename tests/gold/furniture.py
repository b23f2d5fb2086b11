#!/usr/bin/env python3
"""Lists what looks like a running header, a footer or a page number inside the paragraphs that scrl delivers of PDF and text files.

Usage: furniture.py SCRL DATA_DIR FILE_OR_FOLDER...

The first and last lines of each page, as poppler prints it or as form feeds part it, are compared with digits left out. What stands
there on three pages or more is looked for in the paragraphs below the first heading, as are "Page 3 of 12" and the like. The header of
a table that runs over pages is listed too, and a sentence that names a chapter; whoever reads the list has to judge.
"""
import collections
import json
import pathlib
import re
import subprocess
import sys
import unicodedata

EDGE_LINES = 2
PAGE_NUMBER = re.compile(r"\bpage \d+( of \d+)?\s*$|^page \d+( of \d+)?\b|^\d+ \| |\| \d+$|^- ?\d+ ?-$", re.I)


def squeeze(text):
    return re.sub(r"\d+", "#", " ".join(unicodedata.normalize("NFKC", text).lower().split()))


def pages_of(file):
    if file.suffix == ".txt":
        return file.read_text(encoding="utf-8", errors="replace").split("\f")
    out = subprocess.run(["pdftotext", "-layout", str(file), "-"], check=True, capture_output=True).stdout
    return out.decode("utf-8", "replace").split("\f")


def running_lines(pages):
    counts = collections.Counter()
    for page in pages:
        lines = [squeeze(line) for line in page.splitlines() if line.strip()]
        counts.update({line for line in lines[:EDGE_LINES] + lines[-EDGE_LINES:] if len(line) > 11 and "http" not in line})
    return [line for line, count in counts.items() if count >= 3]


def suspects(file, review):
    running = running_lines(pages_of(file))
    for block in (b for b in review["blocks"] if b["section"] is not None and b["kind"] != "heading"):
        text = squeeze(block["text"].replace("\t", " "))
        inside = [line for line in running if line in text]
        if inside or PAGE_NUMBER.search(block["text"]):
            yield block, inside[0] if inside else "a page number"


def main(scrl, data, *paths):
    files = [f for p in map(pathlib.Path, paths) for f in (sorted(p.rglob("*")) if p.is_dir() else [p])]
    total = 0
    for file in (f for f in files if f.suffix in (".pdf", ".txt")):
        out = subprocess.run([scrl, "--data", data, "inspect", str(file), "--json"], capture_output=True).stdout
        found = list(suspects(file, json.loads(out))) if out.strip() else []
        total += len(found)
        for block, what in found:
            print(f"{file.name} page {block['page']} {block['kind']} [{what}]: {block['text'][:100]}")
    print(f"{total} paragraphs to look at")


if __name__ == "__main__":
    main(*sys.argv[1:])
