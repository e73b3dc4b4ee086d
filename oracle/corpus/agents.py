"""Requests as coding agents and their gateways send them: ARNs and profiles, provider tools, documents, numbers of every form."""

from __future__ import annotations

import random

from .conversations import Talk, chat_request, native_request
from .parts import ARN, EPHEMERAL, PDF, PIXEL, SCHEMA, Model, case, function, text, tool, user

DATA = "data:image/{};base64," + PIXEL
NUMBERS = (0.0, 1.0, 0.7, 0.95, 1e-05, 0.1 + 0.2, 1e16, 1234567890123456789, 3, -0.0)
OPEN_SCHEMA = SCHEMA | {"additionalProperties": False, "minProperties": 1}
NATIVE_TOOLS = (
    {"type": "bash_20250124", "name": "bash"},
    {"type": "text_editor_20250728", "name": "str_replace_based_edit_tool", "max_characters": 10000},
    {"type": "text_editor_20250124", "name": "str_replace_editor"},
    {"type": "web_search_20250305", "name": "web_search", "max_uses": 3},
    {"type": "memory_20250818", "name": "memory"},
    {"type": "tool_search_tool_regex_20251119", "name": "tool_search_tool_regex"},
    tool("edit", strict=True),
    tool("later", defer_loading=True),
    tool("shown", input_examples=[{"city": "Bonn", "days": 2}]),
    tool("eager", eager_input_streaming=True),
    tool("marked", cache_control=EPHEMERAL | {"ttl": "1h"}),
    tool("called", allowed_callers=["code_execution_20250825"]),
    {"name": "bare", "input_schema": {"type": "object"}},
    {"type": "custom", "name": "typed", "description": "", "input_schema": OPEN_SCHEMA},
)
CHAT_TOOLS = (
    function("edit", strict=True),
    function("marked") | {"cache_control": EPHEMERAL},
    function("open", parameters=OPEN_SCHEMA),
    function("nothing", parameters={"type": "object", "properties": {}}),
    {"type": "function", "function": {"name": "bare"}},
    {"type": "function", "function": {"name": "a.b/c-d__" + "x" * 50, "description": "D", "parameters": SCHEMA}},
    {"type": "bash_20250124", "name": "bash"},
    {"type": "text_editor_20250728", "name": "str_replace_based_edit_tool"},
    {"type": "web_search_20250305", "name": "web_search", "max_uses": 3},
    {"type": "code_execution_20250825", "name": "code_execution"},
    function("later") | {"defer_loading": True},
)  # fmt: skip
NATIVE_PARTS = (
    {"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": "Alpha."}, "title": "A", "citations": {"enabled": True}},
    {"type": "document", "source": {"type": "content", "content": [text("Beta.")]}, "context": "c"},
    {"type": "document", "source": {"type": "base64", "media_type": "application/pdf", "data": PDF}, "cache_control": EPHEMERAL},
    {"type": "image", "source": {"type": "base64", "media_type": "image/webp", "data": PIXEL}},
    {"type": "search_result", "source": "https://a.example", "title": "T", "content": [text("Found.")], "citations": {"enabled": True}},
    text("\N{ZERO WIDTH SPACE}\x7f\u2028 end "),
    text("   "),
    text("Cited.", citations=[{"type": "char_location", "cited_text": "Al", "document_index": 0, "start_char_index": 0, "end_char_index": 2}]),
)  # fmt: skip
CHAT_PARTS = (
    {"type": "image_url", "image_url": {"url": DATA.format("jpeg"), "detail": "low"}},
    {"type": "image_url", "image_url": DATA.format("gif")},
    {"type": "image_url", "image_url": {"url": DATA.format("png"), "format": "image/webp"}},
    {"type": "file", "file": {"file_data": f"data:application/pdf;base64,{PDF}", "filename": "a b.pdf"}},
    {"type": "file", "file": {"file_data": f"data:text/csv;base64,{PDF}", "format": "text/csv"}},
    {"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": "x"}, "title": "T"},
    {"type": "guarded_text", "text": "careful"},
    {"type": "text", "text": "m", "cache_control": EPHEMERAL | {"ttl": "5m"}},
    {"type": "text", "text": ""},
)
CHAT_EXTRAS = (
    *({"reasoning_effort": effort} for effort in ("none", "minimal", "medium", "xhigh", "max")),
    {"reasoning_effort": {"effort": "high", "summary": "auto"}},
    {"thinking": {"type": "disabled"}},
    {"thinking": {"type": "adaptive", "display": "summarized"}},
    {"response_format": {"type": "json_schema", "json_schema": {"name": "s", "schema": OPEN_SCHEMA}}},
    {"response_format": {"type": "text"}},
    {"cache_control_injection_points": [{"location": "message", "role": "system"}]},
    {"cache_control_injection_points": [{"location": "message", "index": -1}, {"location": "tool_config"}]},
    {"guardrailConfig": {"guardrailIdentifier": "g1", "guardrailVersion": "1", "trace": "enabled"}},
    {"performanceConfig": {"latency": "optimized"}},
    {"requestMetadata": {"team": "a", "run": "7"}},
    {"service_tier": "flex"},
    {"serviceTier": {"type": "priority"}},
    {"prompt_cache_key": "k", "drop_params": True},
    {"safety_identifier": "u", "verbosity": "low", "drop_params": True},
    {"web_search_options": {"search_context_size": "low"}},
    {"tool_choice": {"type": "function", "function": {"name": "run"}}},
    {"tool_choice": "none"},
    {"parallel_tool_calls": True},
    {"max_completion_tokens": 9000},
    {"stop": ["a", " ", "\n"]},
    {"n": 1, "logprobs": True, "drop_params": True},
    {"allowed_openai_params": ["seed"], "seed": 7},
    {"extra_body": {"custom": 1.0}},
    {"output_config": {"effort": "xhigh"}},
    {"extra_headers": {"anthropic-beta": "context-1m-2025-08-07,output-128k-2025-02-19,prompt-caching-2024-07-31"}},
    {"context_management": {"edits": [{"type": "clear_tool_uses_20250919"}]}},
    {"anthropic_beta": ["interleaved-thinking-2025-05-14"]},
    {"model_id": f"{ARN}application-inference-profile/abc"},
    {"top_k": 1.0},
    {"inferenceConfig": {"temperature": 0.25}},
    {"litellm_metadata": {"a": "b"}, "litellm_trace_id": "t"},
)  # fmt: skip
NATIVE_EXTRAS = (
    {"thinking": {"type": "adaptive", "display": "omitted"}},
    {"thinking": {"type": "enabled", "budget_tokens": 20000}, "max_tokens": 32000},
    {"thinking": {"type": "enabled", "budget_tokens": 31999}, "max_tokens": 8000},
    *({"output_config": {"effort": effort}} for effort in ("low", "medium", "max", "xhigh")),
    {"output_config": {"effort": "high", "format": {"type": "json_schema", "schema": OPEN_SCHEMA}}},
    {"reasoning_effort": "medium"},
    {"metadata": {"user_id": "user_a_account__session_b"}},
    {"context_management": {"edits": [{"type": "compact_20260112", "trigger": {"type": "input_tokens", "value": 150000}}]}},
    {"context_management": {"edits": [{"type": "clear_tool_uses_20250919", "clear_tool_inputs": True, "exclude_tools": ["run"]}]}},
    {"service_tier": "standard_only"},
    {"tool_choice": {"type": "tool", "name": "run"}},
    {"stop_sequences": ["\n\nHuman:", ""]},
    {"speed": "fast"},
    {"container": {"skills": []}},
    {"inference_geo": "us"},
    {"cache_control": EPHEMERAL},
    {"anthropic_beta": ["context-1m-2025-08-07"]},
    {"extra_headers": {"anthropic-beta": "claude-code-20250219,interleaved-thinking-2025-05-14,effort-2025-11-24,adaptive-thinking-2026-01-28"}},
    {"extra_headers": {"anthropic-beta": "advanced-tool-use-2025-11-20,structured-outputs-2025-12-15,prompt-caching-scope-2026-01-05"}},
    {"system": [text("x-anthropic-billing-header: cc_version=2.1;"), text("You are an agent.", cache_control=EPHEMERAL | {"scope": "global"})]},
    {"litellm_metadata": {"a": "b"}},
    {"drop_params": True, "n": 2},
    {"model_id": f"{ARN}application-inference-profile/abc"},
    {"guardrailConfig": {"guardrailIdentifier": "g1", "guardrailVersion": "DRAFT"}},
)  # fmt: skip
PROFILES = (
    f"{ARN}application-inference-profile/abc123",
    f"{ARN}inference-profile/us.anthropic.claude-sonnet-4-5-20250929-v1:0",
    f"{ARN}provisioned-model/anthropic.claude-3-haiku-20240307-v1:0",
)


