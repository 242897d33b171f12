"""Users' own lists of people and organizations: CSV, or FollowTheMoney entities as JSON Lines.

A bad row is an error of its own, naming the file and the line; the other rows are read.
"""

import csv
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from onrecord.errors import InputError
from onrecord.resolve.countries import Country, country_of
from onrecord.resolve.decisions import EntityKind, Known

Row = tuple[int, Known | InputError]

KINDS: dict[str, EntityKind] = {
    "": "unknown", "unknown": "unknown", "person": "person", "people": "person", "organization": "organization",
    "organisation": "organization", "company": "organization", "publicbody": "organization", "party": "organization",
    "country": "country", "place": "place", "group": "group", "document": "document",
}  # fmt: skip
SCHEMATA: dict[str, EntityKind] = {
    "Person": "person", "Organization": "organization", "Company": "organization", "PublicBody": "organization",
    "LegalEntity": "unknown",
}  # fmt: skip
"""The FollowTheMoney schemata that are read; entities of others (addresses, ownerships) are passed over."""
IDENTIFIERS = ("wikidata", "isni", "viaf", "lei", "orcid", "gnd", "opencorporates", "opensanctions")
"""Columns that identify, the first that is filled wins; after them ``id``."""
SYNONYMS = {
    "alias": "aliases", "type": "kind", "schema": "kind", "qid": "wikidata", "wikidata_id": "wikidata",
    "wikidataid": "wikidata", "wikidata id": "wikidata", "wikidata qid": "wikidata", "identifier": "id",
    "label": "name", "country_code": "country",
}  # fmt: skip
QID = re.compile(r"(?:https?://www\.wikidata\.org/(?:wiki|entity)/)?(Q[1-9][0-9]*)", re.IGNORECASE)
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:\S+")
LINE = re.compile(r"\r\n|\r|\n")
LONGEST_ROW = 50
"""Lines of one row: a quotation mark that is never closed must not swallow the file."""
FTM_NAMES = ("alias", "weakAlias", "previousName", "abbreviation")
FTM_COUNTRY = ("country", "nationality", "jurisdiction")


def read_list(data: bytes, origin: str) -> tuple[tuple[Known, ...], tuple[InputError, ...]]:
    """The entities of a list, and an error (code ``list``) for each row that could not be read, in the file's order.

    ``data`` is UTF-8. CSV has a first row of column names, in any case and order: ``name`` (the only one that must
    be there), ``aliases`` (separated by ";"), ``kind``, ``country`` (a name or ISO code), identifiers
    (``wikidata`` …, ``id``); all others are kept as the user's own ``fields``. Cells are separated by commas, tabs or
    semicolons, whichever the first row has. Of FollowTheMoney entities the names, ``wikidataId``, ``leiCode`` and
    countries are taken and the other properties kept as fields.

    ``origin`` names the file in errors. Raises ``InputError`` (code ``list``) when nothing can be read of it: it is
    not UTF-8, it is empty, or there is no column ``name``.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _bad(origin, line, "this is not UTF-8; save the list as UTF-8") from None
    if not text.strip():
        raise _bad(origin, 1, "the list is empty; its first row names the columns, one of them name")
    lines = LINE.split(text)
    rows = _ftm(lines, origin) if text.lstrip().startswith("{") else _csv(lines, origin)
    return _unique(rows, origin)


def _bad(origin: str, line: int, message: str) -> InputError:
    return InputError(message, code="list", article=f"{origin}:{line}")


def _unique(rows: Iterable[Row], origin: str) -> tuple[tuple[Known, ...], tuple[InputError, ...]]:
    """Of rows with one identifier the first is taken."""
    found: dict[str, int] = {}
    known: list[Known] = []
    errors: list[InputError] = []
    for line, row in rows:
        if isinstance(row, InputError):
            errors.append(row)
        elif row.id in found:
            same = f"the same identifier ({row.id}) stands in line {found[row.id]}; put all names into one row"
            errors.append(_bad(origin, line, same))
        else:
            found[row.id] = line
            known.append(row)
    return tuple(known), tuple(errors)


def _csv(lines: Sequence[str], origin: str) -> Iterator[Row]:
    head, *others = _cells(lines, _separator(lines), origin)
    if isinstance(head[1], InputError):
        raise head[1]
    columns = [SYNONYMS.get(c.strip().casefold(), c.strip()) for c in head[1]]
    columns = [
        c.casefold() if c.casefold() in {"name", "aliases", "kind", "country", "id", *IDENTIFIERS} else c
        for c in columns
    ]
    if "name" not in columns:
        raise _bad(origin, head[0], f"no column is called name; the first row has {', '.join(columns)}")
    if twice := sorted({c for c in columns if c and columns.count(c) > 1}):
        raise _bad(origin, head[0], f"two columns are called {twice[0]}; rename one")
    for line, cells in others:
        if isinstance(cells, InputError):
            yield line, cells
        elif any(cell.strip() for cell in cells):
            yield line, _known(columns, cells, origin, line)


def _separator(lines: Sequence[str]) -> str:
    """What separates the cells of the first row; semicolons alone also separate aliases, so they come last."""
    first = next(line for line in lines if line.strip())
    return next((mark for mark in (",", "\t", ";") if mark in first), ",")


def _cells(lines: Sequence[str], separator: str, origin: str) -> Iterator[tuple[int, list[str] | InputError]]:
    """The rows with the number of their first line. After a row that can't be parsed it goes on with the next line."""
    at = 0
    while at < len(lines):
        ahead = (f"{line}\n" for line in lines[at : at + LONGEST_ROW])
        reader = csv.reader(ahead, delimiter=separator, strict=True)
        try:
            cells = next(reader, None)
        except csv.Error as error:
            message = f"the row can't be parsed ({error}); look for a quotation mark that isn't closed or doubled"
            yield at + 1, _bad(origin, at + 1, message)
            at += 1
            continue
        if cells:
            yield at + 1, cells
        at += max(reader.line_num, 1)


