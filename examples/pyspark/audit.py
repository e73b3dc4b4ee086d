"""Looks through logs with `strata audit` on Spark, and writes one summary of all of them.

    spark-submit --master 'local[2]' audit.py SUMMARY.json LOG...

Each partition pipes its lines through `strata audit --format json -`, which answers with one line; the summaries are merged
by `strata audit --merge`. STRATA says how the command is called on a worker (default: strata).
"""

import os
import shlex
import subprocess
import sys
import tempfile

from pyspark import SparkContext


def main() -> None:
    target, *logs = sys.argv[1:]
    strata = os.environ.get("STRATA", "strata")
    context = SparkContext(appName="strata-audit")
    lines = context.textFile(",".join(logs), minPartitions=int(os.environ.get("PARTITIONS", "8")))
    summaries = lines.pipe(f"{strata} audit --format json -", env=dict(os.environ)).collect()
    context.stop()
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as parts:
        parts.write("\n".join(summaries) + "\n")
        parts.flush()
        command = [*shlex.split(strata), "audit", "--merge", "--format", "json", parts.name]
        merged = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    with open(target, "w", encoding="utf-8") as out:
        out.write(merged)


if __name__ == "__main__":
    main()
