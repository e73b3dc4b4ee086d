"""An HTTP server on loopback that keeps what it was sent and refuses it, so that no answer is needed.

Embeddings are answered: of several texts LiteLLM sends the second only when the first has an answer.
"""

from __future__ import annotations

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# Headers of HTTP and of signing; what remains was set by a transform or by the caller.
NOT_OF_A_TRANSFORM = {
    "accept",
    "accept-encoding",
    "authorization",
    "connection",
    "content-length",
    "content-type",
    "host",
    "user-agent",
    "x-amz-content-sha256",
    "x-amz-date",
    "x-amz-security-token",
}

# An answer that the readers of every embedding model but Cohere's take.
EMBEDDING = b'{"embedding":[0.5],"inputTextTokenCount":1}'
EMBEDS = re.compile(r"/model/[^/]*embed[^/]*/invoke$")


class Loopback:
    """`url` to send to; `take()` returns what has arrived since the last call."""

    def __init__(self) -> None:
        self._received: list[dict] = []
        loopback = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                raw = self.rfile.read(int(self.headers.get("content-length") or 0))
                loopback._received.append(
                    {
                        "path": self.path,
                        "headers": {
                            name.lower(): value
                            for name, value in self.headers.items()
                            if name.lower() not in NOT_OF_A_TRANSFORM
                        },
                        "body": json.loads(raw),
                        "raw": raw.decode("utf-8"),
                    }
                )
                answer = EMBEDDING if EMBEDS.search(self.path) else b'{"message":"recorded"}'
                self.send_response(200 if answer is EMBEDDING else 400)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def has_received(self) -> bool:
        return bool(self._received)

    def take(self) -> list[dict]:
        received, self._received = self._received, []
        return received
