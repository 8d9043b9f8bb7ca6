"""What release management shows of the past: how a release went, and what followed from it."""

from __future__ import annotations

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.evidence import Evidence, happened, shown
from iso20k.judging.workspace import Workspace


def evidence(workspace: Workspace, artifact: Artifact) -> Iterator[Evidence]:
    """A release counts once it was deployed, with its result and the number of incidents after it."""
    told = [
        row
        for row in artifact.records("calendar")
        if row.filled("result")
        and any(sign.isdigit() for sign in row.text("incidents"))
        and happened(workspace, artifact, row.text("actual"))
    ]
    reason = f"{len(told)} releases have a day, a result and the incidents after them"
    yield shown("release-result", bool(told), reason, told[0].place if told else artifact.home("calendar"))
