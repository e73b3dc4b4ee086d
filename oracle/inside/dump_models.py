"""Runs inside a LiteLLM release: what the release knows of Bedrock models.

Everything is read off the running release: its cost map, its list of Converse models, its own
route choice, and its own answer to "which OpenAI parameters does this model support".
"""

from __future__ import annotations

import json

import litellm
from cost_entry import compact, flags_of, of_anthropic, of_bedrock, sizes
from litellm.llms.bedrock.common_utils import BedrockModelInfo

ROUTES = {"invoke": "invoke/", "converse": "converse/", "auto": ""}


class Named:
    """Gives each distinct value a short name, so that hundreds of models can share a few sets."""

    def __init__(self, letter: str) -> None:
        self.letter = letter
        self.values: dict[str, object] = {}
        self._names: dict[str, str] = {}

    def __call__(self, value: object) -> str:
        text = json.dumps(value, sort_keys=True)
        if text not in self._names:
            self._names[text] = f"{self.letter}{len(self._names)}"
            self.values[self._names[text]] = value
        return self._names[text]


def model_info_fields(model: str) -> list[str]:
    """Fields that the release's get_model_info passes on; others exist in the raw cost map only."""
    from litellm.utils import get_model_info

    return sorted(get_model_info(model, "bedrock").keys())


def generalizations() -> list[dict]:
    """Rules by which newer releases give capabilities to models that their cost map does not list."""
    try:
        from litellm.litellm_core_utils import fallback_generalizations
    except ImportError:
        return []
    return fallback_generalizations.get_fallback_generalization_rules()


def aliases() -> dict[str, str]:
    """Names that newer releases take for a model of their own choice: `claude-opus-latest`."""
    try:
        from litellm.litellm_core_utils import model_latest_aliases
    except ImportError:
        return {}
    return dict(model_latest_aliases.get_model_latest_aliases().get("bedrock", {}))


def supported(model: str) -> list[str]:
    return sorted(set(litellm.get_supported_openai_params(model=model, custom_llm_provider="bedrock") or []))


def read_models() -> dict:
    """What `shared/pipeline/models/` needs of a release."""
    entries = {
        key: entry
        for key, entry in litellm.model_cost.items()
        if of_bedrock(entry)
    }
    own = {
        key.removeprefix("bedrock/")
        for key, entry in entries.items()
        if entry["litellm_provider"] in ("bedrock", "bedrock_converse") and entry["mode"] == "chat"
    }
    ids = sorted(key for key in own if "/" not in key)
    parameters = Named("p")
    flags = Named("f")
    models = {
        key: {
            "route": BedrockModelInfo.get_bedrock_route(key),
            **{route: parameters(supported(prefix + key)) for route, prefix in ROUTES.items()},
        }
        for key in ids
    }
    listed = {key: compact(entry) | {"flags": flags(flags_of(entry))} for key, entry in sorted(entries.items())}
    others = {
        key: compact(entry) | {"flags": flags(flags_of(entry))}
        for key, entry in sorted(litellm.model_cost.items())
        if of_anthropic(key, entry)
    }
    rules = [rule for rule in generalizations() if "litellm_provider" not in rule["model_info"] and "claude" in rule["name"]]
    fields = set(model_info_fields(ids[0]))
    kept = {flag for entry in entries.values() for flag in flags_of(entry)}
    return {
        "infoFields": sorted(kept & fields),
        "converseModels": sorted(litellm.bedrock_converse_models),
        "generalizations": [
            {
                "name": rule["name"],
                "pattern": rule["pattern"],
                "providers": rule.get("fill_missing_for_providers", []),
                **sizes(rule["model_info"]),
                "flags": flags_of(rule["model_info"]),
            }
            for rule in rules
        ],
        "elsewhere": sorted(
            key
            for key, entry in litellm.model_cost.items()
            if rules and "/" not in key and key not in entries and entry.get("litellm_provider")
        ),
        "parameters": parameters.values,
        "entries": listed,
        "anthropic": others,
        "flags": flags.values,
        "models": models,
        "aliases": aliases(),
    }
