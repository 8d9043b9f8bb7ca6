"""The comments of a pull request and the notes on its lines."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from iso20k.edges.github.answers import Failure, Unanswered, named
from iso20k.edges.github.connection import Connection


class Comment(NamedTuple):
    """One comment in the conversation, or a note on a line, with the login of who wrote it."""

    id: int
    author: str
    body: str
    url: str


class Spot(NamedTuple):
    """A line of the newer side of a pull request; `path` from the repository's top."""

    path: str
    line: int


def comments(where: Connection, number: int) -> tuple[Comment, ...] | Failure:
    """All comments of a pull request, oldest first, over all pages."""
    return _read(where.listed(where.url("issues", number, "comments")))


def notes(where: Connection, number: int) -> tuple[Comment, ...] | Failure:
    """All notes on lines of a pull request, oldest first, over all pages."""
    return _read(where.listed(where.url("pulls", number, "comments")))


def create(where: Connection, number: int, body: str) -> Comment | Failure:
    """A new comment mails everybody who follows the pull request."""
    return _comment(where.created(where.url("issues", number, "comments"), {"body": body}))


def edit(where: Connection, comment_id: int, body: str) -> Comment | Failure:
    """An edited comment mails nobody."""
    return _comment(where.changed("PATCH", where.url("issues", "comments", comment_id), {"body": body}))


def delete(where: Connection, comment_id: int) -> Failure | None:
    """A comment that is one too many goes; one that is gone already is no failure."""
    answer = where.changed("DELETE", where.url("issues", "comments", comment_id), {})
    is_gone = isinstance(answer, Unanswered) and answer.status == 404
    return answer if isinstance(answer, Failure) and not is_gone else None


def edit_note(where: Connection, note_id: int, body: str) -> Comment | Failure:
    """An edited note mails nobody and keeps its thread."""
    return _comment(where.changed("PATCH", where.url("pulls", "comments", note_id), {"body": body}))


def review(
    where: Connection, number: int, commit: str, body: str, written: Sequence[tuple[Spot, str]]
) -> Failure | None:
    """All new notes in one review, which is one mail; a line outside of the change refuses the whole of it.

    `commit` is the head of the pull request: its lines are meant.
    """
    given = [{"path": at.path, "line": at.line, "side": "RIGHT", "body": text} for at, text in written]
    data = {"commit_id": commit, "event": "COMMENT", "body": body, "comments": given}
    answer = where.created(where.url("pulls", number, "reviews"), data)
    return answer if isinstance(answer, Failure) else None


def _read(listed: tuple[dict[str, Any], ...] | Failure) -> tuple[Comment, ...] | Failure:
    if isinstance(listed, Failure):
        return listed
    found = [_comment(data) for data in listed]
    broken = next((one for one in found if isinstance(one, Failure)), None)
    return broken or tuple(sorted(one for one in found if isinstance(one, Comment)))


def _comment(data: Mapping[str, Any] | Failure) -> Comment | Failure:
    if isinstance(data, Failure):
        return data
    try:
        author = data["user"]["login"] if data["user"] else ""  # the account may be gone
        return Comment(int(data["id"]), str(author), str(data["body"] or ""), str(data.get("html_url") or ""))
    except (KeyError, TypeError, ValueError) as error:
        return Unanswered(f"GitHub described a comment otherwise ({named(error)})")
