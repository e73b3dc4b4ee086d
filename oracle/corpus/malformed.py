"""Well-formed requests with one value put wrong: what a release refuses, drops, or fails on."""

from __future__ import annotations

import copy
import itertools
import random
from collections.abc import Iterator

from .parts import (
    EPHEMERAL,
    PDF,
    PIXEL,
    SCHEMA,
    Model,
    assistant,
    case,
    claude,
    document,
    function,
    image,
    named,
    others,
    text,
    tool,
    tool_result,
    tool_use,
    user,
)

WRONG = (None, True, 0, 3, 1.5, "", "odd", [], ["odd"], [1], {}, {"odd": 1})

CALL = {"id": "c1", "type": "function", "function": {"name": "get_weather", "arguments": '{"city":"Bonn"}'}}
CHAT: tuple[dict, ...] = (
    {
        "messages": [
            {"role": "system", "content": [text("Be brief.", cache_control=EPHEMERAL)]},
            user([text("What is this?"), {"type": "image_url", "image_url": {"url": f"data:image/png;base64,{PIXEL}"}}]),
            {"role": "assistant", "content": "I look.", "tool_calls": [CALL]},
            {"role": "tool", "tool_call_id": "c1", "content": [text("12 degrees")]},
            user("Thanks."),
        ],
        "tools": [function()],
        "tool_choice": {"type": "function", "function": {"name": "get_weather"}},
        "max_tokens": 50,
        "stop": ["END"],
    },
    {
        "messages": [
            user([text("Sum."), {"type": "file", "file": {"file_data": f"data:application/pdf;base64,{PDF}", "filename": "a.pdf"}}]),
            {
                "role": "assistant",
                "content": [{"type": "thinking", "thinking": "Hm.", "signature": "c2ln"}, text("Sure.")],
                "thinking_blocks": [{"type": "thinking", "thinking": "Hm.", "signature": "c2ln"}],
            },
            user("Go on."),
        ],
        "response_format": {"type": "json_schema", "json_schema": {"name": "s", "schema": SCHEMA, "strict": True}},
        "thinking": {"type": "enabled", "budget_tokens": 1024},
        "max_tokens": 2000,
    },
)
NATIVE: tuple[dict, ...] = (
    {
        "system": [text("Be brief.", cache_control=EPHEMERAL)],
        "messages": [
            user([text("What is this?"), image(), document(title="T", citations={"enabled": True})]),
            assistant([{"type": "thinking", "thinking": "Hm.", "signature": "c2ln"}, text("I look."), tool_use()]),
            user([tool_result([text("12 degrees"), image()], cache_control=EPHEMERAL)]),
        ],
        "tools": [tool(cache_control=EPHEMERAL)],
        "tool_choice": {"type": "tool", "name": "get_weather"},
        "thinking": {"type": "enabled", "budget_tokens": 1024},
        "metadata": {"user_id": "u"},
        "stop_sequences": ["END"],
        "max_tokens": 2000,
    },
    {
        "messages": [user("Weather?")],
        "output_config": {"format": {"type": "json_schema", "schema": SCHEMA}, "effort": "low"},
        "context_management": {
            "edits": [
                {
                    "type": "clear_tool_uses_20250919",
                    "trigger": {"type": "tool_uses", "value": 3},
                    "keep": {"type": "tool_uses", "value": 1},
                    "clear_at_least": {"type": "input_tokens", "value": 1},
                    "exclude_tools": ["a"],
                    "clear_tool_inputs": True,
                }
            ]
        },
        "extra_headers": {"anthropic-beta": "context-1m-2025-08-07"},
        "max_tokens": 50,
    },
)
# Values of these say where the call goes or how many tokens it may take; boundaries.py has those.
NOT_CHANGED = ("max_tokens",)
Path = tuple[str | int, ...]


def paths(value: object, path: Path = ()) -> Iterator[Path]:
    """Places in a request, outermost first; schemas are taken as one."""
    if path and path[0] in NOT_CHANGED:
        return
    if path:
        yield path
    if path and path[-1] in ("input_schema", "parameters", "schema"):
        return
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in members:
        yield from paths(item, (*path, key))


def changed(request: dict, path: Path, value: object) -> dict:
    out = copy.deepcopy(request)
    holder = out
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = value
    return out


def without(request: dict, path: Path) -> dict:
    out = copy.deepcopy(request)
    holder = out
    for key in path[:-1]:
        holder = holder[key]
    del holder[path[-1]]
    return out


def wrongs(request: dict, dice: random.Random, share: int) -> Iterator[tuple[str, dict]]:
    for path in paths(request):
        name = ".".join(str(key) for key in path if isinstance(key, str))
        if isinstance(path[-1], str):
            yield f"malformed:no-{name}", without(request, path)
        for value in dice.sample(WRONG, share):
            yield f"malformed:{name}", changed(request, path, value)


CHAT_MODELS = [
    *claude("invoke", "converse"),
    *others("invoke", "converse"),
    named("claude2", "invoke", "anthropic.claude-v2:1"),
]
NATIVE_MODELS = [*claude("invoke"), *claude("converse", "auto"), *others("converse", "auto")]


def cases() -> list[dict]:
    dice = random.Random(1992)
    made = []
    for api, requests, models in (("chat", CHAT, CHAT_MODELS), ("messages", NATIVE, NATIVE_MODELS)):
        # Claude has the longest rules: every second call goes there.
        first: list[Model] = [model for model in models if model.family == "anthropic"]
        turns = (itertools.cycle(dice.sample(first, len(first))), itertools.cycle(dice.sample(models, len(models))))
        for request in requests:
            for tag, wrong in wrongs(request, dice, 3):
                made += [case(tag, api, next(turn), wrong) for turn in turns]
    # One of three tells as much: what is wrong comes again in other places.
    return made[::3]
