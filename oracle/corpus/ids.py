"""Calls for every model string: each id that a release lists, as it is, behind regions, routes, profiles and ARNs.

What is asked for is plain; what is drawn is the model string and which of the plain parameters stand beside it.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

from .parts import ARN, HELLO, SCHEMA, Model, case, function, tool

# Routes that lead to no body of these forms (mantle, claude_platform, converse_like) are not drawn: Strata says so of them.
GEOGRAPHIES = ("us.", "eu.", "apac.", "global.", "jp.", "au.", "us-gov.", "ca.", "sa.", "")
REGIONS = ("us-west-2/", "eu-central-1/", "us-gov-west-1/", "ap-northeast-1/", "me-central-1/", "us-west-9/", "us-east-1/1-month-commitment/", "*/")
ROUTES = ("invoke/", "converse/", "nova/", "nova-2/", "llama/", "deepseek_r1/", "openai/", "qwen2/", "qwen3/", "moonshot/", "stability/", "chat_completions/", "async_invoke/", "anthropic/", "mistral/", "meta/", "cohere/", "amazon/")
RESOURCES = ("imported-model/abc123", "custom-model/amazon.nova-lite-v1:0:300k/abc123def456", "custom-model-deployment/abc", "provisioned-model/{}", "application-inference-profile/abc123", "inference-profile/{}", "foundation-model/{}", "prompt-router/abc", "default-prompt-router/anthropic.claude:1", "prompt/ABC:1", "endpoint/abc", "async-invoke/abc")
PARTITIONS = (ARN, "arn:aws:bedrock:us-west-2::", "arn:aws-us-gov:bedrock:us-gov-west-1:123456789012:", "arn:aws-cn:bedrock:cn-north-1:123456789012:", "arn:aws:sagemaker:us-east-1:123456789012:")
ENDINGS = (":0", ":1", ":18k", "@latest", "-v9:0", "[1m]", "?x=1", " ", "/extra")
CHAT = (
    {"tools": [function()]},
    {"tools": [function()], "tool_choice": "auto"},
    {"tools": [function()], "tool_choice": "required"},
    {"max_tokens": 100},
    {"max_completion_tokens": 90},
    {"temperature": 0.3},
    {"top_p": 0.7},
    {"stop": ["END"]},
    {"response_format": {"type": "json_object"}},
    {"response_format": {"type": "json_schema", "json_schema": {"name": "s", "schema": SCHEMA, "strict": True}}},
    {"reasoning_effort": "low"},
    {"reasoning_effort": "none"},
    {"thinking": {"type": "enabled", "budget_tokens": 2048}, "max_tokens": 4096},
    {"stream": True},
    {"messages": [{"role": "system", "content": "Be brief."}, *HELLO]},
)  # fmt: skip
NATIVE = (
    {"tools": [tool()]},
    {"tools": [tool()], "tool_choice": {"type": "any"}},
    {"temperature": 0.3},
    {"top_p": 0.7},
    {"stop_sequences": ["END"]},
    {"thinking": {"type": "enabled", "budget_tokens": 2048}, "max_tokens": 4096},
    {"thinking": {"type": "adaptive"}},
    {"output_config": {"effort": "low"}},
    {"output_config": {"format": {"type": "json_schema", "schema": SCHEMA}}},
    {"stream": True},
    {"system": "Be brief."},
)  # fmt: skip


def _arn(dice: random.Random, model: str) -> str:
    return dice.choice(PARTITIONS) + dice.choice(RESOURCES).format(model)


def _other(dice: random.Random, model: str) -> str:
    """The model in another geography, region, spelling or resource."""
    bare = model.rsplit("/", 1)[-1]
    for one in GEOGRAPHIES:
        if one and bare.startswith(one):
            bare = bare[len(one) :]
    drawn = dice.random()
    if drawn < 0.3:
        return dice.choice(GEOGRAPHIES) + bare
    if drawn < 0.5:
        return dice.choice(REGIONS) + dice.choice((model, bare))
    if drawn < 0.85:
        return _arn(dice, bare)
    if drawn < 0.95:
        return bare.removesuffix(":0") + dice.choice(ENDINGS)
    return bare.upper() if dice.random() < 0.3 else bare.split(".", 1)[-1]


def _named(dice: random.Random, model: str) -> str:
    name = model if dice.random() < 0.4 else _other(dice, model)
    drawn = dice.random()
    if drawn < 0.35:
        return f"bedrock/{name}"
    if drawn < 0.75:
        return f"bedrock/{dice.choice(ROUTES)}{name}"
    if drawn < 0.85:
        return f"bedrock/{dice.choice(REGIONS)}{dice.choice(ROUTES)}{name}"
    if drawn < 0.93:
        return f"bedrock/{dice.choice(ROUTES)}{dice.choice((*REGIONS, *ROUTES))}{name}"
    return dice.choice((name, f"bedrock_converse/{name}"))


def requests(dice: random.Random, models: list[str], count: int) -> Iterator[dict]:
    """`count` calls over all models, each as often as the others."""
    ordered = dice.sample(models, k=len(models))
    for model in itertools.islice(itertools.cycle(ordered), count):
        api = dice.choice(("chat", "chat", "messages"))
        body: dict = {"messages": HELLO} | ({"max_tokens": 60} if api == "messages" else {})
        for extra in dice.sample(CHAT if api == "chat" else NATIVE, k=dice.choice((1, 1, 2, 3))):
            body |= extra
        if api == "chat" and dice.random() < 0.5:
            body["drop_params"] = True
        if dice.random() < 0.1:
            body["model_id"] = dice.choice((_arn(dice, model), _other(dice, model)))
        if dice.random() < 0.05:
            body["base_model"] = dice.choice(models)
        yield case(f"id:{api}", api, Model("fresh", "auto", _named(dice, model)), body)
