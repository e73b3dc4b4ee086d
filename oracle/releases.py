"""Installs LiteLLM releases from PyPI, each into a virtual environment of its own.

The environments live in `.cache/oracle` (STRATA_ORACLE_CACHE names another folder) and are made once;
`python_of(version)` is all the other scripts need. With uv on the path an installation takes five to
ten seconds, with pip about thirty.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

CACHE = Path(os.environ.get("STRATA_ORACLE_CACHE", Path(__file__).parent.parent / ".cache" / "oracle")).resolve()

# Imported by the Bedrock transforms, but not among LiteLLM's own requirements: fastapi by the adapter
# of the messages API, orjson by that of 1.92, mcp by 1.106.12 wherever there are tools.
ALSO_NEEDED = ("boto3", "fastapi", "mcp", "orjson")

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
NOT_PASSED_ON = ("AWS_", "LITELLM_", "PYTHONDONTWRITEBYTECODE")


def home_of(version: str) -> Path:
    return CACHE / f"v{version}"


def wheel_of(version: str) -> Path:
    """Folder of a release's own code alone, which runs on the requirements of a neighbour."""
    folder = CACHE / "wheels" / version
    if not folder.exists():
        uv = shutil.which("uv")
        installer = [uv, "pip", "install"] if uv else [sys.executable, "-m", "pip", "install"]
        subprocess.run([*installer, "--quiet", "--no-deps", "--target", folder, f"litellm=={version}"], check=True)
    return folder


def environment(version: str | None = None, home: Path | None = None) -> dict[str, str]:
    """The environment variables for a program that runs inside a release: the one of a version, or that of `home`."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(NOT_PASSED_ON)}
    root = home_of(version) if version else home
    packages = list(root.glob("lib/*/site-packages")) if root else []
    return kept | ENVIRONMENT | (tokenizers_in(packages[0]) if packages else {})


def tokenizers_in(packages: Path) -> dict[str, str]:
    """Where the LiteLLM in a folder of packages has its tokenizers: 1.80 fetches what it brings along, unless it is told."""
    bundled = packages / "litellm" / "litellm_core_utils" / "tokenizers"
    return {name: str(bundled) for name in ("TIKTOKEN_CACHE_DIR", "CUSTOM_TIKTOKEN_CACHE_DIR")} if bundled.exists() else {}


def python_of(version: str) -> Path:
    """Path of the Python that has `litellm==version`; installs it on first use."""
    home = home_of(version)
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        venv.create(home, with_pip=shutil.which("uv") is None)
    if not _installed(python, version):
        _install(python, version)
    return python


def _installed(python: Path, version: str) -> bool:
    modules = ", ".join(ALSO_NEEDED)
    check = f"import importlib.metadata as m; print(m.version('litellm')); import {modules}"
    answer = subprocess.run([python, "-c", check], capture_output=True, text=True)
    return answer.returncode == 0 and answer.stdout.strip() == version


def _pip(python: Path, *arguments: str) -> bool:
    uv = shutil.which("uv")
    installer = [uv, "pip", "install", "--python", python] if uv else [python, "-m", "pip", "install"]
    return subprocess.run([*installer, "--quiet", *arguments]).returncode == 0


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
