"""Reads event streams with botocore's own parser, in pieces of every size asked for.

Standard input: {"streams": [{"bytes": base64, "sizes": [...], "cuts": bool}]}. Prints the JSON list of what
each stream holds: headers and payload length and CRC, or the name of the error.
"""

import base64
import json
import sys
import uuid
import zlib
from datetime import datetime

from botocore.eventstream import EventStreamBuffer


def plain(value):
    if isinstance(value, (bytes, bytearray)):
        return {"hex": bytes(value).hex()}
    if isinstance(value, (datetime, uuid.UUID)):
        return str(value)
    return value


def read(pieces):
    buffer = EventStreamBuffer()
    found = []
    try:
        for piece in pieces:
            buffer.add_data(piece)
            for event in buffer:
                headers = {name: plain(value) for name, value in event.headers.items()}
                found.append({"headers": headers, "length": len(event.payload), "crc": zlib.crc32(event.payload)})
    except Exception as error:  # the class is the answer
        return {"error": type(error).__name__}
    return found


def main() -> None:
    answers = []
    for stream in json.load(sys.stdin)["streams"]:
        whole = base64.b64decode(stream["bytes"])
        answer = read([whole])
        if stream.get("cuts"):
            for at in range(1, len(whole)):
                if read([whole[:at], whole[at:]]) != answer:
                    answer = {"error": f"another answer when cut at {at}"}
                    break
        answers.append(answer)
    print(json.dumps(answers))


if __name__ == "__main__":
    main()
