"""A server on loopback that stands for Bedrock and gives the answers that it is handed."""

from __future__ import annotations

import base64
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# Ids that LiteLLM makes up stand as one and the same; a proxy encrypts those of responses.
RESPONSE_ID = re.compile(r"resp_[A-Za-z0-9_=-]{40,}")
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
SOME_UUID = "00000000-0000-4000-8000-000000000000"


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
