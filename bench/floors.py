"""The least that quality may be: ``floors.json``, and what falls below it.

Floors only rise. Whoever must lower one says so in ``lowered`` of that file, with the reason; ``tests/test_floors.py``
holds every floor against the highest that this file ever had for the same articles.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bench.common import HERE, Record, digest

FLOORS = HERE / "floors.json"


def load_floors(path: Path = FLOORS) -> Record:
    """The floors of all development articles (``dev``), of the small fixed ``sample``, and of the ``fields``."""
    found: Record = json.loads(path.read_text("utf-8"))
    return found


def sample_of(articles: Sequence[Record], floors: Record) -> list[Record]:
    """The sample's articles in its order. Raises ``ValueError`` when they are not those that it was set on."""
    by_id = {a["id"]: a for a in articles}
    missing = [i for i in floors["sample"]["ids"] if i not in by_id]
    if missing:
        raise ValueError(f"the data does not hold {missing}")
    sample = [by_id[i] for i in floors["sample"]["ids"]]
    if digest(sample) != floors["sample"]["sha256"]:
        raise ValueError("the sample's texts or labels are not those that its floors were set on")
    return sample


def below(scores: Mapping[str, Record], floors: Mapping[str, float]) -> Iterator[str]:
    """One sentence for each F1 under its floor."""
    for name, floor in floors.items():
        if scores[name]["f1"] < floor:
            yield f"{name}: {scores[name]['f1']} is below its floor {floor}"


def misread(fields: Mapping[str, Record], bounds: Record) -> Iterator[str]:
    """One sentence for each figure of ``bench/fields.py`` under its floor or over its ceiling."""
    for name, floor in bounds["floors"].items():
        if fields[name]["score"] < floor:
            yield f"{name}: {fields[name]['score']} is below its floor {floor}"
    for name, ceiling in bounds["ceilings"].items():
        if fields[name]["score"] > ceiling:
            yield f"{name}: {fields[name]['score']} is above its ceiling {ceiling}"


def fallen(past: Sequence[Record], now: Record) -> Iterator[str]:
    """One sentence for each floor that is lower than it was on the same articles, and not named in ``lowered``."""
    excused = {(entry["part"], entry["measure"]) for entry in now.get("lowered", ()) if entry["why"]}
    for part in ("dev", "sample", "fields"):
        for old in past:
            if part not in old or old[part]["sha256"] != now[part]["sha256"]:
                continue
            for name, floor in old[part]["floors"].items():
                if now[part]["floors"].get(name, 0) < floor and (part, name) not in excused:
                    yield f"{part} {name}: the floor was {floor}"
