"""The documents as one set: one edition, its own rules for documents kept, and scores that the set can carry."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from iso20k.document import Cell, Place, Section
from iso20k.facts.artifact import Artifact, derived
from iso20k.judging.engine import ask
from iso20k.judging.rule import EVERY, Edit, Example, Found, Kind, Problem, Related, Rule, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.standard.clauses import Edition, title
from iso20k.standard.references import (
    Reference,
    check_reference,
    edition_by_title,
    find_references,
    nearest_clause,
    parse_clause_cell,
)
from iso20k.standard.rows import edition_of
from iso20k.standard.steps import STEPS
from iso20k.values.day import iso_day
from iso20k.values.frequency import next_due
from iso20k.wording.filled import filled_cell
from iso20k.wording.names import normalise
from iso20k.wording.persons import person_names
from iso20k.wording.phrases import listed
from validators.gap_assessment.maturity import AreaMaturity, maturity_by_area
from validators.service_management_plan.framework import DocumentType, document_types, type_of_step

GAP, PLAN, CATALOG, SCOPE = "gap-assessment", "service-management-plan", "service-catalog", "sms-scope"
#: The documents that carry an area: for clause 4 the plan, the audit, the measurement and the review.
_STEPS_OF_CLAUSE_4 = (5, 20, 21, 22)
_DEFINED = 3


@rule(
    "X14", "framework-followed", Severity.WARNING, Kind.CROSS, "4.3 / 7.5", (PLAN,),
    why="An organization that does not keep its own rules for documents shows that nobody controls them.",
    hint="Follow the documentation framework of the plan, or change the framework.",
    fails=Example(
        (Edit("id: NOS-SMS-03", "id: CATALOG-3", CATALOG),),
        (Found("the document ID 'CATALOG-3' does not follow 'NOS-SMS-NN' of the documentation framework", at="id: CATALOG-3", document=CATALOG),),
    ),
    more=(
        Example(
            (Edit("approver: James Park", "approver: Laura Bennett", CATALOG),),
            (Found("the approver is 'Laura Bennett', the documentation framework names James Park", at="approver: Laura Bennett", document=CATALOG),),
        ),
        Example(
            (
                Edit("| Planning documents (steps 1 to 5) | NOS-SMS-NN | every 12 months |", "| Catalogs (step 3) | NOS-SMS-NN | half-yearly |"),
            ),
            (Found("the next review 2027-06-04 is later than 'half-yearly' of the documentation framework allows", at="next_review", document=CATALOG),),
        ),
        Example(
            (Edit("| Planning documents (steps 1 to 5) | NOS-SMS-NN |", "| Planning documents (steps 1 to 5) | by subject |"), Edit("id: NOS-SMS-03", "id: CATALOG-3", CATALOG)),
        ),
    ),
)  # fmt: skip
def framework_followed(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    for artifact in workspace.artifacts.values():
        kind = type_of_step(plan, artifact.schema.step.number)
        if kind is not None:
            yield from _against_framework(artifact, kind, plan)


def _against_framework(artifact: Artifact, kind: DocumentType, plan: Artifact) -> Iterator[Problem]:
    related = (Related(kind.record.place, "the documentation framework"),)
    told = artifact.field("id")
    if kind.naming is not None and filled_cell(told.text) and not kind.naming.fullmatch(told.text.strip()):
        pattern = kind.record.text("naming")
        message = f"the document ID '{told.text}' does not follow '{pattern}' of the documentation framework"
        yield Problem(artifact.at(told), message, related=related)
    approver = artifact.field("approver")
    named = {normalise(person) for person in person_names(approver.text)}
    allowed = {normalise(person) for person in kind.approvers}
    if named and allowed and not named & allowed:
        message = (
            f"the approver is '{approver.text}', the documentation framework names {listed(kind.approvers)}"
        )
        yield Problem(artifact.at(approver), message, related=related)
    yield from _beyond_cycle(artifact, kind, plan, related)


def _beyond_cycle(
    artifact: Artifact, kind: DocumentType, plan: Artifact, related: tuple[Related, ...]
) -> Iterator[Problem]:
    review = artifact.field("next_review")
    approved, following = iso_day(artifact.field("approved").text), iso_day(review.text)
    if not (approved and following and kind.cycle and kind.cycle.days > 0):
        return
    longest = max(
        (other.cycle for other in document_types(plan) if other.cycle), key=lambda cycle: cycle.days
    )
    # a review beyond the longest cycle of all is DOC-06's
    if next_due(approved, kind.cycle) < following <= next_due(approved, longest):
        cycle = kind.record.text("review_cycle")
        message = (
            f"the next review {review.text} is later than '{cycle}' of the documentation framework allows"
        )
        yield Problem(artifact.at(review), message, related=related)


@rule(
    "X15", "edition-consistent", Severity.WARNING, Kind.CROSS, "- / -", EVERY,
    source="P",
    why="The same number means different clauses in 2011 and 2018; a mixed set sends auditors to the wrong requirement.",
    hint="Use one edition, and its clause numbers, in all documents.",
    fails=Example(
        (Edit("edition: \"2011\"", "edition: \"2018\""),),
        (Found("this document follows the 2018 edition, most of the set the 2011 edition", at='edition: "2018"'),),
    ),
    more=(
        Example(
            (Edit("| Problem | 1 | 3 |", "| Problem (clause 8.3) | 1 | 3 |", GAP),),
            (Found("'8.3' is no clause of the 2011 edition, the nearest is 8.2 problem management", at="Problem (clause 8.3)", document=GAP),),
        ),
        Example(
            (Edit("| 8.2 | Problem | 1 | 3 |", "| 8.6.3 | Problem | 1 | 3 |", GAP),),
            (Found("'8.6.3' is a clause of the 2018 edition (problem management), this set follows 2011", at="| 8.6.3 |", document=GAP),),
        ),
        Example(
            (Edit("| 9.2 | Change | 2 | 3 |", "| 9.2 | Internal audit | 2 | 3 |", GAP),),
            (Found("'9.2' is change management in the 2011 edition, 'Internal audit' fits the 2018 edition", at="| 9.2 | Internal audit", document=GAP),),
        ),
        Example((Edit("| Problem | 1 | 3 |", "| Problem (ISO/IEC 20000-1:2018, 8.6.3) | 1 | 3 |", GAP),)),
        Example((Edit("| Problem | 1 | 3 |", "| Problem (as agreed in clause 12) | 1 | 3 |", GAP),)),
    ),
)  # fmt: skip
def edition_consistent(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    told = artifact.field("edition")
    own = _edition_named(artifact)
    counted = Counter(name for other in workspace.artifacts.values() if (name := _edition_named(other)))
    usual = max(counted, key=lambda name: counted[name], default="")
    if own and own != usual and counted[own] < counted[usual]:
        message = f"this document follows the {own} edition, most of the set the {usual} edition"
        other = next(other for other in workspace.artifacts.values() if _edition_named(other) == usual)
        related = (Related(other.at(other.field("edition")), f"follows the {usual} edition, as most do"),)
        yield Problem(artifact.at(told), message, related=related)
        return  # its clause numbers are those of its own edition
    yield from _wrong_numbers(artifact, edition_of(workspace.edition))


@derived
def _edition_named(artifact: Artifact) -> str:
    found = re.search(r"20(?:11|18)", artifact.field("edition").text)
    return found.group() if found else ""


@derived
def _wrong_numbers(artifact: Artifact, edition: Edition) -> tuple[Problem, ...]:
    seen: set[tuple[str, int]] = set()
    problems: list[Problem] = []
    for place, reference, words in _references(artifact):
        if (reference.number, place.line) not in seen:
            seen.add((reference.number, place.line))
            problems.extend(_wrong_number(place, reference, words, edition))
    return tuple(problems)


def _references(artifact: Artifact) -> Iterator[tuple[Place, Reference, str]]:
    """Each reference with its place and, from a register's row, the name beside the number."""
    for register in artifact.schema.registers:
        if any(column.key == "clause" for column in register.columns):
            for record in artifact.records(register.key):
                for reference in parse_clause_cell(record.text("clause")):
                    yield record.at("clause"), reference, record.text("area")
    for cell, reference in chain(*artifact.each_section(_references_in)):
        yield _place(artifact, cell), reference, ""


