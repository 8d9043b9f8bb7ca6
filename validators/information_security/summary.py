"""What a person would read out about information security."""

from __future__ import annotations

from iso20k.facts.artifact import Artifact
from iso20k.judging.workspace import Workspace
from iso20k.wording.phrases import count, listed
from validators.information_security.controls import (
    ADMINISTRATIVE,
    DOMAINS,
    PHYSICAL,
    TECHNICAL,
    controls,
)
from validators.information_security.incidents import classes, link_to_incidents
from validators.information_security.risks import risks, threshold_of


def summary(workspace: Workspace, sec: Artifact) -> str:
    """'18 controls cover 6 of 6 domains …, each mapped to a service. 12 risks are assessed …'."""
    if not controls(sec):
        return "No control is registered."
    return f"{_controls(sec)} {_risks(workspace, sec)} {_incidents(sec)}"


def _controls(sec: Artifact) -> str:
    known = controls(sec)
    covered = [topic for topic in DOMAINS if any(topic.name in control.domains for control in known)]
    kinds = [
        f"{number} {kind}"
        for kind in (PHYSICAL, ADMINISTRATIVE, TECHNICAL)
        if (number := sum(kind in control.types for control in known))
    ]
    mapped = sum(bool(control.services) for control in known)
    share = "each mapped to a service" if mapped == len(known) else f"{mapped} of them mapped to a service"
    inside = f" ({listed(kinds)})" if kinds else ""
    verb = "covers" if len(known) == 1 else "cover"
    return f"{count(len(known), 'control')}{inside} {verb} {len(covered)} of {len(DOMAINS)} security domains, {share}."


def _risks(workspace: Workspace, sec: Artifact) -> str:
    known, limit = risks(sec), threshold_of(workspace, sec)
    if not known:
        return "No risk is assessed."
    told = f"{count(len(known), 'risk')} assessed"
    if limit is None or not limit.rating.numeric:
        return f"{told}."
    above = sum(bool(risk.residual and limit.exceeded_by(risk.residual)) for risk in known)
    return f"{told}, {above} with a residual score above the threshold of {limit.rating.level}."


def _incidents(sec: Artifact) -> str:
    known = classes(sec)
    if not known:
        return "Security incidents are not classified."
    timed = sum(item.notify is not None or item.needs_no_notice for item in known)
    escalated = sum(bool(item.escalate) for item in known)
    link = "linked" if link_to_incidents(sec).verdict == "stated" else "not linked"
    return (
        f"Security incidents have {count(len(known), 'class', 'classes')}, {escalated} with escalation and {timed} with a "
        f"notification time, {link} to incident management."
    )
