#!/usr/bin/env python3
"""Prints the recommendations that scrl finds in public inquiries' reports and the responses to them beside a count by hand.

Usage: inquiries.py SCRL DATA_DIR FOLDER

Counted by hand in the text that poppler gives: the printed labels "Recommendation 1" to the last one, each once however often
it is repeated; where a report prints bare numbers below "I recommend:", those numbers. For each file also whether every number
is there once, in order, and whether poppler has the first and the last words of each text. A picture without text has none.
"""
import json
import pathlib
import re
import subprocess
import sys

BY_HAND = {
    "covid-19-inquiry-module-1-report.pdf": 10,
    "covid-19-inquiry-module-1-government-response.pdf": 10,
    "grenfell-phase-2-government-response.pdf": 58,
    "post-office-horizon-inquiry-volume-1.pdf": 19,
    "post-office-horizon-government-response-image-only.pdf": 0,
    "rapid-review-mental-health-inpatient-data-2023.pdf": 13,
    "rapid-review-mental-health-inpatient-data-response.pdf": 13,
}


def letters(text):
    return re.sub(r"\W+", "", text.lower())


def recommendations(scrl, data, file):
    out = subprocess.run([scrl, "--data", data, "inspect", str(file)], capture_output=True, text=True)
    if out.returncode != 0:
        return None
    return [s for s in json.loads(out.stdout)["statements"] if s["kind"] == "recommendation"]


def main(scrl, data, folder):
    wrong = 0
    print("by hand   found  numbers  texts in poppler's  file")
    for name, count in BY_HAND.items():
        file = pathlib.Path(folder) / name
        found = recommendations(scrl, data, file) or []
        whole = letters(subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True).stdout)
        numbers = [int(re.search(r"\d+", s["label"] + " 0").group()) for s in found]
        texts = sum(letters(s["text"])[:30] in whole and letters(s["text"])[-30:] in whole for s in found)
        right = numbers == list(range(1, count + 1))
        wrong += not right
        print(f"{count:7} {len(found):7}  {'all' if right else 'differ':7}  {texts:18}  {name}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
