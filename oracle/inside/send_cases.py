"""Runs inside a LiteLLM release: sends cases to a loopback server, writes what arrived.

Reads cases from stdin, one JSON object a line (`id`, `api`, `request`); writes one line each to
stdout: `path`, `headers`, `body`, with `--raw` also the bytes as `raw`; or `error` where the release refused; or `crash` where it failed
by a defect of its own before anything was sent.
"""

from __future__ import annotations

import ast
import asyncio
import json
import logging
import os
import re
import sys
from typing import TextIO

from catcher import Caught

# Over a real socket, or caught where it would be handed to one: seven times as fast, and the same.
WIRE = "--wire" in sys.argv
RAW = "--raw" in sys.argv

# Set before LiteLLM is imported. The environment holds the way to the loopback server and nothing to
# sign with; the credentials, which sign nothing real, come with each call as they do from a proxy.
if WIRE:
    from loopback import Loopback as Receiver
else:
    from catcher import Catcher as Receiver
server = Receiver()
os.environ["AWS_BEDROCK_RUNTIME_ENDPOINT"] = server.url
CREDENTIALS = {
    "aws_access_key_id": "AKIDEXAMPLE",
    "aws_secret_access_key": "secret",
    "aws_region_name": "us-east-1",
}

import litellm  # noqa: E402

LOOP = asyncio.new_event_loop()

# LiteLLM's functions by the name of the entry point; those of the messages API are asynchronous.
ENTRIES = {
    "chat": litellm.completion,
    "completions": litellm.text_completion,
    "embeddings": litellm.embedding,
    "images": litellm.image_generation,
    "rerank": litellm.rerank,
    "responses": litellm.responses,
}

# LiteLLM makes up ids where a request has none; each of them stands as this one in a recording.
RANDOM = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
SOME_UUID = "00000000-0000-4000-8000-000000000000"

# Exceptions by which LiteLLM refuses a request on purpose; anything else that sends nothing is a crash.
REFUSALS = (
    "UnsupportedParamsError",
    "NotFoundError",
    "BadRequestError",
    "UnprocessableEntityError",
    "AnthropicError",
    "Exception",
)


async def send_messages(request: dict) -> None:
    response = await litellm.anthropic.messages.acreate(**request)
    if request.get("stream"):
        # Some streams begin with an event of LiteLLM's own before they call anybody.
        async for _ in response:
            if server.has_received():
                break


def send(case: dict) -> None:
    request = CREDENTIALS | case["request"]
    if case["api"] == "messages":
        # One event loop for all: LiteLLM keeps its connections for each loop.
        LOOP.run_until_complete(send_messages(request))
        return
    response = ENTRIES[case["api"]](**request)
    if request.get("stream"):
        for _ in response:
            if server.has_received():
                break


def outcome(case: dict) -> dict:
    server.take()
    failure: Exception | None = None
    try:
        send(case)
    except Exception as error:  # noqa: BLE001 - whatever a release raises is an answer
        failure = error
    except Caught:
        pass
    received = server.take()
    if received:
        first, *more = (without_random(one, json.dumps(case)) for one in received)
        # An embedding of several texts may be several requests, which differ in their bodies alone.
        return first | ({"more": [one["body"] for one in more]} if more and case["api"] == "embeddings" else {})
    if failure is None:
        return {"crash": "nothing was sent and nothing was raised"}
    return refusal(failure)


def without_random(sent: dict, given: str) -> dict:
    sent = {name: value for name, value in sent.items() if RAW or name != "raw"}
    text = RANDOM.sub(lambda found: found[0] if found[0] in given else SOME_UUID, json.dumps(sent))
    return json.loads(text)


def refusal(failure: Exception) -> dict:
    name = type(failure).__name__
    text = str(failure)
    if name == "UnsupportedParamsError":
        listed = re.search(r"parameters: (\[.*?\])", text)
        names = ast.literal_eval(listed.group(1)) if listed else []
        return {"error": {"type": name, "params": names}}
    if name in REFUSALS:
        return {"error": {"type": name, "message": text}}
    return {"crash": f"{name}: {text}"}


def answers() -> TextIO:
    """The stream that stdout was. LiteLLM prints hints to stdout; they go to stderr from now on."""
    stream = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    litellm.suppress_debug_info = True
    # What it logs nobody reads, and working it out takes a fifth of the time.
    logging.disable(logging.CRITICAL)
    return stream


def send_all(out: TextIO) -> None:
    for line in sys.stdin:
        case = json.loads(line)
        out.write(json.dumps({"id": case["id"]} | outcome(case), ensure_ascii=False) + "\n")
        out.flush()


if __name__ == "__main__":
    with answers() as stream:
        send_all(stream)
    os._exit(0)
