#!/usr/bin/env python3
"""Prints what scrl misses in coroners' reports: type, reference, date, area, recipients, and the matters of concern.

Usage: pfd.py SCRL DATA_DIR FOLDER

The folder holds reports as plain text whose first lines print the facts. Matters are counted in the text by the marks at the
beginning of a line: digits; where there are none letters or roman figures; unmarked ones are only asked to be one or more. Marks
inside of a matter, quoted lists and matters printed twice make the counts differ without a mistake: the list is to be read.
"""
import json
import pathlib
import re
import subprocess
import sys

FACTS = {"reference": r"Ref: *(\S.*)", "published": r"Date of report: *(\S.*)", "area": r"Coroner area: *(\S.*)",
         "recipients": r"This report is being sent to: *(\S.*)"}
MARKS = (r"^\(?\d{1,2}(?:\.\d)?[.)]?\s", r"^\(?(?:[a-z]|[ivx]{1,5})[.)]\s")


def concerns_of(text):
    section = re.split(r"\n\n(?=[A-Z' ]{12,}\n)", text.partition("CORONER'S CONCERNS")[2])[0]
    for mark in MARKS:
        count = len(re.findall(mark, section, re.MULTILINE))
        if count:
            return count
    return None


def main(scrl, data, folder):
    files = sorted(pathlib.Path(folder).glob("*.txt"))
    missed, same, marked = dict.fromkeys(["type", *FACTS, "concerns"], 0), 0, 0
    for file in files:
        text = file.read_text(encoding="utf-8")
        out = subprocess.run([scrl, "--data", data, "inspect", str(file)], check=True, capture_output=True, text=True)
        review = json.loads(out.stdout)
        facts = [name for name, line in FACTS.items() if re.search(line, text) and not review["metadata"][name]]
        if review["metadata"]["review_type"] != "pfd":
            facts.append("type")
        found = sum(s["kind"] == "concern" for s in review["statements"])
        counted = concerns_of(text)
        if found == 0:
            facts.append("concerns")
        for name in facts:
            missed[name] += 1
            print(f"{file.name}: no {name}")
        marked += counted is not None
        same += counted == found
        if counted not in (None, found):
            print(f"{file.name}: {counted} marks, {found} matters found")
    print(f"{len(files)} reports; missed: {missed}; {same} of {marked} with marks have as many matters as marks")
    return 1 if any(missed.values()) else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
