"""Cases of the models that are new in a release: a release is known by its models as much as by its code.

Five for each new id: a plain call, one with tools, an effort, a JSON schema, and one of the messages API with
thinking. Each has its id from its content, as the made cases do.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

ASKED = [{"role": "user", "content": "List three rivers in Europe."}]
SCHEMA = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
TOOLS = [{"type": "function", "function": {"name": "get_weather", "parameters": SCHEMA}}]
CHAT = (
    {"max_tokens": 50, "temperature": 0.5, "stream": True},
    {"max_tokens": 50, "tools": TOOLS, "tool_choice": "required"},
    {"max_tokens": 8000, "reasoning_effort": "high", "drop_params": True},
    {"response_format": {"type": "json_schema", "json_schema": {"name": "s", "schema": SCHEMA}}},
)
MESSAGES = {"max_tokens": 8000, "thinking": {"type": "enabled", "budget_tokens": 2048}}


def _case(api: str, request: dict) -> dict:
    name = hashlib.sha256(json.dumps([api, request], sort_keys=True).encode()).hexdigest()[:8]
    return {"id": f"new-{name}", "family": "new", "route": "auto", "tag": "new:model", "api": api, "request": request}


def cases(models: dict, before: Iterable[str]) -> list[dict]:
    """`before`: the ids that an earlier release lists."""
    known = set(before)
    found = []
    for model in sorted(set(models["models"]) - known):
        call = {"model": f"bedrock/{model}", "messages": ASKED}
        found += [_case("chat", call | more) for more in CHAT]
        found.append(_case("messages", call | MESSAGES))
    return found


def write(path: Path, made: list[dict]) -> None:
    """Adds cases to a file of cases."""
    there = path.read_text(encoding="utf-8").split("\n") if path.exists() else []
    lines = dict.fromkeys([*filter(None, there), *(json.dumps(case, ensure_ascii=False) for case in made)])
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
