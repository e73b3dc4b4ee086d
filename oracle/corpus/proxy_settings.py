"""Clients' calls under configurations that use one kind of setting each, for shared/proxy/testdata/settings.

`configs()` gives the YAML of each, `cases()` the calls; both are the same on every run.
"""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Iterator

from .parts import PIXEL

SONNET = "bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0"
INVOKE = "bedrock/invoke/us.anthropic.claude-sonnet-4-20250514-v1:0"
HAIKU = "bedrock/converse/anthropic.claude-3-haiku-20240307-v1:0"
HAIKU_INVOKE = "bedrock/invoke/anthropic.claude-3-haiku-20240307-v1:0"
NOVA = "bedrock/us.amazon.nova-pro-v1:0"
LLAMA = "bedrock/meta.llama3-1-8b-instruct-v1:0"
LLAMA_INVOKE = "bedrock/invoke/meta.llama3-8b-instruct-v1:0"
MISTRAL = "bedrock/mistral.mistral-7b-instruct-v0:2"
TITAN = "bedrock/amazon.titan-embed-text-v2:0"
COHERE = "bedrock/cohere.embed-english-v3"
OSS = "bedrock/openai.gpt-oss-20b-1:0"

KEYS = {"aws_access_key_id": "AKIDEXAMPLE", "aws_secret_access_key": "secret", "aws_region_name": "us-east-1"}
SETTINGS = {"telemetry": False, "num_retries": 0, "request_timeout": 20}
ROUTER = {"num_retries": 0, "disable_cooldowns": True}
GENERAL = {"master_key": "sk-of-the-tests"}


def model(name: str, of: str, info: dict | None = None, **params: object) -> dict:
    entry = {"model_name": name, "litellm_params": {"model": of} | KEYS | params}
    return entry | ({"model_info": info} if info else {})


def config(models: list[dict], *, settings: dict = {}, router: dict = {}, general: dict = {}, **more: object) -> dict:
    return {
        "model_list": models,
        "litellm_settings": SETTINGS | settings,
        "router_settings": ROUTER | router,
        "general_settings": GENERAL | general,
    } | more


