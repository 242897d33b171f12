"""The user's list: read as it comes out of a spreadsheet, or refused with a reason."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.audit import entity_list
from onrecord.errors import UsageError


def values(text: str, name: str) -> tuple[str, ...] | None:
    found = entity_list(text).fits(name)
    return found[0].values if found else None


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_cells_are_separated_as_the_header_shows(separator: str) -> None:
    text = 'Name,Aliases,Party\n"Ann Lee","A. Lee;Lee",blue\n'.replace('",', f'"{separator}').replace(
        "Name,Aliases,Party", separator.join(("Name", "Aliases", "Party"))
    )
    assert entity_list(text).columns == ("Party",)
    for name in ("Ann Lee", "ann  lee", "A. LEE", "Lee"):
        assert values(text, name) == ("blue",)
    assert values(text, "Leeds") is None


def test_mark_line_ends_spaces_and_short_lines() -> None:
    text = "\ufeffname , gender,beat\r\n Ann Lee , woman ,\r\n\r\nBo\r\n"
    assert values(text, "Ann Lee") == ("woman", "")
    assert values(text, "Bo") == ("", "")


def test_the_columns_that_are_wanted() -> None:
    text = "id,name,gender,party\n1,Ann,woman,blue\n"
    assert entity_list(text).columns == ("id", "gender", "party")
    assert entity_list(text, ["PARTY", "gender"]).columns == ("party", "gender")
    assert entity_list(text, ["party"]).fits("Ann") == entity_list("name,party\nAnn,blue\n").fits("Ann")


def test_the_same_entry_twice_is_one() -> None:
    assert values("name,party\nAnn,blue\nAnn,blue\n", "Ann") == ("blue",)
    assert entity_list("name,party\nAnn,blue\nAnn,red\n").fits("Ann") is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "it is empty"),
        ("title,party\nx,y\n", "names no column 'name': title, party"),
        ("name,party,Party\nx,y,z\n", "same name"),
        ("name,party\nAnn,blue,red\n", "line 2 has more cells"),
        ('name\n"' + "x" * 200_000 + '"\n', "line"),
    ],
)
def test_what_is_no_list(text: str, message: str) -> None:
    with pytest.raises(UsageError, match="can't be used") as caught:
        entity_list(text)
    assert message in str(caught.value)
    assert caught.value.code == "entities"


def test_a_column_that_is_not_there() -> None:
    with pytest.raises(UsageError, match="no column 'beat', only party"):
        entity_list("name,party\n", ["beat"])
    with pytest.raises(UsageError, match="no column 'name'"):
        entity_list("name,party\n", ["name"])


@given(st.text(st.sampled_from('name,;\t\n\r"\x00é ﬁ'), max_size=30))
def test_any_text_is_a_list_or_refused(text: str) -> None:
    with suppress(UsageError):
        assert entity_list("name," + text).columns is not None
