"""Runs inside a LiteLLM release: how it checks the types of its own parameters.

types       kind → names: what a value may be (null is always allowed); several kinds are joined by `|`
start       names whose bad values end a chat completion before anything else is looked at
streaming   names whose bad values end a streamed call on the invoke route just before it is sent

Kinds are found by trying: each field is given a set of values, and so is each plain type. What ends
a call is found by making calls, which are caught before they leave.
"""

from __future__ import annotations

import itertools
import re
from typing import Annotated, Any

import litellm
from litellm.types.router import GenericLiteLLMParams
from pydantic import StringConstraints, TypeAdapter, ValidationError
from typing_extensions import TypedDict

from catcher import Caught


class Tag(TypedDict):
    Key: str
    Value: str


Clock = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
HeaderName = Annotated[str, StringConstraints(pattern=r"^[!#$%&'*+.^_`|~0-9A-Za-z-]+$")]
KINDS = {
    "number": float,
    "integer": int,
    "boolean": bool,
    "string": str,
    "clock": Clock,
    "header": HeaderName,
    "list": list,
    "strings": list[str],
    "objects": list[dict[str, Any]],
    "tags": list[Tag],
    "object": dict,
    "numbers": dict[str, float],
}
TRIALS = [
    *(True, 0, 1, 2, 1.5, "text", "5", "1.5", "true", "08:30"),
    *([], ["a"], [1], [{"k": "v"}], [{"Key": "a", "Value": "b"}], {}, {"k": "v"}, {"k": 1}),
]
CALL = {
    "model": "bedrock/invoke/anthropic.claude-3-haiku-20240307-v1:0",
    "messages": [{"role": "user", "content": "Hello."}],
    "max_tokens": 8,
    "aws_access_key_id": "AKIDEXAMPLE",
    "aws_secret_access_key": "secret",
    "aws_region_name": "us-east-1",
}
# Values of these decide where a call goes; they are never tried in a call.
NOT_CALLED = ("api_base", "custom_llm_provider", "model_info", "mock_response")


def strictly(values: dict) -> None:
    """Validates the way completion() does where the release has a way of its own."""
    try:
        from litellm.types.router import validate_litellm_params_strictly
    except ImportError:
        GenericLiteLLMParams(**values)
    else:
        validate_litellm_params_strictly(GenericLiteLLMParams, values)


def taken_by(check) -> tuple[bool, ...]:
    def passes(value: object) -> bool:
        try:
            check(value)
        except (ValidationError, ValueError):
            return False
        return True

    return tuple(passes(value) for value in TRIALS)


def kind_of(taken: tuple[bool, ...], kinds: dict[str, tuple[bool, ...]]) -> str:
    """The fewest kinds that together take what a field takes."""
    for size in (1, 2, 3):
        for names in itertools.combinations(kinds, size):
            if tuple(any(column) for column in zip(*(kinds[name] for name in names))) == taken:
                return "|".join(names)
    takes = [value for value, ok in zip(TRIALS, taken) if ok]
    raise ValueError(f"no kinds together take just {takes}")


def refused_for_its_type(name: str, value: object, stream: bool) -> bool:
    try:
        response = litellm.completion(**CALL | {name: value, "stream": stream})
        if stream:
            next(iter(response), None)
    except Exception as error:  # noqa: BLE001 - whatever a release raises is an answer
        text = str(error)
    except Caught:
        return False
    else:
        text = ""
    return re.search(rf"\b{name}\b[\s\S]*(Input should be|must be)", text) is not None


def read_fields() -> dict:
    """What `shared/pipeline/releases/field-types.ts` needs of a release. Calls must be caught (see `catcher`)."""
    kinds = {name: taken_by(TypeAdapter(kind).validate_python) for name, kind in KINDS.items()}
    types: dict[str, list[str]] = {}
    start, streaming = [], []
    for name in sorted(GenericLiteLLMParams.model_fields):
        taken = taken_by(lambda value, name=name: strictly({name: value}))
        if all(taken):
            continue
        types.setdefault(kind_of(taken, kinds), []).append(name)
        bad = TRIALS[taken.index(False)]
        if name in NOT_CALLED:
            continue
        if refused_for_its_type(name, bad, stream=False):
            start.append(name)
        elif refused_for_its_type(name, bad, stream=True):
            streaming.append(name)
    return {"types": dict(sorted(types.items())), "start": start, "streaming": streaming}