def model_of(dice: random.Random, models: list[str], new: list[str]) -> str:
    """The newest names of the release half of the time; some behind a region, a profile or no prefix."""
    name = dice.choice(new if new and dice.random() < 0.5 else models)
    drawn = dice.random()
    if drawn < 0.06:
        return dice.choice(("bedrock/", "bedrock/converse/", "bedrock/invoke/")) + dice.choice(PROFILES)
    if drawn < 0.12:
        return f"bedrock/{dice.choice(('us-west-2', 'eu-central-1', 'us-gov-west-1'))}/{name}"
    if drawn < 0.18:
        return name
    return dice.choice(("bedrock/", "bedrock/converse/", "bedrock/invoke/")) + name


def request(dice: random.Random, models: list[str], new: list[str]) -> dict:
    api = dice.choice(("chat", "messages"))
    native = api == "messages"
    body = (native_request if native else chat_request)(Talk(dice))
    tools, parts, extras = (NATIVE_TOOLS, NATIVE_PARTS, NATIVE_EXTRAS) if native else (CHAT_TOOLS, CHAT_PARTS, CHAT_EXTRAS)
    if dice.random() < 0.5:
        body["tools"] = [*body["tools"], *dice.sample(tools, k=dice.randint(1, 3))]
    if dice.random() < 0.4:
        body["messages"] = [*body["messages"], user([text("See:"), *dice.sample(parts, k=dice.randint(1, 2))])]
    if dice.random() < 0.4:
        body[dice.choice(("temperature", "top_p"))] = dice.choice(NUMBERS)
    for extra in dice.sample(extras, k=dice.choice((0, 1, 1, 2, 3))):
        body |= extra
    if not native and dice.random() < 0.15:
        body["messages"] = [{"role": "developer", "content": "Be kind."}, *body["messages"]]
    if not native and dice.random() < 0.3:
        body["drop_params"] = True
    if dice.random() < 0.15:
        body.pop("tools", None)
    name = model_of(dice, models, new)
    route = next((one for one in ("converse", "invoke") if f"/{one}/" in name), "auto")
    return case(f"agent:{api}", api, Model("fresh", route, name), body)
