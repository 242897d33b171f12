"""A folder of pages: safe names, one each, and a list of all."""

from dataclasses import replace
from pathlib import Path

import pytest

from export.handmade import bare, council, empty, wire
from export.test_page import Page, assert_harmless
from onrecord.errors import IngestError
from onrecord.export import Site, render_index, write_site
from onrecord.export.site import file_stem


def test_one_page_each_and_a_list(tmp_path: Path) -> None:
    paths = write_site(iter([wire(), council(), bare(), empty(), council()]), tmp_path / "new" / "site")
    assert len({path.name for path in paths}) == 6
    assert all(path.is_file() for path in paths)
    assert paths[-1].name == "index.html"
    index = Page(paths[-1].read_text("utf-8"))
    assert index.of("a", "href") == [path.name for path in paths[:-1]]
    assert "5 articles · 28 statements · 5 declined" in index.body
    assert_harmless(index)


def test_a_page_leads_back_to_the_list(tmp_path: Path) -> None:
    page, _ = write_site([bare()], tmp_path)
    assert "index.html" in Page(page.read_text("utf-8")).of("a", "href")


@pytest.mark.parametrize(
    "title", ["../../etc/passwd", "CON", "a/b\\c:d", "индекс", "", " ", "INDEX", "x" * 500, "\x00"]
)
def test_names_are_safe(title: str, tmp_path: Path) -> None:
    made = replace(bare(), article=replace(bare().article, title=title))
    page, _ = write_site([made], tmp_path)
    assert page.parent == tmp_path
    assert len(page.name) < 80
    assert set(file_stem(made)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_failures_stand_at_the_end_of_the_list(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.add(bare())
    site.fail("<b>x.html", IngestError("no article in <it>", code="empty"))
    index = Page(site.finish().read_text("utf-8"))
    assert "1 failed" in index.body
    assert "<b>x.html no article in <it> empty" in index.body
    assert_harmless(index)


def test_nothing_read_is_told() -> None:
    assert "No article was read." in Page(render_index([])).body
