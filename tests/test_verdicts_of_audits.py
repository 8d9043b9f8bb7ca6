"""What an audit would raise, and the verdicts with their gates."""

from __future__ import annotations

import re

import pytest
from defects import judged
from test_gaming import TEXTS, path_of
from workspaces import ROOT

from iso20k.judging.gates import stage_milestone
from iso20k.judging.prediction import Class, majors, predicted
from iso20k.judging.verdict import STAGE_1_NOT, STAGE_2_NOT, outlook


def edited(skill: str, pattern: str, new: str) -> dict[str, str]:
    path = path_of(skill)
    text, times = re.subn(pattern, new, TEXTS[path])
    assert times, pattern
    return {**TEXTS, path: text}


def told(texts: dict[str, str], stage: int = 1) -> list[str]:
    return [one.message for one in majors(predicted(judged(texts)), stage)]


def test_missing_items_of_the_matrix_are_major_candidates() -> None:
    left = {path: text for path, text in TEXTS.items() if "service-reporting" not in path}
    found = told(left)
    assert "nothing documents item 27, descriptions of reports, and the reports" in found
    assert "6.2 Service reporting has no document" in found


def test_an_excluded_requirement_is_a_major_candidate() -> None:
    texts = edited(
        "sms-scope", r"(?m)^\| 6\.5 \|.*\n", "| 6.5 | Capacity management | no | - | Excluded, not needed |\n"
    )
    messages = [one.message for one in predicted(judged(texts)) if one.kind is Class.MAJOR]
    assert set(messages) - set(told(TEXTS))


def test_a_check_that_fails_in_most_instances_is_a_major_candidate() -> None:
    path = path_of("service-catalog")
    lines = TEXTS[path].split("\n")
    owner = 0
    for number, line in enumerate(lines):
        cells = line.split("|")
        if line.startswith("| Service ID"):
            owner = cells.index(" Owner ")
        elif line.startswith("| SVC-") and len(cells) > 8:
            lines[number] = "|".join([*cells[:owner], " ", *cells[owner + 1 :]])
    found = told({**TEXTS, path: "\n".join(lines)})
    assert any(
        re.fullmatch(r"CAT-\d\d [\w-]+ fails in \d+ of \d+ instances", message) for message in found
    ), found


def test_an_unfinished_audit_cycle_counts_at_stage_2_only() -> None:
    texts = edited("internal-audit", r"(\| 2026-09-2\d )\| 2026-09-2\d \| reported", r"\1| | planned")
    assert any("audit cycle is not complete" in message for message in told(texts, 2))
    assert not any("audit cycle is not complete" in message for message in told(texts, 1))


def test_every_open_finding_is_classed_once() -> None:
    texts = edited("service-catalog", r"\| SVC-005 \| Backup System \|", "| SVC-004 | Backup System |")
    made = judged(texts)
    classed = [finding for one in predicted(made) for finding in one.findings]
    assert set(classed) == set(made.findings)
    minors = [one for one in predicted(made) if one.kind is Class.MINOR]
    assert all(f.protects or f.severity == "error" for one in minors for f in one.findings)


def test_a_waiver_does_not_change_what_is_predicted() -> None:
    texts = edited("service-catalog", r"\| SVC-005 \| Backup System \|", "| SVC-004 | Backup System |")
    path = path_of("service-catalog")
    waived = {
        **texts,
        path: texts[path].replace(
            "| SVC-004 | Backup System |",
            "| SVC-004 | Backup System |",
        ),
    }
    assert [one.message for one in predicted(judged(texts))] == [
        one.message for one in predicted(judged(waived))
    ]


def test_gates_that_are_shut_say_what_lifts_them() -> None:
    planning = {path: text for path, text in TEXTS.items() if path[4:6] <= "05"}
    first, second = outlook(judged(planning)).stages
    assert (first.words, second.words) == (STAGE_1_NOT, STAGE_2_NOT)
    assert {"majors", "matrix", "areas", "overall"} <= {gate.key for gate in first.path}
    for gate in first.path:
        assert gate.lifts, gate
    areas = next(gate for gate in first.path if gate.key == "areas")
    assert any("step 6" in lift for lift in areas.lifts)


def test_drafts_shut_the_gate_of_approval() -> None:
    drafts = {path: text.replace("status: approved", "status: draft") for path, text in TEXTS.items()}
    first = outlook(judged(drafts)).stages[0]
    gate = next(gate for gate in first.gates if gate.key == "approved")
    assert not gate.holds
    assert "Approve sms/01-organization-profile.md" in gate.lifts


def test_an_audit_after_stage_1_shuts_its_gate() -> None:
    made = judged(TEXTS)
    milestone = stage_milestone(made, 1)
    assert milestone is not None
    day = milestone.day
    assert day is not None
    late = edited("service-management-plan", rf"Stage 1 audit \| {day}", "Stage 1 audit | 2026-08-01")
    gate = next(g for g in outlook(judged(late)).stages[0].gates if g.key == "internal-audit-planned")
    assert not gate.holds
    soon = edited("service-management-plan", rf"Stage 1 audit \| {day}", "Stage 1 audit | 2026-10-15")
    gate = next(g for g in outlook(judged(soon)).stages[0].gates if g.key == "internal-audit-planned")
    assert gate.holds


def test_the_worked_example_of_the_page_adds_up() -> None:
    page = (ROOT / "docs" / "readiness.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (?:CAT|X)[-\d]+ \| (\w+) \| (\d) \| (\d+) of (\d+) \| (yes|no) \|$", page, re.M)
    assert len(rows) == 7

    def share(checks: list[tuple[str, str, str, str, str]]) -> float:
        return sum(int(w) * int(g) / int(n) for _, w, g, n, _ in checks) / sum(int(c[1]) for c in checks)

    def total(checks: list[tuple[str, str, str, str, str]]) -> float:
        content = min(
            share([c for c in checks if c[0] == "content"]), share([c for c in checks if c[4] == "yes"])
        )
        others = [
            min(content, share([c for c in checks if c[0] == part])) for part in ("correctness", "agreement")
        ]
        return 45 * content + 30 * others[0] + 25 * others[1]

    assert round(total(rows), 4) == 82.0833
    assert round(min(0.9 * total(rows), 69)) == 69
    repaired = [(*row[:2], row[3], *row[3:]) if row[2:4] == ("6", "8") else row for row in rows]
    assert round(total(repaired), 4) == 87.7083
    assert round(0.9 * total(repaired)) == 79
    for figure in ("82.0833", "73.875", "**69 %**", "87.7083", "78.9375", "**79 %**"):
        assert figure in page


@pytest.mark.parametrize("word", ["certified", "compliant", "will pass"])
def test_the_page_promises_nothing(word: str) -> None:
    page = (ROOT / "docs" / "readiness.md").read_text(encoding="utf-8").lower()
    assert word not in page
