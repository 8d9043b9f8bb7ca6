"""What the plan and the CMDB's design know of change management: the board, the interfaces, the items under control."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from iso20k.facts.artifact import Artifact
from iso20k.judging.drafting import Drafted
from iso20k.judging.workspace import Workspace
from iso20k.wording.persons import person_names
from validators.configuration_management.ci_types import ci_types
from validators.configuration_management.draft import interfaces_of


def draft(workspace: Workspace) -> Mapping[str, tuple[Drafted, ...]]:
    """CAB and interfaces from the plan, CI types under control from configuration management."""
    plan = workspace.artifact("service-management-plan")
    cfg = workspace.artifact("configuration-management")
    return {
        "controlled": tuple(Drafted({"ci_type": k.name}, k.record.place) for k in ci_types(cfg))
        if cfg
        else (),
        "boards": tuple(_boards(plan)) if plan else (),
        "cab": tuple(_members(plan)) if plan else (),
        "interfaces": tuple(interfaces_of(plan, "9.2")) if plan else (),
    }


def _boards(plan: Artifact) -> Iterator[Drafted]:
    for record in plan.records("bodies"):
        if _is_cab(record.text("body")):
            told = {
                "body": record.text("body"),
                "chair": record.text("chair"),
                "frequency": record.text("frequency"),
                "authority": record.text("purpose"),
            }
            yield Drafted({key: text for key, text in told.items() if text}, record.place)


def _members(plan: Artifact) -> Iterator[Drafted]:
    for record in plan.records("bodies"):
        if _is_cab(record.text("body")):
            for person in person_names(record.text("chair")):
                yield Drafted({"role": "Chair", "person": person}, record.at("chair"))
            for person in person_names(record.text("members")):
                yield Drafted({"person": person}, record.at("members"))


def _is_cab(body: str) -> bool:
    return (
        re.search(r"\bchange (?:advisory|control|approval)? ?board\b|\bCAB\b", body, re.IGNORECASE)
        is not None
    )
