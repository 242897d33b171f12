"""What every record does, whatever database it is in."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import ColumnElement, Table, func, select, text

from export.handmade import article, bare, council, empty, reading, wire
from export.harbour import harbour
from onrecord.errors import IngestError, InputError, RecordError, UsageError
from onrecord.model import Made, Moment, Reading, Span
from onrecord.model.judgement import Judgement
from onrecord.record import Outcome, Store, arrival_of, carry, flaws, open_store
from onrecord.record.carry import Place
from onrecord.record.load import load_bytes, load_reading
from onrecord.record.migrate import VERSION_TABLE
from onrecord.record.schema import articles, captures, dictionaries, judgements, readings, runs, statements
from record.readings import MADE, NEWER, STORY, begun, moved, simple, story


def put(store: Store, one: Reading, made: Made = MADE, **options: Any) -> Outcome:
    return store.add(begun(store, made, **options), arrival_of(one.article), one)


def count(store: Store, table: Table, *conditions: ColumnElement[bool]) -> int:
    with store.asking() as connection:
        return int(connection.execute(select(func.count()).select_from(table).where(*conditions)).scalar_one())


def states(store: Store) -> dict[str, int]:
    with store.asking() as connection:
        asked = select(statements.c.state, func.count()).group_by(statements.c.state)
        return {row[0]: row[1] for row in connection.execute(asked)}


def sound(store: Store) -> None:
    assert [flaw for flaw in flaws(store) if not flaw.ok] == []


@pytest.mark.parametrize(
    "one", [wire(), council(), bare(), empty(), story(), harbour()], ids=lambda r: r.article.origin
)
def test_a_reading_comes_back_as_it_was(where: str, one: Reading) -> None:
    with open_store(where, create=True) as store:
        outcome = put(store, one, one.statements[0].made if one.statements else MADE)
        assert (outcome.kind, outcome.statements) == ("added", len(one.statements))
        with store.asking() as connection:
            assert load_reading(connection, outcome.article) == one
        sound(store)


@pytest.mark.parametrize(
    "words", ["a\0b said", "lone \ud83d half", "\U0001f6a2 “naïve” \u202e", "\ud83d\udea2 two halves"]
)
def test_any_text_comes_back_code_point_by_code_point(where: str, words: str) -> None:
    one = simple(f"Ann said {words}.", ("Ann", "said", words), title=words, outlet=words, bylines=(words,))
    with open_store(where, create=True) as store:
        outcome = put(store, one)
        with store.asking() as connection:
            assert load_reading(connection, outcome.article) == one
        sound(store)


def test_a_text_with_our_own_stand_ins_is_refused(where: str) -> None:
    one = simple("Ann said \U0010d83d.", ("Ann", "said", "\U0010d83d"))
    with open_store(where, create=True) as store:
        with pytest.raises(InputError, match="private characters") as refused:
            put(store, one)
        assert refused.value.code == "unstorable"
        assert count(store, articles) == count(store, captures) == 0


def test_words_that_are_not_at_their_place_are_refused(where: str) -> None:
    one = story()
    off = one.statements[0]
    assert off.speaker
    outside = replace(off, speaker=replace(off.speaker, mention=Span(0, len(STORY) + 5)))
    with open_store(where, create=True) as store:
        with pytest.raises(InputError) as refused:
            put(store, replace(one, statements=(outside,)))
        assert refused.value.code == "words"
        assert count(store, articles) == count(store, statements) == 0


def test_the_same_again_is_stored_once(where: str) -> None:
    with open_store(where, create=True) as store:
        how = begun(store)
        came = arrival_of(story().article)
        assert not store.knows(how, came)
        kinds = [store.add(how, came, story()).kind for _ in range(3)]
        assert kinds == ["added", "known", "known"]
        assert store.knows(how, came)
        assert count(store, articles) == count(store, readings) == 1
        assert count(store, statements) == 2
        with store.asking() as connection:
            run = connection.execute(select(runs)).one()
        assert (run.added, run.known, run.statements, run.failed) == (1, 2, 2, 0)


def test_the_same_text_at_another_outlet_is_another_article(where: str) -> None:
    with open_store(where, create=True) as store:
        kinds = [
            put(store, story(url=None, outlet=None, origin="a.txt")).kind,
            put(store, story(url=None, outlet=None, origin="copies/a.txt")).kind,
            put(store, story(url=None, outlet="Harbour News", origin="b.txt")).kind,
            put(store, story(url="https://one.example/1", outlet="Harbour News")).kind,
            put(store, story(url="https://two.example/1", outlet="Another")).kind,
        ]
        # the first says nothing of its outlet, so the third may be the same; the last tells of another address
        assert kinds == ["added", "known", "known", "known", "known"]
        assert put(store, story(url="https://one.example/1", outlet="Harbour News")).kind == "known"


def test_carriers_of_one_text_are_kept_apart(where: str) -> None:
    with open_store(where, create=True) as store:
        first = put(store, story(url="https://one.example/1", outlet="One"))
        second = put(store, story(url="https://two.example/1", outlet="Two"))
        assert (first.kind, second.kind) == ("added", "added")
        assert put(store, story(url="https://two.example/1", outlet="Two")).article == second.article
        assert states(store) == {"current": 4}


def test_a_correction_supersedes_and_keeps_what_was_said(where: str) -> None:
    better = STORY.replace("3,000", "4,000")
    with open_store(where, create=True) as store:
        first = put(store, story())
        second = put(store, corrected(better))
        assert second.kind == "corrected"
        assert states(store) == {"current": 2, "superseded": 2}
        with store.asking() as connection:
            rows = connection.execute(select(articles.c.id, articles.c.series, articles.c.state)).all()
        assert {tuple(row) for row in rows} == {
            (first.article, first.article, "superseded"),
            (second.article, first.article, "current"),
        }
        # the earlier file once more changes nothing
        assert put(store, story()).kind == "known"
        assert states(store) == {"current": 2, "superseded": 2}
        sound(store)


def corrected(text: str) -> Reading:
    return simple(
        text,
        ("Mayor Edda Corvane", "told", "that the council would pay about 4,000 crowns if the harbour agreed"),
        ("harbour master Tom Ruck", "said", "“Nobody was asked,”"),
        origin="quay.html",
        url="https://news.example/quay",
        outlet="Lund Quay Post",
    )


def test_an_earlier_version_that_comes_back_is_current_again(where: str) -> None:
    with open_store(where, create=True) as store:
        first = put(store, story())
        put(store, corrected(STORY.replace("3,000", "4,000")))
        back = story()
        came = replace(arrival_of(back.article), key="other bytes with the same text")
        store.add(begun(store), came, back)
        with store.asking() as connection:
            current = connection.execute(select(articles.c.id).where(articles.c.state == "current")).scalars().all()
        assert current == [first.article]
        sound(store)


@pytest.mark.parametrize(
    ("text", "kind"),
    [(STORY.replace("3,000", "4,000"), "corrected"), ("Ann said that rain fell on the harbour all day long.", "added")],
)
def test_the_same_file_with_another_text_is_a_version_only_if_alike(where: str, text: str, kind: str) -> None:
    one = simple(STORY, ("Tom Ruck", "said", "“We will not pay.”"), origin="a.txt")
    other = simple(text, (text.split(maxsplit=1)[0], "said", text.rsplit(maxsplit=1)[-1]), origin="a.txt")
    with open_store(where, create=True) as store:
        how = begun(store)
        store.add(how, replace(arrival_of(one.article), identity="file:/a.txt"), one)
        assert store.add(how, replace(arrival_of(other.article), identity="file:/a.txt"), other).kind == kind


def test_another_model_makes_another_reading_beside_the_old_one(where: str) -> None:
    one = story()
    with open_store(where, create=True) as store:
        first = put(store, one)
        assert not store.knows(begun(store, NEWER), arrival_of(one.article))
        again = put(store, moved(one, {1: "“Nobody was asked,”"}), NEWER)
        assert (again.kind, again.article) == ("reread", first.article)
        assert count(store, articles) == 1
        assert count(store, readings, readings.c.shown) == 1
        assert states(store) == {"current": 2, "replaced": 2}
        with store.asking() as connection:
            assert {s.made for s in load_reading(connection, first.article).statements} == {NEWER}
        sound(store)


def test_other_options_make_another_reading(where: str) -> None:
    with open_store(where, create=True) as store:
        assert put(store, story(), threshold=0.5).kind == "added"
        assert put(store, story(), threshold=0.5).kind == "known"
        assert put(store, story(), threshold=0.9).kind == "reread"


def test_judgements_are_carried_to_the_reading_of_another_model(where: str) -> None:
    one = story()
    text_of = one.article.text
    with open_store(where, create=True) as store:
        put(store, one)
        for number, field in ((0, "speaker"), (1, "act")):
            places = tuple(p.span for p in one.statements[number].content)
            store.judge(Judgement(one.article.id, places, field, "accept", "Ines"))
        # the other model sees the first a little shorter, the second much shorter
        newer = moved(
            one,
            {0: "the council would pay about 3,000 crowns if the harbour agreed", 1: "asked"},
        )
        put(store, newer, NEWER)
        there = [Place(s.id, tuple(p.span for p in s.content)) for s in newer.statements]
        first, second = carry(store.judgements(one.article.id), there)
    assert first.statement == newer.statements[0].id
    assert first.moved
    assert 0.8 <= first.overlap < 1
    assert second.statement is None
    assert text_of[first.judgement.places[0].start :].startswith("that the council")


def test_judgements_stay_as_they_were_written(where: str) -> None:
    one = story()
    with open_store(where, create=True) as store:
        place = (one.statements[0].content[0].span,)
        number = store.judge(Judgement(one.article.id, place, "act", "fix", "Ines", why="plain", value="assert"))
        undo = Judgement(one.article.id, place, "act", "undo", "Tom", undoes=number)
        store.judge(undo)
        for command in ("UPDATE judgements SET verdict = 'accept'", "DELETE FROM judgements"):
            with pytest.raises(RecordError, match="append-only"), store.writing() as connection:
                connection.execute(text(command))
        both = store.judgements(one.article.id)
        assert [j.verdict for j in both] == ["fix", "undo"]
        assert both[0].value == "assert"
        assert carry(both, [Place("s", place)]) == ()
        with pytest.raises(UsageError):
            store.judge(replace(undo, by=" "))
        assert count(store, judgements) == 2


def test_failures_are_kept_until_the_input_is_read(where: str) -> None:
    error = IngestError("there is nothing in it", code="empty", article="quay.html")
    with open_store(where, create=True) as store:
        how = begun(store)
        store.fail(how, "quay.html", error)
        store.fail(begun(store), "quay.html", error)
        store.fail(how, "other.html", error)
        assert [(f.origin, f.code, f.tries) for f in store.failed()] == [
            ("quay.html", "empty", 2),
            ("other.html", "empty", 1),
        ]
        put(store, story())
        assert [f.origin for f in store.failed()] == ["other.html"]


def test_bytes_are_kept_once_and_come_back(where: str) -> None:
    with open_store(where, create=True) as store:
        how = begun(store)
        for number in range(205):
            one = bare()
            one = replace(one, article=article(f"Rain fell on harbour {number}.", origin=f"{number}"))
            one = reading(one.article, ())
            store.add(how, arrival_of(one.article), one)
        assert count(store, captures) == 205
        with store.asking() as connection:
            for key in connection.execute(select(captures.c.sha256)).scalars().all():
                assert load_bytes(connection, key).startswith(b"Rain fell")
            with pytest.raises(RecordError, match="no bytes"):
                load_bytes(connection, "0" * 64)
        assert count(store, dictionaries) < 2


def test_a_record_is_opened_again(where: str) -> None:
    with open_store(where, create=True) as store:
        put(store, story())
    with open_store(where) as store:
        assert count(store, statements) == 2


def test_a_record_of_a_newer_version_is_refused(where: str) -> None:
    with open_store(where, create=True) as store, store.writing() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '99'"))
    with pytest.raises(RecordError, match="newer version") as refused:
        open_store(where, create=True)
    assert refused.value.code == "newer"


def test_dates_of_all_kinds_come_back(where: str) -> None:
    one = story(published=Moment("2031-05-01", "2031-05-31", "2031-05"))
    with open_store(where, create=True) as store:
        outcome = put(store, one)
        with store.asking() as connection:
            assert load_reading(connection, outcome.article) == one
