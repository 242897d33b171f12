"""Plain text: kept as it is, cut in blocks, its apparatus told apart."""

import json
import time
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import IngestError
from onrecord.ingest import Hints, article, article_of_page, article_of_text, captures, read
from onrecord.model import Article, Capture

ANY_TEXT = st.text(st.characters(codec=None), max_size=300)
WIRE_LIKE = st.lists(
    st.sampled_from(
        [
            "MOSCOW (Reuters) –",
            " ",
            "\n",
            "\n\n",
            "By Jane Doe",
            "Read more:",
            "(Reporting by X)",
            "“No,” he said.",
            "©",
        ]
    ),
    max_size=14,
).map("".join)


def shown(made: Article) -> list[tuple[str, str]]:
    return [(b.kind, b.span.of(made.text)) for b in made.blocks]


def apparatus(made: Article) -> list[tuple[str, str]]:
    return [(k, w) for k, w in shown(made) if k not in ("paragraph", "headline", "caption")]


def sound(made: Article) -> None:
    """Blocks in order, apart, within the text, without white space at their edges."""
    at = 0
    for block in made.blocks:
        words = block.span.of(made.text)
        assert at <= block.span.start < block.span.end <= len(made.text)
        assert words == words.strip()
        at = block.span.end
    covered = sum(len("".join(w.split())) for _, w in shown(made))
    assert covered == len("".join(made.text.split())), "words outside all blocks"


@given(ANY_TEXT | WIRE_LIKE)
@settings(max_examples=150, deadline=None)
def test_any_string_is_kept_as_it_is(text: str) -> None:
    if not text.strip():
        with pytest.raises(IngestError):
            article_of_text(text)
        return
    made = article_of_text(text, origin="x")
    assert made.text == text
    sound(made)


@given(st.binary(max_size=300) | st.binary(max_size=60).map(lambda b: b"<html><body><p>" + b))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_an_article_or_an_ingest_error(data: bytes) -> None:
    try:
        made = article(Capture(data, "x", ""))
    except IngestError as error:
        refused: IngestError = error
    else:
        sound(made)
        return
    assert refused.code in {"empty", "binary", "unsupported", "no-body"}
    assert refused.article == "x"


def test_id_is_the_hash_of_the_text() -> None:
    for text in ("“Yes,” she said.", "lone \ud800 half"):
        expected = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        assert article_of_text(text).id == f"sha256:{expected}"


@pytest.mark.parametrize("text", ["", " ", "\n\n\t", "\u00a0"])
def test_nothing_is_an_error(text: str) -> None:
    with pytest.raises(IngestError) as raised:
        article_of_text(text, origin="note.txt")
    assert raised.value.code == "empty"
    assert str(raised.value).startswith("note.txt: ")


@pytest.mark.parametrize("text", ["Hello", "He said\x00 no.", "one\r\ntwo\r\n\r\nthree", "قال الوزير إنها ستمطر غدا"])
def test_odd_texts_are_kept(text: str) -> None:
    made = article_of_text(text)
    assert made.text == text
    sound(made)


def test_five_megabytes_in_one_line() -> None:
    for text in ("word " * 1_000_000, "x" * 5_000_000, "a" + " " * 5_000_000 + "b", "(" * 5_000_000):
        start = time.perf_counter()
        made = article_of_text(text)
        assert time.perf_counter() - start < 2
        assert made.text == text


def test_hints_win() -> None:
    text = "Dam will hold, says minister\n\nBy Calla Mendry\n\nORRIN (AP) — The sluices stay shut, she said on Sunday."
    found = article_of_text(text)
    assert (found.title, found.bylines, found.agency, found.dateline) == (
        "Dam will hold, says minister", ("Calla Mendry",), "AP", "ORRIN",
    )  # fmt: skip
    hints = Hints("Another title", "2024-10-24T09:00:00+02:00", "Daily", "https://x.example/1", ("A B",), "en")
    told = article_of_text(text, hints=hints)
    assert (told.title, told.bylines, told.outlet, told.url) == (
        "Another title",
        ("A B",),
        "Daily",
        "https://x.example/1",
    )
    assert told.published is not None
    assert told.published.earliest == "2024-10-24"


def test_dates() -> None:
    def published(stamp: str) -> tuple[str | None, tuple[str, ...]]:
        made = article_of_text("It rained.", hints=Hints(published=stamp))
        return made.published.earliest if made.published else None, made.warnings

    assert published("2024-10-24") == ("2024-10-24", ())
    assert published("Thu, 24 Oct 2024 10:00:00 GMT") == ("2024-10-24", ())
    assert published("last Tuesday") == (None, ("date",))


