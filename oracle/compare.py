"""Compares two recordings of the same cases.

    python oracle/compare.py 1.90.0 1.109.1

Prints a Markdown table: for each family and route, how many cases differ, and in what; then for
each kind of difference one case to look at.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

TESTDATA = Path(__file__).parent.parent / "shared" / "pipeline" / "testdata"


def read_lines(path: Path) -> list[dict]:
    """The JSON objects of a .jsonl or .jsonl.gz file."""
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    return [json.loads(line) for line in text.split("\n") if line]


def leaves(value: object, pointer: str = "") -> dict[str, object]:
    """Leaves of a JSON value by pointer; empty containers are leaves."""
    if isinstance(value, dict) and value:
        return {p: v for key, item in value.items() for p, v in leaves(item, f"{pointer}/{key}").items()}
    if isinstance(value, list) and value:
        return {p: v for i, item in enumerate(value) for p, v in leaves(item, f"{pointer}/{i}").items()}
    return {pointer: value}


def kind(outcome: dict | None) -> str:
    if outcome is None:
        return "crash"
    if "body" in outcome:
        return "sent"
    error = outcome["error"]
    return " ".join([error["type"], *sorted(error.get("params", []))])


def difference(before: dict | None, after: dict | None) -> list[str]:
    """What differs between two outcomes of one case: one line per leaf."""
    if kind(before) != kind(after):
        return [f"{kind(before)} → {kind(after)}"]
    if before is None or after is None or "error" in before:
        return []
    found = [] if before["path"] == after["path"] else [f"path: {before['path']} → {after['path']}"]
    for part in ("headers", "body"):
        old, new = leaves(before[part]), leaves(after[part])
        for pointer in old | new:
            if pointer not in new:
                found.append(f"{part} {pointer}: gone")
            elif pointer not in old:
                found.append(f"{part} {pointer}: new")
            elif old[pointer] != new[pointer] or type(old[pointer]) is not type(new[pointer]):
                found.append(f"{part} {pointer}: {json.dumps(old[pointer])} → {json.dumps(new[pointer])}")
    return found


def differences(cases: list[dict], before: list[dict], after: list[dict]) -> dict[str, list[str]]:
    """Differences by case id; cases without any are left out."""
    old, new = ({one["id"]: one for one in side} for side in (before, after))
    found = {case["id"]: difference(old.get(case["id"]), new.get(case["id"])) for case in cases}
    return {case_id: lines for case_id, lines in found.items() if lines}


def subject(line: str) -> str:
    """A difference without its values and array indexes, so that like ones count as one."""
    return re.sub(r"/\d+", "/*", line.split(":")[0]) if "→" not in line.split(":")[0] else line


def table(cases: list[dict], found: dict[str, list[str]]) -> str:
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    sizes: Counter[tuple[str, str]] = Counter()
    for case in cases:
        group = (case["family"], f"{case['route']} ({case['api']})")
        sizes[group] += 1
        if case["id"] in found:
            groups[group].append(case["id"])
    rows = ["| family | route | cases | differ | what |", "|---|---|---|---|---|"]
    for group, ids in sorted(groups.items()):
        what = Counter(name for case_id in ids for name in {subject(line) for line in found[case_id]})
        named = ", ".join(f"{name} ×{count}" for name, count in what.most_common(5)).replace("|", "\\|")
        rows.append(f"| {group[0]} | {group[1]} | {sizes[group]} | {len(ids)} | {named} |")
    return "\n".join(rows)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("before")
    parser.add_argument("after")
    options = parser.parse_args()
    cases = read_lines(TESTDATA / "cases.jsonl.gz")
    before, after = (
        read_lines(TESTDATA / f"litellm-{version}.jsonl.gz") for version in (options.before, options.after)
    )
    found = differences(cases, before, after)
    print(f"{len(found)} of {len(cases)} cases differ between {options.before} and {options.after}.\n")
    print(table(cases, found))
    first: dict[str, str] = {}
    for case_id, lines in found.items():
        for line in lines:
            first.setdefault(subject(line), f"{case_id}: {line[:160]}")
    print("\nOne case of each kind:\n")
    for example in first.values():
        print(f"- {example}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
