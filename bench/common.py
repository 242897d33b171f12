"""What the measurements share: the data, the scorer, the machine, and the one file of results."""

import hashlib
import importlib.metadata
import importlib.util
import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from onrecord.nlp.encoder import digest_of, weights_folder

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SHARED = ROOT.parent / "shared"
RESULTS = HERE / "results.json"

Record = dict[str, Any]


def load_jsonl(path: Path) -> list[Record]:
    """The objects of a JSONL file; ends with a message when the file is missing."""
    if not path.is_file():
        sys.exit(f"{path} is missing: give the folder that holds data/ and bench/score.py")
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]


def save_jsonl(path: Path, records: Iterable[Record]) -> None:
    """One object a line, keys in the order given."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), "utf-8")


def dev_articles(shared: Path) -> list[Record]:
    """The labelled development articles of PolNeAR."""
    return load_jsonl(shared / "data" / "polnear" / "dev.jsonl")


def digest(articles: Sequence[Record]) -> str:
    """``sha256:`` and the hash of the ids, texts and labels, so that figures can name what they are of."""
    kept = [{key: a.get(key) for key in ("id", "text", "attributions")} for a in articles]
    canonical = json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def load_scorer(shared: Path) -> ModuleType:
    """The scorer, loaded from its path: that file defines the measures, nothing of it is copied here."""
    path = shared / "bench" / "score.py"
    spec = importlib.util.spec_from_file_location("onrecord_score", path)
    if not path.is_file() or spec is None or spec.loader is None:
        sys.exit(f"{path} is missing: give the folder that holds data/ and bench/score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def machine() -> Record:
    """The processor and what runs on it."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        named = [
            line.split(":", 1)[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")
        ]
        model = named[0] if named else model
    return {"cpu": model, "cores": os.cpu_count(), "system": platform.system(), "python": platform.python_version()}


def versions(*packages: str) -> Record:
    """The installed version of each package, None for one that is not there."""
    found: Record = {}
    for name in packages:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found[name] = None
    return found


def commit() -> str | None:
    """The commit that the code stands at, ``+`` after it when files differ; None outside git."""
    head, dirty = _git("rev-parse", "--short=12", "HEAD"), _git("status", "--porcelain", "src")
    return head + ("+" if dirty else "") if head else None


def _git(*arguments: str) -> str | None:
    try:
        run = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    except OSError:
        return None
    return run.stdout.strip() if run.returncode == 0 else None


def measured() -> Record:
    """When, where and with what a section of the results was measured."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "commit": commit(),
        "model": digest_of(weights_folder()),
        "machine": machine(),
        "versions": versions("onrecord", "onnxruntime", "tokenizers", "numpy"),
    }


def load_results(path: Path = RESULTS) -> Record:
    """All sections that were measured so far."""
    found: Record = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return found


def save_section(name: str, values: Record, path: Path = RESULTS) -> None:
    """Replace one section of the results; the others stay."""
    results = {**load_results(path), name: {**values, "measured": measured()}}
    path.write_text(json.dumps(dict(sorted(results.items())), indent=2, ensure_ascii=False) + "\n", "utf-8")
