"""Runs inside a LiteLLM release with the proxy's requirements: what the proxy answers its client where Bedrock answers so.

Reads cases from stdin, one JSON object a line (`id`, `api`, `request`, `answer`); the call is made as a client of the
proxy makes it, and the loopback server stands for Bedrock. One line each goes to stdout: `id`, `status`, and `text`,
the answer as it went over the wire, with one and the same id for those that LiteLLM makes up.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
import tempfile

from answering import RESPONSE_ID, SOME_UUID, UUID, Answering

# Set before LiteLLM is imported.
server = Answering()
os.environ["AWS_BEDROCK_RUNTIME_ENDPOINT"] = server.url
os.environ |= {"AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_REGION_NAME": "us-east-1"}
KEY = f"sk-{secrets.token_hex(24)}"
CONFIG = {
    "general_settings": {"master_key": KEY},
    "model_list": [{"model_name": "bedrock/*", "litellm_params": {"model": "bedrock/*"}}],
    "litellm_settings": {"telemetry": False, "num_retries": 0, "drop_params": True},
    "router_settings": {"num_retries": 0, "disable_cooldowns": True},
}
with tempfile.NamedTemporaryFile("w", suffix=".yaml", delete=False) as file:
    json.dump(CONFIG, file)
os.environ["CONFIG_FILE_PATH"] = file.name

from fastapi.testclient import TestClient  # noqa: E402
from litellm.proxy.proxy_server import app  # noqa: E402

PATHS = {"chat": "/v1/chat/completions", "messages": "/v1/messages", "responses": "/v1/responses"}


def outcome(client: TestClient, case: dict) -> dict:
    server.answer = case["answer"]
    answer = client.post(PATHS[case["api"]], headers={"authorization": f"Bearer {KEY}"}, json=case["request"])
    return {"id": case["id"], "status": answer.status_code, "text": RESPONSE_ID.sub("resp_1", UUID.sub(SOME_UUID, answer.text))}


def main() -> None:
    # The proxy prints to stdout; the answers go to the stream that stdout was.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    with TestClient(app, raise_server_exceptions=False) as client:
        for line in sys.stdin:
            answers.write(json.dumps(outcome(client, json.loads(line)), ensure_ascii=False) + "\n")
    answers.close()
    os.unlink(file.name)
    os._exit(0)


main()
