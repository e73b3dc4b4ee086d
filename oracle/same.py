"""Which releases send the same because their code is the same: `shared/pipeline/releases/same.json`.

    python oracle/same.py 1.93.0 1.93.1 1.93.2      or without versions: all that lie in the cache

Of each release the files that a call to Bedrock may run through are compared, byte for byte, and what its cost map
says of Bedrock's and Anthropic's models, prices aside. Releases in a row without a difference form a class, which
stands under the first of them; recording one of a class is recording all. Releases that were compared earlier keep
their place.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path

import releases
from known import TARGET as KNOWN

TARGET = KNOWN.with_name("same.json")

# Below litellm/: what no chat to Bedrock runs through.
ELSEWHERE = (
    "_version.py", "a2a_protocol", "assistants", "batches", "batch_completion", "caching", "containers", "cost_calculator.py",
    "evals", "experimental_mcp_client", "files", "fine_tuning", "google_genai", "images", "interactions", "ocr", "passthrough",
    "completion_extras", "proxy", "rag", "realtime_api", "rerank_api", "responses", "router.py", "router_strategy", "router_utils", "rust_bridge", "search",
    "secret_managers", "setup_wizard.py", "skills", "timeout.py", "vector_store_files", "vector_stores", "videos",
)  # fmt: skip
PROVIDERS = ("anthropic", "base.py", "base_llm", "bedrock", "cohere", "custom_httpx", "moonshot", "openai", "amazon_nova")
NOT_OF_A_CHAT = re.compile(
    r"responses|count_tokens|guardrail|embed|image_|rerank|realtime|batches|files/|vector|types/proxy|types/llms/vertex"
    r"|litellm_core_utils/(?:litellm_logging|streaming|url_utils|audio|credential|logging)"
)
HOOK = "integrations/anthropic_cache_control_hook.py"
COST_MAP = "model_prices_and_context_window_backup.json"
BETAS = "anthropic_beta_headers_config.json"
# A price by which LiteLLM tells whether cache marks may last an hour.
LONG_TTL = "cache_creation_input_token_cost_above_1hr"
MODELS = ("anthropic", "bedrock", "amazon", "claude")


def _counts(path: str) -> bool:
    top, *rest = path.split("/")
    if NOT_OF_A_CHAT.search(path):
        return False
    if top == "integrations":
        return path == HOOK
    if top == "llms":
        return bool(rest) and rest[0] in PROVIDERS
    return top not in ELSEWHERE


def entries_of(cost_map: str) -> dict[str, dict]:
    """What a cost map says of Bedrock's and Anthropic's models, prices aside."""
    return {
        name: {key: value for key, value in entry.items() if "cost" not in key and key != "source"}
        | {LONG_TTL: entry.get(LONG_TTL) is not None}
        for name, entry in json.loads(cost_map).items()
        if any(part in name + str(entry.get("litellm_provider")) for part in MODELS)
    }


def _models(text: str) -> str:
    return json.dumps(entries_of(text), sort_keys=True)


def root_of(version: str) -> Path | None:
    """Where a release's code lies in the cache."""
    home = releases.CACHE / "wheels" / version / "litellm"
    if home.exists():
        return home
    return next(iter(releases.home_of(version).glob("lib/*/site-packages/litellm")), None)


def fingerprint(root: Path) -> str:
    """The same text for the same code."""
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*.py")):
        name = path.relative_to(root).as_posix()
        if _counts(name):
            digest.update(f"{name}\0".encode() + path.read_bytes())
    digest.update(_models((root / COST_MAP).read_text(encoding="utf-8")).encode())
    if (root / BETAS).exists():
        digest.update((root / BETAS).read_bytes())
    return digest.hexdigest()


def rows_of(known: list[str], alike: set[tuple[str, str]]) -> dict[str, list[str]]:
    """Releases in a row of which each has the code of the one before, under the first; those alone are left out."""
    rows: list[list[str]] = []
    for before, version in zip([""] + known, known):
        if rows and (before, version) in alike:
            rows[-1].append(version)
        else:
            rows.append([version])
    return {row[0]: row for row in rows if len(row) > 1}


def main(asked: list[str]) -> None:
    """Without versions: all that lie in the cache. A version is compared with its neighbours on the index."""
    known = list(json.loads(KNOWN.read_text()))
    pairs = [pair for pair in zip(known, known[1:]) if not asked or set(asked) & set(pair)]
    roots = {one: root for pair in pairs for one in pair if (root := root_of(one)) is not None}
    prints = {version: fingerprint(root) for version, root in roots.items()}
    kept = json.loads(TARGET.read_text()).values() if TARGET.exists() else ()
    alike = {pair for row in kept for pair in zip(row, row[1:])}
    for before, after in pairs:
        if before in prints and after in prints:
            alike.discard((before, after))
            if prints[before] == prints[after]:
                alike.add((before, after))
    rows = rows_of(known, alike)
    lines = (f"  {json.dumps(first)}: {json.dumps(row)}" for first, row in rows.items())
    TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n")
    print(f"{len(prints)} releases compared, {len(rows)} rows of the same code")


if __name__ == "__main__":
    main(sys.argv[1:])
