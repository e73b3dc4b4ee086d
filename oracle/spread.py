"""Keeps a spread of requests drawn anew, and what each release made of them, for tests.

    python oracle/spread.py SEED COUNT FOLDER

Takes the requests of `fresh.py` in the cache that tell the most releases apart (by kinds of answers), and others, and
writes `cases.jsonl.gz` and `answers.jsonl.gz`: each line an answer with all releases that gave it, `null` where they
sent nothing.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import reading
from compare import read_lines
from tables import rank


def answers_of(home: Path) -> dict[str, dict[str, list[str]]]:
    """By id of a case: each answer, as text, with the releases that gave it."""
    found: dict[str, dict[str, list[str]]] = {}
    for file in sorted(home.glob("[0-9]*.jsonl"), key=lambda one: rank(one.stem)):
        for answer in read_lines(file):
            sent = {key: answer[key] for key in ("path", "headers", "body")} if "path" in answer else None
            found.setdefault(answer["id"], {}).setdefault(json.dumps(sent), []).append(file.stem)
    return found


def chosen(found: dict[str, dict[str, list[str]]], count: int) -> list[str]:
    """Those that split the releases in most new ways; the rest by the number of their answers."""
    taken: list[str] = []
    ways: set[str] = set()
    ids = sorted(found, key=lambda one: (-len(found[one]), one))
    for one in ids:
        own = {json.dumps(releases) for releases in found[one].values()}
        if own - ways:
            ways |= own
            taken.append(one)
    return [*taken, *(one for one in ids if one not in taken)][:count]


def write(path: Path, lines: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress("".join(f"{line}\n" for line in lines).encode("utf-8"), 9, mtime=0))


def main() -> None:
    seed, count, folder = sys.argv[1:]
    home = reading.KEPT.parent / "fresh" / seed
    found = answers_of(home)
    ids = chosen(found, int(count))
    cases = {case["id"]: case for case in read_lines(home / "cases.jsonl")}
    kept = [{key: cases[one][key] for key in ("id", "api", "request")} for one in ids]
    write(Path(folder) / "cases.jsonl.gz", [json.dumps(case, ensure_ascii=False) for case in kept])
    answers = [{"id": one, "releases": releases, "sent": json.loads(sent)} for one in ids for sent, releases in found[one].items()]
    write(Path(folder) / "answers.jsonl.gz", [json.dumps(answer, ensure_ascii=False) for answer in answers])
    print(f"{len(kept)} requests, {len(answers)} different answers")


if __name__ == "__main__":
    main()
