"""The inputs: all that is asked for, each with a figure, a source and, for policy and objectives, a conclusion."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iso20k.document import Place
from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.dates import find_moments
from iso20k.values.deferred import deferred
from iso20k.wording.phrases import listed
from validators.management_review.inputs import Entry, heading_of, of_kinds
from validators.management_review.kinds import (
    BEYOND,
    CORRECTIVE,
    NINE,
    OBJECTIVES,
    PIPELINE,
    POLICY,
    PREVIOUS,
    Asked,
)
from validators.management_review.meeting import is_first
from validators.management_review.outcomes import POLICY as ON_POLICY
from validators.management_review.outcomes import decisions, previous_actions

REVIEW = "management-review"
_SUBSTANCE = deferred(
    r"[0-9]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|all|none|first review)\b|\b[A-Z]{2,}-[A-Z0-9]",
    re.IGNORECASE,
)
#: Inputs of which there may be nothing, so that saying so is all there is to say.
_MAY_BE_NOTHING = {PREVIOUS, CORRECTIVE, PIPELINE}
_NOTHING = deferred(r"\bno(?:ne|thing)?\b|\bfirst review\b|\bnot any\b", re.IGNORECASE)
_CONCLUDES = deferred(
    r"suitab|adequa|appropriat|unchanged|remain|stay|continu(?:es?|ed)\b|confirm|valid|chang|revis|amend|replac|updat|adapt|new (?:target|objective)|on track|reached|met\b|achiev|effective",
    re.IGNORECASE,
)
_RISK_ROW = "| Improvements | 3 improvement initiatives proposed: IMP-001, IMP-002, IMP-003 | NOS-SMS-21 Monitoring and Measurement | 1.0, register of 2026-10-16 | All three approved, see DEC-05 |\n"
_NPS = "| Relationship survey | NPS 42 (July 2026), target 40; 31 in December 2025 | NOS-SMS-12 Business Relationship Management | 1.0, survey of 2026-07-31 | Target met; missed call-backs were the main complaint |\n"
_CSAT = "| Ticket survey | CSAT 4.4 (September 2026), target 4.2 | NOS-SMS-12 Business Relationship Management | 1.0, survey of 2026-09-30 | Target met |\n"
_COMPLAINTS = "| Complaints | 3 received, 0 open, none escalated | NOS-SMS-12 Business Relationship Management | 1.0, register of 2026-10-12 | Answered within the limits |\n"
_PROJECT = "| PRJ-001 SOC-as-a-Service, new service SVC-009 | SOC-as-a-Service in design phase; design review on 2026-11-20, go-live planned for 2027-02-15, 0 of 6 criteria verified | NOS-SMS-19 Design and Transition | 1.0, register of 2026-10-12 | Goes on, see DEC-03 |\n"
_OTHERS = "| Other changes that could affect SMS or services | Renewals of 3 enterprise contracts in 2027 ask for monthly restore proofs; no service is changed or removed | NOS-SMS-10 Capacity Management | 1.0, influences of 2026-06-26 | No decision needed before the review of April 2027 |\n"
_FIRST = "This is the first review, so there are no prior actions (NOS-SMS-05 Service Management Plan, timeline of 2026-04-24)."
_THERE_ARE_NONE = "There are none, since no management review was held before. From April 2027 this section lists the actions above with what became of them: closed with the date, or carried with a new date and the reason."


@rule(
    "MRV-01", "nine-inputs", Severity.ERROR, Kind.PRESENCE, "4.5.4.3 / 9.3", REVIEW,
    source="S",
    why="Top management that never saw an input cannot have decided on it; a missing input is what auditors find first in a review.",
    hint="Compile the input from its documents: figures, source, date and conclusion.",
    fails=Example(
        (Edit(_NPS, ""), Edit(_CSAT, ""), Edit(_COMPLAINTS, "")),
        (Found("input 7, customer satisfaction, says nothing", at="### 7. Customer satisfaction"),),
    ),
    more=(
        Example(
            (Edit("### 7. Customer satisfaction\n", "### 7. Any other business\n"), Edit(_NPS, ""), Edit(_CSAT, ""), Edit(_COMPLAINTS, "")),
            (Found("input 7, customer satisfaction, is missing", at="## Inputs"),),
        ),
        # a list is as good as a table, and "discussed" says nothing
        Example(
            (Edit("### 7. Customer satisfaction\n", "### 7. Customer feedback\n\nDiscussed.\n"), Edit(_NPS, ""), Edit(_CSAT, ""), Edit(_COMPLAINTS, "")),
            (Found("input 7, customer satisfaction, says nothing", at="### 7. Customer feedback"),),
        ),
        Example((Edit(_NPS, ""), Edit(_CSAT, ""), Edit(_COMPLAINTS, "\nNPS of 42 in July 2026 against a target of 40 (NOS-SMS-12).\n"))),
        Example((Edit(_FIRST, "First review, no prior actions."),)),
    ),
)  # fmt: skip
def nine_inputs(workspace: Workspace, review: Artifact) -> Iterator[Problem]:
    for asked in NINE:
        if not _is_said(review, asked):
            place = heading_of(review, asked.kinds)
            what = "says nothing" if place else "is missing"
            yield Problem(
                place or review.section_place("inputs"), f"input {asked.mark}, {asked.name}, {what}"
            )


def _is_said(review: Artifact, asked: Asked) -> bool:
    return bool(of_kinds(review, asked.kinds)) or (PREVIOUS in asked.kinds and bool(previous_actions(review)))


@rule(
    "MRV-04", "ten-inputs-2011", Severity.STRICT, Kind.PRESENCE, "4.5.4.3 a-j / 9.3 a-l", REVIEW,
    why="The usual nine inputs forget what people and technology will be able to do, and how the processes do beside the services.",
    hint="Add the input with its own figures; the clause asks for it beside the usual nine.",
    fails=Example(
        (Edit("### 10. People and technical capability, now and forecast\n", "### 10. Load of teams and platforms\n"),
         Edit("| Competence of the SMS roles |", "| Records of the SMS roles |")),
        (Found("nothing is said on people and technical capability, now and forecast (item d)", at="## Inputs"),),
    ),
    more=(
        Example(
            (Edit("### 11. Performance of the processes\n", "### 11. Further figures\n"),),
            (Found("nothing is said on performance of the processes (item b)", at="## Inputs"),),
        ),
        # a row of another input may hold it
        Example(
            (Edit("### 11. Performance of the processes\n", "### 11. Further figures\n"),
             Edit("| Conformity of the services | No SLA missed", "| Conformity of the services and process performance | No SLA missed")),
        ),
        Example(
            (),
            (
                Found("nothing is said on changes in external and internal issues (item b)", at="## Inputs"),
            ),
            settings='edition: "2018"',
        ),
    ),
)  # fmt: skip
def ten_inputs(workspace: Workspace, review: Artifact) -> Iterator[Problem]:
    for asked in BEYOND[workspace.edition]:
        others = [nine for nine in NINE if set(asked.kinds) & set(nine.kinds)]
        if any(not _is_said(review, nine) for nine in others):
            continue  # a whole input that is missing is MRV-01's
        if not of_kinds(review, asked.kinds):
            yield Problem(
                review.section_place("inputs"), f"nothing is said on {asked.name} (item {asked.mark})"
            )


@rule(
    "MRV-06", "input-substance", Severity.WARNING, Kind.VALIDITY, "4.5.4.3 / 9.3", REVIEW,
    source="P",
    why="'Discussed, no remarks' shows that people met, not that anybody looked at anything.",
    hint="Give the input a figure, a date or the number of a record.",
    fails=Example(
        (Edit(_NPS, ""), Edit(_CSAT, ""), Edit(_COMPLAINTS, "\nCustomers are content with what they get.\n")),
        (Found("input 7, customer satisfaction, has no figure, date or record: 'Customers are content with what they get.'", at="Customers are content"),),
    ),
    more=(
        Example((Edit(_PROJECT, ""), Edit(_OTHERS, "\nNo new, changed or removed services are in preparation.\n"))),
    ),
)  # fmt: skip
def input_substance(workspace: Workspace, review: Artifact) -> Iterator[Problem]:
    for asked in NINE:
        found = of_kinds(review, asked.kinds)
        if not found or any(_has_substance(entry) for entry in found):
            continue
        if set(asked.kinds) & _MAY_BE_NOTHING and any(_NOTHING().search(entry.text) for entry in found):
            continue
        start = f"input {asked.mark}, {asked.name}, has no figure, date or record"
        yield Problem(found[0].place, f"{start}: '{_shortened(found[0].text)}'")


def _has_substance(entry: Entry) -> bool:
    return bool(_SUBSTANCE().search(f"{entry.text} {entry.version}"))


def _shortened(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:77].rstrip()}…"


@rule(
    "MRV-11", "input-sources-cited", Severity.WARNING, Kind.VALIDITY, "4.5.4.3 / 9.3", REVIEW,
    source="P",
    why="A figure without its document and date cannot be checked, and nobody can tell whether the review saw the latest one.",
    hint="Name the document or report that the input comes from, with its version or date.",
    fails=Example(
        (Edit(_NPS, "| Relationship survey | NPS 42 (July 2026), target 40; 31 in December 2025 | | 1.0, survey of 2026-07-31 | Target met |\n"),
         Edit(_CSAT, ""), Edit(_COMPLAINTS, "")),
        (Found("input 7, customer satisfaction, names no source document", at="| Relationship survey |"),),
    ),
    more=(
        Example(
            (Edit(_NPS, "| Relationship survey | NPS 42, target 40 | NOS-SMS-12 | | Target met |\n"), Edit(_CSAT, ""), Edit(_COMPLAINTS, "")),
            (Found("input 7, customer satisfaction, gives no version or date of its source", at="| Relationship survey |"),),
        ),
        Example((Edit(_FIRST, "First review, no prior actions."),)),
    ),
)  # fmt: skip
def input_sources_cited(workspace: Workspace, review: Artifact) -> Iterator[Problem]:
    for asked in NINE:
        found = of_kinds(review, asked.kinds)
        if not found or (PREVIOUS in asked.kinds and (is_first(review) or previous_actions(review))):
            continue
        lacking = [] if any(entry.source for entry in found) else ["names no source document"]
        if not any(_is_dated(entry) for entry in found):
            lacking.append("gives no version or date of its source")
        if lacking:
            yield Problem(_named_at(found[0]), f"input {asked.mark}, {asked.name}, {listed(lacking)}")


def _is_dated(entry: Entry) -> bool:
    return bool(entry.version or find_moments(f"{entry.source}; {entry.figures}"))


def _named_at(entry: Entry) -> Place:
    return entry.record.at("source") if entry.record else entry.place


@rule(
    "MRV-12", "policy-objectives-concluded", Severity.STRICT, Kind.PRESENCE, "4.5.4.3 / 9.3 f-g", REVIEW,
    source="S",
    why="The review has to say whether policy and objectives still fit; reporting their figures leaves the question open.",
    hint="Conclude for the policy and for the objectives whether they stay or change.",
    fails=Example(
        (
            Edit("| 1.0, 2026-04-24 | Both policies remain suitable, no change |", "| 1.0, 2026-04-24 | |"),
            Edit("Policy and objectives remain suitable; new targets are set in the review of April 2027, when a year of figures is there.", "New targets are set in April 2027."),
            Edit("| DEC-04 | Policy and the four objectives stay as they are, suitable | policy-objectives |", "| DEC-04 | The four objectives stay as they are, suitable | SMS |"),
        ),
        (Found("nothing is concluded on the policy", at="### 5. SMS policies and objectives"),),
    ),
    more=(
        Example(
            (
                Edit("| 1.0, 2026-04-24 | Both policies remain suitable, no change |", "| 1.0, 2026-04-24 | |"),
                Edit("| DEC-04 | Policy and the four objectives stay as they are, suitable | policy-objectives |", "| DEC-04 | The four objectives stay as they are, suitable | SMS |"),
            ),
        ),
    ),
)  # fmt: skip
def policy_objectives_concluded(workspace: Workspace, review: Artifact) -> Iterator[Problem]:
    own = of_kinds(review, (POLICY, OBJECTIVES))
    if not own:
        return  # that the input is missing is MRV-01's
    home = heading_of(review, (POLICY, OBJECTIVES)) or own[0].place
    told = [decision.text for decision in decisions(review) if ON_POLICY in decision.kinds]
    section = review.sections.get("conclusions")
    told += [text.text for text in (section.texts if section else ())]
    lacking = [
        name
        for name, word in (("the policy", r"\bpolic(?:y|ies)\b"), ("the objectives", r"\bobjectives?\b|\bOBJ-"))
        if not any(_concludes(text, word) for text in told) and not any(_row_concludes(entry, word) for entry in own)
    ]  # fmt: skip
    if lacking:
        yield Problem(home, f"nothing is concluded on {listed(lacking)}")


def _concludes(text: str, word: str) -> bool:
    return any(
        re.search(word, part, re.IGNORECASE) and _CONCLUDES().search(part)
        for part in re.split(r"[.;]\s", text)
    )


def _row_concludes(entry: Entry, word: str) -> bool:
    """A row about it with a conclusion beside, a sentence that concludes, or one conclusion for the whole input."""
    if entry.conclusion:
        named = entry.subject or entry.title
        return re.search(word, f"{named} {entry.conclusion}", re.IGNORECASE) is not None
    return _concludes(entry.text, word)
