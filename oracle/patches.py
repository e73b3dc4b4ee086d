"""Finds the patches at which what LiteLLM sends changes between two recorded releases.

    python oracle/patches.py 1.103.11 1.104.9

Of the cases that the two answer otherwise (at most 150 of them) and some others, the releases in between are asked:
the one in the middle first, then wherever two that were asked differ, until neighbours on the index do. Each is run
as its own wheel on the requirements of the release after it. What was asked is kept as a recording; fit it with
`node scripts/fit.mjs .cache/oracle/recordings VERSION …`, which this prints.
"""

from __future__ import annotations

import json
import sys

import tables
from known import TARGET
from reading import Reading, all_cases

MOST = 150
OTHERS = 20


def evenly(items: list, most: int) -> list:
    step = max(1, -(-len(items) // most))
    return items[::step]


class Patches:
    def __init__(self, first: str, last: str) -> None:
        known = json.loads(TARGET.read_text())
        self.between = [one for one in known if tables.rank(first) < tables.rank(one) < tables.rank(last)]
        self.order = [first, *self.between, last]
        before, after = Reading(first).outcomes, Reading(last).outcomes
        both = [case for case in all_cases() if case["id"] in before and case["id"] in after]
        changed = [case for case in both if before[case["id"]] != after[case["id"]]]
        same = [case for case in both if before[case["id"]] == after[case["id"]]]
        self.cases = [*evenly(changed, MOST), *evenly(same, OTHERS)]
        self.near = last

    def answers(self, version: str) -> list[dict]:
        near = self.near if version in self.between else None
        outcomes = Reading(version, near).complete(self.cases if near else []).outcomes
        return [outcomes[case["id"]] for case in self.cases]

    def look(self, low: int, high: int) -> None:
        if high - low < 2 or self.answers(self.order[low]) == self.answers(self.order[high]):
            return
        middle = (low + high) // 2
        self.look(low, middle)
        self.look(middle, high)

    def switches(self) -> list[str]:
        self.look(0, len(self.order) - 1)
        asked = [one for one in self.order if one in (self.order[0], self.order[-1]) or Reading(one).outcomes]
        pairs = zip(asked, asked[1:])
        return [after for before, after in pairs if self.answers(before) != self.answers(after)]


if __name__ == "__main__":
    found = Patches(*sys.argv[1:3]).switches()
    print("changes come with", " ".join(found))
