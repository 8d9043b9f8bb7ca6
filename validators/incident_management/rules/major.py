"""Major incidents: agreed with the customer, led by one person, known to top management, reviewed afterwards."""

import re
from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.wording.persons import person_names
from iso20k.wording.phrases import listed
from validators.incident_management.major import (
    COMMUNICATION,
    MANAGER,
    PARTS,
    REVIEW,
    TRIGGER,
    has_time_limit,
    part,
    told,
)
from validators.incident_management.statements import answers, asked, lines, unanswered

INCIDENT = "incident-management"
_NAMES = {
    TRIGGER: "its trigger", MANAGER: "who manages it", COMMUNICATION: "its communication", REVIEW: "a review afterwards",
}  # fmt: skip
_AGREED = r"\b(?:agreed|agrees|accepted|confirmed|approved|signed|consent|agreement)\b"
_CUSTOMER = r"\b(?:customers?|clients?|SLAs?)\b"
_BECOMES = r"\b(?:responsible|accountable|appoint\w*|assign\w*|designat\w*|nominat\w*|named|takes|on duty|on call|is the|role of|deputy|owner|lead|head)\b"
_TOP = r"\b(?:top management|senior management|executive|board|sponsor|managing director|general manager|c[eit]o|head of it|directors?)\b"
_INFORMED = (
    r"inform|notif|told|tell|brief|report|call|telephone|e-?mail|messag|escalat|updat|advis|commun|alert"
)
_OUTPUT = r"\b(?:improve\w*|actions?|lessons?|corrective|prevent\w*|CAPA|problem (?:record|is|ticket)|recommend\w*|measures)\b"
_ROWS = {
    "manager": "| Major incident manager | Tom Fraser, deputy Hannah Lim; one person is responsible from declaration to closure and does no technical work |\n",
    "closure": "| Closure | The major incident manager closes after the customer has confirmed the service |\n",
    "top": "| Top management | James Park is informed by telephone at declaration and at the end, and hourly for a P1 |\n",
    "agreed": "The definition of a major incident was agreed with all five enterprise customers in the service reviews of June 2026 and with the other customers through their SLA.",
    "review": "| Post-incident review | Held within 48 hours with service owner and customer; causes, timeline and improvement actions with owner and date are recorded, a problem is opened |",
}  # fmt: skip


@rule(
    "INC-05", "major-incident-procedure", Severity.ERROR, Kind.PRESENCE, "8.1 / 8.6.1", INCIDENT,
    source="S",
    why="A procedure for the worst hour cannot be invented in it: what starts it, who leads, who is told, what follows must be "
    "written before.",
    hint="Settle trigger, major incident manager, communication and review under 'Major incident procedure'.",
    fails=Example(
        (Edit(f"{_ROWS['review']}\n", ""), Edit(_ROWS["agreed"], "The definition of a major incident was agreed with all customers in their SLA.")),
        (Found("the major incident procedure does not settle a review afterwards", at="## Major incident procedure"),),
    ),
    more=(
        Example(
            (Edit("## Major incident procedure", "## Very large outages"),),
            (Found("there is no major incident procedure", at="# Incident Management: NetOps Solutions"),),
        ),
        Example(
            (Edit(_ROWS["manager"], ""), Edit(_ROWS["closure"], "| Major incident manager | |\n")),
            (Found("the major incident procedure does not settle who manages it", at="## Major incident procedure"),),
        ),
        Example(
            (Edit(f"{_ROWS['review']}\n", "\n### Retrospective\n\nIt takes place within five business days and ends with improvement actions.\n"),),
        ),
    ),
)  # fmt: skip
def major_procedure(workspace: Workspace, incident: Artifact) -> Iterator[Problem]:
    home = incident.section_place("major")
    if not told(incident):
        yield Problem(home, "there is no major incident procedure")
        return
    for name in PARTS:
        absent = f"the major incident procedure does not settle {_NAMES[name]}"
        claim = f"the major incident procedure settles {_NAMES[name]}"
        yield from unanswered(part(incident, name), home, claim, absent)


