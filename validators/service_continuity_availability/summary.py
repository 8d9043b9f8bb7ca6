"""What a person would read out about continuity and availability."""

from iso20k.facts.artifact import Artifact
from iso20k.judging.workspace import Workspace
from iso20k.values.duration import Duration, spell_duration
from iso20k.wording.phrases import count, listed
from validators.service_continuity_availability.exercises import Exercise, exercises
from validators.service_continuity_availability.recovery import Impact, impacts, strategies
from validators.service_continuity_availability.served import catalog_pairs


def summary(workspace: Workspace, plan: Artifact) -> str:
    """'BIA of 3 services with RTO/RPO 2 h/15 min, 8 h/1 h, 24 h/4 h: …. Tests: quarterly tabletop, …'."""
    known = catalog_pairs(workspace)
    rows = impacts(plan, known)
    if not rows:
        return "There is no business impact analysis."
    means = strategies(plan, known)
    by_service = [
        f"{row.label} with {listed(s.text for s in means if row.service in s.services)}"
        for row in rows
        if any(row.service in s.services and s.record for s in means)
    ]
    objectives = ", ".join(f"{_spell(row.rto)}/{_spell(row.rpo)}" for row in rows)
    tests = [_test(one, rows) for one in exercises(plan, known)]
    return (
        f"BIA of {count(len(rows), 'service')} with RTO/RPO {objectives}"
        + (f": {', '.join(by_service)}. " if by_service else ". ")
        + (f"Tests: {', '.join(tests)}." if tests else "No test is planned.")
    )


def _spell(time: Duration | None) -> str:
    return "none" if time is None else spell_duration(time)


def _test(one: Exercise, rows: tuple[Impact, ...]) -> str:
    """'annual failover of Cloud Hosting'; a test of everything does not name it all."""
    often = one.record.text("frequency") if one.record else _word(one)
    whole = len(one.services) in (0, len(rows))
    of = "" if whole else f" of {listed(service.label for service in one.services)}"
    return f"{often.lower()} {one.kind or one.type}{of}".strip()


def _word(one: Exercise) -> str:
    """How a sentence says how often: its own word for the interval."""
    words = one.frequency.text.lower().split() if one.frequency else []
    told = next((word for word in words if word.endswith(("ly", "al"))), "")
    return "annual" if told == "annually" else told
