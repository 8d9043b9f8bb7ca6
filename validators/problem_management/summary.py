"""What a person would read out about problem management."""

from iso20k.facts.artifact import Artifact
from iso20k.judging.workspace import Workspace
from iso20k.wording.phrases import count, listed
from validators.problem_management.links import FEEDBACK, FIX, TRIGGER, link
from validators.problem_management.register import known_errors, problems
from validators.problem_management.techniques import kedb_elements, techniques
from validators.problem_management.triggers import thresholds


def summary(workspace: Workspace, artifact: Artifact) -> str:
    """'3 root cause techniques: 5 Whys, …. Known error database with …: 2 known errors. Linked with incident …'."""
    parts = (_techniques(artifact), _kedb(artifact), _links(artifact), _register(workspace, artifact))
    return " ".join(f"{part}." for part in parts)


def _techniques(artifact: Artifact) -> str:
    names = techniques(artifact)
    return (
        f"{count(len(names), 'root cause technique')}: {listed(names)}"
        if names
        else "No root cause technique is named"
    )


def _kedb(artifact: Artifact) -> str:
    elements = kedb_elements(artifact)
    if not elements:
        return "There is no known error database"
    return (
        f"Known error database with {listed(elements)}: {count(len(known_errors(artifact)), 'known error')}"
    )


def _links(artifact: Artifact) -> str:
    told = {name for name in (TRIGGER, FEEDBACK, FIX) if link(artifact, name).verdict == "stated"}
    numbers = [f"{t.number} incidents within {t.days:.4g} days" for t in thresholds(artifact)[:1]]
    incident = [
        word for name, word in ((TRIGGER, "triggers"), (FEEDBACK, "workarounds fed back")) if name in told
    ]
    ways = [f"with incident management by {listed(incident)}"] if incident else []
    ways += ["with change management by request for change"] if FIX in told else []
    if not ways:
        return "It is linked with neither incident nor change management"
    return f"Linked {listed(ways)}" + (f" (threshold {numbers[0]})" if numbers else "")


def _register(workspace: Workspace, artifact: Artifact) -> str:
    known = problems(artifact)
    if not known:
        return "No problem is registered"
    bands = [
        f"{n} {band}" for band in ("open", "closed", "dropped") if (n := sum(p.status == band for p in known))
    ]
    return f"{count(len(known), 'problem')} registered: {listed(bands)}"
