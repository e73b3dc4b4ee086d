"""Records LiteLLM's other entry points: embeddings, rerank, images, completions, responses, counting, the pass-through.

    python oracle/entries.py --cases             writes the cases again
    python oracle/entries.py VERSION PYTHON      records them; PYTHON has the release and its proxy's requirements

What a program calls stands in shared/proxy/testdata/entries/alone, what clients ask of a proxy in the folder above it.
A case of a program on which the release crashed has no line.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import proxy
import releases
from compare import read_lines
from corpus import entries, proxied_entries
from record import write

HERE = Path(__file__).parent
PROXIED = HERE.parent / "shared" / "proxy" / "testdata" / "entries"
ALONE = PROXIED / "alone"


def record_alone(python: str, cases: list[dict]) -> list[dict]:
    answer = subprocess.run(
        [python, HERE / "inside" / "send_cases.py", "--wire"],
        input="".join(json.dumps(case) + "\n" for case in cases),
        stdout=subprocess.PIPE,
        env=releases.environment(home=Path(python).parent.parent),
        text=True,
        encoding="utf-8",
        check=True,
    )
    return [one for line in answer.stdout.split("\n") if line and "crash" not in (one := json.loads(line))]


def main(arguments: list[str]) -> None:
    if arguments == ["--cases"]:
        write(ALONE / "cases.jsonl.gz", list(entries.cases()))
        write(PROXIED / "cases.jsonl.gz", list(proxied_entries.cases()))
        return
    if len(arguments) != 2:
        sys.exit(__doc__)
    version, python = arguments
    name = f"litellm-{version}.jsonl.gz"
    write(ALONE / name, record_alone(python, read_lines(ALONE / "cases.jsonl.gz")))
    proxy.main(python, str(PROXIED.parent), str(PROXIED / "cases.jsonl.gz"), str(PROXIED / name))


main(sys.argv[1:])