def _references_in(section: Section) -> tuple[tuple[Cell, Reference], ...]:
    return tuple((cell, reference) for cell in section.words() for reference in find_references(cell.text))


def _place(artifact: Artifact, cell: Cell) -> Place:
    return Place(artifact.path, cell.line, cell.column)


#: No edition goes on behind this chapter: a higher number is a clause of some contract.
_LAST_CHAPTER = 10


def _wrong_number(place: Place, reference: Reference, words: str, edition: Edition) -> Iterator[Problem]:
    if reference.edition and reference.edition != edition:
        return  # a text that names the other edition speaks of that one
    for number in (reference.number, *((reference.until,) if reference.until else ())):
        verdict = check_reference(number, edition)
        other: Edition = "2018" if edition == "2011" else "2011"
        if verdict == "other-edition":
            name = title(number, other)
            message = f"'{number}' is a clause of the {other} edition ({name}), this set follows {edition}"
            yield Problem(place, message)
        elif verdict == "unknown" and int(number.split(".")[0]) <= _LAST_CHAPTER:
            near = nearest_clause(number, edition)
            ending = f", the nearest is {near[0]} {near[1]}" if near else ""
            yield Problem(place, f"'{number}' is no clause of the {edition} edition{ending}")
        elif words and edition_by_title(number, words) == other and title(number, other):
            yield Problem(
                place,
                f"'{number}' is {title(number, edition)} in the {edition} edition, '{words}' fits the {other} edition",
            )


