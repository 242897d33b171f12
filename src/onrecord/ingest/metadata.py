"""What a page says of itself: JSON-LD, meta tags, and what trafilatura reads of them."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape

import trafilatura.metadata
from lxml.html import HtmlElement

from onrecord.ingest.hints import moment
from onrecord.ingest.wire import letters

_ARTICLES = re.compile(r"Article|Posting|Report|Review$|^Opinion")
_STAMPS = (
    ".//meta[@property='article:published_time']",
    ".//meta[@property='og:article:published_time']",
    ".//meta[@name='article:published_time']",
    ".//meta[@itemprop='datePublished']",
    ".//meta[@name='parsely-pub-date']",
    ".//meta[@name='date']",
    ".//meta[@name='pubdate']",
)
_SITE_AFTER = re.compile(r"\s+[|–—-]\s+[^|–—]{2,40}$")
_NO_NAME = re.compile(r"https?:|www\.|/|@|^\W*$|\.(?:com|org|net)\b", re.IGNORECASE)
_ROLE_AFTER = re.compile(r"\s*(?:[|]|,\s*(?=[a-z]|(?:The )?(?:Associated|Agence))|\s[–—-]\s).*$")
_BY = re.compile(r"^by\s+", re.IGNORECASE)
_AND = re.compile(r"\s*,\s+(?:and\s+)?|\s+and\s+|\s+&\s+")
_WORD = re.compile(r"\w+")
_MOST_NODES = 2000


@dataclass(frozen=True, slots=True)
class Metadata:
    """``published`` is an ISO 8601 stamp or day; ``language`` a tag as the page gives it."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None


def metadata(tree: HtmlElement, url: str | None = None) -> Metadata:
    """Metadata of a parsed page: its JSON-LD first, trafilatura's reading of the rest."""
    linked = _linked(tree)
    other = _by_trafilatura(tree, url)
    title = _title(tree, linked.title, other.title)
    stamp = linked.published or _stamp(tree)
    return Metadata(
        title=title,
        authors=linked.authors or other.authors,
        published=stamp or other.published,
        outlet=linked.outlet or other.outlet,
        url=other.url or linked.url,
        language=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or linked.language,
    )


def _by_trafilatura(tree: HtmlElement, url: str | None) -> Metadata:
    try:
        found = trafilatura.metadata.extract_metadata(tree, url)
    except Exception:  # noqa: BLE001  # its code and htmldate's may raise anything on odd pages; nothing is known then
        return Metadata()
    return Metadata(found.title, _names(found.author), found.date, found.sitename, found.url)


def _names(value: object) -> tuple[str, ...]:
    """Names as a person would write them, without addresses, roles and repetitions."""
    names: dict[str, str] = {}
    for name in _flat_names(value):
        clean = _ROLE_AFTER.sub("", _BY.sub("", " ".join(name.split())))
        if clean and not _NO_NAME.search(clean) and len(clean) < 80:
            names.setdefault(letters(clean), clean)
    return tuple(names.values())


def _flat_names(value: object) -> Iterator[str]:
    values = value if isinstance(value, list) else [value]
    for item in values[:50]:
        name = item.get("name") if isinstance(item, dict) else item
        for part in name if isinstance(name, list) else [name]:
            if isinstance(part, str):
                yield from _apart(unescape(part))


def _apart(names: str) -> list[str]:
    """Several names in one string: by semicolons, and by commas and "and" when each part is a full name."""
    parts = [p for semi in names.split(";") for p in _AND.split(semi)]
    whole = all(1 < len(p.split()) < 5 and p.strip()[:1].isupper() for p in parts)
    return parts if whole else names.split(";")


def _title(tree: HtmlElement, linked: str | None, other: str | None) -> str | None:
    """The headline as the page shows it (its ``<h1>``) when the metadata say about the same, else theirs."""
    told = [" ".join(unescape(t).split()) for t in (linked, other) if t]
    shown = [words for h in tree.iter("h1") if letters(words := " ".join(h.text_content().split()))]
    if not told:
        return shown[0] if len(shown) == 1 else None
    for words in shown:
        if any(_are_alike(words, t) for t in told):
            return words
    return _SITE_AFTER.sub("", told[0]) if linked is None else told[0]


def _are_alike(one: str, other: str) -> bool:
    """True when the shorter shares half of its words with the other."""
    first, second = set(_WORD.findall(one.casefold())), set(_WORD.findall(other.casefold()))
    return 2 * len(first & second) >= min(len(first), len(second)) > 0


def _stamp(tree: HtmlElement) -> str | None:
    for path in _STAMPS:
        for element in tree.iterfind(path):
            if found := _stamp_of(element.get("content")):
                return found
    return None


def _stamp_of(value: object) -> str | None:
    found = moment(value) if isinstance(value, str) else None
    return found.stamp if found else None


def _linked(tree: HtmlElement) -> Metadata:
    """The first article among the page's JSON-LD nodes."""
    language = None
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            value = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(value):
            kinds = node.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(k, str) and _ARTICLES.search(k) for k in kinds):
                return replace(_of_node(node), language=_text(node.get("inLanguage")) or language)
    return Metadata()


def _of_node(node: dict[str, object]) -> Metadata:
    publisher = node.get("publisher")
    return Metadata(
        title=_text(node.get("headline")),
        authors=_names(node.get("author")),
        published=_stamp_of(node.get("datePublished")),
        outlet=_text(publisher.get("name")) if isinstance(publisher, dict) else None,
        url=_text(node.get("url")),
    )


def _text(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _nodes(value: object) -> Iterator[dict[str, object]]:
    """All objects of a JSON value, breadth first, so that an article stands before what it mentions."""
    level, seen = [value], 0
    while level and seen < _MOST_NODES:
        deeper: list[object] = []
        for item in level:
            seen += 1
            if isinstance(item, dict):
                yield item
                deeper += [v for v in item.values() if isinstance(v, dict | list)]
            elif isinstance(item, list):
                deeper += [v for v in item if isinstance(v, dict | list)]
        level = deeper
