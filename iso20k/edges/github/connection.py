"""Requests to GitHub that keep to its limits: few attempts, the waits it asks for, a second between writes."""

import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from github3.session import GitHubSession

from iso20k.edges.github.answers import CannotWrite, Failure, Unanswered, is_limited, named, refusal

ATTEMPTS = 4
#: Seconds that all waits of a run may take together; a longer limit is told instead of waited for.
PATIENCE = 150.0
#: GitHub asks for a second between requests that write.
BETWEEN_WRITES = 1.0
#: The wait after a limit that names none, doubled each time.
FLOOR = 2.0
SECONDARY_FLOOR = 60.0
PAGES = 300


class Connection:
    """A repository on GitHub, reached with one token; ``sleep``, ``clock`` and ``now`` are the world's time."""

    def __init__(
        self,
        api_url: str,
        token: str,
        repository: str,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], float] = time.time,
    ) -> None:
        self.session = GitHubSession(default_connect_timeout=10, default_read_timeout=30)
        self.session.token_auth(token)
        self.session.base_url = api_url.rstrip("/")
        self.repository = repository
        self._sleep, self._clock, self._now = sleep, clock, now
        self._waited = 0.0
        self._wrote: float | None = None
        self._last: Any = None

    def url(self, *parts: object) -> str:
        """The address of something in this repository."""
        return "/".join((self.session.base_url, "repos", self.repository, *map(str, parts)))

    def listed(self, url: str, **query: str | int) -> tuple[dict[str, Any], ...] | Failure:
        """All entries of a listing over all its pages; a listing that breaks off is no listing."""
        found: list[dict[str, Any]] = []
        following: str | None = url
        given: Mapping[str, str | int] | None = {"per_page": 100, **query}
        for _ in range(PAGES):
            page = self.got(following, given)
            if isinstance(page, Failure):
                return page
            data, links = page
            entries = data.get("artifacts") if isinstance(data, dict) else data
            if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
                return Unanswered("GitHub listed something else than was asked for")
            found += entries
            following, given = links.get("next", {}).get("url"), None
            if following is None:
                return tuple(found)
            # whatever host a link names, the token goes to the one that was meant
            following = urlunsplit(urlsplit(self.session.base_url)[:2] + urlsplit(following)[2:])
        return Unanswered(f"the listing has more than {PAGES} pages")

    def got(
        self, url: str | None, query: Mapping[str, str | int] | None = None
    ) -> tuple[Any, Mapping[str, Any]] | Failure:
        """What stands at an address and the links beside it, asked again while it cannot be read."""
        found: tuple[Any, Mapping[str, Any]] | Failure = self._answered(
            lambda: self._request("GET", url, params=query),
            lambda response: (response.json(), response.links),
        )
        return found

    def changed(self, method: str, url: str, data: Mapping[str, Any]) -> Any:
        """The answer to a request that may be made twice without harm (PATCH, DELETE), a Failure otherwise."""
        return self._answered(lambda: self._written(method, url, data), _content)

    def created(self, url: str, data: Mapping[str, Any]) -> Any:
        """The answer to one POST, never repeated here: one whose answer is lost may have been stored.

        The caller looks whether it was, and asks `may_repeat` before it tries again.
        """
        response = self._written("POST", url, data)
        if isinstance(response, Unanswered):
            return response
        self._last = response
        if response.status_code not in (200, 201):
            return refusal(response)
        try:
            return _content(response)
        except ValueError as error:
            return Unanswered(f"the answer cannot be read ({named(error)})")

    def may_repeat(self, attempt: int) -> bool:
        """Wait as the last answer to a POST asks for, False when that takes longer than anybody should wait."""
        return attempt + 1 < ATTEMPTS and self._pause(self._last, attempt)

    def _answered(self, ask: Callable[[], Any], read: Callable[[Any], Any]) -> Any:
        """What `read` makes of the first answer that can be read; a Failure when none of a few attempts gave one."""
        failure: Failure = Unanswered("not asked")
        for attempt in range(ATTEMPTS):
            response = ask()
            if isinstance(response, Unanswered):
                failure = response
            elif response.status_code in (200, 204):
                try:
                    return read(response)
                except ValueError as error:
                    failure = Unanswered(f"the answer cannot be read ({named(error)})")
            else:
                failure = refusal(response)
                if isinstance(failure, CannotWrite) or not failure.passing:
                    return failure
            if not self._pause(response, attempt):
                break
        return failure

    def _written(self, method: str, url: str, data: Mapping[str, Any]) -> Any:
        if self._wrote is not None and (rest := BETWEEN_WRITES - (self._clock() - self._wrote)) > 0:
            self._sleep(rest)
        try:
            return self._request(method, url, json=data)
        finally:
            self._wrote = self._clock()

    def _request(self, method: str, url: str | None, **rest: Any) -> Any:
        try:
            return self.session.request(method, url, **rest)
        except (OSError, ValueError) as error:
            self._last = None
            return Unanswered(named(error))

    def _pause(self, response: Any, attempt: int) -> bool:
        """Wait before the next attempt; False when there is none or the limit outlasts the patience."""
        if attempt + 1 >= ATTEMPTS:
            return False
        wait = _asked_for(response, self._now()) or FLOOR * 2**attempt
        if self._waited + wait > PATIENCE:
            return False
        self._waited += wait
        self._sleep(wait)
        return True


def _asked_for(response: Any, now: float) -> float | None:
    """The seconds that an answer tells to wait: its own word, the end of the limit, a minute for a limit without one."""
    if response is None or isinstance(response, Unanswered) or not is_limited(response):
        return None
    told = response.headers.get("retry-after", "")
    if told.isdigit():
        return float(told) + 1
    reset = response.headers.get("x-ratelimit-reset", "")
    if response.headers.get("x-ratelimit-remaining") == "0" and reset.isdigit():
        return max(1.0, float(reset) - now + 1)
    return SECONDARY_FLOOR


def _content(response: Any) -> Any:
    """The JSON of an answer; raises ValueError for anything else."""
    return {} if response.status_code == 204 else response.json()
