"""Quality does not fall: the floors of ``bench/floors.json`` on a small fixed sample, and the floors themselves."""

import json
import subprocess
from pathlib import Path

import pytest
from bench import fields
from bench.accuracy import measure
from bench.common import Record, dev_articles, digest, load_results
from bench.floors import below, fallen, load_floors, misread, sample_of

pytestmark = pytest.mark.house

FLOORS = load_floors()


def test_the_sample_reaches_its_floors(shared: Path) -> None:
    result = measure(shared, sample_of(dev_articles(shared), FLOORS))
    assert list(below(result["scores"], FLOORS["sample"]["floors"])) == []


def test_the_fields_reach_their_floors(shared: Path) -> None:
    articles = fields.articles_of(shared)
    assert digest(articles) == FLOORS["fields"]["sha256"]
    result = fields.measure(shared, articles, draws=0)
    assert list(misread(result["fields"], FLOORS["fields"])) == []


def test_the_floors_are_of_this_data(shared: Path) -> None:
    articles = dev_articles(shared)
    assert (len(articles), digest(articles)) == (FLOORS["dev"]["articles"], FLOORS["dev"]["sha256"])


def test_the_published_figures_reach_the_floors() -> None:
    published = load_results()["accuracy"]
    assert published["data"]["sha256"] == FLOORS["dev"]["sha256"]
    assert list(below(published["scores"], FLOORS["dev"]["floors"])) == []
    assert list(misread(load_results()["fields"]["fields"], FLOORS["fields"])) == []


def history(root: Path) -> list[Record]:
    """Every committed state of the floors; none outside git."""

    def git(*arguments: str) -> str:
        run = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=False)
        return run.stdout if run.returncode == 0 else ""

    try:
        commits = git("log", "--format=%H", "--", "bench/floors.json").split()
    except OSError:
        return []
    states = (git("show", f"{commit}:bench/floors.json") for commit in commits)
    return [json.loads(state) for state in states if state]


def test_floors_only_rise(root: Path) -> None:
    assert list(fallen(history(root), FLOORS)) == []


def state(floor: float, lowered: list[Record]) -> Record:
    part = {"sha256": "sha256:0", "floors": {"quoted": floor}}
    return {"dev": part, "sample": {"sha256": "sha256:1", "floors": {}}, "lowered": lowered}


def test_a_lowered_floor_is_seen() -> None:
    assert list(fallen([state(80, [])], state(79.9, []))) == ["dev quoted: the floor was 80"]
    assert list(fallen([state(80, [])], state(80, []))) == []


def test_a_lowered_floor_may_be_explained() -> None:
    why = [{"part": "dev", "measure": "quoted", "why": "a wrong label was corrected"}]
    assert list(fallen([state(80, [])], state(79, why))) == []


def test_a_score_below_its_floor_is_seen() -> None:
    assert list(below({"quoted": {"f1": 70.0}}, {"quoted": 71})) == ["quoted: 70.0 is below its floor 71"]
    assert list(below({"quoted": {"f1": 71.0}}, {"quoted": 71})) == []


def test_a_field_under_its_floor_or_over_its_ceiling_is_seen() -> None:
    bounds = {"floors": {"act": 70}, "ceilings": {"speaker wrong": 10}}
    assert list(misread({"act": {"score": 70.0}, "speaker wrong": {"score": 10.0}}, bounds)) == []
    found = list(misread({"act": {"score": 69.9}, "speaker wrong": {"score": 10.1}}, bounds))
    assert found == ["act: 69.9 is below its floor 70", "speaker wrong: 10.1 is above its ceiling 10"]
