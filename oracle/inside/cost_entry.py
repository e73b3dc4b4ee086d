"""What is kept of an entry of a cost map: no prices, no notes. Needs no LiteLLM."""

from __future__ import annotations

import re

NOT_KEPT = re.compile(
    r"cost|pric|^source$|^metadata$|^deprecation_date$|^litellm_provider$|^mode$|^token_count_|^provider_specific_entry$"
    r"|^max_|^tool_use_system_prompt_tokens$|^supported_modalities$|^supported_output_modalities$"
)
TTL_COST = "cache_creation_input_token_cost_above_1hr"
SIZES = {"input": "max_input_tokens", "output": "max_output_tokens", "tokens": "max_tokens"}


def flags_of(entry: dict) -> dict:
    """The fields of a cost map entry that a transform may consult: no prices, no sizes, no notes."""
    return {key: entry[key] for key in sorted(entry) if not NOT_KEPT.search(key)}


def sizes(entry: dict) -> dict:
    found = {name: entry.get(field) for name, field in SIZES.items()}
    return {name: value for name, value in found.items() if value is not None}


def compact(entry: dict) -> dict:
    ttl = {"ttl": True} if entry.get(TTL_COST) is not None else {}
    return {"provider": entry["litellm_provider"], "mode": entry["mode"], **sizes(entry), **ttl}


def of_bedrock(entry: dict) -> bool:
    return str(entry.get("litellm_provider", "")).startswith("bedrock") and bool(entry.get("mode"))


def of_anthropic(name: str, entry: dict) -> bool:
    return entry.get("litellm_provider") == "anthropic" and entry.get("mode") == "chat" and "/" not in name
