"""Chooses the cases that tell releases apart, for those of which not every case is recorded.

    python oracle/telling.py BEFORE AFTER

Of the cases that two fully recorded releases answer otherwise, a few of each kind of difference: a release or a
patch between the two is placed by them.
"""

from __future__ import annotations

import json
import sys

from compare import difference, read_lines, subject
from reading import CORNERS, CORPUS, TESTDATA, all_cases

EACH = 4
FULL = ("1.87.0", "1.90.0", "1.109.1")


def answers(version: str) -> dict[str, dict]:
    """What a release made of every case, by id; a case on which it crashed is missing."""
    folders = (TESTDATA, CORPUS, CORNERS)
    return {one["id"]: one for folder in folders for one in read_lines(folder / f"litellm-{version}.jsonl.gz")}


def exceptions() -> set[str]:
    """Cases in which Strata differs on purpose."""
    lists = [json.loads((folder / "exceptions.json").read_text()) for folder in (CORPUS, CORNERS)]
    return {one for entries in lists for entry in entries for one in entry["ids"]}


def telling(before: str, after: str, each: int = EACH) -> list[dict]:
    """Cases that two of the fully recorded releases answer otherwise, `each` of a kind."""
    old, new, left_out = answers(before), answers(after), exceptions()
    kinds: dict[tuple[str, ...], list[dict]] = {}
    for case in all_cases():
        found = [] if case["id"] in left_out else difference(old.get(case["id"]), new.get(case["id"]))
        if found:
            kinds.setdefault(tuple(sorted({subject(line) for line in found}))[:3], []).append(case)
    return [case for cases in kinds.values() for case in cases[:: max(1, len(cases) // each)][:each]]


if __name__ == "__main__":
    for one in telling(*sys.argv[1:3]):
        print(json.dumps(one, ensure_ascii=False))
