"""Records what a LiteLLM release sends for every case.

    python oracle/record.py 1.110.0                 writes shared/pipeline/testdata/litellm-1.110.0.jsonl.gz
    python oracle/record.py 1.87.0 --check          records again and compares with the file that is there
    python oracle/record.py 1.87.0 --check --every 10   a sample: each tenth case
    python oracle/record.py 1.87.0 --corpus             the made cases (see generate.py) instead
    python oracle/record.py 1.87.0 --cases mine.jsonl --out -   other requests, to stdout

A case on which the release crashed has no line in the file; --crashes shows why it has none.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
from pathlib import Path

import releases
from compare import differences, read_lines

HERE = Path(__file__).parent
TESTDATA = HERE.parent / "shared" / "pipeline" / "testdata"
CORPUS = TESTDATA / "corpus"


def record(version: str, cases: list[dict]) -> list[dict]:
    """One outcome per case, in order: `path`, `headers`, `body`; `error`; or `crash`."""
    lines = "".join(json.dumps(case) + "\n" for case in cases)
    answer = subprocess.run(
        [releases.python_of(version), HERE / "inside" / "send_cases.py"],
        input=lines,
        stdout=subprocess.PIPE,
        env=releases.environment(version),
        text=True,
        encoding="utf-8",
        check=True,
    )
    return [json.loads(line) for line in answer.stdout.split("\n") if line]


def write(path: Path, outcomes: list[dict]) -> None:
    text = "".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) + "\n" for one in outcomes)
    # No time stamp: the same recording is the same file.
    path.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("version")
    parser.add_argument("--corpus", action="store_true", help="the made cases, recordings beside them")
    parser.add_argument("--cases", type=Path, help="a file of cases")
    parser.add_argument("--out", help="file to write, or - for stdout")
    parser.add_argument("--every", type=int, default=1, help="only each n-th case")
    parser.add_argument("--check", action="store_true", help="compare with the recording that is there")
    parser.add_argument("--crashes", action="store_true", help="print what the release crashed on")
    options = parser.parse_args()

    home = CORPUS if options.corpus else TESTDATA
    cases = read_lines(options.cases or home / "cases.jsonl.gz")[:: options.every]
    outcomes = record(options.version, cases)
    sent = [one for one in outcomes if "crash" not in one]
    print(f"{len(cases)} cases, {len(sent)} recorded, {len(cases) - len(sent)} crashed", file=sys.stderr)
    if options.crashes:
        for one in outcomes:
            if "crash" in one:
                print(f"{one['id']}: {one['crash'][:200]}", file=sys.stderr)

    there = home / f"litellm-{options.version}.jsonl.gz"
    if options.check:
        found = differences(cases, read_lines(there), sent)
        for case_id, lines in found.items():
            print(case_id, *lines[:6], sep="\n  ")
        print(f"{len(found)} of {len(cases)} cases differ from {there.name}")
        return 1 if found else 0
    if options.out == "-":
        for one in outcomes:
            print(json.dumps(one, ensure_ascii=False))
    else:
        write(Path(options.out) if options.out else there, sent)
    return 0


if __name__ == "__main__":
    sys.exit(main())
