"""What GitHub's answers mean for a comment: only a whole listing counts, and only a refusal is ordinary."""

import io
import json
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
import requests
from requests.adapters import BaseAdapter

from actions.posting.post import Wanted, post
from iso20k.edges.github import conversation, pulls
from iso20k.edges.github.answers import CannotWrite, Failure, Unanswered
from iso20k.edges.github.connection import ATTEMPTS, PATIENCE, Connection
from iso20k.edges.github.conversation import Comment, Spot
from iso20k.reports.markdown.marking import marker

API = "https://api.example.org/base"
LISTING = f"{API}/repos/octo/docs/issues/5/comments"
Answer = Callable[[requests.PreparedRequest], tuple[int, Any, dict[str, str]]]


class Scripted(BaseAdapter):
    """Answers from a function instead of the network, and keeps what was asked."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer, self.asked = answer, list[requests.PreparedRequest]()

    def send(self, request: requests.PreparedRequest, *rest: Any, **options: Any) -> requests.Response:
        self.asked.append(request)
        status, body, headers = self.answer(request)
        response = requests.Response()
        response.status_code, response.request, response.url = status, request, str(request.url)
        response.headers.update(headers)
        response.raw = io.BytesIO(body if isinstance(body, bytes) else json.dumps(body).encode())
        return response

    def close(self) -> None:
        """Nothing is open."""


class World(NamedTuple):
    """A connection whose waits are noted and not waited for."""

    where: Connection
    adapter: Scripted
    waits: list[float]


def talking(answer: Answer) -> World:
    waits: list[float] = []
    where = Connection(
        API + "/", "t0k", "octo/docs", sleep=waits.append, clock=lambda: sum(waits), now=lambda: 1_000.0
    )
    adapter = Scripted(answer)
    where.session.mount(API, adapter)
    return World(where, adapter, waits)


def stored(number: int, **changes: Any) -> dict[str, Any]:
    return {"id": number, "user": {"login": "ann"}, "body": "hi", "html_url": f"https://x/{number}"} | changes


def test_all_pages_are_read_and_the_oldest_stands_first() -> None:
    def answer(request: requests.PreparedRequest) -> tuple[int, Any, dict[str, str]]:
        if request.url == f"{LISTING}?page=2":
            return 200, [stored(1)], {}
        return 200, [stored(3), stored(2, user=None, body=None)], {"Link": f'<{LISTING}?page=2>; rel="next"'}

    where, adapter, _ = talking(answer)
    assert conversation.comments(where, 5) == (
        Comment(1, "ann", "hi", "https://x/1"),
        Comment(2, "", "", "https://x/2"),
        Comment(3, "ann", "hi", "https://x/3"),
    )
    assert [request.url for request in adapter.asked] == [f"{LISTING}?per_page=100", f"{LISTING}?page=2"]
    assert adapter.asked[0].headers["Authorization"] == "token t0k"


@pytest.mark.parametrize("status", [202, 302, 403, 404, 500])
def test_a_listing_that_breaks_off_is_no_listing(status: int) -> None:
    def answer(request: requests.PreparedRequest) -> tuple[int, Any, dict[str, str]]:
        if "page=2" in str(request.url):
            return status, {"message": "later"}, {"Retry-After": "60"}
        return 200, [stored(3)], {"Link": f'<{LISTING}?page=2>; rel="next"'}

    assert isinstance(conversation.comments(talking(answer).where, 5), Failure)


REFUSED = {"message": "Resource not accessible by integration"}
LIMIT = {"message": "You have exceeded a secondary rate limit"}


@pytest.mark.parametrize(
    ("status", "body", "headers", "expected"),
    [
        (403, REFUSED, {}, CannotWrite),
        (403, {"message": "Unable to create comment because issue is locked."}, {}, CannotWrite),
        (403, LIMIT, {}, Unanswered),
        (403, {"message": "slow down"}, {"Retry-After": "60"}, Unanswered),
        (403, {"message": "slow down"}, {"X-RateLimit-Remaining": "0"}, Unanswered),
        (401, {"message": "Bad credentials"}, {}, Unanswered),
        (422, {"message": "Validation Failed"}, {}, Unanswered),
        (500, b"<html>", {}, Unanswered),
        (200, b"not json", {}, Unanswered),
    ],
)
def test_a_refusal_is_told_from_a_failure(
    status: int, body: Any, headers: dict[str, str], expected: Any
) -> None:
    where = talking(lambda _: (status, body, headers)).where
    asked = (
        conversation.create(where, 5, "text"),
        conversation.edit(where, 7, "text"),
        conversation.comments(where, 5),
        conversation.notes(where, 5),
        conversation.edit_note(where, 7, "text"),
        pulls.pull_request(where, 5),
    )
    for given in asked:
        assert isinstance(given, expected)
        assert isinstance(given, Failure)
        assert given.reason.startswith(f"{status} ") or status in (200, 201)


def test_no_network_is_a_failure_and_no_traceback() -> None:
    def answer(request: requests.PreparedRequest) -> tuple[int, Any, dict[str, str]]:
        raise requests.ConnectionError("no route")

    where = talking(answer).where
    for given in (
        conversation.create(where, 5, "text"),
        conversation.edit(where, 7, "text"),
        conversation.comments(where, 5),
    ):
        assert isinstance(given, Unanswered)


def test_a_text_is_created_and_edited_at_its_address() -> None:
    where, adapter, waits = talking(lambda request: (201 if request.method == "POST" else 200, stored(9), {}))
    written = Comment(9, "ann", "hi", "https://x/9")
    assert (conversation.create(where, 5, "ä"), conversation.edit(where, 9, "ö")) == (written, written)
    assert [(request.method, request.url) for request in adapter.asked] == [
        ("POST", LISTING),
        ("PATCH", f"{API}/repos/octo/docs/issues/comments/9"),
    ]
    assert [json.loads(str(request.body or b"", "utf-8")) for request in adapter.asked] == [
        {"body": "ä"},
        {"body": "ö"},
    ]
    assert waits == [1.0]  # GitHub asks for a second between writes


def test_a_limit_is_waited_for_as_it_asks_and_no_longer_than_anybody_should() -> None:
    answers = iter(
        [
            (403, LIMIT, {"Retry-After": "7"}),
            (403, LIMIT, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1020"}),
            (429, LIMIT, {}),
            (200, [stored(1)], {}),
        ]
    )
    world = talking(lambda _: next(answers))
    assert len(conversation.comments(world.where, 5)) == 1
    assert world.waits == [8.0, 21.0, 60.0]
    long = talking(lambda _: (403, LIMIT, {"Retry-After": str(int(PATIENCE) + 1)}))
    assert isinstance(conversation.comments(long.where, 5), Unanswered)
    assert (long.waits, len(long.adapter.asked)) == ([], 1)


def test_attempts_are_bounded() -> None:
    world = talking(lambda _: (502, b"<html>", {}))
    assert isinstance(conversation.comments(world.where, 5), Unanswered)
    assert len(world.adapter.asked) == ATTEMPTS
    assert world.waits == [2.0, 4.0, 8.0]


def test_a_next_page_elsewhere_does_not_get_the_token() -> None:
    def answer(request: requests.PreparedRequest) -> tuple[int, Any, dict[str, str]]:
        more = (
            {}
            if "page=2" in str(request.url)
            else {"Link": '<https://evil.example/base/x?page=2>; rel="next"'}
        )
        return 200, [stored(1)], more

    world = talking(answer)
    assert len(conversation.comments(world.where, 5)) == 2
    assert [request.url for request in world.adapter.asked][1] == "https://api.example.org/base/x?page=2"


MARK = marker("sms")


class GitHub:
    """A pull request that keeps comments, and loses the answers to some of its POSTs."""

    def __init__(self, *faults: str) -> None:
        self.faults, self.kept, self.reviews = list(faults), list[dict[str, Any]](), list[dict[str, Any]]()

    def __call__(self, request: requests.PreparedRequest) -> tuple[int, Any, dict[str, str]]:
        if request.method == "GET":
            return 200, self._shown(str(request.url)), {}
        fault = self.faults.pop(0) if self.faults else ""
        if fault in ("before", "limit"):
            return (502, b"<html>", {}) if fault == "before" else (403, LIMIT, {"Retry-After": "1"})
        data = json.loads(str(request.body or b"{}", "utf-8"))
        if str(request.url).endswith("/reviews"):
            self.reviews.append(data)
        elif request.method == "POST":
            self.kept.append(stored(len(self.kept) + 1, user={"login": "bot"}, body=data["body"]))
        if fault == "after":
            return 504, b"<html>", {}
        if fault == "truncated":
            return 201, b'{"id": 1, "bo', {}
        if fault == "lost":
            raise requests.ReadTimeout("no answer")
        return (201 if request.method == "POST" else 200), self.kept[-1], {}

    def _shown(self, url: str) -> Any:
        if "/issues/" in url:
            return self.kept
        if "/pulls/5/comments" in url:
            notes = [note for review in self.reviews for note in review["comments"]]
            return [
                stored(100 + number, user={"login": "bot"}, body=note["body"])
                for number, note in enumerate(notes)
            ]
        return {"number": 5, "state": "open", "head": {"sha": "abc"}}


@pytest.mark.parametrize("second", ["", "before", "after", "lost", "truncated", "limit"])
@pytest.mark.parametrize("first", ["before", "after", "lost", "truncated", "limit"])
def test_a_post_whose_answer_is_lost_never_doubles(first: str, second: str) -> None:
    github = GitHub(first, second)
    told = post(talking(github).where, Wanted(5, "abc", "sms", "bot", f"{MARK}\nx\n"))
    assert [comment["body"] for comment in github.kept] == [f"{MARK}\nx\n"]
    assert told.written
    assert told.url == "https://x/1"
    assert told.trouble == ""


def test_a_service_that_stays_away_is_told_and_nothing_doubles() -> None:
    github = GitHub(*["before"] * 9)
    told = post(talking(github).where, Wanted(5, "abc", "sms", "bot", f"{MARK}\nx\n"))
    assert github.kept == []
    assert (told.url, told.written, told.is_refused) == ("", False, False)
    assert "GitHub gave no usable answer (502 " in told.trouble


def test_a_review_whose_answer_is_lost_never_doubles() -> None:
    from actions.posting.notes import Note

    for fault in ("before", "after", "lost", "truncated", "limit"):
        github = GitHub("", fault)
        note = Note("1" * 16, Spot("sms/03.md", 4), "❌ wrong\n")
        wanted = Wanted(
            5, "abc", "sms", "bot", f"{MARK}\nx\n", notes=(note,), standing=frozenset((note.id,)), most=5
        )
        told = post(talking(github).where, wanted)
        assert len(github.reviews) == 1, fault
        assert told.trouble == ""
        (review,) = github.reviews
        assert (review["event"], review["commit_id"]) == ("COMMENT", "abc")
        assert [(one["path"], one["line"], one["side"]) for one in review["comments"]] == [
            ("sms/03.md", 4, "RIGHT")
        ]


def test_a_commit_that_is_not_the_head_any_more_is_not_spoken_of() -> None:
    github = GitHub()
    told = post(talking(github).where, Wanted(5, "older", "sms", "bot", f"{MARK}\nx\n"))
    assert github.kept == []
    assert "commit older is not the head of the pull request any more" in told.trouble
