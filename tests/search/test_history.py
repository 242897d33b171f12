"""One statement with its past, speakers, and the record in numbers."""

from dataclasses import replace

import pytest

from onrecord.errors import UsageError
from onrecord.model.judgement import Judgement
from onrecord.record import Store, arrival_of
from onrecord.search import Query, find, speakers, stats, tell
from record.readings import NEWER, STORY, begun, moved, simple, story


def test_a_statement_is_found_by_its_id_or_how_it_begins(store: Store) -> None:
    one = story().statements[0]
    assert tell(store, one.id).statement == one
    assert tell(store, one.id[:11]).statement == one
    assert tell(store, one.id.removeprefix("s1:")[:8]).statement == one


@pytest.mark.parametrize("key", ["", "s1:", "s1:ab", "s1:ffffffffffff", "%", "s1:____", "'; --"])
def test_an_id_that_is_none_is_told(store: Store, key: str) -> None:
    with pytest.raises(UsageError, match=r"no statement|signs of its id"):
        tell(store, key)


def test_readings_and_judgements_of_another_model(store: Store) -> None:
    one = story()
    place = tuple(p.span for p in one.statements[0].content)
    store.judge(Judgement(one.article.id, place, "act", "reject", "Ines", why="it is a promise of nobody"))
    shorter = moved(one, {0: "the council would pay about 3,000 crowns if the harbour agreed", 1: "asked"})
    store.add(begun(store, NEWER), arrival_of(one.article), shorter)
    told = tell(store, shorter.statements[0].id)
    assert [(r.onrecord, r.shown, r.has_it) for r in told.readings] == [("0.1.0", False, True), ("0.2.0", True, True)]
    (carried,) = told.judgements
    assert carried.moved
    assert carried.judgement.by == "Ines"
    assert not tell(store, shorter.statements[1].id).judgements
    assert [r.has_it for r in tell(store, shorter.statements[1].id).readings] == [False, True]
    # the old reading's statement can still be shown by its id, and says what it is
    assert tell(store, one.statements[0].id).state == "replaced"


def test_versions_and_copies(store: Store) -> None:
    later = simple(
        STORY.replace("on Monday", "on Sunday"),
        ("harbour master Tom Ruck", "said", "“Nobody was asked,”"),
        origin="quay-2.html",
        url="https://news.example/quay",
        outlet="Lund Quay Post",
    )
    store.add(begun(store), arrival_of(later.article), later)
    old = tell(store, story().statements[0].id)
    assert (old.state, old.elsewhere) == ("superseded", 0)
    assert [(v.state, v.origins) for v in old.versions] == [
        ("superseded", ("quay.html",)),
        ("current", ("quay-2.html",)),
    ]
    copy = story(outlet="Harbour News", url="https://harbour.example/1")
    store.add(begun(store), arrival_of(copy.article), copy)
    both = tell(store, copy.statements[0].id)
    assert (both.state, both.elsewhere) == ("current", 1)


def test_speakers(store: Store) -> None:
    names = [(s.name, s.statements, s.articles) for s in speakers(store)]
    assert names == [(name, 1, 1) for name in sorted(name for name, _, _ in names)]
    assert [s.name for s in speakers(store, "RUCK tom")] == ["Tom Ruck"]
    assert [s.name for s in speakers(store, "%")] == []
    assert speakers(store, by="latest")[0].last == "2031-07-01"
    assert len(speakers(store, limit=2)) == 2


def test_the_record_in_numbers(store: Store) -> None:
    found = stats(store)
    assert (found.articles, found.superseded, found.statements, found.direct) == (3, 0, 6, 1)
    assert (found.resolved, found.conditions, found.figures, found.failures) == (6, 1, 1, 0)
    assert dict(found.acts) == {"assert": 3, "deny": 1, "commit": 1, "refuse": 1}
    assert (found.first, found.last) == ("2031-05-19", "2031-07-01")
    assert found.bytes
    assert found.captured > 0


def test_a_hit_has_what_a_list_shows(store: Store) -> None:
    (hit,) = find(store, Query("crowns")).hits
    one = story().statements[0]
    assert replace(hit, id=0, score=0.0, article=0).key == one.id
    assert (hit.speaker, hit.act, hit.said_from, hit.outlet) == (
        "Edda Corvane",
        "commit",
        "2031-05-19",
        "Lund Quay Post",
    )
