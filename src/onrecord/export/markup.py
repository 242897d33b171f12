"""HTML that is safe to open: escaping, addresses, and a document that can load and run nothing."""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import Final

# HTML can't hold U+0000, nor UTF-8 a lone surrogate; both become one U+FFFD, so that lengths stay.
_UNHOLDABLE: Final = re.compile("[\0\ud800-\udfff]")
_WEB_ADDRESS: Final = re.compile(r"https?://[^\s\x00-\x20\x7f<>\"'\\]+", re.IGNORECASE)
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def holdable(text: str) -> str:
    """The text as HTML in UTF-8 can hold it: same length, U+FFFD for what it can't."""
    return _UNHOLDABLE.sub("\ufffd", text)


def esc(text: str) -> str:
    """The text for an element or a quoted attribute; a browser reads back just these characters."""
    # A carriage return as it stands would come back as a newline.
    return escape(holdable(text)).replace("\r", "&#13;")


def linked(url: str | None, words: str) -> str:
    """The words, as a link if the address is one of the web; any other scheme is never a link."""
    if url is None or not _WEB_ADDRESS.fullmatch(url):
        return esc(words)
    return f'<a href="{esc(url)}" rel="noopener noreferrer nofollow">{esc(words)}</a>'


def language_attribute(language: str | None) -> str:
    """`` lang="en"`` for a well-formed language tag, else nothing."""
    return f' lang="{language}"' if language and _LANGUAGE.fullmatch(language) else ""


@cache
def style() -> str:
    """The style sheet of all pages, read once."""
    return files("onrecord.export").joinpath("page.css").read_text(encoding="utf-8")


def document(title: str, body: str, *, extra_style: str = "") -> str:
    """A whole page. Its policy lets the browser use this one style sheet (known by its hash) and nothing else.

    ``body`` and ``extra_style`` are markup already; ``title`` is text.
    """
    sheet = style() + extra_style
    digest = b64encode(sha256(sheet.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
        f"<title>{esc(title)}</title>\n<style>{sheet}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )
