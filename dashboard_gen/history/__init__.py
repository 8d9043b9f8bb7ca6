"""The history of a workspace: every commit judged, what was reported then, and how long findings lived."""

from __future__ import annotations

from dashboard_gen.history.lifetimes import Lifetime, Mark, Recurrence, Spell, lifetimes, recurrences
from dashboard_gen.history.replay import History, replay
from dashboard_gen.history.reported import Reported, Review

__all__ = [
    "History",
    "Lifetime",
    "Mark",
    "Recurrence",
    "Reported",
    "Review",
    "Spell",
    "lifetimes",
    "recurrences",
    "replay",
]
