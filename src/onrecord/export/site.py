"""Many articles as a folder: one page each, and ``index.html`` that lists them with their counts."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from onrecord.errors import OnRecordError
from onrecord.export.answers import speakers
from onrecord.export.markup import document, esc
from onrecord.export.page import bar, failure_line, render_page, title_of
from onrecord.export.words import counted, day_in_words
from onrecord.model import Reading

INDEX: Final = "index.html"
_SLUG_LENGTH: Final = 60
"""Characters of a title in a file name: long enough to know it by, short enough for every file system."""
_DIGEST_LENGTH: Final = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """What the list says of one article; the readings themselves are not kept."""

    file: str
    title: str
    outlet: str
    published: str
    statements: int
    speakers: int
    declined: int
    bar: str


class Site:
    """Writes pages one by one, as they are read, and the list at the end.

    Pages of an earlier run with the same names are written over; other files in the folder stay.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._entries: list[Entry] = []
        self._failures: list[tuple[str, OnRecordError]] = []
        self._names = {INDEX}
        folder.mkdir(parents=True, exist_ok=True)

    def add(self, reading: Reading) -> Path:
        """Write the page of one article; returns where."""
        name = self._free_name(reading)
        article = reading.article
        self._entries.append(
            Entry(
                file=name,
                title=title_of(reading),
                outlet=article.outlet or article.agency or "outlet unknown",
                published=day_in_words(article.published),
                statements=len(reading.statements),
                speakers=speakers(reading),
                declined=len(reading.declined),
                bar=bar(reading),
            )
        )
        path = self._folder / name
        path.write_text(render_page(reading, home=INDEX), encoding="utf-8", newline="\n")
        return path

    def fail(self, origin: str, error: OnRecordError) -> None:
        """Name an input that could not be read; the list shows it at its end."""
        self._failures.append((origin, error))

    def finish(self) -> Path:
        """Write the list; returns where."""
        path = self._folder / INDEX
        path.write_text(render_index(self._entries, self._failures), encoding="utf-8", newline="\n")
        return path

    def _free_name(self, reading: Reading) -> str:
        stem = file_stem(reading)
        name, copy = f"{stem}.html", 1
        while name in self._names:
            copy += 1
            name = f"{stem}-{copy}.html"
        self._names.add(name)
        return name


def write_site(readings: Iterable[Reading], out_dir: Path) -> tuple[Path, ...]:
    """Write one page for each article and the list into ``out_dir``; returns the paths, the list last."""
    site = Site(out_dir)
    pages = [site.add(reading) for reading in readings]
    return (*pages, site.finish())


def file_stem(reading: Reading) -> str:
    """A file name that every system takes: lower-case ASCII of the title, and the start of the text's hash."""
    plain = unicodedata.normalize("NFKD", title_of(reading)).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain)[:_SLUG_LENGTH].strip("-") or "article"
    digest = re.sub(r"[^a-z0-9]", "", reading.article.id.rpartition(":")[2].lower())[:_DIGEST_LENGTH]
    return f"{slug}-{digest}" if digest else slug


def render_index(entries: Iterable[Entry], failures: Iterable[tuple[str, OnRecordError]] = ()) -> str:
    """The page that lists the articles in the order of reading."""
    listed, failed = list(entries), list(failures)
    total = sum(entry.statements for entry in listed)
    declined = sum(entry.declined for entry in listed)
    counts = [counted(len(listed), "article"), counted(total, "statement"), f"{declined:,} declined"]
    if failed:
        counts.append(f"{len(failed):,} failed")
    items = "\n".join(_item(entry) for entry in listed)
    body = f'<main>\n<header class="head"><p class="kick">{" · ".join(counts)}</p><h1>Articles</h1></header>\n'
    body += f'<ol class="list">\n{items}\n</ol>\n' if listed else '<p class="none">No article was read.</p>\n'
    if failed:
        lines = "".join(failure_line(origin, error) for origin, error in failed)
        body += f'<section class="failed"><h2>Not read</h2><ul>{lines}</ul></section>\n'
    return document("Articles · OnRecord", body + "</main>")


def _item(entry: Entry) -> str:
    facts = [esc(entry.outlet), esc(entry.published), counted(entry.statements, "statement")]
    if entry.speakers:
        facts.append(counted(entry.speakers, "speaker"))
    if entry.declined:
        facts.append(f"{entry.declined:,} declined")
    return (
        f'<li><h2 dir="auto"><a href="{esc(entry.file)}">{esc(entry.title)}</a></h2>'
        f"<p>{' · '.join(facts)}</p>{entry.bar}</li>"
    )
