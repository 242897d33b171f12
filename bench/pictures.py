"""The README's pictures, made anew from the example: ``python -m bench.pictures`` (needs Chromium)."""

import contextlib
import io
import re
import subprocess
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bench.common import ROOT
from onrecord import read
from onrecord.cli import pretty
from onrecord.export import render_page

IMAGES = ROOT / "docs" / "images"
EXAMPLE = Path("examples") / "wire-report"
SHOWN = 45
"""Lines of the terminal that are shown."""


def terminal() -> None:
    """What ``onrecord read`` prints, as SVG, without the fonts that Rich would have loaded from elsewhere."""
    whole = Console(file=io.StringIO(), width=84, force_terminal=True, color_system="truecolor")
    pretty.show(read(EXAMPLE.with_suffix(".txt")), whole)
    assert isinstance(whole.file, io.StringIO)
    lines = whole.file.getvalue().splitlines()[:SHOWN]
    console = Console(record=True, file=io.StringIO(), width=84, force_terminal=True, color_system="truecolor")
    console.print(Text.from_ansi("\n".join(lines)))
    picture = console.export_svg(title="onrecord read examples/wire-report.txt")
    picture = re.sub(r"@font-face\s*\{.*?\}", "", picture, flags=re.DOTALL)
    picture = re.sub(r"<!--.*?-->\s*", "", picture, flags=re.DOTALL)
    (IMAGES / "terminal.svg").write_text(picture.replace("Fira Code", "ui-monospace"), encoding="utf-8")


def page() -> None:
    """The page of the same report in a browser."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reader.html"
        path.write_text(render_page(read(EXAMPLE.with_suffix(".html"))), encoding="utf-8")
        shot = IMAGES / "reader.png"
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1240,1400"]
        command = ["chromium", *options, f"--user-data-dir={folder}/profile", f"--screenshot={shot}", path.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)


if __name__ == "__main__":
    IMAGES.mkdir(parents=True, exist_ok=True)
    with contextlib.chdir(ROOT):  # so that the pictures show the paths that a reader types
        terminal()
        page()
