"""Users' own lists: good rows are known entities, bad rows are errors that name the line."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.resolve.decisions import Known
from onrecord.resolve.lists import read_list


def read(text: str) -> tuple[tuple[Known, ...], list[tuple[str | None, str]]]:
    known, errors = read_list(text.encode(), "people.csv")
    assert all(error.code == "list" for error in errors)
    return known, [(error.article, error.message) for error in errors]


CSV = """\ufeffName,Aliases,Kind,Wikidata,Gender,Beat
Rudolf Rassendyll,Rudi Rassendyll; R. Rassendyll,person,Q42,m,Ruritania
"Zenda, City of",,organization,https://www.wikidata.org/wiki/Q43,,
Flavia,,,,f,court
"""


def test_csv() -> None:
    known, errors = read(CSV)
    assert errors == []
    assert known[0] == Known(
        id="wikidata:Q42",
        name="Rudolf Rassendyll",
        kind="person",
        aliases=("Rudi Rassendyll", "R. Rassendyll"),
        fields=(("Gender", "m"), ("Beat", "Ruritania")),
    )
    assert (known[1].id, known[1].name) == ("wikidata:Q43", "Zenda, City of")
    assert known[2].id.startswith("list:")
    assert known[2].kind == "unknown"


def test_an_id_without_identifier_depends_on_name_and_kind_alone() -> None:
    first, second = read("name,kind,beat\nFlavia,person,court\n")[0], read("kind,name\nperson,Flavia\n")[0]
    assert first[0].id == second[0].id


@pytest.mark.parametrize(
    ("columns", "row", "expected"),
    [
        ("name,id", "Flavia,x7", "list:x7"),
        ("name,id", "Flavia,registry:7", "registry:7"),
        ("name,ISNI,id", "Flavia,0000 1,x7", "isni:0000 1"),
        ("name,qid", "Flavia,q7", "wikidata:Q7"),
    ],
)
def test_identifiers(columns: str, row: str, expected: str) -> None:
    assert read(f"{columns}\n{row}\n")[0][0].id == expected


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators(separator: str) -> None:
    known, _ = read(f'name{separator}aliases\nFlavia{separator}"Princess Flavia;Flo"\n')
    assert known[0].aliases == ("Princess Flavia", "Flo")


def test_countries_are_codes() -> None:
    known, _ = read("name,country\nA,Belarus\nB,by\nC,Ruritania\n")
    assert [k.country for k in known] == ["BY", "BY", None]


def test_bad_rows_are_named_and_the_rest_is_read() -> None:
    rows = ["name,kind,wikidata", ",person,Q1", "A,robot,Q2", "B,person,42", "C,person,Q3,x", "D,person,Q3", "E,,Q3"]
    known, errors = read("\n".join([*rows, '"F,person,', "G,person,Q4"]))
    assert [k.name for k in known] == ["D", "G"]
    assert [where for where, _ in errors] == [f"people.csv:{line}" for line in (2, 3, 4, 5, 7, 8)]
    hints = [
        "name is empty",
        "'robot' is no kind; use person",
        "give Q and a number",
        "4 cells, but 3",
        "line 6",
        "mark",
    ]
    for (_, message), hint in zip(errors, hints, strict=True):
        assert hint in message


@pytest.mark.parametrize(
    ("data", "place", "hint"),
    [
        (b"", "list.csv:1", "empty"),
        (b"who,kind\nA,person\n", "list.csv:1", "no column is called name"),
        (b"name,Name\nA,B\n", "list.csv:1", "rename one"),
        (b"name\nA\nJos\xe9\n", "list.csv:3", "UTF-8"),
    ],
)
def test_a_list_of_which_nothing_can_be_read(data: bytes, place: str, hint: str) -> None:
    with pytest.raises(InputError, match=hint) as caught:
        read_list(data, "list.csv")
    assert (caught.value.article, caught.value.code) == (place, "list")


def entity(schema: str = "Person", **properties: object) -> str:
    return json.dumps({"id": "NK-1", "schema": schema, "properties": properties})


def test_followthemoney() -> None:
    lines = [
        entity(
            name=["Rudolf Rassendyll", "Rudi"], alias=["R. R."], wikidataId=["Q42"], nationality=["gb"], gender=["m"]
        ),
        entity("PublicBody", name=["Zenda Council"]),
        entity("Address", full=["1 Castle Street"]),
        "{",
        entity("Company", name=[]),
        "[1]",
        json.dumps({"schema": "Person", "id": "x"}),
        entity("Company", name="Strelsau Ltd", wikidataId=["no"]),
    ]
    known, errors = read("\n".join(lines))
    assert known[0].id == "wikidata:Q42"
    assert known[0].aliases == ("Rudi", "R. R.")
    assert (known[0].country, known[0].kind) == ("GB", "person")
    assert ("gender", "m") in known[0].fields
    assert (known[1].id, known[1].kind) == ("ftm:NK-1", "organization")
    assert [where for where, _ in errors] == [f"people.csv:{line}" for line in (4, 5, 6, 7, 8)]


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    for head in ("", "name,aliases,wikidata\n", "{"):
        with suppress(InputError):
            known, errors = read_list((head + text).encode("utf-8", "surrogatepass"), "x")
            assert all(k.name for k in known)
            assert all(e.article and e.article.startswith("x:") for e in errors)


def test_deep_json() -> None:
    _, errors = read('{"a":' + "[" * 100_000)
    assert len(errors) == 1
