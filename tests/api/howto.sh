#!/bin/sh
# Runs the how-to programs of examples/howto one after the other, each on what the one before it made.
# Usage: howto.sh CONTEXT DOCUMENT REVIEW THEMES STORE QUERY EXPORT EVALUATE LEARN ANALYSE MARK KEEP
set -eu
data=$SCRL_SOURCE/data
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/reviews"
cat >"$folder/reviews/child-a.txt" <<'TEXT'
Serious Case Review

Child A

Published by North Shire Safeguarding Children Board, March 2015

INTRODUCTION

1.1 This review looks at how agencies worked with the family of Child A.

FINDINGS

2.1 The health visitor did not ask the child what life at home was like. Supervision did not challenge this.

RECOMMENDATIONS

Recommendation 1: The Board should seek assurance from the police that children are spoken to alone.
TEXT
step() {
    echo "== $*"
    "$@" >"$folder/out" || { echo "failed with $?"; cat "$folder/out"; exit 1; }
    [ -z "${want:-}" ] || grep -q -e "$want" "$folder/out" || { echo "'$want' is not in:"; cat "$folder/out"; exit 1; }
}
review=$folder/reviews/child-a.txt
want=there-is-no-such-file.pdf step "$1"
want='heading: FINDINGS' step "$2" "$review"
want='for The Board' step "$3" "$data" "$review"
want='polarity by' step "$4" "$data" "$review"
want='1 added, 0 failed' step "$5" "$data" "$folder/library.scrl" "$folder/reviews"
want='health visitor' step "$6" "$folder/library.scrl" '"health visitor"'
want='' step "$7" "$folder/library.scrl" "$folder/library.jsonl"
grep -q '"unit":"review"' "$folder/library.jsonl"
grep -q '"unit":"statement"' "$folder/library.jsonl"
mkdir "$folder/gold"
cp "$review" "$folder/gold"
cat >"$folder/gold/gold.json" <<'JSON'
{"id": "child-a", "files": ["child-a.txt"], "metadata": {"review_type": "scr"},
 "sections": [{"heading": "FINDINGS", "number": null, "level": 1, "role": "findings"}],
 "statements": [], "events": [], "passages": []}
JSON
want='heading_role : 1 of 1' step "$8" "$data" "$folder/gold"
want='unseen_men\|without liblinear' step "$9" "$data"
want='chosen from [1-9]' step "${10}" "$folder/library.scrl" child_seen_and_spoken_to
want='rejected supervision_quality' step "${11}" "$folder/library.scrl" 'rejected'
want='new: 1, after a look: 0' step "${12}" "$data" "$folder/library.scrl" "$folder/copy.scrl" "$folder/saved.scrl"
grep -q '0 tagged, 1 unchanged' "$folder/out"
! grep -q 'life at home' "$folder/copy.scrl"
