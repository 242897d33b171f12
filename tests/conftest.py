"""What all tests share: the places of the repository, and how strict a run is.

``STRICT=1`` in the environment (``make test STRICT=1``) fails a run that skipped anything. The marker ``house`` is for
tests of the repository itself (rooms, documents, floors): one Python is enough for them.
"""

import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

# the benches are a package of the repository, not of the wheel
sys.path.insert(0, str(ROOT))

pytest_plugins = ["record.servers"]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "house: of the repository itself; run on one Python only")


def _skipped(config: pytest.Config) -> int:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return len(reporter.stats.get("skipped", ())) if reporter else 0


def pytest_sessionfinish(session: pytest.Session) -> None:
    if os.environ.get("STRICT") == "1" and _skipped(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if os.environ.get("STRICT") == "1" and _skipped(config):
        terminalreporter.section("strict: the skipped tests above fail this run", red=True)


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the labelled data beside the repository; skips where it is absent."""
    if not (SHARED / "bench" / "score.py").is_file():
        pytest.skip(f"the labelled data is not in {SHARED}: put the folder there (see docs/contributing.md)")
    return SHARED
