"""What the document promises: the target of every KPI."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.facts.commitment import Commitment, Subject
from iso20k.values.listing import find_identifiers
from validators.monitoring_measurement.kpis import Kpi, kpis


def commitments(artifact: Artifact) -> Iterator[Commitment]:
    """The target of every KPI, for the service that its name or formula names by ID."""
    for kpi in kpis(artifact):
        if kpi.target is not None:
            told, place = kpi.record.text("target"), kpi.record.at("target")
            service = next(iter(find_identifiers(f"{kpi.name} {kpi.record.text('formula')}", ("SVC",))), "")
            yield Commitment(subject_of(kpi), kpi.label, service, kpi.target, told, place, kpi.side, kpi.name)


def subject_of(kpi: Kpi) -> Subject:
    """Availability, satisfaction, or a level of its own, by the name of the KPI."""
    if re.search(r"availab|up-?time", kpi.name, re.IGNORECASE):
        return Subject.AVAILABILITY
    satisfied = re.search(r"\bNPS\b|\bCSAT\b|satisf|promoter", kpi.name, re.IGNORECASE)
    return Subject.SATISFACTION if satisfied else Subject.LEVEL
