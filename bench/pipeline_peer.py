"""Times LiteLLM's own transform: parameters checked and mapped, messages converted, body built.

Takes turns with who asks: a first JSON line {"requests": {name: request}} is answered with the release;
each further one {"request": name, "runs": count} with the processor times of so many runs, milliseconds.
Nothing is sent and nothing is logged; the parts of completion() that neither check nor build are left
out, to LiteLLM's advantage.
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


def timed(request: dict, runs: int) -> list[float]:
    samples = []
    for _ in range(runs):
        given = copy.deepcopy(request)
        start = time.thread_time()
        transform(given)
        samples.append((time.thread_time() - start) * 1000)
    return samples


def main() -> None:
    requests = json.loads(sys.stdin.readline())["requests"]
    print(json.dumps(importlib.metadata.version("litellm")), flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps(timed(requests[asked["request"]], asked["runs"])), flush=True)


if __name__ == "__main__":
    main()
