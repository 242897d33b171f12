"""The user's own list of people and organizations: names, other names, and what the user knows of them."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from onrecord.errors import UsageError

NAME: Final = "name"
ALIASES: Final = "aliases"
_SEPARATORS: Final = ",;\t"


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry of the list; ``values`` stand in the order of its columns, empty where there is none."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntityList:
    """The columns beside name and aliases, and the entries by name; None where a name is that of several entries."""

    columns: tuple[str, ...]
    entries: Mapping[str, Listed | None]

    def fits(self, name: str) -> tuple[Listed, ...] | None:
        """The entry of a name or alias, if there is one; None when several fit. Capitals and spaces don't count."""
        key = folded(name)
        if key not in self.entries:
            return ()
        entry = self.entries[key]
        return None if entry is None else (entry,)


def folded(name: str) -> str:
    """The name as it is compared."""
    return " ".join(name.split()).casefold()


def entity_list(text: str, by: Iterable[str] = ()) -> EntityList:
    """The list in a CSV with a header: ``name``, perhaps ``aliases`` (separated by ``;``), any other columns.

    Cells are separated by commas, semicolons or tabs, as the header shows; ``by`` names the columns that are wanted,
    all without it. Raises ``UsageError`` (code ``entities``) when it is no such list.
    """
    lines = _lines(text.removeprefix("\ufeff"))
    header = [cell.strip() for cell in next(lines, (1, []))[1]]
    known = [cell.casefold() for cell in header]
    if NAME not in known:
        raise _wrong(f"its first line names no column {NAME!r}: {', '.join(header) or 'it is empty'}")
    if len(set(known)) < len(known):
        raise _wrong("two of its columns have the same name")
    columns = _wanted(header, by)
    entries: dict[str, Listed | None] = {}
    for number, cells in lines:
        if any(cell.strip() for cell in cells[len(header) :]):
            raise _wrong(f"line {number} has more cells than the first line names")
        row = dict(zip(known, [cell.strip() for cell in cells], strict=False))
        entry = Listed(row.get(NAME, ""), tuple(row.get(column.casefold(), "") for column in columns))
        for name in (entry.name, *row.get(ALIASES, "").split(";")):
            if key := folded(name):
                entries[key] = entry if entries.get(key, entry) == entry else None
    return EntityList(columns, entries)


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Number and cells of each line that is not empty."""
    head = text.lstrip("\r\n").split("\n", 1)[0]
    separator = max(_SEPARATORS, key=head.count)  # the first of them when none is there
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error as error:
        raise _wrong(f"line {reader.line_num}: {error}") from None


def _wanted(header: list[str], by: Iterable[str]) -> tuple[str, ...]:
    columns = {column.casefold(): column for column in header if column and column.casefold() not in {NAME, ALIASES}}
    wanted = list(by)
    for name in wanted:
        if name.strip().casefold() not in columns:
            raise _wrong(f"it has no column {name!r}, only {', '.join(columns.values()) or 'names'}")
    return tuple(columns[name.strip().casefold()] for name in wanted) or tuple(columns.values())


def _wrong(problem: str) -> UsageError:
    return UsageError(f"the list of entities can't be used: {problem}", code="entities")
