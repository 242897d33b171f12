"""One line of a JSONL file → a record of an article."""

import json
from dataclasses import dataclass

from onrecord.errors import InputError
from onrecord.ingest.hints import Hints, of_record


@dataclass(frozen=True, slots=True)
class Record:
    """An article that came as text (or as ``markup``) with what its line says of it.

    ``origin`` is the line's ``id``, else its ``url``, else ``path:line``.
    """

    text: str
    origin: str
    hints: Hints
    markup: bool = False


def record(line: bytes, place: str) -> Record:
    """The record of one JSON object; ``place`` is ``path:line``. Raises ``InputError`` (``jsonl``)."""
    try:
        value = json.loads(line.decode("utf-8-sig", "surrogatepass"))
    except UnicodeDecodeError as error:
        raise _bad(place, f"not UTF-8 ({error.reason} at byte {error.start} of the line)") from None
    except json.JSONDecodeError as error:
        raise _bad(place, f"not JSON ({error.msg} at column {error.colno})") from None
    except (RecursionError, ValueError):
        raise _bad(place, "JSON nested too deep, or with a number too long, to be read") from None
    if not isinstance(value, dict):
        raise _bad(place, "not a JSON object")
    text, html = value.get("text"), value.get("html")
    for key, words in (("text", text), ("html", html)):
        if words is not None and not isinstance(words, str):
            raise _bad(place, f'"{key}" must be a string')
    body = text if text is not None else html
    if body is None:
        raise _bad(place, 'neither "text" nor "html"')
    return Record(body, _origin(value, place), of_record(value), markup=text is None)


def _origin(value: dict[str, object], place: str) -> str:
    for key in ("id", "url"):
        found = value.get(key)
        if isinstance(found, str) and found:
            return found
        if isinstance(found, int) and not isinstance(found, bool):
            return str(found)
        if found is not None and key == "id" and found != "":
            raise _bad(place, '"id" must be a string or a whole number')
    return place


def _bad(place: str, what: str) -> InputError:
    return InputError(f"this line is left out: {what}", code="jsonl", article=place)
