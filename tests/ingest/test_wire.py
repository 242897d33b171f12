"""Datelines, bylines, and the lines that are no report."""

import pytest

from onrecord.ingest.byline import byline
from onrecord.ingest.dateline import dateline
from onrecord.ingest.wire import apparatus, marked
from onrecord.model import Block, Span

REST = " The minister said that it would rain."


@pytest.mark.parametrize(
    ("head", "place", "agency"),
    [
        ("MOSCOW (Reuters) –", "MOSCOW", "Reuters"),
        ("WASHINGTON (AP) —", "WASHINGTON", "AP"),
        ("PARIS, Oct. 24 (AFP) -", "PARIS", "AFP"),
        ("PARIS, 24 October 2024 (AFP) -", "PARIS", "AFP"),
        ("GENEVA —", "GENEVA", None),
        ("GENEVA --", "GENEVA", None),
        ("KYIV/WASHINGTON (Reuters) -", "KYIV/WASHINGTON", "Reuters"),
        ("SÃO PAULO (Reuters) –", "SÃO PAULO", "Reuters"),
        ("KYIV —", "KYIV", None),
        ("CAMBRIDGE, Mass., Dec. 11 (UPI) —", "CAMBRIDGE, Mass.", "UPI"),
        ("NEW YORK -", "NEW YORK", None),
        ("PUTRAJAYA, Nov 22 —", "PUTRAJAYA", None),
        ("Mexico City (AFP) –", "Mexico City", "AFP"),
        ("LORNE (Agence Sollane) —", "LORNE", "Agence Sollane"),
        ("(CNN)", None, "CNN"),
        ("Dec 29 (Reuters) -", None, "Reuters"),
    ],
)
def test_datelines(head: str, place: str | None, agency: str | None) -> None:
    found = dateline(head + REST)
    assert found is not None
    assert (found.length, found.place, found.agency) == (len(head), place, agency)


@pytest.mark.parametrize(
    "text",
    [
        "HILLARY: I will win this.",
        "NATO — The alliance met.",
        "WASHINGTON — the city, not the man — was cold.",
        "BREAKING — Police said so.",
        "EXCLUSIVE – The minister resigned.",
        "Emanuel - who was mayor - said so.",
        "Sen. Bernie Sanders (I-Vt.) said — Yes.",
        "SIEGEL--But what did he say?",
        "“No,” he said — And left.",
        "The bank (AP) — Not a place.",
    ],
)
def test_no_datelines(text: str) -> None:
    assert dateline(text) is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Doe", ("Jane Doe",)),
        ("by: Jane Doe", ("Jane Doe",)),
        ("By JANE DOE and Max Roe, Daily Planet", ("JANE DOE", "Max Roe")),
        ("By Jane Doe, Max de la Roe and Kim O’Neil", ("Jane Doe", "Max de la Roe", "Kim O’Neil")),
        ("Jane Doe, Staff Writer", ("Jane Doe",)),
        ("Jane Doe | Political Editor", ("Jane Doe",)),
        ("By Jane Doe, Associated Press", ("Jane Doe",)),
        ("By Reuters", ("Reuters",)),
        ("By far the best thing about it was the rain", ()),
        ("By winning in Ohio, John Kasich picked up 66 delegates.", ()),
        ("Jane Doe, Mayor of Springfield", ()),
        ("Jane Doe said no", ()),
    ],
)
def test_bylines(line: str, names: tuple[str, ...]) -> None:
    assert byline(line) == names


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("(Reporting by A. B. in Kyiv; Writing by C D; Editing by E F)", "credits"),
        ("Additional reporting by Jane Doe", "credits"),
        ("Jane Doe contributed to this report.", "credits"),
        ("© 2024 The Daily. All rights reserved.", "credits"),
        ("Photo: Jane Doe/AFP", "credits"),
        ("(AP Photo/Jane Doe)", "credits"),
        ("Sign up for our newsletter here.", "promotion"),
        ("READ MORE: ‘We were told to go home’", "promotion"),
        ("Related: “The sea is full,” says captain", "promotion"),
        ("Follow us on Facebook", "promotion"),
        ("Advertisement", "promotion"),
        ("Comments are closed.", "residue"),
        ("Share this article", "residue"),
        ("12 comments", "residue"),
        ("“Sign up for our newsletter,” he said.", None),
        ("Sign up, he told them: “Follow us on our way.”", None),
        ("Advertisement spending fell in May, the report says.", None),
        ("Photos of the flood were shared by the mayor.", None),
        ("Updated by-laws would help, the city said.", None),
        ("Supporters cheered.", None),
    ],
)
def test_apparatus(words: str, kind: str | None) -> None:
    assert apparatus(words) == kind


def paragraphs(*parts: str) -> list[tuple[str, str]]:
    text, blocks = "\n\n".join(parts), []
    at = 0
    for part in parts:
        blocks.append(Block("paragraph", Span(at, at + len(part))))
        at += len(part) + 2
    return [(b.kind, b.span.of(text)) for b in marked(text, blocks).blocks]


def test_credits_at_the_end_of_a_paragraph() -> None:
    assert paragraphs("It will rain, he said. (Reporting by Jane Doe; Editing by Max Roe)") == [
        ("paragraph", "It will rain, he said."),
        ("credits", "(Reporting by Jane Doe; Editing by Max Roe)"),
    ]


def test_links_under_a_lead_and_a_sign_off() -> None:
    assert paragraphs("GENEVA — It will rain.", "(Meridian)")[-1] == ("credits", "(Meridian)")
    body = "The minister said on Monday that it would rain for the rest of the week in most parts of the whole country."
    assert [k for k, _ in paragraphs(body, "Related stories:", "Rain to fall, says Smith", body, "(Applause)")] == [
        "paragraph", "promotion", "promotion", "paragraph", "paragraph",
    ]  # fmt: skip
