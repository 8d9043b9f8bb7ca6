"""A pull request has one comment of ours per instance, and it changes only when what it says changes."""

from collections.abc import Iterable
from typing import NamedTuple, Protocol


class Posted(Protocol):
    """A comment that stands on the pull request, with who wrote it."""

    @property
    def id(self) -> int: ...
    @property
    def author(self) -> str: ...
    @property
    def body(self) -> str: ...
    @property
    def url(self) -> str: ...


class Create(NamedTuple):
    """The pull request has no comment of ours yet and something is to be said."""

    body: str


class Edit(NamedTuple):
    """Our comment says something else than what is true now."""

    id: int
    body: str


class Keep(NamedTuple):
    """Our comment already says it."""

    url: str


class Silent(NamedTuple):
    """Nothing is to be said, and nothing was said before."""


Step = Create | Edit | Keep | Silent


class Plan(NamedTuple):
    """What to do with the comment, and the ids of later ones of ours that repeat it and go."""

    step: Step
    extra: tuple[int, ...] = ()


def plan(existing: Iterable[Posted], body: str, *, marker: str, author: str, may_create: bool) -> Plan:
    """The oldest comment that starts with the marker and was written by ``author`` is ours; all others are people's.

    ``existing`` must be the whole conversation: on a partial one a second comment would be created.
    """
    ours = sorted(
        (posted for posted in existing if posted.author == author and posted.body.startswith(marker)),
        key=lambda posted: posted.id,
    )
    if not ours:
        return Plan(Create(body) if may_create else Silent())
    oldest, *later = ours
    extra = tuple(posted.id for posted in later)
    return Plan(Keep(oldest.url) if same(oldest.body, body) else Edit(oldest.id, body), extra)


def same(stored: str, body: str) -> bool:
    """Whether a text stands there already; GitHub may store other line ends and drop the last one."""
    return stored.replace("\r\n", "\n").strip() == body.strip()
