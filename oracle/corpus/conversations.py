"""Long conversations as agents have them: tools, thinking, images, documents, marks, in both APIs."""

from __future__ import annotations

import itertools
import json
import random

from .parts import (
    EPHEMERAL,
    PDF,
    PIXEL,
    assistant,
    case,
    claude,
    document,
    function,
    image,
    others,
    text,
    tool,
    tool_result,
    tool_use,
    user,
)

COUNT = 160
SENTENCES = ("Look at the tests.", "List the files.", "Why does it fail?", "Grüße aus Bonn.", "1e-05 or so", "Go on.")
NAMES = ("read_file", "run", "search", "get_weather")
COMPUTER = {
    "type": "computer_20250124",
    "name": "computer",
    "display_width_px": 1280,
    "display_height_px": 800,
}
CHAT_COMPUTER = {
    "type": "computer_20241022",
    "function": {
        "name": "computer",
        "parameters": {"display_width_px": 1280, "display_height_px": 800, "display_number": 1},
    },
}
MCP = {"type": "url", "url": "https://example.org/mcp", "name": "s", "authorization_token": "t"}
CHAT_MCP = {"type": "mcp", "server_label": "s", "server_url": "https://example.org/mcp", "require_approval": "never"}


class Talk:
    """One conversation, turn by turn; every choice comes from the dice."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.calls = 0

    def maybe(self, chance: float) -> bool:
        return self.dice.random() < chance

    def words(self, most: int = 3) -> str:
        return " ".join(self.dice.choices(SENTENCES, k=self.dice.randint(1, most)))

    def marked(self, part: dict) -> dict:
        ttl = {"ttl": "1h"} if self.maybe(0.2) else {}
        return part | {"cache_control": EPHEMERAL | ttl} if self.maybe(0.2) else part

    def given(self) -> dict:
        options = ({}, {"path": "src/a.ts"}, {"n": 1e-05, "deep": {"l": [1, None, True]}}, {"q": "ü\n\"x\""})
        return self.dice.choice(options)

    # Anthropic's form

    def ask(self) -> dict:
        if self.maybe(0.4):
            return user(self.words())
        parts = [self.marked(text(self.words()))]
        if self.maybe(0.3):
            parts.insert(self.dice.randint(0, 1), self.marked(image()))
        if self.maybe(0.2):
            more = {"title": "Report"} if self.maybe(0.5) else {}
            parts.append(self.marked(document(**more)))
        return user(parts)

    def answer(self, thinks: bool) -> tuple[dict, list[str]]:
        parts = []
        if thinks and self.maybe(0.7):
            parts.append({"type": "thinking", "thinking": self.words(), "signature": "c2ln"})
            if self.maybe(0.2):
                parts.append({"type": "redacted_thinking", "data": "cmVk"})
        if self.maybe(0.6):
            parts.append(self.marked(text(self.words())))
        ids = []
        for _ in range(self.dice.choice((0, 1, 1, 2, 3))):
            self.calls += 1
            ids.append(f"toolu_{self.calls:04}")
            parts.append(self.marked(tool_use(ids[-1], self.dice.choice(NAMES), self.given())))
        if not parts:
            return assistant(self.words()), []
        return assistant(parts), ids

    def results(self, ids: list[str]) -> dict:
        parts = []
        for call in ids:
            content = self.dice.choice(("", self.words(), [text(self.words())], [text("See"), image()], []))
            more = {"is_error": True} if self.maybe(0.1) else {}
            parts.append(self.marked(tool_result(content, call, **more)))
        if self.maybe(0.25):
            parts.append(self.marked(text(self.words())))
        if self.maybe(0.1):
            parts.reverse()
        return user(parts)

    def native(self, turns: int, thinks: bool) -> list[dict]:
        messages = [self.ask()]
        for _ in range(turns):
            said, ids = self.answer(thinks)
            messages.append(said)
            if ids and not self.maybe(0.05):
                messages.append(self.results(ids))
            if not ids or self.maybe(0.1):
                messages.append(self.ask())
            if self.maybe(0.06):
                messages.append({"role": "system", "content": self.words(1)})
        return messages

    # OpenAI's form

    def chat_ask(self) -> dict:
        if self.maybe(0.5):
            return user(self.words())
        parts = [self.marked(text(self.words()))]
        if self.maybe(0.3):
            parts.append({"type": "image_url", "image_url": {"url": f"data:image/png;base64,{PIXEL}"}})
        if self.maybe(0.15):
            parts.append({"type": "file", "file": {"file_data": f"data:application/pdf;base64,{PDF}"}})
        return user(parts)

    def chat_answer(self, thinks: bool) -> tuple[dict, list[str]]:
        message: dict = {"role": "assistant", "content": self.words() if self.maybe(0.6) else None}
        if thinks and self.maybe(0.6):
            message["thinking_blocks"] = [{"type": "thinking", "thinking": self.words(), "signature": "c2ln"}]
        elif self.maybe(0.1):
            message["reasoning_content"] = self.words()
        ids = []
        calls = []
        for _ in range(self.dice.choice((0, 1, 1, 2))):
            self.calls += 1
            ids.append(f"call_{self.calls:04}")
            called = {"name": self.dice.choice(NAMES), "arguments": json.dumps(self.given())}
            calls.append({"id": ids[-1], "type": "function", "function": called})
        if calls:
            message["tool_calls"] = calls
        elif message["content"] is None:
            message["content"] = self.words()
        return message, ids

    def chat(self, turns: int, thinks: bool) -> list[dict]:
        messages = [{"role": "system", "content": self.words()}] if self.maybe(0.6) else []
        messages.append(self.chat_ask())
        for _ in range(turns):
            said, ids = self.chat_answer(thinks)
            messages.append(said)
            for call in ids:
                content = self.dice.choice(("", self.words(), [self.marked(text(self.words()))]))
                messages.append(self.marked({"role": "tool", "tool_call_id": call, "content": content}))
            if not ids or self.maybe(0.15):
                messages.append(self.chat_ask())
            if self.maybe(0.05):
                messages.append({"role": "system", "content": self.words(1)})
        return messages


def native_request(talk: Talk) -> dict:
    thinks = talk.maybe(0.5)
    request = {
        "messages": talk.native(talk.dice.randint(2, 7), thinks),
        "max_tokens": 4000,
        "tools": [talk.marked(tool(name)) for name in NAMES],
        "stream": True,
    }
    if talk.maybe(0.6):
        request["system"] = [talk.marked(text(talk.words())), text("Be kind.")] if talk.maybe(0.6) else talk.words()
    if thinks:
        request["thinking"] = {"type": "enabled", "budget_tokens": 2048} if talk.maybe(0.7) else {"type": "adaptive"}
    if talk.maybe(0.15):
        request["tools"].append(COMPUTER)
    if talk.maybe(0.15):
        request["mcp_servers"] = [MCP]
    if talk.maybe(0.2):
        clear = {"type": "clear_tool_uses_20250919", "trigger": {"type": "tool_uses", "value": 3}}
        request["context_management"] = {"edits": [clear]}
    if talk.maybe(0.2):
        request["tool_choice"] = {"type": talk.dice.choice(("auto", "any", "none"))}
    return request


def chat_request(talk: Talk) -> dict:
    thinks = talk.maybe(0.4)
    request = {"messages": talk.chat(talk.dice.randint(2, 6), thinks), "max_tokens": 4000}
    request["tools"] = [function(name) for name in NAMES]
    if talk.maybe(0.15):
        request["tools"].append(CHAT_COMPUTER)
    if talk.maybe(0.1):
        request["tools"].append(CHAT_MCP)
    if thinks:
        request["thinking"] = {"type": "enabled", "budget_tokens": 2048}
    for key, value in (("stream", True), ("parallel_tool_calls", False), ("tool_choice", "auto"), ("modify_params", True)):
        if talk.maybe(0.25):
            request[key] = value
    return request


def cases() -> list[dict]:
    dice = random.Random(109)
    native = itertools.cycle([*claude("invoke", "converse", "auto"), *others("converse", "auto")])
    chat = itertools.cycle([*claude("invoke", "converse"), *others("invoke", "converse")])
    made = []
    for _ in range(COUNT):
        talk = Talk(dice)
        made.append(case("talk:native", "messages", next(native), native_request(talk)))
        made.append(case("talk:chat", "chat", next(chat), chat_request(talk)))
    return made
