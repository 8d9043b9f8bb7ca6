"""The gap assessment in the dialects in which people write it: sub-rows, tall areas, other columns, quoted figures."""

from __future__ import annotations

from decimal import Decimal

import pytest
from asking import asked

from iso20k.configuration import Configuration
from iso20k.edges.examples import sample
from iso20k.facts.artifact import Artifact
from iso20k.judging.examples import Staged, workspace_of
from iso20k.judging.finding import Finding
from iso20k.standard.rows import area_of_row, areas_of_cell
from validators.gap_assessment.figures import stated_figures
from validators.gap_assessment.maturity import (
    AUDIT,
    IMMEDIATE,
    MEDIUM,
    SHORT,
    actions,
    horizon_of,
    maturity_by_area,
    mean_maturity,
    priority_band,
    scores,
)
from validators.registry import catalogue

PATH = "sms/04-gap-assessment.md"
TALL = """# Gap Analysis

## Method

Carried out by Sarah Chen on 2 April 2026 by interviews; interviewees were all process owners.

## 3. Maturity by clause area

- Target: 3

### 6.1 Service level management

- Maturity: Level 2 - managed
- Gap: No OLAs
- Remediation action: Agree OLAs
- Priority: Short-term

### Incident and Service Request Management (Clause 8.1)

| Field | Value |
|---|---|
| Current maturity | 3 / 5 |
| Gap | none |
| Evidence | 57 of 60 sampled incidents |
"""


def judged(text: str, edition: str = "2011") -> tuple[Artifact, list[Finding]]:
    space, findings = asked("GAP", {PATH: text}, edition)
    return space.artifacts["gap-assessment"], findings


@pytest.mark.parametrize(
    ("name", "mean", "gaps", "critical"), [("netops", "1.47", 15, 5), ("apex", "1.80", 15, 8)]
)
def test_known_examples(name: str, mean: str, gaps: int, critical: int) -> None:
    gap, findings = judged(sample(name).texts[PATH])
    assert findings == []
    areas = maturity_by_area(gap)
    assert len(areas) == 15
    assert f"{mean_maturity(areas.values()):.2f}" == mean
    assert (sum(row.gap for row in scores(gap)), sum(row.critical for row in scores(gap))) == (gaps, critical)


def test_verdict_sentence_of_the_known_example() -> None:
    texts = {PATH: sample().texts[PATH]}
    space = workspace_of(Staged(texts, Configuration()), catalogue().schemas)
    skill = catalogue().skill("gap-assessment")
    assert skill is not None
    assert skill.summary(space, space.artifacts["gap-assessment"]) == (
        "15 of 15 clause areas assessed on the scale 0 to 5, average maturity 1.47. 15 gaps, 5 critical; each with a "
        "remediation action and priority. Roadmap: 2 immediate, 3 short-term, 10 medium-term and 3 audit readiness."
    )


def test_sub_rows_roll_up_to_the_lowest() -> None:
    text = (
        sample()
        .texts[PATH]
        .replace(
            "| 4 | SMS general requirements | 1 | 3 |",
            "| 4.1 | Management responsibility | 3 | 3 | Charter | No policy | High | Write it | Immediate | James Park | 2026-05-29 |\n"
            "| 4.3 | Documentation management | 2 | 3 | Wiki | No control | High | Write it | Immediate | James Park | 2026-05-29 |\n"
            "| 4.5 | Establish and improve the SMS | 1 | 3 |",
        )
    )
    gap, findings = judged(text)
    four = maturity_by_area(gap)["4"]
    assert (four.value, four.mean, len(four.rows)) == (Decimal(1), Decimal(2), 3)
    assert {finding.rule for finding in findings} == {"GAP-09"}  # two more gaps than the summary counts