@rule(
    "X66", "maturity-backed", Severity.WARNING, Kind.CROSS, "- / -", (GAP,),
    source="P",
    why="Level 3 means that one documented process is followed; a process without its document, or with a faulty one, is not there yet.",
    hint="Write or repair the document, or lower the score until it stands.",
    fails=Example(
        (),
        (Found("8.1 Incident and service request management is scored 3, and its document (step 14, Incident Management) is missing", at="| 8.1 |"),),
        alone=True,
    ),
    passes=Example(
        (Edit("| Incident and service request | 3 | 3 |", "| Incident and service request | 2 | 3 |"),),
    ),
    more=(
        Example(
            (Edit("| Medium | P2 | P3 | P4 |", "| Medium | P2 | | P4 |", "incident-management"),),
            (Found("8.1 Incident and service request management is scored 3, and its document (step 14, Incident Management) has open errors", at="| 8.1 |"),),
        ),
        Example(
            (
                Edit("| Incident and service request | 3 | 3 |", "| Incident and service request | 2 | 3 |"),
                Edit("| 6.2 | Service reporting | 2 | 3 |", "| 6.2 | Service reporting | 2.5 | 3 |"),
            ),
        ),
    ),
)  # fmt: skip
def maturity_backed(workspace: Workspace, gap: Artifact) -> Iterator[Problem]:
    for area in maturity_by_area(gap, workspace.edition).values():
        if area.value >= _DEFINED:
            yield from _unbacked(workspace, area)


def _unbacked(workspace: Workspace, area: AreaMaturity) -> Iterator[Problem]:
    start = f"{area.area.number} {area.area.name} is scored {area.value}, and its document"
    steps = _STEPS_OF_CLAUSE_4 if area.area.number == "4" else (area.area.step,)
    for number in steps:
        step = STEPS[number - 1]
        artifact = workspace.artifact(step.skill)
        if artifact is None:
            yield Problem(area.place, f"{start} (step {number}, {step.title}) is missing")
        elif _has_errors(workspace, artifact):
            yield Problem(
                area.place,
                f"{start} (step {number}, {step.title}) has open errors",
                related=(Related(artifact.place, "the document"),),
            )


def _has_errors(workspace: Workspace, artifact: Artifact) -> bool:
    """Whether a rule of the document's own skill finds an error in it; agreement with others is judged there."""
    outcomes = ask(_own_rules(artifact.skill), workspace)
    return any(finding.severity is Severity.ERROR for outcome in outcomes for finding in outcome.findings)


@lru_cache(maxsize=32)
def _own_rules(skill: str) -> tuple[Rule, ...]:
    # the registry reads this module to find its rules, so it can only be asked later
    from validators.registry import catalogue

    return tuple(one for one in catalogue().rules if one.documents == (skill,) and one.kind is not Kind.CROSS)
