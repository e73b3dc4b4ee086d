"""Writes the parameter names that one installed LiteLLM release treats specially.

usage: python oracle/registry.py shared/pipeline/releases/registry.json

Run it once with the interpreter of each release; the file keeps one entry per release
so a new release adds its own entry and leaves the others alone.

internal    names that completion() takes for itself (the registry of LiteLLM parameters)
openai      names of OpenAI chat completion parameters, mapped or refused
mappable    names that reach the map stage; OpenAI names outside this list are lost on the way
aws         names of AWS settings that every Bedrock transform takes out
prefix      true where names that begin with `_litellm_` are internal as well
"""

import importlib.metadata
import inspect
import json
import pathlib
import re
import sys

import litellm
from litellm.constants import DEFAULT_CHAT_COMPLETION_PARAM_VALUES
from litellm.llms.bedrock.base_aws_llm import BaseAWSLLM
from litellm.types import utils as types_utils


def passed_to_mapping() -> set[str]:
    """Keyword names that completion() hands to the parameter mapping, read off its source."""
    source = inspect.getsource(litellm.completion)
    start = source.index("optional_param_args")
    block = source[start : source.index("}\n", source.index('"base_model"', start))]
    names = set(re.findall(r'^\s*"([a-z_]+)":', block, re.MULTILINE))
    return names & set(DEFAULT_CHAT_COMPLETION_PARAM_VALUES)


def main(target: str) -> None:
    version = importlib.metadata.version("litellm")
    path = pathlib.Path(target)
    registry = json.loads(path.read_text()) if path.exists() else {}
    openai = sorted(set(litellm.OPENAI_CHAT_COMPLETION_PARAMS))
    special = set(DEFAULT_CHAT_COMPLETION_PARAM_VALUES) - set(types_utils.all_litellm_params) - set(openai)
    registry[version] = {
        "internal": sorted(set(types_utils.all_litellm_params)),
        "openai": openai,
        "mappable": sorted(
            (passed_to_mapping() | special)
            - {"model", "messages", "custom_llm_provider", "api_version", "drop_params",
               "additional_drop_params", "allowed_openai_params"}
        ),
        "aws": sorted(BaseAWSLLM().aws_authentication_params),
        "prefix": hasattr(types_utils, "is_litellm_owned_kwarg"),
    }
    path.write_text(json.dumps(dict(sorted(registry.items(), key=lambda e: [int(part) for part in e[0].split(".")])), indent=1) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
