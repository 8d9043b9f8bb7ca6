"""Pull requests: which one a branch is proposed by, and which commit stands at its head."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from iso20k.edges.github.answers import Failure, Unanswered, named
from iso20k.edges.github.connection import Connection


class PullRequest(NamedTuple):
    """A pull request as it stands now."""

    number: int
    head: str
    is_open: bool


def pull_request(where: Connection, number: int) -> PullRequest | Failure:
    """The pull request of a number."""
    answer = where.got(where.url("pulls", number))
    return _pull_request(answer[0]) if not isinstance(answer, Failure) else answer


def open_from(where: Connection, owner: str, branch: str) -> tuple[PullRequest, ...] | Failure:
    """The open pull requests that propose a branch of an owner, fork or not."""
    listed = where.listed(where.url("pulls"), state="open", head=f"{owner}:{branch}")
    if isinstance(listed, Failure):
        return listed
    found = [_pull_request(data) for data in listed]
    broken = next((one for one in found if isinstance(one, Failure)), None)
    return broken or tuple(one for one in found if isinstance(one, PullRequest))


def _pull_request(data: Mapping[str, Any]) -> PullRequest | Failure:
    try:
        return PullRequest(int(data["number"]), str(data["head"]["sha"]), data["state"] == "open")
    except (KeyError, TypeError, ValueError) as error:
        return Unanswered(f"GitHub described a pull request otherwise ({named(error)})")