@rule(
    "INC-11", "major-definition-agreed", Severity.STRICT, Kind.PRESENCE, "8.1 / 8.6.1", INCIDENT,
    why="What counts as a major incident is a promise to customers; a definition that they never saw is disputed on the first bad day.",
    hint="Say when and how the definition of a major incident was agreed with customers.",
    fails=Example(
        (Edit(_ROWS["agreed"], "The rules below hold for all units of the Service Operations Division."),),
        (Found("nothing says that customers agreed the definition of a major incident", at="## Major incident procedure"),),
    ),
    more=(
        Example(
            (Edit(_ROWS["agreed"], "The definition has not yet been agreed with customers."),),
            (
                Found(
                    "it is doubtful whether customers agreed the definition of a major incident: "
                    "'The definition has not yet been agreed with customers.'",
                    at="has not yet been agreed",
                ),
            ),
        ),
        Example((Edit(_ROWS["agreed"], "Clients have accepted this definition in section 4 of their contracts."),)),
    ),
)  # fmt: skip
def major_definition_agreed(workspace: Workspace, incident: Artifact) -> Iterator[Problem]:
    if not told(incident) or part(incident, TRIGGER).verdict != "stated":
        return  # without a procedure or a trigger it is INC-05's
    about = [line for line in told(incident) if "closes after" not in line.text]
    answer = asked(about, _AGREED, _CUSTOMER, r"definition|defin|major incident|trigger|criteri|procedure")
    if answer.verdict == "absent":
        answer = asked(lines(incident, "purpose", "communication"), _AGREED, _CUSTOMER, r"major incident")
    home = incident.section_place("major")
    yield from unanswered(answer, home, "customers agreed the definition of a major incident")


@rule(
    "INC-12", "major-roles", Severity.STRICT, Kind.PRESENCE, "8.1 / 8.6.1", INCIDENT,
    why="In a major incident one person leads, and top management hears of it from its own people and not from customers.",
    hint="Name the one person or role that is responsible for a major incident, and say who informs top management and when.",
    fails=Example(
        (Edit(_ROWS["top"], ""),),
        (Found("nothing says that top management is informed of a major incident", at="## Major incident procedure"),),
    ),
    more=(
        Example(
            (Edit("James Park is informed by telephone at declaration", "James Park is not informed at declaration"),),
            (
                Found(
                    "it is doubtful whether top management is informed of a major incident: "
                    "'Top management: James Park is not informed at declaration and at the end, and hourly for a P1'",
                    at="is not informed",
                ),
            ),
        ),
        Example(
            (Edit("| Tom Fraser, deputy Hannah Lim; one person is responsible from declaration to closure and does no technical work |", "| Opens the bridge call and does no technical work |"),),
            (Found("nothing says who is responsible for a major incident", at="| Major incident manager |"),),
        ),
        Example((Edit(_ROWS["top"], "| Management | The CTO gets a call at once |\n"),)),
    ),
)  # fmt: skip
def major_roles(workspace: Workspace, incident: Artifact) -> Iterator[Problem]:
    if not told(incident):
        return
    home = incident.section_place("major")
    leading = answers(told(incident), PARTS[MANAGER])  # that somebody leads at all is INC-05's
    if leading and not any(person_names(x.text) or re.search(_BECOMES, x.text) for x in leading):
        yield Problem(leading[0].place, "nothing says who is responsible for a major incident")
    said = (*told(incident), *lines(incident, "communication"))
    answer = asked(said, _INFORMED, _TOP)
    yield from unanswered(answer, home, "top management is informed of a major incident")


@rule(
    "INC-13", "major-review", Severity.STRICT, Kind.PRESENCE, "8.1 / 8.6.1", INCIDENT,
    source="S",
    why="A review without a date is forgotten when the next incident comes, and one without actions teaches nothing.",
    hint="Say within which time the review is held, and where its improvement actions are recorded.",
    fails=Example(
        (Edit("| Held within 48 hours with service owner", "| Held with service owner"),),
        (Found("the review of a major incident has no time limit", at="Post-incident review"),),
    ),
    more=(
        Example(
            (Edit("causes, timeline and improvement actions with owner and date are recorded, a problem is opened |", "minutes are kept |"),),
            (Found("the review of a major incident leads to no improvement", at="Post-incident review"),),
        ),
        Example((Edit("| Held within 48 hours with", "| Held on the next business day with"),)),
    ),
)  # fmt: skip
def major_review(workspace: Workspace, incident: Artifact) -> Iterator[Problem]:
    reviews = answers(told(incident), PARTS[REVIEW])
    held = [line for line in reviews if asked((line,), _AGREED, _CUSTOMER).verdict != "stated"] or list(
        reviews
    )
    if not reviews:
        return  # INC-05's
    lacking = []
    if not any(has_time_limit(line) for line in held):
        lacking.append("has no time limit")
    if asked((*held, *told(incident)), _OUTPUT).verdict != "stated":
        lacking.append("leads to no improvement")
    if lacking:
        yield Problem(held[0].place, f"the review of a major incident {listed(lacking)}")
