"""Writes the table of releases in README.md: how many recorded cases Strata answers as each release did.

    python oracle/readme.py
"""

from __future__ import annotations

import json
from pathlib import Path

ROOT = Path(__file__).parent.parent
RELEASES = ROOT / "shared" / "pipeline" / "releases"
BEGIN, END = "<!-- releases: written by oracle/readme.py -->", "<!-- releases end -->"


def table() -> str:
    known = json.loads((RELEASES / "known.json").read_text())
    measured = json.loads((RELEASES / "measured.json").read_text())
    rows = ["| LiteLLM | of | cases | equal | other than the release before |", "|---|---|---|---|---|"]
    for version, figures in reversed(measured.items()):
        share = 100 * figures["equal"] / figures["cases"]
        text = "100 %" if figures["equal"] == figures["cases"] else f"{min(share, 99.99):.2f} %"
        rows.append(f"| {version} | {known[version]} | {figures['cases']} | {text} | {figures['changed']} |")
    return "\n".join(rows)


def main() -> None:
    path = ROOT / "README.md"
    before, rest = path.read_text(encoding="utf-8").split(BEGIN)
    after = rest.split(END)[1]
    path.write_text(f"{before}{BEGIN}\n\n{table()}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
