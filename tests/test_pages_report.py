"""The board's report as a page of the site and as PDF, with WeasyPrint and without."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from site_checks.pages import Seen
from test_dashboard import story
from workspaces import iso20k

from dashboard_gen.site import make
from dashboard_gen.words import prose
from iso20k.edges.cache import Cache
from iso20k.judging.executive import NOBODY


def made(top: Path, output: Path) -> dict[str, bytes]:
    make(str(top), str(output), "HEAD", Cache("off"))
    return {path.name: path.read_bytes() for path in output.glob("report.*")}


def words(page: bytes) -> str:
    return " ".join("".join(Seen(page).text).split())


def test_the_page_says_what_the_command_says(tmp_path: Path) -> None:
    repository = story(tmp_path / "one")
    page = words(made(repository.top, tmp_path / "site")["report.html"])
    told = iso20k(
        "new", "executive-readiness-report", "--rev", "HEAD", "--as-of", "2026-04-10", cwd=repository.top
    )
    assert told.code == 0, told
    (report,) = (repository.top / "reports").glob("*.md")
    said = [line for line in report.read_text(encoding="utf-8").splitlines() if line.startswith("- ")]
    assert len(said) > 8
    for line in said:
        sentence = re.sub(r"\\(.)", r"\1", line.removeprefix("- ").partition(" *")[0])
        assert prose(sentence) in page
    assert NOBODY in page
    assert "over the period 2 March 2026 to 10 April 2026" in page


def test_without_the_library_the_page_says_how_to_print(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    files = made(story(tmp_path / "one").top, tmp_path / "site")
    assert list(files) == ["report.html"]
    assert "report.pdf" not in files["report.html"].decode()
    assert "use the browser’s print command" in words(files["report.html"])


def test_the_pdf_has_the_same_bytes_twice(tmp_path: Path) -> None:
    pytest.importorskip("weasyprint", exc_type=ImportError)
    top = story(tmp_path / "one").top
    one, other = made(top, tmp_path / "a"), made(top, tmp_path / "b")
    assert one["report.pdf"].startswith(b"%PDF-1.7")
    assert one == other
    assert "The same as PDF" in words(one["report.html"])
