"""An invented article that shows every field, and every way in which one can be missing."""

from dataclasses import replace

from export.handmade import Said, article, paragraphs, reading
from export.understood import If, Told
from onrecord.model import Moment, Reading

HARBOUR = """Ferry may stay, harbour master says

QUILL BAY, May 19 (Meridian) - Harbour master Tam Orrell told reporters on Saturday that the ferry
would stay only if fares rose by 12 percent of what they are. “We carry 3,000 to 5,000 people a day,” he said
at the opening of the east pier.

The port authority did not say in spring whether it had been warned.

According to a report by the harbour trust, the pier would need about $1.2bn, and
unless the state paid, no ship could dock “once the old wall is gone”.

A sailor who asked not to be named wrote in a letter aired on Sunday that he had counted at least 40 cracks.

Ann Lee and Bo Rask believe that, should the pier break, nobody will pay.

You would think it depends on the {digits} stones, we hear.
"""
DIGITS = "9" * 400
NEEDS = "the pier would need about $1.2bn, and\nunless the state paid, no ship could dock “once the old wall is gone”"


def harbour() -> Reading:
    """Every field and every way in which it can be missing."""
    text = HARBOUR.replace("{digits}", DIGITS)
    whole = article(
        text,
        tuple(paragraphs(text, {0: "headline"})),
        origin="harbour.txt",
        agency="Meridian",
        dateline="QUILL BAY",
        published=Moment.of("2031-05-19"),
    )
    orrell = Told("Tam Orrell", mention="Tam Orrell", roles=("Harbour master",), entity="Q0")
    said = (
        Said(("harbour master",), "says", ("Ferry may stay",), told=replace(orrell, act="predict")),
        Said(
            ("Harbour master Tam Orrell",),
            "told",
            ("that the ferry\nwould stay only if fares rose by 12 percent of what they are",),
            after="Harbour master Tam",
            told=replace(
                orrell,
                act="demand",
                audience=("reporters",),
                said="on Saturday",
                days=("2031-05-17", "2031-05-17"),
                conditions=(
                    If("necessary", "only if", "fares rose by 12 percent of what they are", "the ferry\nwould stay"),
                ),
                figures=(("12 percent", {"value": 12.0, "unit": "%", "of": "what they are"}),),
            ),
        ),
        Said(
            ("he",),
            "said",
            ("“We carry 3,000 to 5,000 people a day,”",),
            "direct",
            after="“We carry",
            told=replace(
                orrell,
                occasion="at the opening of the east pier",
                figures=(("3,000 to 5,000 people", {"low": 3000.0, "high": 5000.0, "unit": "people"}),),
            ),
        ),
        Said(
            ("The port authority",),
            "did not say",
            ("whether it had been warned",),
            after="The port",
            told=Told("port authority", "organization", negated=True, said="in spring", mention="port authority"),
        ),
        Said(
            ("a report by the harbour trust",),
            "According to",
            (NEEDS,),
            "mixed",
            after="According",
            told=Told(
                "report by the harbour trust",
                "document",
                "warn",
                "writing",
                conditions=(
                    If("necessary", None, "about $1.2bn", "the pier"),
                    If("necessary", "unless", "the state paid", "no ship could dock"),
                    If("sufficient", "once", "the old wall is gone", "no ship could dock"),
                ),
                figures=(("about $1.2bn", {"value": 1.2e9, "approximate": True, "unit": "USD"}),),
            ),
        ),
        Said(
            ("A sailor who asked not to be named",),
            "wrote",
            ("that he had counted at least 40 cracks",),
            after="A sailor",
            told=Told(
                "sailor",
                "anonymous",
                mode="writing",
                said="on Sunday",
                days=("2031-05-11", "2031-05-18"),
                occasion="in a letter aired on Sunday",
                figures=(("at least 40 cracks", {"low": 40.0, "unit": "cracks"}),),
            ),
        ),
        Said(
            ("Ann Lee and Bo Rask",),
            "believe",
            ("that, should the pier break, nobody will pay",),
            told=Told(
                "Ann Lee and Bo Rask",
                "group",
                "predict",
                "thought",
                conditions=(If("sufficient", "should", "the pier break"),),
            ),
        ),
        Said(
            ("we",),
            "hear",
            (f"You would think it depends on the {DIGITS} stones",),
            after="You would",
            told=Told(
                None,
                "narrator",
                unresolved="author",
                figures=(
                    (f"{DIGITS} stones", {"value": float("inf"), "unit": "stones"}),
                    ("the", {"high": -0.25, "unit": "%"}),
                ),
            ),
        ),
    )
    return reading(whole, said)
