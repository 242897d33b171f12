"""Vocabulary as data files beside this module, and their one reader.

A file holds one entry a line; ``#`` begins a comment line; blank lines are skipped.
"""

from functools import cache
from importlib.resources import files


@cache
def entries(name: str) -> frozenset[str]:
    """The entries of ``<name>.txt``. Raises ``FileNotFoundError`` for a name that is not here."""
    text = (files("onrecord.lexicon") / f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))
