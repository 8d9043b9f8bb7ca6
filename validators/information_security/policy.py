"""The policy: who approved it, and to whom it was made known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, derived
from iso20k.judging.checks import Topic
from iso20k.wording.filled import filled_cell
from iso20k.wording.negation import states
from iso20k.wording.persons import person_names
from iso20k.wording.sentences import sentences
from validators.service_management_plan.prose import prose_of, said

#: Those to whom a security policy has to be known.
AUDIENCES = (
    Topic(
        "staff", r"staff|employee|personnel|workforce|colleague|everyone|all[ -]hands|team members|induction"
    ),
    Topic("customers", r"customer|client|interested part"),
    Topic("suppliers", r"supplier|vendor|third part|contractor|partner|interested part"),
)
_TELLING = r"communicat|publish|made known|make known|sent\b|send|told|brief|availab|shared|distribut|acknowledg|train|inform|handed|receive"
_APPROVED = re.compile(
    r"\b(?:approved|signed|released|authori[sz]ed|endorsed)(?: and \w+)?(?: by\b|:)(?P<rest>[^.;)]{2,120})",
    re.IGNORECASE,
)
_WHEN = re.compile(r"\s(?:on|in|at|dated|during|with)\s|[0-9]")


class Approver(NamedTuple):
    """Who approved the policy, as written, the first person named there ('' for none), and where that stands."""

    text: str
    person: str
    place: Place


@derived
def approver(sec: Artifact) -> Approver | None:
    """From the field 'Approved by', else a sentence of the policy, else the control block of an approved document.

    A field that stands empty says that the policy waits for its approval, whoever approved the document around it.
    """
    for row in sec.records("policy"):
        if row.filled("approver"):
            return _approver(row.text("approver"), row.at("approver"))
    section = sec.sections.get("policy")
    for text in section.texts if section else ():
        for sentence in sentences(said(text.text)):
            found = _APPROVED.search(sentence)
            if found and states(sentence, _APPROVED).verdict == "stated":
                return _approver(_WHEN.split(found["rest"])[0].strip(), sec.at(text))
    control = sec.field("approver")
    waiting = any("approver" in row.cells for row in sec.records("policy"))
    if sec.status == "approved" and not waiting and section is not None and filled_cell(control.text):
        return _approver(control.text, sec.at(control))
    return None


def _approver(text: str, place: Place) -> Approver:
    return Approver(text, next(iter(person_names(text)), ""), place)


@derived
def informed(sec: Artifact) -> tuple[str, ...]:
    """The audiences that the policy was made known to, by the names in AUDIENCES."""
    told = tuple(_told(sec))
    return tuple(
        t.name for t in AUDIENCES if any(re.search(rf"\b(?:{t.words})", text, re.IGNORECASE) for text in told)
    )


def _told(sec: Artifact) -> Iterator[str]:
    for row in sec.records("communication"):
        if row.filled("audience") and (row.filled("channel") or row.filled("evidence")):
            yield row.text("audience")
    for row in sec.records("policy"):
        if row.filled("communicated"):
            yield row.text("communicated")
    section = sec.sections.get("policy")
    for sentence in sentences(prose_of(section)):
        if states(sentence, rf"\b(?:{_TELLING})").verdict == "stated":
            yield sentence
