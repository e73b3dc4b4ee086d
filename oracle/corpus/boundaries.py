"""Values at and beside every limit that the tables of the transform know."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from .parts import (
    CLAUDE,
    EPHEMERAL,
    HELLO,
    SCHEMA,
    Model,
    assistant,
    case,
    claude,
    function,
    named,
    others,
    text,
    tool,
    tool_result,
    tool_use,
    user,
)

# Budgets and limits in tokens at which some release changes its mind.
LIMITS = (1024, 2000, 2048, 4096, 5000, 8192, 10_000, 16_384, 24_000)
EFFORTS = ("none", "minimal", "medium", "high", "xhigh", "max", "default", "")
REASONERS = [
    named("nova", "converse", "us.amazon.nova-2-lite-v1:0"),
    named("nova", "invoke", "us.amazon.nova-2-lite-v1:0"),
    named("openai", "converse", "openai.gpt-oss-120b-1:0"),
    named("openai", "invoke", "openai.gpt-oss-120b-1:0"),
    named("deepseek", "converse", "us.deepseek.r1-v1:0"),
    named("moonshot", "auto", "moonshot.kimi-k2-thinking"),
    named("moonshot", "converse", "moonshotai.kimi-k2.5"),
    named("qwen", "converse", "qwen.qwen3-32b-v1:0"),
    named("xai", "auto", "us.xai.grok-4.6"),
    named("zai", "auto", "zai.glm-4.7"),
    named("openai", "auto", "global.openai.gpt-5.5"),
]
THINKERS = [name for name in CLAUDE if "claude-3-haiku" not in name and "3-5" not in name]


def around(value: int) -> tuple[int, int, int]:
    return value - 1, value, value + 1


def at(names: tuple[str, ...] | list[str], *routes: str) -> Iterator[Model]:
    return (named("anthropic", route, name) for name in names for route in routes)


def budgets() -> Iterator[dict]:
    """Thinking budgets beside each limit, and beside max_tokens, in both APIs."""
    models = itertools.cycle(at(THINKERS, "invoke", "converse", "auto"))
    foreign = itertools.cycle(others("converse", "auto"))
    for limit in LIMITS:
        for budget in around(limit):
            thinking = {"type": "enabled", "budget_tokens": budget}
            for _ in range(3):
                request = {"messages": HELLO, "max_tokens": 32_000, "thinking": thinking}
                yield case("boundary:budget", "chat", next(models), request)
                yield case("boundary:budget", "messages", next(models), request | {"stream": True})
            for _ in range(2):
                yield case("boundary:budget", "messages", next(foreign), request)
    for model in [*at(THINKERS[::2], "invoke", "converse"), *REASONERS[:4]]:
        for max_tokens in (1024, 1025, 2048, 2049):
            for thinking in ({"type": "enabled", "budget_tokens": 2048}, {"type": "adaptive"}):
                request = {"messages": HELLO, "max_tokens": max_tokens, "thinking": thinking}
                yield case("boundary:room", "chat", model, request)
                if model.route == "invoke":
                    yield case("boundary:room", "messages", model, request)
        for key in ("max_tokens", "max_completion_tokens", None):
            for budget in (1024, 3000):
                request = {"messages": HELLO, "thinking": {"type": "enabled", "budget_tokens": budget}}
                yield case("boundary:no-limit", "chat", model, request | ({key: 1500} if key else {}))


def thinking_forms() -> Iterator[dict]:
    forms = (
        {"type": "enabled", "budget_tokens": "2048"},
        {"type": "enabled", "budget_tokens": " 4096 "},
        {"type": "enabled", "budget_tokens": "many"},
        {"type": "enabled", "budget_tokens": 2048.0},
        {"type": "enabled", "budget_tokens": 4096.9},
        {"type": "enabled", "budget_tokens": True},
        {"type": "enabled", "budget_tokens": None},
        {"type": "enabled", "budget_tokens": [1]},
        {"type": "enabled", "budget_tokens": 0},
        {"type": "enabled", "budget_tokens": -5},
        {"type": "enabled"},
        {"type": "enabled", "budget_tokens": 4096, "display": "summarized"},
        {"type": "enabled", "budget_tokens": 4096, "display": "omitted"},
        {"type": "enabled", "budget_tokens": 4096, "display": "updates"},
        {"type": "enabled", "budget_tokens": 4096, "display": "odd"},
        {"type": "enabled", "budget_tokens": 4096, "display": None},
        {"type": "enabled", "budget_tokens": 4096, "block_binding": "strict"},
        {"type": "enabled", "budget_tokens": 4096, "odd": 1},
        {"type": "adaptive"},
        {"type": "adaptive", "display": "updates"},
        {"type": "adaptive", "block_binding": "strict"},
        {"type": "adaptive", "budget_tokens": 2048},
        {"type": "disabled"},
        {"type": "disabled", "budget_tokens": 2048},
        {"type": "odd"},
        {},
        None,
        "enabled",
        [1],
    )
    models = list(at(("us.anthropic.claude-3-7-sonnet-20250219-v1:0", "anthropic.claude-opus-4-7"), "invoke", "converse"))
    models += list(at(("anthropic.claude-sonnet-4-6",), "invoke"))
    for model, (i, thinking) in itertools.product(models, enumerate(forms)):
        for more in ({}, {"drop_params": True}) if 7 <= i < 18 else ({},):
            request = {"messages": HELLO, "max_tokens": 9000, "thinking": thinking} | more
            yield case("boundary:thinking", "chat", model, request)
            if model.route == "invoke":
                yield case("boundary:thinking", "messages", model, request)
    for model, thinking in itertools.product(REASONERS, (forms[0], *forms[10:13], *forms[18:23], *forms[-4:])):
        yield case("boundary:thinking", "chat", model, {"messages": HELLO, "max_tokens": 9000, "thinking": thinking})


def efforts() -> Iterator[dict]:
    for model in [*at(CLAUDE, "invoke", "converse"), *REASONERS]:
        for effort in EFFORTS:
            request = {"messages": HELLO, "max_tokens": 20_000, "reasoning_effort": effort}
            yield case("boundary:effort", "chat", model, request)
            if model.route == "invoke":
                yield case("boundary:effort", "messages", model, request)
        for effort in ("low", "max", "xhigh", "odd"):
            request = {"messages": HELLO, "max_tokens": 20_000, "output_config": {"effort": effort}}
            yield case("boundary:output-effort", "chat", model, request)
            if model.route == "invoke":
                yield case("boundary:output-effort", "messages", model, request)
    for model in at(THINKERS[::2], "invoke", "converse"):
        for more in (
            {"reasoning_effort": {"effort": "high", "summary": "auto"}},
            {"reasoning_effort": "high", "output_config": {"effort": "low"}},
            {"reasoning_effort": "none", "output_config": {"effort": "low"}, "thinking": {"type": "adaptive"}},
            {"reasoning_effort": "low", "thinking": {"type": "enabled", "budget_tokens": 3000}},
            {"reasoning_effort": "low", "max_tokens": 1024},
            {"reasoning_effort": "high", "max_tokens": 1025},
            {"reasoning_effort": "high", "temperature": 0.5, "top_p": 0.9, "top_k": 3},
            {"reasoning_effort": "high", "drop_params": True, "temperature": 0.5},
            {"reasoning_effort": "medium", "tools": [function()], "tool_choice": "required"},
            {"thinking": {"type": "adaptive"}, "output_config": {"effort": "max"}, "drop_params": True},
            {"reasoning_effort": 3},
            {"reasoning_effort": None},
        ):
            yield case("boundary:effort-with", "chat", model, {"messages": HELLO, "max_tokens": 9000} | more)


def clearing() -> Iterator[dict]:
    """Claude Code's clear_thinking on the native path, beside the least budget."""
    edits = {"edits": [{"type": "clear_thinking_20251015", "keep": "all"}]}
    for model in at(CLAUDE[2::2], "invoke"):
        for max_tokens in (1023, 1024, 1025, 4000):
            request = {"messages": HELLO, "max_tokens": max_tokens, "context_management": edits}
            yield case("boundary:clearing", "messages", model, request)
        for budget in (1024, 2047, 2048, 4095, 4096, 8191, 8192):
            request = {
                "messages": HELLO,
                "max_tokens": 30_000,
                "context_management": edits,
                "thinking": {"type": "enabled", "budget_tokens": budget},
            }
            yield case("boundary:clearing", "messages", model, request)
        for thinking in ({"type": "disabled"}, {"type": "adaptive"}, {"type": "enabled"}):
            request = {"messages": HELLO, "max_tokens": 9000, "context_management": edits, "thinking": thinking}
            yield case("boundary:clearing", "messages", model, request)


