"""The review that compiles itself: every input from the documents that exist, each figure with its line; nothing invented."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from iso20k.facts.artifact import Artifact, Record
from iso20k.judging.drafting import Drafted
from iso20k.judging.workspace import Workspace
from iso20k.wording.names import normalise
from iso20k.wording.persons import person_names
from validators.management_review import means, planned, sources
from validators.organization_profile.people import PROFILE, Appointment, appointments, sponsor

#: The inputs by the headings of the template, with what compiles each.
INPUTS: Mapping[str, tuple[Callable[[Workspace, str], Iterator[Drafted]], ...]] = {
    "Results of audits and reviews": (sources.audit_rows,),
    "Status of previous actions": (sources.previous_rows,),
    "Follow-up on corrective actions": (sources.corrective_rows,),
    "Resource requirements": (means.resource_rows,),
    "SMS policies and objectives": (planned.objective_rows,),
    "Service performance against SLAs": (planned.service_rows,),
    "Customer satisfaction": (planned.satisfaction_rows,),
    "New/changed services pipeline": (planned.pipeline_rows,),
    "Risks and improvement opportunities": (planned.risk_rows, sources.improvement_rows),
    "People and technical capability, now and forecast": (means.capability_rows,),
    "Performance of the processes": (sources.process_rows,),
}
_PROCESS_OWNERS = re.compile(r"\b(?:all|every|the) process owners?\b", re.IGNORECASE)


def draft(workspace: Workspace) -> Mapping[str, tuple[Drafted, ...]]:
    """The meeting as planned, the members to invite, the inputs, and the actions of earlier reviews."""
    return {
        "meeting": tuple(_meeting(workspace)),
        "attendance": tuple(_attendance(workspace)),
        "inputs": tuple(
            drafted
            for asked, compilers in INPUTS.items()
            for compiler in compilers
            for drafted in compiler(workspace, asked)
        ),
        "previous": tuple(sources.earlier_actions(workspace)),
    }


def _body(workspace: Workspace) -> Record | None:
    """The management review among the bodies of the plan."""
    plan = workspace.artifact("service-management-plan")
    rows = plan.records("bodies") if plan else ()
    return next((row for row in rows if "management review" in row.text("body").lower()), None)


def _meeting(workspace: Workspace) -> Iterator[Drafted]:
    body = _body(workspace)
    if body:
        yield Drafted({key: body.text(key) for key in ("chair", "frequency") if body.filled(key)}, body.place)


def _attendance(workspace: Workspace) -> Iterator[Drafted]:
    """Chair and members of the body, each with the role of the profile; whether they came has to be asked."""
    body, profile = _body(workspace), workspace.artifact(PROFILE)
    known = appointments(profile) if profile else ()
    named = person_names(body.text("chair")) + person_names(body.text("members")) if body else ()
    invited = dict.fromkeys(normalise(name) for name in named)
    if body and _PROCESS_OWNERS.search(body.text("members")):
        invited.update(dict.fromkeys(normalise(one.person) for one in known if one.areas and one.person))
    for key in invited:
        appointed = next((one for one in known if normalise(one.person) == key), None)
        if appointed:
            yield _invited(appointed)
        elif body:
            name = next(name for name in named if normalise(name) == key)
            yield Drafted({"attendee": name}, body.place)
    if not body and profile and (top := _top(profile)):
        yield _invited(top)


def _invited(appointed: Appointment) -> Drafted:
    return Drafted({"attendee": appointed.person, "role": appointed.role}, appointed.record.place)


def _top(profile: Artifact) -> Appointment | None:
    found = sponsor(profile)
    return found if found and found.person else None
