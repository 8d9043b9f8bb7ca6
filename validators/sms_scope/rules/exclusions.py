"""What the SMS leaves out: never a requirement, anything else only with a reason, in words without an open end."""

import re
from collections.abc import Iterator, Mapping

from iso20k.document import Cell, Place, Table, Text
from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.wording.filled import filled_cell
from iso20k.wording.names import normalise
from validators.sms_scope.boundaries import (
    edition_of,
    exclusions,
    locations,
    process_rows,
    services_in_scope,
    units,
)
from validators.sms_scope.justification import REASON_WORDS, is_justified, reason_words
from validators.sms_scope.refusals import refusals

SCOPE = "sms-scope"
_VAGUE = re.compile(
    r"\betc\b\.?|\band others\b|\band so on\b|\band more\b|\bamong others\b|\bas (?:appropriate|needed|required)\b|"
    r"\b(?:where|if) (?:applicable|appropriate|necessary)\b|\ball (?:IT )?services\b(?! (?:listed|named|described|defined|in the) )",
    re.IGNORECASE,
)


@rule(
    "SCO-03", "no-requirement-excluded", Severity.ERROR, Kind.PRESENCE, "1.2 / 1.2", SCOPE,
    source="S",
    why="Services, units and sites may be left out of the scope with a reason; a requirement of the standard never, "
    "whatever the reason, because then no certificate is possible.",
    hint="Let every clause apply; leave out a service, a unit or a location instead, with its justification.",
    fails=Example(
        (Edit("Both units use separate Azure subscriptions.", "Clause 7.2 is not applicable, because contracts are signed by the parent company."),),
        (Found("a requirement is excluded: 'Clause 7.2 is not applicable, because contracts are signed by the parent company.'", at="Clause 7.2"),),
    ),
    more=(
        Example(
            (Edit("| 7.2 | Supplier | yes |", "| 7.2 | Supplier | no |"),),
            (Found("the process clause area '7.2 Supplier' is marked as 'no'", at="| 7.2 |"),),
        ),
        Example(
            (Edit("| Mobile App Development | unit |", "| 6.5 Capacity management | process |"),),
            (Found("the exclusion '6.5 Capacity management' takes out a requirement of the standard", at="6.5 Capacity"),),
        ),
        Example(
            (Edit("Both units use separate Azure subscriptions.", "All requirements apply except clause 6.4."),),
            (Found("a requirement is excluded: 'All requirements apply except clause 6.4.'", at="except clause 6.4"),),
        ),
        Example(
            (Edit("Both units use separate Azure subscriptions.", "Since there are no suppliers, supplier management is out of scope."),),
            (Found("a requirement is excluded: 'Since there are no suppliers, supplier management is out of scope.'", at="Since there"),),
        ),
        Example((Edit("Both units use separate Azure subscriptions.", "No requirement of clauses 4 to 9 is excluded."),)),
        Example((Edit("Both units use separate Azure subscriptions.", "None of the requirements, clauses or processes is out of scope; requirements may not be excluded."),)),
        Example((Edit("Both units use separate Azure subscriptions.", "Corporate IT is excluded, because it follows the change management process of the owner."),)),
    ),
)  # fmt: skip
def no_requirement_excluded(workspace: Workspace, scope: Artifact) -> Iterator[Problem]:
    for row in process_rows(scope, edition_of(workspace)):
        if row.applies is False:
            told = row.record.text("applies") or "not applying"
            message = f"the process clause area '{row.label}' is marked as '{told}'"
            yield Problem(row.record.at("applies"), message, missing=False)
    taken = [e for e in exclusions(scope) if e.removes_requirement]
    for exclusion in taken:
        message = f"the exclusion '{exclusion.item}' takes out a requirement of the standard"
        yield Problem(exclusion.place, message, missing=False)
    known = {exclusion.place.line for exclusion in taken}
    for place, text in _spoken(scope):
        for sentence in refusals(text):
            if place.line not in known:
                yield Problem(place, f"a requirement is excluded: '{sentence}'", missing=False)


def _spoken(scope: Artifact) -> Iterator[tuple[Place, str]]:
    """Paragraphs, list items and cells; a heading that announces exclusions excludes nothing."""
    for section in scope.document.sections:
        for block in section.blocks:
            if isinstance(block, Text):
                yield scope.at(block), block.text
            elif isinstance(block, Table):
                yield from ((scope.at(cell), cell.text) for row in block.rows for cell in row)


