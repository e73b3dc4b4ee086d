"""Runs inside a LiteLLM release: gives it recorded answers of Bedrock, writes what it hands to its caller.

Reads cases from stdin, one JSON object a line (`id`, `api`, `request`, `answer`); writes one line each:
`chunks` (what a stream gave, in order) or `whole`, and `error` where the release failed. Ids that LiteLLM
makes up and times stand as the same ones.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys

from answering import SOME_UUID, UUID, Answering

server = Answering()
os.environ["AWS_BEDROCK_RUNTIME_ENDPOINT"] = server.url
CREDENTIALS = {"aws_access_key_id": "AKIDEXAMPLE", "aws_secret_access_key": "secret", "aws_region_name": "us-east-1"}

import litellm  # noqa: E402

ENTRIES = {
    "chat": litellm.acompletion,
    "messages": litellm.anthropic.messages.acreate,
    "responses": litellm.aresponses,
}

TIMES = {"created", "created_at", "completed_at"}


def plain(value: object) -> object:
    if hasattr(value, "model_dump"):
        value = value.model_dump(mode="json", exclude_none=True, exclude_unset=True)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, dict):
        return {key: 0 if key in TIMES and isinstance(one, (int, float)) else plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    return value


async def handed(case: dict) -> dict:
    response = await ENTRIES[case["api"]](**(CREDENTIALS | case["request"]))
    if not case["request"].get("stream"):
        return {"whole": plain(response)}
    chunks: list = []
    try:
        async for chunk in response:
            chunks.append(plain(chunk))
    except Exception as error:  # noqa: BLE001 - whatever a release raises is an answer
        return {"chunks": chunks, "error": {"type": type(error).__name__, "message": str(error)[:400]}}
    return {"chunks": chunks}


def outcome(case: dict, loop: asyncio.AbstractEventLoop) -> dict:
    server.answer = case["answer"]
    try:
        found = loop.run_until_complete(asyncio.wait_for(handed(case), 20))
    except Exception as error:  # noqa: BLE001
        found = {"error": {"type": type(error).__name__, "message": str(error)[:400]}}
    return json.loads(UUID.sub(SOME_UUID, json.dumps(found, default=str)))


def main() -> None:
    # LiteLLM prints hints to stdout; the answers go to the stream that stdout was.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    litellm.suppress_debug_info = True
    litellm.num_retries = 0
    logging.disable(logging.CRITICAL)
    loop = asyncio.new_event_loop()
    for line in sys.stdin:
        case = json.loads(line)
        answers.write(json.dumps({"id": case["id"]} | outcome(case, loop), ensure_ascii=False) + "\n")
        answers.flush()
    answers.close()
    os._exit(0)


main()
