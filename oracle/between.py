"""What the cost maps of releases say that lie between those that were read: `models/generated/models.json`.

    python oracle/between.py

Models come and go with patches, and a patch of an older minor may know one that the next minor does not know yet. Of a
release in the cache that was not read, entries stand as its own cost map has them, and its own code says which of their
members it hands on. Which parameters a model takes only a run tells: for a model that is new there they are those of the
nearest release that was read and lists it in the same words, else of the neighbour that says most alike. All else, and
releases that are not in the cache, stay as the tables hold them.
"""

from __future__ import annotations

import ast
import json

import tables
from inside.cost_entry import compact, flags_of, of_anthropic, of_bedrock
from same import COST_MAP, entries_of, root_of
from tables import rank


def listed(version: str) -> dict[str, str] | None:
    """What a release's cost map says of each model, as text; None where the release is not in the cache."""
    root = root_of(version)
    if root is None:
        return None
    text = (root / COST_MAP).read_text(encoding="utf-8")
    return {name: json.dumps(entry, sort_keys=True) for name, entry in entries_of(text).items()}


def told(version: str, known: list[str]) -> list[str]:
    """Which of the known members a release's `get_model_info` hands on; all of them where it names none of its own."""
    root = root_of(version)
    if root is None:
        return known
    tree = ast.parse((root / "utils.py").read_text(encoding="utf-8"))
    made = [one for one in ast.walk(tree) if isinstance(one, ast.Call) and getattr(one.func, "id", "") == "ModelInfoBase"]
    named = {keyword.arg for call in made for keyword in call.keywords}
    return known if None in named or not named else [one for one in known if one in named]


def unlike(one: str, other: str) -> int:
    """How many members of two entries differ."""
    a, b = json.loads(one), json.loads(other)
    return sum(a.get(key) != b.get(key) for key in a.keys() | b.keys())


class Between:
    def __init__(self, recorded: list[str], parts: dict[str, dict]) -> None:
        self.recorded = recorded
        self.parts = parts
        self.maps = {version: found for version in recorded if (found := listed(version)) is not None}

    def home(self, maps: dict[str, dict[str, str]], name: str, said: str, near: list[str]) -> str | None:
        """The release that was read whose word on a model stands for another's, the nearest by number."""
        alike = [one for one in maps if maps[one].get(name) == said]
        # What no read release says in these words is there all the same, as the neighbour has it that says most alike.
        listing = alike or sorted(
            (one for one in near if name in maps[one]), key=lambda one: unlike(maps[one][name], said)
        )[:1]
        return next((one for one in near if one in listing), None) or min(
            listing, key=lambda one: abs(self.recorded.index(one) - self.recorded.index(near[0])), default=None
        )

    def entries(self, version: str, held: dict, flags: dict[str, dict]) -> dict[str, dict]:
        """The two tables of entries as the release's own cost map has them; `flags` takes the sets that are new."""
        said: dict[str, dict] = json.loads((root_of(version) / COST_MAP).read_text(encoding="utf-8"))

        def entry(one: dict) -> dict:
            text = json.dumps(flags_of(one), sort_keys=True)
            flags.setdefault(text, flags_of(one))
            return {**compact(one), "flags": text}

        # What a release makes up while it runs (`claude-opus-latest`) stands in no cost map.
        made = {name: one for name, one in held["entries"].items() if not any(name in one for one in self.maps.values())}
        return {
            "entries": made | {name: entry(one) for name, one in said.items() if of_bedrock(one)},
            "anthropic": {name: entry(one) for name, one in said.items() if of_anthropic(name, one)},
        }

    def part(self, version: str, before: str, after: str) -> dict:
        """What the tables hold of a release, with what its own files say laid over it."""
        held = tables.known_parts(version)["models"]
        said = listed(version)
        if said is None:
            return held
        flags = dict(held["flags"])
        bare = {name.removeprefix("bedrock/") for name in said}
        models = {name: one for name, one in held["models"].items() if name in bare}
        members = {name for name in held["converseModels"] if name in models or name not in held["models"]}
        for name in said:
            home = self.home(self.maps, name, said[name], [before, after]) if name not in models else None
            known = self.parts[home]["models"] if home else None
            if known and name in known["models"]:
                models[name] = known["models"][name]
            if known and name in known["converseModels"]:
                members.add(name)
        whole = {**held, "flags": flags, **self.entries(version, held, flags), "models": models}
        fields = sorted({*held["infoFields"], *self.parts[after]["models"]["infoFields"]})
        return {**whole, "converseModels": sorted(members), "infoFields": told(version, fields)}


def main() -> None:
    recorded = sorted(json.loads(tables.MEASURED.read_text()), key=rank)
    parts = {version: tables.known_parts(version) for version in recorded}
    between = Between(recorded, parts)
    whole = dict(parts)
    for version in json.loads(tables.KNOWN.read_text()):
        earlier = [one for one in recorded if rank(one) < rank(version)]
        later = [one for one in recorded if rank(one) > rank(version)]
        if version in parts or not earlier or not later:
            continue
        before, after = earlier[-1], later[0]
        whole[version] = {**tables.known_parts(version), "models": between.part(version, before, after)}
    tables.write(whole)


if __name__ == "__main__":
    main()
