"""The page in a real browser: what a reader sees is the article, and nothing runs or loads."""

import html
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from onrecord import Reader
from onrecord.export import render_page

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.house,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt install chromium"),
]
HOSTILE = (
    "Mayor Edda Corvane said <script>document.title='run'</script> “the <b>bridge</b> & the\u202e canal are closed.”"
    "\n\n<img src=x onerror=\"document.title='run'\"> Oakes told the Courier: “javascript:alert(1)”"
)


def dom(page: str, folder: Path) -> str:
    """The document after the browser has loaded it, with whatever scripts would have done."""
    path = folder / "page.html"
    path.write_text(page, encoding="utf-8")
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}"]
    run = subprocess.run(
        [*command, "--dump-dom", path.as_uri()],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )
    return run.stdout


def words(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


@pytest.mark.timeout(180)
def test_markup_in_the_text_is_text(tmp_path: Path) -> None:
    seen = dom(render_page(Reader().read(HOSTILE, origin="hostile")), tmp_path)
    assert "<title>run" not in seen
    assert "<img" not in seen
    article = re.search(r"<article.*</article>", seen, re.DOTALL)
    assert article
    assert "<script>document.title='run'</script>" in html.unescape(re.sub(r"<[^>]+>", "", article[0]))


@pytest.mark.timeout(180)
def test_the_example_is_shown_whole(tmp_path: Path) -> None:
    example = Path(__file__).parents[2] / "examples" / "wire-report.txt"
    reading = Reader().read(example)
    seen = words(dom(render_page(reading), tmp_path))
    for statement in reading.statements:
        for piece in statement.content:
            assert re.sub(r"\W+", "", piece.words) in re.sub(r"\W+", "", seen)