@rule(
    "SCO-04", "exclusion-justified", Severity.ERROR, Kind.PRESENCE, "4.5.1 / 4.3", SCOPE,
    source="S",
    why="An exclusion without a reason looks like a weak spot that was kept away from the auditors.",
    hint="Say in a sentence why it is left out and why no customer depends on it.",
    fails=Example(
        (Edit("| Looks after workplaces of NetOps employees only and delivers no service to external customers |", "| Corporate IT is out of scope |"),),
        (Found("the exclusion of Corporate IT is not justified: 'Corporate IT is out of scope' gives 1 of 6 informative words", at="| Corporate IT | unit |"),),
    ),
    more=(
        Example(
            (Edit("| Looks after workplaces of NetOps employees only and delivers no service to external customers |", "| |"),),
            (Found("the exclusion of Corporate IT has no justification", at="| Corporate IT | unit |"),),
        ),
    ),
)  # fmt: skip
def exclusion_justified(workspace: Workspace, scope: Artifact) -> Iterator[Problem]:
    for exclusion in exclusions(scope):
        if exclusion.removes_requirement or is_justified(exclusion):
            continue  # a requirement cannot be excluded at all: SCO-03's
        if not filled_cell(exclusion.justification):
            yield Problem(exclusion.reason_place, f"the exclusion of {exclusion.item} has no justification")
        else:
            message = (
                f"the exclusion of {exclusion.item} is not justified: '{exclusion.justification}' gives "
                f"{reason_words(exclusion)} of {REASON_WORDS} informative words"
            )
            yield Problem(exclusion.reason_place, message, missing=False)


@rule(
    "SCO-08", "in-out-disjoint", Severity.ERROR, Kind.VALIDITY, "4.5.1 / 4.3", SCOPE,
    source="P",
    why="The scope is the first document an auditor reads; what it both includes and excludes ends the reading.",
    hint="Decide whether it is in or out, and delete the other entry.",
    fails=Example(
        (Edit("| Mobile App Development | unit |", "| Help Desk | service |"),),
        (Found("the service Help Desk is in scope and excluded", at="| Help Desk | service |"),),
    ),
    more=(
        Example(
            (Edit("| Mobile App Development | unit |", "| LOC-003 Remote Workforce | location |"),),
            (Found("the location Remote Workforce is in scope and excluded", at="| LOC-003 Remote Workforce | location |"),),
        ),
    ),
)  # fmt: skip
def in_out_disjoint(workspace: Workspace, scope: Artifact) -> Iterator[Problem]:
    inside = _inside(scope)
    for exclusion in exclusions(scope):
        hit = next((inside[name] for name in exclusion.names() if name in inside), None)
        if hit:
            word, label, place = hit
            related = Related(place, f"{label} is in scope here")
            yield Problem(exclusion.place, f"the {word} {label} is in scope and excluded", related=(related,))


def _inside(scope: Artifact) -> Mapping[str, tuple[str, str, Place]]:
    found: dict[str, tuple[str, str, Place]] = {}
    for service in services_in_scope(scope):
        for name in service.names():
            found.setdefault(name, ("service", service.label, service.place))
    for word, sites in (("location", locations(scope)), ("unit", units(scope))):
        for site in sites:
            for name in (site.id, site.name):
                found.setdefault(normalise(name), (word, site.label, site.place))
    for row in scope.records("technology"):
        found.setdefault(normalise(row.text("technology")), ("technology", row.text("technology"), row.place))
    found.pop("", None)
    return found


@rule(
    "SCO-13", "no-vague-words", Severity.WARNING, Kind.VALIDITY, "4.5.1 / 4.3", SCOPE,
    source="P",
    why="An open end in the scope is settled by the auditor, usually at the worst moment.",
    hint="Replace the vague words by the names that are meant.",
    fails=Example(
        (Edit("Cloud Hosting and Help Desk services to external customers", "Cloud Hosting, Help Desk etc. to external customers"),),
        (Found("the scope statement is open-ended: 'etc.'", at="supports the provision"),),
    ),
    more=(
        Example(
            (Edit("| Corporate IT | unit |", "| Corporate IT and others | unit |"),),
            (Found("the exclusions are open-ended: 'and others'", at="| Corporate IT and others |"),),
        ),
        Example((Edit("Managed Infrastructure, Cloud Hosting and Help Desk services to external", "all services listed in the service catalog to external"),)),
    ),
)  # fmt: skip
def no_vague_words(workspace: Workspace, scope: Artifact) -> Iterator[Problem]:
    for key, subject in (("statement", "the scope statement is"), ("exclusions", "the exclusions are")):
        section = scope.sections.get(key)
        if section is None:
            continue
        cells = (cell for table in section.tables for row in table.rows for cell in row)
        spots: tuple[Cell | Text, ...] = (*section.texts, *cells)
        for spot in spots:
            for found in dict.fromkeys(match.group() for match in _VAGUE.finditer(spot.text)):
                yield Problem(scope.at(spot), f"{subject} open-ended: '{found}'")
