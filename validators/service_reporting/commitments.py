"""What the document promises: how often each report reaches its readers."""

from __future__ import annotations

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.facts.commitment import Commitment, cadence
from validators.service_reporting.reports import reports


def commitments(reporting: Artifact) -> Iterator[Commitment]:
    """The cadence of every report of the register; reports are for all services unless their row names SLAs."""
    for report in reports(reporting):
        told, place = report.record.text("frequency"), report.record.at("frequency")
        if promised := cadence(report.label, "", "report", told, place):
            yield promised
