"""Times LiteLLM's own transform: parameters checked and mapped, messages converted, body built.

Reads {name: request} from standard input and prints one JSON line per request:
{"name", "p50", "p95", "runs"}, times in milliseconds. Nothing is sent and nothing is logged; the
parts of completion() that neither check nor build are left out, to LiteLLM's advantage.
"""

import copy
import importlib.metadata
import json
import logging
import sys
import time

import litellm
from litellm.types.utils import all_litellm_params
from litellm.utils import (
    get_optional_params,
    validate_and_fix_openai_messages,
    validate_and_fix_openai_tools,
)

logging.disable(logging.CRITICAL)
litellm.suppress_debug_info = True

SECONDS = 1.0
OWN = set(all_litellm_params) | {"model", "messages"}


def transform(request: dict) -> dict:
    model = request["model"].removeprefix("bedrock/")
    messages = validate_and_fix_openai_messages(messages=request["messages"])
    passed = {key: value for key, value in request.items() if key not in OWN}
    if "tools" in passed:
        passed["tools"] = validate_and_fix_openai_tools(tools=passed["tools"])
    params = get_optional_params(model=model, custom_llm_provider="bedrock", messages=messages, **passed)
    if model.startswith("converse/"):
        return litellm.AmazonConverseConfig()._transform_request(
            model=model.removeprefix("converse/"),
            messages=messages,
            optional_params=params,
            litellm_params={},
            headers={},
        )
    return litellm.AmazonAnthropicClaudeConfig().transform_request(
        model=model, messages=messages, optional_params=params, litellm_params={}, headers={}
    )


def timed(request: dict) -> list[float]:
    samples = []
    until = time.perf_counter() + SECONDS
    while time.perf_counter() < until:
        given = copy.deepcopy(request)
        start = time.perf_counter()
        transform(given)
        samples.append((time.perf_counter() - start) * 1000)
    return sorted(samples)


def main() -> None:
    version = importlib.metadata.version("litellm")
    for name, request in json.load(sys.stdin).items():
        transform(copy.deepcopy(request))
        samples = timed(request)
        figure = {
            "name": f"LiteLLM {version}: {name}",
            "p50": samples[len(samples) // 2],
            "p95": samples[int(len(samples) * 0.95)],
            "runs": len(samples),
        }
        print(json.dumps(figure), flush=True)


if __name__ == "__main__":
    main()
