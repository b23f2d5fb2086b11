#!/usr/bin/env python3
"""Measures how well files are read: words, headings, paragraphs and pages of what scrl delivers, against the source text of reviews.

Usage: reading.py SCRL DATA_DIR GOLD_FOLDER [--list] [--ocr] [REVIEW...]

GOLD_FOLDER holds a folder a review, with gold.json, source.html (the text) and the files made from it. Words of the cover, the
contents, running headers, printed numbers and marks of notes are left aside on both sides. --list names each disagreement, --ocr
reads pictures of pages too. Exit code 1 when a goal is missed ("!" in the table).
"""
import html.parser
import json
import pathlib
import re
import subprocess
import sys
import unicodedata

# Goals by format: words (precision and recall), F1 of paragraph boundaries; pictures of pages have none.
WORDS = {"docx": .995, "odt": .995, "html": .995, "pdf": .99, "txt": .99}
PARAGRAPHS = {"docx": .99, "odt": .99, "html": .99, "pdf": .97, "txt": .97}
HEADINGS, LEVELS, NUMBERS, PAGES = .97, .95, .98, .99
HEAD = re.compile("h[1-6]$")
UNITS = {"p", "li", "td", "th", "blockquote"}


def plain(text):
    text = unicodedata.normalize("NFKC", text).replace("\u00ad", "")
    return " ".join(re.sub("[‘’]", "'", re.sub("[“”]", '"', text)).split())


def words(text):
    """Letters and digits alone, in lower case: a hyphen that a line's end took or left and capitals by style do no harm."""
    return [w for w in (re.sub(r"[\W_]+", "", t) for t in re.split(r"[\s–—/]+", plain(text).lower())) if w]


def f1(right, gold, found):
    return 2 * right / (gold + found) if gold + found else 1.0


class Source(html.parser.HTMLParser):
    """The units of source.html: (place, text), where place is "cover", "text" or "note"."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.units, self.stack, self.open = [], [], []

    def place(self):
        for tag, css in self.stack:
            if tag == "nav" or "cover" in css or "contents" in css:
                return "cover"
            if "footnotes" in css:
                return "note"
        return "text"

    def handle_starttag(self, tag, attrs):
        if tag in ("br", "meta", "img", "hr", "link", "col"):
            self.handle_data(" ")
            return
        if tag in UNITS or HEAD.match(tag):
            self.close()
        self.stack.append((tag, dict(attrs).get("class") or ""))

    def handle_endtag(self, tag):
        if tag in UNITS or HEAD.match(tag) or tag in ("div", "ul", "ol", "table", "nav"):
            self.close()
        while self.stack and self.stack.pop()[0] != tag:
            pass

    def close(self):
        text = plain("".join(self.open))
        if text:
            self.units.append((self.place(), text))
        self.open = []

    def handle_data(self, data):
        tags = [t for t, _ in self.stack]
        aside = any(c in ("num", "fnref") for _, c in self.stack) or "sup" in tags
        if "body" in tags and not aside and "style" not in tags:
            self.open.append(data)


def read_source(path):
    source = Source()
    source.feed(path.read_text(encoding="utf-8"))
    source.close()
    return source.units


def align(a, b):
    """Pairs (i, j) of a longest common subsequence of two lists, by Myers' greedy algorithm."""
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    trail, best, n, m = [], {1: start}, len(a), len(b)
    for d in range(n + m + 1):
        trail.append(dict(best))
        for k in range(-d, d + 1, 2):
            x = best[k + 1] if k == -d or (k != d and best.get(k - 1, -1) < best.get(k + 1, -1)) else best[k - 1] + 1
            while x < n and x - k < m and x >= 0 and a[x] == b[x - k]:
                x += 1
            best[k] = x
            if x >= n and x - k >= m:
                return walk_back(trail, n, m)
    return []


def walk_back(trail, x, y):
    pairs = []
    for d in range(len(trail) - 1, -1, -1):
        best, k = trail[d], x - y
        down = k == -d or (k != d and best.get(k - 1, -1) < best.get(k + 1, -1))
        before = k + 1 if down else k - 1
        to_x = best.get(before, 0) if d > 0 else 0
        to_y = to_x - before if d > 0 else 0
        while x > to_x and y > to_y:
            if d > 0 and (x - 1 < to_x or y - 1 < to_y):
                break
            x, y = x - 1, y - 1
            pairs.append((x, y))
        x, y = to_x, to_y
    return pairs[::-1]


class Flow:
    """Words in reading order, with the unit of each."""

    def __init__(self, units):
        self.words, self.unit, self.ends = [], [], set()
        for number, text in enumerate(units):
            for word in words(text):
                self.words.append(word)
                self.unit.append(number)
            self.ends.add(len(self.words) - 1)


def cells_of(blocks):
    """(block, text): a row of a table is one unit a cell."""
    for block in blocks:
        for text in block["text"].split("\t") if block["kind"] == "table_row" else [block["text"]]:
            if words(text):
                yield block, text


