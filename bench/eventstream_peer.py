"""Times botocore's event-stream parser on the bytes given on standard input."""

import json
import sys
import time

from botocore.eventstream import EventStreamBuffer

READ = 65_536
SECONDS = 2.0


def decode(stream: bytes) -> int:
    buffer = EventStreamBuffer()
    frames = 0
    for at in range(0, len(stream), READ):
        buffer.add_data(stream[at : at + READ])
        for _ in buffer:
            frames += 1
    return frames


def main() -> None:
    stream = sys.stdin.buffer.read()
    samples = []
    until = time.perf_counter() + SECONDS
    while not samples or time.perf_counter() < until:
        start = time.perf_counter()
        decode(stream)
        samples.append((time.perf_counter() - start) * 1000)
    samples.sort()
    figure = {
        "name": "botocore EventStreamBuffer",
        "p50": samples[len(samples) // 2],
        "p95": samples[min(len(samples) - 1, int(len(samples) * 0.95))],
        "runs": len(samples),
    }
    print(json.dumps(figure))


if __name__ == "__main__":
    main()
