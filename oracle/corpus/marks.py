"""Calls with cache marks of their own, with points that ask LiteLLM for marks, and with both, by every entry point."""

from __future__ import annotations

import hashlib
import json
import random

from .parts import EPHEMERAL, PIXEL, SCHEMA

MODELS = (
    "bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0",
    "bedrock/invoke/us.anthropic.claude-sonnet-4-5-20250929-v1:0",
    "bedrock/invoke/anthropic.claude-3-haiku-20240307-v1:0",
    "bedrock/us.amazon.nova-pro-v1:0",
    "bedrock/invoke/us.amazon.nova-lite-v1:0",
    "bedrock/openai.gpt-oss-120b-1:0",
)
CONTROLS = (EPHEMERAL, {"type": "ephemeral", "ttl": "1h"})
POINTS = (
    {"location": "message", "role": "system"},
    {"location": "message", "role": "user"},
    {"location": "message", "role": "assistant"},
    {"location": "message", "role": "tool"},
    {"location": "message", "index": -1},
    {"location": "message", "index": 0},
    {"location": "message", "index": "-2"},
    {"location": "message", "index": -1, "control": {"type": "ephemeral", "ttl": "5m"}},
    {"location": "tool_config"},
)
THINKING = {"type": "thinking", "thinking": "Hm.", "signature": "c2ln"}


def _mark(dice: random.Random, often: float) -> dict:
    return {"cache_control": dice.choice(CONTROLS)} if dice.random() < often else {}


def _blocks(dice: random.Random, often: float, user: bool) -> list[dict] | str:
    if dice.random() < 0.3:
        return "Go on."
    blocks = [{"type": "text", "text": f"Part {i}."} | _mark(dice, often) for i in range(dice.randint(1, 3))]
    if user and dice.random() < 0.1:
        blocks.append({"type": "text", "text": ""})
    return blocks


def _chat(dice: random.Random, often: float) -> dict:
    messages: list[dict] = [{"role": "system", "content": _blocks(dice, often, False)}] if dice.random() < 0.8 else []
    for turn in range(dice.randint(1, 3)):
        messages.append({"role": "user", "content": _blocks(dice, often, True)} | _mark(dice, often / 3))
        if dice.random() < 0.5:
            call = {"id": f"c{turn}", "type": "function", "function": {"name": "f", "arguments": "{}"}} | _mark(dice, often / 2)
            messages.append({"role": "assistant", "content": dice.choice((None, "I see.")), "tool_calls": [call]})
            messages.append({"role": "tool", "tool_call_id": f"c{turn}", "content": "done"} | _mark(dice, often / 2))
        elif turn < 2:
            messages.append({"role": "assistant", "content": _blocks(dice, often, False)})
    if messages[-1]["role"] != "user":
        messages.append({"role": "user", "content": "And?"})
    inner = {"name": "f", "description": "Does.", "parameters": SCHEMA}
    tool = {"type": "function", "function": inner | _mark(dice, often / 3)} | _mark(dice, often / 2)
    return {"messages": messages, "max_tokens": 100, "tools": [tool]}


def _native(dice: random.Random, often: float) -> dict:
    messages: list[dict] = []
    for turn in range(dice.randint(1, 3)):
        messages.append({"role": "user", "content": _blocks(dice, often, True)})
        use = {"type": "tool_use", "id": f"c{turn}", "name": "f", "input": {}} | _mark(dice, often / 3)
        said = [THINKING] if dice.random() < 0.15 else []
        messages.append({"role": "assistant", "content": [*said, {"type": "text", "text": "I see."}, use]})
        messages.append({"role": "user", "content": [{"type": "tool_result", "tool_use_id": f"c{turn}", "content": "done"} | _mark(dice, often / 2)]})
    tool = {"name": "f", "description": "Does.", "input_schema": SCHEMA} | _mark(dice, often / 2)
    system = {"system": _blocks(dice, often, False)} if dice.random() < 0.8 else {}
    return {"messages": messages, "max_tokens": 100, "tools": [tool], **system}


def _responses(dice: random.Random, often: float) -> dict:
    items: list[dict] = [{"role": "developer", "content": "Be kind."} | _mark(dice, often / 2)] if dice.random() < 0.4 else []
    image = {"type": "input_image", "image_url": f"data:image/png;base64,{PIXEL}"}
    items.append({"role": "user", "content": [{"type": "input_text", "text": "Look."} | _mark(dice, often), *([image] if dice.random() < 0.2 else [])]})
    items.append({"type": "function_call", "call_id": "c", "name": "f", "arguments": "{}"} | _mark(dice, often / 2))
    items.append({"type": "function_call_output", "call_id": "c", "output": "done"} | _mark(dice, often / 2))
    items.append({"role": "user", "content": "Go on."} | _mark(dice, often))
    tool = {"type": "function", "name": "f", "parameters": SCHEMA} | _mark(dice, often / 2)
    return {"input": items, "instructions": "You are an agent.", "tools": [tool]}


FORMS = {"chat": _chat, "messages": _native, "responses": _responses}


def request(dice: random.Random) -> dict:
    api = dice.choice(("chat", "chat", "messages", "messages", "responses"))
    body = {"model": dice.choice(MODELS)} | FORMS[api](dice, dice.choice((0, 0.1, 0.5)))
    if dice.random() < 0.8:
        body["cache_control_injection_points"] = dice.sample(POINTS, k=dice.choice((1, 1, 2, 3)))
    elif dice.random() < 0.5:
        body["enable_prompt_caching"] = True
    if dice.random() < 0.08:
        body["cache_control"] = EPHEMERAL
    if dice.random() < 0.3:
        body["drop_params"] = True
    digest = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:8]
    return {"id": f"marks-{digest}", "family": "fresh", "route": "auto", "tag": "marks", "api": api, "request": body}
