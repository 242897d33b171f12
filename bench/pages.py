"""Paragraphs and metadata of real pages: trafilatura alone beside ``onrecord.ingest``.

``python bench/pages.py [FOLDER]``; the folder holds ``<outlet>.json`` and ``<outlet>_<date>.html.gz``. A paragraph
that is expected is found when its words stand in the output in one run, or share nine tenths of their words with one
paragraph of it; a paragraph of the output is right when the same is true of it and of what is expected.
"""

import gzip
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import trafilatura

from onrecord.ingest import Hints, article
from onrecord.model import Capture

PAGES = Path(__file__).resolve().parents[2] / "shared" / "data" / "pages"
_SHARED = 0.9
"""Share of words in common from which two paragraphs are the same."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What a page holds; ``extra`` (standfirst, subheadings, captions) may be read but need not be."""

    paragraphs: tuple[str, ...]
    summary: tuple[str, ...]
    extra: tuple[str, ...]
    captions: tuple[str, ...]
    title: str
    authors: tuple[str, ...]
    day: str


@dataclass(frozen=True, slots=True)
class Read:
    """What a reader made of a page; ``words`` is all of its text, apparatus included."""

    paragraphs: tuple[str, ...]
    words: str
    captions: tuple[str, ...]
    title: str
    authors: tuple[str, ...]
    day: str


def plain(words: str) -> str:
    """Letters and digits, in lower case, one space between words."""
    return " ".join("".join(c if c.isalnum() else " " for c in words.casefold()).split())


def pages(folder: Path) -> list[tuple[str, bytes, Truth]]:
    """Each page with what its JSON file tells of it: parser versions stand in the order of the dated pages."""
    found = []
    for told in sorted(folder.glob("*.json")):
        versions = list(json.loads(told.read_text("utf-8")).values())
        crawls = sorted(folder.glob(f"{told.stem}_*.html.gz"))
        for path, value in zip(crawls, versions, strict=True):
            found.append((path.name.removesuffix(".html.gz"), gzip.decompress(path.read_bytes()), _truth(value)))
    return found


def _truth(value: dict[str, Any]) -> Truth:
    body = value["body"]
    sections = body["sections"]
    heads = [h for s in sections for h in _listed(s["headline"])]
    captions = [i.get("caption") for i in value.get("images") or []]
    return Truth(
        paragraphs=tuple(p for s in sections for p in _listed(s["paragraphs"]) if plain(p)),
        summary=tuple(p for p in _listed(body["summary"]) if plain(p)),
        extra=tuple(heads),
        captions=tuple(c for c in captions if c and plain(c)),
        title=value["title"],
        authors=tuple(value.get("authors") or ()),
        day=str(value.get("publishing_date") or "")[:10],
    )


def _listed(value: object) -> list[str]:
    return [str(v) for v in value] if isinstance(value, list) else [str(value)] if value else []


def by_trafilatura(data: bytes) -> Read:
    """What trafilatura's own text output says, one paragraph a line."""
    found = trafilatura.bare_extraction(data, include_comments=False, with_metadata=True)
    if not isinstance(found, trafilatura.settings.Document):
        return Read((), "", (), "", (), "")
    lines = tuple(line.strip("- ").strip() for line in (found.text or "").split("\n") if plain(line))
    authors = tuple(a.strip() for a in (found.author or "").split(";") if a.strip())
    return Read(lines, found.text or "", (), found.title or "", authors, found.date or "")


def by_onrecord(data: bytes) -> Read:
    """What ``onrecord.ingest`` says: paragraphs are those that are read for statements."""
    made = article(Capture(data, "page.html", ""), Hints())
    of = {kind: tuple(b.span.of(made.text) for b in made.blocks if b.kind == kind) for kind in ("paragraph", "caption")}
    body = made.text
    return Read(
        of["paragraph"], body, of["caption"], made.title or "", made.bylines,
        made.published.earliest if made.published else "",
    )  # fmt: skip