def test_areas_stand_as_headings_with_fields() -> None:
    gap, findings = judged(TALL)
    rows = scores(gap)
    assert [(row.area.number if row.area else "", row.maturity, row.target) for row in rows] == [
        ("6.1", Decimal(2), Decimal(3)),
        ("8.1", Decimal(3), Decimal(3)),
    ]
    assert [row.gap for row in rows] == [True, False]
    assert {finding.rule for finding in findings} == {"GAP-01", "GAP-04", "GAP-12"}
    assert sum(finding.rule == "GAP-01" for finding in findings) == 13


def test_other_columns_in_another_order_without_numbers() -> None:
    gap, _ = judged(
        "# Maturity Assessment\n\n## Assessment results\n\n| Score | Process | Recommendation | Remediation priority | Gaps |\n"
        "|---|---|---|---|---|\n| 2 | Supplier Management | Set up a register | Medium-term | No reviews |\n"
        "| **0** | `Capacity` | Write a plan | Immediate | No plan |\n"
    )
    assert {number: area.value for number, area in maturity_by_area(gap).items()} == {
        "7.2": Decimal(2),
        "6.5": Decimal(0),
    }


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (
            "The average maturity is 1.8 with 8 critical gaps.",
            [("critical gaps", 8), ("average maturity", 1.8)],
        ),
        ("Maturity is currently 1.8 average.", [("average maturity", 1.8)]),
        ("The eight critical gaps are listed below.", [("critical gaps", 8)]),
        ("Mean maturity: 2,5", [("average maturity", 2.5)]),
        ("Reduce mean incident resolution time by 25 %.", []),
        ("Raise the average maturity to 3.", []),
        ("The average target maturity is 3.", []),
        ("On average 25 tickets raise maturity.", []),
    ],
)
def test_figures_in_sentences(text: str, kinds: list[tuple[str, float]]) -> None:
    gap, _ = judged(f"# Gap Assessment\n\n## Summary\n\n{text}\n")
    assert [(figure.kind, float(figure.value)) for figure in stated_figures(gap)] == kinds


def test_horizons_and_priorities() -> None:
    assert [
        horizon_of(text) for text in ("Immediate (30 days)", "short term", "Mid-term", "Audit readiness")
    ] == [
        IMMEDIATE,
        SHORT,
        MEDIUM,
        AUDIT,
    ]
    assert horizon_of("Medium") == MEDIUM
    assert priority_band("Medium") == priority_band("High") == ""


def test_actions_of_the_roadmap() -> None:
    gap, _ = judged(sample().texts[PATH])
    first = actions(gap)[0]
    assert (first.id, first.horizon, first.owner) == ("ACT-01", IMMEDIATE, "Emily Nguyen")
    assert [area.number for area in first.areas] == ["6.1"]
    assert first.due is not None
    assert first.due.text == "2026-05-29"


def test_rows_find_their_area() -> None:
    found = {
        (clause, name): area.number if (area := area_of_row(clause, name, "2011")) else ""
        for clause, name in (("8.1", "Incident"), ("", "SLM"), ("6.7", "Storage"), ("4.5.4.2", ""), ("6", ""))
    }
    assert list(found.values()) == ["8.1", "6.1", "", "4", ""]
    in_2018 = area_of_row("8.6.1", "Incident management", "2018")
    assert in_2018 is not None
    assert in_2018.number == "8.1"
    # a name that fits the number of the other edition wins
    mixed = area_of_row("8.1", "Incident and service request", "2018")
    assert mixed is not None
    assert mixed.number == "8.1"
    assert [
        a.number for a in areas_of_cell("9.3 Release and deployment; 5 Design and transition", "2011")
    ] == [
        "5",
        "9.3",
    ]


def test_unfilled_template_is_refused_and_reads_as_fifteen_areas() -> None:
    folder = catalogue().skill("gap-assessment")
    assert folder is not None
    with open(f"{folder.folder}/template.md", encoding="utf-8") as file:
        text = file.read()
    gap, findings = judged(text)
    assert len({row.area for row in scores(gap) if row.area}) == 15
    errors = {finding.rule for finding in findings if finding.is_error}
    assert errors == {"GAP-01"}
    assert actions(gap) == ()
