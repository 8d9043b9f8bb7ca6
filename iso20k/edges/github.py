"""GitHub keeps the comments of a pull request; nothing else here talks to it.

Only the session and the iterator of github3.py are used, on plain dictionaries: its models demand fields that
GitHub's own description does not promise.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from github3.exceptions import GitHubException
from github3.session import GitHubSession
from github3.structs import GitHubIterator
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry


class Comment(NamedTuple):
    """One comment in the conversation of a pull request, with the login of who wrote it."""

    id: int
    author: str
    body: str
    url: str


class CannotWrite(NamedTuple):
    """GitHub knows the token and refuses: a pull request from a fork, a locked conversation, an archive."""

    reason: str


class Unanswered(NamedTuple):
    """GitHub did not give an answer that says anything about comments: no network, a limit, a wrong token."""

    reason: str


class Conversation(NamedTuple):
    """The comments of one pull request, reached with one token."""

    session: Any
    repository: str
    number: int


def conversation(api_url: str, token: str, repository: str, number: int) -> Conversation:
    """A pull request is named by ``owner/name`` and its number; nothing is asked of GitHub yet."""
    session = GitHubSession(default_connect_timeout=10, default_read_timeout=30)
    session.token_auth(token)
    session.base_url = api_url.rstrip("/")
    # a repeated POST may have been stored the first time, so creating is never repeated
    again = Retry(
        total=3,
        backoff_factor=1,
        status_forcelist=(502, 503, 504),
        allowed_methods=("GET", "PATCH"),
        raise_on_status=False,
        respect_retry_after_header=False,
    )
    session.mount(session.base_url, HTTPAdapter(max_retries=again))
    return Conversation(session, repository, number)


def comments(where: Conversation) -> tuple[Comment, ...] | CannotWrite | Unanswered:
    """All comments of a pull request, oldest first, over all pages."""
    found = GitHubIterator(-1, _url(where, str(where.number), "comments"), dict, where.session)
    try:
        listed = tuple(_comment(data) for data in found)
    except GitHubException as error:
        return _refusal(getattr(error, "response", None), error)
    except (OSError, ValueError, KeyError, TypeError) as error:
        return Unanswered(_named(error))
    if found.last_status != 200:  # the iterator ends quietly on a page it does not understand
        return Unanswered(f"GitHub answered {found.last_status} while its comments were listed")
    return tuple(sorted(listed))


def create(where: Conversation, body: str) -> Comment | CannotWrite | Unanswered:
    """A new comment mails everybody who follows the pull request."""
    return _send(where, "POST", _url(where, str(where.number), "comments"), body)


def edit(where: Conversation, comment_id: int, body: str) -> Comment | CannotWrite | Unanswered:
    """An edited comment mails nobody."""
    return _send(where, "PATCH", _url(where, "comments", str(comment_id)), body)


def _url(where: Conversation, *parts: str) -> str:
    return "/".join((where.session.base_url, "repos", where.repository, "issues", *parts))


def _send(where: Conversation, method: str, url: str, body: str) -> Comment | CannotWrite | Unanswered:
    try:
        response = where.session.request(method, url, json={"body": body})
        if response.status_code in (200, 201):
            return _comment(response.json())
    except (OSError, ValueError, KeyError, TypeError) as error:
        return Unanswered(_named(error))
    return _refusal(response, None)


def _comment(data: Mapping[str, Any]) -> Comment:
    author = data["user"]["login"] if data["user"] else ""  # the account may be gone
    return Comment(data["id"], author, data["body"] or "", data["html_url"])


def _refusal(response: Any, error: Exception | None) -> CannotWrite | Unanswered:
    """A 403 is either the token's rights or a limit; only the former will say the same tomorrow."""
    if response is None:
        return Unanswered(_named(error) if error else "no answer")
    reason = f"{response.status_code} {_message(response)}"
    limited = "retry-after" in response.headers or response.headers.get("x-ratelimit-remaining") == "0"
    if response.status_code == 403 and not limited and "rate limit" not in reason.lower():
        return CannotWrite(reason)
    return Unanswered(reason)


def _message(response: Any) -> str:
    try:
        return str(response.json()["message"])
    except (ValueError, KeyError, TypeError):
        return str(response.reason)


def _named(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
