"""Requests as agents make them, drawn anew: a check of releases on what they were not fitted to.

    python oracle/fresh.py talks|agents|codex|marks|mixes|ids|calls|entries|cases SEED COUNT VERSION …

`talks`: conversations of `corpus/conversations.py` for models that the release itself lists, with the parameters that
agents send beside it. `agents`: those of `corpus/agents.py`, half of them for its newest models, some behind profiles
and ARNs. `codex`: calls of the Responses API (`corpus/codex.py`). `marks`: cache marks of the caller and points that ask for more (`corpus/marks.py`). `mixes`: rare features together, for all families (`corpus/mixes.py`). `ids`: every listed model in every spelling of a model
string (`corpus/ids.py`). `entries`: calls of the other entry points (`corpus/entries.py`), `calls`: the
same with their variants together and odd values (`corpus/entry_calls.py`).
`cases`: those that releases are fitted to, whether this one was or not. What each release makes of them is kept in the cache (`fresh/SEED/VERSION.jsonl`, the requests
in `cases.jsonl`); `node scripts/fresh.mjs .cache/oracle/fresh/SEED` prints what Strata gives otherwise.
"""

from __future__ import annotations

import json
import random
import sys

import reading
import tables
from compare import read_lines
from corpus import agents, codex, entries, entry_calls, ids, marks, mixes
from corpus.conversations import Talk, chat_request, native_request
from corpus.parts import SCHEMA, Model, case

EXTRAS = {
    "chat": (
        {"temperature": 0.2},
        {"temperature": 1},
        {"top_p": 0.9},
        {"stop": ["END"]},
        {"reasoning_effort": "low"},
        {"reasoning_effort": "high"},
        {"response_format": {"type": "json_schema", "json_schema": {"name": "s", "schema": SCHEMA, "strict": True}}},
        {"response_format": {"type": "json_object"}},
        {"user": "u1"},
        {"metadata": {"user_id": "u1", "trace": "t"}},
        {"drop_params": True},
        {"top_k": 20},
        {"extra_headers": {"anthropic-beta": "interleaved-thinking-2025-05-14,context-1m-2025-08-07"}},
        {"thinking": {"type": "adaptive"}},
        {"output_config": {"effort": "medium"}},
        {"stream_chunk_size": 512, "stream": True},
        {"max_tokens": 16000},
        {"seed": 1, "drop_params": True},
        {"stream": True, "stream_options": {"include_usage": True}},
        {"additional_drop_params": ["temperature"], "temperature": 0.1},
        {"skip_mcp_handler": True},
        {"parallel_tool_calls": False, "drop_params": True},
        {"tool_choice": "required"},
        {"service_tier": "auto"},
    ),
    "messages": (
        {"temperature": 0.2},
        {"top_p": 0.9},
        {"top_k": 5},
        {"stop_sequences": ["END"]},
        {"metadata": {"user_id": "u1"}},
        {"thinking": {"type": "enabled", "budget_tokens": 1024}},
        {"thinking": {"type": "adaptive"}},
        {"thinking": {"type": "disabled"}},
        {"output_config": {"effort": "high"}},
        {"output_config": {"format": {"type": "json_schema", "schema": SCHEMA}}},
        {"output_format": {"type": "json_schema", "schema": SCHEMA}},
        {"extra_headers": {"anthropic-beta": "fine-grained-tool-streaming-2025-05-14,context-1m-2025-08-07"}},
        {"tool_choice": {"type": "auto", "disable_parallel_tool_use": True}},
        {"max_tokens": 32000},
        {"drop_params": True},
        {"context_management": {"edits": [{"type": "clear_thinking_20251015", "keep": {"type": "thinking_turns", "value": 2}}]}},
    ),
}  # fmt: skip
# Kinds whose requests name no model of a release: each release gets the same ones.
SAME = ("codex", "calls", "entries", "cases", "marks")
ROUTES = ("bedrock/", "bedrock/converse/", "bedrock/invoke/")


def request(dice: random.Random, models: list[str]) -> dict:
    api = dice.choice(("chat", "messages"))
    route = dice.choice(ROUTES)
    body = (native_request if api == "messages" else chat_request)(Talk(dice))
    for extra in dice.sample(EXTRAS[api], k=dice.choice((0, 1, 1, 2, 3))):
        body |= extra
    if dice.random() < 0.2:
        body.pop("tools", None)
    name = route.strip("/").split("/")[-1].replace("bedrock", "auto")
    return case(f"fresh:{api}", api, Model("fresh", name, route + dice.choice(models)), body)


def newest(version: str, models: list[str]) -> list[str]:
    """The models that releases up to four minors earlier do not list."""
    major, minor, _ = tables.rank(version)
    known = set(tables.known_ids(before=f"{major}.{minor - 4}.0"))
    return [one for one in models if one not in known]


def without_exceptions(cases: list[dict]) -> list[dict]:
    """Those of which no difference is meant."""
    files = (folder / "exceptions.json" for folder in (reading.CORPUS, reading.CORNERS))
    meant = {one for file in files for row in json.loads(file.read_text(encoding="utf-8")) for one in row["ids"]}
    return [case for case in cases if case["id"] not in meant]


def draw(kind: str, dice: random.Random, count: int, version: str) -> list[dict]:
    if kind == "entries":
        return dice.sample(list(entries.cases()), k=count)
    if kind == "cases":
        return dice.sample(without_exceptions(reading.all_cases()), k=count)
    if kind == "calls":
        return [entry_calls.request(dice) for _ in range(count)]
    if kind == "marks":
        return [marks.request(dice) for _ in range(count)]
    if kind == "codex":
        return [codex.request(dice) for _ in range(count)]
    models = sorted(tables.known_parts(version)["models"]["models"])
    if kind == "talks":
        return [request(dice, models) for _ in range(count)]
    if kind == "ids":
        return list(ids.requests(dice, models, count))
    new = newest(version, models)
    drawn = mixes if kind == "mixes" else agents
    return [drawn.request(dice, models, new) for _ in range(count)]


def main() -> None:
    kind, seed, count, *versions = sys.argv[1:]
    home = reading.KEPT.parent / "fresh" / seed
    home.mkdir(parents=True, exist_ok=True)
    kept = home / "cases.jsonl"
    made: dict[str, dict] = {one["id"]: one for one in read_lines(kept)} if kept.exists() else {}
    for version in versions:
        cases = draw(kind, random.Random(seed if kind in SAME else f"{seed} {version}"), int(count), version)
        made |= {one["id"]: one for one in cases}
        near = reading.near_of(version)
        reading.KEPT = home
        taken = reading.Reading(version, near).complete(cases, parts=(), raw=True)
        print(f"{version}: {len(taken.outcomes)} requests", flush=True)
        kept.write_text("".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in made.values()))


if __name__ == "__main__":
    main()
