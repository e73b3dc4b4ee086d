"""Takes the prices of Bedrock models out of a LiteLLM release's cost map.

    python oracle/prices.py VERSION COST_MAP.json > shared/tokens/generated/prices-VERSION.json

Prices are US dollars for a million tokens: input, output, cache write (5 minutes), cache read, cache write (1 hour);
null where the map has none.
"""

import json
import sys

FIELDS = (
    "input_cost_per_token",
    "output_cost_per_token",
    "cache_creation_input_token_cost",
    "cache_read_input_token_cost",
    "cache_creation_input_token_cost_above_1hr",
)


def price(entry, field):
    value = entry.get(field)
    return None if value is None else round(float(value) * 1_000_000, 6)


def main():
    version, path = sys.argv[1:3]
    with open(path, encoding="utf-8") as file:
        entries = json.load(file)
    models = {
        name.removeprefix("bedrock/"): [price(entry, field) for field in FIELDS]
        for name, entry in sorted(entries.items())
        if str(entry.get("litellm_provider", "")).startswith("bedrock")
        and entry.get("mode") in ("chat", "completion", "responses")
        and entry.get("input_cost_per_token") is not None
    }
    rows = ",\n".join(f"{json.dumps(name)}: {json.dumps(row)}" for name, row in models.items())
    print(f'{{"litellm": {json.dumps(version)}, "models": {{\n{rows}\n}}}}')


main()
