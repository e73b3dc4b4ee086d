"""Reads a LiteLLM release with one start of it: its model data, names, types, and what it makes of cases.

    python oracle/reading.py VERSION [CASES]

The outcome is kept in the cache folder (`recordings/VERSION.jsonl` beside the environments), because a
release never changes. Cases that were recorded already are not sent again.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import releases
from compare import read_lines
from tables import rank

HERE = Path(__file__).parent
TESTDATA = HERE.parent / "shared" / "pipeline" / "testdata"
CORPUS = TESTDATA / "corpus"
CORNERS = TESTDATA / "corners"
PARTS = ("models", "registry", "fields")
KEPT = releases.CACHE / "recordings"


def all_cases() -> list[dict]:
    """The golden cases, the made ones, and those that were found by search."""
    return [one for folder in (TESTDATA, CORPUS, CORNERS) for one in read_lines(folder / "cases.jsonl.gz")]


def near_of(version: str) -> str | None:
    """The next installed release, on whose requirements one runs that is not installed; None where it is, or none is later."""
    if releases.home_of(version).exists():
        return None
    installed = [home.name.removeprefix("v") for home in releases.CACHE.glob("v*")]
    later = [one for one in installed if rank(one) > rank(version)]
    return min(later, key=rank, default=None)


class Reading:
    """What is known of a release: `parts` by name, `outcomes` by the id of a case."""

    def __init__(self, version: str, near: str | None = None) -> None:
        """`near`: an installed release whose requirements the release runs on, so that it needs none of its own."""
        self.version = version
        self.near = near
        self.path = KEPT / f"{version}.jsonl"
        self.parts: dict[str, dict] = {}
        self.outcomes: dict[str, dict] = {}
        self._forget_cut_line()
        if self.path.exists():
            self._take(self.path.read_text(encoding="utf-8"))

    def _forget_cut_line(self) -> None:
        """A recording that was broken off ends in half a line."""
        if self.path.exists():
            whole = self.path.read_bytes()
            self.path.write_bytes(whole[: whole.rfind(b"\n") + 1])

    def _take(self, text: str) -> None:
        for line in filter(None, text.split("\n")):
            one = json.loads(line)
            if "id" in one:
                self.outcomes[one["id"]] = one
            elif "failed" in one:
                raise SystemExit(f"{self.version}: {one['part']} cannot be read\n{one['failed']}")
            else:
                self.parts[one["part"]] = one["value"]

    def _environment(self) -> dict[str, str]:
        if self.near is None:
            return releases.environment(self.version)
        wheel = releases.wheel_of(self.version)
        return releases.environment(self.near) | {"PYTHONPATH": str(wheel)} | releases.tokenizers_in(wheel)

    def complete(self, cases: list[dict], parts: tuple[str, ...] = PARTS, raw: bool = False) -> "Reading":
        """Starts the release for the parts and cases that are missing; `raw` keeps the bytes of bodies, too."""
        missing = [case for case in cases if case["id"] not in self.outcomes]
        unread = [part for part in parts if part not in self.parts]
        if not missing and not unread:
            return self
        self.path.parent.mkdir(parents=True, exist_ok=True)
        begin = self.path.stat().st_size if self.path.exists() else 0
        # Each answer is kept as it comes: a recording that is broken off goes on where it was.
        with self.path.open("ab") as kept:
            subprocess.run(
                [releases.python_of(self.near or self.version), HERE / "inside" / "read_release.py", *unread, *(["--raw"] if raw else [])],
                input="".join(json.dumps(case) + "\n" for case in missing).encode("utf-8"),
                stdout=kept,
                stderr=subprocess.DEVNULL,
                env=self._environment(),
                check=True,
            )
        self._take(self.path.read_bytes()[begin:].decode("utf-8"))
        return self


if __name__ == "__main__":
    reading = Reading(sys.argv[1]).complete(read_lines(Path(sys.argv[2])) if sys.argv[2:] else all_cases())
    print(f"{reading.version}: {len(reading.outcomes)} cases")
