"""The programme: everything is audited, for a reason, by criteria, by people who may."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import Topic, uncovered, unfilled
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.standard.areas import CLAUSE_AREAS
from iso20k.standard.rows import edition_of
from iso20k.wording.filled import filled_cell
from iso20k.wording.phrases import listed
from validators.internal_audit.findings import findings
from validators.internal_audit.programme import auditor_named, auditors, audits

AUDIT = "internal-audit"
_CONTENTS = {"criteria": "criteria", "scope": "scope", "method": "method", "planned": "planned date"}
_PROCEDURE = (
    Topic("responsibilities", r"who\b|responsib|auditor|owner|owns|lead"),
    Topic("reporting", r"report"),
    Topic("records", r"records?\b|kept|retain|retention|archiv"),
)


_NOTHING_FOUND = """# Internal Audit

## Programme

| Audit ID | Clause areas | Auditor | Planned | Actual |
|---|---|---|---|---|
| AUD-1 | 4 to 6.3 | Ann Lee | 2026-03-02 | 2026-03-02 |
| AUD-2 | 6.4 to 7.2 | Ann Lee | 2026-03-09 | 2026-03-09 |
| AUD-3 | 8.1 to 9.3 | Ann Lee | 2026-03-16 | 2026-03-16 |

## Auditors

| Auditor | Qualification | Declared independent of |
|---|---|---|
| Ann Lee | Lead auditor | all processes |

## Findings

