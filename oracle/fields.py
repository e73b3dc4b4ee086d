"""Writes shared/pipeline/releases/field-types.json: how LiteLLM releases check the types of their own parameters.

    python oracle/fields.py 1.87.0 1.90.0 1.109.1

The file keeps one entry per release; releases that are not named are left alone.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import releases

HERE = Path(__file__).parent
TARGET = HERE.parent / "shared" / "pipeline" / "releases" / "field-types.json"


def main(versions: list[str]) -> None:
    known = json.loads(TARGET.read_text()) if TARGET.exists() else {}
    for version in versions:
        script = HERE / "inside" / "dump_fields.py"
        answer = subprocess.run(
            [releases.python_of(version), script], env=releases.environment(), stdout=subprocess.PIPE, check=True
        )
        found = json.loads(answer.stdout)
        known[version] = found
        print(f"{version}: {sum(map(len, found['types'].values()))} typed parameters")
    TARGET.write_text(json.dumps(dict(sorted(known.items(), key=lambda one: [int(part) for part in one[0].split(".")])), indent=1) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:] or sys.exit(__doc__))
