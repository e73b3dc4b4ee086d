"""Runs inside a LiteLLM release: all that is read of it with one start.

Reads cases from stdin, one JSON object a line (`id`, `api`, `request`), and writes one line each to
stdout (see `send_cases`). The names on the command line (`models`, `registry`, `fields`) are parts to
read first, one line each: {"part": name, "value": …}, or {"part": name, "failed": why}.
"""

from __future__ import annotations

import json
import os
import sys
import traceback

import send_cases


def read(part: str) -> dict:
    if part == "models":
        from dump_models import read_models as read_part
    elif part == "registry":
        from dump_registry import read_registry as read_part
    else:
        from dump_fields import read_fields as read_part
    try:
        return {"part": part, "value": read_part()}
    except Exception:  # noqa: BLE001 - the others are read all the same
        return {"part": part, "failed": traceback.format_exc(limit=-3)}


def main() -> None:
    with send_cases.answers() as answers:
        for part in filter(lambda one: not one.startswith("--"), sys.argv[1:]):
            answers.write(json.dumps(read(part), ensure_ascii=False) + "\n")
        send_cases.send_all(answers)
    os._exit(0)


main()
