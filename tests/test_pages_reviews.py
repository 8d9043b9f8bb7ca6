"""Tagged reviews: what the site compares with, and the frozen page of each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from site_checks.pages import Seen
from test_dashboard import story

from dashboard_gen.site import make
from iso20k.edges.cache import Cache


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The reference is broken at the review and repaired after it; a second review marks the state that is shown."""
    repository = story(tmp_path / "one")
    repository.git("tag", "review-spring", "HEAD~2")
    repository.git("tag", "review-now", "HEAD")
    make(str(repository.top), str(tmp_path / "site"), "HEAD", Cache("off"))
    return tmp_path / "site"


def words(page: Path) -> str:
    return " ".join("".join(Seen(page.read_bytes()).text).split())


def test_the_landing_page_compares_with_the_review_before(site: Path) -> None:
    data = json.loads((site / "data/dashboard.json").read_text(encoding="utf-8"))
    assert data["compared_with"] == data["trend"][1]["commit"]
    assert data["figures"]["readiness.former"] == data["trend"][1]["readiness"]
    landing = words(site / "index.html")
    assert "since the review of 9 March 2026." in landing
    assert "Solved error: sms/03-service-catalog.md" in landing


def test_a_frozen_page_tells_its_own_day_at_its_head_and_on_printed_sheets(site: Path) -> None:
    data = json.loads((site / "data/dashboard.json").read_text(encoding="utf-8"))
    short = data["trend"][1]["commit"][:7]
    frozen = words(site / "at/review-spring/index.html")
    assert f"As of 9 March 2026 at commit {short}," in frozen
    assert data["commit"] not in frozen
    margins = (site / "assets/review-spring.css").read_text(encoding="utf-8")
    assert f"As of 2026-03-09, commit {short}, period 2026-03-02 to 2026-03-09" in margins


def test_a_frozen_page_stays_when_the_work_goes_on(tmp_path: Path) -> None:
    repository = story(tmp_path / "one")
    repository.git("tag", "review-spring", "HEAD~2")
    pages = []
    for revision in ("HEAD~1", "HEAD"):
        make(str(repository.top), str(tmp_path / revision), revision, Cache("off"))
        pages.append((tmp_path / revision / "at/review-spring/index.html").read_bytes())
    assert pages[0] == pages[1]
