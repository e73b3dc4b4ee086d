"""Runs LiteLLM's proxy server: litellm_proxy.py CONFIG PORT."""

import sys

from litellm.proxy.proxy_cli import run_server

config, port = sys.argv[1:]
sys.argv = ["litellm", "--config", config, "--host", "127.0.0.1", "--port", port]
run_server()
