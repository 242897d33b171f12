"""A record with a few stories, over SQLite and over Postgres."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from onrecord.model import Moment, Sense
from onrecord.record import Store, arrival_of, open_store
from record.readings import begun, simple, story

FERRY = "Ferry workers will strike, Ann Lee said. Bo Rask denied that the ferry was sold."
TROOPS = "General Ott said troops would leave. The General’s aide said the troop ship doesn't sail; 3,000 troops wait."


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    with open_store(where, create=True) as made:
        how = begun(made)
        ferry = simple(
            FERRY,
            ("Ann Lee", "said", "Ferry workers will strike"),
            ("Bo Rask", "denied", "that the ferry was sold"),
            origin="ferry.txt",
            outlet="Meridian",
            published=Moment.of("2031-06-01"),
        )
        first, second = ferry.statements
        ferry = replace(ferry, statements=(first, replace(second, sense=Sense("speech", "deny", False, 1))))
        troops = simple(
            TROOPS,
            ("General Ott", "said", "troops would leave"),
            ("The General’s aide", "said", "the troop ship doesn't sail; 3,000 troops wait"),
            origin="troops.txt",
            published=Moment.of("2031-07-01"),
        )
        for one in (story(), ferry, troops):
            made.add(how, arrival_of(one.article), one)
        yield made