def _known(columns: Sequence[str], cells: Sequence[str], origin: str, line: int) -> Known | InputError:
    if len(cells) > len(columns):
        return _bad(origin, line, f"{len(cells)} cells, but {len(columns)} columns; quote cells that hold a separator")
    row = {c: cell.strip() for c, cell in zip(columns, cells, strict=False) if c}
    name = " ".join(row.pop("name", "").split())
    aliases = tuple(dict.fromkeys(" ".join(a.split()) for a in row.pop("aliases", "").split(";") if a.strip()))
    given_kind, given_country = row.pop("kind", ""), row.pop("country", "")
    kind = KINDS.get(given_kind.casefold().replace(" ", ""))
    if not name:
        return _bad(origin, line, "the name is empty; give one or leave the row out")
    if kind is None:
        return _bad(origin, line, f"{given_kind!r} is no kind; use person, organization, country, place or group")
    identifier = _identifier(row)
    if isinstance(identifier, str) and identifier.startswith("!"):
        return _bad(origin, line, identifier[1:])
    return Known(
        id=identifier or _made_up(name, kind),
        name=name,
        kind=kind,
        aliases=aliases,
        country=_country(given_country),
        fields=tuple((c, cell) for c, cell in row.items() if cell and not (identifier or "").endswith(f":{cell}")),
    )


def _identifier(row: Mapping[str, str]) -> str | None:
    """The first identifier that the row gives, with its scheme; "!" and what is wrong with it for a bad one."""
    if given := row.get("wikidata"):
        qid = QID.fullmatch(given)
        return f"wikidata:{qid[1].upper()}" if qid else f"!{given!r} is no Wikidata item; give Q and a number (Q42)"
    for column in IDENTIFIERS[1:]:
        if given := row.get(column):
            return f"{column}:{given}"
    if given := row.get("id"):
        return given if SCHEME.fullmatch(given) else f"list:{given}"
    return None


def _made_up(name: str, kind: str) -> str:
    """An identifier for a row without one: of its name and kind, so that it stays the same while they do."""
    canonical = json.dumps({"kind": kind, "name": name, "scheme": 1}, sort_keys=True, separators=(",", ":"))
    return "list:" + hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _country(given: str) -> str | None:
    """The ISO code for a code or name; None for what is neither."""
    if len(given) == 2 and given.isalpha():
        return given.upper()
    found = country_of(given) if given else None
    return found.code if isinstance(found, Country) else None


def _ftm(lines: Sequence[str], origin: str) -> Iterator[Row]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            entity: Any = json.loads(line)
        except (ValueError, RecursionError):
            yield number, _bad(origin, number, "this line is no JSON object; give one FollowTheMoney entity a line")
            continue
        if not isinstance(entity, dict) or not isinstance(entity.get("properties"), dict):
            message = "this line is no FollowTheMoney entity: it has no object called properties"
            yield number, _bad(origin, number, message)
        elif entity.get("schema") in SCHEMATA:
            yield number, _ftm_known(entity, origin, number)


def _ftm_known(entity: Mapping[str, Any], origin: str, line: int) -> Known | InputError:
    properties = {str(key): _strings(value) for key, value in entity["properties"].items()}
    names = properties.pop("name", [])
    if not names:
        return _bad(origin, line, "the entity has no name; give one or leave the line out")
    others = [alias for key in FTM_NAMES for alias in properties.pop(key, [])]
    countries = [code for key in FTM_COUNTRY for code in map(_country, properties.get(key, [])) if code]
    qid = (properties.pop("wikidataId", []) or [""])[0]
    identifier = _identifier({"wikidata": qid, "lei": (properties.pop("leiCode", []) or [""])[0]})
    if isinstance(identifier, str) and identifier.startswith("!"):
        return _bad(origin, line, identifier[1:])
    kind = SCHEMATA[cast("str", entity["schema"])]
    given = entity.get("id")
    own = f"ftm:{given}" if isinstance(given, str) and given else _made_up(names[0], kind)
    return Known(
        id=identifier or own,
        name=names[0],
        kind=kind,
        aliases=tuple(dict.fromkeys([*names[1:], *others])),
        country=countries[0] if countries else None,
        fields=tuple((key, "; ".join(values)) for key, values in properties.items() if values),
    )


def _strings(value: object) -> list[str]:
    """The strings in a property, which the format gives as a list and some write as one string."""
    given = value if isinstance(value, list) else [value]
    return [" ".join(v.split()) for v in given if isinstance(v, str) and v.strip()]
