"""Captions of a page's pictures, put back between the paragraphs: trafilatura leaves figures out."""

from collections import Counter

from lxml.html import HtmlElement

from onrecord.ingest.flatten import pieces_of
from onrecord.ingest.wire import letters
from onrecord.model import BlockKind

Piece = tuple[BlockKind, str]
_LONGEST = 800
_FEWEST_WORDS = 3
_BLOCKS = ("p", "li", "blockquote", "h2", "h3", "h4", "td", "div")
_ASIDE = ("aside", "nav", "footer", "form", "a", "li")
_MOST = 0.6
"""Share of the paragraphs that must stand in containers of one kind before more of that kind are taken."""
_FULL = 15
"""Words of the shortest paragraph that is taken from another container."""


def with_captions(body: list[Piece], tree: HtmlElement) -> list[Piece]:
    """``body`` with the captions of its own pictures at their places, each once.

    A caption is one of its own when it stands in the element that holds the paragraphs, not after the last of them,
    and not in a teaser (a link, a list, an aside).
    """
    figures = list(tree.iter("figcaption"))
    if not figures or not body:
        return body
    keys = {letters(words): n for n, (_, words) in reversed(list(enumerate(body)))}
    places = _places(tree, keys)
    holder = _holder(list(places))
    if holder is None:
        return body
    inserts: dict[int, list[str]] = {}
    typed: set[int] = set()
    last = max(places.values())
    seen: set[str] = set()
    at = -1
    for element in tree.iter("figcaption", *_BLOCKS):
        at = max(at, places.get(element, -1))
        if element.tag != "figcaption":
            continue
        words = _words(element)
        key = letters(words)
        if key in keys:
            typed.add(keys[key])
        elif key not in seen and at < last and _is_own(element, holder, words):
            inserts.setdefault(at, []).append(words)
        seen.add(key)
    out: list[Piece] = [("caption", words) for words in inserts.get(-1, [])]
    for n, (kind, words) in enumerate(body):
        out.append(("caption" if n in typed else kind, words))
        out += [("caption", w) for w in inserts.get(n, [])]
    return out


def with_gaps(body: list[Piece], tree: HtmlElement) -> list[Piece]:
    """``body`` with the paragraphs that stand in further containers of the same kind.

    Long reports are often cut in several containers between advertisements; trafilatura takes the first of them.
    """
    places = _places(tree, {letters(words): n for n, (_, words) in reversed(list(enumerate(body)))})
    kinds = Counter(kind for element in places if (kind := _container(element)))
    if not kinds:
        return body
    kind, count = kinds.most_common(1)[0]
    if count < _MOST * len(places):
        return body
    inserts: dict[int, list[str]] = {}
    at = -1
    for element in tree.iter("p", *_BLOCKS):
        at = max(at, places.get(element, -1))
        if element.tag == "p" and element not in places and _container(element) == kind:
            inserts.setdefault(at, []).extend(w for w in pieces_of(element) if len(w.split()) >= _FULL)
    said = {letters(words) for _, words in body}
    out: list[Piece] = []
    for n in range(-1, len(body)):
        out += body[n : n + 1] if n > -1 else []
        out += [("paragraph", w) for w in inserts.get(n, []) if letters(w) not in said]
    return out


def _container(element: HtmlElement) -> tuple[str, str] | None:
    """Tag and class of the element that holds a paragraph; None where it has no class or stands aside."""
    above = element.getparent()
    if above is None or not above.get("class") or any(a.tag in _ASIDE for a in element.iterancestors()):
        return None
    return above.tag, above.get("class")


def _places(tree: HtmlElement, keys: dict[str, int]) -> dict[HtmlElement, int]:
    """Elements that hold the words of one piece of the body, with its position; the innermost of them."""
    longest = max(map(len, keys), default=0)
    found: dict[HtmlElement, int] = {}
    met: set[int] = set()
    for element in tree.iter(*_BLOCKS):
        if element.tag == "div" and (len(element) > 3 or not (element.text or "").strip()):
            continue
        words = element.text_content()
        if len(words) > 3 * longest + 100:
            continue
        n = keys.get(letters(words))
        if n is not None and n not in met:
            met.add(n)
            found[element] = n
    return found


def _holder(elements: list[HtmlElement]) -> HtmlElement | None:
    """The innermost element that holds most of ``elements``, widened to its ``<article>`` when there is one."""
    if not elements:
        return None
    counts: dict[HtmlElement, int] = {}
    for element in elements:
        for above in element.iterancestors():
            counts[above] = counts.get(above, 0) + 1
    enough = [e for e, count in counts.items() if count >= 0.8 * len(elements)]
    inner = max(enough, key=lambda e: sum(1 for _ in e.iterancestors()))
    return next((e for e in (inner, *inner.iterancestors()) if e.tag in ("article", "main")), inner)


def _is_own(element: HtmlElement, holder: HtmlElement, words: str) -> bool:
    if not words or len(words) > _LONGEST or len(words.split()) < _FEWEST_WORDS:
        return False
    for above in element.iterancestors():
        if above is holder:
            return True
        if above.tag in _ASIDE or above.tag == "article":
            return False
    return False


def _words(element: HtmlElement) -> str:
    """The caption on one line; the credit is often an element of its own that only a style sheet sets apart."""
    words = " ".join(" ".join(pieces_of(element)).split())
    for inner in element.iter("span", "small", "cite", "em", "i"):
        credit = " ".join(inner.text_content().split())
        at = words.find(credit) if len(credit) > 2 and credit[0].isupper() else 0
        if at > 0 and not words[at - 1].isspace() and words[at - 1] not in "([“‘\"'-/":
            words = f"{words[:at]} {words[at:]}"
    return words
