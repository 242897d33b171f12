"""The command with a small engine of its own, so that its behaviour can be tested without a model.

An article is read line by line: ``Name said: words`` is a statement. Words in capitals make it fail, each
in its way. Run as a script it is the command itself.
"""

import json
import re
import time
from collections.abc import Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any, BinaryIO

import onrecord.app
from export.handmade import Said, article, reading
from export.understood import Told
from onrecord.app import Failure
from onrecord.cli.main import main
from onrecord.errors import IngestError, InputError, InstallationError
from onrecord.ingest import Hints
from onrecord.model import Moment, Reading
from onrecord.pipeline import Options

CALLS: list[dict[str, Any]] = []


def read_inputs(
    inputs: Sequence[str], *, hints: Hints, options: Options, jobs: int = 1, stdin: BinaryIO | None = None
) -> Iterator[Reading | Failure]:
    CALLS.append({"inputs": inputs, "hints": hints, "options": options, "jobs": jobs, "stdin": stdin})
    for name in inputs:
        for origin, text in texts(name, stdin):
            if text is None:
                yield Failure(origin, InputError("there is no such file", code="missing", article=origin))
            else:
                yield one(origin, text, hints, options)


def texts(name: str, stdin: BinaryIO | None) -> Iterator[tuple[str, str | None]]:
    path = Path(name)
    if name == "-":
        assert stdin is not None
        yield name, stdin.read().decode("utf-8", "replace")
    elif path.is_dir():
        for inside in sorted(path.iterdir()):
            yield from texts(str(inside), None)
    elif not path.is_file():
        yield name, None
    elif path.suffix == ".jsonl":
        for number, text in enumerate(path.read_text("utf-8").splitlines()):
            yield f"{name}#{number}", json.loads(text)["text"]
    else:
        yield name, path.read_text("utf-8")


def one(origin: str, text: str, hints: Hints, options: Options) -> Reading | Failure:
    if "BROKEN" in text:
        return Failure(origin, IngestError("no article in it\x1b[31m", code="empty", article=origin))
    if "NO MODEL" in text:
        raise InstallationError("the model is missing", code="model")
    if "NO MEMORY" in text:
        raise BrokenProcessPool("a process died")
    if "NO PACKAGE" in text:
        raise ModuleNotFoundError("No module named 'lxml'")
    if "STOP" in text:
        raise KeyboardInterrupt
    if "SLOW" in text:
        time.sleep(0.2)
    whole = article(
        text,
        origin=origin,
        title=hints.title,
        outlet=hints.outlet,
        published=Moment.of(hints.published) if hints.published else None,
    )
    said = tuple(
        Said((who,), "said", (words,), told=Told(who) if options.fields else None)
        for who, words in re.findall(r"(\w+) said: (.+)", text)
    )
    return reading(whole, said)


if __name__ == "__main__":
    onrecord.app.read_inputs = read_inputs
    main()
