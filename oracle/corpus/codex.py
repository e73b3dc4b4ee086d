"""Calls of the Responses API as coding agents make them: items of every kind, tools with names of their own, media."""

from __future__ import annotations

import hashlib
import json
import random

from .parts import EPHEMERAL, PDF, PIXEL, SCHEMA

PNG = f"data:image/png;base64,{PIXEL}"
MODELS = (
    "bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0",
    "bedrock/converse/us.anthropic.claude-sonnet-4-5-20250929-v1:0",
    "bedrock/invoke/us.anthropic.claude-sonnet-4-5-20250929-v1:0",
    "bedrock/us.amazon.nova-pro-v1:0",
    "bedrock/openai.gpt-oss-120b-1:0",
    "bedrock/qwen.qwen3-coder-30b-a3b-v1:0",
    "bedrock/anthropic.claude-opus-4-6-v1",
    "bedrock/invoke/global.anthropic.claude-opus-4-5-20251101-v1:0",
    "bedrock/eu.anthropic.claude-haiku-4-5-20251001-v1:0",
    "bedrock/meta.llama3-3-70b-instruct-v1:0",
    "bedrock/moonshot.kimi-k2-thinking",
    "bedrock/us.deepseek.r1-v1:0",
    "bedrock/arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abcdefghijkl",
)
SHELL = {"type": "function", "name": "shell", "description": "Runs.", "strict": False, "parameters": SCHEMA}
TOOLS = (
    SHELL,
    SHELL | {"strict": True, "name": "exec"},
    SHELL | {"name": "bare", "parameters": {}, "description": None},
    SHELL | {"name": "eager", "eager_input_streaming": True, "cache_control": EPHEMERAL},
    SHELL | {"name": "later", "defer_loading": True},
    {"type": "custom", "name": "apply_patch", "description": "Edits.", "format": {"type": "grammar", "syntax": "lark", "definition": "start: x"}},
    {"type": "custom", "name": "raw"},
    {"type": "namespace", "name": "git", "description": "Git.", "tools": [{"type": "function", "name": "log", "parameters": SCHEMA}, {"type": "custom", "name": "free"}]},
    {"type": "web_search"},
    {"type": "web_search_preview", "search_context_size": "low"},
    {"type": "local_shell"},
    {"type": "shell"},
    {"type": "tool_search"},
    {"type": "namespace", "name": "flat", "description": "Flat.", "parameters": SCHEMA},
    SHELL | {"name": "called", "allowed_callers": ["direct"]},
    SHELL | {"name": "loose", "parameters": {"properties": {"a": {"type": "string"}}, "additionalProperties": False}},
    {"type": "image_generation"},
    {"type": "mcp", "server_label": "s", "server_url": "https://example.org/mcp", "require_approval": "never"},
)  # fmt: skip
USER_PARTS = (
    {"type": "input_text", "text": "And this?"},
    {"type": "input_text", "text": "", "cache_control": EPHEMERAL},
    {"type": "input_image", "image_url": PNG},
    {"type": "input_image", "image_url": PNG, "detail": "high"},
    {"type": "input_image", "image_url": {"url": PNG, "format": "image/webp"}},
    {"type": "image_url", "image_url": {"url": PNG}},
    {"type": "input_file", "file_data": f"data:application/pdf;base64,{PDF}", "filename": "a.pdf"},
    {"type": "input_file", "file": {"file_data": f"data:application/pdf;base64,{PDF}"}},
    {"type": "guarded_text", "text": "careful"},
    {"type": "input_grounding_source", "text": "known"},
    {"type": "summary_text", "text": "short"},
    {"type": "refusal", "refusal": "no"},
    "plain",
)
OUTPUTS = (
    "done",
    "",
    None,
    {"code": 0, "out": "x"},
    {"type": "input_image", "image_url": PNG},
    [{"type": "input_text", "text": "a"}, {"type": "input_text", "text": "b"}],
    [{"type": "input_text", "text": ""}],
    [{"type": "output_text", "text": "a"}, {"type": "input_image", "image_url": PNG, "detail": "low"}],
    [{"type": "input_file", "file_data": f"data:application/pdf;base64,{PDF}"}],
    [],
    [{"type": "odd"}],
)
SIGNED = json.dumps([{"type": "thinking", "thinking": "Hm.", "signature": "c2ln"}])
REASONING = (
    {"summary": [{"type": "summary_text", "text": "Hm."}]},
    {"summary": [{"type": "summary_text", "text": "One."}, {"type": "summary_text", "text": " Two. "}]},
    {"summary": [], "encrypted_content": "gAAAAABo"},
    {"summary": [{"type": "summary_text", "text": "Hm."}], "encrypted_content": SIGNED},
    {"summary": [], "content": [{"type": "reasoning_text", "text": "Deep."}], "encrypted_content": None},
    {"summary": []},
)
ODD_ITEMS = (
    {"type": "additional_tools", "tools": [SHELL | {"name": "more"}]},
    {"type": "additional_tools", "tools": [SHELL, {"type": "custom", "name": "raw"}]},
    {"type": "item_reference", "id": "msg_1"},
    {"type": "message", "role": "system", "content": [{"type": "input_text", "text": "Short."}]},
    {"type": "message", "role": "assistant", "id": "msg_1", "status": "completed", "content": [{"type": "output_text", "text": "Yes.", "annotations": []}]},
    {"type": "message", "role": "assistant", "content": [{"type": "refusal", "refusal": "No."}]},
    {"type": "message", "role": "user", "content": [{"type": "encrypted_content", "encrypted_content": "abc"}]},
    {"type": "local_shell_call", "id": "ls_1", "call_id": "call_ls", "status": "completed", "action": {"type": "exec", "command": ["ls"]}},
    {"role": "assistant", "content": ""},
    {"role": "developer", "content": "Cached.", "cache_control": EPHEMERAL},
)
ARGUMENTS = ('{"city": "Bonn"}', "", {"city": "Bonn"}, None, "{}")
EXTRAS = (
    {"reasoning": {"effort": "medium"}},
    {"reasoning": {"effort": "high", "summary": "auto"}},
    {"reasoning": {"summary": "auto"}},
    {"text": {"verbosity": "low"}},
    {"text": {"format": {"type": "json_schema", "name": "s", "schema": SCHEMA, "strict": True}, "verbosity": "high"}},
    {"text": {"format": {"type": "json_object"}}},
    {"tool_choice": {"type": "function", "name": "shell"}},
    {"tool_choice": {"type": "custom", "name": "raw"}},
    {"tool_choice": {"type": "any"}},
    {"tool_choice": "required"},
    {"parallel_tool_calls": True},
    {"service_tier": "flex"},
    {"stream": True},
    {"store": False, "include": ["reasoning.encrypted_content"], "prompt_cache_key": "k"},
    {"metadata": {"a": "b"}, "user": "u"},
    {"max_output_tokens": 9000},
    {"temperature": 0.3},
    {"extra_headers": {"anthropic-beta": "context-1m-2025-08-07"}},
    {"cache_control_injection_points": [{"location": "message", "role": "system"}]},
    {"cache_control_injection_points": [{"location": "message", "index": 0}]},
    {"safety_identifier": "s", "top_logprobs": 0, "max_tool_calls": 3},
    {"allowed_openai_params": ["seed"], "seed": 3},
    {"previous_response_id": "resp_1", "truncation": "auto"},
    {"client_metadata": {"app": "codex"}, "background": False},
    {"reasoning": {"effort": "none"}},
    {"reasoning": {"effort": "low", "summary": None}},
    {"reasoning": "high"},
    {"top_p": 0.9, "prompt_cache_key": "k", "prompt_cache_retention": "24h"},
    {"additional_drop_params": ["temperature"], "temperature": 0.1},
    {"context_management": [{"type": "compaction", "compact_threshold": 200000}]},
    {"cache_control_injection_points": [{"location": "message", "index": -1}, {"location": "message", "role": "developer"}]},
    {"prompt_cache_options": {"mode": "explicit"}, "partial_images": 1},
)