def context(flow, at):
    return " ".join(flow.words[max(0, at - 3):at] + [">>" + flow.words[at] + "<<"] + flow.words[at + 1:at + 4])


def compare_text(units, blocks):
    """Words and boundaries of the text, notes left aside. Returns counts and disagreements."""
    gold = Flow([u for _, u in units])
    cells = list(cells_of(blocks))
    found = Flow([text for _, text in cells])
    pairs = align(gold.words, found.words)
    to_gold = {j: i for i, j in pairs}
    in_text = [units[u][0] == "text" for u in gold.unit]
    aside = cover_units(found, to_gold, in_text)
    lines = []
    right = sum(in_text[i] for i, _ in pairs)
    kept = [j for j in range(len(found.words)) if found.unit[j] not in aside and (j not in to_gold or in_text[to_gold[j]])]
    to_found = {i: j for i, j in pairs}
    lines += [f"word missed: {context(gold, i)}" for i in range(len(gold.words)) if in_text[i] and i not in to_found]
    lines += [f"word extra: {context(found, j)}" for j in kept if j not in to_gold]
    counts = {"words": (right, sum(in_text), len(kept))}
    counts["paragraphs"], more = compare_ends(gold, found, to_gold, to_found, in_text, aside)
    return counts, lines + more


def cover_units(found, to_gold, in_text):
    """Units found that are the cover or the contents: most of their words that have a partner have it there."""
    inside, outside = {}, {}
    for j, unit in enumerate(found.unit):
        if j in to_gold:
            side = inside if in_text[to_gold[j]] else outside
            side[unit] = side.get(unit, 0) + 1
    last = max((u for u in outside if outside[u] > inside.get(u, 0)), default=-1)
    return {u for u in set(found.unit) if outside.get(u, 0) > inside.get(u, 0) or (u <= last and u not in inside)}


def compare_ends(gold, found, to_gold, to_found, in_text, aside):
    """A boundary is right when the words on both sides of it are parted on the other side too."""
    lines, matched = [], set()
    golds = {i for i in gold.ends if i >= 0 and in_text[i]}
    founds = {j for j in found.ends if j >= 0 and found.unit[j] not in aside}
    for i in golds:
        j = to_found.get(i, to_found.get(i + 1, 0) - 1)
        if j in founds:
            matched.add(j)
        else:
            lines.append(f"end missed: {context(gold, i)}")
    for j in founds:
        i = to_gold.get(j, to_gold.get(j + 1, 0) - 1)
        if i not in golds:
            lines.append(f"end extra: {context(found, j)}")
    return (len(matched), len(golds), len(founds)), lines


def compare_notes(notes, blocks):
    gold = [w for n in notes for w in words(n)]
    found = [w for b in blocks if b["kind"] == "footnote" for w in words(b["text"])]
    right = len(align(gold, found))
    lines = [f"notes: {len(gold)} words, found {len(found)}, right {right}"] if not right == len(gold) == len(found) else []
    return (right, len(gold), len(found)), lines


def number_of(text):
    return (text or "").strip().rstrip(".:")


def compare_headings(sections, found):
    pairs = align([plain(s["heading"]).lower() for s in sections], [plain(s["heading"]).lower() for s in found])
    gold_done, found_done = {i for i, _ in pairs}, {j for _, j in pairs}
    lines = [f"heading missed: {s['heading']}" for i, s in enumerate(sections) if i not in gold_done]
    lines += [f"heading extra: {s['heading']}" for j, s in enumerate(found) if j not in found_done]
    level = number = 0
    for i, j in pairs:
        a, b = sections[i], found[j]
        level += a["level"] == b["level"]
        number += number_of(a["number"]) == number_of(b["number"])
        if a["level"] != b["level"]:
            lines.append(f"level {b['level']} for {a['level']}: {a['heading']}")
        if number_of(a["number"]) != number_of(b["number"]):
            lines.append(f"number {b['number']} for {a['number']}: {a['heading']}")
    return {"headings": (len(pairs), len(sections), len(found)), "levels": (level, len(pairs)),
            "numbers": (number, len(pairs))}, lines


def page_texts(file, count):
    for page in range(1, count + 1):
        out = subprocess.run(["pdftotext", "-f", str(page), "-l", str(page), file, "-"], check=True, capture_output=True).stdout
        text = re.sub("[\u00ad\u2010-]\n", "", out.decode("utf-8", "replace"))
        yield words(text)


def stands_on(page, wanted):
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


def compare_pages(file, review):
    pages = list(page_texts(file, review["pages"] or 0))
    right = count = 0
    lines = []
    for block, text in cells_of(b for b in review["blocks"] if b["section"] is not None):
        first = words(text)[:5]
        count += 1
        page = pages[block["page"] - 1] if 0 < block["page"] <= len(pages) else []
        if any(stands_on(page, first[:n]) for n in range(len(first), 0, -1) if n == len(first) or page[-n:] == first[:n]):
            right += 1
        else:
            lines.append(f"page {block['page']}: {' '.join(first)}")
    return (right, count), lines


