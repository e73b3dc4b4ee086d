"""Makes calls with LiteLLM's SDK and prints what came back.

Reads one JSON object from stdin: {"url", "calls": [keyword arguments of litellm.completion]}.
Prints a JSON list with one object per call: {"text", "tools", "usage", "finish"} or {"error": {...}}.
"""

import json
import os
import sys

os.environ.setdefault("LITELLM_LOCAL_MODEL_COST_MAP", "True")

import litellm

litellm.suppress_debug_info = True
litellm.telemetry = False


def tools_of(calls):
    return [{"name": call.function.name, "arguments": call.function.arguments} for call in calls or []]


def whole(response):
    choice = response.choices[0]
    return {
        "text": choice.message.content,
        "tools": tools_of(choice.message.tool_calls),
        "finish": choice.finish_reason,
        "usage": [response.usage.prompt_tokens, response.usage.completion_tokens],
    }


def streamed(chunks):
    text, arguments, names, finish, usage = "", "", [], None, None
    for chunk in chunks:
        if getattr(chunk, "usage", None):
            usage = [chunk.usage.prompt_tokens, chunk.usage.completion_tokens]
        if not chunk.choices:
            continue
        choice = chunk.choices[0]
        text += choice.delta.content or ""
        for call in choice.delta.tool_calls or []:
            names += [call.function.name] if call.function.name else []
            arguments += call.function.arguments or ""
        finish = choice.finish_reason or finish
    tools = [{"name": name, "arguments": arguments} for name in names]
    return {"text": text, "tools": tools, "finish": finish, "usage": usage}


def call(url, arguments):
    try:
        response = litellm.completion(
            aws_access_key_id="AKIDEXAMPLE",
            aws_secret_access_key="secret",
            aws_region_name="us-east-1",
            aws_bedrock_runtime_endpoint=url,
            num_retries=0,
            **arguments,
        )
        return streamed(response) if arguments.get("stream") else whole(response)
    except Exception as error:
        return {
            "error": {
                "type": type(error).__name__,
                "status": getattr(error, "status_code", None),
                "message": str(error),
            }
        }


def main():
    given = json.load(sys.stdin)
    answers = [call(given["url"], one) for one in given["calls"]]
    sys.stdout.write("\n" + json.dumps(answers))


main()
