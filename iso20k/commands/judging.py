"""The documents judged as they stand: what commands that change nothing begin with."""

from __future__ import annotations

from datetime import date

from iso20k.edges.cache import Cache
from iso20k.edges.clock import today
from iso20k.edges.disk import this_workspace
from iso20k.edges.sources import Snapshot, work_tree
from iso20k.judging.assessment import Assessment
from validators.registry import catalogue


def judged_here(as_of: date | None) -> Assessment:
    """The work tree of the workspace around this folder, as of today where no day is named; raises `InputError` outside of one."""
    return judged(work_tree(this_workspace(".")), as_of)


def judged(snapshot: Snapshot, as_of: date | None) -> Assessment:
    """A state of the documents, as of today where no day is named."""
    cache = Cache()
    assessment = snapshot.judged(cache, catalogue(), as_of or today())
    cache.close()
    return assessment
