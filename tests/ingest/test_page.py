"""HTML pages."""

import gzip
from pathlib import Path

import pytest
from bench import pages

from onrecord.errors import IngestError
from onrecord.ingest import Hints, article, article_of_page
from onrecord.model import Article, Capture

SENTENCE = "The minister said on Monday that it would rain. "


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html lang=en><head>{head}</head><body><article>{body}</article></body></html>"


def shown(made: Article) -> list[tuple[str, str]]:
    return [(b.kind, b.span.of(made.text)) for b in made.blocks]


def words(body: str) -> list[str]:
    return [w for _, w in shown(article_of_page(page(body)))]


def test_blocks_are_joined_by_blank_lines() -> None:
    made = article_of_page(page(f"<h1>Rain to fall</h1><p>{SENTENCE * 3}</p><p>{SENTENCE * 2}</p>"))
    assert made.text == "\n\n".join(w for _, w in shown(made))
    assert shown(made)[0] == ("headline", "Rain to fall")
    assert made.title == "Rain to fall"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>He <b>said</b> <i>no</i>, <a href=x>twice</a>.</p>", "He said no, twice."),
        ("<p>Un<b>believ</b>able, he said.</p>", "Unbelievable, he said."),
        ("<p>R&amp;B &ldquo;is&rdquo; caf&eacute;&nbsp;food &lt;here&gt;</p>", "R&B “is” café food <here>"),
        ("<p>He came on <time datetime=2024-01-01>Monday</time> again.</p>", "He came on Monday again."),
        ("<p>He said <q>no, not <q>now</q></q> twice.</p>", "He said “no, not ‘now’” twice."),
        ("<p>He said no.</p><script>alert('He said yes.')</script>", "He said no."),
        ("<p>Write to<br>12 Main Street<br>Town</p>", "Write to\n12 Main Street\nTown"),
    ],
)
def test_inline_markup(markup: str, text: str) -> None:
    assert article_of_page(page(markup)).text == text


def test_br_that_parts_paragraphs() -> None:
    assert words(f"<p>{SENTENCE}<br>Next he left.<br><br>And went</p>") == [
        SENTENCE.strip(),
        "Next he left.",
        "And went",
    ]


def test_captions_stand_at_their_place_and_teasers_do_not() -> None:
    caption = "A tanker waits at the gate. <span>Photo: Jane Doe/AFP</span>"
    figure = f"<figure><img src=x><figcaption>{caption}</figcaption></figure>"
    teaser = "<a href=y><figure><figcaption>Another story of the day</figcaption></figure></a>"
    body = f"<p>{SENTENCE * 4}</p>{figure}<p>{SENTENCE * 5}</p>{teaser}<p>{SENTENCE * 3}</p>"
    made = article_of_page(page(body))
    assert [k for k, _ in shown(made)] == ["paragraph", "caption", "credits", "paragraph", "paragraph"]
    assert dict(shown(made))["caption"] == "A tanker waits at the gate."


def test_metadata() -> None:
    head = """<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "name": "x"}, {"@type": "NewsArticle",
      "headline": "Rain to fall &amp; more", "datePublished": "2024-02-09T06:42:00+01:00", "inLanguage": "en-GB",
      "author": [{"name": "Jane Doe and Max Roe"}, {"name": "By Kim Poe"}],
      "publisher": {"name": "The Daily"}}]}</script>
      <link rel=canonical href="https://daily.example/a">"""
    made = article_of_page(page(f"<p>{SENTENCE * 5}</p>", head))
    assert made.title == "Rain to fall & more"
    assert made.bylines == ("Jane Doe", "Max Roe", "Kim Poe")
    assert (made.outlet, made.url, made.language) == ("The Daily", "https://daily.example/a", "en")
    assert made.published is not None
    assert made.published.stamp == "2024-02-09T06:42:00+01:00"
    told = article_of_page(
        page(f"<p>{SENTENCE * 5}</p>", head), hints=Hints(title="T", outlet="O", published="2020-01-01")
    )
    assert (told.title, told.outlet, told.published and told.published.stamp) == ("T", "O", "2020-01-01")


@pytest.mark.parametrize("depth", [240, 260, 10_000])
def test_deep_nesting_loses_nothing(depth: int) -> None:
    for tag in ("div", "span"):
        markup = f"<html><body>{f'<{tag}>' * depth}<p>{SENTENCE * 4}</p>{f'</{tag}>' * depth}</body></html>"
        assert article_of_page(markup).text == (SENTENCE * 4).strip()


@pytest.mark.parametrize(
    "markup",
    ["<html><head><title>x</title></head></html>", "<html><body></body></html>", "<p></p>", "<html><script>x</script>"],
)
def test_no_body(markup: str) -> None:
    with pytest.raises(IngestError) as raised:
        article_of_page(markup, origin="x.html")
    assert raised.value.code == "no-body"


def test_odd_markup() -> None:
    assert article_of_page(f"<p>{SENTENCE}</p>").text == SENTENCE.strip()
    assert article_of_page("He said no.").text == "He said no."
    assert article_of_page(page("<p>He said \ud800 no.</p>")).warnings == ("undecodable",)
    deep = f"<script type='application/ld+json'>{'[' * 50_000}</script>"
    assert article_of_page(page(f"<p>{SENTENCE}</p>", deep)).text == SENTENCE.strip()


def test_a_huge_page() -> None:
    markup = f"<html><body>{f'<p>{SENTENCE * 20}</p>' * 5_000}</body></html>"
    assert len(article_of_page(markup).blocks) == 5_000


def test_real_pages(shared: Path) -> None:
    """As good as trafilatura alone on paragraphs, better on authors and dates; captions are captions."""
    found = pages.main(shared / "data" / "pages")
    theirs, ours = found["trafilatura"], found["onrecord"]
    for key in ("recall", "precision", "title", "title_near", "author_recall", "author_precision", "day"):
        assert ours[key] >= theirs[key], key
    assert ours["recall"] >= 0.985
    assert ours["f1"] >= 0.945
    assert ours["caption_precision"] >= 0.9


def test_language_of_real_pages(shared: Path) -> None:
    """The two outlets in isiZulu, and some of the others; their templates all declare English."""
    found = sorted((shared / "data" / "pages").glob("*.html.gz"))
    for path in found[::8] + found[-5:-2]:
        made = article(Capture(gzip.decompress(path.read_bytes()), path.name, ""))
        foreign = any(name in path.name for name in ("EyethuNews", "Ilanga"))
        assert ("language" in made.warnings) is foreign, path.name
        assert made.language == (None if foreign else "en"), path.name
