"""Questions to the record: query (frozen) → compiled → rows."""

from onrecord.search.compare import Diff, Likeness
from onrecord.search.counts import Speaker, Stats, speakers, stats
from onrecord.search.history import Told, tell
from onrecord.search.query import ACTS, Query
from onrecord.search.rows import Found, Hit, find
from onrecord.search.verify import Match, Verdict, verify, verify_in

__all__ = [
    "ACTS",
    "Diff",
    "Found",
    "Hit",
    "Likeness",
    "Match",
    "Query",
    "Speaker",
    "Stats",
    "Told",
    "Verdict",
    "find",
    "speakers",
    "stats",
    "tell",
    "verify",
    "verify_in",
]
