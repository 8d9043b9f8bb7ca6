"""What a person would read out about the CMDB's design."""

from iso20k.facts.artifact import Artifact
from iso20k.judging.workspace import Workspace
from iso20k.values.frequency import find_frequencies
from iso20k.wording.phrases import count, listed
from validators.configuration_management.attributes import REQUIRED, recorded
from validators.configuration_management.ci_types import ci_types
from validators.configuration_management.control import Verification, verifications
from validators.configuration_management.naming import conventions
from validators.configuration_management.relations import relation_names


def summary(workspace: Workspace, cfg: Artifact) -> str:
    """'All 6 CI types (Server, …) record name, ID, owner, status and location. Naming convention …'."""
    known = ci_types(cfg)
    if not known:
        return "No CI type is defined."
    complete = [kind for kind in known if recorded(cfg, kind).issuperset(REQUIRED)]
    head = (
        f"All {count(len(known), 'CI type')}"
        if len(complete) == len(known)
        else (f"{len(complete)} of {count(len(known), 'CI type')}")
    )
    names = relation_names(cfg)
    return (
        f"{head} ({listed(kind.name for kind in known)}) have the required attributes {listed(REQUIRED)}. "
        f"{_naming(cfg)} "
        + (
            f"{count(len(names), 'relationship type')}: {listed(names)}. "
            if names
            else "No relationship type is defined. "
        )
        + _verification(cfg)
    )


def _naming(cfg: Artifact) -> str:
    given = [convention for convention in conventions(cfg) if convention.pattern]
    if not given:
        return "No naming convention is given."
    example = f", e.g. {given[0].examples[0]}" if given[0].examples else ""
    return f"Naming convention {given[0].pattern}{example}."


def _verification(cfg: Artifact) -> str:
    planned = [row for row in verifications(cfg) if row.frequency]
    best = next((row for row in planned if row.accuracy is not None), planned[0] if planned else None)
    if best is None or best.frequency is None:
        return "No verification is scheduled."
    target = f" with {best.accuracy} % accuracy target" if best.accuracy is not None else ""
    often = find_frequencies(best.frequency.text)[0].text
    return f"Verification scheduled {often}{target}{_last(best)}."


def _last(row: Verification) -> str:
    if row.last is None:
        return ""
    found = f": {row.result} %" if row.result is not None else ""
    return f", last done on {row.last}{found}"
