"""Requests with what few requests use, as material for the search: python oracle/search/features.py > features.jsonl.

Each feature stands in a few forms, on the models and routes that treat it differently. The search
(`node scripts/search.mjs OUT --features features.jsonl`) keeps those that take a branch of the engine
which no recorded request takes.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from corpus.parts import EPHEMERAL, PDF, PIXEL, SCHEMA, assistant, function, text, tool, user

INVOKE = tuple(
    f"bedrock/invoke/{name}"
    for name in (
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
        "anthropic.claude-opus-4-7",
        "anthropic.claude-opus-5",
        "global.anthropic.claude-opus-4-5-20251101-v1:0",
        "anthropic.claude-3-5-sonnet-20241022-v2:0",
    )
)
CONVERSE = tuple(
    f"bedrock/converse/{name}"
    for name in (
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
        "anthropic.claude-opus-4-7",
        "us.amazon.nova-pro-v1:0",
        "us.amazon.nova-2-lite-v1:0",
        "us.meta.llama3-3-70b-instruct-v1:0",
        "cohere.command-r-plus-v1:0",
        "openai.gpt-oss-120b-1:0",
        "us.deepseek.r1-v1:0",
    )
)
CLAUDE = (INVOKE[0], INVOKE[1], INVOKE[2], CONVERSE[0], CONVERSE[1])
COHERE = ("bedrock/invoke/cohere.command-r-plus-v1:0",)
CHAT_FORM = ("bedrock/invoke/openai.gpt-oss-120b-1:0", "bedrock/invoke/moonshot.kimi-k2-thinking")
VIDEO = ("bedrock/us.twelvelabs.pegasus-1-2-v1:0",)

HI = {"messages": [user("Hi")], "max_tokens": 100}
PNG = f"data:image/png;base64,{PIXEL}"
DOC = f"data:application/pdf;base64,{PDF}"


def call(name: object = "get_weather", given: object = '{"city":"Bonn"}', id: object = "c1", **more: object) -> dict:
    return {"id": id, "type": "function", "function": {"name": name, "arguments": given}, **more}


def calling(*calls: object, content: object = None, **more: object) -> dict:
    return {"role": "assistant", "content": content, "tool_calls": list(calls), **more}


def answer(content: object = "12", id: object = "c1", **more: object) -> dict:
    return {"role": "tool", "tool_call_id": id, "content": content, **more}


def turns(*between: object, **more: object) -> dict:
    return {"messages": [user("Weather?"), *between], "max_tokens": 100, **more}


def over(name: str, *values: object, base: dict = HI) -> Iterator[dict]:
    for value in values:
        yield base | {name: value}


def schema(**members: object) -> dict:
    return {"type": "object", "properties": members, "required": list(members), "additionalProperties": False}


def form(schema_of_it: object, **more: object) -> dict:
    return {"type": "json_schema", "json_schema": {"name": "s", "schema": schema_of_it, **more}}


def alternating() -> Iterator[dict]:
    for first in ([assistant("A")], [user("a"), user("b")], [assistant("A"), assistant("B")], [calling(call()), answer()]):
        yield {"messages": first, "ensure_alternating_roles": True}
        yield {
            "messages": first,
            "ensure_alternating_roles": True,
            "user_continue_message": user("Go on."),
            "assistant_continue_message": assistant("Yes."),
        }
    yield {"messages": [user("a"), calling(call()), answer(), assistant("B"), assistant("C")], "ensure_alternating_roles": True}
    yield {"messages": [user("a"), {"content": "x"}, user("b")], "ensure_alternating_roles": True}
    system = {"role": "system", "content": "Be brief."}
    for around in (
        [system, user("a")],
        [system],
        [system, system, user("a")],
        [system, assistant("A")],
        [system, user([text("a")])],
        [user("a"), system, calling(call()), answer()],
        [{"role": "system"}],
        [system, answer()],
    ):
        yield {"messages": around, "supports_system_message": False}


def history() -> Iterator[dict]:
    for given in ('{"a": [1, {"b": 2', '{"a": "x\\"y', "  ", '{"a": 1,', "]", "[1", {"a": 1}, 5, None, '{"a": 1}}', '"x'):
        yield turns(calling(call(given=given)), answer())
    yield turns({"role": "assistant", "content": None, "function_call": {"name": "get_weather", "arguments": '{"a":1}'}}, {"role": "function", "name": "get_weather", "content": "12"})
    yield turns({"role": "assistant", "content": None, "function_call": {"name": 5, "arguments": ""}}, {"role": "function", "content": "12", "tool_call_id": ""})
    yield turns(calling(call(id="a b!"), call(id="a b!")), answer(id="a b!"), answer(id=""), answer(id=None))
    yield turns(calling(call(id="x" * 90)), answer(id="x" * 90))
    yield turns(calling(call(id=5)), answer(id=5))
    yield turns(calling({"id": "c1", "type": "other", "function": {}}, "odd", call(cache_control=EPHEMERAL)), answer(cache_control=EPHEMERAL))
    yield turns(calling({"id": "c1", "type": "function"}), answer())
    yield turns(calling(call(id="")), {"role": "tool", "content": "12"})
    found = {"type": "web_search_tool_result", "tool_use_id": "srvtoolu_1", "content": [{"type": "web_search_result", "url": "https://a.b", "title": "T", "encrypted_content": "e"}]}
    searched = call(name="web_search", id="srvtoolu_1", given='{"query":"q"}')
    ran = {"type": "bash_code_execution_tool_result", "tool_use_id": "srvtoolu_2", "content": {"type": "bash_code_execution_result", "stdout": "1"}}
    run = call(name="bash_code_execution", id="srvtoolu_2", given='{"command":"ls"}')
    think = [{"type": "thinking", "thinking": "Hm.", "signature": "c2ln"}, {"type": "thinking", "thinking": "So.", "signature": "c2ln2"}]
    red = [{"type": "redacted_thinking", "data": "ZGF0YQ=="}]
    for fields in ({"web_search_results": [found]}, {"tool_results": [ran, found]}, {"web_search_results": [{"odd": 1}]}, {"web_search_results": "odd"}, {"compaction_blocks": [{"type": "compaction", "content": "so far"}, "odd"]}, {}):
        for blocks, content, last in itertools.product((None, think, think[:1], red), ("I looked.", "", None, [text("I looked.")], [*think, text("I looked.")]), (False, True)):
            turn = calling(searched, run, call(), content=content, provider_specific_fields=fields)
            if blocks is not None:
                turn["thinking_blocks"] = blocks
            rest = [] if last else [answer(), user("Go on.")]
            yield turns(turn, *rest)
    for name in ("tool_search_tool_regex", "tool_search_tool_bm25"):
        search = call(name=name, id="srvtoolu_3", given='{"query":"q"}')
        for content in ("Text.", "", None):
            yield turns(calling(search, content=content), user("Go on."))
            yield turns(calling(search, call(), content=content), answer(), user("Go on."))
            yield turns(calling(search, content=content), answer(id="srvtoolu_3"), user("Go on."))


def media() -> Iterator[dict]:
    parts: list[object] = [
        {"type": "image_url", "image_url": value}
        for value in (PNG, {"url": PNG, "format": "image/jpeg"}, {"url": PNG, "detail": "high"}, {"url": DOC}, {"url": "https://a.b/c.png"}, {"url": "data:image/png,abc"}, {"url": 5}, 5, {"url": f"data:text/plain;base64,{PDF}"}, {"url": f"data:video/mp4;base64,{PDF}"})
    ]
    parts += [
        {"type": "file", "file": value}
        for value in (
            {"file_data": DOC, "filename": "a.pdf"},
            {"file_data": DOC, "format": "text/plain", "name": "a"},
            {"file_id": "file_1"},
            {"file_id": "file_1", "format": "application/pdf"},
            {"file_id": "file_1", "format": "image/png"},
            {"file_id": "file_1", "format": "video/mp4"},
            {"file_id": "https://a.b/c.pdf"},
            {"file_id": 7},
            {},
            "odd",
            {"file_data": ""},
            {"file_data": f"data:video/mp4;base64,{PDF}"},
        )
    ]
    parts += [{"type": "tool_reference", "tool_name": value} for value in ("get_weather", 5, None)]
    parts += [{"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": "x"}, "title": "T", "context": "C", "citations": {"enabled": True}}]
    parts += [{"type": "guarded_text", "text": "x"}, {"type": "guarded_text"}, {"type": "grounding_source", "text": "x"}, {"type": "query", "text": "x"}, {"type": "grounding_source"}, {"type": "search_result", "source": "s", "title": "t", "content": [text("x")]}, {"type": "input_audio", "input_audio": {"data": "YQ==", "format": "mp3"}}, {"type": "video_url", "video_url": {"url": "https://a.b/c.mp4"}}, {"type": "text"}, {"type": "text", "text": None}, {"text": "x"}, {"type": 5, "text": "x"}]
    for part in parts:
        yield {"messages": [user([text("Look."), part])], "max_tokens": 100}
        yield turns(calling(call()), answer([text("12"), part]))
        yield turns(assistant([text("A"), part]), user("b"))
    yield turns(calling(call()), answer("12", search_results=[{"source": "s", "title": "t", "content": [text("x")]}, "odd"]))
    yield turns(calling(call()), answer([text("12", cache_control=EPHEMERAL)]))


def tools() -> Iterator[dict]:
    odd = [
        {"type": "computer_20250124", "function": {"name": "computer", "parameters": {"display_width_px": 1, "display_height_px": 2, "display_number": 3}}},
        {"type": "computer_20241022", "function": {"parameters": {"display_width_px": 1, "display_height_px": 2}}, "defer_loading": True},
        {"type": "computer_20251124", "function": {"parameters": {}}},
        {"type": "computer_20250124", "name": "computer", "display_width_px": 1, "display_height_px": 2},
        {"type": "mcp", "server_url": "https://a.b", "server_label": "l", "allowed_tools": ["t"], "headers": {"Authorization": "Bearer k"}},
        {"type": "mcp", "server_url": "https://a.b", "server_label": "l", "headers": "odd"},
        {"type": "mcp", "server_label": "l"},
        {"type": "mcp", "server_label": 5},
        {"type": "url", "url": "https://a.b", "name": "l"},
        {"type": "advisor_20260301", "model": "claude-opus-4-7", "max_uses": 2, "caching": EPHEMERAL},
        {"type": "advisor_20260301"},
        {"type": "namespace", "name": "n", "tools": [function(), {"name": "flat", "parameters": SCHEMA}, tool("own"), "odd", {"type": "function", "name": "f"}]},
        {"type": "namespace", "name": "n", "tools": "odd"},
        {"type": "tool_search", "name": "tool_search"},
        {"type": "tool_search_tool_regex_20251119", "name": "tool_search_tool_regex"},
        {"type": "tool_search_tool_bm25_20251119"},
        {"type": "web_search_20250305", "name": "web_search", "max_uses": 2},
        {"type": "code_execution_20250825", "name": "code_execution"},
        {"type": "memory_20250818", "name": "memory"},
        {"type": "bash_20250124"},
        {"type": "unheard_of"},
        {"type": 5},
        "odd",
        {"type": "function", "function": {"name": "f", "parameters": None}},
        {"type": "function", "function": {"name": "f", "parameters": "odd"}},
        {"type": "function", "function": {"name": "f"}, "x": 1},
        {"type": "function", "function": {"description": "no name"}},
        {"type": "custom", "function": {"name": "f", "parameters": SCHEMA}, "input_examples": [{"city": "Bonn"}]},
        function(input_examples=[{"city": "Bonn"}]) | {"defer_loading": True, "allowed_callers": ["code_execution_20250825"], "eager_input_streaming": True},
        function(defer_loading="yes"),
        function(allowed_callers="odd"),
        function(strict=True, cache_control=EPHEMERAL),
        function(parameters={"type": "object", "properties": {"a": {"$ref": "#/$defs/A"}}, "$defs": {"A": {"type": "string"}}}),
        function(parameters={"type": "object", "properties": {"a": {"$ref": "#/definitions/A"}}, "definitions": {"A": {"type": "string", "pattern": "(?=x)"}}}),
        function(parameters={"type": "object", "properties": {"a": {"$ref": "#/components/schemas/A"}}, "components": {"schemas": {"A": {"type": "string"}}}}),
        function(parameters={"type": "object", "patternProperties": {"^(?!x)": {"type": "string"}, "^y": {}}, "additionalProperties": False}),
        function(parameters={"type": "object", "patternProperties": {"(?<=x)": {}, "(?<!y)": {}}, "additionalProperties": False}),
        function(parameters={"type": "object", "properties": {"a": {"type": "string", "pattern": "(?<!x)y"}}}),
    ]
    for one in odd:
        yield HI | {"tools": [one]}
        yield HI | {"tools": [one, function()], "drop_params": True, "tool_choice": "required"}
    for choice in ("none", "auto", "required", "any", 5, None, {"type": "function", "function": {"name": "get_weather"}}, {"type": "function"}, {"type": "tool", "name": "x"}, {"type": "any"}, {}):
        yield HI | {"tools": [function()], "tool_choice": choice}
        yield HI | {"tools": [function()], "tool_choice": choice, "drop_params": True, "parallel_tool_calls": False}
        yield HI | {"tools": [function()], "tool_choice": choice, "parallel_tool_calls": True, "response_format": form(SCHEMA)}
    yield HI | {"tools": [{"type": "mcp", "server_label": "l", "server_url": "https://a.b"}], "functions": [{"name": "f"}], "drop_params": True, "tool_choice": "auto"}
    yield from over("tools", "", "odd", {}, [], None, base=HI | {"tool_choice": "auto"})
    yield from over("web_search_options", {}, {"search_context_size": "high", "user_location": {"type": "approximate", "approximate": {"city": "Bonn"}}}, "odd", None, base=HI | {"tools": [function()]})
    yield from over("web_search_options", {"search_context_size": "low", "user_location": {}}, {"user_location": "odd"}, {"search_context_size": "odd"})


def formats() -> Iterator[dict]:
    shapes = [
        schema(a={"$ref": "#/$defs/A"}) | {"$defs": {"A": {"type": "string"}}},
        schema(a={"$ref": "#/$defs/B"}) | {"$defs": {"A": {"type": "string"}}},
        schema(a={"$ref": "#/$defs/A"}) | {"$defs": {"A": {"type": "object", "properties": {"a": {"$ref": "#/$defs/A"}}, "additionalProperties": False}}},
        schema(a={"$ref": "/definitions/A"}) | {"definitions": {"A": {"$ref": "#/definitions/B"}, "B": {"type": "string"}}},
        schema(a={"$ref": 5}),
        schema(a={"type": "string", "format": "email"}),
        schema(a={"type": "string", "format": "odd"}),
        schema(a={"type": ["string", "null"], "minLength": 3, "description": "D"}),
        schema(a={"type": "array", "items": {"type": "integer", "minimum": 1, "maximum": 9}, "minItems": 1, "maxItems": 3, "uniqueItems": True}),
        schema(a={"type": "array", "minItems": 2, "contains": {"type": "string"}, "prefixItems": [{"type": "string"}]}),
        schema(a={"allOf": [{"type": "string"}, {"minLength": 1}]}, b={"oneOf": [{"type": "string"}], "anyOf": [{"type": "integer"}]}),
        schema(a={"type": "string", "enum": [1, "x"]}, b={"type": ["string"], "enum": ["x"]}, c={"enum": ["x"]}, d={"type": "odd", "enum": []}),
        schema(a={"type": "string", "not": True, "if": "odd", "then": None, "else": False}),
        schema(a={"type": "object"}),
        schema(a={"type": "string", "pattern": "(?=x)"}),
        schema(**{f"p{i}": {"type": "string"} for i in range(70)}),
        {"type": "object", "properties": {f"p{i}": {"type": "string"} for i in range(30)}, "additionalProperties": False},
        schema(**{f"p{i}": {"anyOf": [{"type": "string"}, {"type": "null"}]} for i in range(20)}),
        {"type": "array", "items": SCHEMA},
        {"type": ["object", "null"], "properties": {}},
        {},
        {"patternProperties": {"^a": {}}},
    ]
    for one in shapes:
        for more in ({}, {"thinking": {"type": "enabled", "budget_tokens": 1024}, "max_tokens": 2000}, {"reasoning_effort": "low"}):
            yield HI | {"response_format": form(one, description="What it is.", strict=True)} | more
        yield HI | {"response_format": form(one), "tools": [function()]}
    for other in ({"type": "json_object"}, {"type": "text"}, {"type": "json_object", "response_schema": SCHEMA}, {"type": "json_object", "response_schema": "odd"}, {"type": "json_object", "response_schema": None}, {"type": "json_schema", "json_schema": {"schema": None}}, {"type": "json_schema", "json_schema": {}}, {"type": "json_schema"}, {"json_schema": {"schema": SCHEMA}}, {}, "odd", 5):
        yield HI | {"response_format": other}
        yield HI | {"response_format": other, "drop_params": True, "tools": [function()]}


def settings() -> Iterator[dict]:
    yield from over("max_tokens", 10.5, 11.5, 0.2, "5", None)
    yield from over("stop", "END", " ", ["", "\n"], [], "", 5, ["END", " "])
    yield from over("stop", " ", ["\n", "x"], base=HI | {"drop_params": True})
    yield from over("user", "u", "a@b.c", "+49 30 123456", "", 5)
    yield from over("temperature", 1, 0.2, base=HI | {"top_p": 0.5})
    yield from over("temperature", 1, 0.2, base=HI | {"top_p": 0.5, "drop_params": True})
    for effort in ("none", "minimal", "low", "xhigh", "max", "odd", {"effort": "high"}, {"effort": 5}, {}, 5, None):
        yield HI | {"reasoning_effort": effort, "max_tokens": 20000}
        yield HI | {"reasoning_effort": effort, "drop_params": True, "output_config": {"effort": "max"}}
    for thinking in ({"type": "adaptive"}, {"type": "adaptive", "display": "updates"}, {"type": "enabled", "budget_tokens": 5000}, {"type": "enabled"}, {"type": "disabled"}, True, "odd", {}):
        yield HI | {"thinking": thinking, "max_tokens": 800}
        yield HI | {"thinking": thinking, "max_completion_tokens": 9000, "reasoning_effort": "low"}
        yield HI | {"thinking": thinking, "output_config": {"effort": "low"}}
    yield from over("output_config", {"effort": "xhigh"}, {"effort": 5}, {"format": {"type": "json_schema", "schema": SCHEMA}}, {}, "odd")
    yield from over("context_management", [{"type": "compaction", "compact_threshold": 1000}], {"edits": [{"type": "clear_tool_uses_20250919"}, {"type": "compact_20260112", "trigger": {"type": "input_tokens", "value": 5}}]}, "odd", [{"type": "odd"}])
    for paths in (["tools[*].function.strict"], ["tools[0].function.description", "temperature"], ["tools[1]"], ["tools[*]"], ["metadata.user"], ["tools.x"], ["response_format.json_schema.strict"], ["a.b"], ["max_tokens.x"]):
        yield HI | {"additional_drop_params": paths, "tools": [function(strict=True), function("b")], "temperature": 1, "response_format": form(SCHEMA, strict=True)}
    for entry in (
        {"custom_llm_provider": "bedrock", "extra_headers": {"x-a": "1"}},
        {"custom_llm_provider": "openai, bedrock", "extra_headers": {"x-a": "1"}},
        {"custom_llm_provider": "openai", "extra_headers": {"x-a": "1"}},
        [{"custom_llm_provider": "bedrock", "extra_headers": {"x-a": "1"}, "native_anthropic_messages_only": True}, "odd", {"custom_llm_provider": "bedrock"}],
        [{"custom_llm_provider": "bedrock", "extra_headers": {"anthropic-beta": "context-1m-2025-08-07"}}],
        {"extra_headers": {"x-a": "1"}},
    ):
        yield HI | {"provider_specific_header": entry}
    for session in ({"session_id": "s1"}, {"litellm_session_id": 5}, {"metadata": {"session_id": "s2"}}, {"litellm_metadata": {"session_id": 0}}, {}):
        yield HI | {"provider_affinity_header": "x-session"} | session
        yield HI | {"provider_affinity_header": "X-Taken", "extra_headers": {"x-taken": "1"}} | session
    yield HI | {"provider_affinity_header": "no header"}
    points = [{"location": "message", "role": "user"}, {"location": "message", "index": -1}, {"location": "message", "index": 9}, {"location": "message", "role": "system", "control": {"type": "ephemeral", "ttl": "1h"}}, {"location": "tool_config"}, "odd"]
    for size in range(1, 6):
        for marked in (False, True):
            system = {"role": "system", "content": [text("Be brief.", **({"cache_control": EPHEMERAL} if marked else {}))]}
            yield {"messages": [system, user([text("a"), text("b", **({"cache_control": EPHEMERAL} if marked else {}))]), assistant("A"), user("b")], "tools": [function(cache_control=EPHEMERAL) if marked else function()], "cache_control_injection_points": points[:size], "max_tokens": 5}
    yield from over("cache_control_injection_points", "odd", [], [5], [{"location": "tool_config"}], {})
    yield from over("enable_prompt_caching", True, False, 5, base=HI | {"tools": [function()]})
    yield from over("max_retries", 2, None)
    yield from over("request_metadata", {"a": "b"}, {}, {"a": 5}, "odd")
    yield from over("guardrailConfig", {"guardrailIdentifier": "g", "guardrailVersion": "1", "trace": "enabled"}, "odd", {})
    yield from over("extra_body", {"a": 1}, "odd", {})
    yield from over("stream", True, "yes", base=HI | {"tools": [function()]})


def natives() -> Iterator[dict]:
    """For the messages API."""
    asked = {"type": "server_tool_use", "id": "srvtoolu_1", "name": "advisor", "input": {"query": "q"}}
    looked = asked | {"name": "web_search"}
    for content in ([text("Do it.")], "Do it.", [], [{"type": "odd"}], None, {"type": "advisor_result", "text": "t"}):
        reply = {"type": "advisor_tool_result", "tool_use_id": "srvtoolu_1", "content": content}
        for given in ([{"type": "advisor_20260301", "name": "advisor", "model": "claude-opus-4-7"}], []):
            yield {"messages": [user("a"), assistant([text("A"), asked, reply, text("B")]), user("b")], "tools": given, "max_tokens": 50}
    for content in ([{"type": "web_search_result", "url": "https://a.b", "title": "T", "page_age": "1d"}], [], {"type": "web_search_tool_result_error", "error_code": "max_uses_exceeded"}, {"type": "web_search_tool_result_error", "error_code": ""}, {"type": "odd"}, [{"type": "web_search_result", "encrypted_content": "x"}], ["odd"], "odd"):
        result = {"type": "web_search_tool_result", "tool_use_id": "srvtoolu_1", "content": content}
        yield {"messages": [user("a"), assistant([text("A"), looked, result]), user("b")], "max_tokens": 50}
        yield {"messages": [user("a"), assistant([looked | {"input": {"query": ""}}, result | {"tool_use_id": "other"}, result]), user([result])], "max_tokens": 50}
    for thinking in ({"type": "adaptive", "display": "updates"}, {"type": "enabled", "budget_tokens": 1024, "display": "updates", "block_binding": "strict"}, {"type": "adaptive", "block_binding": "none"}):
        for dropping in ({}, {"drop_params": True}):
            yield {"messages": [user("a")], "thinking": thinking, "max_tokens": 2000} | dropping
    change = {"role": "system", "content": [{"type": "tool_addition", "tool": {"type": "tool_reference", "tool_name": "x"}}]}
    for extra in (change, {"role": "system", "content": [text("x")], "clear_at": 5}, {"role": "system", "content": "x", "output_config": {"effort": "low"}}, {"role": "system", "content": [{"type": "tool_removal", "tool": "odd"}, "odd"]}):
        for dropping in ({}, {"drop_params": True}):
            yield {"messages": [user("a"), assistant("A"), extra, user("b")], "max_tokens": 50} | dropping
    toolset = {"type": "mcp_toolset", "mcp_server_name": "m"}
    for servers in ([{"type": "url", "url": "https://a.b", "name": "m"}], [], None, "odd"):
        for given in ([toolset], [toolset, tool()], [tool()], [], None, "odd"):
            for dropping in ({}, {"drop_params": True}):
                yield {"messages": [user("a")], "mcp_servers": servers, "tools": given, "tool_choice": {"type": "any"}, "max_tokens": 50} | dropping
    search = {"type": "tool_search_tool_regex_20251119", "name": "tool_search_tool_regex"}
    for more in (tool(defer_loading=True), tool(allowed_callers=["code_execution_20250825"]), tool(input_examples=[{"city": "Bonn"}]), tool(eager_input_streaming=True), {"type": "function", "function": {"name": "f", "input_examples": [{}]}}, {"type": "computer_20251124", "name": "computer", "display_width_px": 1, "display_height_px": 2}, {"type": "computer_20990101", "name": "computer"}):
        yield {"messages": [user("a")], "tools": [search, more], "max_tokens": 50}
    system_forms = ("Be brief.", [text("Be brief.")], [text("x", cache_control=EPHEMERAL)], [], ["odd"], None)
    for system in system_forms:
        for points in ([{"location": "message", "role": "system"}], [{"location": "message", "role": "system"}, {"location": "message", "index": -1}, {"location": "tool_config"}], [{"location": "message", "role": "user", "control": {"type": "ephemeral", "ttl": "1h"}}]):
            yield {"system": system, "messages": [user([text("a"), text("")]), assistant([text("")]), user([])], "cache_control_injection_points": points, "tools": [tool()], "max_tokens": 50}
            yield {"system": system, "messages": [user([text("a", cache_control=EPHEMERAL), text("b", cache_control=EPHEMERAL)]), assistant("A"), user("b")], "cache_control_injection_points": points, "tools": [tool(cache_control=EPHEMERAL)], "max_tokens": 50}
    yield {"messages": [user("a")], "safeguards": {"x": 1}, "max_tokens": 50}
    for block in ({"type": "compaction", "content": "x"}, {"type": "container_upload", "file_id": "f"}, {"type": "tool_reference", "tool_name": "x"}, {"type": "text", "text": "x", "provider_specific_fields": {"a": 1}}, {"type": "search_result", "source": "s", "title": "t", "content": [text("x")]}):
        yield {"messages": [user([block, text("a")]), assistant([block]), user("b")], "max_tokens": 50}
    for beta in ("context-1m-2025-08-07", "odd,,interleaved-thinking-2025-05-14", ["a", 5], ""):
        yield {"messages": [user("a")], "anthropic_beta": beta, "max_tokens": 50}
        yield {"messages": [user("a")], "extra_headers": {"anthropic-beta": beta}, "max_tokens": 50}


def cohere() -> Iterator[dict]:
    for parameters in (SCHEMA, {"properties": {"a": {"type": "odd", "description": 5}, "b": "odd", "c": {"type": "array"}}, "required": "odd"}, None, "odd"):
        yield turns(calling(call()), answer(), tools=[function(parameters=parameters), {"type": "function"}, "odd"])
    yield turns(calling(call()), answer('{"a": 1}'), calling(call(id="c2")), answer("[1]", id="c2"), user("So?"))
    yield turns(calling(call()), answer([text("x")]))
    yield {"messages": [{"role": "system", "content": "s"}, assistant("A"), {"role": "tool", "content": "x"}]}
    yield {"messages": [user(None)]}


def videos() -> Iterator[dict]:
    for key in ("mediaSource", "mediaSource_base64String", "mediaSource_s3Location_uri", "video_url", "inputVideo"):
        for value in ({"base64String": "YQ=="}, {"s3Location": {"uri": "s3://b/k", "bucketOwner": "1"}}, "YQ==", "s3://b/k", 5):
            yield HI | {key: value}
            yield HI | {key: value, "mediaSource_s3Location_bucketOwner": "123456789012"}


def main() -> None:
    sets = (
        ("chat", CLAUDE + CONVERSE[2:4] + CHAT_FORM[:1], (alternating, history, media, tools, formats, settings)),
        ("chat", INVOKE[3:] + CONVERSE[4:] + CHAT_FORM[1:], (tools, formats, settings)),
        ("chat", COHERE, (cohere, history, settings)),
        ("chat", VIDEO, (videos,)),
        ("messages", INVOKE + CONVERSE[:3], (natives,)),
    )
    for api, models, makers in sets:
        for maker in makers:
            for request in maker():
                for model in models:
                    print(json.dumps({"api": api, "request": {"model": model} | request}))


if __name__ == "__main__":
    main()
