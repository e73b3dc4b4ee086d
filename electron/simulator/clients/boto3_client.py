"""Makes calls with boto3 and prints what came back.

Reads one JSON object from stdin: {"url", "keys": {...}, "calls": [{"operation", "arguments"}]}.
Prints a JSON list with one object per call: {"status", "result", "chunks"} or {"error": {...}}.
"""

import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError, EventStreamError


def plain(value):
    """Turns a response into JSON values; bodies are read and parsed."""
    if hasattr(value, "read"):
        return json.loads(value.read())
    if isinstance(value, dict):
        return {key: plain(member) for key, member in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(member) for member in value]
    return value


def events(stream):
    for event in stream:
        if "chunk" in event:
            yield json.loads(event["chunk"]["bytes"])
        else:
            yield plain(event)


def call(client, operation, arguments):
    chunks = []
    try:
        response = getattr(client, operation)(**arguments)
        status = response.pop("ResponseMetadata")["HTTPStatusCode"]
        for name in ("body", "stream"):
            if name in response and not hasattr(response[name], "read"):
                chunks.extend(events(response.pop(name)))
        return {"status": status, "result": plain(response), "chunks": chunks}
    except EventStreamError as error:
        return {"chunks": chunks, "error": error.response["Error"]}
    except ClientError as error:
        status = error.response["ResponseMetadata"]["HTTPStatusCode"]
        return {"status": status, "error": error.response["Error"]}


def main():
    given = json.load(sys.stdin)
    client = boto3.client(
        "bedrock-runtime",
        region_name="us-east-1",
        endpoint_url=given["url"],
        verify=given.get("verify"),
        config=Config(retries={"total_max_attempts": 1}),
        **given.get("keys", {}),
    )
    answers = [call(client, one["operation"], one["arguments"]) for one in given["calls"]]
    json.dump(answers, sys.stdout)


main()
