"""Golden files: what is written is compared byte by byte; ``GOLDEN=write pytest`` writes them anew, to be looked at."""

import os
from pathlib import Path


def same(path: Path, made: str) -> None:
    """Fails when ``made`` differs from the golden file."""
    if os.environ.get("GOLDEN") == "write":
        path.write_bytes(made.encode("utf-8"))
    assert made.encode("utf-8") == path.read_bytes(), f"{path.name} differs; if that is meant: GOLDEN=write pytest"
