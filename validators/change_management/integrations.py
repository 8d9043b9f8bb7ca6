"""With which processes change management is tied, by its interface table or in words."""

from __future__ import annotations

import re

from iso20k.facts.artifact import Artifact, derived
from iso20k.judging.checks import Topic
from validators.configuration_management.coverage import untold

CONFIGURATION, RELEASE, INCIDENT, PROBLEM = (
    Topic("configuration", r"configuration|CMDB|SACM"),
    Topic("release", r"releas\w*|deployment"),
    Topic("incident", r"incidents?"),
    Topic("problem", r"problems?"),
)
NEEDED = (CONFIGURATION, RELEASE)
EXPECTED = (INCIDENT, PROBLEM)


@derived
def untied(chg: Artifact) -> tuple[Topic, ...]:
    """The processes to which no interface is described, out of configuration, release, incident and problem."""
    return tuple(
        topic
        for topic in untold((*NEEDED, *EXPECTED), chg, "interfaces")
        if not any(
            re.search(rf"\b(?:{topic.words})", record.text("process"), re.IGNORECASE)
            and (record.filled("gives") or record.filled("receives"))
            for record in chg.records("interfaces")
        )
    )
