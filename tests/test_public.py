"""The public face: a short list, and an import that costs nothing."""

import subprocess
import sys
from types import ModuleType

import pytest

import onrecord

PUBLIC = [
    "Article",
    "Failure",
    "Hints",
    "IngestError",
    "InputError",
    "InstallationError",
    "OnRecordError",
    "Options",
    "Reader",
    "Reading",
    "Span",
    "Statement",
    "UsageError",
    "__version__",
    "read",
    "read_inputs",
]

HEAVY = ["charset_normalizer", "lxml", "numpy", "onnxruntime", "rich", "tokenizers", "torch", "trafilatura", "typer"]

WATCH = """
import os, sys
opened = []
def watch(event, arguments):
    if event == "open" and not str(arguments[0]).endswith((".py", ".pyc")):
        opened.append(str(arguments[0]))
before = dict(os.environ)
sys.addaudithook(watch)
import onrecord
"""


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_list_is_what_it_is() -> None:
    assert sorted(onrecord.__all__) == sorted(PUBLIC)


@pytest.mark.parametrize("name", PUBLIC)
def test_each_name_is_there(name: str) -> None:
    value = getattr(onrecord, name)
    assert not isinstance(value, ModuleType)
    assert name in dir(onrecord)
    assert isinstance(value, str) or value.__doc__


def test_no_other_name_is_made_up() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = onrecord.no_such_name


def test_errors_are_one_tree() -> None:
    for name in PUBLIC:
        value = getattr(onrecord, name)
        if isinstance(value, type) and issubclass(value, Exception):
            assert issubclass(value, onrecord.OnRecordError)


def test_import_loads_nothing_heavy() -> None:
    loaded = run(f"import sys, onrecord; print(sorted(set(sys.modules) & set({HEAVY!r})))")
    assert loaded.strip() == "[]"


def test_import_opens_no_file() -> None:
    assert run(WATCH + "print(opened)").strip() == "[]"


def test_import_changes_no_environment() -> None:
    assert run(WATCH + "print(before == dict(os.environ))").strip() == "True"
