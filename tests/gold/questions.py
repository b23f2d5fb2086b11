#!/usr/bin/env python3
"""Researchers' questions, answered as someone who reads the documents answers them.

questions.json holds each question in the query language, what it asks in plain words, the documents that answer it and, for some PDF
files, the pages. The answers were taken from the documents by pdftotext and by searching the plain texts line by line, not from scrl.

Usage: questions.py SCRL DATA SHARED, where SHARED holds gold/reviews and corpus/pfd.
"""
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
FILES = ["d01/d01.pdf", "d02/d02.pdf", "d03/d03.docx", "d04/d04.docx", "d05/d05.pdf", "d06/d06.html"]


def scrl(program, data, *arguments):
    return subprocess.run([program, "--data", data, *arguments], capture_output=True, text=True, check=False)


def answer(program, data, library, question):
    """Documents that answer, with the pages of their passages."""
    done = scrl(program, data, "search", library, question, "--limit", "0", "--json")
    if done.returncode > 1:
        return {"refused: " + done.stderr.strip(): set()}
    found = {}
    for line in done.stdout.splitlines():
        hit = json.loads(line)
        name = os.path.splitext(os.path.basename(hit["file"]))[0]
        found.setdefault(name, set()).add(hit["page"])
    return found


def main(program, data, shared):
    reviews, reports = os.path.join(shared, "gold", "reviews"), os.path.join(shared, "corpus", "pfd")
    if not os.path.isdir(reviews) or not os.path.isdir(reports):
        print("skipped: the shared documents are not here")
        return 77
    with open(os.path.join(HERE, "questions.json"), encoding="utf-8") as file:
        questions = json.load(file)
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        library = os.path.join(folder, "questions.scrl")
        scrl(program, data, "index", library, *(os.path.join(reviews, name) for name in FILES), reports)
        for item in questions:
            found = answer(program, data, library, item["question"])
            faults = [f"{name} is missing" for name in item["reviews"] if name not in found]
            faults += [f"{name} is not expected" for name in found if name not in item["reviews"]]
            for name, pages in item.get("pages", {}).items():
                if found.get(name) != set(pages):
                    faults.append(f"{name}: pages {sorted(found.get(name, []))}, expected {pages}")
            wrong += bool(faults)
            for fault in faults:
                print(f"{item['question']}: {fault}")
    print(f"{len(questions) - wrong} of {len(questions)} questions are answered as a reader answers them")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
