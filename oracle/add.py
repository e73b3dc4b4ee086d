"""Adds a LiteLLM release: installs it, reads it, records the cases, and fits the behaviours that are known to it.

    python oracle/add.py 1.110.2

Afterwards `git diff` shows what the release knows of models, names and types, which behaviours begin or end
with it, and its figures. What no known behaviour explains is printed, the smallest case of each kind: these are
what is new, each to become a behaviour in `shared/pipeline/releases/behaviours/`. Run it again after that.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

import known
import models_cases
import readme
import same
import tables
from reading import KEPT, Reading, all_cases

ROOT = Path(__file__).parent.parent
BEHAVIOURS = ROOT / "shared" / "pipeline" / "releases" / "behaviours"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("version")
    parser.add_argument("--every", type=int, default=1, help="only each n-th case")
    options = parser.parse_args()
    began = time.monotonic()
    known.main()
    reading = Reading(options.version).complete(all_cases()[:: options.every])
    own = models_cases.cases(reading.parts["models"], tables.known_ids(before=options.version))
    reading.complete(own)
    models_cases.write(KEPT / "cases.jsonl", own)
    print(f"{len(reading.outcomes)} cases recorded, {len(own)} of them of models that are new, {time.monotonic() - began:.0f} s")
    same.main([options.version])
    tables.add({options.version: reading.parts})
    fitted = subprocess.run(["node", "scripts/fit.mjs", str(KEPT), options.version], cwd=ROOT)
    subprocess.run(["node", tables.BIOME, "format", "--write", BEHAVIOURS], check=True, stdout=subprocess.DEVNULL)
    readme.main()
    print(f"{options.version}: done after {time.monotonic() - began:.0f} s")
    return fitted.returncode


if __name__ == "__main__":
    sys.exit(main())
