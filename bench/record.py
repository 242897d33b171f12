"""The record: what adding costs beside reading, how search holds up as it grows, how large it gets.

``python -m bench.record SHARED --statements 100000`` makes a record of synthetic statements (``bench/synthetic.py``)
through the same writes as ``onrecord add``, and asks it 200 questions. CPU time stands beside wall time: on a machine
that does other things too, it is the figure that can be trusted.
"""

import argparse
import json
import random
import re
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from bench.common import SHARED, Record, dev_articles, save_section
from bench.synthetic import MADE, Maker, paragraphs
from onrecord.app import Reader, article_of
from onrecord.record import Run, Store, arrival_of, open_store
from onrecord.record.terms import words
from onrecord.search import Query, find, stats

QUESTIONS: Final = 200
COMMONEST: Final = 20
BANDS: Final = ((0.01, 1.0), (0.001, 0.01), (0.0001, 0.001), (0.0, 0.0001))
"""Shares of the statements that have a word."""
WINDOW: Final = 500
"""Articles over which the cost of adding is taken."""
SEED: Final = 11


def overhead(shared: Path, articles: int) -> Record:
    """CPU seconds of reading PolNeAR's development articles, and of putting the readings into a record."""
    reader = Reader()
    texts = [article_of(one["text"], origin=one["id"]) for one in dev_articles(shared)[:articles]]
    reader.read(texts[0])
    read = kept = 0.0
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "x.db", create=True) as store:
        how = store.begin(Run(reader.engine.made, {}, ("bench",), folder))
        for article in texts:
            spent = time.process_time()
            reading = reader.read(article)
            read += (between := time.process_time()) - spent
            came = arrival_of(article)
            store.knows(how, came)
            store.add(how, came, reading)
            kept += time.process_time() - between
    return {
        "articles": len(texts),
        "read_ms": round(1000 * read / len(texts), 1),
        "add_ms": round(1000 * kept / len(texts), 1),
        "share": round(kept / read, 3),
    }


def fill(store: Store, shared: Path, wanted: int) -> tuple[Record, Counter[str], list[str]]:
    """A record of at least ``wanted`` statements; how often each word stands in how many of them; the speakers."""
    maker = Maker(paragraphs(shared))
    how = store.begin(Run(MADE, {}, ("synthetic",), "/"))
    held = number = 0
    frequency: Counter[str] = Counter()
    names: Counter[str] = Counter()
    windows: list[tuple[int, float]] = []
    began = spent = 0.0
    for reading in maker.readings():
        if held >= wanted:
            break
        began = time.process_time()
        outcome = store.add(how, arrival_of(reading.article), reading)
        spent += time.process_time() - began
        held, number = held + outcome.statements, number + 1
        for one in reading.statements:
            frequency.update(set(words(" ".join(p.words for p in one.content))))
            if one.speaker and one.speaker.name:
                names[one.speaker.name] += 1
        if number % WINDOW == 0:
            windows.append((held, round(1000 * spent / WINDOW, 2)))
            spent = 0.0
    found = {"articles": number, "statements": held, "add_ms_by_statements": windows}
    return found, frequency, [name for name, _ in names.most_common(200)]


def questions(frequency: Counter[str], total: int) -> dict[str, list[str]]:
    """Words by how many statements have them: the commonest, then as many of each band."""
    chance = random.Random(SEED)
    spoken = Counter({word: n for word, n in frequency.items() if re.fullmatch("[a-z]{2,}", word)})
    chosen = {"commonest": [word for word, _ in spoken.most_common(COMMONEST)]}
    each = (QUESTIONS - COMMONEST) // len(BANDS)
    for low, high in BANDS:
        among = sorted(w for w, n in spoken.items() if low <= n / total < high and w not in chosen["commonest"])
        chosen[f"{low:.2%} to {high:.2%}"] = chance.sample(among, min(each, len(among)))
    return {stratum: asked for stratum, asked in chosen.items() if asked}


def ask(store: Store, chosen: dict[str, list[str]], names: Sequence[str]) -> Record:
    """Milliseconds by stratum: alone, with a speaker, with an act, with both."""
    chance = random.Random(SEED)
    kinds: dict[str, Callable[[str], Query]] = {
        "alone": Query,
        "act": lambda word: Query(word, acts=("deny",)),
        "speaker": lambda word: Query(word, speaker=chance.choice(names)),
        "speaker and act": lambda word: Query(word, speaker=chance.choice(names), acts=("assert",)),
        "days": lambda word: Query(word, published_from="2015-01-01", published_to="2015-12-31"),
        "two words": lambda word: Query(f"{word} {chance.choice(chosen['commonest'])}"),
    }
    find(store, Query("warm"))
    found: Record = {}
    for kind, query in kinds.items():
        every: list[tuple[float, float]] = []
        found[kind] = {}
        for stratum, asked in chosen.items():
            times = [_timed(store, query(word)) for word in asked]
            every += times
            found[kind][stratum] = _quantiles(times)
        found[kind]["all"] = _quantiles(every)
    return found


def _timed(store: Store, query: Query) -> tuple[float, float]:
    began, spent = time.perf_counter(), time.process_time()
    find(store, query)
    return 1000 * (time.perf_counter() - began), 1000 * (time.process_time() - spent)


def _quantiles(times: Iterable[tuple[float, float]]) -> Record:
    wall, cpu = zip(*times, strict=True)
    found = {}
    for name, values in (("wall_ms", wall), ("cpu_ms", cpu)):
        cut = statistics.quantiles(values, n=20, method="inclusive") if len(values) > 1 else [values[0]] * 19
        found[name] = {"p50": round(statistics.median(values), 1), "p95": round(cut[18], 1)}
    return found


def size(store: Store) -> Record:
    """Bytes a statement, the captured bytes apart."""
    counted = stats(store)
    assert counted.bytes is not None
    own = counted.bytes - counted.packed
    return {
        "bytes": counted.bytes,
        "captured": counted.captured,
        "captured_packed": counted.packed,
        "bytes_a_statement": round(own / max(counted.statements, 1)),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.record", description=__doc__)
    parser.add_argument("shared", type=Path, nargs="?", default=SHARED, help="folder with data/")
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--read", type=int, default=30, help="articles that are read for real")
    parser.add_argument("--record", help="file or URL to make the record in, kept afterwards")
    parser.add_argument("--save", action="store_true", help="into bench/results.json")
    given = parser.parse_args(arguments)
    found: dict[str, Any] = {"overhead": overhead(given.shared, given.read)} if given.read else {}
    print(json.dumps(found), flush=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        open_store(given.record or Path(folder) / "bench.db", create=True) as store,
    ):
        grown, frequency, names = fill(store, given.shared, given.statements)
        found |= {"grown": grown, "size": size(store)}
        print(json.dumps(found), flush=True)
        found["search"] = ask(store, questions(frequency, grown["statements"]), names)
    print(json.dumps(found["search"], indent=1))
    if given.save:
        save_section("record", found)


if __name__ == "__main__":
    main()
