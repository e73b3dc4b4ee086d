"""Writes what one installed LiteLLM proxy takes out of a client's body before anything else sees it.

usage: python oracle/client_fields.py shared/proxy/client-fields.json

Run it once with the interpreter of each release (it needs the proxy's own requirements, too); the
file keeps one entry per release.

body        names taken out of the body: controls and prices that a configuration alone may set
metadata    names taken out of `metadata` and `litellm_metadata`
refused     names for which the proxy refuses a body, unless the configuration allows them
refusedIn   members in which it looks for these names as well
metadataKeys, refusedInMetadata   metadata objects in which it looks, and for which names
"""

import importlib.metadata
import json
import pathlib
import sys

from litellm.proxy import litellm_pre_call_utils as pre_call
from litellm.proxy.auth import auth_utils as auth
from litellm.proxy import route_llm_request as routing


def read(module: object, name: str) -> set[str]:
    return set(getattr(module, name, ()))


def main(target: str) -> None:
    version = importlib.metadata.version("litellm")
    path = pathlib.Path(target)
    known = json.loads(path.read_text()) if path.exists() else {}
    body = (
        read(pre_call, "_UNTRUSTED_ROOT_CONTROL_FIELDS")
        | read(pre_call, "_CLIENT_PRICING_CONTROL_FIELDS")
        | read(pre_call, "_request_blocked_callback_params")
        | read(routing, "_MOCK_TESTING_KWARG_NAMES")
    )
    metadata = (
        read(pre_call, "_UNTRUSTED_METADATA_CONTROL_FIELDS")
        | read(pre_call, "_CLIENT_PRICING_METADATA_FIELDS")
        | read(pre_call, "_request_blocked_callback_params")
        | read(pre_call, "_ROUTER_RESERVED_METADATA_FIELDS")
    )
    refused = read(auth, "_BANNED_REQUEST_BODY_PARAMS")
    known[version] = {
        "body": sorted(body),
        "metadata": sorted(metadata),
        "refused": sorted(refused),
        "refusedIn": sorted(read(auth, "_NESTED_CONFIG_KEYS")),
        "metadataKeys": sorted(read(auth, "_NESTED_METADATA_KEYS")),
        "refusedInMetadata": sorted(read(auth, "_BANNED_METADATA_PARAMS") or refused),
    }
    path.write_text(json.dumps(dict(sorted(known.items(), key=lambda one: [int(part) for part in one[0].split(".")])), indent=1) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
