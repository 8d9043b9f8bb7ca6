"""What a person would read out about incident management."""

from collections.abc import Iterator
from fractions import Fraction

from iso20k.facts.artifact import Artifact
from iso20k.judging.workspace import Workspace
from iso20k.values.duration import Calendar, Duration
from iso20k.values.timetable import WORKING_DAY
from iso20k.wording.phrases import count, listed
from validators.incident_management.escalation import FUNCTIONAL, HIERARCHICAL, path
from validators.incident_management.major import procedure, told
from validators.incident_management.matrix import matrix
from validators.incident_management.requests import models
from validators.incident_management.targets import Promise, targets

_HOUR, _LONG = 60, 96 * 60


def summary(workspace: Workspace, incident: Artifact) -> str:
    """'Priority matrix with 3 impact × 3 urgency levels. Targets: P1 15 min response / 4 h resolution, P2 …'."""
    return " ".join(
        f"{part}."
        for part in (
            _matrix(incident),
            _targets(incident),
            _paths(incident),
            _major(incident),
            _requests(incident),
        )
    )


def _matrix(incident: Artifact) -> str:
    table = matrix(incident)
    if table is None:
        return "There is no priority matrix"
    impacts, urgencies = len(table.impacts), len(table.urgencies)
    codes = table.codes
    leads = (
        f", {count(len(codes), 'priority', 'priorities')} {codes[0]} to {codes[-1]}" if len(codes) > 1 else ""
    )
    return f"Priority matrix with {impacts} impact × {urgencies} urgency levels{leads}"


def _targets(incident: Artifact) -> str:
    told_of = [target for target in targets(incident) if not target.service]
    promised = [target for target in told_of if target.response.given and target.resolution.given]
    if not promised:
        return "No priority has response and resolution targets"
    words = (" response", " resolution"), ("", "")
    spelled = [
        f"{target.code} {_time(target.response)}{words[number > 0][0]} / {_time(target.resolution)}{words[number > 0][1]}"
        for number, target in enumerate(promised)
    ]
    return f"Targets: {', '.join(spelled)}"


def _time(promise: Promise) -> str:
    return figure(promise.duration) if promise.duration else promise.text


def figure(duration: Duration) -> str:
    """A time as people say it: '30 min', '72 h', '5 d'; its calendar is left out."""
    minutes = duration.minutes
    days = minutes / WORKING_DAY
    if duration.calendar is Calendar.BUSINESS and days.denominator == 1:
        return count(int(days), "business day")
    if minutes < _HOUR:
        return f"{_number(minutes)} min"
    if minutes <= _LONG:
        return f"{_number(minutes / _HOUR)} h"
    return f"{_number(minutes / _HOUR / 24)} d"


def _number(amount: Fraction) -> str:
    return f"{float(amount):.4g}"


def _paths(incident: Artifact) -> str:
    found = [
        f"{kind} escalation {' → '.join(levels)}"
        for kind in (FUNCTIONAL, HIERARCHICAL)
        if len(levels := path(incident, kind)) > 1
    ]
    whole = " and ".join(found) or "no escalation path"
    return whole[0].upper() + whole[1:]


def _major(incident: Artifact) -> str:
    if not told(incident):
        return "There is no major incident procedure"
    parts = ", ".join(_major_parts(incident))
    codes = procedure(incident).codes
    scope = f" for {listed(codes)}" if codes else ""
    return f"Major incident procedure{scope}{' with ' + parts if parts else ''}"


def _major_parts(incident: Artifact) -> Iterator[str]:
    settled = procedure(incident)
    if settled.bridge:
        yield "bridge call"
    if settled.update:
        yield f"status updates every {figure(settled.update)}"
    if settled.review:
        yield f"review within {figure(settled.review)}"


def _requests(incident: Artifact) -> str:
    known = models(incident)
    if not known:
        return "No request model is described"
    names = [
        model.name[:1].lower() + model.name[1:] if model.name[1:2].islower() else model.name
        for model in known
    ]
    return f"{count(len(known), 'request model')} described separately: {listed(names)}"
