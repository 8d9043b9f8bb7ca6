"""The findings: classified, with clause, evidence and cause, acted upon, and closed by somebody else."""

import re
from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import unfilled
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.standard.clauses import Edition
from iso20k.standard.references import check_reference, nearest_clause, parse_clause_cell
from iso20k.standard.rows import edition_of
from iso20k.values.dates import find_moments
from iso20k.values.listing import find_identifiers
from iso20k.wording.filled import informative_words
from iso20k.wording.names import normalise
from iso20k.wording.persons import person_names
from validators.internal_audit.findings import ALL, counted, findings, stated_counts
from validators.internal_audit.programme import audits

AUDIT = "internal-audit"
_NEEDED = {
    "clause": "clause",
    "evidence": "evidence",
    "cause": "root cause",
    "action": "corrective action",
    "owner": "owner",
    "due": "target date",
}
_RECORD = re.compile(
    r"\d|\b(?:minutes|records?|reports?|tickets?|logs?|register|contract|interview(?:ed|s)?|observed|confirmed|said|"
    r"screenshot|sample[ds]?|ServiceNow|Jira|Confluence|folder|file|e-?mail)\b",
    re.IGNORECASE,
)


@rule(
    "AUD-02", "finding-classified", Severity.ERROR, Kind.PRESENCE, "4.5.4.2 / 9.2", AUDIT,
    source="S",
    each=("findings",),
    why="A finding without a class has no priority; majors wait in the same pile as wishes.",
    hint="Classify the finding as major NC, minor NC, observation or OFI.",
    fails=Example(
        (Edit("| Class | Observation |", "| Class | Serious |"),),
        (Found("the class 'Serious' of FND-003 is none of major NC, minor NC, observation and OFI", at="| Class | Serious |"),),
    ),
    more=(
        Example((Edit("| Class | Observation |\n", ""),), (Found("FND-003 has no class", at="### FND-003"),)),
        Example((Edit("| Class | Observation |", "| Class | Opportunity for improvement |"), Edit("| Observation | 1 |\n| OFI | 0 |", "| Observation | 0 |\n| OFI | 1 |"))),
    ),
)  # fmt: skip
def finding_classified(workspace: Workspace, audit: Artifact) -> Iterator[Problem]:
    for finding in findings(audit):
        told, place = finding.record.text("class"), finding.record.at("class")
        if not finding.record.filled("class"):
            yield Problem(place, f"{finding.label} has no class")
        elif not finding.kind:
            message = (
                f"the class '{told}' of {finding.label} is none of major NC, minor NC, observation and OFI"
            )
            yield Problem(place, message, missing=False)


@rule(
    "AUD-03", "nc-complete", Severity.ERROR, Kind.PRESENCE, "4.5.4.2, 4.5.5.1 / 10.1", AUDIT,
    source="S",
    each=("findings",),
    why="A nonconformity without cause, action, owner or date comes back next year under the same number.",
    hint="Fill clause, evidence, root cause, corrective action, owner and target date of the nonconformity.",
    fails=Example(
        (Edit("| Root cause | Minutes were kept by whoever wrote them; no step of the review asked for filing |\n", ""),),
        (Found("FND-002 has no root cause", at="### FND-002"),),
    ),
    more=(
        Example((Edit("| Target date | 2027-01-29 |", "| Target date | as soon as possible |"),), (Found("the target date 'as soon as possible' of FND-001 is no date", at="as soon as possible"),)),
        Example((Edit("| Root cause | Problems are opened after thresholds; nobody looks for patterns below them |\n", ""),)),  # an observation needs none
    ),
)  # fmt: skip
def nc_complete(workspace: Workspace, audit: Artifact) -> Iterator[Problem]:
    for finding in findings(audit):
        if not finding.is_nonconformity:
            continue
        yield from unfilled(finding.record, finding.label, _NEEDED)
        if finding.record.filled("due") and not find_moments(finding.record.text("due")):
            told = finding.record.text("due")
            yield Problem(finding.record.at("due"), f"the target date '{told}' of {finding.label} is no date")


