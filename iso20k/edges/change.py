"""A change of a workspace between two commits, and the lines of it that a reviewer sees."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from iso20k.configuration import Configuration
from iso20k.edges.disk import InputError
from iso20k.edges.git import Repository
from iso20k.edges.sources import Snapshot, committed, lines_of


class Change(NamedTuple):
    """The workspace before and after; `note` says why the base could not be judged as it is, '' when it could.

    `proposed` is the commit whose lines a reviewer sees: `after` itself, or the one that `after` merges into the base.
    """

    prefix: str
    before: Snapshot
    after: Snapshot
    proposed: str
    note: str


def change(repository: Repository, prefix: str, base: str, head: str, proposed: str | None) -> Change:
    """The change of the workspace at `prefix` ('' or 'a/b/') from `base` to `head`.

    Raises `InputError` when a revision names no commit or the workspace cannot be used after the change. A base without a
    usable workspace counts as an empty one.
    """
    after = committed(repository, prefix, head)
    shown = repository.resolve(proposed) if proposed else after.commit
    if shown is None:
        raise InputError(
            str(proposed), f"'{proposed}' names no commit", "Fetch it, or leave --proposed away."
        )
    before, note = _before(repository, prefix, base, after.configuration)
    return Change(prefix, before, after, shown, note)


def _before(repository: Repository, prefix: str, base: str, settings: Configuration) -> tuple[Snapshot, str]:
    commit = repository.resolve(base)
    if commit is None:
        hint = "Fetch the history (fetch-depth: 0 of actions/checkout), or name another commit."
        raise InputError(base, f"'{base}' names no commit", hint)
    try:
        return committed(repository, prefix, commit), ""
    except InputError as error:
        # its own waivers must not count for the base either
        empty = Snapshot(
            settings._replace(waivers=()), {}, lambda ids: dict.fromkeys(ids, b""), commit=commit
        )
        return (
            empty,
            f"The base holds no usable workspace ({error.where}: {error.message}); everything counts as new.",
        )


def visible_lines(repository: Repository, found: Change) -> Callable[[str, int], str | None]:
    """A function of a document and a line: that line as it stands in the change that a reviewer sees, else None.

    Only lines that the change adds or alters, and only of documents that the judged commit holds with the same content,
    so that its line numbers are those of the reviewer.
    """
    assert found.before.commit is not None
    parted = repository.merge_base(found.before.commit, found.proposed) or found.before.commit
    added: Mapping[str, tuple[range, ...]] = repository.added_lines(parted, found.proposed)
    shown = {entry.path: entry.blob for entry in repository.tree(found.proposed)}
    lines: Callable[[str], Sequence[str]] = lines_of(found.after)

    def visible(path: str, line: int) -> str | None:
        whole = found.prefix + path
        if shown.get(whole) != found.after.blobs.get(path) or not any(
            line in r for r in added.get(whole, ())
        ):
            return None
        told = lines(path)
        return told[line - 1] if 0 < line <= len(told) else None

    return visible
