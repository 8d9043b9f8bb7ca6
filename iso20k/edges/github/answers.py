"""What an answer of GitHub means: something was said, we may not, or nobody knows."""

from typing import Any, NamedTuple


class CannotWrite(NamedTuple):
    """GitHub knows the token and refuses: a pull request from a fork, a locked conversation, an archive."""

    reason: str


class Unanswered(NamedTuple):
    """GitHub did not give an answer that says anything: no network, a limit, a wrong token, a broken text.

    `status` is that of HTTP, 0 where there was none that counts.
    """

    reason: str
    status: int = 0
    limited: bool = False

    @property
    def passing(self) -> bool:
        """Whether the same request may succeed a little later: the fault is the network's, the server's or a limit's."""
        return not self.status or self.status >= 500 or self.limited


Failure = CannotWrite | Unanswered


def is_limited(response: Any) -> bool:
    """Whether the answer is a rate limit, primary or secondary."""
    if response.status_code not in (403, 429):
        return False
    headers = response.headers
    spent = headers.get("x-ratelimit-remaining") == "0" or "retry-after" in headers
    return response.status_code == 429 or spent or "rate limit" in message(response).lower()


def refusal(response: Any) -> Failure:
    """A 403 is either the token's rights or a limit; only the former will say the same tomorrow."""
    reason = f"{response.status_code} {message(response)}"
    if response.status_code == 403 and not is_limited(response):
        return CannotWrite(reason)
    return Unanswered(reason, response.status_code, is_limited(response))


def message(response: Any) -> str:
    """GitHub's own words, else those of HTTP."""
    try:
        return str(response.json()["message"])
    except (ValueError, KeyError, TypeError):
        return str(response.reason)


def named(error: Exception) -> str:
    """An error as a reader may see it."""
    return f"{type(error).__name__}: {error}"[:300]
