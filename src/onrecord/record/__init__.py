"""The record: what was read is kept, once, with its evidence. SQLite in a file, or Postgres. The only writes.

>>> from onrecord.record import open_store
>>> with open_store("onrecord.db", create=True) as store:  # doctest: +SKIP
...     ...
"""

from onrecord.record.adding import Outcome
from onrecord.record.arrivals import Arrival, arrival, arrival_of
from onrecord.record.carry import Carried, carry
from onrecord.record.place import DEFAULT
from onrecord.record.readings import How
from onrecord.record.soundness import Flaw, flaws
from onrecord.record.store import Failed, Run, Store, open_store

__all__ = [
    "DEFAULT",
    "Arrival",
    "Carried",
    "Failed",
    "Flaw",
    "How",
    "Outcome",
    "Run",
    "Store",
    "arrival",
    "arrival_of",
    "carry",
    "flaws",
    "open_store",
]
