"""Installs LiteLLM releases from PyPI, each into a virtual environment of its own.

The environments live below the cache folder (STRATA_ORACLE_CACHE, by default
~/.cache/strata-oracle) and are made once; `python_of(version)` is all the other scripts need.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import venv
from pathlib import Path

CACHE = Path(os.environ.get("STRATA_ORACLE_CACHE", Path.home() / ".cache" / "strata-oracle"))

# Imported by the Bedrock transforms, but not among LiteLLM's own requirements.
ALSO_NEEDED = ("boto3",)

# A package index may lag behind a lower bound of one of these; any recent version will do.
MAY_BE_OLDER = ("certifi",)

# What every recorded program sees: the cost map that came with the release, and no telemetry.
ENVIRONMENT = {
    "LITELLM_LOCAL_MODEL_COST_MAP": "True",
    "LITELLM_LOCAL_ANTHROPIC_BETA_HEADERS": "True",
    "LITELLM_TELEMETRY": "False",
    "AWS_EC2_METADATA_DISABLED": "true",
    "NO_PROXY": "*",
}


def environment() -> dict[str, str]:
    """The environment variables for a program that runs inside a release."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("AWS_", "LITELLM_"))}
    return kept | ENVIRONMENT


def python_of(version: str) -> Path:
    """Path of the Python that has `litellm==version`; installs it on first use."""
    home = CACHE / f"v{version}"
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        venv.create(home, with_pip=True)
    if not _installed(python, version):
        _install(python, version)
    return python


def _installed(python: Path, version: str) -> bool:
    check = "import importlib.metadata as m; print(m.version('litellm')); import boto3"
    answer = subprocess.run([python, "-c", check], capture_output=True, text=True)
    return answer.returncode == 0 and answer.stdout.strip() == version


def _pip(python: Path, *arguments: str) -> bool:
    return subprocess.run([python, "-m", "pip", "install", "--quiet", *arguments]).returncode == 0


def _install(python: Path, version: str) -> None:
    wanted = f"litellm=={version}"
    if _pip(python, wanted, *ALSO_NEEDED):
        return
    print(f"{wanted}: the resolver failed; installing its requirements one level loose", file=sys.stderr)
    if not _pip(python, "--no-deps", wanted):
        raise SystemExit(f"{wanted} cannot be installed")
    if not _pip(python, *_requirements(python), *ALSO_NEEDED):
        raise SystemExit(f"the requirements of {wanted} cannot be installed")


def _requirements(python: Path) -> list[str]:
    """LiteLLM's own requirements without extras; a lower bound that an index may lag behind is dropped."""
    script = "import importlib.metadata as m, json; print(json.dumps(m.requires('litellm') or []))"
    lines = json.loads(subprocess.check_output([python, "-c", script], text=True))
    plain = [line.split(";")[0].strip() for line in lines if "extra ==" not in line]
    names = {line: re.split(r"[\s<>=!~\[(]", line, maxsplit=1)[0].lower() for line in plain}
    return [names[line] if names[line] in MAY_BE_OLDER else line for line in plain]