@rule(
    "AUD-07", "clause-reference-valid", Severity.ERROR, Kind.VALIDITY, "- / -", AUDIT,
    source="S",
    each=("findings",),
    why="A finding against a clause that does not exist is rejected by the process owner, and rightly.",
    hint="Name the clause of the workspace's edition that is not fulfilled.",
    fails=Example(
        (Edit("| Clause | 6.1 |", "| Clause | 6.7 |"),),
        (Found("'6.7' of FND-002 is no clause of the 2011 edition, the nearest is 6.6 information security management", at="| Clause | 6.7 |"),),
    ),
    more=(
        Example((Edit("| Clause | 6.1 |", "| Clause | 8.3.3 |"),), (Found("'8.3.3' of FND-002 is a clause of the 2018 edition, the workspace follows 2011", at="| Clause | 8.3.3 |"),)),
        Example((Edit("| Clause | 6.1 |", "| Clause | ISO/IEC 20000-1:2011, 4.5.4.3 a) |"),)),
        Example((Edit("| Clause | 6.1 |", "| Clause | service levels |"),), (Found("'service levels' of FND-002 names no clause", at="service levels"),)),
    ),
)  # fmt: skip
def clause_reference_valid(workspace: Workspace, audit: Artifact) -> Iterator[Problem]:
    edition = edition_of(workspace.edition)
    for finding in findings(audit):
        told, place = finding.record.text("clause"), finding.record.at("clause")
        if not finding.record.filled("clause"):
            continue  # that it is missing is AUD-03's
        references = parse_clause_cell(told)
        if not references:
            yield Problem(place, f"'{told}' of {finding.label} names no clause")
        for reference in references:
            own = not reference.edition or reference.edition == edition
            if own and (message := _wrong(reference.number, finding.label, edition)):
                yield Problem(place, message)


def _wrong(number: str, label: str, edition: Edition) -> str:
    verdict = check_reference(number, edition)
    if verdict == "other-edition":
        other = "2018" if edition == "2011" else "2011"
        return f"'{number}' of {label} is a clause of the {other} edition, the workspace follows {edition}"
    if verdict == "unknown":
        near = nearest_clause(number, edition)
        ending = f", the nearest is {near[0]} {near[1]}" if near else ""
        return f"'{number}' of {label} is no clause of the {edition} edition{ending}"
    return ""


@rule(
    "AUD-08", "counts-match", Severity.ERROR, Kind.VALIDITY, "4.5.4.2 / 9.2", AUDIT,
    source="P",
    why="A report whose summary counts other findings than its table was changed on one side only, and nobody knows which.",
    hint="Count the findings again, by class, and write the same numbers everywhere.",
    fails=Example(
        (Edit("| Minor NC | 2 |", "| Minor NC | 3 |"),),
        (Found("the report states 3 minor NC, the findings hold 2", at="| Minor NC | 3 |"),),
    ),
    more=(
        Example((Edit("There are three findings: two minor nonconformities", "There are four findings: two minor nonconformities"),), (Found("the report states 4 findings, the findings hold 3", at="There are four findings"),)),
        Example((Edit("There are three findings: two minor nonconformities and one observation;", "There are 3 findings: 2 minor NCs and 1 observation;"),)),
    ),
)  # fmt: skip
def counts_match(workspace: Workspace, audit: Artifact) -> Iterator[Problem]:
    held = counted(audit)
    related = (Related(audit.home("findings"), "the findings"),)
    unclassed = any(not finding.kind for finding in findings(audit))
    for stated in stated_counts(audit):
        if unclassed and stated.kind != ALL:
            continue  # a finding outside the scale is AUD-02's and counts nowhere
        if stated.number != held[stated.kind]:
            message = (
                f"the report states {stated.number} {stated.kind}, the findings hold {held[stated.kind]}"
            )
            yield Problem(stated.place, message, related=related)


