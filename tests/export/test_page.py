"""The page holds the article's text and nothing that could run, load or break out."""

import json
import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.handmade import MADE, Said, article, bare, council, empty, reading, wire
from export.harbour import harbour
from export.understood import Told
from onrecord.export import csv, line, render_page, statement_record
from onrecord.export.markup import holdable, style
from onrecord.export.segments import rows
from onrecord.model import (
    Act,
    Block,
    BlockKind,
    Condition,
    Figure,
    Kind,
    Moment,
    Partition,
    Piece,
    Reading,
    Reference,
    Sense,
    Share,
    Span,
    Statement,
    Timing,
)

TAGS = {
    *(
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "nav",
        "main",
        "article",
        "header",
        "aside",
        "section",
        "footer",
    ),
    *("h1", "h2", "h3", "p", "a", "b", "em", "strong", "mark", "span", "i", "time", "code", "dl", "dt", "dd", "div"),
    *("svg", "rect", "ol", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "small"),
}
ATTRIBUTES = {
    *("lang", "charset", "http-equiv", "content", "name", "class", "id", "href", "rel", "dir", "title", "datetime"),
    *("aria-label", "data-n", "role", "viewbox", "preserveaspectratio", "x", "y", "width", "height"),
    *("scope", "colspan"),
}
VOID = {"meta"}