All processes are followed.
"""


@rule(
    "AUD-01", "clauses-4-9-covered", Severity.ERROR, Kind.PRESENCE, "4.5.4.2 / 9.2", AUDIT,
    source="S",
    why="An area that no audit of the period looks at can fail for years without anybody knowing.",
    hint="Plan an audit for each of the 15 clause areas within the period of the programme.",
    fails=Example(
        (Edit("| AUD-2026-03 | 6.1; 6.2; 6.4; 7.1; 7.2 |", "| AUD-2026-03 | 6.1; 6.2; 7.1 |"),),
        (Found("no audit covers 6.4 Budgeting and accounting for services and 7.2 Supplier management", at="## Programme"),),
    ),
    more=(
        Example(
            (
                Edit("| AUD-2026-03 | 6.1; 6.2; 6.4; 7.1; 7.2 |", "| AUD-2026-03 | Service level management, reporting, 6.4, 7.1-7.2 |"),
                Edit("| AUD-2026-04 | 6.3; 6.5; 6.6 |", "| AUD-2026-04 | 6.3 and 6.5 to 6.6 |"),
            ),
        ),
        Example((Edit("| AUD-2026-01 | 4 SMS general requirements |", "| AUD-2026-01 | all clause areas |"), Edit("| AUD-2026-05 | 8.1; 8.2 |", "| AUD-2026-05 | 8.1 |"))),
    ),
)  # fmt: skip
def clauses_covered(workspace: Workspace, audit: Artifact) -> Iterator[Problem]:
    covered = {area for one in audits(audit, edition_of(workspace.edition)) for area in one.areas}
    lacking = [area for area in CLAUSE_AREAS if area.number not in covered]
    if len(lacking) == len(CLAUSE_AREAS):
        yield Problem(audit.home("audits"), "the programme names no clause area")
    elif lacking:
        names = listed(f"{area.number} {area.name}" for area in lacking)
        yield Problem(audit.home("audits"), f"no audit covers {names}")


@rule(
    "AUD-04", "impartiality-declared", Severity.ERROR, Kind.PRESENCE, "4.5.4.2 / 9.2", AUDIT,
    source="S",
    why="Whoever audits their own work finds what they expect; an audit without declared independence proves nothing.",
    hint="Have each auditor declare of what they are independent, and let nobody with an operational role audit.",
    fails=Example(
        (Edit("| Quality Analyst; no operational SMS role | Clauses 4 to 9 and all services, declaration of 2026-08-31 |", "| Quality Analyst; no operational SMS role | |"),),
        (Found("Olivia Grant has not declared independence", at="| Olivia Grant |"),),
    ),
    more=(
        Example(
            (Edit("| Quality Manager; no operational SMS role |", "| Quality Manager, service owner of Help Desk |"),),
            (Found("David Wong audits and holds the operational role 'service owner of Help Desk'", at="| David Wong |"),),
        ),
        Example(
            (Edit("| Olivia Grant | 2026-09-16 | 2026-09-16 | reported |", "| Emily Nguyen | 2026-09-16 | 2026-09-16 | reported |"),),
            (Found("Emily Nguyen audits (AUD-2026-04) and is not among the auditors who declared independence", at="AUD-2026-04"),),
        ),
    ),
)  # fmt: skip
def impartiality_declared(workspace: Workspace, audit: Artifact) -> Iterator[Problem]:
    known = auditors(audit)
    for one in known:
        if not one.independence:
            yield Problem(one.record.at("independent"), f"{one.name} has not declared independence")
        if one.operational:
            message = f"{one.name} audits and holds the operational role '{one.operational}'"
            yield Problem(one.record.at("roles"), message, missing=False)
    if not known:
        yield Problem(audit.home("auditors"), "no auditor has declared independence")
        return
    told: set[str] = set()
    for planned in audits(audit, edition_of(workspace.edition)):
        for person in planned.auditors:
            if person not in told and auditor_named(audit, person) is None:
                told.add(person)
                message = f"{person} audits ({planned.label}) and is not among the auditors who declared independence"
                yield Problem(planned.record.at("auditor"), message)


@rule(
    "AUD-05", "programme-contents", Severity.STRICT, Kind.PRESENCE, "4.5.4.2 / 9.2.2", AUDIT,
    each=("audits",),
    why="Without criteria, scope, method and date an audit is a visit: nobody can say afterwards what was compared with what.",
    hint="Fill criteria, scope, method and planned date of the audit.",
    fails=Example(
        (Edit("| Clause 8, steps 14 and 15 | Sample of 60 tickets", "| | Sample of 60 tickets"),),
        (Found("AUD-2026-05 has no criteria", at="AUD-2026-05"),),
    ),
    more=(
        Example((Edit("| Clause 8, steps 14 and 15 | Sample of 60 tickets and 2 problems, observation of a shift |", "| Clause 8, steps 14 and 15 | |"),), (Found("AUD-2026-05 has no method", at="AUD-2026-05"),)),
    ),
)  # fmt: skip
def programme_contents(workspace: Workspace, audit: Artifact) -> Iterator[Problem]:
    for one in audits(audit, edition_of(workspace.edition)):
        lacking = {key: word for key, word in _CONTENTS.items() if not _said_for_all(audit, key)}
        if one.actual is not None:
            lacking.pop("planned", None)
        yield from unfilled(one.record, one.label, lacking)


def _said_for_all(audit: Artifact, key: str) -> bool:
    """Whether the register has no such column and a sentence of the programme says it once for all audits."""
    rows = audit.records("audits")
    section = audit.sections.get("programme")
    if section is None or any(key in row.cells for row in rows):
        return False
    words = {
        "criteria": r"criteria",
        "scope": r"scope",
        "method": r"method|interview|sampl",
        "planned": r"frequen|annual|yearly",
    }
    return not uncovered((Topic(key, words[key]),), audit, "programme", "plan", "procedure")


@rule(
    "AUD-06", "procedure", Severity.STRICT, Kind.PRESENCE, "4.5.4.2 / -", AUDIT,
    editions=("2011",),
    why="The 2011 edition asks for a documented procedure that says who plans, audits, reports and keeps the records.",
    hint="Describe responsibilities, reporting and records of internal audits in the procedure.",
    fails=Example(
        (
            Edit("Programme, plans, notes, reports and evidence are kept in ServiceNow for six years.", ""),
            Edit("and has free access to all records", "and has free access everywhere"),
            Edit("watches work and takes samples of records", "watches work and takes samples"),
            Edit("Checks the effect by records, closes", "Checks the effect, closes"),
        ),
        (Found("the procedure says nothing of records", at="## Procedure"),),
    ),
)  # fmt: skip
def procedure(workspace: Workspace, audit: Artifact) -> Iterator[Problem]:
    if "procedure" not in audit.sections:
        yield Problem(audit.place, "there is no audit procedure")
        return
    lacking = uncovered(_PROCEDURE, audit, "procedure")
    if lacking:
        names = listed(topic.name for topic in lacking)
        yield Problem(audit.section_place("procedure"), f"the procedure says nothing of {names}")


@rule(
    "AUD-12", "risk-based", Severity.STRICT, Kind.PRESENCE, "4.5.4.2 / 9.2.2", AUDIT,
    source="s",
    each=("audits",),
    why="A rota that treats every area alike spends its days where nothing happens and misses where it burns.",
    hint="Say why the area is audited now: its importance, a change, or the result of an earlier audit.",
    fails=Example(
        (Edit("| Outages of Cloud Hosting hurt customers most |", "| |"),),
        (Found("AUD-2026-04 does not say why it is held now", at="AUD-2026-04"),),
    ),
)  # fmt: skip
def risk_based(workspace: Workspace, audit: Artifact) -> Iterator[Problem]:
    for one in audits(audit, edition_of(workspace.edition)):
        if not filled_cell(one.record.text("reason")):
            yield Problem(one.record.at("reason"), f"{one.label} does not say why it is held now")


@rule(
    "AUD-14", "auditor-qualified", Severity.WARNING, Kind.PRESENCE, "4.4.2 / 7.2", AUDIT,
    each=("auditors",),
    why="An auditor who was never taught to audit collects opinions; the first external auditor asks for the proof.",
    hint="Name training, certificate or audit experience of the auditor.",
    fails=Example(
        (Edit("| Olivia Grant | Internal auditor certificate of 2025, security audits since 2024 |", "| Olivia Grant | |"),),
        (Found("Olivia Grant has no qualification", at="| Olivia Grant |"),),
    ),
)  # fmt: skip
def auditor_qualified(workspace: Workspace, audit: Artifact) -> Iterator[Problem]:
    for one in auditors(audit):
        yield from unfilled(one.record, one.name, {"qualification": "qualification"})


@rule(
    "AUD-15", "zero-findings", Severity.ADVICE, Kind.VALIDITY, "4.5.4.2 / 9.2", AUDIT,
    source="P",
    why="A whole cycle without a single finding is rarer than a perfect organization; certification auditors do not believe it.",
    hint="Look again at samples and questions, or explain why nothing was found.",
    fails=Example(
        (Edit("", _NOTHING_FOUND),),
        (Found("3 audits were held and found nothing at all", at="## Findings"),),
    ),
)  # fmt: skip
def zero_findings(workspace: Workspace, audit: Artifact) -> Iterator[Problem]:
    held = [one for one in audits(audit, edition_of(workspace.edition)) if one.done]
    if len(held) >= 3 and not findings(audit):
        yield Problem(audit.home("findings"), f"{len(held)} audits were held and found nothing at all")
