"""What the cost maps of releases say that lie between those that were read: `models/generated/models.json`.

    python oracle/between.py

Models come and go with patches, and a patch of an older minor may know one that the next minor does not know yet. The
cost map of each release in the cache is compared with those of the releases that were read: a model that it does not
list is unknown there; one that it lists as another release does is known there as in the nearest of those, and one that
it lists as no read release does, as in the neighbour whose entry is most alike. The rules for models that no list holds are
placed in the same way. Of releases that are not in the cache, or whose neighbours are not, stays what the tables hold.
"""

from __future__ import annotations

import ast
import json

import tables
from same import COST_MAP, entries_of, root_of
from tables import rank

# The tables that stand by a model's name, and the lists of such names.
TABLES = ("entries", "anthropic", "models")
LISTS = ("converseModels",)


def listed(version: str) -> dict[str, str] | None:
    """What a release's cost map says of each model, as text; None where the release is not in the cache."""
    root = root_of(version)
    if root is None:
        return None
    text = (root / COST_MAP).read_text(encoding="utf-8")
    return {name: json.dumps(entry, sort_keys=True) for name, entry in entries_of(text).items()}


def rules_of(version: str) -> dict[str, str]:
    """A release's rules for models that its cost map does not list, as text, in their order."""
    root = root_of(version)
    found = json.loads((root / COST_MAP).read_text(encoding="utf-8")).get("fallback_generalizations", {}) if root else {}
    return {rule["name"]: json.dumps(rule, sort_keys=True) for rule in found.get("rules", ())}


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
        self.rules = {version: rules_of(version) for version in self.maps}

    def home(self, maps: dict[str, dict[str, str]], name: str, said: str, near: list[str]) -> str | None:
        """The release that was read whose word on a model or rule stands for another's, the nearest by number."""
        alike = [one for one in maps if maps[one].get(name) == said]
        # What no read release says in these words is there all the same, as the neighbour has it that says most alike.
        listing = alike or sorted(
            (one for one in near if name in maps[one]), key=lambda one: unlike(maps[one][name], said)
        )[:1]
        return next((one for one in near if one in listing), None) or min(
            listing, key=lambda one: abs(self.recorded.index(one) - self.recorded.index(near[0])), default=None
        )

    def generalizations(self, version: str, near: list[str]) -> list[dict]:
        found = []
        for name, said in rules_of(version).items():
            home = self.home(self.rules, name, said, near)
            known = self.parts[home]["models"]["generalizations"] if home else []
            found += [rule for rule in known if rule["name"] == name]
        return found

    def part(self, version: str, before: str, after: str) -> dict:
        said = listed(version)
        if said is None or not {before, after} <= self.maps.keys():
            return tables.known_parts(version)["models"]
        part = self.parts[before]["models"]
        changed = {name: dict(part[name]) for name in TABLES}
        names = {*self.maps[before], *self.maps[after], *said}
        members = set(part["converseModels"])
        for name in names:
            if said.get(name) == self.maps[before].get(name):
                continue
            home = self.home(self.maps, name, said[name], [before, after]) if name in said else None
            known = self.parts[home]["models"] if home else None
            for table in TABLES:
                # What a model takes is told by code, too: where the release before knows it, that stays.
                if table == "models" and known and name in part[table]:
                    continue
                changed[table].pop(name, None)
                if known and name in known[table]:
                    changed[table][name] = known[table][name]
            members.discard(name)
            if known and name in known["converseModels"]:
                members.add(name)
        rules = self.generalizations(version, [before, after])
        fields = told(version, sorted({*part["infoFields"], *self.parts[after]["models"]["infoFields"]}))
        return {**part, **changed, "converseModels": sorted(members), "generalizations": rules, "infoFields": fields}


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
        whole[version] = {**parts[before], "models": between.part(version, before, after)}
    tables.write(whole)


if __name__ == "__main__":
    main()
