"""Asks releases where behaviours begin that the tables have at one version.

    python oracle/probe.py 1.109.0 1.98.1 1.104.9 1.108.14

For each behaviour that begins or ends at the first version the smallest cases are chosen that tell it (`fit/probe.mts`);
the releases are sent those, and what they have is printed: how many cases say yes and no, and how many neither; a star
where the tables say yes. Answers are kept in the cache (`probes/VERSION`), so that more releases can be asked later.
Cases are taken from all recorded ones and from requests that were drawn anew (`fresh.py`) or written by hand, as
`fresh/NAME/cases.jsonl` in the cache.
"""

from __future__ import annotations

import subprocess
import sys

import reading
from compare import read_lines


def node(*arguments: str) -> None:
    subprocess.run(["node", "scripts/probe.mjs", *arguments], cwd=reading.HERE.parent, check=True)


def main() -> None:
    begun, *versions = sys.argv[1:]
    home = reading.KEPT.parent / "probes" / begun
    home.mkdir(parents=True, exist_ok=True)
    kept = home / "cases.jsonl"
    if not kept.exists():
        drawn = sorted((reading.KEPT.parent / "fresh").glob("*/cases.jsonl"))
        node("choose", begun, str(home), *map(str, drawn))
    cases = read_lines(kept)
    nearest = {version: reading.near_of(version) for version in versions}
    reading.KEPT = home
    for version in versions:
        taken = reading.Reading(version, nearest[version]).complete(cases, parts=())
        print(f"{version}: {len(taken.outcomes)} cases", flush=True)
    node("judge", str(home))


if __name__ == "__main__":
    main()
