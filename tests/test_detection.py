"""The measured detection rate of the rules: a floor that only rises, no finding after changes without meaning."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from detection.measure import Sound, alarms, rate, results
from detection.page import Measured, page
from workspaces import APEX, NETOPS, ROOT

#: One worker makes the measurement for all its tests.
pytestmark = pytest.mark.xdist_group("detection")

FLOOR = Path(__file__).parent / "detection" / "floor.json"
PAGE = ROOT / "docs" / "detection.md"
WORKSPACES = (("NetOps", NETOPS, date(2026, 10, 30)), ("Apex", APEX, date(2026, 3, 31)))


@pytest.fixture(scope="module")
def measured() -> list[Measured]:
    """Every defect and every neutral change of both examples; about two minutes."""
    found = []
    for name, folder, as_of in WORKSPACES:
        texts = {
            f"sms/{path.name}": path.read_text(encoding="utf-8")
            for path in sorted((folder / "sms").glob("*.md"))
        }
        base = Sound(texts, as_of)
        assert not base.errors, f"{name} is not sound: {base.errors}"
        found.append(Measured(name, tuple(results(base)), tuple(alarms(base))))
    return found


def test_at_least_300_defects_over_all_documents(measured: list[Measured]) -> None:
    netops = measured[0].results
    assert len(netops) >= 300
    assert len({result.defect.skill for result in netops}) == 22


def test_rate_is_not_below_its_floor(measured: list[Measured], request: pytest.FixtureRequest) -> None:
    floor = json.loads(FLOOR.read_text(encoding="utf-8")) if FLOOR.is_file() else {}
    now = {one.name: round(rate(one.results), 1) for one in measured}
    if request.config.getoption("--update-golden"):
        risen = {name: max(figure, floor.get(name, 0.0)) for name, figure in now.items()}
        FLOOR.write_text(json.dumps(risen, indent=2) + "\n", encoding="utf-8")
        floor = risen
    for name, figure in now.items():
        assert figure >= floor[name], (
            f"{name}: {figure} % of the planted defects are noticed, it was {floor[name]} %"
        )
        assert figure <= floor[name] + 0.5, (
            f"{name}: {figure} % are noticed: raise the floor with --update-golden"
        )


def test_changes_without_meaning_bring_no_finding(measured: list[Measured]) -> None:
    told = [
        f"{change.kind} in {change.path} ({change.what}): {alarm.finding.rule} {alarm.finding.message}"
        for one in measured
        for change, found in one.neutral
        for alarm in found
    ]
    assert not told, "\n".join(told)


def test_page_tells_what_was_measured(measured: list[Measured], request: pytest.FixtureRequest) -> None:
    text = page(measured)
    if request.config.getoption("--update-golden"):
        PAGE.write_text(text, encoding="utf-8", newline="\n")
    assert PAGE.is_file(), "no docs/detection.md: run pytest tests/test_detection.py --update-golden"
    assert text == PAGE.read_text(encoding="utf-8"), (
        "docs/detection.md is not current: run pytest tests/test_detection.py --update-golden"
    )
