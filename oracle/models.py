"""Writes shared/pipeline/models/generated/litellm-<version>.json for the given LiteLLM releases.

    python oracle/models.py 1.87.0 1.90.0 1.109.1

One line per model, so that a new release shows as a readable diff.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import releases

HERE = Path(__file__).parent
TARGET = HERE.parent / "shared" / "pipeline" / "models" / "generated"


def layout(value: object, depth: int) -> str:
    """JSON with the outermost `depth` levels broken into lines and the rest on one line each."""
    if depth == 0 or not isinstance(value, (dict, list)) or not value:
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return "[\n" + ",\n".join(layout(item, depth - 1) for item in value) + "\n]"
    members = (f"{json.dumps(key)}: {layout(item, depth - 1)}" for key, item in value.items())
    return "{\n" + ",\n".join(members) + "\n}"


def main(versions: list[str]) -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    for version in versions:
        script = HERE / "inside" / "dump_models.py"
        answer = subprocess.run(
            [releases.python_of(version), script], env=releases.environment(), stdout=subprocess.PIPE, check=True
        )
        data = {"litellm": version} | json.loads(answer.stdout)
        path = TARGET / f"litellm-{version}.json"
        path.write_text(layout(data, 2) + "\n", encoding="utf-8")
        print(f"{path.name}: {len(data['models'])} model ids, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main(sys.argv[1:] or sys.exit(__doc__))