def test_a_title_with_an_added_stop_is_the_headline() -> None:
    text = "McCain: Anger Appeals to ‘Bad Angels.’\n\nSenator John McCain says the movement appeals to them."
    made = article_of_text(text, hints=Hints(title="McCain: Anger Appeals to ‘Bad Angels’"))
    assert shown(made)[0][0] == "headline"
    assert shown(article_of_text(text))[0][0] == "paragraph"


@pytest.mark.parametrize(
    "text",
    [
        "“I will go,” she said.\n\nThen she went, with all of the others who had waited there since the early morning.",
        "He came home late\nand slept.\n\nThe end.",
        "A single line without a stop",
        "Then he said:\n\n“The whole of the town will be under water before anybody in office has read what I wrote.”",
    ],
)
def test_what_is_no_headline(text: str) -> None:
    assert "headline" not in dict(shown(article_of_text(text)))


def test_lines_above_the_body() -> None:
    text = (
        "Dam will hold, says minister\nBy JANE DOE and Max Roe, Daily Planet\n\nThe dam will hold for a year, she said."
    )
    assert shown(article_of_text(text))[:2] == [
        ("headline", "Dam will hold, says minister"),
        ("byline", "By JANE DOE and Max Roe, Daily Planet"),
    ]


def test_examples(root: Path) -> None:
    made = {Path(a.origin).name: a for i in captures([str(root / "examples")], None) for a in [read(i)]}  # type: ignore[arg-type]
    wire, page, trimmed = made["wire-report.txt"], made["wire-report.html"], made["wire-report-trimmed.txt"]
    assert [k for k, _ in apparatus(wire)] == ["dateline", "credits", "residue"]
    assert (wire.agency, wire.dateline, wire.title) == ("Meridian", "KESTREL BAY", None)
    own = ("headline", "caption")
    told = [(k, w.replace("’", "'")) for k, w in shown(page) if k not in own and not w.startswith("Photograph:")]
    assert told == [(k, w.replace("’", "'")) for k, w in shown(wire)]
    assert [k for k, _ in shown(page)][:3] == ["headline", "caption", "credits"]
    assert page.published is not None
    assert page.published.stamp == "2024-02-09T06:42:00+01:00"
    assert (page.outlet, page.language, page.agency) == ("The Dunmoor Ledger", "en", "Meridian")
    assert (trimmed.agency, trimmed.dateline) == ("Meridian", "KESTREL BAY")
    assert apparatus(made["local-story.txt"])[0] == ("byline", "By Dorrie Maple")
    assert [k for k, _ in apparatus(made["local-story.txt"])] == ["byline", "promotion"]


def test_wire_variants(root: Path) -> None:
    paths = sorted((root / "tests" / "data" / "wire").glob("variant-*.json"))
    assert len(paths) > 4
    for path in paths:
        expected = json.loads(path.read_text("utf-8"))
        made = article_of_text(path.with_suffix(".txt").read_text("utf-8"))
        told = expected["article"]
        assert (made.agency, made.dateline, made.title) == (told["agency"], told["dateline"], told["title"]), path.name
        assert [w for _, w in apparatus(made)] == [a["text"] for a in expected["apparatus"]], path.name


def test_no_labelled_word_is_apparatus(shared: Path) -> None:
    """PolNeAR's labels: what it calls source, cue or content is never marked; all of it is taken for English."""
    lost = []
    languages: dict[tuple[str, ...], int] = {}
    for name in ("train", "dev"):
        for line in (shared / "data" / "polnear" / f"{name}.jsonl").read_text("utf-8").split("\n")[:-1]:
            row = json.loads(line)
            made = article_of_text(row["text"], origin=row["id"], hints=Hints(title=row["title"]))
            languages[made.warnings] = languages.get(made.warnings, 0) + 1
            marks = [b.span for b in made.blocks if b.kind not in ("paragraph", "headline")]
            spans = [s for a in row["attributions"] for part in ("source", "cue", "content") for s in a[part] or []]
            lost += [row["text"][a:b] for a, b in spans if any(a < m.end and m.start < b for m in marks)]
    assert lost == []
    assert set(languages) == {()}


def test_page_and_text_agree_on_what_is_empty() -> None:
    with pytest.raises(IngestError):
        article_of_page(" ")
