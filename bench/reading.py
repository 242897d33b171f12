"""OnRecord over labelled articles: predictions as the JSON that users get.

``python -m bench.reading ARTICLES.jsonl PASSES`` times it in a process of its own, for ``speed.py``.
"""

import json
import resource
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from bench.common import Record, load_jsonl
from onrecord import Reader
from onrecord.export.jsonl import statement_record


def predictions(articles: Iterable[Record], reader: Reader | None = None) -> list[Record]:
    """The statements of all articles, read as plain text under their id: no title, no date is given away."""
    reader = reader or Reader()
    return [
        statement_record(statement)
        for article in articles
        for statement in reader.read(article["text"], origin=article["id"]).statements
    ]


def main() -> None:
    """Print the time of each pass from text to records, the model loaded before, and the peak of memory.

    A pass is ``[seconds, CPU seconds]``; the peak is as the system tells it.
    """
    rows, reader = load_jsonl(Path(sys.argv[1])), Reader()
    predictions(rows[:1], reader)
    passes = []
    for _ in range(int(sys.argv[2])):
        began, spent = time.perf_counter(), time.process_time()
        predictions(rows, reader)
        passes.append([time.perf_counter() - began, time.process_time() - spent])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"passes": passes, "peak": peak}))


if __name__ == "__main__":
    main()
