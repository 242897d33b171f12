"""What goes to a terminal: consoles that know when to be plain, and text that can't steer it."""

import os
import re
import sys
from typing import Final, TextIO

from rich.console import Console

MEASURE: Final = 92
"""Columns at most: a line of a wide terminal is longer than an eye can follow."""

# Controls of the terminal (C0, DEL, C1), of the direction of writing (an article could turn the words of
# others around with them), and lone surrogates.
_STEERING: Final = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_C0_PICTURES: Final = 0x2400
_DEL: Final = 0x7F


def visible(text: str) -> str:
    """The text on one line, with every character that could steer a terminal shown as a sign for it.

    Runs of white space become one space; ESC becomes ``␛``, U+009B ``⟨9B⟩``; all other characters stay.
    """
    return _STEERING.sub(_sign, " ".join(text.split()))


def _sign(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < ord(" "):
        return chr(_C0_PICTURES + code)
    if code == _DEL:
        return "␡"
    return "\ufffd" if 0xD800 <= code < 0xE000 else f"⟨{code:02X}⟩"


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Leave it to ``exits.faced``: Rich would end the process with status 1."""
        raise BrokenPipeError


def console(file: TextIO) -> Console:
    """Prints to ``file``: with colour on a terminal only, and nowhere when ``NO_COLOR`` is set."""
    colour = (file.isatty() or bool(os.environ.get("FORCE_COLOR"))) and not os.environ.get("NO_COLOR")
    made = _Console(
        file=file, color_system="auto" if colour else None, markup=False, emoji=False, highlight=False, soft_wrap=False
    )
    made.width = min(made.width, MEASURE)
    return made


def tell(*lines: str) -> None:
    """Lines for the person at the terminal, on stderr; they may hold words from outside."""
    encoding = sys.stderr.encoding or "utf-8"
    for line in lines:
        sys.stderr.write(f"{_STEERING.sub(_sign, line)}\n".encode(encoding, "replace").decode(encoding))
    sys.stderr.flush()
