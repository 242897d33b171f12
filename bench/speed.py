"""How fast: start-up, articles and words a second, memory; each measurement in a process of its own.

Reading is timed over PolNeAR's development articles from text to JSON records; of three passes the fastest is kept, as
what else a machine does only ever slows it. ``cpu_share`` is CPU time by wall time: below 0.9 the machine was busy, and
the figures are not worth keeping. textacy's ``direct_quotations`` is timed
over the same articles in the same run, its spaCy parse included, when ``.venv-bench`` holds it (``make bench``).
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.common import ROOT, SHARED, Record, dev_articles, digest, load_jsonl, load_scorer, save_jsonl, save_section
from onrecord.app import cores

COMMAND = Path(sys.executable).with_name("onrecord")
RIVAL = ROOT / ".venv-bench" / "bin" / "python"
PASSES = 3
STARTS = 5
"""Fresh processes for the start-up time; the median is kept."""
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
FIRST = "import onrecord; onrecord.Reader().read('The mayor said that the bridge would open in May.')"


def megabytes(peak: int) -> float:
    """``ru_maxrss`` in megabytes: kilobytes on Linux, bytes on macOS."""
    return round(peak / (1e6 if sys.platform == "darwin" else 1e3 / 1.024), 0)


def child(*command: str | Path) -> str:
    """The output of one process on one thread. Raises ``CalledProcessError`` when it fails."""
    environment = {**os.environ, **ONE_THREAD}
    run = subprocess.run([str(c) for c in command], cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE)
    return run.stdout.decode("utf-8")


def start_up() -> Record:
    """Seconds from a fresh process to the end of its first reading, and of a Python that does nothing."""

    def seconds(code: str) -> float:
        times = []
        for _ in range(STARTS):
            began = time.perf_counter()
            child(sys.executable, "-c", code)
            times.append(time.perf_counter() - began)
        return round(statistics.median(times), 2)

    return {"seconds": seconds(FIRST), "bare_python": seconds("pass")}


def rates(passes: Sequence[tuple[float, float]], rows: Sequence[Record]) -> Record:
    """Articles and white-space words a second in the fastest of ``[seconds, CPU seconds]``."""
    seconds, spent = min(passes)
    words = sum(len(row["text"].split()) for row in rows)
    return {
        "articles_per_second": round(len(rows) / seconds, 2),
        "words_per_second": round(words / seconds),
        "cpu_share": round(spent / seconds, 2),
    }


def one_thread(rows: Sequence[Record], file: Path) -> Record:
    """The library in one process on one thread, the model loaded before the clock starts."""
    told = json.loads(child(sys.executable, "-m", "bench.reading", file, str(PASSES)))
    return {**rates(told["passes"], rows), "peak_mb": megabytes(told["peak"])}


def all_cores(rows: Sequence[Record], file: Path, folder: Path) -> Record:
    """The command line with ``--jobs``, its start-up included; ``peak_mb`` is its largest process."""
    jobs, out = cores(), folder / "statements.jsonl"
    command = [str(COMMAND), "read", str(file), "--format", "jsonl", "--quiet", "--jobs", str(jobs), "--out", str(out)]
    passes: list[tuple[float, float]] = []
    for _ in range(PASSES):
        began, spent = time.perf_counter(), os.times()
        subprocess.run(command, cwd=ROOT, check=True)
        used = os.times()
        children = used.children_user + used.children_system - spent.children_user - spent.children_system
        passes.append((time.perf_counter() - began, children))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return {"jobs": jobs, **rates(passes, rows), "peak_mb": megabytes(peak)}


def textacy(rows: Sequence[Record], file: Path, folder: Path, shared: Path) -> Record | None:
    """textacy on one thread, and what its quotations score; None when it is not installed."""
    if not RIVAL.exists():
        return None
    out = folder / "textacy.jsonl"
    told = json.loads(child(RIVAL, ROOT / "bench" / "textacy_quotes.py", file, out, str(PASSES)))
    scores = load_scorer(shared).score(list(rows), load_jsonl(out))
    names = child(RIVAL, "-c", "from importlib.metadata import version as v; print(v('textacy'), v('spacy'))").split()
    return {
        "versions": {"textacy": names[0], "spacy": names[1]},
        **rates(told["passes"], rows),
        "peak_mb": megabytes(told["peak"]),
        "refused_paragraphs": told["refused"],
        "scores": {name: scores[name] for name in ("who-said-what", "quoted")},
    }


def measure(shared: Path, rows: Sequence[Record]) -> Record:
    """Everything, in turn: no two measurements run at the same time."""
    with tempfile.TemporaryDirectory() as name:
        folder, file = Path(name), Path(name) / "articles.jsonl"
        save_jsonl(file, ({"id": row["id"], "text": row["text"]} for row in rows))
        # the largest process first: the system tells only the largest peak of all children so far
        result: Record = {"all_cores": all_cores(rows, file, folder)}
        result = {"start_up": start_up(), "one_thread": one_thread(rows, file), **result}
        rival = textacy(rows, file, folder, shared)
    if rival is not None:
        ratio = result["one_thread"]["articles_per_second"] / rival["articles_per_second"]
        result |= {"textacy": rival, "times_textacy": round(ratio, 2)}
    words = sum(len(row["text"].split()) for row in rows)
    return {"data": {"name": "PolNeAR dev", "articles": len(rows), "words": words, "sha256": digest(rows)}, **result}


def main(argv: Sequence[str] | None = None) -> Record:
    """Command line; returns what was measured."""
    parser = argparse.ArgumentParser(prog="python -m bench.speed", description=__doc__)
    parser.add_argument("shared", type=Path, nargs="?", default=SHARED, help="folder with data/ and bench/score.py")
    parser.add_argument("--limit", type=int, help="only the first N articles; written into no results")
    arguments = parser.parse_args(argv)
    result = measure(arguments.shared, dev_articles(arguments.shared)[: arguments.limit])
    print(json.dumps(result, indent=2))
    if result["one_thread"]["cpu_share"] < 0.9:
        print("the machine was busy: measure again when it is idle", file=sys.stderr)
    if arguments.limit is None:
        save_section("speed", result)
    return result


if __name__ == "__main__":
    main()
