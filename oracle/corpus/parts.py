"""What the requests of every set are made of: models, parts of messages, tools."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
PDF = "JVBERi0xLjEKJSVFT0YK"

ARN = "arn:aws:bedrock:us-east-1:123456789012:"


@dataclass(frozen=True)
class Model:
    family: str
    route: str
    name: str


CLAUDE = (
    "anthropic.claude-3-haiku-20240307-v1:0",
    "anthropic.claude-3-5-sonnet-20241022-v2:0",
    "us.anthropic.claude-3-7-sonnet-20250219-v1:0",
    "anthropic.claude-sonnet-4-20250514-v1:0",
    "us.anthropic.claude-opus-4-1-20250805-v1:0",
    "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
    "eu.anthropic.claude-haiku-4-5-20251001-v1:0",
    "global.anthropic.claude-opus-4-5-20251101-v1:0",
    "anthropic.claude-sonnet-4-6",
    "us.anthropic.claude-opus-4-6-v1",
    "anthropic.claude-opus-4-7",
    "anthropic.claude-opus-5",
)
OTHERS = {
    "nova": ("us.amazon.nova-pro-v1:0", "amazon.nova-micro-v1:0", "us.amazon.nova-2-lite-v1:0"),
    "llama": ("meta.llama3-8b-instruct-v1:0", "us.meta.llama3-3-70b-instruct-v1:0"),
    "mistral": ("mistral.mistral-7b-instruct-v0:2", "mistral.mistral-large-2407-v1:0"),
    "cohere": ("cohere.command-r-plus-v1:0", "cohere.command-text-v14"),
    "titan": ("amazon.titan-text-express-v1",),
    "ai21": ("ai21.jamba-1-5-mini-v1:0",),
    "deepseek": ("us.deepseek.r1-v1:0",),
    "openai": ("openai.gpt-oss-120b-1:0",),
    "qwen": ("qwen.qwen3-32b-v1:0",),
    "moonshot": ("moonshot.kimi-k2-thinking",),
}
ONE_ROUTE = (
    Model("qwen", "auto", f"bedrock/qwen3/{ARN}imported-model/qw3"),
    Model("qwen", "auto", f"bedrock/qwen2/{ARN}imported-model/qw2"),
    Model("openai", "auto", f"bedrock/openai/{ARN}imported-model/oss42"),
    Model("deepseek", "auto", f"bedrock/deepseek_r1/{ARN}imported-model/ds1"),
    Model("llama", "auto", f"bedrock/llama/{ARN}imported-model/ll1"),
    Model("anthropic", "converse", f"bedrock/converse/{ARN}application-inference-profile/abc123"),
    Model("claude2", "auto", "bedrock/anthropic.claude-v2:1"),
    Model("pegasus", "auto", "bedrock/us.twelvelabs.pegasus-1-2-v1:0"),
)
PREFIX = {"invoke": "bedrock/invoke/", "converse": "bedrock/converse/", "auto": "bedrock/"}


def named(family: str, route: str, name: str) -> Model:
    return Model(family, route, PREFIX[route] + name)


def claude(*routes: str) -> list[Model]:
    return [named("anthropic", route, name) for name in CLAUDE for route in routes]


def others(*routes: str) -> list[Model]:
    return [named(family, route, name) for family, names in OTHERS.items() for name in names for route in routes]


def case(tag: str, api: str, model: Model, request: dict) -> dict:
    """A case; its id is made of its content, so that other cases may come and go."""
    whole = {"model": model.name} | request
    key = json.dumps([api, whole], sort_keys=True)
    digest = hashlib.sha256(key.encode()).hexdigest()[:8]
    return {
        "id": f"{tag.split(':')[0]}-{digest}",
        "family": model.family,
        "route": model.route,
        "tag": tag,
        "api": api,
        "request": whole,
    }


def user(content: object) -> dict:
    return {"role": "user", "content": content}


def assistant(content: object) -> dict:
    return {"role": "assistant", "content": content}


def text(words: str, **more: object) -> dict:
    return {"type": "text", "text": words, **more}


EPHEMERAL = {"type": "ephemeral"}
SCHEMA = {
    "type": "object",
    "properties": {"city": {"type": "string"}, "days": {"type": "integer"}},
    "required": ["city"],
}
HELLO = [user("List three rivers in Europe.")]


def tool(name: str = "get_weather", **more: object) -> dict:
    """A tool in Anthropic's form."""
    return {"name": name, "description": "Weather of a city", "input_schema": SCHEMA, **more}


def function(name: str = "get_weather", **more: object) -> dict:
    """A tool in OpenAI's form."""
    return {
        "type": "function",
        "function": {"name": name, "description": "Weather of a city", "parameters": SCHEMA, **more},
    }


def image(**source: object) -> dict:
    return {"type": "image", "source": source or {"type": "base64", "media_type": "image/png", "data": PIXEL}}


def document(**more: object) -> dict:
    base = {"type": "document", "source": {"type": "base64", "media_type": "application/pdf", "data": PDF}}
    return base | more


def tool_use(call: str = "toolu_1", name: str = "get_weather", given: object = None) -> dict:
    return {"type": "tool_use", "id": call, "name": name, "input": {"city": "Bonn"} if given is None else given}


def tool_result(content: object, call: str = "toolu_1", **more: object) -> dict:
    return {"type": "tool_result", "tool_use_id": call, "content": content, **more}