class Page(HTMLParser):
    """Reads a page back: the text of the article, all tags and attributes; fails on tags that do not match."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.body, self.style = "", "", ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(source)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        names = (dict(attrs).get("class") or "").split()
        inside = bool(self._open and self._open[-1][1]) or "text" in names or "gap" in names
        if tag not in VOID:
            self._open.append((tag, inside))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][1]:
            self.text += data
        if self._open and self._open[-1][0] == "style":
            self.style += data
        else:
            self.body += data

    def of(self, tag: str, attribute: str) -> list[str]:
        return [
            attributes[attribute] or "" for name, attributes in self.tags if name == tag and attribute in attributes
        ]


def assert_harmless(page: Page) -> None:
    assert {tag for tag, _ in page.tags} <= TAGS
    assert {name for _, attributes in page.tags for name in attributes} <= ATTRIBUTES
    for href in page.of("a", "href"):
        assert re.match(r"#|https?://|[a-z0-9-]+\.html$", href), href
    assert len(page.of("a", "id")) == len(set(page.of("a", "id")))


ALL: list[Callable[[], Reading]] = [wire, council, harbour, bare, empty]


@pytest.mark.parametrize("make", ALL)
def test_the_text_is_the_articles(make: Callable[[], Reading]) -> None:
    page = Page(render_page(make()))
    assert page.text == make().article.text
    assert_harmless(page)


@pytest.mark.parametrize("make", ALL)
def test_every_link_inside_the_page_leads_somewhere(make: Callable[[], Reading]) -> None:
    page = Page(render_page(make()))
    ids = {attributes["id"] for _, attributes in page.tags if "id" in attributes}
    assert {href[1:] for href in page.of("a", "href") if href.startswith("#")} <= ids
    assert {f"s-{n}" for n in range(1, len(make().statements) + 1)} <= ids
    assert {statement.id for statement in make().statements} <= ids


def test_the_policy_knows_the_one_style_by_its_hash() -> None:
    source = render_page(council())
    page = Page(source)
    digest = b64encode(sha256(page.style.encode()).digest()).decode()
    [policy] = [a["content"] for _, a in page.tags if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert source.count("<style>") == 1
    assert not re.search(r"url\(|@import|<script|\sstyle=|\son\w+=", source)


NASTY = [
    "<script>alert(1)</script>",
    "</p></style><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' & &amp; &#60; &lt;",
    "<!-- -->",
    "]]>",
    "\u202eabc",
]


@pytest.mark.parametrize("words", NASTY)
def test_markup_in_the_words_stays_words(words: str) -> None:
    text = f"{words} said {words}."
    told = Told(words, said=words, audience=(words,), occasion="said", unresolved=words, candidates=(words,))
    said = (Said((words,), "said", (words,), after="", told=told),)
    whole = article(
        text,
        origin=words,
        title=words,
        outlet=words,
        agency=words + "2",
        dateline=words,
        bylines=(words, words),
        url=f"https://news.example/{words}",
        language=words,
        warnings=(words,),
    )
    made = reading(whole, said)
    page = Page(render_page(made, home="index.html"))
    assert page.text == text
    assert_harmless(page)
    assert page.body.count(words) > 6


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "//news.example",
        "https:/x",
        "http://a b",
        "",
        "\x01https://x.example",
    ],
)
def test_only_addresses_of_the_web_are_linked(url: str) -> None:
    made = replace(bare(), article=replace(bare().article, url=url))
    assert Page(render_page(made)).of("a", "href") == []


def test_a_web_address_is_linked() -> None:
    assert "https://news.example/council?a=1&b=2" in Page(render_page(council())).of("a", "href")


def test_unknown_is_a_word_on_the_page() -> None:
    body = Page(render_page(bare())).body
    assert "date of publication unknown" in body
    assert "outlet unknown" in body
    assert "Untitled" in body
    assert "none declined" in body


def test_what_is_known_stands_at_the_top() -> None:
    body = Page(render_page(council())).body
    assert "Lund Quay Post" in body
    assert "17 May 2031, 08:40 +02:00" in body
    assert "2 declined: duplicate 1, low_confidence 1" in body


def test_cards_tell_the_relations() -> None:
    page = Page(render_page(council()))
    assert "inside statement 2" in page.body
    assert "goes on from statement 4" in page.body
    assert "nobody named" in page.body
    assert "direct · confidence\N{NO-BREAK SPACE}61%" in page.body


def card(reading: Reading, number: int) -> str:
    """The words of a card."""
    part = re.search(rf'<section class="card[^"]*" id="c-{number}">.*?</section>', render_page(reading), re.DOTALL)
    assert part
    return Page(part[0]).body


def test_a_card_answers_who_doing_what_to_whom_when_and_on_what_condition() -> None:
    told = card(harbour(), 2)
    assert told.startswith("2Tam Orrell tolddemandto reporters · on Saturday → 17 May 2031")
    assert "only if fares rose by 12 percent of what they are → the ferry\nwould stay" in told
    assert "12% of what they are" in told


def test_a_card_gives_the_sources_words_where_they_differ() -> None:
    assert card(harbour(), 3).startswith("3Tam Orrell “he” said")
    assert card(wire(), 4).startswith("4Edda Corvane also said")


def test_a_card_tells_what_is_unresolved() -> None:
    assert "speaker unresolved (ambiguous): mayor of Lund Quay or deputy?" in card(council(), 4)
    assert "in spring → day unresolved (no publication date)" in card(harbour(), 4)
    assert "unresolved" not in card(council(), 6)


def test_a_card_without_fields_is_as_before() -> None:
    plain = tuple(replace(one, speaker=None, said=None, sense=None) for one in harbour().statements)
    told = card(replace(harbour(), statements=plain), 3)
    assert told.startswith("3he saiddirect · confidence")


def test_conditions_and_figures_are_marked_in_the_text() -> None:
    source = render_page(harbour())
    assert '<mark class="say c1 g-demand if t2">only if</mark>' in source
    assert '<mark class="say c1 g-demand on fig t2">12 percent</mark>' in source
    assert '<span class="circ told t2">reporters</span>' in source


def test_the_bar_adds_up_and_has_its_numbers() -> None:
    page = Page(render_page(wire()))
    [label] = page.of("svg", "aria-label")
    numbers = [int(number) for number in re.findall(r"(\d+) percent", label)]
    assert len(numbers) == 6
    assert sum(numbers) == 100
    assert "content 54%source 10%cue 5%circumstance 19%reporter 6%apparatus 6%" in page.body


PAPER = {"light": ("#fbfaf6", "#ffffff"), "dark": ("#16171a", "#1d1f23")}


def luminance(colour: tuple[float, ...]) -> float:
    parts = [c / 255 / 12.92 if c / 255 <= 0.03928 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def rgb(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


@pytest.mark.parametrize("mode", PAPER)
def test_each_act_has_a_colour_that_can_be_read(mode: str) -> None:
    """WCAG 2 AA: 4.5 to 1, on the paper, on a card, and on the tint (13 %) of every other act."""
    light, dark = style().split("@media(prefers-color-scheme:dark)", 1)
    found = dict(re.findall(r"--([a-z]+):(#[0-9a-f]{6})", {"light": light, "dark": dark}[mode]))
    acts = {act: rgb(found[act]) for act in get_args(Act)}
    paper, panel = (rgb(colour) for colour in PAPER[mode])
    tints = [tuple(0.13 * a + 0.87 * b for a, b in zip(colour, paper, strict=True)) for colour in acts.values()]
    for act, colour in acts.items():
        assert min(contrast(colour, ground) for ground in (paper, panel, *tints)) > 4.5, act


def test_cards_name_who_and_cue_in_the_order_of_the_text() -> None:
    made = reading(article("No, according to Ann."), (Said(("Ann",), "according to", ("No",)),))
    assert "according to Ann" in Page(render_page(made)).body.split("</aside>")[0]


def test_a_nested_statement_is_marked_inside_its_parent() -> None:
    source = render_page(council())
    assert '<strong class="src c1 g-confirm t2 t3">his deputy</strong>' in source
    assert '<em class="cue a-commit c1 g-confirm t2 t3">had promised</em>' in source
    assert '<mark class="say c2 g-commit t2 t3">“a boat by June”</mark>' in source


def test_a_dateline_runs_into_its_paragraph() -> None:
    first = next(row for row in rows(wire()) if row.kind != "gap")
    assert first.kind == "paragraph"
    assert first.span.start == 0
    assert first.segments[0].share == "apparatus"


def test_statements_in_a_circle_of_parents_end() -> None:
    one, two, *rest = council().statements
    circle = (replace(one, parent=two.id), replace(two, parent=one.id), *rest)
    Page(render_page(replace(council(), statements=circle)))


def test_a_relation_to_nothing_is_told() -> None:
    one, *rest = council().statements
    made = replace(council(), statements=(replace(one, parent="s1:gone"), *rest))
    assert "inside a statement that is not on this page" in Page(render_page(made)).body


@pytest.mark.parametrize(
    ("stamp", "words"),
    [
        ("2031-05-17", "17 May 2031"),
        ("2031-05-17T08:40:00", "17 May 2031, 08:40"),
        ("2031-05-17T08:40:00Z", "17 May 2031, 08:40 UTC"),
        ("2031-05-17T08:40:00-03:30", "17 May 2031, 08:40 -03:30"),
        ("20310517", "17 May 2031"),
    ],
)
def test_the_day_in_words(stamp: str, words: str) -> None:
    made = replace(bare(), article=replace(bare().article, published=Moment.of(stamp)))
    assert f"outlet unknown · {words}" in Page(render_page(made)).body


kinds_of_speaker: st.SearchStrategy[Kind] = st.sampled_from(get_args(Kind))
acts: st.SearchStrategy[Act] = st.sampled_from(get_args(Act))
few_words = st.sampled_from(["", "x", "<b>", "no-publication-date", "%", "\ud800"])
units = st.none() | few_words
days = st.sampled_from(["2031-05-01", "2031-05-31", "9999-12-31", "0001-01-01", "?"])
moments = st.none() | st.builds(Moment, days, days, days)


@st.composite
def any_reading(draw: st.DrawFn) -> Reading:
    text = draw(st.text(st.characters() | st.sampled_from("<>&\"'\r\n\x00 "), min_size=1, max_size=60))
    length = len(text)

    def span() -> Span:
        start = draw(st.integers(0, length - 1))
        return Span(start, draw(st.integers(start + 1, length)))

    def edges() -> list[Span]:
        cuts = sorted({0, length, *draw(st.lists(st.integers(0, length), max_size=5))})
        return [Span(a, b) for a, b in pairwise(cuts)]

    def piece() -> Piece:
        place = span()
        return Piece(place, place.of(text))

    kinds: st.SearchStrategy[BlockKind] = st.sampled_from(get_args(BlockKind))
    blocks = tuple(Block(draw(kinds), place) for place in edges() if draw(st.booleans()))
    whole = article(text, blocks)
    shares: st.SearchStrategy[Share] = st.sampled_from(get_args(Share))
    parts = tuple(Partition(place, draw(shares)) for place in edges())
    statements = []
    some = st.lists(st.none(), max_size=2)
    numbers = st.sampled_from([None, 0.0, -2.5, 1e300, float("inf"), float("nan")])
    for number in range(draw(st.integers(0, 4))):
        parent = draw(st.sampled_from([None, *range(number)]))
        statements.append(
            Statement(
                id=f"s1:{number}",
                article=whole,
                source=tuple(piece() for _ in range(draw(st.integers(0, 2)))),
                cue=piece() if draw(st.booleans()) else None,
                content=tuple(piece() for _ in range(draw(st.integers(1, 2)))),
                quotation="mixed",
                confidence=draw(st.floats(0, 1)),
                made=MADE,
                parent=None if parent is None else f"s1:{parent}",
                speaker=Reference(
                    draw(units | st.just(text)),
                    draw(kinds_of_speaker),
                    unresolved=draw(units),
                    candidates=tuple(draw(st.lists(few_words, max_size=2))),
                ),
                said=Timing(span(), draw(moments), draw(units)),
                sense=Sense(
                    "thought",
                    draw(acts),
                    draw(st.booleans()),
                    draw(st.floats(0, 1)),
                    audience=tuple(span() for _ in draw(some)),
                    occasion=span() if draw(st.booleans()) else None,
                    conditions=tuple(
                        Condition("necessary", span() if draw(st.booleans()) else None, (span(),), (span(),))
                        for _ in draw(some)
                    ),
                    figures=tuple(
                        Figure(span(), draw(numbers), draw(numbers), draw(numbers), True, draw(units), draw(units))
                        for _ in draw(some)
                    ),
                ),
            )
        )
    return Reading(whole, tuple(statements), (), parts)


@given(any_reading())
def test_any_text_and_segmenting_comes_back_from_the_page(made: Reading) -> None:
    source = render_page(made)
    assert source.encode("utf-8")
    page = Page(source)
    assert page.text == holdable(made.article.text)
    assert_harmless(page)
    assert page.of("a", "id").count("s-1") == (1 if made.statements else 0)
    for statement in made.statements:
        assert json.loads(line(statement_record(statement)))["id"] == statement.id
        assert len(csv.cells(statement)) == len(csv.COLUMNS)
