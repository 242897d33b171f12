"""Counting readings: who is quoted, how much, and how; pure, and nothing is kept of an article but numbers."""

from onrecord.audit.count import Auditor, audit, characters, words_in
from onrecord.audit.entities import EntityList, Listed, entity_list
from onrecord.audit.record import Audit, Column, Single, Tally, Voice

__all__ = [
    "Audit",
    "Auditor",
    "Column",
    "EntityList",
    "Listed",
    "Single",
    "Tally",
    "Voice",
    "audit",
    "characters",
    "entity_list",
    "words_in",
]
