"""Every published figure can be recounted from what is published beside it; nothing that is not there earns anything."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from defects import judged, planted, possible
from jsonschema import Draft202012Validator
from workspaces import ROOT

from iso20k.edges.examples import sample
from iso20k.judging.assessment import Assessment
from iso20k.judging.matrix import matrix
from iso20k.judging.prediction import Class
from iso20k.judging.stage_two import stage_two
from iso20k.judging.verdict import outlook
from iso20k.reports import explained, json_report, status, status_report
from iso20k.reports import matrix as matrix_report
from iso20k.standard.documentation import documented_items
from iso20k.standard.evidence import EVIDENCE_ITEMS
from iso20k.standard.steps import STEPS
from validators.registry import catalogue

TEXTS = sample().texts


def without(*skills: str) -> dict[str, str]:
    return {path: text for path, text in TEXTS.items() if not any(skill in path for skill in skills)}


def templates() -> dict[str, str]:
    return {
        f"sms/{skill.schema.step.stem}.md": (Path(skill.folder) / "template.md").read_text(encoding="utf-8")
        for skill in catalogue().skills
    }


def workspaces() -> dict[str, dict[str, str]]:
    """Sound, damaged, drafted, half-written and unwritten."""
    found = possible()
    return {
        "netops": dict(TEXTS),
        "damaged": planted(TEXTS, found[5:6000:450]),
        "worse": planted(TEXTS, found[17:6000:150]),
        "drafts": {path: text.replace("status: approved", "status: draft") for path, text in TEXTS.items()},
        "planning": {path: text for path, text in TEXTS.items() if path[4:6] <= "05"},
        "templates": templates(),
        "nothing": {},
    }


@pytest.fixture(scope="module", params=list(workspaces()))
def assessment(request: pytest.FixtureRequest) -> Assessment:
    return judged(workspaces()[request.param])


def recounted(derivation: dict[str, Any]) -> int:
    """R from the published parts, control and ceilings."""
    raw = Fraction(0)
    for part in derivation["parts"]:
        share = Fraction(str(part["held"])) / part["weight"] if part["weight"] else Fraction(1)
        counted = min(share, Fraction(str(part["limit"])))
        assert float(counted) == pytest.approx(part["counted"], abs=2e-6)
        raw += part["points"] * counted
    raw *= Fraction(derivation["control"]["percent"], 100)
    assert float(raw) == pytest.approx(derivation["sum"], abs=1e-3)
    return near(min([raw, *(Fraction(cap["limit"]) for cap in derivation["caps"])]))


def near(value: Fraction) -> int:
    """Rounded; six published places must not tip a half."""
    return round(Fraction(round(float(value), 4)).limit_denominator(10**4))


def weighed(derivation: dict[str, Any], key: str) -> int:
    total = sum(area["weight"] for area in derivation["areas"])
    mean = Fraction(sum(a["weight"] * a[key] for a in derivation["areas"]), total)
    return round(min(mean, Fraction(min(a[key] for a in derivation["areas"]) + 30)))


def test_check_report_can_be_recounted(assessment: Assessment) -> None:
    told = json_report.report(assessment)
    check = json.loads((ROOT / "docs/schemas/check-1.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(check).validate(told)
    by_skill = {}
    for artifact in told["artifacts"]:
        value = recounted(artifact["derivation"]) if artifact["path"] else 0
        assert artifact["readiness"] == value, artifact["skill"]
        by_skill[artifact["skill"]] = value
    for area in told["areas"]:
        values = [by_skill[one["skill"]] for one in area["derivation"]["artifacts"]]
        assert area["readiness"] == round(min(Fraction(sum(values), len(values)), Fraction(min(values) + 25)))
    assert told["readiness"] == weighed({"areas": told["areas"]}, "readiness")
    if told["ceiling"]:
        assert told["readiness"] == told["ceiling"]["limit"]


def test_status_report_can_be_recounted_from_its_checks(assessment: Assessment) -> None:
    told = status_report.report(assessment)
    schema = json.loads((ROOT / "docs/schemas/status-1.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(told)
    for artifact in told["artifacts"]:
        if artifact["path"]:
            assert artifact["readiness"] == from_checks(artifact["derivation"]), artifact["skill"]
    for area in told["areas"]:
        items = area["stage_2"]["items"]
        evidence = 100 * Fraction(str(sum(item["worth"] for item in items))) / len(items)
        paper = Fraction(area["readiness"])
        assert area["stage_2"]["readiness"] == round(min(paper, (paper + evidence) / 2))
    assert told["readiness"] == weighed(told["derivation"], "readiness")
    assert told["stage_2"]["readiness"] == weighed(told["stage_2"], "readiness")


def from_checks(derivation: dict[str, Any]) -> int:
    """R from nothing but the instances of each check, in exact numbers."""

    def share(checks: list[dict[str, Any]]) -> Fraction:
        weight = sum(c["weight"] for c in checks)
        held = sum((c["weight"] * Fraction(c["good"], c["rows"] + c["absent"]) for c in checks), Fraction(0))
        return held / weight if weight else Fraction(1)

    known = [check for check in derivation["checks"] if check["good"] is not None]
    content = min(
        share([c for c in known if c["part"] == "content"]), share([c for c in known if c["demands"]])
    )
    rest = {part: share([c for c in known if c["part"] == part]) for part in ("correctness", "agreement")}
    raw = 45 * content + 30 * min(rest["correctness"], content) + 25 * min(rest["agreement"], content)
    raw *= Fraction(derivation["control"]["percent"], 100)
    return round(min([raw, *(Fraction(cap["limit"]) for cap in derivation["caps"])]))


@pytest.mark.parametrize("width", [80, 100])
def test_explanation_ends_with_the_published_figure_and_fits(assessment: Assessment, width: int) -> None:
    for area in assessment.readiness.areas:
        told = status.explanation(assessment, area.key, width=width, colour=False)
        assert all(len(line) <= width for line in told.split("\n"))
        assert f"rounded: {area.value} %" in told
    told = status.explanation(assessment, "overall", width=width, colour=False)
    assert added_up(told) == assessment.readiness.overall
    told = status.explanation(assessment, "stage-2", width=width, colour=False)
    assert added_up(told) == stage_two(assessment).overall
    for skill, figure in assessment.readiness.artifacts.items():
        told = status.explanation(assessment, skill, width=width, colour=False)
        assert document_added_up(told) == figure.value, told


def added_up(told: str) -> int:
    rows = [tuple(map(int, row)) for row in re.findall(r"^ +[A-Z].*? +(\d+) x +(\d+) = +(\d+)$", told, re.M)]
    assert all(weight * value == product for weight, value, product in rows)
    mean = Fraction(sum(product for _, _, product in rows), sum(weight for weight, _, _ in rows))
    return round(min(mean, Fraction(min(value for _, value, _ in rows) + 30)))


def document_added_up(told: str) -> int:
    flat = " ".join(told.split())
    parts = sum(float(gives) for gives in re.findall(r"\b(?:45|30|25) x [\d.]+ = ([\d.]+)", flat))
    control = re.search(r"x (\d+) % document control", flat)
    assert control is not None
    limits = [float(limit) for limit in re.findall(r"at most (\d+): ", flat)]
    return round(round(min([parts * int(control[1]) / 100, *limits]), 2))


def test_explanations_are_asked_for_by_any_name() -> None:
    for asked in ("R3", "r3", "Service Delivery", "service delivery"):
        assert explained.target_named(asked) == "R3"
    for asked in ("6", "service-level-management", "service_level_management", "Service Level Management"):
        assert explained.target_named(asked) == "service-level-management"
    assert explained.target_named("overall") == "overall"
    assert explained.target_named("Stage 2") == "stage-2"
    assert explained.target_named("R12") == ""


def test_what_nobody_has_written_earns_next_to_nothing() -> None:
    made = judged(templates())
    values = {skill: figure.value for skill, figure in made.readiness.artifacts.items()}
    assert sum(values.values()) / len(values) < 10, values
    assert made.readiness.overall < 10
    assert stage_two(made).overall < 5
    assert judged({}).readiness.overall == 0


def test_the_example_of_the_scoring_rules() -> None:
    """Content 0.90, correctness 0.80, agreement 0.60 in a draft is 60 %."""
    raw = Fraction(75, 100) * (45 * Fraction(9, 10) + 30 * Fraction(8, 10) + 25 * Fraction(6, 10))
    assert (float(raw), round(raw)) == (59.625, 60)


def test_verdicts_say_no_more_than_a_tool_may(assessment: Assessment) -> None:
    told = status.text(assessment, width=100, colour=False)
    told += status_report.text(assessment)
    assert not re.search(r"\b(certified|compliant|will pass)\b", told, re.IGNORECASE)
    assert "on paper" in told
    assert "no longer issued" in told
    nonconformities = any(one.kind in (Class.MAJOR, Class.MINOR) for one in outlook(assessment).predicted)
    assert ("could be classified as nonconformity in Stage 2" in told) == nonconformities
    for verdict in outlook(assessment).stages:
        best = verdict.words in ("Stage 1: ready", "Stage 2: evidence complete")
        assert best == (not verdict.path)


def test_items_of_the_matrix_name_what_exists() -> None:
    schemas = {schema.step.number: schema for schema in catalogue().schemas}
    for edition, number in (("2011", 51), ("2018", 32)):
        items = documented_items(edition)
        assert [item.number for item in items] == list(range(1, number + 1))
        for item in items:
            for sought in (sought for choice in item.places for sought in choice):
                schema = schemas.get(sought.step)
                if schema is None:
                    continue
                registers = {register.key: register for register in schema.registers}
                sections = {section.key for section in schema.sections}
                assert sought.key in registers or sought.key in sections, (item.number, sought)
                if sought.field:
                    columns = {column.key for column in registers[sought.key].columns}
                    assert sought.field in columns, (item.number, sought)


@pytest.mark.parametrize("edition", ["2011", "2018"])
def test_matrix_of_the_examples(edition: str) -> None:
    made = judged(TEXTS)
    found = matrix(made.workspace, edition)
    there = {skill.name for skill in catalogue().skills} & set(made.workspace.artifacts)
    for row in found.rows:
        steps = {sought.step for choice in row.item.places for sought in choice}
        if all(STEPS[step - 1].skill in there for step in steps):
            assert row.status == "approved", (row.item.number, row.lacks)
            assert row.owner
    schema = json.loads((ROOT / "docs/schemas/matrix-1.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(matrix_report.report(made, found))
    lines = matrix_report.markdown(made, found).rstrip("\n").split("\n")
    assert len(lines) == 4 + len(found.rows)
    assert len({line.count("|") for line in lines[2:]}) == 1


def test_headings_over_nothing_answer_no_item() -> None:
    hollow = {
        path: "\n".join(line for line in text.split("\n") if line.startswith("#"))
        for path, text in TEXTS.items()
    }
    found = matrix(judged(hollow).workspace)
    assert {row.status for row in found.rows} == {"missing"}
    drafts = {path: text.replace("status: approved", "status: draft") for path, text in TEXTS.items()}
    assert matrix(judged(drafts).workspace).approved == 0


def test_every_document_shows_its_own_evidence() -> None:
    made = judged(TEXTS)
    for skill in catalogue().skills:
        artifact = made.workspace.artifact(skill.name)
        own = {item.key for item in EVIDENCE_ITEMS if STEPS[item.step - 1].skill == skill.name}
        if artifact is None or (own and skill.evidence.__name__ == "nothing_shown"):
            continue
        shown = [one.key for one in skill.evidence(made.workspace, artifact)]
        assert sorted(shown) == sorted(own), skill.name
