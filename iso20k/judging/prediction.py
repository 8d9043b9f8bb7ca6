"""What an audit would probably raise: each finding and each gap classed as the standard's auditors class them (§7.5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from iso20k.document import Place
from iso20k.judging.assessment import Assessment
from iso20k.judging.engine import Outcome
from iso20k.judging.evidence import day_told
from iso20k.judging.finding import Finding
from iso20k.judging.matrix import Matrix, matrix_of
from iso20k.judging.rule import Kind, Severity
from iso20k.judging.stage_two import stage_two
from iso20k.once import once
from iso20k.standard.areas import CLAUSE_AREAS
from iso20k.standard.steps import STEPS
from iso20k.wording.closure import is_closed

#: Rules that find a requirement of the standard excluded.
EXCLUDING = frozenset(("SCO-03",))
#: Less content than this, in percent, leaves a clause area without a process.
THIN_CONTENT = 30
#: A check is systemic when it fails in more than half of at least so many instances.
SYSTEMIC_INSTANCES = 4


class Class(StrEnum):
    """How an auditor would class it; a candidate is no verdict."""

    MAJOR = "major candidate"
    MINOR = "minor candidate"
    OFI = "opportunity for improvement"
    NOTE = "note"


class Predicted(NamedTuple):
    """A predicted finding: `stage` is the audit from which on it counts, `findings` what it is made from, `cure` what lifts it."""

    kind: Class
    stage: int
    clause: str
    message: str
    cure: str
    place: Place | None = None
    findings: tuple[Finding, ...] = ()


@once
def predicted(assessment: Assessment) -> tuple[Predicted, ...]:
    """Every predicted finding, majors first. What a waiver covers is predicted as well: an auditor accepts nothing by it."""
    serious = (
        *_absent(matrix_of(assessment)),
        *_excluded(assessment),
        *_thin(assessment),
        *_systemic(assessment),
        *_clustered(assessment),
        *_unaudited(assessment),
    )
    told = {finding for major in serious for finding in major.findings}
    return (*serious, *_single(f for f in assessment.findings if f not in told))


def majors(found: Iterable[Predicted], stage: int) -> tuple[Predicted, ...]:
    """The major candidates that count at an audit stage."""
    return tuple(one for one in found if one.kind is Class.MAJOR and one.stage <= stage)


def _absent(found: Matrix) -> Iterator[Predicted]:
    for row in found.missing:
        yield Predicted(
            Class.MAJOR, 1, row.item.clause, f"nothing documents item {row.item.number}, {row.item.name}",
            f"Write {'; '.join(row.lacks)}.",
        )  # fmt: skip


def _excluded(assessment: Assessment) -> Iterator[Predicted]:
    for finding in assessment.findings:
        if finding.rule in EXCLUDING:
            yield Predicted(
                Class.MAJOR, 1, finding.clause, finding.message, finding.hint, finding.place, (finding,)
            )


def _thin(assessment: Assessment) -> Iterator[Predicted]:
    for area in CLAUSE_AREAS:
        step = STEPS[area.step - 1]
        figure = assessment.readiness.artifacts.get(step.skill)
        content = figure.part(Kind.PRESENCE).counted if figure else 0
        if content * 100 < THIN_CONTENT:
            said = f"{float(content * 100):.0f} % of the content" if figure else "no document"
            message = f"{area.number} {area.name} has {said}"
            yield Predicted(Class.MAJOR, 1, area.number, message, f"Write step {step.number}, {step.title}.")


def _systemic(assessment: Assessment) -> Iterator[Predicted]:
    """A check of a requirement that fails in more than half of at least four instances, over all documents it is for."""
    failing_rules = {outcome.rule.id for outcome in assessment.outcomes if outcome.findings}
    concerned = (outcome for outcome in assessment.outcomes if outcome.rule.id in failing_rules)
    for outcomes in _by(concerned, lambda outcome: outcome.rule.id).values():
        rule = outcomes[0].rule
        if rule.severity_in(assessment.workspace.edition) not in (Severity.ERROR, Severity.STRICT):
            continue
        held = [outcome.held for outcome in outcomes if outcome.held and outcome.evaluable]
        instances = sum(one.rows + one.absent for one in held)
        failing = instances - sum(one.good for one in held)
        if instances < SYSTEMIC_INSTANCES or 2 * failing <= instances:
            continue
        if findings := _judged(assessment, outcomes):
            message = f"{rule.id} {rule.name} fails in {failing} of {instances} instances"
            clause = rule.clause_in(assessment.workspace.edition)
            yield Predicted(Class.MAJOR, 1, clause, message, rule.hint, findings[0].place, findings)


def _clustered(assessment: Assessment) -> Iterator[Predicted]:
    """Three or more minor candidates on one sub-clause that are more than 40 % of its applicable checks."""
    edition = assessment.workspace.edition
    faulty = [o for o in assessment.outcomes if any(f.protects for f in o.findings)]
    failing_by = _by(_protecting(faulty, edition), lambda outcome: outcome.rule.clause_in(edition))
    if not any(len(failing) >= 3 for failing in failing_by.values()):
        return
    checks = _by(_protecting(assessment.outcomes, edition), lambda outcome: outcome.rule.clause_in(edition))
    for clause, outcomes in checks.items():
        failing = failing_by.get(clause, [])
        if clause != "-" and len(failing) >= 3 and 10 * len(failing) > 4 * len(outcomes):
            findings = _judged(assessment, failing)
            message = f"{len(failing)} of {len(outcomes)} checks of {clause} fail"
            cure = f"Repair what {', '.join(dict.fromkeys(f.rule for f in findings))} find."
            yield Predicted(Class.MAJOR, 1, clause, message, cure, findings[0].place, findings)


def _protecting(outcomes: Iterable[Outcome], edition: str) -> Iterator[Outcome]:
    """Those of checks of a requirement that apply."""
    for outcome in outcomes:
        required = outcome.rule.severity_in(edition) in (Severity.ERROR, Severity.STRICT)
        if required and outcome.held and outcome.evaluable:
            yield outcome


def _unaudited(assessment: Assessment) -> Iterator[Predicted]:
    """What no SMS may lack at Stage 2: an audit of everything, a review, and no major nonconformity of its own."""
    workspace = assessment.workspace
    old = workspace.edition == "2011"
    shown = {one.item.key: one.found for area in stage_two(assessment).areas for one in area.items}
    if not shown["audit-cycle"].worth:
        found = shown["audit-cycle"]
        message = f"the audit cycle is not complete: {found.reason}"
        cure = "Audit every clause area and report."
        yield Predicted(Class.MAJOR, 2, "4.5.4.2" if old else "9.2", message, cure, found.place)
    review = workspace.artifact("management-review")
    days = [day_told(row.text("date")) for row in (review.records("meeting") if review else ())]
    if not any(day and day <= workspace.as_of for day in days):
        message = "no management review has been held"
        cure = "Hold the management review after the audit and keep its minutes."
        yield Predicted(Class.MAJOR, 2, "4.5.4.3" if old else "9.3", message, cure)
    for label, place in open_major_nonconformities(assessment):
        cure = "Remove its cause and have the effect verified."
        message = f"the own audit's major nonconformity {label} is open"
        yield Predicted(Class.MAJOR, 1, "4.5.4.2" if old else "9.2", message, cure, place)


def open_major_nonconformities(assessment: Assessment) -> Iterator[tuple[str, Place]]:
    """The major nonconformities of the own audits whose end is not stated."""
    audit = assessment.workspace.artifact("internal-audit")
    for row in audit.records("findings") if audit else ():
        if "major" in row.text("class").casefold() and not is_closed(row.text("status"), checked=True):
            yield row.text("id") or row.text("statement"), row.place


def _single(findings: Iterable[Finding]) -> Iterator[Predicted]:
    classed = [(classed_as(f), f) for f in findings]
    for kind in (Class.MINOR, Class.OFI, Class.NOTE):
        for found, f in classed:
            if found is kind:
                yield Predicted(kind, 1, f.clause, f.message, f.hint, f.place, (f,))


def classed_as(finding: Finding) -> Class:
    """Open errors and what protects a requirement are minor candidates, warnings opportunities, advice notes."""
    if finding.protects or finding.severity is Severity.ERROR:
        return Class.MINOR
    return Class.OFI if finding.severity is Severity.WARNING else Class.NOTE


def _by(outcomes: Iterable[Outcome], key: Callable[[Outcome], str]) -> dict[str, list[Outcome]]:
    found: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        found[key(outcome)].append(outcome)
    return found


def _judged(assessment: Assessment, outcomes: Sequence[Outcome]) -> tuple[Finding, ...]:
    """The findings of outcomes as the assessment holds them: waived ones are marked there."""
    raw = {(f.identity, f.place) for outcome in outcomes for f in outcome.findings if f.protects}
    return tuple(f for f in assessment.findings if (f.identity, f.place) in raw)
