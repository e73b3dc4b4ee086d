"""Finds the patches at which what LiteLLM sends changes between two recorded releases.

    python oracle/patches.py 1.103.11 1.104.9

Of the cases that the two answer otherwise a few of each kind, and some others, are asked of the releases in between:
the one in the middle first, then wherever two that were asked differ, until neighbours do. Releases with the same code
(`same.py`) count as one. Each is run as its own wheel on the requirements of the release after it. What was asked is
kept as a recording; `node scripts/fit.mjs .cache/oracle/recordings VERSION …` with the versions that this prints fits it.
"""

from __future__ import annotations

import json
import sys

import same
import tables
from compare import difference, subject
from known import TARGET
from reading import Reading, all_cases
from telling import exceptions

EACH = 2
MOST = 150
OTHERS = 15


def evenly(items: list, most: int) -> list:
    step = max(1, -(-len(items) // most))
    return items[::step]


def sent(outcome: dict) -> dict | None:
    """An outcome as the comparison takes it: a crash is none."""
    return None if "crash" in outcome else outcome


class Patches:
    def __init__(self, first: str, last: str) -> None:
        later = {one for members in json.loads(same.TARGET.read_text()).values() for one in members[1:]}
        known = [one for one in json.loads(TARGET.read_text()) if one not in later]
        self.between = [one for one in known if tables.rank(first) < tables.rank(one) < tables.rank(last)]
        self.order = [first, *self.between, last]
        self.before, self.after = Reading(first).outcomes, Reading(last).outcomes
        self.near = last
        self.cases = self._cases()

    def _cases(self) -> list[dict]:
        left_out = exceptions()
        kinds: dict[tuple[str, ...], list[dict]] = {}
        alike = []
        for case in all_cases():
            name = case["id"]
            if name in left_out or name not in self.before or name not in self.after:
                continue
            found = difference(sent(self.before[name]), sent(self.after[name]))
            if found:
                kinds.setdefault(tuple(sorted({subject(line) for line in found}))[:3], []).append(case)
            else:
                alike.append(case)
        changed = [case for cases in kinds.values() for case in evenly(cases, EACH)]
        return [*evenly(changed, MOST), *evenly(alike, OTHERS)]

    def answers(self, version: str) -> list[dict | None]:
        between = version in self.between
        reading = Reading(version, self.near if between else None)
        if between:
            print(version, flush=True)
            reading.complete(self.cases)
        return [sent(reading.outcomes[case["id"]]) for case in self.cases]

    def look(self, low: int, high: int) -> None:
        if high - low < 2 or self.answers(self.order[low]) == self.answers(self.order[high]):
            return
        middle = (low + high) // 2
        self.answers(self.order[middle])
        self.look(low, middle)
        self.look(middle, high)

    def switches(self) -> list[str]:
        self.look(0, len(self.order) - 1)
        asked = [one for one in self.order if one not in self.between or Reading(one).path.exists()]
        pairs = zip(asked, asked[1:])
        return [after for before, after in pairs if self.answers(before) != self.answers(after)]


if __name__ == "__main__":
    patches = Patches(*sys.argv[1:3])
    found = patches.switches()
    tables.add({one: Reading(one).parts for one in patches.between if Reading(one).path.exists()})
    print("changes come with", " ".join(found))
