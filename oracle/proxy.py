"""Records what a LiteLLM proxy makes of clients' calls.

    python oracle/proxy.py PYTHON CONFIGS CASES OUT

PYTHON is the interpreter of an environment with the release and its proxy's requirements (the tests
keep such ones in .cache/python); CONFIGS a folder of YAML files; CASES a JSONL file (`id`, `config`: the
name of a YAML file there without its ending, `path`, `headers`, `body`). Each configuration gets a proxy of
its own, its calls in order: up to 1.90 a proxy remembers headers of earlier calls. OUT may end in .gz.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import releases
from compare import read_lines

HERE = Path(__file__).parent


def record(python: str, config: Path, cases: list[dict]) -> list[dict]:
    answer = subprocess.run(
        [python, HERE / "inside" / "call_proxy.py", config],
        input="".join(json.dumps(case) + "\n" for case in cases),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=releases.environment(home=Path(python).parent.parent),
        text=True,
        encoding="utf-8",
        check=True,
    )
    return [json.loads(line) for line in answer.stdout.splitlines()]


def main(python: str, configs: str, cases_file: str, out: str) -> None:
    cases = read_lines(Path(cases_file))
    names = dict.fromkeys(case["config"] for case in cases)
    found = {
        one["id"]: one
        for name in names
        for one in record(python, Path(configs) / f"{name}.yaml", [c for c in cases if c["config"] == name])
    }
    lines = (json.dumps(found[case["id"]], ensure_ascii=False, separators=(",", ":")) + "\n" for case in cases)
    text = "".join(lines).encode("utf-8")
    Path(out).write_bytes(gzip.compress(text, mtime=0) if out.endswith(".gz") else text)


if __name__ == "__main__":
    main(*sys.argv[1:]) if len(sys.argv) == 5 else sys.exit(__doc__)
