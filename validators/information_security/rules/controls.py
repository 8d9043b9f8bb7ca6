"""The control set: every domain and type is there, every control protects a service and is looked at again."""

from __future__ import annotations

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import lapsed
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.dates import find_moments
from iso20k.values.frequency import find_frequencies
from iso20k.wording.negation import states
from iso20k.wording.phrases import listed
from iso20k.wording.sentences import sentences
from validators.information_security.controls import (
    ADMINISTRATIVE,
    DOMAINS,
    PHYSICAL,
    TECHNICAL,
    controls,
    unknown_controls,
)
from validators.service_management_plan.prose import prose_of

SEC = "information-security"
_HEADER = (
    "| Control ID | Domain | Control | Type | Service IDs | Risk IDs | Operation | Owner | Last review | Next review | Status | 27001 ref |\n"
    "|---|---|---|---|---|---|---|---|---|---|---|---|\n"
)
_TALL = "### CTL-019 Clean desk\n\n| Field | Value |\n|---|---|\n| Domain | Physical |\n| Type | physical |\n| Services | all services |\n| Risks | RSK-103 |\n| Next review | 2027-01-14 |\n\n"


@rule(
    "SEC-01", "domains-covered", Severity.ERROR, Kind.PRESENCE, "6.6.2 / 8.7.3.2", SEC,
    source="S",
    why="An attacker takes the door without a lock: access, physical, network, data, endpoint and application all need controls.",
    hint="Register at least one control for each of the six domains.",
    fails=Example(
        (
            Edit("| CTL-015 | Application | Secrets in a vault, scripts scanned |", "| CTL-015 | Data protection | Secrets in a vault, scripts scanned |"),
            Edit("| CTL-016 | Application | Peer review", "| CTL-016 | Data protection | Peer review"),
            Edit("| CTL-017 | Application | Rights by role", "| CTL-017 | Access management | Rights by role"),
        ),
        (Found("no control covers the domain application", at="## Controls"),),
    ),
    more=(
        Example(
            (Edit("", "# Information Security\n\n## Controls\n\nWe have no network controls, no endpoint controls and no physical security.\n"),),
            (Found("no control is registered", at="## Controls"),),
        ),
        # a retired control protects nothing
        Example(
            (
                Edit("| Hannah Lim | 2026-07-14 | 2027-01-14 | operating | A.7.2 |", "| Hannah Lim | 2026-07-14 | 2027-01-14 | retired | A.7.2 |"),
                Edit("| Hannah Lim | 2026-07-14 | 2027-01-14 | operating | A.7.4 |", "| Hannah Lim | 2026-07-14 | 2027-01-14 | withdrawn | A.7.4 |"),
            ),
            (Found("no control covers the domain physical", at="## Controls"),),
        ),
        # other names of the domains
        Example(
            (
                Edit("| CTL-015 | Application | Secrets", "| CTL-015 | Secure software | Secrets"),
                Edit("| CTL-016 | Application | Peer review", "| CTL-016 | Change control | Peer review"),
                Edit("| CTL-017 | Application | Rights by role", "| CTL-017 | Identity and privileges | Rights by role"),
            ),
        ),
    ),
)  # fmt: skip
def domains_covered(workspace: Workspace, sec: Artifact) -> Iterator[Problem]:
    known = controls(sec)
    if not known:
        hint = "List the controls with domain, type, services and risks."
        yield Problem(sec.home("controls"), "no control is registered", hint)
        return
    left = [topic.name for topic in DOMAINS if not any(topic.name in control.domains for control in known)]
    if left:
        yield Problem(
            sec.home("controls"), f"no control covers the domain{'s' * (len(left) > 1)} {listed(left)}"
        )


@rule(
    "SEC-02", "control-has-service", Severity.ERROR, Kind.PRESENCE, "6.6.2 / 8.7.3.2", SEC,
    source="S",
    each=("controls",),
    why="A control that protects no service belongs to a security system beside the service management system.",
    hint="Name the services that the control protects, in its row or in the service-to-control mapping.",
    fails=Example(
        (
            Edit("call back before a reset | administrative | SVC-003 |", "call back before a reset | administrative | none |"),
            Edit("| CTL-003, CTL-004, CTL-011, CTL-012, CTL-013 |", "| CTL-003, CTL-011, CTL-012, CTL-013 |"),
        ),
        (Found("CTL-004 protects no service", at="| CTL-004 | Access"),),
    ),
    more=(
        Example((Edit("call back before a reset | administrative | SVC-003 |", "call back before a reset | administrative | |"),)),
        Example((Edit("## Service-to-control mapping\n", f"{_TALL}## Service-to-control mapping\n"),)),
        # a mapping to a control that nobody operates protects nothing
        Example(
            (Edit("| CTL-003, CTL-004, CTL-011, CTL-012, CTL-013 |", "| CTL-003, CTL-004, CTL-011, CTL-012, CTL-031 |"),),
            (Found("the mapping gives SVC-003 Help Desk the control CTL-031, but no control in force has this ID", at="| SVC-003 | Help Desk | CTL-003"),),
        ),
    ),
)  # fmt: skip
def control_has_service(workspace: Workspace, sec: Artifact) -> Iterator[Problem]:
    for control in controls(sec):
        if not control.services:
            yield Problem(control.record.at("services"), f"{control.label} protects no service")
    for row in sec.records("mapping"):
        service = " ".join(row.text(key) for key in ("id", "service") if row.filled(key)) or "a service"
        for told in unknown_controls(sec, row):
            message = f"the mapping gives {service} the control {told}, but no control in force has this ID"
            yield Problem(row.at("controls"), message, missing=False)


