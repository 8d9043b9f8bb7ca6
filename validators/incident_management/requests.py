"""Service requests read as models: what is asked for, who approves, in which steps, within what time."""

from __future__ import annotations

from typing import NamedTuple

from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.judging.checks import label_of
from iso20k.values.duration import Duration
from iso20k.wording.filled import filled_cell
from validators.incident_management.targets import read_time


class Model(NamedTuple):
    """A request model; `target` is None where no time can be read."""

    id: str
    name: str
    service: str
    approval: str
    target: Duration | None
    record: Record

    @property
    def label(self) -> str:
        """How messages call it: 'REQ-001 Access provisioning'."""
        return f"{self.id} {self.name}".strip() or label_of(self.record, "steps")

    @property
    def lacking(self) -> tuple[str, ...]:
        """What a model cannot do without and this one does not say: 'steps', 'target'."""
        return tuple(key for key in ("steps", "target") if not self.record.filled(key))


@derived
def models(incident: Artifact) -> tuple[Model, ...]:
    """The request models, in document order."""
    return tuple(
        _model(record)
        for record in incident.records("requests")
        if record.filled("request") or record.filled("steps")
    )


def _model(record: Record) -> Model:
    def text(key: str) -> str:
        return record.text(key) if filled_cell(record.text(key)) else ""

    return Model(
        text("id"), text("request"), text("service"), text("approval"), read_time(text("target")), record
    )
