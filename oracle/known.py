"""Writes shared/pipeline/releases/known.json: every LiteLLM release from 1.80 on, with the day of its upload.

    python oracle/known.py

One question to the package index (its simple JSON form, PEP 691 and 700).
"""

from __future__ import annotations

import json
import re
import urllib.request
from pathlib import Path

INDEX = "https://pypi.org/simple/litellm/"
TARGET = Path(__file__).parent.parent / "shared" / "pipeline" / "releases" / "known.json"
OLDEST = (1, 80, 0)
FILE = re.compile(r"^litellm-(\d+)\.(\d+)\.(\d+)(?:-.+\.whl|\.tar\.gz)$")


def main() -> None:
    request = urllib.request.Request(INDEX, headers={"Accept": "application/vnd.pypi.simple.v1+json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        files = json.load(answer)["files"]
    days: dict[tuple[int, ...], str] = {}
    for file in files:
        found = FILE.match(file["filename"])
        version = tuple(map(int, found.groups())) if found else OLDEST[:0]
        if version >= OLDEST:
            day = file["upload-time"][:10]
            days[version] = min(day, days.get(version, day))
    lines = (f'  "{".".join(map(str, version))}": "{day}"' for version, day in sorted(days.items()))
    TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n")
    print(f"{len(days)} releases")


if __name__ == "__main__":
    main()
