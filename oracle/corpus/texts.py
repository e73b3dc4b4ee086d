"""Whitespace and numbers at the edges of what JSON, JavaScript and Python agree on."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from .parts import HELLO, SCHEMA, Model, assistant, case, claude, function, named, others, text, tool, tool_result, tool_use, user

# What Python's str.strip() takes off, and what JavaScript's trim() does: neither is the other's.
SPACES = {
    "space": " ",
    "newline": "\n",
    "tab": "\t",
    "return": "\r\n",
    "vertical": "\v",
    "form-feed": "\f",
    "file-separator": "\x1c",
    "unit-separator": "\x1f",
    "next-line": "\x85",
    "no-break": "\u00a0",
    "ogham": "\u1680",
    "em": "\u2003",
    "line-separator": "\u2028",
    "narrow": "\u202f",
    "ideographic": "\u3000",
    "byte-order": "\ufeff",
    "zero-width": "\u200b",
    "mongolian": "\u180e",
}
NUMBERS = (
    *(0.0, -0.0, 1.0, 1.5, 0.1, 100.0, 1e-04, 1e-05, 1.5e-07, 1e15, 1e16, 1.5e16, 1e21, 1e22, 123456789.123),
    *(9007199254740991, 9007199254740993, -1, 10**20, 5e-324, 1.7976931348623157e308),
)


def conversations(space: str) -> Iterator[list[dict]]:
    yield [user(space)]
    yield [user(f"{space}Hi.{space}")]
    yield [*HELLO, assistant(f"Sure{space}")]
    yield [*HELLO, assistant(space), user("And?")]
    yield [*HELLO, assistant(f"{space}Sure{space}"), user("And?")]
    yield [user([text(space), text("Hi.")])]
    yield [{"role": "system", "content": space}, *HELLO]
    yield [{"role": "system", "content": f"{space}Be brief.{space}"}, *HELLO]


def spaces() -> Iterator[dict]:
    models = itertools.cycle(
        [
            *claude("invoke", "converse"),
            *others("invoke", "converse"),
            named("claude2", "invoke", "anthropic.claude-v2:1"),
        ]
    )
    foreign = itertools.cycle([*others("converse", "auto"), *claude("invoke", "converse")])
    for name, space in SPACES.items():
        for messages in conversations(space):
            for _ in range(2):
                yield case(f"text:{name}", "chat", next(models), {"messages": messages, "max_tokens": 50})
            if messages[0]["role"] != "system":
                yield case(f"text:{name}", "messages", next(foreign), {"messages": messages, "max_tokens": 50})
        for more in (
            {"stop": [space]},
            {"stop": [f"a{space}"]},
            {"tools": [function(f"f{space}")]},
            {"tools": [function(description=space)]},
            {"user": space},
            {"litellm_system_prompt": f"{space}Be brief.{space}"},
            {"reasoning_effort": f"low{space}"},
        ):
            yield case(f"text:{name}", "chat", next(models), {"messages": HELLO, "max_tokens": 50} | more)
        for more in (
            {"system": space},
            {"system": [text(space), text("Be brief.")]},
            {"stop_sequences": [space]},
            {"tools": [tool(space)]},
            {"tools": [tool(f"t{space}")]},
            {"thinking": {"type": "enabled", "budget_tokens": f"{space}2048"}},
            {"extra_headers": {"anthropic-beta": f"context-1m-2025-08-07,{space}odd"}} if space.isprintable() else {},
        ):
            yield case(f"text:{name}", "messages", next(foreign), {"messages": HELLO, "max_tokens": 50} | more)
        talk = [user("Go."), assistant([text(space), tool_use()]), user([tool_result(space)])]
        yield case(f"text:{name}", "messages", next(foreign), {"messages": talk, "max_tokens": 50, "tools": [tool()]})
        call = {"id": "c1", "type": "function", "function": {"name": "get_weather", "arguments": space}}
        calls = [
            user("Go."),
            {"role": "assistant", "content": space, "tool_calls": [call]},
            {"role": "tool", "tool_call_id": "c1", "content": space},
        ]
        for _ in range(3):
            request = {"messages": calls, "max_tokens": 50, "tools": [function()]}
            yield case(f"text:{name}", "chat", next(models), request)


def numbers() -> Iterator[dict]:
    """Numbers inside texts that LiteLLM writes as JSON itself: tool inputs, schemas, prompts."""
    adapted = itertools.cycle([*others("converse", "auto"), *claude("converse")])
    chat = itertools.cycle([*claude("invoke", "converse"), *others("invoke", "converse")])
    for number in NUMBERS:
        talk = [user("Go."), assistant([tool_use(given={"n": number, "l": [number]})]), user([tool_result("1")])]
        for _ in range(3):
            request = {"messages": talk, "max_tokens": 50, "tools": [tool()]}
            yield case("text:number", "messages", next(adapted), request)
        schema = {"type": "object", "properties": {"n": {"type": "number", "default": number, "maximum": number}}}
        wanted = {"type": "json_schema", "json_schema": {"name": "s", "schema": schema, "strict": True}}
        for _ in range(2):
            yield case("text:number", "chat", next(chat), {"messages": HELLO, "max_tokens": 50, "response_format": wanted})
            native = {"output_config": {"format": {"type": "json_schema", "schema": schema}}}
            yield case("text:number", "messages", next(adapted), {"messages": HELLO, "max_tokens": 50} | native)
            arguments = '{"n": ' + repr(number) + "}"
            call = {"id": "c1", "type": "function", "function": {"name": "f", "arguments": arguments}}
            calls = [
                user("Go."),
                {"role": "assistant", "content": None, "tool_calls": [call]},
                {"role": "tool", "tool_call_id": "c1", "content": "1"},
            ]
            yield case("text:number", "chat", next(chat), {"messages": calls, "max_tokens": 50, "tools": [function("f")]})


def truths() -> Iterator[dict]:
    """Values that Python and JavaScript take for true and false in different ways."""
    models = itertools.cycle([*claude("invoke", "converse"), *others("invoke", "converse")])
    adapted = itertools.cycle([*others("converse", "auto"), *claude("invoke", "converse")])
    keys = ("tools", "tool_choice", "stop", "response_format", "thinking", "user", "metadata", "extra_headers")
    for key, value in itertools.product((*keys, "reasoning_effort", "stream_options", "functions"), ({}, [], "", 0, False, 0.0)):
        request = {"messages": HELLO, "max_tokens": 50, key: value}
        yield case("text:truth", "chat", next(models), request)
        yield case("text:truth", "chat", next(models), request | {"drop_params": True})
    native = ("tools", "tool_choice", "stop_sequences", "thinking", "metadata", "system", "output_config", "output_format")
    for key, value in itertools.product((*native, "context_management", "headers"), ({}, [], "", 0, False)):
        yield case("text:truth", "messages", next(adapted), {"messages": HELLO, "max_tokens": 50, key: value})


def words() -> Iterator[dict]:
    """Letters that encodings treat in their own ways."""
    models: itertools.cycle[Model] = itertools.cycle([*claude("invoke", "converse"), *others("invoke", "converse")])
    for letters in ("Grüße", "日本語", "🙂", "\u0000", "\u001b[1m", "\\n", '"', "</s>[INST]", "\n\nHuman:", "<|eot_id|>", "e\u0301"):
        for messages in ([user(letters)], [*HELLO, assistant(letters)], [{"role": "system", "content": letters}, *HELLO]):
            for _ in range(2):
                yield case("text:letters", "chat", next(models), {"messages": messages, "max_tokens": 50})
        more = {"tools": [function(description=letters, parameters=SCHEMA | {"title": letters})]}
        yield case("text:letters", "chat", next(models), {"messages": HELLO, "max_tokens": 50} | more)


def cases() -> list[dict]:
    return [one for part in (spaces, numbers, truths, words) for one in part()]