def hits(wanted: Sequence[str], offered: Sequence[str], text: str) -> int:
    """How many of ``wanted`` stand in ``text`` or nearly equal one of ``offered``."""
    run = f" {plain(text)} "
    bags = [Counter(plain(o).split()) for o in offered]
    count = 0
    for words in map(plain, wanted):
        bag = Counter(words.split())
        size = sum(bag.values())
        near = any((bag & other).total() >= _SHARED * max(size, other.total()) for other in bags)
        count += f" {words} " in run or near
    return count


def near(one: str, other: str) -> bool:
    """True when two titles share three quarters of the shorter one's words: outlets print several of one article."""
    first, second = set(plain(one).split()), set(plain(other).split())
    return 4 * len(first & second) >= 3 * min(len(first), len(second)) > 0


def measure(name: str, data: bytes, truth: Truth, read: Callable[[bytes], Read]) -> dict[str, Any]:
    """Counts for one page and one reader."""
    start = time.perf_counter()
    got = read(data)
    seconds = time.perf_counter() - start
    allowed = (*truth.paragraphs, *truth.summary, *truth.extra, truth.title)
    offered = [p for p in got.paragraphs if plain(p)]
    wanted = {plain(a) for a in truth.authors}
    given = {plain(a) for a in got.authors}
    return {
        "page": name,
        "wanted": len(truth.paragraphs),
        "found": hits(truth.paragraphs, got.paragraphs, got.words),
        "summaries": len(truth.summary),
        "summaries_found": hits(truth.summary, got.paragraphs, got.words),
        "offered": len(offered),
        "right": hits(offered, allowed, "\n".join(allowed)),
        "captions": len(set(truth.captions)),
        "captions_given": len(got.captions),
        "captions_right": hits(got.captions, truth.captions, "\n".join(truth.captions)),
        "title": plain(got.title) == plain(truth.title),
        "title_near": near(got.title, truth.title),
        "authors": len(wanted),
        "authors_given": len(given),
        "authors_right": len(wanted & given),
        "day": got.day == truth.day,
        "seconds": round(seconds, 3),
    }


def summed(rows: list[dict[str, Any]]) -> dict[str, float]:
    """Recall and precision over all paragraphs, shares over all pages."""
    total = {key: sum(row[key] for row in rows) for key in rows[0] if key != "page"}

    def share(part: str, whole: str) -> float:
        return round(total[part] / total[whole], 4) if total[whole] else 0.0

    recall, precision = share("found", "wanted"), share("right", "offered")
    return {
        "pages": len(rows),
        "recall": recall,
        "precision": precision,
        "f1": round(2 * recall * precision / (recall + precision), 4),
        "summary_recall": share("summaries_found", "summaries"),
        "captions_given": total["captions_given"],
        "caption_precision": share("captions_right", "captions_given"),
        "caption_recall": share("captions_right", "captions"),
        "title": round(total["title"] / len(rows), 4),
        "title_near": round(total["title_near"] / len(rows), 4),
        "author_recall": share("authors_right", "authors"),
        "author_precision": share("authors_right", "authors_given"),
        "day": round(total["day"] / len(rows), 4),
        "seconds_a_page": round(total["seconds"] / len(rows), 3),
    }


def main(folder: Path = PAGES) -> dict[str, Any]:
    """Measure both readers; the sums come first, then each page on which they differ."""
    known = pages(folder)
    if not known:
        raise SystemExit(f"no pages in {folder}: name the folder of the pages")
    rows = {
        name: [measure(page, data, truth, read) for page, data, truth in known]
        for name, read in (("trafilatura", by_trafilatura), ("onrecord", by_onrecord))
    }
    differing = [
        {"trafilatura": a, "onrecord": b}
        for a, b in zip(rows["trafilatura"], rows["onrecord"], strict=True)
        if {**a, "seconds": 0} != {**b, "seconds": 0}
    ]
    return {**{name: summed(found) for name, found in rows.items()}, "differing": differing}


if __name__ == "__main__":
    print(json.dumps(main(*map(Path, sys.argv[1:2])), indent=1))
