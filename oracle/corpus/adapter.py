"""Messages API requests that LiteLLM brings into OpenAI's form: every model but Claude on invoke."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

from .parts import (
    EPHEMERAL,
    HELLO,
    ONE_ROUTE,
    PDF,
    PIXEL,
    SCHEMA,
    Model,
    assistant,
    case,
    claude,
    document,
    image,
    others,
    text,
    tool,
    tool_result,
    tool_use,
    user,
)

MODELS = [*claude("converse"), *claude("auto"), *others("converse", "invoke", "auto"), *ONE_ROUTE]
# Models at which every form of every parameter is tried; the others get a share of them.
ALWAYS = [
    Model("anthropic", "converse", "bedrock/converse/us.anthropic.claude-sonnet-4-5-20250929-v1:0"),
    Model("nova", "converse", "bedrock/converse/us.amazon.nova-pro-v1:0"),
]

ANSWERED = [user("Weather in Bonn?"), assistant([text("I look."), tool_use()])]


def answered(*blocks: object) -> list[dict]:
    return [*ANSWERED, user(list(blocks))]


THOUGHT = {"type": "thinking", "thinking": "They want rivers.", "signature": "c2ln"}
REDACTED = {"type": "redacted_thinking", "data": "cmVk"}
SEARCH_RESULT = {
    "type": "search_result",
    "source": "https://example.org/rivers",
    "title": "Rivers",
    "content": [text("The Rhine is a river.")],
    "citations": {"enabled": True},
}

CONVERSATIONS = {
    "text": HELLO,
    "parts": [user([text("One."), text("Two.")])],
    "cached": [user([text("One.", cache_control=EPHEMERAL), text("Two.")])],
    "cached-hour": [user([text("One.", cache_control={"type": "ephemeral", "ttl": "1h"})])],
    "cached-empty": [user([text("One.", cache_control={}), text("Two.", cache_control=None)])],
    "image": [user([text("What is this?"), image()])],
    "image-url": [user([image(type="url", url="data:image/png;base64," + PIXEL)])],
    "image-cached": [user([image() | {"cache_control": EPHEMERAL}, text("What?")])],
    "image-odd": [user([image(type="base64", data=PIXEL), text("What?")])],
    "image-none": [user([image(type="base64", media_type="image/png", data=""), text("What?")])],
    "image-file": [user([image(type="file", file_id="file_1"), text("What?")])],
    "document": [user([document(), text("Sum it up.")])],
    "document-title": [user([document(title="Report"), text("Sum it up.")])],
    "document-title-empty": [user([document(title=""), text("Sum it up.")])],
    "document-title-null": [user([document(title=None), text("Sum it up.")])],
    "document-context": [user([document(title="Report", context="Yearly"), text("Sum it up.")])],
    "document-citations": [user([document(title="R", citations={"enabled": True}), text("Sum it up.")])],
    "document-cached": [user([document(cache_control=EPHEMERAL), text("Sum it up.")])],
    "document-cached-empty": [user([document(cache_control={}), text("Sum it up.")])],
    "document-text": [
        user([document(source={"type": "text", "media_type": "text/plain", "data": "Words."}), text("Sum.")])
    ],
    "document-url": [
        user([document(source={"type": "url", "url": "data:application/pdf;base64," + PDF}), text("Sum.")])
    ],
    "document-content": [
        user([document(source={"type": "content", "content": [text("Words.")]}), text("Sum.")])
    ],
    "document-no-type": [user([document(source={"type": "base64", "data": PDF}), text("Sum.")])],
    "document-csv": [
        user([document(source={"type": "base64", "media_type": "text/csv", "data": "YSxi"}), text("Sum.")])
    ],
    "search-result": [user([SEARCH_RESULT, text("Which river?")])],
    "search-results": [user([SEARCH_RESULT, SEARCH_RESULT | {"title": "More"}, text("Which river?")])],
    "search-result-in-result": answered(tool_result([SEARCH_RESULT])),
    "search-result-mixed": answered(tool_result([SEARCH_RESULT, text("And.")])),
    "system-turn": [*HELLO, {"role": "system", "content": "Be brief."}, user("And in Asia?")],
    "system-turn-last": [*HELLO, assistant("Rhine."), {"role": "system", "content": "Be brief."}],
    "system-turn-first": [{"role": "system", "content": "Be brief."}, *HELLO],
    "system-turn-parts": [*HELLO, {"role": "system", "content": [text("Be brief.", cache_control=EPHEMERAL)]}],
    "developer-turn": [{"role": "developer", "content": "Be brief."}, *HELLO],
    "prefill": [*HELLO, assistant("The Rhine")],
    "prefill-space": [*HELLO, assistant("The Rhine ")],
    "prefill-parts": [*HELLO, assistant([text("The Rhine")])],
    "two-users": [user("One."), user("Two.")],
    "two-assistants": [user("One."), assistant("A."), assistant("B."), user("Two.")],
    "assistant-first": [assistant("A."), user("Two.")],
    "empty-text": [user([text(""), text("Two.")])],
    "blank-text": [user([text("  \n"), text("Two.")])],
    "only-blank": [user([text(" ")])],
    "empty-string": [user("")],
    "empty-list": [user([])],
    "empty-assistant": [user("One."), assistant(""), user("Two.")],
    "empty-assistant-list": [user("One."), assistant([]), user("Two.")],
    "thought": [*HELLO, assistant([THOUGHT, text("Rhine.")]), user("And?")],
    "thought-empty": [*HELLO, assistant([THOUGHT | {"thinking": ""}, text("Rhine.")]), user("And?")],
    "thought-unsigned": [*HELLO, assistant([{"type": "thinking", "thinking": "Hm."}, text("R.")]), user("And?")],
    "redacted": [*HELLO, assistant([REDACTED, text("Rhine.")]), user("And?")],
    "thought-tool": [*HELLO, assistant([THOUGHT, tool_use()]), user([tool_result("12")])],
    "thought-only": [*HELLO, assistant([THOUGHT]), user("And?")],
    "tool-text": answered(tool_result("12 degrees")),
    "tool-empty": answered(tool_result("")),
    "tool-list": answered(tool_result([text("12 degrees")])),
    "tool-list-two": answered(tool_result([text("12 degrees"), text("dry")])),
    "tool-list-empty": answered(tool_result([])),
    "tool-strings": answered(tool_result(["12 degrees", "dry"])),
    "tool-null": answered(tool_result(None)),
    "tool-none": answered({"type": "tool_result", "tool_use_id": "toolu_1"}),
    "tool-number": answered(tool_result(12)),
    "tool-object": answered(tool_result({"type": "text", "text": "12"})),
    "tool-image": answered(tool_result([image()])),
    "tool-image-text": answered(tool_result([text("See"), image()])),
    "tool-image-url": answered(tool_result([image(type="url", url="data:image/png;base64," + PIXEL)])),
    "tool-document": answered(tool_result([document(title="Report")])),
    "tool-document-text": answered(tool_result([text("See"), document()])),
    "tool-reference": answered(tool_result([{"type": "tool_reference", "tool_name": "get_weather"}])),
    "tool-unknown": answered(tool_result([{"type": "odd", "odd": 1}])),
    "tool-unknown-text": answered(tool_result([{"type": "odd", "odd": 1}, text("12")])),
    "tool-error": answered(tool_result("no such city", is_error=True)),
    "tool-cached": answered(tool_result("12", cache_control=EPHEMERAL)),
    "tool-cached-inside": answered(tool_result([text("12", cache_control=EPHEMERAL)])),
    "tool-cached-inside-two": answered(tool_result([text("1", cache_control=EPHEMERAL), text("2")])),
    "tool-then-text": answered(tool_result("12"), text("And tomorrow?")),
    "tool-then-text-cached": answered(tool_result("12"), text("And?", cache_control=EPHEMERAL)),
    "text-then-tool": answered(text("Here:"), tool_result("12")),
    "tool-then-image": answered(tool_result("12"), image()),
    "tools-two": [
        user("Weather?"),
        assistant([tool_use("a"), tool_use("b", given={"city": "Ulm"})]),
        user([tool_result("1", "a"), tool_result("2", "b")]),
    ],
    "tools-two-one-answer": [
        user("Weather?"),
        assistant([tool_use("a"), tool_use("b")]),
        user([tool_result("1", "a")]),
    ],
    "tool-orphan": [user("Weather?"), user([tool_result("1", "gone")])],
    "tool-unanswered": [*ANSWERED, user("Never mind.")],
    "tool-empty-input": [user("Go."), assistant([tool_use(given={})]), user([tool_result("1")])],
    "tool-text-input": [user("Go."), assistant([tool_use(given='{"city":"Bonn"}')]), user([tool_result("1")])],
    "tool-deep-input": [
        user("Go."),
        assistant([tool_use(given={"a": [1, 1.5, 1e-05, 1e22, True, None, {"b": "ü"}]})]),
        user([tool_result("1")]),
    ],
    "tool-use-cached": [
        user("Go."),
        assistant([tool_use() | {"cache_control": EPHEMERAL}]),
        user([tool_result("1")]),
    ],
    "tool-long-name": [user("Go."), assistant([tool_use(name="n" * 70)]), user([tool_result("1")])],
    "tool-caller": [
        user("Go."),
        assistant([tool_use() | {"caller": {"type": "direct"}}]),
        user([tool_result("1")]),
    ],
    "tool-text-after": [user("Go."), assistant([tool_use(), text("Done.")]), user([tool_result("1")])],
    "server-tool": [
        user("Search."),
        assistant(
            [
                {"type": "server_tool_use", "id": "srvtoolu_1", "name": "web_search", "input": {"query": "Rhine"}},
                {
                    "type": "web_search_tool_result",
                    "tool_use_id": "srvtoolu_1",
                    "content": [
                        {
                            "type": "web_search_result",
                            "title": "T",
                            "url": "https://example.org",
                            "encrypted_content": "ZQ==",
                        }
                    ],
                },
                text("Found."),
            ]
        ),
        user("And?"),
    ],
    "mcp-tool": [
        user("Go."),
        assistant(
            [
                {"type": "mcp_tool_use", "id": "mcptoolu_1", "name": "echo", "server_name": "s", "input": {}},
                {
                    "type": "mcp_tool_result",
                    "tool_use_id": "mcptoolu_1",
                    "is_error": False,
                    "content": [text("hi")],
                },
            ]
        ),
        user("And?"),
    ],
    "container-upload": [user([{"type": "container_upload", "file_id": "file_1"}, text("Read.")])],
    "compaction": [
        user("One."),
        assistant([{"type": "compaction", "content": "They said one."}, text("Yes.")]),
        user("Two."),
    ],
    "compaction-two": [
        user("One."),
        assistant([{"type": "compaction", "content": "First."}]),
        user("Two."),
        assistant([{"type": "compaction", "content": "Second."}, text("Yes.")]),
        user("Three."),
    ],
    "compaction-empty": [user("One."), assistant([{"type": "compaction", "content": None}, text("Y")]), user("2")],
    "name": [{"role": "user", "content": "Hi.", "name": "Ada"}],
    "message-cached": [{"role": "user", "content": "Hi.", "cache_control": EPHEMERAL}],
    "unknown-block": [user([{"type": "odd", "odd": 1}, text("Hi.")])],
    "unknown-assistant-block": [user("A"), assistant([{"type": "odd"}, text("B")]), user("C")],
    "strings-in-list": [user(["Hi.", text("There.")])],
}

SYSTEMS = {
    "text": "Be brief.",
    "empty": "",
    "blank": "  ",
    "list": [text("Be brief."), text("Be kind.")],
    "list-empty": [],
    "cached": [text("Be brief.", cache_control=EPHEMERAL)],
    "cached-hour": [text("Be brief.", cache_control={"type": "ephemeral", "ttl": "1h"})],
    "cached-empty": [text("Be brief.", cache_control={})],
    "billing": [text("x-anthropic-billing-header: cc_version=1"), text("Be brief.")],
    "billing-text": "x-anthropic-billing-header: cc_version=1",
    "empty-part": [text(""), text("Be brief.")],
    "citations": [text("Be brief.", citations=None)],
    "image": [image()],
}

TOOLS = {
    "one": [tool()],
    "two": [tool(), tool("get_time", description="Time")],
    "empty": [],
    "custom": [tool(type="custom")],
    "null-type": [tool(type=None)],
    "cached": [tool(cache_control=EPHEMERAL)],
    "cached-empty": [tool(cache_control={})],
    "strict": [tool(strict=True)],
    "strict-off": [tool(strict=False)],
    "eager": [tool(eager_input_streaming=True)],
    "eager-odd": [tool(eager_input_streaming="yes")],
    "deferred": [tool(defer_loading=True)],
    "examples": [tool(input_examples=[{"city": "Bonn"}])],
    "callers": [tool(allowed_callers=["direct"])],
    "custom-member": [tool(custom={"defer_loading": True})],
    "no-schema": [{"name": "ping", "description": "Ping"}],
    "no-description": [{"name": "ping", "input_schema": {"type": "object", "properties": {}}}],
    "empty-schema": [{"name": "ping", "input_schema": {}}],
    "no-name": [{"description": "Ping", "input_schema": SCHEMA}],
    "blank-name": [tool(" ")],
    "null-name": [tool(None)],
    "long-name": [tool("n" * 65)],
    "odd-name": [tool("get.weather/now")],
    "function": [{"type": "function", "function": {"name": "f", "parameters": SCHEMA}}],
    "search": [{"type": "web_search_20250305", "name": "web_search", "max_uses": 3}],
    "search-and-tool": [{"type": "web_search_20250305", "name": "web_search"}, tool()],
    "search-own": [tool("web_search")],
    "search-bare": [{"name": "web_search"}],
    "fetch": [{"type": "web_fetch_20250910", "name": "web_fetch"}],
    "bash": [{"type": "bash_20250124", "name": "bash"}],
    "editor": [{"type": "text_editor_20250728", "name": "str_replace_based_edit_tool", "max_characters": 1000}],
    "code": [{"type": "code_execution_20250825", "name": "code_execution"}],
    "memory": [{"type": "memory_20250818", "name": "memory"}],
    "tool-search": [{"type": "tool_search_tool_regex_20251119", "name": "tool_search_tool_regex"}, tool()],
    "computer": [
        {"type": "computer_20250124", "name": "computer", "display_width_px": 1024, "display_height_px": 768}
    ],
    "computer-24": [
        {
            "type": "computer_20241022",
            "name": "computer",
            "display_width_px": 1024,
            "display_height_px": 768,
            "display_number": 1,
        }
    ],
    "mcp": [{"type": "mcp_toolset", "mcp_server_name": "s"}],
    "advisor": [{"type": "advisor_20260301", "name": "advisor", "model": "claude-opus-4-6"}],
    "union-schema": [tool(input_schema={"type": ["object", "null"], "properties": {"a": {"type": ["string", "null"]}}})],
    "ref-schema": [
        tool(
            input_schema={
                "type": "object",
                "$defs": {"P": {"type": "string", "minLength": 1}},
                "properties": {"a": {"$ref": "#/$defs/P"}},
                "additionalProperties": False,
            }
        )
    ],
    "any-schema": [tool(input_schema={"anyOf": [{"type": "object"}, {"type": "null"}]})],
}

CHOICES = [
    {"type": "auto"},
    {"type": "any"},
    {"type": "none"},
    {"type": "tool", "name": "get_weather"},
    {"type": "tool"},
    {"type": "odd"},
    {"type": "auto", "disable_parallel_tool_use": True},
    {"type": "any", "disable_parallel_tool_use": False},
    {},
    None,
]

FORMAT = {"type": "json_schema", "schema": SCHEMA | {"additionalProperties": False}}
CLEAR = "clear_tool_uses_20250919"
MANY = [
    message
    for i in range(5)
    for message in (
        user("Weather?") if i == 0 else user([tool_result("degrees " * 40, f"t{i - 1}")]),
        assistant([tool_use(f"t{i}")]),
    )
] + [user([tool_result("last", "t4")])]


def edits(*given: dict) -> dict:
    return {"context_management": {"edits": list(given)}}


PARAMETERS: dict[str, list[dict]] = {
    "max_tokens": [{"max_tokens": value} for value in (1, 0, -1, 4096, 1.5, "50")],
    "temperature": [{"temperature": value} for value in (0, 0.2, 1, 1.0, 1.5, None)],
    "top_p": [{"top_p": 0.9}, {"top_p": 0.9, "temperature": 0.1}],
    "top_k": [{"top_k": 5}, {"top_k": 0}],
    "stop_sequences": [{"stop_sequences": value} for value in (["END"], [], "END", ["a", "b", " "], None)],
    "metadata": [
        {"metadata": value}
        for value in (
            {"user_id": "u1"},
            {"user_id": "u" * 64},
            {"user_id": "user_abc_account__session_1f2e3d4c-0000-4000-8000-000000000001"},
            {"user_id": '{"device_id":"d","account_uuid":"a","session_id":"s1"}'},
            {"user_id": None},
            {"user_id": "u", "trace": "t"},
            {},
        )
    ],
    "user": [{"user": "u2"}, {"user": "u2", "metadata": {"user_id": "u1"}}],
    "stream": [{"stream": False}, {"stream": None}],
    "thinking": [
        {"max_tokens": 9000, "thinking": value}
        for value in (
            {"type": "disabled"},
            {"type": "adaptive"},
            {"type": "adaptive", "display": "omitted"},
            {"type": "enabled"},
            {"type": "enabled", "budget_tokens": "2048"},
            {"type": "enabled", "budget_tokens": None},
            {"type": "odd"},
            {},
            None,
            "high",
        )
    ],
    "output_config": [
        {"output_config": value}
        for value in (
            {"effort": "low"},
            {"effort": "max"},
            {"effort": "odd"},
            {"format": FORMAT},
            {"format": FORMAT, "effort": "high"},
            {"format": None},
            {"task_budget": {"type": "tokens", "total": 64000}},
            {},
        )
    ],
    "effort-and-thinking": [
        {"thinking": {"type": "adaptive"}, "output_config": {"effort": value}}
        for value in ("low", "medium", "high", "xhigh", "max", "minimal", "")
    ],
    "reasoning_effort": [
        {"reasoning_effort": value} for value in ("none", "minimal", "low", "medium", "high", "xhigh", "max", "odd")
    ],
    "output_format": [
        {"output_format": FORMAT},
        {"output_format": FORMAT, "output_config": {"format": FORMAT}},
        {"output_format": {"type": "json_object"}},
        {"output_format": {}},
    ],
    "context_management": [
        edits({"type": CLEAR}),
        edits({"type": "clear_thinking_20251015"}),
        edits({"type": "clear_thinking_20251015", "keep": "all"}, {"type": CLEAR}),
        edits({"type": "compact_20260112"}),
        edits({"type": "compact_20260112", "trigger": {"type": "input_tokens", "value": 49_999}}),
        edits({"type": "compact_20260112", "trigger": {"type": "input_tokens", "value": 50_000}}),
        edits(),
        {"context_management": {}},
        {"context_management": [{"type": "compaction", "compact_threshold": 60_000}]},
        edits({"type": CLEAR, "clear_at_least": {"type": "input_tokens", "value": -1}}),
        edits({"type": CLEAR, "exclude_tools": "get_weather"}) | {"drop_params": True},
    ],
    "clearing": [
        {"messages": MANY} | edits({"type": CLEAR, "trigger": {"type": "tool_uses", "value": 2}, **more})
        for more in (
            {},
            {"keep": {"type": "tool_uses", "value": 0}},
            {"keep": {"type": "tool_uses", "value": 1}},
            {"keep": {"type": "tool_uses", "value": 2}, "clear_tool_inputs": True},
            {"keep": {"type": "tool_uses", "value": 1}, "clear_tool_inputs": ["get_weather"]},
            {"keep": {"type": "tool_uses", "value": 1}, "exclude_tools": ["get_weather"]},
            # Far from what any way of counting tokens makes of it: Strata estimates.
            {"keep": {"type": "tool_uses", "value": 0}, "clear_at_least": {"type": "input_tokens", "value": 10}},
        )
    ],
    "small": [
        {"service_tier": "auto"},
        {"service_tier": "standard_only"},
        {"speed": "fast"},
        {"inference_geo": "us"},
        {"container": "c1"},
        {"container": {"id": "c1", "skills": []}},
        {"mcp_servers": [{"type": "url", "url": "https://example.org/mcp", "name": "s"}]},
        {"safeguards": {"a": 1}},
        {"cache_control": EPHEMERAL},
        {"cache_control": {}},
        {"betas": ["context-1m-2025-08-07"]},
        {"anthropic_beta": ["context-1m-2025-08-07"]},
        {"anthropic_version": "bedrock-2023-05-31"},
        {"fallbacks": []},
        {"diagnostics": {"previous_message_id": None}},
        {"odd_parameter": {"a": [1]}},
        {"extra_body": {"odd": 1}},
        {"stream_chunk_size": 2048},
        {"drop_params": True, "top_k": 5, "frequency_penalty": 0.5},
        {"timeout": 30, "num_retries": 0},
        {"seed": 7},
        {"n": 1},
        {"tool_choice": {"type": "auto"}},
        {"litellm_metadata": {"a": "b"}},
        {"additional_drop_params": ["temperature"], "temperature": 0.5},
        {"allowed_openai_params": ["top_k"], "top_k": 5},
        {"parallel_tool_calls": False, "tools": [tool()]},
        {"requestMetadata": {"team": "a"}},
        {"guardrailConfig": {"guardrailIdentifier": "g1", "guardrailVersion": "1"}},
        {"performanceConfig": {"latency": "optimized"}},
    ],
    "headers": [
        {name: {"anthropic-beta": value}}
        for name in ("headers", "extra_headers")
        for value in (
            "context-1m-2025-08-07",
            "context-1m-2025-08-07,odd-2020-01-01",
            "interleaved-thinking-2025-05-14, fine-grained-tool-streaming-2025-05-14",
            "",
        )
    ]
    + [{"headers": {"x-team": "a"}, "extra_headers": {"anthropic-beta": "context-1m-2025-08-07"}}],
}

# Tried at ALWAYS and at Claude's own path alone.
ODD: list[tuple[str, dict]] = [
    ("tools:number-type", {"tools": [tool(type=5)]}),
    ("tools:system-tool", {"tools": [{"systemTool": {"name": "nova_grounding"}}]}),
    ("tools:eager-function", {"tools": [tool(function={"eager_input_streaming": 1})]}),
    ("tools:eager-in-function", {"tools": [tool(function={"eager_input_streaming": True})]}),
    ("thinking", {"thinking": [1]}),
    ("thinking", {"thinking": True}),
    (
        "clearing",
        {"messages": MANY}
        | edits(
            {
                "type": CLEAR,
                "trigger": {"type": "tool_uses", "value": 2},
                "keep": {"type": "tool_uses", "value": 0},
                "clear_at_least": {"type": "input_tokens", "value": 9000},
            }
        ),
    ),
]


def variants() -> Iterator[tuple[str, dict]]:
    for name, messages in CONVERSATIONS.items():
        more = {"tools": [tool()]} if name.startswith(("tool", "thought-tool", "text-then")) else {}
        yield f"messages:{name}", {"messages": messages} | more
    for name, system in SYSTEMS.items():
        yield f"system:{name}", {"system": system}
    for name, tools in TOOLS.items():
        yield f"tools:{name}", {"tools": tools}
    for choice in CHOICES:
        yield "tool_choice", {"tools": [tool()], "tool_choice": choice}
    for name, requests in PARAMETERS.items():
        for request in requests:
            yield name, request


def cases() -> list[dict]:
    dice = random.Random(87)
    base = {"messages": HELLO, "max_tokens": 60, "stream": True}
    everything = list(variants())
    made = []
    turn = itertools.cycle(dice.sample(MODELS, len(MODELS)))
    for tag, request in everything:
        for model in [*ALWAYS, *(next(turn) for _ in range(3))]:
            made.append(case(f"adapter:{tag}", "messages", model, base | request))
    for model in MODELS:
        made.append(case("adapter:base", "messages", model, base))
        for _ in range(3):
            mixed = dict(base)
            for _tag, request in dice.sample(everything, dice.randint(2, 4)):
                mixed |= request
            made.append(case("adapter:mixed", "messages", model, mixed))
    own = Model("anthropic", "auto", "bedrock/anthropic.claude-opus-5")
    for tag, request in ODD:
        made += [case(f"adapter:{tag}", "messages", model, base | request) for model in (*ALWAYS, own)]
    return made
