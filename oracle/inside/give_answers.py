"""Runs inside a LiteLLM release: gives it recorded answers of Bedrock, writes what it hands to its caller.

Reads cases from stdin, one JSON object a line (`id`, `api`, `request`, `answer`); writes one line each:
`chunks` (what a stream gave, in order) or `whole`, and `error` where the release failed. Ids that LiteLLM
makes up and times stand as the same ones.
"""

from __future__ import annotations

import asyncio
import base64
import json
import logging
import os
import re
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Answering:
    """A server on loopback that gives the answer at hand to everything it is asked."""

    def __init__(self) -> None:
        self.answer: dict = {}
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("content-length") or 0))
                body = base64.b64decode(outer.answer["bytes"])
                self.send_response(outer.answer["status"])
                self.send_header("content-type", outer.answer["type"])
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()


server = Answering()
os.environ["AWS_BEDROCK_RUNTIME_ENDPOINT"] = server.url
CREDENTIALS = {"aws_access_key_id": "AKIDEXAMPLE", "aws_secret_access_key": "secret", "aws_region_name": "us-east-1"}

import litellm  # noqa: E402

ENTRIES = {
    "chat": litellm.acompletion,
    "messages": litellm.anthropic.messages.acreate,
    "responses": litellm.aresponses,
}

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
SOME_UUID = "00000000-0000-4000-8000-000000000000"
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
