"""The run whose report is to be posted, and the pull request that it belongs to.

The pull request is never taken from what the run left behind: a stranger could name any.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from iso20k.edges.github import pulls
from iso20k.edges.github.answers import Failure
from iso20k.edges.github.connection import Connection


class Run(NamedTuple):
    """A finished run of stage one: its id, the commit, and the branch and its owner that it was started for."""

    id: int
    head: str
    owner: str
    branch: str


class NothingToPost(NamedTuple):
    """There is no pull request to tell: why."""

    reason: str


def run_of(event: Mapping[str, Any]) -> Run | NothingToPost:
    """The run that a ``workflow_run`` event speaks of."""
    told = event.get("workflow_run")
    if not isinstance(told, dict):
        return NothingToPost("the event is no workflow_run")
    if told.get("event") != "pull_request":
        return NothingToPost(f"the run was started by {told.get('event')!r} and not by a pull request")
    repository = told.get("head_repository")
    if not repository:
        return NothingToPost("the fork of the pull request is gone")
    try:
        owner = str(repository["owner"]["login"])
        return Run(int(told["id"]), str(told["head_sha"]), owner, str(told["head_branch"]))
    except (KeyError, TypeError, ValueError):
        return NothingToPost("the event does not describe its run")


def pull_request_of(where: Connection, run: Run) -> int | NothingToPost | Failure:
    """The number of the open pull request whose head is the commit that the run judged."""
    found = pulls.open_from(where, run.owner, run.branch)
    if isinstance(found, Failure):
        return found
    fitting = [one for one in found if one.head == run.head]
    if not found:
        return NothingToPost("the branch has no open pull request any more")
    if not fitting:
        return NothingToPost(f"commit {run.head[:12]} is not the head of the pull request any more")
    return min(one.number for one in fitting)
