"""What a change does to the workspace's settings: figures before and after it are then made differently."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from iso20k.configuration import Configuration


def settings_changes(before: Configuration, after: Configuration) -> Iterator[str]:
    """'edition: 2011 → 2018', one sentence for each setting that differs; waivers are told apart."""
    for name in ("organisation", "edition", "folder"):
        yield from _told(name, getattr(before, name), getattr(after, name))
    yield from _told("hook.drafts", before.drafts, after.drafts)
    yield from _told("hook.refuse", before.refuse, after.refuse)
    yield from _figures("weight", before.weights, after.weights)
    yield from _figures("threshold", before.thresholds, after.thresholds)


def _told(name: str, old: str, new: str) -> Iterator[str]:
    if old != new:
        yield f"{name}: {old or 'not set'} → {new or 'not set'}"


def _figures(noun: str, old: Mapping[str, float], new: Mapping[str, float]) -> Iterator[str]:
    for name in sorted({*old, *new}):
        if old.get(name) != new.get(name):
            yield f"{noun} of {name}: {old.get(name, 'default')} → {new.get(name, 'default')}"
