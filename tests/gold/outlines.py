#!/usr/bin/env python3
"""Compares the outline that scrl finds in PDF reports with their printed contents pages, line by line.

Usage: outlines.py SCRL DATA_DIR FILE_OR_FOLDER...

The contents are read from poppler's print of the pages, not from scrl. Printed page numbers are turned into pages of the file by the
offset that most of the headings found have. Listed are lines of the contents that are no heading on their page ("missing", with the
page where the words are a heading, if any), and headings as high as those of the contents that the contents do not name ("extra").
"""
import collections
import json
import pathlib
import re
import subprocess
import sys
import unicodedata

TITLE = re.compile(r"^(table of |list of )?contents( page)?$", re.I)
ENTRY = re.compile(r"^(?P<text>.*?\S)(?P<apart>[\s.…_]*[.…_]{2,}\s*|\s{2,}|\s)(?P<page>\d{1,3}|[ivxl]+)$")


def letters(text):
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).lower())


def page_lines(file, page):
    out = subprocess.run(["pdftotext", "-layout", "-f", str(page), "-l", str(page), file, "-"], check=True,
                         capture_output=True).stdout
    return [line.strip() for line in out.decode("utf-8", "replace").splitlines() if line.strip()]


def entries_of(lines):
    """(text, printed page) of each entry; a line without a page number goes on with the next. A number behind a single blank
    is a page when it goes on from the entry before, not the end of words such as "Phase 2"."""
    entries, open_lines, last = [], [], 0
    for line in lines:
        entry = ENTRY.match(line)
        page = int(entry["page"]) if entry and entry["page"].isdigit() else None
        if not entry or (len(entry["apart"]) == 1 and (page is None or page < last)):
            open_lines.append(line)
            continue
        entries.append((" ".join(open_lines + [entry["text"]]), page))
        open_lines, last = [], page or last
    return entries


def contents_of(file, pages):
    """Entries of the contents page and of the pages after it that are most of them entries too."""
    found = []
    for page in range(1, min(pages, 20) + 1):
        lines = page_lines(file, page)
        begins = [i for i, line in enumerate(lines) if TITLE.match(line)]
        if not found and not begins:
            continue
        lines = lines[begins[0] + 1:] if begins and not found else lines
        entries = [e for e in entries_of(lines) if letters(e[0])]
        if found and len(entries) * 2 < len(lines):
            break
        found += entries
    return found


def matches(entry, heading):
    """The words of a heading, with or without its number; an entry may be cut short or have a running header before it."""
    words, whole = letters(heading["heading"]), letters((heading["number"] or "") + heading["heading"])
    return words and entry in (words, whole) or (len(words) > 11 and (entry.endswith(words) or words.startswith(entry) and len(entry) > 20))


def compare(scrl, data, file):
    out = subprocess.run([scrl, "--data", data, "inspect", file, "--json"], capture_output=True).stdout
    review = json.loads(out) if out.strip() else {"sections": [], "pages": 0}
    headings, entries = review["sections"], contents_of(file, review["pages"] or 0)
    pairs, offsets = [], collections.Counter()
    for text, page in entries:
        same = [h for h in headings if matches(letters(text), h)]
        pairs.append((text, page, same))
        offsets.update(h["page"] - page for h in same if page is not None)
    offset = offsets.most_common(1)[0][0] if offsets else 0
    named, missing, deepest = set(), [], 0
    for text, page, same in pairs:
        right = [h for h in same if page is None or h["page"] == page + offset]
        named.update(h["id"] for h in same)
        deepest = max([deepest] + [h["level"] for h in right])
        if not right:
            missing.append(f"  missing: {text} (page {page}; heading on {', '.join(str(h['page']) for h in same) or 'none'})")
    extra = [h for h in headings if h["level"] <= deepest and h["id"] not in named]
    print(f"{pathlib.Path(file).name}: {len(entries)} lines of contents, {len(entries) - len(missing)} are headings on their page; "
          f"{len(extra)} of {len(headings)} headings are as high and not named")
    for line in missing:
        print(line)
    for h in extra:
        print(f"  extra: {h['number'] or ''} {h['heading'][:90]} (level {h['level']}, page {h['page']})")
    return len(missing), len(entries)


def main(scrl, data, *paths):
    files = [f for p in map(pathlib.Path, paths) for f in (sorted(p.glob("*.pdf")) if p.is_dir() else [p])]
    counts = [compare(scrl, data, str(f)) for f in files]
    print(f"all: {sum(n for _, n in counts)} lines of contents, {sum(m for m, _ in counts)} are no heading on their page")


if __name__ == "__main__":
    main(*sys.argv[1:])
