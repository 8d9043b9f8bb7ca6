"""What earlier steps know of problem management: when incidents hand over, and the plan's interfaces of 8.2."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from iso20k.judging.drafting import Drafted
from iso20k.judging.workspace import Workspace
from iso20k.wording.phrases import listed
from validators.incident_management.codes import codes_mentioned
from validators.incident_management.draft import interfaces_of
from validators.incident_management.major import PARTS, TRIGGER, procedure, told
from validators.incident_management.statements import answers, lines
from validators.problem_management.triggers import thresholds_in

_SOURCE = "8.1 Incident and service request"


def draft(workspace: Workspace) -> Mapping[str, tuple[Drafted, ...]]:
    """Triggers that incident management names, and what the plan hands over to and from 8.2."""
    return {
        "triggers": tuple(_triggers(workspace)),
        "integration": tuple(interfaces_of(workspace, "8.2")),
    }


def _triggers(workspace: Workspace) -> Iterator[Drafted]:
    incident = workspace.artifact("incident-management")
    if incident is None:
        return
    codes = procedure(incident).codes
    said = (line for line in answers(told(incident), PARTS[TRIGGER]) if any(codes_mentioned(line.text)))
    if codes and (line := next(said, None)):
        cells = {"trigger": f"Major incident ({listed(codes)})", "threshold": "1", "source": _SOURCE}
        yield Drafted(cells, line.place)
    handed = answers(lines(incident), r"\bproblems?\b", r"incidents?")
    for found in thresholds_in(handed):
        yield Drafted(
            {
                "trigger": found.text,
                "threshold": str(found.number),
                "period": f"{found.days:g} days",
                "source": _SOURCE,
            },
            found.place,
        )