@rule(
    "SEC-09", "three-types", Severity.STRICT, Kind.PRESENCE, "6.6.2 / 8.7.3.2", SEC,
    why="The standard names physical, administrative and technical controls; technology alone does not stop an open door or a phone call.",
    hint="Give each control its type, and add controls of the type that is missing.",
    fails=Example(
        (
            Edit("| Card and PIN at the data centre, visitors escorted | physical |", "| Card and PIN at the data centre, visitors escorted | technical |"),
            Edit("| Cameras and locked racks | physical |", "| Cameras and locked racks | technical |"),
        ),
        (Found("no control is of the type physical", at="## Controls"),),
    ),
    more=(
        Example(
            (Edit("| Cameras and locked racks | physical |", "| Cameras and locked racks | physical, technical |"),),
        ),
    ),
)  # fmt: skip
def three_types(workspace: Workspace, sec: Artifact) -> Iterator[Problem]:
    known = controls(sec)
    left = [kind for kind in (PHYSICAL, ADMINISTRATIVE, TECHNICAL) if not any(kind in c.types for c in known)]
    if known and left:
        yield Problem(sec.home("controls"), f"no control is of the type {' or '.join(left)}")


@rule(
    "SEC-10", "control-reviewed", Severity.WARNING, Kind.VALIDITY, "6.6.2 / 8.7.3.2", SEC,
    each=("controls",),
    why="Controls wear out; one that nobody looks at again protects on paper until the day it is needed.",
    hint="Review the control, record the result, and plan the next review.",
    fails=Example(
        (Edit("| Daniel Okafor | 2026-10-28 | 2027-01-29 |", "| Daniel Okafor | 2026-04-30 | 2026-07-31 |"),),
        (Found("the review of CTL-003 was due on 2026-07-31", at="| CTL-003 |"),),
    ),
    more=(
        Example(
            (Edit("| Daniel Okafor | 2026-10-28 | 2027-01-29 |", "| Daniel Okafor | 2026-10-28 | |"),),
            (Found("CTL-003 has no next review", at="| CTL-003 |"),),
        ),
        # no dates in the table, but the reviews of all controls are planned elsewhere
        Example((Edit(_HEADER, _HEADER.replace("| Last review | Next review |", "| Added on | Checked with |")),)),
    ),
)  # fmt: skip
def control_reviewed(workspace: Workspace, sec: Artifact) -> Iterator[Problem]:
    known = controls(sec)
    dated = any("next_review" in control.record.cells for control in known)
    if known and not dated and not _reviewed_together(sec):
        yield Problem(sec.home("controls"), "nothing says when the controls are reviewed", missing=True)
    for control in known:
        late = lapsed(
            control.record,
            workspace.as_of,
            last="last_review",
            frequency="frequency",
            following="next_review",
        )
        if late:
            yield Problem(late[0], f"the review of {control.label} {late[1]}")
        elif dated and not control.record.filled("next_review") and not control.record.filled("frequency"):
            yield Problem(
                control.record.at("next_review"), f"{control.label} has no next review", missing=True
            )


def _reviewed_together(sec: Artifact) -> bool:
    """Whether reviews of the controls stand among the audits, or in a sentence with a date or an interval."""
    for row in sec.records("audits"):
        if "control" in f"{row.text('audit')} {row.text('scope')}".lower() and find_moments(row.text("date")):
            return True
    parts = (sec.sections[key] for key in ("audits", "controls") if key in sec.sections)
    told = (
        sentence for part in parts for sentence in sentences(prose_of(part)) if "control" in sentence.lower()
    )
    return any(
        states(s, r"\breview|\btest|\bcheck").verdict == "stated" and (find_frequencies(s) or find_moments(s))
        for s in told
    )
