"""What CPython makes of texts and values: the habits that show in a body which LiteLLM builds.

    python oracle/python_habits.py                 writes shared/pipeline/testdata/python-habits.json
    python oracle/python_habits.py -               reads JSON values, one a line, from standard input
                                                   and prints what CPython makes of each

The values of the file are made here, the same ones every time.
"""

from __future__ import annotations

import json
import random
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
VECTORS = HERE.parent / "shared" / "pipeline" / "testdata" / "python-habits.jsonl"

SPACES = [chr(code) for code in range(0x3100) if chr(code).isspace()]
ALMOST_SPACES = ["\ufeff", "\u200b", "\u180e", "\u2060", "\x00", "\x08", "\x0e", "\x1b", "\x7f", "\x84", "\x86"]
LETTERS = ["a", "Z", "7", "_", "-", "'", '"', "\\", "/", ",", "é", "ß", "你", "👋", "\u0301", "\ue000", "\xad", "\n"]
NUMBERS = [0, 1, -1, 10, 0.5, 1e-3, 1e-4, 1.5e-4, 9.99e-5, 1e-5, 1e-7, 1.5e-10, 5e-324, 123456.789, 0.1, 1 / 3]
NUMBERS += [2**53, 2**53 - 1, 10**15, 10**16, 10**20, 1e22, 1.5e300, -2.5e-9, 1234567890.5, 4503599627370.5]
INTEGERS = ["7", " 7 ", "+7", "-7", "1_000", "1__0", "_1", "1_", "\x1c7\x1f", "\ufeff7", "7.0", "1e3", "", " ", "0x1", "007"]


def text(values: random.Random) -> str:
    return "".join(values.choice(values.choice((SPACES, ALMOST_SPACES, LETTERS))) for _ in range(values.randrange(8)))


def value(values: random.Random, depth: int = 0):
    kind = values.randrange(9 if depth < 3 else 6)
    if kind < 2:
        return text(values)
    if kind < 4:
        return values.choice(NUMBERS)
    if kind < 6:
        return values.choice((None, True, False))
    if kind == 6:
        return [value(values, depth + 1) for _ in range(values.randrange(4))]
    # Keys begin with a letter: JavaScript puts keys that look like indices in front of all others.
    return {"k" + text(values): value(values, depth + 1) for _ in range(values.randrange(4))}


def habits(given) -> dict:
    """Everything that is asked of one value; what makes sense for texts alone is left out for others."""
    found = {"bool": bool(given), "repr": repr(given), "str": str(given)}
    found["dumps"] = json.dumps(given)
    found["compact"] = json.dumps(given, separators=(",", ":"))
    if isinstance(given, str):
        found |= {"strip": given.strip(), "rstrip": given.rstrip(), "lstrip": given.lstrip()}
        found |= {"blank": not given.strip(), "joined": "".join(given.split())}
        found["matched"] = re.sub(r"\s", "", given)
        try:
            found["int"] = int(given)
        except ValueError:
            found["int"] = None
    return found


def line(given) -> dict:
    return {"value": given, "python": habits(given)}


def main() -> None:
    if sys.argv[1:] == ["-"]:
        for one in sys.stdin:
            print(json.dumps(habits(json.loads(one))))
        return
    values = random.Random(11)
    every = [*NUMBERS, *INTEGERS, *(space + "x" + space for space in SPACES + ALMOST_SPACES)]
    every += [[], {}, [0], {"k": {}}, "", 0, *(value(values) for _ in range(400))]
    VECTORS.write_text("".join(json.dumps(line(one)) + "\n" for one in every), encoding="utf-8")


if __name__ == "__main__":
    main()
