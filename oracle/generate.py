"""Writes the made cases: shared/pipeline/testdata/corpus/cases.jsonl.gz.

    python oracle/generate.py            every set
    python oracle/generate.py --out -    to stdout instead

Each module of corpus/ makes one set. The same code makes the same cases; where it changes, the cases
that stay keep their ids, and every release is to be recorded again (record.py VERSION --corpus).
"""

from __future__ import annotations

import argparse
import json
import sys

from corpus import adapter, boundaries, conversations, malformed, texts
from record import CORPUS, write

SETS = (adapter, boundaries, conversations, malformed, texts)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", help="- for stdout")
    options = parser.parse_args()
    cases: dict[str, dict] = {}
    for module in SETS:
        before = len(cases)
        for case in module.cases():
            cases.setdefault(case["id"], case)
        print(f"{module.__name__.split('.')[-1]}: {len(cases) - before} cases", file=sys.stderr)
    if options.out == "-":
        for case in cases.values():
            print(json.dumps(case, ensure_ascii=False))
    else:
        write(CORPUS / "cases.jsonl.gz", list(cases.values()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
