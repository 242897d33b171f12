"""How values are written: words that any database can hold, and JSON that a person can read."""

import json
from typing import Any, Final

from sqlalchemy import BigInteger, Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator

_LOW, _HIGH = 0xD800, 0xDFFF
"""Lone surrogates: a JSON line can hold them, UTF-8 can't."""
_STAND_IN: Final = 0x10D800
"""Private characters that stand in their place, one for one, so that offsets stay what they are."""
_NUL_STAND_IN: Final = _STAND_IN - 1

_OUT: Final = {0: chr(_NUL_STAND_IN), **{code: chr(code - _LOW + _STAND_IN) for code in range(_LOW, _HIGH + 1)}}
_IN: Final = {ord(stand_in): chr(code) for code, stand_in in _OUT.items()}


def storable(text: str) -> str:
    """The text with a stand-in for each NUL and each lone surrogate, which no UTF-8 column holds."""
    return text.translate(_OUT) if _odd(text) else text


def stored(text: str) -> str:
    """The text that ``storable`` was given, unless that had stand-ins of its own (``is_storable``)."""
    return text.translate(_IN) if any(ord(c) >= _NUL_STAND_IN for c in text) else text


def is_storable(text: str) -> bool:
    """Does the text come back as it is? Only one with the private characters U+10D7FF to U+10DFFF does not."""
    return stored(storable(text)) == text


def _odd(text: str) -> bool:
    if "\0" in text:
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


class Words(TypeDecorator[str]):
    """Any string, code point by code point."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """To the database."""
        return None if value is None else storable(value)

    def process_result_value(self, value: object, dialect: Dialect) -> str | None:  # noqa: ARG002
        """From the database."""
        return None if value is None else stored(str(value))


class Json(TypeDecorator[Any]):
    """A list or an object as JSON text; tuples come back as lists."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:  # noqa: ARG002
        """To the database."""
        if value is None:
            return None
        # lone surrogates get stand-ins here too: as escapes, two that stand side by side would come back as one
        return storable(json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True))

    def process_result_value(self, value: object, dialect: Dialect) -> Any:  # noqa: ANN401, ARG002
        """From the database."""
        return None if value is None else json.loads(stored(str(value)))


Key = BigInteger().with_variant(Integer, "sqlite")
"""A row's number; SQLite counts up only what it calls INTEGER."""
