"""Catches what LiteLLM hands to httpx, whole and signed, and ends the call there.

What a call costs is for the most part what LiteLLM does about an answer: logging it, mapping its error,
tracing it. None of that changes what was sent.
"""

from __future__ import annotations

import json

import httpx

from loopback import NOT_OF_A_TRANSFORM


class Caught(BaseException):
    """Ends a call whose request was caught. No Exception, so that LiteLLM does not take it for a failure."""


class Catcher:
    """The same to its user as a `Loopback`; `url` leads nowhere."""

    def __init__(self) -> None:
        self._received: list[dict] = []
        self.url = "http://127.0.0.1:9"
        httpx.Client.send = self._send
        httpx.AsyncClient.send = self._send_async

    def _send(self, request: httpx.Request, *_: object, **__: object) -> httpx.Response:
        if not str(request.url).startswith(f"{self.url}/"):
            raise httpx.ConnectError("the network is closed to a release that is recorded", request=request)
        raw = request.read()
        self._received.append(
            {
                "path": request.url.raw_path.decode("ascii"),
                "headers": {
                    name.decode("latin-1").lower(): value.decode("latin-1")
                    for name, value in request.headers.raw
                    if name.decode("latin-1").lower() not in NOT_OF_A_TRANSFORM
                },
                "body": json.loads(raw),
                "raw": raw.decode("utf-8"),
            }
        )
        raise Caught

    async def _send_async(self, request: httpx.Request, *_: object, **__: object) -> httpx.Response:
        return self._send(request)

    def has_received(self) -> bool:
        return bool(self._received)

    def take(self) -> list[dict]:
        received, self._received = self._received, []
        return received
