"""What an SLA says of the time in which the continuity plan is invoked: an exception, or a recovery of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, derived
from iso20k.facts.commitment import Commitment
from iso20k.values.deferred import deferred
from iso20k.values.duration import Calendar, Duration, find_durations
from iso20k.wording.negation import states
from iso20k.wording.sentences import plain, sentences
from validators.cross_document.times import limit_of
from validators.service_level_management.agreements import Agreement
from validators.service_level_management.commitments import commitments
from validators.service_level_management.levels import agreements

_DISASTER = r"disaster|continuity|\binvo(?:ke[sd]?|king|cation)\b|force majeure|act of god|catastroph\w+|emergency plan"
_LEFT_OUT = deferred(
    r"\bnot (?:be )?(?:count|appl|includ|measur)\w*|\bleft out\b|\bexclu\w+|\bexempt\w*|\binstead\b|\bsuspend\w*"
    r"|\b(?:separate|other|own|reduced|different) (?:availability )?targets?\b",
    re.IGNORECASE,
)
_BACK = deferred(
    r"\b(?:RTO|recovery time(?: objective)?|services? (?:(?:is|are|will be) )?(?:restored|recovered|back) (?:within|in|after)|(?:longest|maximum) (?:single )?outage)\b"
    r"(?: of| is| at most|:)? ?(?:<=|≤)? ?(?=[0-9])",
    re.IGNORECASE,
)
_SINGLE = deferred(
    r"\bRTO\b|recovery time|\b(?:single|each|any one|any single|longest|consecutive|continuous|uninterrupted) (?:\w+ )?(?:outage|downtime|interruption)"
    r"|(?:outage|downtime|interruption)s? (?:per|of each|in a single) (?:incident|event|occurrence|outage)|(?:outage|interruption) duration",
    re.IGNORECASE,
)
_ON_AVERAGE = deferred(r"\b(?:average|mean|median|total|cumulative|sum of)\b", re.IGNORECASE)
_SPAN = 24  # the figure follows at once


class Recovery(NamedTuple):
    """The longest single outage that an SLA allows, as written."""

    time: Duration
    told: str
    place: Place


@derived
def signed_figures(slm: Artifact) -> tuple[Commitment, ...]:
    """What the active SLAs promise; OLAs and contracts are not the customer's."""
    signed = {sla.label for sla in agreements(slm)}
    return tuple(one for one in commitments(slm) if one.holder in signed)


def recoveries(sla: Agreement, slm: Artifact) -> Iterator[Recovery]:
    """The recovery times and longest outages that an SLA states, in its exceptions or as a metric."""
    told = sla.record.text("exceptions") if sla.record.filled("exceptions") else ""
    for lead in _BACK().finditer(told):
        if times := find_durations(told[lead.end() : lead.end() + _SPAN]):
            yield Recovery(
                _elapsed(times[0]), told[lead.start() :].split(";")[0], sla.record.at("exceptions")
            )
    for one in signed_figures(slm):
        limit = limit_of(one.target)
        words = f"{one.metric} {one.told}"
        if one.holder != sla.label or limit is None or _ON_AVERAGE().search(words):
            continue
        if _SINGLE().search(words):
            yield Recovery(_elapsed(limit), words, one.place)


def excepts_invocation(sla: Agreement, slm: Artifact) -> bool:
    """Whether the SLA, or a sentence about all of them, takes a disaster out of the promised availability."""
    if states(sla.record.text("exceptions"), _DISASTER).verdict == "stated":
        return True
    return any(
        re.search(_DISASTER, sentence, re.IGNORECASE) and _LEFT_OUT().search(sentence)
        for text in _said_for_all(slm)
        for sentence in sentences(plain(text))
    )


@derived
def _said_for_all(slm: Artifact) -> tuple[str, ...]:
    """The prose about agreements, without the fields of single ones."""
    fields = {cell.line for record in slm.records("slas") for cell in record.cells.values()}
    keys = ("framework", "slas", "monitoring", "review")
    texts = (text for key in keys if key in slm.sections for text in slm.sections[key].texts)
    return tuple(text.text for text in texts if text.line not in fields)


def _elapsed(time: Duration) -> Duration:
    return time._replace(calendar=Calendar.CLOCK) if time.calendar is Calendar.UNSTATED else time
