"""Records calls under configurations that use one kind of a proxy's settings each.

    python oracle/settings.py --cases             writes configurations and calls again
    python oracle/settings.py VERSION PYTHON      records them; PYTHON has the release and its proxy's requirements

They stand in shared/proxy/testdata/settings. The configurations are written as JSON, which is YAML.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import proxy
from corpus import proxy_settings
from record import write

SETTINGS = Path(__file__).parent.parent / "shared" / "proxy" / "testdata" / "settings"


def main(arguments: list[str]) -> None:
    if arguments == ["--cases"]:
        SETTINGS.mkdir(exist_ok=True)
        for name, config in proxy_settings.configs().items():
            (SETTINGS / f"{name}.yaml").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
        write(SETTINGS / "cases.jsonl.gz", list(proxy_settings.cases()))
        return
    if len(arguments) != 2:
        sys.exit(__doc__)
    version, python = arguments
    proxy.main(python, str(SETTINGS), str(SETTINGS / "cases.jsonl.gz"), str(SETTINGS / f"litellm-{version}.jsonl.gz"))


main(sys.argv[1:])
