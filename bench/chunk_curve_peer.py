"""Reads a stream through a real LiteLLM release and says when each piece of text became visible.

Reads one JSON object from standard input: url, model, sizes (null = not set), max_tokens. Prints one
JSON line per size: {"chunk_size", "times", "own_ms"}: milliseconds since the first piece, and the processor
time that one piece costs this thread, milliseconds.
"""

import gc
import json
import sys
import time

import litellm

litellm.suppress_debug_info = True
# A log record of every piece, on a thread beside the reader, would be timed as if it were the stream.
litellm.disable_streaming_logging = True


def read(url: str, model: str, size: int | None, max_tokens: int) -> tuple[list[float], float]:
    extra = {} if size is None else {"stream_chunk_size": size}
    times = []
    stream = litellm.completion(
        model=model,
        messages=[{"role": "user", "content": "Tell me about rivers."}],
        max_tokens=max_tokens,
        stream=True,
        aws_bedrock_runtime_endpoint=url,
        aws_region_name="us-east-1",
        aws_access_key_id="AKIDEXAMPLE",
        aws_secret_access_key="secret",
        **extra,
    )
    worked = time.thread_time()
    for chunk in stream:
        if chunk.choices and chunk.choices[0].delta.content:
            times.append(time.perf_counter() * 1000)
    worked = (time.thread_time() - worked) * 1000
    return [at - times[0] for at in times], worked / len(times)


def main() -> None:
    task = json.load(sys.stdin)
    read(task["url"], task["model"], None, 5)
    # What LiteLLM has loaded need not be looked through again in the middle of a stream.
    gc.freeze()
    for size in task["sizes"]:
        times, own_ms = read(task["url"], task["model"], size, task["max_tokens"])
        print(json.dumps({"chunk_size": size, "times": times, "own_ms": own_ms}), flush=True)


if __name__ == "__main__":
    main()
