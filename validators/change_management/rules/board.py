"""The change advisory board and the emergency path beside it."""

import re
from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import Topic
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.deferred import deferred
from iso20k.values.duration import find_durations
from iso20k.wording.filled import filled_cell
from iso20k.wording.sentences import sentences
from validators.change_management.board import board
from validators.change_management.change_types import EMERGENCY, change_types
from validators.configuration_management.coverage import denied, untold, untold_problem

CHANGE = "change-management"
_FREQUENCY = "- Frequency: weekly, Tuesday 10:00\n"
_AUTHORITY = "- Authority: assesses, approves, postpones or rejects significant changes, recommends on major ones, pre-approves standard change models, orders the schedule\n"


@rule(
    "CHG-02", "cab-defined", Severity.ERROR, Kind.PRESENCE, "9.2 / 8.5.1.3", CHANGE,
    source="S",
    why="A board without members, meetings or powers decides nothing, and changes are approved by whoever is near.",
    hint="Name the members of the CAB, how often it meets and what it may decide.",
    fails=Example(
        (Edit(_FREQUENCY, ""),),
        (Found("nothing says how often the CAB meets", at="## CAB"),),
    ),
    more=(
        Example(
            (Edit(_FREQUENCY, "- Frequency:\n"),),
            (Found("nothing says how often the CAB meets", at="- Frequency:"),),
        ),
        Example(
            (Edit(_FREQUENCY, "- Frequency: as needed\n"),),
            (Found("the CAB meets 'as needed', expected an interval such as weekly", at="- Frequency: as needed"),),
        ),
        Example(
            (Edit(_AUTHORITY, ""), Edit("Decisions are taken by majority of the votes, the chair's vote decides a tie; minutes are kept in ServiceNow.", "Minutes are kept in ServiceNow.")),
            (Found("nothing says what the CAB may decide", at="## CAB"),),
        ),
        Example((Edit("", "# Change Management\n\n## Change Advisory Board\n\nMembers are Chris Doyle, Hannah Lim and Raj Mehta. The board meets every Tuesday. It approves or rejects changes.\n"),)),
        Example((Edit("", "# Change Management\n\n## CAB\n\n| Board | Members | Meets | Mandate |\n|---|---|---|---|\n| CAB | Infrastructure Lead, Network Lead | weekly | Approves normal changes |\n"),)),
        Example(
            (Edit("", "# Change Management\n\n## Policy\n\nAll changes are recorded in the tool and nobody works around it.\n"),),
            (Found("no CAB is set up", at="# Change Management"),),
        ),
    ),
)  # fmt: skip
def cab_defined(workspace: Workspace, chg: Artifact) -> Iterator[Problem]:
    found, place = board(chg), chg.section_place("cab")
    if "cab" not in chg.sections:
        yield Problem(place, "no CAB is set up")
        return
    if not found.members:
        yield Problem(place, "the CAB has no members")
    if not filled_cell(found.told_frequency):
        field = next(
            (row.at("frequency") for row in chg.records("boards") if "frequency" in row.cells), place
        )
        yield Problem(field, "nothing says how often the CAB meets")
    elif found.frequency is None:
        message = f"the CAB meets '{found.told_frequency}', expected an interval such as weekly"
        yield Problem(found.frequency_place, message, missing=False)
    if not found.authority:
        yield untold_problem(
            chg, place, "nothing says what the CAB may decide", r"approv\w*|authori[sz]\w*|decid\w*|reject\w*", "cab",
            whether="what the CAB may decide",
        )  # fmt: skip


_PROCEDURE = (
    Topic("who authorizes it", r"authori[sz]\w*|approv\w*|decid\w*|ECAB\b|emergency CAB"),
    Topic(
        "how it is recorded afterwards",
        r"record(?:s|ed|ing)?\b|document(?:s|ed|ation)?\b|logged\b|RFC\b|requests? for change",
    ),
    Topic("how it is reviewed", r"review\w*"),
)
_REVIEW = "| Retrospective review | The CAB checks whether it was an emergency, what caused it, what was learnt, and whether the normal path must change | CAB | 5 working days |\n"
_LAST = "A change that the review does not accept as an emergency is recorded as a nonconformity."