@rule(
    "AUD-09", "dates-ordered", Severity.ERROR, Kind.VALIDITY, "4.5.4.2 / 9.2", AUDIT,
    source="P",
    each=("audits", "findings"),
    why="An audit that is done in the future, or a target before the audit that set it, smells of evidence made up afterwards.",
    hint="Correct the date: planned, actual, report, target and verification follow each other, and nothing done lies ahead.",
    fails=Example(
        (Edit("| David Wong | 2026-09-21 | 2026-09-21 | reported |", "| David Wong | 2026-09-21 | 2026-12-21 | reported |"),),
        (
            Found("AUD-2026-05 was held on 2026-12-21, which lies after 2026-10-30", at="AUD-2026-05"),
            Found("the target date 2026-12-18 of FND-003 lies before its audit (2026-12-21)", at="| Target date | 2026-12-18 |"),
        ),
    ),
    more=(
        Example((Edit("| Target date | 2027-01-29 |", "| Target date | 2026-09-01 |"),), (Found("the target date 2026-09-01 of FND-001 lies before its audit (2026-09-10)", at="| Target date | 2026-09-01 |"),)),
        Example((Edit("| Olivia Grant | 2026-09-16 | 2026-09-16 | reported |", "| Olivia Grant | 2026-09-16 | | done |"),), (Found("AUD-2026-04 is done and has no actual date", at="AUD-2026-04"),)),
    ),
)  # fmt: skip
def dates_ordered(workspace: Workspace, audit: Artifact) -> Iterator[Problem]:
    known = audits(audit, edition_of(workspace.edition))
    for one in known:
        if one.actual and one.actual > workspace.as_of:
            message = f"{one.label} was held on {one.actual}, which lies after {workspace.as_of}"
            yield Problem(one.record.at("actual"), message)
        elif one.done and one.actual is None and "actual" in one.record.cells:
            yield Problem(one.record.at("actual"), f"{one.label} is done and has no actual date")
        if one.reported and one.actual and one.reported < one.actual:
            message = f"the report of {one.label} is dated {one.reported}, before the audit ({one.actual})"
            yield Problem(one.record.at("reported"), message)
    held = {normalise(one.id): one.actual or one.planned for one in known if one.id}
    for finding in findings(audit):
        day = held.get(normalise(finding.audit))
        if day and finding.due and finding.due < day:
            message = f"the target date {finding.due} of {finding.label} lies before its audit ({day})"
            yield Problem(finding.record.at("due"), message)
        if finding.verified and finding.verified > workspace.as_of:
            message = (
                f"{finding.label} was verified on {finding.verified}, which lies after {workspace.as_of}"
            )
            yield Problem(finding.record.at("verified"), message)
        elif day and finding.verified and finding.verified < day:
            message = f"{finding.label} was verified on {finding.verified}, before its audit ({day})"
            yield Problem(finding.record.at("verified"), message)


@rule(
    "AUD-10", "nc-overdue", Severity.WARNING, Kind.VALIDITY, "4.5.4.2 / 10.1", AUDIT,
    each=("findings",),
    why="Action without undue delay is asked for; a nonconformity past its date shows that nobody follows up.",
    hint="Finish the action and verify it, or agree a new date with a reason.",
    fails=Example(
        (Edit("| Target date | 2026-12-18 |\n| Status | open, action in progress |", "| Target date | 2026-10-16 |\n| Status | open, action in progress |"),),
        (Found("FND-002 is open and was due on 2026-10-16", at="| Target date | 2026-10-16 |"),),
    ),
)  # fmt: skip
def nc_overdue(workspace: Workspace, audit: Artifact) -> Iterator[Problem]:
    for finding in findings(audit):
        if finding.is_nonconformity and not finding.closed and finding.due and finding.due < workspace.as_of:
            yield Problem(finding.record.at("due"), f"{finding.label} is open and was due on {finding.due}")


