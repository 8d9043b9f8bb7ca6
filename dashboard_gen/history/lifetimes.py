"""How long findings live: when each was first seen, who ended it, whether it came back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple


class Mark(NamedTuple):
    """A commit at which something began or ended; `number` is its place among the points of the history."""

    number: int
    commit: str
    when: str
    day: str
    author: str
    subject: str


class Found(NamedTuple):
    """A finding without its line: `where` is the skill of its document, so that it survives a rename, else the path."""

    rule: str
    where: str
    message: str
    severity: str = ""

    @property
    def identity(self) -> tuple[str, str, str]:
        """What makes it the same finding in another commit; its severity may have changed."""
        return self[:3]


class Sighting(NamedTuple):
    """What was found at a commit, waived findings included; `skills` are those whose documents were there.

    `complete` is False where documents could not be read, and `found` is None where nothing could be judged.
    """

    mark: Mark
    found: Collection[Found] | None
    skills: frozenset[str] = frozenset()
    complete: bool = True


class Spell(NamedTuple):
    """An unbroken time of a finding: from `began` to `ended`, the first commit without it (None: still there).

    `last` is the last commit at which it was seen, `removed` whether its document was gone at `ended`.
    """

    began: Mark
    last: Mark
    ended: Mark | None = None
    removed: bool = False

    @property
    def days(self) -> int:
        """From the day it began to the day it ended, or was last seen."""
        until = self.ended or self.last
        return max(0, (date.fromisoformat(until.day) - date.fromisoformat(self.began.day)).days)


class Lifetime(NamedTuple):
    """The life of one finding over the history, in `spells`, the first one first; `severity` is the last one seen."""

    rule: str
    where: str
    message: str
    severity: str
    spells: tuple[Spell, ...]

    @property
    def first(self) -> Mark:
        """The commit at which it was first seen."""
        return self.spells[0].began

    @property
    def last(self) -> Mark:
        """The last commit at which it was seen."""
        return self.spells[-1].last

    @property
    def ended(self) -> Mark | None:
        """The commit that ended it; None while it is open."""
        return self.spells[-1].ended

    @property
    def open(self) -> bool:
        """Whether it is there at the last commit."""
        return self.ended is None

    @property
    def returned(self) -> int:
        """How often it came back after it had ended."""
        return len(self.spells) - 1

    @property
    def days(self) -> int:
        """The days on which it was there, over all its spells."""
        return sum(spell.days for spell in self.spells)


class Recurrence(NamedTuple):
    """The times in which a rule found anything in a document: the proof of effect of a corrective action."""

    rule: str
    where: str
    spells: tuple[Spell, ...]

    def back_after(self, day: str) -> Spell | None:
        """The first spell that began after a day (ISO 8601), such as the one on which an action was closed."""
        return next((spell for spell in self.spells if spell.began.day > day), None)

    def there_on(self, day: str) -> bool:
        """Whether anything was found at the end of a day."""
        return any(
            spell.began.day <= day and (spell.ended is None or spell.ended.day > day) for spell in self.spells
        )


def lifetimes(sightings: Iterable[Sighting]) -> tuple[Lifetime, ...]:
    """The lives of all findings of a history, in the order in which they began, then by document, rule and message.

    A commit at which documents could not be read ends nothing and begins nothing but the findings that say so: what
    cannot be seen has neither been repaired nor broken.
    """
    following = _Following()
    for sighting in sightings:
        following.take(sighting)
    return following.lives()


Identity = tuple[str, str, str]


class _Following:
    """The spells so far; `began` holds those that are not over."""

    def __init__(self) -> None:
        self._over: dict[Identity, list[Spell]] = {}
        self._began: dict[Identity, Mark] = {}
        self._severity: dict[Identity, str] = {}
        self._former: Collection[Found] | None = None
        self._seen: Mark | None = None
        self._seen_whole: Mark | None = None

    def take(self, sighting: Sighting) -> None:
        """The next commit."""
        if sighting.found is None:
            return
        if sighting.found is not self._former:
            now = {found.identity: found.severity for found in sighting.found}
            self._severity.update(now)
            for identity in _told(self._began.keys() - now.keys(), sighting):
                self._over.setdefault(identity, []).append(self._ended(identity, sighting))
                del self._began[identity]
            for identity in _told(now.keys() - self._began.keys(), sighting):
                self._began[identity] = sighting.mark
        self._former = sighting.found if sighting.complete else None
        self._seen = sighting.mark
        if sighting.complete:
            self._seen_whole = sighting.mark

    def lives(self) -> tuple[Lifetime, ...]:
        """What has been followed until now."""
        lives = []
        for identity in self._over.keys() | self._began.keys():
            spells = list(self._over.get(identity, ()))
            if identity in self._began:
                spells.append(Spell(self._began[identity], self._last(identity)))
            lives.append(Lifetime(*identity, self._severity[identity], tuple(spells)))
        return tuple(sorted(lives, key=lambda life: (life.first.number, life.where, life.rule, life.message)))

    def _ended(self, identity: Identity, sighting: Sighting) -> Spell:
        removed = bool(self._seen) and identity[1] not in sighting.skills and sighting.complete
        return Spell(self._began[identity], self._last(identity), sighting.mark, removed)

    def _last(self, identity: Identity) -> Mark:
        began = self._began[identity]
        last = self._seen if _of_reading(identity) else self._seen_whole
        return max(began, last or began, key=lambda mark: mark.number)


def _of_reading(identity: Identity) -> bool:
    return identity[0].startswith("READ")


def _told(identities: Iterable[Identity], sighting: Sighting) -> list[Identity]:
    """Those of which this commit tells for sure that they began or ended."""
    return [identity for identity in identities if sighting.complete or _of_reading(identity)]


def recurrences(lives: Iterable[Lifetime]) -> tuple[Recurrence, ...]:
    """The times in which each rule found anything in each document, by document and rule.

    Spells of several findings that overlap, or follow each other without a commit between them, are one.
    """
    grouped: dict[tuple[str, str], list[Spell]] = {}
    for life in lives:
        grouped.setdefault((life.where, life.rule), []).extend(life.spells)
    return tuple(
        Recurrence(rule, where, tuple(_joined(spells))) for (where, rule), spells in sorted(grouped.items())
    )


def _joined(spells: Iterable[Spell]) -> Iterable[Spell]:
    joined: list[Spell] = []
    for spell in sorted(spells, key=lambda one: one.began.number):
        former = joined[-1] if joined else None
        if former is None or (former.ended is not None and former.ended.number < spell.began.number):
            joined.append(spell)
        elif former.ended is not None and (spell.ended is None or spell.ended.number > former.ended.number):
            joined[-1] = spell._replace(began=former.began)
    return joined
