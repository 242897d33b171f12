"""Many inputs: what happens to one touches no other."""

import os
from pathlib import Path

import pytest

from onrecord import Failure, Hints, InputError, Options, Reader, Reading, app, read, read_inputs
from onrecord.ingest import Record
from onrecord.ingest.files import Item
from onrecord.model import Article
from onrecord.pipeline import Engine, read_article


def deadly(item: Item) -> Reading | Failure:
    """A worker's task: the article named ``bad`` kills its process."""
    assert isinstance(item, Record)
    if item.origin == "bad":
        os._exit(9)
    return Failure(item.origin, InputError("reached"))


def test_a_process_that_dies_takes_one_article_with_it() -> None:
    items = [Record("text", name, Hints()) for name in ("a", "bad", "b", "c")]
    workers = app.Workers(Options(), Hints(), 2, work=deadly)
    try:
        futures = [(item, workers.submit(item)) for item in items]
        results = [workers.result(*pair) for pair in futures]
    finally:
        workers.stop()
    errors = [r.error.code if isinstance(r, Failure) else None for r in results]
    assert errors == ["error", "died", "error", "error"]


def test_a_defect_of_ours_is_a_failure_of_one_article(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"“Yes,” said {name}.")

    def breaks(article: Article, engine: Engine) -> Reading:
        if article.origin.endswith("a.txt"):
            raise KeyError("oops")
        return read_article(article, engine)

    monkeypatch.setattr("onrecord.app.read_article", breaks)
    first, second = read_inputs([str(tmp_path)], hints=Hints(), options=Options())
    assert isinstance(first, Failure)
    assert first.error.code == "defect"
    assert str(tmp_path / "a.txt") in str(first.error)
    assert isinstance(second, Reading)


def test_read_takes_text_bytes_paths_and_articles(tmp_path: Path) -> None:
    text = "“We will pay,” Mayor Edda Corvane said."
    path = tmp_path / "story.txt"
    path.write_text(text, encoding="utf-8")
    readings = [read(text), read(text.encode()), read(path), read(read(text).article)]
    assert len({r.article.id for r in readings}) == 1
    assert len({r.statements[0].id for r in readings}) == 1


def test_a_path_that_is_not_one_article_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no"):
        read(tmp_path / "missing.txt")
    with pytest.raises(InputError, match="holds no article"):
        read(tmp_path)
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text("Yes.")
    with pytest.raises(InputError, match="several"):
        read(tmp_path)


def test_read_all_goes_on_after_a_failure() -> None:
    results = list(Reader().read_all(["“Yes,” she said.", " ", "“No,” he said."]))
    assert [type(r).__name__ for r in results] == ["Reading", "Failure", "Reading"]
