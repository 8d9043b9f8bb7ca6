"""What was found in a workspace's state before: a state never changes, so it is judged once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from iso20k.edges.cache import Cache, code_fingerprint, key_of
from iso20k.edges.findings import pack_finding, unpack_finding
from iso20k.edges.sources import Snapshot
from iso20k.judging.assessment import Assessment
from iso20k.judging.catalogue import Catalogue
from iso20k.judging.refusal import Judged


def judged(
    snapshot: Snapshot, cache: Cache, catalogue: Callable[[], Catalogue], as_of: date, *, strict: bool = False
) -> Judged:
    """What is found in a snapshot as of a day; rules are only loaded for a state that nobody has judged yet."""
    key = _key(snapshot, as_of, strict=strict)
    if known := _remembered(cache.get([key]).get(key)):
        return known
    return remember(snapshot, cache, snapshot.judged(cache, catalogue(), as_of, strict=strict), strict=strict)


def remember(snapshot: Snapshot, cache: Cache, assessment: Assessment, *, strict: bool) -> Judged:
    """Put away what was found in a snapshot, so that a commit of what was just checked need not be judged again."""
    drafts = tuple(a.path for a in assessment.workspace.artifacts.values() if a.status == "draft")
    packed = [[pack_finding(finding) for finding in assessment.findings], drafts]
    cache.put({_key(snapshot, assessment.as_of, strict=strict): packed})
    return Judged(assessment.findings, drafts)


def _key(snapshot: Snapshot, as_of: date, *, strict: bool) -> str:
    state = [f"{path}\0{blob}" for path, blob in sorted(snapshot.blobs.items())]
    links = [fault.place.path for fault in snapshot.faults]
    return key_of(
        "judged", code_fingerprint(), snapshot.settings, str(as_of), str(strict), *state, "links", *links
    )


def _remembered(packed: Any) -> Judged | None:
    """What `judged` put away; anything else in its place counts as nothing."""
    try:
        findings, drafts = packed
        return Judged(
            tuple(unpack_finding(finding) for finding in findings), tuple(str(path) for path in drafts)
        )
    except (TypeError, ValueError):
        return None
