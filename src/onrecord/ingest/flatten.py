"""Trees and markup → paragraphs of plain text."""

import re
from html.parser import HTMLParser

from lxml.etree import _Element

# fmt: off
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "cell", "center", "dd", "details", "dialog", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head",
    "header", "hgroup", "hr", "html", "item", "legend", "li", "list", "main", "menu", "nav", "ol", "p", "pre", "quote",
    "row", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})
_UNREAD = frozenset({
    "script", "style", "template", "noscript", "head", "title", "svg", "math", "iframe", "object", "select", "textarea",
    "button", "nav",
})
# fmt: on
_SPACE = re.compile(r"[^\S\n]+")
_LINE = "\x1f"
"""Stands for ``<br>`` while white space is folded; no page holds it, the parser drops control characters."""
_BREAK = re.compile(rf"\s*{_LINE}\s*")
_ENDS = re.compile(r"[.!?…:][\"”’'»)\]]*$")
_STARTS = re.compile(r"[\"“‘'«(\[]*(?:[A-ZÀ-ÖØ-Þ]|\d)")


def pieces_of(tree: _Element) -> list[str]:
    """The paragraphs of trafilatura's tree, white space folded; never empty strings.

    Walks with a stack of its own: no page can exhaust Python's.
    """
    found = _Folder()
    stack: list[tuple[_Element, bool]] = [(tree, False)]
    while stack:
        element, leaving = stack.pop()
        is_block = element.tag in _BLOCKS
        if is_block:
            found.flush()
        if leaving:
            found.add(element.tail)
            continue
        if element.tag in ("lb", "br"):
            found.add(_LINE)
        if isinstance(element.tag, str):
            found.add(element.text)
        if element is tree:
            stack.extend((child, False) for child in reversed(element))
            continue
        stack.append((element, True))
        if isinstance(element.tag, str):
            stack.extend((child, False) for child in reversed(element))
    return found.done()


def plain_pieces(markup: str) -> list[str]:
    """The paragraphs of a page that no tree can be made of, without scripts and navigation."""
    parser = _Plain()
    parser.feed(markup)
    parser.close()
    return parser.found.done()


class _Folder:
    """Gathers text and cuts it in paragraphs."""

    def __init__(self) -> None:
        self.kept: list[str] = []
        self._open: list[str] = []

    def add(self, text: str | None) -> None:
        if text:
            self._open.append(text)

    def flush(self) -> None:
        if self._open:
            self.kept += _lines("".join(self._open))
            self._open = []

    def done(self) -> list[str]:
        self.flush()
        return self.kept


def _lines(run: str) -> list[str]:
    """One paragraph or, where ``<br>`` was used to part paragraphs, several; other ``<br>`` become line ends."""
    parts = _BREAK.split(run)
    found: list[str] = []
    parted = True
    for part in parts:
        words = _SPACE.sub(" ", part.replace("\n", " ")).strip()
        if not words:
            parted = True
            continue
        if parted or (_ENDS.search(found[-1][-8:]) and _STARTS.match(words)):
            found.append(words)
        else:
            found[-1] += "\n" + words
        parted = False
    return found


class _Plain(HTMLParser):
    """Text between tags; block tags part paragraphs, unread elements are left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = _Folder()
        self._unread: list[str] = []
        self._quoted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _UNREAD:
            self._unread.append(tag)
        elif tag in ("body", "main", "article"):
            # A page that forgets to close its head is read all the same.
            self._unread.clear()
        if tag == "q":
            self.handle_data("‘" if self._quoted else "“")
            self._quoted += 1
        if tag == "br":
            self.found.add(_LINE)
        elif tag in _BLOCKS:
            self.found.flush()

    def handle_endtag(self, tag: str) -> None:
        if self._unread and tag in self._unread:
            while self._unread.pop() != tag:
                pass
        if tag == "q" and self._quoted:
            self._quoted -= 1
            self.handle_data("’" if self._quoted else "”")
        if tag in _BLOCKS:
            self.found.flush()

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.found.add(data.replace(_LINE, " "))