def marks(count: int, place: str) -> dict:
    """A request with cache marks in one place."""
    parts = [text(f"Part {i}.", cache_control=EPHEMERAL) for i in range(count)]
    if place == "system":
        return {"system": parts, "messages": HELLO}
    if place == "tools":
        return {"tools": [tool(f"t{i}", cache_control=EPHEMERAL) for i in range(count)], "messages": HELLO}
    return {"messages": [user(parts)]}


def counts() -> Iterator[dict]:
    """Numbers of things: cache marks, name lengths, list lengths."""
    sonnet = ("us.anthropic.claude-sonnet-4-5-20250929-v1:0",)
    models = [*at(sonnet, "invoke", "converse"), named("nova", "converse", "us.amazon.nova-pro-v1:0")]
    models.append(named("openai", "converse", "openai.gpt-oss-120b-1:0"))
    for model in models:
        for count, place in itertools.product((3, 4, 5, 6), ("system", "tools", "messages")):
            yield case("boundary:marks", "messages", model, marks(count, place) | {"max_tokens": 50})
        for count in (3, 4, 5, 6):
            parts = [text(f"Part {i}.", cache_control=EPHEMERAL) for i in range(count)]
            chat = {"messages": [{"role": "system", "content": parts}, *HELLO], "max_tokens": 50}
            yield case("boundary:marks", "chat", model, chat)
            tools = [function(f"t{i}") | {"cache_control": EPHEMERAL} for i in range(count)]
            yield case("boundary:marks", "chat", model, {"messages": HELLO, "max_tokens": 50, "tools": tools})
        for length in (63, 64, 65, 127, 128, 129):
            yield case(
                "boundary:tool-name",
                "messages",
                model,
                {"messages": HELLO, "max_tokens": 50, "tools": [tool("n" * length)]},
            )
            for tools in ([function("n" * length)], [function("a" + "." * length)]):
                yield case("boundary:tool-name", "chat", model, {"messages": HELLO, "max_tokens": 50, "tools": tools})
            call = {"id": "c" * length, "type": "function", "function": {"name": "n" * length, "arguments": "{}"}}
            talk = [
                user("Go."),
                {"role": "assistant", "content": None, "tool_calls": [call]},
                {"role": "tool", "tool_call_id": "c" * length, "content": "1"},
            ]
            tools = [function("n" * length)]
            yield case("boundary:tool-name", "chat", model, {"messages": talk, "max_tokens": 50, "tools": tools})
        for tools in ([], [{}], [{"type": "function"}], None):
            for more in ({}, {"tool_choice": "auto"}, {"tool_choice": "none"}, {"parallel_tool_calls": True}):
                request = {"messages": HELLO, "max_tokens": 50, "tools": tools} | more
                yield case("boundary:tools-empty", "chat", model, request)
        for length in (255, 256, 257):
            for request in (
                {"requestMetadata": {"k": "v" * length}},
                {"requestMetadata": {"k" * length: "v"}},
                {"user": "u" * length},
                {"metadata": {"user_id": "u" * length}},
            ):
                yield case("boundary:metadata", "chat", model, {"messages": HELLO, "max_tokens": 50} | request)
        for count in (15, 16, 17):
            request = {"requestMetadata": {f"k{i}": "v" for i in range(count)}}
            yield case("boundary:metadata", "chat", model, {"messages": HELLO, "max_tokens": 50} | request)
        for stops in (["a"] * 3, ["a"] * 4, ["a"] * 5, [""], [" "], ["\n"], ["a", ""], "", "a", []):
            yield case("boundary:stop", "chat", model, {"messages": HELLO, "max_tokens": 50, "stop": stops})


def numbers() -> Iterator[dict]:
    """Numbers of every form where families differ: limits, samplers, counts."""
    models = [
        *at(("anthropic.claude-3-haiku-20240307-v1:0", "anthropic.claude-opus-4-7"), "invoke", "converse"),
        *others("invoke", "converse"),
        named("pegasus", "auto", "us.twelvelabs.pegasus-1-2-v1:0"),
    ]
    values = {
        "max_tokens": (0, 1, -1, 0.0, 1.0, 4096, 4097, "12", True, None),
        "temperature": (0, 0.0, 1, 1.0, 1.0001, 2, -0.1, "0.5", None),
        "top_p": (0, 1, 0.999, 1.0, None),
        "top_k": (0, 1, 128, 129, 500, None),
        "n": (0, 1, 2, None),
        "seed": (0, 7, -1, None),
        "max_completion_tokens": (0, 5, None),
        "frequency_penalty": (0, 0.5),
        "logprobs": (True, False),
    }
    turn = itertools.cycle(models)
    for key, options in values.items():
        for value in options:
            for _ in range(4):
                request = {"messages": HELLO, key: value}
                yield case("boundary:number", "chat", next(turn), request | {"drop_params": True})
                yield case("boundary:number", "chat", next(turn), request)


def edits() -> Iterator[dict]:
    """The sizes at which old tool results are cleared, and how many of them stay."""
    models = itertools.cycle(others("converse", "auto") + claude("converse"))
    clear = "clear_tool_uses_20250919"
    for size in (45, 46, 47, 400):
        talk = [user("Weather?")]
        for i in range(5):
            talk += [assistant([tool_use(f"t{i}")]), user([tool_result("x" * size, f"t{i}")])]
        for keep in (0, 2, 3, 4, 5, 6):
            for uses in (4, 5):
                edit = {
                    "type": clear,
                    "trigger": {"type": "tool_uses", "value": uses},
                    "keep": {"type": "tool_uses", "value": keep},
                }
                request = {"messages": talk, "max_tokens": 50, "tools": [tool()], "context_management": {"edits": [edit]}}
                yield case("boundary:clear-tools", "messages", next(models), request)
        edit = {"type": clear, "trigger": {"type": "input_tokens", "value": 1}}
        for schema in (SCHEMA, {"type": "object"}):
            request = {
                "messages": talk,
                "max_tokens": 50,
                "tools": [tool(input_schema=schema)],
                "context_management": {"edits": [edit]},
            }
            yield case("boundary:clear-tools", "messages", next(models), request)


def cases() -> list[dict]:
    parts = (budgets, thinking_forms, efforts, clearing, counts, numbers, edits)
    return [one for part in parts for one in part()]