@rule(
    "CHG-03", "emergency-procedure", Severity.ERROR, Kind.PRESENCE, "9.2 / 8.5.1", CHANGE,
    source="S",
    why="In an emergency people act first; only a fixed path keeps the decision, the record and the lesson.",
    hint="Say who authorizes an emergency change, when it is recorded afterwards and how it is reviewed.",
    fails=Example(
        (Edit(_REVIEW, ""), Edit(_LAST, ""), Edit(" in the service reviews; SMB customers had notice", "; SMB customers had notice")),
        (Found("the emergency procedure does not say how it is reviewed", at="## Emergency procedure"),),
    ),
    more=(
        Example((Edit("", "# Change Management\n\n## Emergency changes\n\nThe duty manager authorizes the change. The request for change is completed the next day. The CAB reviews each one at its next meeting.\n"),)),
        Example(
            (Edit("", "# Change Management\n\n## Emergency changes\n\nThe duty manager authorizes the change by telephone. It is recorded on the next day. There is no review afterwards.\n"),),
            (Found("it is doubtful how it is reviewed: 'There is no review afterwards.'", at="## Emergency changes"),),
        ),
        Example(
            (Edit("", "# Change Management\n\n## Policy\n\nEmergency changes are rare.\n"),),
            (Found("no emergency procedure is described", at="# Change Management"),),
        ),
    ),
)  # fmt: skip
def emergency_procedure(workspace: Workspace, chg: Artifact) -> Iterator[Problem]:
    if "emergency" not in chg.sections:
        yield Problem(chg.place, "no emergency procedure is described")
        return
    for topic in untold(_PROCEDURE, chg, "emergency"):
        yield untold_problem(
            chg, chg.section_place("emergency"), f"the emergency procedure does not say {topic.name}", topic.words, "emergency",
            whether=topic.name,
        )  # fmt: skip


_DEFINED = Topic(
    "definition",
    r"emergency changes? (?:is|are|means?)\b|defined as|definition|only (?:when|if|for)\b|cannot wait|to (?:restore|prevent)\b",
)
_AGREED = Topic(
    "agreement",
    r"agreed (?:with|by|upon)[^.]{0,80}\bcustomers?|customers?\b[^.]{0,60}\b(?:agreed|accepted|approved|confirmed)\b"
    r"|accepted by[^.]{0,40}\bcustomers?|agreement of[^.]{0,40}\bcustomers?",
)
_JOINING = deferred(r"\b(?:and|as)\b", re.IGNORECASE)
_SOON = deferred(
    r"next (?:business|working) day|next (?:weekly |regular |ordinary )?(?:CAB|meeting)|same day",
    re.IGNORECASE,
)


@rule(
    "CHG-11", "emergency-defined-agreed", Severity.STRICT, Kind.PRESENCE, "9.2 / 8.5.1", CHANGE,
    why="What counts as an emergency is agreed with the customer; else every late plan becomes one.",
    hint="Define the emergency change, say when customers agreed, and give the review a time limit.",
    fails=Example(
        (
            Edit("The definition was agreed with the enterprise customers on 2026-06-18 and with the mid-market customers on 2026-06-24 in the service reviews; SMB customers had notice and raised no objection.", "The definition stands in the ServiceNow form."),
        ),
        (Found("nothing shows that customers agreed what an emergency change is", at="## Emergency procedure"),),
    ),
    more=(
        Example(
            (
                Edit(_REVIEW, "| Retrospective review | The CAB checks whether it was an emergency and what was learnt | CAB | soon |\n"),
                Edit("| Emergency CAB | None | Each one, within 5 working days |", "| Emergency CAB | None | Each one |"),
            ),
            (Found("the review of an emergency change has no time limit", at="## Emergency procedure"),),
        ),
        Example(
            (
                Edit("The definition was agreed with the enterprise customers on 2026-06-18 and with the mid-market customers on 2026-06-24 in the service reviews; SMB customers had notice and raised no objection.", "The definition has not been agreed with customers."),
            ),
            (Found("it is doubtful whether customers agreed what an emergency change is: 'The definition has not been agreed with customers.'", at="## Emergency procedure"),),
        ),
    ),
)  # fmt: skip
def emergency_defined_agreed(workspace: Workspace, chg: Artifact) -> Iterator[Problem]:
    if "emergency" not in chg.sections:
        return  # CHG-03 asks for the procedure
    place = chg.section_place("emergency")
    typed = any(
        one.kind == EMERGENCY for one in change_types(chg)
    )  # without a definition there it is CHG-01's
    if not typed and untold([_DEFINED], chg, "emergency"):
        yield Problem(place, "nothing says what an emergency change is")
    if untold([_AGREED], chg, "emergency", *(key for key in ("types", "policy") if key in chg.sections)):
        quoted = denied(chg, _AGREED.words, "emergency")
        doubt = f"it is doubtful whether customers agreed what an emergency change is: '{quoted}'"
        message = doubt if quoted else "nothing shows that customers agreed what an emergency change is"
        yield Problem(place, message, missing=not quoted)
    if not untold([_PROCEDURE[2]], chg, "emergency") and not any(_is_timed(text) for text in _reviews(chg)):
        yield Problem(place, "the review of an emergency change has no time limit")


def _reviews(chg: Artifact) -> Iterator[str]:
    """Sentences and rows that speak of the review of an emergency change."""
    section = chg.sections["emergency"]
    rows = (" | ".join(cell.text for cell in row) for table in section.tables for row in table.rows)
    for text in (*sentences(section.prose), *rows):
        if "review" in text.lower():
            yield text
    yield from (one.record.text("review") for one in change_types(chg) if one.kind == EMERGENCY)


def _is_timed(text: str) -> bool:
    # "and" and "as" are read as "an d" and "a s" by the grammar of durations
    return bool(find_durations(_JOINING().sub(" ", text))) or _SOON().search(text) is not None