def _items(dice: random.Random) -> list[dict]:
    items: list[dict] = [{"role": "developer", "content": "Be kind."}] if dice.random() < 0.3 else []
    items.append({"role": "user", "content": "Look at the tests."})
    for turn in range(dice.randint(1, 4)):
        if dice.random() < 0.4:
            items.append({"type": "reasoning", "id": f"rs_{turn}"} | dice.choice(REASONING))
        if dice.random() < 0.15:
            items.append(dice.choice(ODD_ITEMS))
        if dice.random() < 0.3:
            items.append({"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "I will."}]})
        if dice.random() < 0.15:
            items.append({"type": "web_search_call", "id": "ws", "status": "completed", "action": {"type": "search", "query": "q"}})
        calls = [f"call_{turn}{i}" for i in range(dice.choice((1, 1, 2)))]
        for call in calls:
            custom = dice.random() < 0.2
            kind = {"type": "custom_tool_call", "name": "raw", "input": "*** Begin"} if custom else {"type": "function_call", "name": "shell", "arguments": dice.choice(ARGUMENTS)}
            more = {"namespace": "git"} if dice.random() < 0.1 else {"cache_control": EPHEMERAL} if dice.random() < 0.05 else {}
            items.append({"call_id": call, **kind, **more})
        if dice.random() < 0.15:
            items.append({"role": "assistant", "content": "Wait."})
        for call in calls:
            items.append({"type": dice.choice(("function_call_output",) * 4 + ("custom_tool_call_output",)), "call_id": call, "output": dice.choice(OUTPUTS)} | ({"cache_control": EPHEMERAL} if dice.random() < 0.05 else {}))
    if dice.random() < 0.6:
        mark = {"cache_control": EPHEMERAL} if dice.random() < 0.2 else {}
        items.append({"role": "user", "content": [{"type": "input_text", "text": "Go on."}, dice.choice(USER_PARTS)], **mark})
    return items


def request(dice: random.Random) -> dict:
    body: dict = {"model": dice.choice(MODELS), "input": _items(dice) if dice.random() < 0.97 else "Look at the tests."}
    if dice.random() < 0.6:
        body["instructions"] = "You are an agent."
    if dice.random() < 0.8:
        body["tools"] = [SHELL, *dice.sample(TOOLS[1:], k=dice.choice((0, 1, 2)))]
    for extra in dice.sample(EXTRAS, k=dice.choice((0, 1, 2))):
        body |= extra
    if dice.random() < 0.5:
        body["drop_params"] = True
    digest = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:8]
    return {"id": f"codex-{digest}", "family": "fresh", "route": "auto", "tag": "codex", "api": "responses", "request": body}
