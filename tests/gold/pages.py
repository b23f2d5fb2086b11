#!/usr/bin/env python3
"""Draws search hits at random from PDFs and looks whether poppler finds their first words on the page that scrl names.

Usage: pages.py SCRL DATA_DIR FOLDER [HITS [SEED]]   (default 30 hits, seed 1)
"""
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

QUESTIONS = ["review", "information", "health", "police", "report*", "family", "evidence", "government", "care", "risk",
             "child OR adult", "learning", "decision*", "support", "system", "staff"]


def words(text):
    return re.findall(r"\w+", text.lower().replace("ﬁ", "fi").replace("ﬂ", "fl").replace("ﬀ", "ff"))


def page_words(file, page):
    text = subprocess.run(["pdftotext", "-f", str(page), "-l", str(page), file, "-"], check=True, capture_output=True,
                          text=True).stdout
    return words(text.replace("\u00ad\n", "").replace("-\n", ""))


def follows(page, wanted):
    """Whether the words stand on the page in this order, near each other (notes and columns may come between)."""
    for start in (i for i, w in enumerate(page) if w == wanted[0]):
        at = start
        for word in wanted[1:]:
            try:
                at = page.index(word, at + 1, at + 12)
            except ValueError:
                break
        else:
            return True
    return False


def hits_of(scrl, data, library):
    for question in QUESTIONS:
        out = subprocess.run([scrl, "--data", data, "search", library, question, "--limit", "0", "--json"],
                             capture_output=True, text=True).stdout
        for line in out.splitlines():
            hit = json.loads(line)
            if hit["file"].lower().endswith(".pdf") and len(words(hit["text"])) >= 6:
                yield hit


def main(scrl, data, folder, count=30, seed=1):
    with tempfile.TemporaryDirectory() as temporary:
        library = str(pathlib.Path(temporary) / "pages.scrl")
        subprocess.run([scrl, "--data", data, "index", library, folder], capture_output=True)
        hits = {(h["file"], h["start"]): h for h in hits_of(scrl, data, library)}
    chosen = random.Random(seed).sample(sorted(hits), min(count, len(hits)))
    right = 0
    for key in chosen:
        hit = hits[key]
        page = page_words(hit["file"], hit["page"])
        cells = [words(cell)[:6] for cell in hit["text"].split("\t")]  # poppler prints the columns of a table in its own order
        found = all(follows(page, cell) for cell in cells if cell)
        right += found
        if not found:
            print(f"not found: {hit['file']} page {hit['page']}, bytes {hit['start']} to {hit['end']}")
    print(f"{right} of {len(chosen)} hits (of {len(hits)} passages) have their first words on the page named")
    return 0 if chosen and right == len(chosen) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4], *(int(a) for a in sys.argv[4:6])))
