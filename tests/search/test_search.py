"""Questions and what they find, the same over both databases."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.record import Store, arrival_of
from onrecord.record.schema import statements
from onrecord.search import Query, find
from onrecord.search.compiled import for_postgres, for_sqlite, terms
from onrecord.search.query import LONGEST, phrases
from record.readings import STORY, begun, simple


def said(store: Store, **asked: Any) -> list[str]:
    return [hit.content for hit in find(store, Query(**asked)).hits]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"words": "ferry"}, 2),
        ({"words": "FERRY sold"}, 1),
        ({"words": "troop"}, 2),  # by the stem
        ({"words": '"troops would leave"'}, 1),
        ({"words": '"would troops leave"'}, 0),
        ({"words": "would troops leave"}, 1),
        ({"words": "doesn’t"}, 1),
        ({"words": "3,000 troops"}, 1),
        ({"words": "general"}, 2),  # in the source
        ({"words": "", "speaker": "ott"}, 1),
        ({"words": "", "speaker": "Rask Bo"}, 1),
        ({"words": "ferry", "acts": ("deny",)}, 1),
        ({"words": "", "acts": ("deny", "refuse", "commit")}, 3),
        ({"words": "", "outlet": "lund quay"}, 2),
        ({"words": "", "audience": "reporters"}, 1),
        ({"words": "", "has": ("condition", "figure")}, 1),
        ({"words": "pay", "has": ("figure",)}, 1),
        ({"words": "", "said_from": "2031-05-19", "said_to": "2031-05-19"}, 1),
        ({"words": "", "said_from": "2031-05-20"}, 0),
        ({"words": "", "published_from": "2031-06-01"}, 4),
        ({"words": "", "published_to": "2031-05-31"}, 2),
        ({"words": "ferry", "published_from": "2031-06-02"}, 0),
        ({"words": ""}, 6),
    ],
)
def test_what_is_found(store: Store, asked: dict[str, Any], expected: int) -> None:
    assert len(said(store, **asked)) == expected


ODD = [
    '" OR 1',
    "a AND NOT b",
    "NEAR(ferry",
    "ferry*",
    "content:ferry",
    "ferry -sold",
    "(ferry",
    "'; DROP TABLE statements",
]


@pytest.mark.parametrize("words", [*ODD, "ferry\0sold", "🚢 ferry", "ferry:*", "!ferry & |", "\ud83d ferry", "^ferry"])
def test_any_question_is_text(store: Store, words: str) -> None:
    found = find(store, Query(words))
    assert len(found.hits) <= 6
    with store.asking() as connection:
        assert connection.execute(statements.select()).all()


@pytest.mark.parametrize("words", ["🚢", '"', " - ", "\0"])
def test_a_question_without_a_word_is_refused(words: str) -> None:
    with pytest.raises(UsageError, match="no word"):
        Query(words)


@pytest.mark.parametrize(
    "asked",
    [{"acts": ("shout",)}, {"limit": 0}, {"said_from": "May"}, {"published_to": "2031-13-01"}, {"speaker": "…"}],
)
def test_what_can_not_be_asked_is_told(asked: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        Query(**asked)


@given(st.text())
def test_words_never_become_commands(text: str) -> None:
    try:
        asked = terms(Query(text))
    except UsageError:
        return
    kept = {word for phrase in phrases(text) for word in phrase}
    assert all(word.isalnum() for word in kept)
    assert for_sqlite(asked).count('"') == 2 * sum(len(term.phrases) for term in asked)
    assert for_postgres(asked).count(":") >= len(asked) - 1
    assert sum(len(phrase) for phrase in phrases(text)) <= LONGEST


def test_the_order(store: Store) -> None:
    assert said(store, sort="newest")[0] == "troops would leave"
    assert said(store, sort="oldest")[0].startswith("that the council")
    # what was said counts more than who said it
    assert said(store, words="troops")[0] != ""
    assert [h.score for h in find(store, Query("ferry")).hits] == sorted(
        h.score for h in find(store, Query("ferry")).hits
    )


def test_the_limit_says_when_there_is_more(store: Store) -> None:
    assert find(store, Query(limit=2)).more
    assert not find(store, Query(limit=6)).more
    assert find(store, Query("ferry", limit=1)).more


def test_what_was_superseded_is_found_when_asked_for(store: Store) -> None:
    corrected = simple(
        STORY.replace("about 3,000", "up to 4,000"),
        ("Mayor Edda Corvane", "told", "that the council would pay up to 4,000 crowns if the harbour agreed"),
        origin="quay.html",
        url="https://news.example/quay",
        outlet="Lund Quay Post",
    )
    store.add(begun(store), arrival_of(corrected.article), corrected)
    assert len(said(store, words="crowns")) == 1
    both = find(store, Query("crowns", superseded=True)).hits
    assert sorted(hit.state for hit in both) == ["current", "superseded"]
    assert len(find(store, Query(superseded=True)).hits) == len(find(store, Query()).hits) + 2
