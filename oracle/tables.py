"""The tables of what releases know, each value once with the versions between which it holds.

Thirty copies of a cost map would be megabytes. So a name stands with its beginnings and ends, and a
value with the version since which it is this one; a release that is added changes only what it changes.

    members  {"name": ["1.87.0", "1.90.0", "1.109.1"]}   there from 1.87.0, gone in 1.90.0, back in 1.109.1
    values   {"name": {"1.87.0": value, "1.90.0": null}} this value from 1.87.0, none from 1.90.0
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
BIOME = ROOT / "node_modules" / "@biomejs" / "biome" / "bin" / "biome"
SHARED = Path(__file__).parent.parent / "shared" / "pipeline"
MODELS = SHARED / "models" / "generated" / "models.json"
REGISTRY = SHARED / "releases" / "registry.json"
FIELDS = SHARED / "releases" / "field-types.json"


KNOWN = SHARED / "releases" / "known.json"
SAME = SHARED / "releases" / "same.json"
MEASURED = SHARED / "releases" / "measured.json"


def rank(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]


def begins(version: str) -> str:
    """The first release with the same code: what is read of one holds since then."""
    rows = json.loads(SAME.read_text(encoding="utf-8")) if SAME.exists() else {}
    return next((first for first, members in rows.items() if version in members), version)


def members(sets: Mapping[str, set[str]]) -> dict[str, list[str]]:
    """`sets` by version, the oldest first."""
    found: dict[str, list[str]] = {}
    present: set[str] = set()
    for version, names in sets.items():
        for name in names ^ present:
            found.setdefault(name, []).append(version)
        present = names
    return dict(sorted(found.items()))


def values(tables: Mapping[str, Mapping[str, object]]) -> dict[str, dict[str, object]]:
    """`tables` by version, the oldest first."""
    found: dict[str, dict[str, object]] = {}
    now: Mapping[str, object] = {}
    for version, table in tables.items():
        for name in {**now, **table}:
            if table.get(name) != now.get(name):
                found.setdefault(name, {})[version] = table.get(name)
        now = table
    return dict(sorted(found.items()))


class Shared:
    """Sets that many models share, each under one short name in all releases."""

    def __init__(self, letter: str) -> None:
        self.letter = letter
        self.names: dict[str, str] = {}

    def __call__(self, value: object) -> str:
        return self.names.setdefault(json.dumps(value, sort_keys=True), f"{self.letter}{len(self.names)}")

    def table(self) -> dict[str, object]:
        return {name: json.loads(text) for text, name in self.names.items()}


def models(parts: Mapping[str, dict]) -> dict[str, object]:
    flags, parameters = Shared("f"), Shared("p")

    def entries(part: dict, name: str) -> dict[str, object]:
        return {key: {**entry, "flags": flags(part["flags"][entry["flags"]])} for key, entry in part[name].items()}

    def listed(part: dict) -> dict[str, object]:
        return {
            key: {name: value if name == "route" else parameters(part["parameters"][value]) for name, value in model.items()}
            for key, model in part["models"].items()
        }

    def of(read) -> dict[str, object]:
        return {version: read(part) for version, part in parts.items()}

    table = {
        "infoFields": members(of(lambda part: set(part["infoFields"]))),
        "converseModels": members(of(lambda part: set(part["converseModels"]))),
        "elsewhere": members(of(lambda part: set(part["elsewhere"]))),
        "generalizations": values(of(lambda part: {rule["name"]: rule for rule in part["generalizations"]})),
        "order": values(of(lambda part: {"generalizations": [rule["name"] for rule in part["generalizations"]]})),
        "entries": values(of(lambda part: entries(part, "entries"))),
        "anthropic": values(of(lambda part: entries(part, "anthropic"))),
        "models": values(of(listed)),
        "aliases": values(of(lambda part: part.get("aliases", {}))),
    }
    return {"flags": flags.table(), "parameters": parameters.table(), **table}


def registry(parts: Mapping[str, dict]) -> dict[str, object]:
    return {
        name: members({version: set(part[name]) for version, part in parts.items()})
        for name in ("internal", "openai", "mappable", "aws")
    } | {"prefix": members({version: {"_litellm_"} if part["prefix"] else set() for version, part in parts.items()})}


def fields(parts: Mapping[str, dict]) -> dict[str, object]:
    def kinds(part: dict) -> dict[str, str]:
        return {name: kind for kind, names in part["types"].items() for name in names}

    return {
        "types": values({version: kinds(part) for version, part in parts.items()}),
        "start": members({version: set(part["start"]) for version, part in parts.items()}),
        "streaming": members({version: set(part["streaming"]) for version, part in parts.items()}),
    }


def _there(versions: list[str], version: str) -> bool:
    return sum(rank(one) <= rank(version) for one in versions) % 2 == 1


def _members_of(table: Mapping[str, list[str]], version: str) -> list[str]:
    return [name for name, versions in table.items() if _there(versions, version)]


def _values_of(table: Mapping[str, Mapping[str, object]], version: str) -> dict[str, object]:
    found = {}
    for name, versions in table.items():
        past = [one for one in versions if rank(one) <= rank(version)]
        if past and versions[max(past, key=rank)] is not None:
            found[name] = versions[max(past, key=rank)]
    return found


def known_parts(version: str) -> dict[str, dict]:
    """What the tables hold of a release, in the form in which it was read from it."""
    table, names, types = (json.loads(path.read_text(encoding="utf-8")) for path in (MODELS, REGISTRY, FIELDS))
    rules = _values_of(table["generalizations"], version)
    kinds: dict[str, list[str]] = {}
    for name, kind in _values_of(types["types"], version).items():
        kinds.setdefault(str(kind), []).append(name)
    return {
        "models": {
            "flags": table["flags"],
            "parameters": table["parameters"],
            **{name: _members_of(table[name], version) for name in ("infoFields", "converseModels", "elsewhere")},
            "generalizations": [rules[name] for name in _values_of(table["order"], version).get("generalizations", ())],
            **{name: _values_of(table.get(name, {}), version) for name in ("entries", "anthropic", "models", "aliases")},
        },
        "registry": {name: _members_of(names[name], version) for name in ("internal", "openai", "mappable", "aws")}
        | {"prefix": bool(_members_of(names["prefix"], version))},
        "fields": {"types": kinds, **{name: _members_of(types[name], version) for name in ("start", "streaming")}},
    }


def layout(value: object, depth: int) -> str:
    """JSON with the outermost `depth` levels broken into lines and the rest on one line each."""
    if depth == 0 or not isinstance(value, dict) or not value:
        return json.dumps(value, ensure_ascii=False)
    lines = (f"{json.dumps(key)}: {layout(item, depth - 1)}" for key, item in value.items())
    return "{\n" + ",\n".join(lines) + "\n}"


def write(readings: Mapping[str, dict[str, dict]]) -> None:
    """Writes the three tables; `readings` holds the parts of each release by name."""
    ordered = sorted(readings, key=rank)
    for target, build, name in ((MODELS, models, "models"), (REGISTRY, registry, "registry"), (FIELDS, fields, "fields")):
        table = build({begins(version): readings[version][name] for version in ordered})
        target.write_text(layout(table, 2) + "\n", encoding="utf-8")
        if target != MODELS:
            # As the project writes its files, so that a difference is one of content.
            subprocess.run(["node", BIOME, "format", "--write", target], check=True, stdout=subprocess.DEVNULL)
        print(f"{target.name}: {target.stat().st_size} bytes")


def add(readings: Mapping[str, dict[str, dict]]) -> None:
    """Writes the tables of all releases that are known, with these: what was read off those in between stays."""
    first = min(json.loads(MEASURED.read_text()), key=rank)
    known = [one for one in json.loads(KNOWN.read_text()) if rank(one) >= rank(first) and one not in readings]
    write({version: known_parts(version) for version in known} | dict(readings))


def known_ids(before: str) -> list[str]:
    """Ids of the models that releases before a version, and those with its code, list."""
    before = begins(before)
    models = json.loads(MODELS.read_text(encoding="utf-8"))["models"]
    return [model for model, versions in models.items() if any(rank(version) < rank(before) for version in versions)]