def inspect(scrl, data, file, ocr):
    command = [scrl, "--data", data, "inspect", str(file), "--json"] + (["--ocr"] if ocr else [])
    run = subprocess.run(command, capture_output=True)
    return json.loads(run.stdout) if run.returncode == 0 and run.stdout.strip() else None


def measure(folder, file, review, gold):
    units = read_source(folder / "source.html")
    body = [u for u in units if u[0] != "note"]
    blocks = [b for b in review["blocks"] if b["kind"] != "footnote"]
    counts, lines = compare_text(body, blocks)
    notes, note_lines = compare_notes([t for p, t in units if p == "note"], review["blocks"])
    counts["words"] = tuple(a + b for a, b in zip(counts["words"], notes))
    more, heading_lines = compare_headings(gold["sections"], review["sections"])
    counts.update(more)
    lines = heading_lines + lines + note_lines
    if file.suffix == ".pdf" and not file.stem.endswith("scan"):
        counts["pages"], page_lines = compare_pages(file, review)
        lines += page_lines
    return counts, lines


def share(right, count):
    return right / count if count else 1.0


def row(name, kind, counts, scan):
    """One line of the table, with '!' behind each figure below its goal; returns it and whether all goals are met."""
    right, gold, found = counts["words"]
    figures = [(share(right, found), WORDS.get(kind)), (share(right, gold), WORDS.get(kind)),
               (f1(*counts["headings"]), HEADINGS), (share(*counts["levels"]), LEVELS), (share(*counts["numbers"]), NUMBERS),
               (f1(*counts["paragraphs"]), PARAGRAPHS.get(kind))]
    if "pages" in counts:
        figures.append((share(*counts["pages"]), PAGES))
    cells = [f"{value:8.4f}{'!' if goal and not scan and value < goal else ' '}" for value, goal in figures]
    return f"{name:22}{gold:7}" + "".join(cells), all("!" not in c for c in cells)


def outline(review):
    return [f"{s['level']} {number_of(s['number'])} {plain(s['heading'])}" for s in review["sections"]]


def paragraphs(review):
    headed = {s["start"] for s in review["sections"]}
    return [" ".join(words(t)) for b, t in cells_of(review["blocks"])
            if b["kind"] != "footnote" and b["section"] is not None and b["start"] not in headed]


def compare_formats(name, first, second, show):
    """Whether two formats of one review give the same headings and paragraphs."""
    sides = []
    for lines in (outline, paragraphs):
        a, b = lines(first), lines(second)
        pairs = align(a, b)
        sides.append((len(pairs), len(a), len(b)))
        if show:
            apart_a = set(range(len(a))) - {i for i, _ in pairs}
            apart_b = set(range(len(b))) - {j for _, j in pairs}
            show += [f"{name}, only first: {a[i][:90]}" for i in sorted(apart_a)]
            show += [f"{name}, only second: {b[j][:90]}" for j in sorted(apart_b)]
    print(f"{name:32}{f1(*sides[0]):10.4f}{f1(*sides[1]):12.4f}")


def main(scrl, data, root, *rest):
    show, ocr = "--list" in rest, "--ocr" in rest
    wanted = [r for r in rest if not r.startswith("--")]
    met, listed, pairs = True, [], []
    print(f"{'file':22}{'words':>7}{'precision':>9}{'recall':>9}{'headings':>9}{'levels':>9}{'numbers':>9}{'paras':>9}{'pages':>9}")
    for path in sorted(pathlib.Path(root).glob("*/gold.json")):
        if wanted and path.parent.name not in wanted:
            continue
        gold, reviews = json.loads(path.read_text(encoding="utf-8")), []
        for file in (path.parent / f for f in gold["files"]):
            scan = file.stem.endswith("scan")
            if file.name == "source.html" or (scan and not ocr):
                continue
            review = inspect(scrl, data, file, scan)
            if review is None:
                print(f"{file.name:22} could not be read")
                met = False
                continue
            counts, lines = measure(path.parent, file, review, gold)
            text, good = row(file.name, file.suffix[1:], counts, scan)
            print(text)
            met = met and good
            listed += [f"{file.name}: {line}" for line in lines]
            reviews += [] if scan else [(file.name, review)]
        pairs += [(f"{reviews[0][0]} {b}", reviews[0][1], y) for b, y in reviews[1:]]
    differences = [""]
    if pairs:
        print(f"\n{'the same in two formats (F1)':32}{'headings':>10}{'paragraphs':>12}")
        for name, first, second in pairs:
            compare_formats(name, first, second, differences)
    if show:
        print("\n" + "\n".join(listed + differences[1:]))
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
