"""``onrecord add`` with a small engine, as a process that can be killed: prints each article when it is committed."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import onrecord.app
from onrecord import ingest
from onrecord.app import Failure, Task, add_inputs
from onrecord.errors import InputError
from onrecord.ingest import Hints
from onrecord.model import Reading
from onrecord.pipeline import Options
from onrecord.record import open_store
from record.readings import NEWER, simple


def read_items(items: Iterator[Any], *, hints: Hints, options: Options, jobs: int = 1) -> Iterator[Any]:
    """Each ``Name said words.`` is a statement."""
    del options, jobs
    for item in items:
        if isinstance(item, InputError):
            yield item, Failure(item.article or "-", item)
            continue
        whole = ingest.read(item, hints)
        if "BROKEN" in whole.text:
            yield item, Failure(item.origin, InputError("no article in it", code="empty", article=item.origin))
            continue
        yield item, read(whole)


def read(whole: Any) -> Reading:
    said = [tuple(line.removesuffix(".").split(" ", 2)) for line in whole.text.splitlines() if " said " in line]
    return simple(whole.text, *said, made=NEWER, origin=whole.origin, outlet=whole.outlet)


def main(record: str, folder: str) -> None:
    onrecord.app.read_items = read_items
    with open_store(record, create=True) as store:
        for result in add_inputs(store, Task((folder,), Hints(), Options())):
            print(Path(result.origin).name, flush=True)
            time.sleep(0.002)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
