"""What the product promises to refuse is refused by `git commit`, with the right rule on the right line."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from workspaces import netops

from iso20k.edges.examples import sample

GAP, SCOPE, CATALOG, PLAN = "gap-assessment", "sms-scope", "service-catalog", "service-management-plan"


class Change(NamedTuple):
    """An edit of a document, the rule that refuses it, and a text on the line where it does."""

    name: str
    skill: str
    edits: tuple[tuple[str, str], ...]
    rule: str
    at: str
    document: str = ""


def later_phases() -> tuple[tuple[str, str], ...]:
    """The plan's phases after the first and its further milestones, each deleted."""
    text = sample().texts[sample().path_of(PLAN)]
    timeline = text[text.index("## Implementation timeline") : text.index("## Remediation tasks")]
    rows = [line for line in timeline.split("\n") if line.startswith("| ") and any(c.isdigit() for c in line)]
    return tuple((f"{row}\n", "") for row in rows[1:])


CHANGES = (
    Change("owner deleted", CATALOG, (("| SVC-007 | Ticketing System | supporting | Chris Doyle |", "| SVC-007 | Ticketing System | supporting | |"),), "CAT-01", "SVC-007"),
    Change(
        "supporting service orphaned",
        CATALOG,
        (
            ("SVC-007 Ticketing System, SVC-008 Knowledge Base |", "SVC-007 Ticketing System |"),
            ("| Atlassian | SVC-003 Help Desk | no |", "| Atlassian | | no |"),
            ("| SVC-003 Help Desk | SVC-008 Knowledge Base | soft | Nightly export of the articles |\n", ""),
        ),
        "CAT-03",
        "| SVC-008 |",
    ),
    Change(
        "14th clause area missing",
        SCOPE,
        (("| 9.3 | Release and deployment | yes | NetOps Solutions | Owner Mei Tanaka; release plans, acceptance records |\n", ""),),
        "SCO-02",
        "## Process applicability",
    ),
    Change("score of 6", GAP, (("| 6.5 | Capacity | 0 | 3 |", "| 6.5 | Capacity | 6 | 3 |"),), "GAP-02", "| 6.5 | Capacity |"),
    Change("exclusion without a reason", SCOPE, (("| Looks after workplaces of NetOps employees only and delivers no service to external customers |", "| |"),), "SCO-04", "| Corporate IT |"),
    Change(
        "service renamed in the catalog only",
        CATALOG,
        (("| SVC-003 | Help Desk |", "| SVC-003 | Service Desk |"),),
        "X01",
        "| SVC-003 | Help Desk |",
        document=SCOPE,
    ),
    Change("service unknown to the catalog", SCOPE, (("| SVC-003 | Help Desk | business |", "| SVC-009 | Service Desk | business |"),), "X01", "SVC-009"),
    Change("plan with one phase", PLAN, later_phases(), "PLA-07", "## Implementation timeline"),
)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.name)
def test_commit_is_refused(tmp_path: Path, change: Change) -> None:
    repository = netops(tmp_path)
    for old, new in change.edits:
        repository.edit(change.skill, old, new)
    refused = repository.commit(change.name)
    told = refused.out + refused.err
    assert refused.code == 1, told
    assert "Traceback" not in told
    judged = repository.path(change.document or change.skill)
    lines = judged.read_text(encoding="utf-8").split("\n")
    places = [line for line in told.split("\n") if f" error {change.rule} " in line]
    assert places, told
    numbers = [int(place.split(":")[1]) for place in places if judged.name in place]
    assert any(change.at in lines[number - 1] for number in numbers), (places, told)
    assert repository.git("log", "--oneline").out.count("\n") == 1
