"""Runs inside a LiteLLM release with the proxy's requirements: calls the proxy as clients do, writes what it sent on.

usage: call_proxy.py CONFIG  (cases on stdin, one JSON object a line: `id`, `path`, `headers`, `body`)

The proxy is the release's own application with this configuration; a loopback server stands for
Bedrock and refuses every request. One line each goes to stdout: `id`, `status` to the client, `sent`
(every request that reached Bedrock: `path`, `headers`, `body`), and `error` where nothing was sent.
"""

from __future__ import annotations

import json
import os
import sys

from loopback import Loopback

# Set before LiteLLM is imported.
server = Loopback()
os.environ["AWS_BEDROCK_RUNTIME_ENDPOINT"] = server.url
# Deployments bring their own; calls that name no deployment (the pass-through) take these, which sign nothing real.
os.environ |= {"AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_REGION_NAME": "us-east-1"}
config_file = sys.argv[1]
os.environ["CONFIG_FILE_PATH"] = config_file

import yaml  # noqa: E402
from fastapi.testclient import TestClient  # noqa: E402
from litellm.proxy.proxy_server import app  # noqa: E402


def key_of(path: str) -> str | None:
    with open(path, encoding="utf-8") as file:
        config = yaml.safe_load(file) or {}
    return (config.get("general_settings") or {}).get("master_key")


def outcome(client: TestClient, case: dict, key: str | None) -> dict:
    server.take()
    authorization = {"authorization": f"Bearer {key}"} if key else {}
    answer = client.post(case["path"], headers=authorization | case["headers"], json=case["body"])
    sent = server.take()
    error = {} if sent else {"error": answer.text[:2000]}
    return {"id": case["id"], "status": answer.status_code, "sent": sent} | error


def main() -> None:
    # The proxy prints to stdout; the answers go to the stream that stdout was.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    key = key_of(config_file)
    with TestClient(app, raise_server_exceptions=False) as client:
        for line in sys.stdin:
            answers.write(json.dumps(outcome(client, json.loads(line), key), ensure_ascii=False) + "\n")
    answers.close()
    os._exit(0)


main()