@rule(
    "AUD-11", "closure-verified", Severity.STRICT, Kind.PRESENCE, "4.5.4.2 / 10.1", AUDIT,
    each=("findings",),
    why="Whoever closes their own finding believes in their own action; follow-up means that somebody else has looked.",
    hint="Have somebody other than the owner verify the effect, and enter name and date.",
    fails=Example(
        (Edit("| Target date | 2027-01-29 |\n| Status | open, action in progress |", "| Target date | 2026-10-29 |\n| Status | closed |"),),
        (Found("FND-001 is closed and nobody has verified it", at="### FND-001"),),
    ),
    more=(
        Example(
            (Edit("| Target date | 2027-01-29 |\n| Status | open, action in progress |", "| Target date | 2026-10-29 |\n| Status | closed |\n| Verified by | Chris Doyle |\n| Verified on | 2026-10-28 |"),),
            (Found("FND-001 was verified by its owner Chris Doyle", at="| Verified by | Chris Doyle |"),),
        ),
        Example((Edit("| Target date | 2027-01-29 |\n| Status | open, action in progress |", "| Target date | 2026-10-29 |\n| Status | closed |\n| Verified by | David Wong |\n| Verified on | 2026-10-28 |"),)),
        Example((Edit("| Target date | 2027-01-29 |\n| Status | open, action in progress |", "| Target date | 2026-10-29 |\n| Status | closed |\n| Verified by | David Wong |"),), (Found("FND-001 is closed and has no date of verification", at="### FND-001"),)),
    ),
)  # fmt: skip
def closure_verified(workspace: Workspace, audit: Artifact) -> Iterator[Problem]:
    for finding in findings(audit):
        if not (finding.closed and finding.is_nonconformity):
            continue
        verifier = finding.record.text("verifier")
        if not finding.record.filled("verifier"):
            yield Problem(
                finding.record.at("verifier"), f"{finding.label} is closed and nobody has verified it"
            )
            continue
        owners = {normalise(person) for person in person_names(finding.record.text("owner"))}
        if owners & {normalise(person) for person in person_names(verifier)}:
            message = f"{finding.label} was verified by its owner {verifier}"
            yield Problem(finding.record.at("verifier"), message, missing=False)
        if not finding.record.filled("verified"):
            yield Problem(
                finding.record.at("verified"), f"{finding.label} is closed and has no date of verification"
            )


@rule(
    "AUD-13", "evidence-specific", Severity.WARNING, Kind.VALIDITY, "4.5.4.2 / 9.2", AUDIT,
    source="P",
    each=("findings",),
    why="Evidence that names no record, date, place or person is an opinion, and the process owner will have another.",
    hint="Name the record, its date or place, or who said it.",
    fails=Example(
        (Edit("| Evidence | KEDB in ServiceNow on 2026-09-21: KE-001 and KE-002 only, against 38 incident categories with repeated incidents since June 2026 |", "| Evidence | The database is rather small and seldom used |"),),
        (Found("the evidence of FND-003 names no record, date, place or person", at="rather small"),),
    ),
    more=(
        Example((Edit("| Evidence | KEDB in ServiceNow on 2026-09-21: KE-001 and KE-002 only, against 38 incident categories with repeated incidents since June 2026 |", "| Evidence | Interview with Hannah Lim |"),)),
    ),
)  # fmt: skip
def evidence_specific(workspace: Workspace, audit: Artifact) -> Iterator[Problem]:
    for finding in findings(audit):
        told = finding.record.text("evidence")
        specific = bool(_RECORD.search(told)) or bool(person_names(told)) or bool(find_identifiers(told))
        if finding.record.filled("evidence") and informative_words(told) and not specific:
            message = f"the evidence of {finding.label} names no record, date, place or person"
            yield Problem(finding.record.at("evidence"), message)
