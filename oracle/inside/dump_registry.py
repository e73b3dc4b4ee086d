"""Runs inside a LiteLLM release: the parameter names that it treats specially.

internal    names that completion() takes for itself (the registry of LiteLLM parameters)
openai      names of OpenAI chat completion parameters, mapped or refused
mappable    names that reach the map stage; OpenAI names outside this list are lost on the way
aws         names of AWS settings that every Bedrock transform takes out
prefix      true where names that begin with `_litellm_` are internal as well
"""

from __future__ import annotations

import inspect
import re

import litellm
from litellm.llms.bedrock.base_aws_llm import BaseAWSLLM
from litellm.types import utils as types_utils

try:
    from litellm.constants import DEFAULT_CHAT_COMPLETION_PARAM_VALUES
except ImportError:
    from litellm.utils import DEFAULT_CHAT_COMPLETION_PARAM_VALUES

NOT_MAPPED = {
    *("model", "messages", "custom_llm_provider", "api_version", "drop_params", "additional_drop_params"),
    "allowed_openai_params",
}


def passed_to_mapping() -> set[str]:
    """Keyword names that completion() hands to the parameter mapping, read off its source."""
    source = inspect.getsource(litellm.completion)
    start = source.index("optional_param_args")
    block = source[start : source.index("}\n", start)]
    names = set(re.findall(r'^\s*"([a-z_]+)":', block, re.MULTILINE))
    return names & set(DEFAULT_CHAT_COMPLETION_PARAM_VALUES)


def read_registry() -> dict:
    """What `shared/pipeline/releases/registry.ts` needs of a release."""
    internal = set(types_utils.all_litellm_params)
    openai = set(litellm.OPENAI_CHAT_COMPLETION_PARAMS)
    special = set(DEFAULT_CHAT_COMPLETION_PARAM_VALUES) - internal - openai
    return {
        "internal": sorted(internal),
        "openai": sorted(openai),
        "mappable": sorted((passed_to_mapping() | special) - NOT_MAPPED),
        "aws": sorted(BaseAWSLLM().aws_authentication_params),
        "prefix": hasattr(types_utils, "is_litellm_owned_kwarg"),
    }