HI = [{"role": "user", "content": "hello"}]
LONG = [
    {"role": "system", "content": "Be brief."},
    {"role": "user", "content": "One.", "name": "ann"},
    {"role": "assistant", "content": "Two."},
    {"role": "user", "content": [{"type": "text", "text": "Three."}, {"type": "text", "text": "Four."}]},
]
FUNCTION = {
    "type": "function",
    "function": {
        "name": "weather",
        "description": "w",
        "strict": True,
        "parameters": {"type": "object", "properties": {"city": {"type": "string", "default": "x"}}, "additionalProperties": False},
    },
}
TOOL = {"name": "weather", "description": "w", "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}, "input_examples": [{"city": "Bern"}]}
PICTURE = [{"role": "user", "content": [{"type": "text", "text": "what?"}, {"type": "image_url", "image_url": {"url": f"data:image/png;base64,{PIXEL}", "detail": "low"}}]}]

CHAT = "/v1/chat/completions"
MESSAGES = "/v1/messages"
RESPONSES = "/v1/responses"
EMBEDDINGS = "/v1/embeddings"
COMPLETIONS = "/v1/completions"

PLAIN = (
    (CHAT, {"messages": HI}),
    (CHAT, {"messages": LONG, "max_tokens": 50, "temperature": 0.1, "top_p": 0.8, "stream": True}),
    (MESSAGES, {"messages": HI, "max_tokens": 40}),
    (RESPONSES, {"input": "hello", "instructions": "Be brief."}),
)
TOOLS = (
    (CHAT, {"messages": HI, "tools": [FUNCTION], "tool_choice": "auto"}),
    (CHAT, {"messages": HI, "tools": [FUNCTION], "parallel_tool_calls": False}),
    (MESSAGES, {"messages": HI, "max_tokens": 40, "tools": [TOOL], "tool_choice": {"type": "any"}}),
    (RESPONSES, {"input": [{"role": "user", "content": "hello"}], "tools": [{"type": "function", "name": "weather", "parameters": {"type": "object", "properties": {}}, "strict": True}]}),
)
UNSUPPORTED = (
    (CHAT, {"messages": HI, "logit_bias": {"1": 2}, "n": 2}),
    (CHAT, {"messages": HI, "presence_penalty": 0.5, "user": "u1", "seed": 3}),
    (CHAT, {"messages": HI, "reasoning_effort": "low"}),
    (CHAT, {"messages": HI, "response_format": {"type": "json_object"}}),
)
CONTROLS = (
    (CHAT, {"messages": HI, "drop_params": True, "logit_bias": {"1": 2}}),
    (CHAT, {"messages": HI, "drop_params": False, "logit_bias": {"1": 2}}),
    (CHAT, {"messages": HI, "drop_params": "true", "logit_bias": {"1": 2}}),
    (CHAT, {"messages": HI, "additional_drop_params": ["temperature", "max_tokens"], "temperature": 0.3, "max_tokens": 9}),
    (CHAT, {"messages": HI, "timeout": 7, "stream_timeout": 3, "num_retries": 0, "request_timeout": 5}),
    (CHAT, {"messages": HI, "tags": ["paid"], "metadata": {"tags": ["free"], "user_id": "u"}}),
    (CHAT, {"messages": HI, "extra_headers": {"x-own": "1"}, "extra_body": {"own": 2}}),
    (CHAT, {"messages": HI, "fallbacks": ["other"], "mock_testing_fallbacks": False}),
    (CHAT, {"messages": HI, "model_id": "mine", "stream_chunk_size": 64}),
    (MESSAGES, {"messages": HI, "max_tokens": 40, "drop_params": True, "metadata": {"user_id": "u"}}),
    (MESSAGES, {"messages": HI, "max_tokens": 40, "timeout": 7, "tags": ["paid"]}),
    (RESPONSES, {"input": "hello", "metadata": {"a": "b"}, "user": "u", "timeout": 9}),
)
EMBEDS = (
    (EMBEDDINGS, {"input": "hello"}),
    (EMBEDDINGS, {"input": ["a", "b"], "dimensions": 256}),
    (EMBEDDINGS, {"input": "hello", "encoding_format": "float", "user": "u1"}),
)
HEADERS = (
    {},
    {"x-litellm-timeout": "5", "x-litellm-stream-timeout": "4", "x-litellm-num-retries": "0"},
    {"x-litellm-tags": "paid,other", "x-litellm-end-user-id": "eu", "x-litellm-customer-id": "cu"},
    {"x-litellm-trace-id": "t1", "x-litellm-session-id": "s1", "x-litellm-spend-logs-metadata": "{\"a\": 1}"},
    {"x-custom": "c", "x-stainless-lang": "js", "openai-organization": "org", "cache-control": "no-cache"},
    {"anthropic-beta": "context-1m-2025-08-07", "anthropic-version": "2023-06-01"},
    {"user-agent": "claude-cli/2.0.1 (external, cli)", "x-app": "cli"},
    {"user-agent": "codex_cli_rs/0.5", "x-request-id": "r1"},
    {"user-agent": "OpenAI/Python 1.99.0", "x-forwarded-for": "10.0.0.1", "x-user": "ann"},
    {"x-litellm-enable-message-redaction": "true", "x-litellm-mcp-auth": "no", "x-litellm-api-key": "sk-of-the-tests"},
    {"x-amzn-bedrock-trace": "ENABLED", "x-amzn-trace-id": "z", "accept-language": "de"},
    {"traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "baggage": "session.id=abc", "x-session-id": "s2"},
)

POINTS = {
    "system": [{"location": "message", "role": "system"}],
    "user": [{"location": "message", "role": "user"}],
    "first": [{"location": "message", "index": 0}],
    "last": [{"location": "message", "index": -1}],
    "far": [{"location": "message", "index": 9}],
    "text": [{"location": "message", "index": "1"}],
    "both": [{"location": "message", "role": "system"}, {"location": "message", "index": -1, "control": {"type": "ephemeral", "ttl": "1h"}}],
    "tools": [{"location": "tool_config"}],
    "mixed": [{"location": "tool_config"}, {"location": "message", "role": "assistant"}],
    "strange": [{"location": "elsewhere"}, {"location": "message"}],
}
PATHS = {
    "top": ["temperature", "top_p"],
    "strict": ["tools[*].function.strict"],
    "schema": ["tools[*].function.parameters.additionalProperties"],
    "deep": ["tools[*].function.parameters.properties.city.default", "metadata.user_id"],
    "index": ["tools[0].function.description"],
    "names": ["messages[*].name"],
    "examples": ["tools[*].input_examples", "system"],
    "missing": ["a.b.c", "tools[7].x", "stream"],
    "choice": ["tool_choice", "parallel_tool_calls", "response_format.type"],
}


def _configs() -> Iterator[tuple[str, dict]]:
    yield "aliases", config(
        [
            model("sonnet", SONNET, temperature=0.2),
            model("haiku", HAIKU, max_tokens=30),
            model("two", INVOKE, order=1),
            model("nova", NOVA),
            model("embed", TITAN),
        ],
        settings={"model_alias_map": {"mapped": "haiku", "twice": "group", "loop": "pool"}},
        router={
            "model_group_alias": {
                "gpt-4o": "sonnet",
                "group": {"model": "nova", "hidden": True},
                "pool": "loop",
                "self": "self",
                "emb": "embed",
                "gone": "nobody",
            },
            "default_litellm_params": {"top_p": 0.6, "metadata": {"a": "b"}, "tags": ["x"], "max_tokens": 77},
            "timeout": 11,
            "stream_timeout": 8,
            "routing_strategy": "simple-shuffle",
            "enable_pre_call_checks": True,
            "allowed_fails": 3,
            "retry_policy": {"BadRequestErrorRetries": 0},
        },
    )
    yield "fallbacks", config(
        [model("first", HAIKU, temperature=0.2), model("second", NOVA, max_tokens=30), model("third", LLAMA_INVOKE)],
        settings={
            "fallbacks": [{"first": ["second", "third"]}],
            "context_window_fallbacks": [{"second": ["third"]}],
            "default_fallbacks": ["third"],
            "allowed_fails": 2,
            "cooldown_time": 1,
        },
        router={"content_policy_fallbacks": [{"third": ["first"]}], "max_fallbacks": 1},
    )
    yield "wildcards", config(
        [
            model("bedrock/*", "bedrock/*", temperature=0.4),
            model("anthropic/*", "bedrock/anthropic.*"),
            model("us/*", "bedrock/us.*", max_tokens=25),
            model("claude-*", "bedrock/invoke/anthropic.claude-*"),
            model("claude-3-*", "bedrock/converse/anthropic.claude-3-*", top_p=0.3),
            model("team/*/nova-*", "bedrock/us.amazon.nova-*"),
            model("*-llama", LLAMA),
            model("bedrock/us.amazon.nova-lite-v1:0", "bedrock/invoke/us.amazon.nova-lite-v1:0"),
        ],
    )
    yield "catching", config([model("*", "bedrock/*"), model("named", NOVA, temperature=0.9)], settings={"drop_params": True})
    yield "tagged", config(
        [
            model("sonnet", SONNET, tags=["free"], temperature=0.1),
            model("sonnet", INVOKE, tags=["paid"], temperature=0.2),
            model("sonnet", HAIKU, tags=["default"], temperature=0.3),
        ],
        router={"enable_tag_filtering": True},
    )
    yield "ordered", config(
        [
            model("pool", HAIKU, order=2, temperature=0.2),
            model("pool", INVOKE, order=1, temperature=0.1),
            model("weighted", NOVA, weight=0, temperature=0.2),
            model("weighted", HAIKU, weight=5, temperature=0.1),
        ],
    )
    for name, general, settings in (
        ("forwarding", {"forward_client_headers_to_llm_api": True}, {"add_user_information_to_llm_headers": True}),
        ("forward-some", {}, {"model_group_settings": {"forward_client_headers_to_llm_api": ["haiku", "nov*"]}}),
        ("user-header", {"user_header_name": "X-User", "litellm_key_header_name": "X-Custom", "forward_client_headers_to_llm_api": True}, {}),
        (
            "user-mapping",
            {"user_header_mappings": [{"header_name": "X-User", "litellm_user_role": "customer"}, {"header_name": "X-App", "litellm_user_role": "internal_user"}], "forward_openai_org_id": True},
            {"extra_spend_tag_headers": ["x-custom"], "disable_add_user_agent_to_request_tags": True},
        ),
        ("provider-auth", {"forward_llm_provider_auth_headers": True}, {"forward_traceparent_to_llm_provider": True}),
    ):
        yield name, config(
            [
                model("haiku", HAIKU, extra_headers={"x-deployed": "1", "x-custom": "own"}),
                model("invoke", INVOKE, headers={"x-plain": "2"}),
                model("nova", NOVA),
                model("llama", LLAMA_INVOKE, extra_headers={"anthropic-beta": "own-beta"}),
            ],
            general=general,
            settings=settings,
        )
    yield "injecting", config(
        [model(f"{key}-{short}", of, cache_control_injection_points=points) for key, points in POINTS.items() for short, of in (("sonnet", SONNET), ("invoke", INVOKE))]
        + [model("nova-system", NOVA, cache_control_injection_points=POINTS["both"]), model("llama-system", LLAMA, cache_control_injection_points=POINTS["both"])],
    )
    yield "paths", config(
        [model(f"{key}-{short}", of, additional_drop_params=paths) for key, paths in PATHS.items() for short, of in (("sonnet", SONNET), ("invoke", INVOKE), ("nova", NOVA))],
    )
    levels = [
        model("none", LLAMA),
        model("on", LLAMA, drop_params=True),
        model("off", LLAMA, drop_params=False),
        model("word", LLAMA, drop_params="true"),
        model("some", LLAMA, additional_drop_params=["logit_bias", "n"]),
        model("allowed", LLAMA, allowed_openai_params=["logit_bias", "n", "seed"]),
        model("timed", HAIKU, timeout=3, stream_timeout=2, max_retries=0),
        model("timed-words", HAIKU, timeout="4", stream_timeout="3", rpm="9"),
    ]
    for name, settings in (("levels", {}), ("levels-on", {"drop_params": True}), ("levels-off", {"drop_params": False}), ("levels-word", {"drop_params": "true", "modify_params": "yes"})):
        yield name, config(levels, settings=settings)
    yield "credentials", {
        "credential_list": [
            {"credential_name": "east", "credential_values": KEYS, "credential_info": {"description": "d"}},
            {"credential_name": "more", "credential_values": KEYS | {"temperature": 0.7, "model_id": "arn:aws:bedrock:us-east-1:1:application-inference-profile/x"}, "credential_info": {}},
        ],
        "environment_variables": {"STRATA_TEMPERATURE": "0.5", "SOME_OTHER": "x", "LITELLM_DROP_PARAMS": "true"},
        "model_list": [
            {"model_name": "east", "litellm_params": {"model": SONNET, "litellm_credential_name": "east", "max_tokens": 12}},
            {"model_name": "more", "litellm_params": {"model": HAIKU, "litellm_credential_name": "more"}},
            {"model_name": "nobody", "litellm_params": {"model": NOVA, "litellm_credential_name": "nobody"} | KEYS},
            model("zone", "bedrock/us-west-2/anthropic.claude-3-haiku-20240307-v1:0"),
            model("region", HAIKU_INVOKE, aws_region_name="eu-central-1", region_name="us-west-1"),
            model("session", NOVA, aws_session_token="t", aws_session_name="s", api_version="v"),
            model("provider", "us.anthropic.claude-sonnet-4-5-20250929-v1:0", custom_llm_provider="bedrock"),
        ],
        "litellm_settings": SETTINGS,
        "router_settings": ROUTER,
        "general_settings": GENERAL,
    }
    yield "guarded", config(
        [
            model("sonnet", SONNET, guardrailConfig={"guardrailIdentifier": "g", "guardrailVersion": "2", "trace": "enabled", "streamProcessingMode": "async"}),
            model("invoke", INVOKE, guardrailConfig={"guardrailIdentifier": "g", "guardrailVersion": "2", "trace": "enabled"}),
            model("nova", NOVA, guardrails=["never"]),
            model("llama", LLAMA_INVOKE),
        ],
        settings={"callbacks": [], "success_callback": [], "turn_off_message_logging": True, "redact_user_api_key_info": True},
        guardrails=[
            {"guardrail_name": "off", "litellm_params": {"guardrail": "bedrock", "mode": "pre_call", "guardrailIdentifier": "gx", "guardrailVersion": "1", "default_on": False} | KEYS},
        ],
    )
    yield "module", config(
        [model("sonnet", SONNET), model("invoke", INVOKE), model("nova", NOVA), model("llama", LLAMA_INVOKE), model("mistral", MISTRAL), model("embed", TITAN)],
        settings={
            "headers": {"x-module": "1"},
            "add_function_to_prompt": True,
            "max_tokens": 99,
            "user_id": "x",
            "enable_json_schema_validation": True,
            "return_response_headers": True,
            "set_verbose": False,
            "json_logs": True,
            "cache": False,
            "max_budget": 100,
            "budget_duration": "30d",
            "upperbound_key_generate_params": {"max_budget": 10},
            "default_team_settings": [{"team_id": "t1", "success_callback": []}],
            "ignore_invalid_deployments": True,
            "drop_params": None,
        },
        general={"completion_model": "", "infer_model_from_keys": False, "max_parallel_requests": 10, "alerting": []},
    )
    yield "modify", config(
        [model("sonnet", SONNET), model("invoke", INVOKE), model("nova", NOVA), model("llama", LLAMA_INVOKE), model("mistral", MISTRAL)],
        settings={"modify_params": True, "drop_params": True},
    )
    yield "enforced", config(
        [model("sonnet", SONNET), model("nova", NOVA)],
        general={"completion_model": "nova", "max_request_size_mb": 5},
    )
    yield "params", config(
        [
            model("reasons", SONNET, reasoning_effort="medium"),
            model("thinks", INVOKE, thinking={"type": "enabled", "budget_tokens": 1024}, max_tokens=4096),
            model("answers", HAIKU, response_format={"type": "json_object"}),
            model("answers-invoke", HAIKU_INVOKE, response_format={"type": "json_schema", "json_schema": {"name": "n", "schema": {"type": "object", "properties": {"a": {"type": "string"}}}}}),
            model("tooled", SONNET, tools=[FUNCTION], tool_choice="auto"),
            model("tooled-messages", INVOKE, tools=[TOOL]),
            model("stops", NOVA, stop=["END"], seed=4, top_k=20),
            model("streams", HAIKU, stream=True, stream_options={"include_usage": True}),
            model("fast", NOVA, performanceConfig={"latency": "optimized"}, requestMetadata={"team": "a"}),
            model("tier", NOVA, service_tier="priority"),
            model("tier-own", OSS, serviceTier={"type": "flex"}, reasoning_effort="high"),
            model("beta", SONNET, anthropic_beta=["context-1m-2025-08-07"]),
            model("bodied", LLAMA_INVOKE, extra_body={"own": 1, "temperature": 0.9}, temperature=0.4),
            model("priced", HAIKU, input_cost_per_token=0.1, output_cost_per_token=0.2, use_in_pass_through=True, max_budget=10, budget_duration="1d"),
            model("based", SONNET, base_model="bedrock/anthropic.claude-3-haiku-20240307-v1:0"),
            model("informed", SONNET, info={"base_model": "bedrock/amazon.nova-pro-v1:0", "mode": "chat", "supports_function_calling": False, "max_tokens": 5, "id": "mine"}),
            model("systemless", LLAMA_INVOKE, supports_system_message=False),
            model("systemless-claude", HAIKU, supports_system_message=False),
            model("prompted", LLAMA_INVOKE, roles={"user": {"pre_message": "<u>", "post_message": "</u>"}}, initial_prompt_value="<s>", final_prompt_value="</s>"),
            model("merged", SONNET, merge_reasoning_content_in_choices=True, max_completion_tokens=33),
            model("quoted", HAIKU, temperature="0.5", max_tokens="44"),
            model("nulls", HAIKU, temperature=None, top_p=None, max_tokens=0),
            model("zeros", NOVA, temperature=0, top_p=0.0, stop=[], user=""),
            model("chunked", SONNET, stream_chunk_size=512, max_retries=2, caching=False, ttl=5),
            model("logged", NOVA, metadata={"team": "a"}, tags=["t"], litellm_trace_id="x", no_log=True),
            model("inferred", "bedrock/converse/arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc", model_id="other", base_model="anthropic.claude-3-haiku-20240307-v1:0"),
            model("searches", NOVA, web_search_options={}),
            model("embed", TITAN, dimensions=512, drop_params=True),
            model("embed-cohere", COHERE, input_type="search_query", truncate="END"),
        ],
    )


WHOLE = PLAIN + TOOLS + UNSUPPORTED + CONTROLS
USES: dict[str, tuple[tuple, tuple]] = {
    "aliases": (PLAIN + CONTROLS + EMBEDS, HEADERS[:3]),
    "fallbacks": (PLAIN + UNSUPPORTED + CONTROLS, HEADERS[:2]),
    "wildcards": (PLAIN + TOOLS[:3], ({},)),
    "catching": (PLAIN + UNSUPPORTED, ({},)),
    "tagged": (PLAIN + CONTROLS, ({}, HEADERS[2], {"x-litellm-tags": "free"}, {"x-litellm-tags": "nobody"})),
    "ordered": (PLAIN, ({},)),
    "injecting": ((PLAIN[0], PLAIN[1], PLAIN[2], PLAIN[3], TOOLS[0], TOOLS[2], (MESSAGES, {"messages": LONG[1:], "system": "Be brief.", "max_tokens": 9, "tools": [TOOL]}), (CHAT, {"messages": PICTURE, "tools": [FUNCTION, FUNCTION]})), ({},)),
    "paths": ((PLAIN[1], TOOLS[0], TOOLS[1], TOOLS[2], UNSUPPORTED[3], (CHAT, {"messages": LONG, "tools": [FUNCTION], "tool_choice": "required", "metadata": {"user_id": "u"}}), (MESSAGES, {"messages": HI, "system": "s", "max_tokens": 9, "temperature": 0.5, "tools": [TOOL], "metadata": {"user_id": "u"}})), ({},)),
    "credentials": (PLAIN + CONTROLS[:2] + CONTROLS[8:9], ({},)),
    "guarded": (PLAIN + CONTROLS[:2] + ((CHAT, {"messages": HI, "guardrailConfig": {"guardrailIdentifier": "own", "guardrailVersion": "DRAFT"}}),), ({},)),
    "module": (WHOLE + EMBEDS, HEADERS[:1] + HEADERS[4:6]),
    "modify": (PLAIN + TOOLS + UNSUPPORTED + ((CHAT, {"messages": [{"role": "assistant", "content": "first"}]}), (CHAT, {"messages": []}), (CHAT, {"messages": [*HI, {"role": "assistant", "content": "", "tool_calls": [{"id": "c", "type": "function", "function": {"name": "weather", "arguments": "{}"}}]}, {"role": "tool", "tool_call_id": "c", "content": "ok"}]}), (MESSAGES, {"messages": HI, "max_tokens": 40, "thinking": {"type": "enabled", "budget_tokens": 1024}})), ({},)),
    "enforced": (PLAIN, ({},)),
    "params": (PLAIN + TOOLS + UNSUPPORTED[2:] + CONTROLS[3:4] + CONTROLS[6:9] + EMBEDS + ((COMPLETIONS, {"prompt": "hello", "max_tokens": 9}),), ({},)),
}
FORWARDERS = ("forwarding", "forward-some", "user-header", "user-mapping", "provider-auth")
LEVELS = ("levels", "levels-on", "levels-off", "levels-word")
ASKED = {
    "aliases": ("gpt-4o", "group", "mapped", "twice", "loop", "pool", "self", "gone", "emb", "sonnet", "two", SONNET, "nobody"),
    "wildcards": ("bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0", "bedrock/us.amazon.nova-lite-v1:0", "bedrock/invoke/anthropic.claude-3-haiku-20240307-v1:0", "anthropic/claude-3-haiku-20240307-v1:0", "us/amazon.nova-pro-v1:0", "us/anthropic.claude-opus-4-20250514-v1:0", "claude-3-haiku-20240307-v1:0", "claude-v2:1", "team/a/nova-pro-v1:0", "big-llama", "nova", "Bedrock/x"),
    "catching": ("us.amazon.nova-pro-v1:0", "named", "bedrock/meta.llama3-8b-instruct-v1:0", "invoke/anthropic.claude-3-haiku-20240307-v1:0", "gpt-4o"),
}
# How many calls each configuration gets, spread evenly over all that it could.
MOST = {"params": 210, "injecting": 110, "paths": 110, "module": 70, "aliases": 90, "wildcards": 60}


def configs() -> dict[str, dict]:
    return dict(_configs())


def _uses(name: str) -> tuple[tuple, tuple]:
    if name in FORWARDERS:
        return (PLAIN[0], PLAIN[1], PLAIN[2], PLAIN[3], CONTROLS[6]), HEADERS
    if name in LEVELS:
        return (PLAIN[1], *UNSUPPORTED[:2], *CONTROLS[:4], CONTROLS[4], PLAIN[2], PLAIN[3]), (HEADERS[0], HEADERS[1], HEADERS[6])
    return USES[name]


def cases() -> Iterator[dict]:
    for name, made in configs().items():
        bodies, headers = _uses(name)
        asked = ASKED.get(name) or tuple(dict.fromkeys(one["model_name"] for one in made["model_list"]))
        every = [
            {"config": name, "path": path, "headers": head, "body": {"model": who} | body}
            for who, head, (path, body) in itertools.product(asked, headers, bodies)
            if (path == EMBEDDINGS) == (who.startswith("emb"))
        ]
        most = MOST.get(name, 48)
        # By a hash: an even spread over all, in an order of its own.
        ranked = sorted(every, key=lambda one: hashlib.sha256(json.dumps(one, sort_keys=True).encode()).hexdigest())
        for one in ranked[:most]:
            mark = hashlib.sha256(json.dumps(one, sort_keys=True).encode()).hexdigest()[:8]
            yield {"id": f"set-{mark}"} | one
