"""Records what LiteLLM hands to its caller for answers of Bedrock's.

    npx tsx oracle/answers.mts > cases.jsonl                 the answers: the simulator's, and made ones
    python oracle/way_back.py --cases cases.jsonl            keeps them in shared/way-back/testdata
    python oracle/way_back.py VERSION PYTHON                 gives them to a release; PYTHON has it installed
    python oracle/way_back.py VERSION PYTHON --proxy         gives them to the release's proxy, and keeps what its client gets
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import releases
from compare import read_lines
from record import write

HERE = Path(__file__).parent
TESTDATA = HERE.parent / "shared" / "way-back" / "testdata"


def record(python: str, program: str, cases: list[dict]) -> list[dict]:
    answer = subprocess.run(
        [python, HERE / "inside" / program],
        input="".join(json.dumps(case) + "\n" for case in cases),
        stdout=subprocess.PIPE,
        env=releases.environment(home=Path(python).parent.parent),
        text=True,
        encoding="utf-8",
        check=True,
    )
    return [json.loads(line) for line in answer.stdout.split("\n") if line]


def main(arguments: list[str]) -> None:
    match arguments:
        case ["--cases", file]:
            write(TESTDATA / "cases.jsonl.gz", read_lines(Path(file)))
        case [version, python]:
            cases = read_lines(TESTDATA / "cases.jsonl.gz")
            write(TESTDATA / f"litellm-{version}.jsonl.gz", record(python, "give_answers.py", cases))
        case [version, python, "--proxy"]:
            cases = read_lines(TESTDATA / "cases.jsonl.gz")
            write(TESTDATA / f"proxy-{version}.jsonl.gz", record(python, "proxy_answers.py", cases))
        case _:
            sys.exit(__doc__)


main(sys.argv[1:])
