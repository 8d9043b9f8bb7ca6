"""What a run compares with what: a pull request with its base, a push with what was there, a queue with its target."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

#: The commit that git names where a branch did not exist before.
NOTHING = "0" * 40


class Compared(NamedTuple):
    """``base`` and ``proposed`` are commits ('' for the judged one itself); ``whole``: there is nothing to compare with,
    so every finding counts."""

    base: str
    proposed: str = ""
    whole: bool = False


def compared(
    name: str,
    event: Mapping[str, Any],
    *,
    parents: tuple[str, ...],
    known: Callable[[str], bool],
    fork_point: Callable[[str], str | None],
) -> Compared:
    """The comparison for an event of this name; ``parents`` are those of the checked-out commit.

    ``known`` tells whether the clone holds a commit, ``fork_point`` where the checked-out commit parted from another.
    """
    if name.startswith("pull_request"):
        return _pull_request(event.get("pull_request") or {}, parents, known, fork_point)
    if name == "merge_group":
        return Compared(str((event.get("merge_group") or {}).get("base_sha") or "") or _former(parents))
    if name == "push":
        before = str(event.get("before") or NOTHING)
        # a force push may have thrown the former commit away
        return Compared(before if before != NOTHING and known(before) else _former(parents))
    return Compared("HEAD", whole=True)


def _pull_request(
    proposal: Mapping[str, Any],
    parents: tuple[str, ...],
    known: Callable[[str], bool],
    fork_point: Callable[[str], str | None],
) -> Compared:
    head, base = (str((proposal.get(side) or {}).get("sha") or "") for side in ("head", "base"))
    if len(parents) == 2 and parents[1] == head:
        # GitHub has checked out the merge into the base as it is now; its first parent is that base
        return Compared(parents[0], head)
    if not base:
        return Compared(_former(parents))
    return Compared(fork_point(base) or base, head if known(head) else "")


def _former(parents: tuple[str, ...]) -> str:
    return parents[0] if parents else "HEAD"
