"""What GitHub's answers mean for a comment: only a whole listing counts, and only a refusal is ordinary."""

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
import requests
from requests.adapters import BaseAdapter

from iso20k.edges import github
from iso20k.edges.github import CannotWrite, Comment, Conversation, Unanswered

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


def talking(answer: Answer) -> tuple[Conversation, Scripted]:
    where, adapter = github.conversation(API + "/", "t0k", "octo/docs", 5), Scripted(answer)
    where.session.mount(API, adapter)
    return where, adapter


def stored(number: int, **changes: Any) -> dict[str, Any]:
    return {"id": number, "user": {"login": "ann"}, "body": "hi", "html_url": f"https://x/{number}"} | changes


def test_all_pages_are_read_and_the_oldest_stands_first() -> None:
    def answer(request: requests.PreparedRequest) -> tuple[int, Any, dict[str, str]]:
        if request.url == f"{LISTING}?page=2":
            return 200, [stored(1)], {}
        return 200, [stored(3), stored(2, user=None, body=None)], {"Link": f'<{LISTING}?page=2>; rel="next"'}

    where, adapter = talking(answer)
    assert github.comments(where) == (
        Comment(1, "ann", "hi", "https://x/1"),
        Comment(2, "", "", "https://x/2"),
        Comment(3, "ann", "hi", "https://x/3"),
    )
    assert [request.url for request in adapter.asked] == [f"{LISTING}?per_page=100", f"{LISTING}?page=2"]
    assert adapter.asked[0].headers["Authorization"] == "token t0k"


@pytest.mark.parametrize("status", [202, 302, 403, 500])
def test_a_listing_that_breaks_off_is_no_listing(status: int) -> None:
    def answer(request: requests.PreparedRequest) -> tuple[int, Any, dict[str, str]]:
        if "page=2" in str(request.url):
            return status, {"message": "later"}, {"Retry-After": "60"}
        return 200, [stored(3)], {"Link": f'<{LISTING}?page=2>; rel="next"'}

    assert isinstance(github.comments(talking(answer)[0]), Unanswered)


REFUSED = {"message": "Resource not accessible by integration"}
LIMIT = {"message": "You have exceeded a secondary rate limit"}


@pytest.mark.parametrize(
    ("status", "body", "headers", "expected"),
    [
        (403, REFUSED, {}, CannotWrite("403 Resource not accessible by integration")),
        (403, {"message": "Unable to create comment because issue is locked."}, {}, CannotWrite),
        (403, LIMIT, {}, Unanswered("403 You have exceeded a secondary rate limit")),
        (403, {"message": "slow down"}, {"Retry-After": "60"}, Unanswered),
        (403, {"message": "slow down"}, {"X-RateLimit-Remaining": "0"}, Unanswered),
        (401, {"message": "Bad credentials"}, {}, Unanswered("401 Bad credentials")),
        (422, {"message": "Validation Failed"}, {}, Unanswered),
        (500, b"<html>", {}, Unanswered),
        (200, b"not json", {}, Unanswered),
        (201, {"id": 1}, {}, Unanswered),
    ],
)
def test_a_refusal_is_told_from_a_failure(
    status: int, body: Any, headers: dict[str, str], expected: Any
) -> None:
    where, _ = talking(lambda _: (status, body, headers))
    for given in (github.create(where, "text"), github.edit(where, 7, "text"), github.comments(where)):
        if isinstance(expected, type):
            assert isinstance(given, expected)
        else:
            assert given == expected


def test_no_network_is_a_failure_and_no_traceback() -> None:
    def answer(request: requests.PreparedRequest) -> tuple[int, Any, dict[str, str]]:
        raise requests.ConnectionError("no route")

    where, _ = talking(answer)
    for given in (github.create(where, "text"), github.edit(where, 7, "text"), github.comments(where)):
        assert isinstance(given, Unanswered)


def test_a_text_is_created_and_edited_at_its_address() -> None:
    where, adapter = talking(lambda request: (201 if request.method == "POST" else 200, stored(9), {}))
    written = Comment(9, "ann", "hi", "https://x/9")
    assert (github.create(where, "ä"), github.edit(where, 9, "ö")) == (written, written)
    assert [(request.method, request.url) for request in adapter.asked] == [
        ("POST", LISTING),
        ("PATCH", f"{API}/repos/octo/docs/issues/comments/9"),
    ]
    assert [json.loads(str(request.body or b"", "utf-8")) for request in adapter.asked] == [
        {"body": "ä"},
        {"body": "ö"},
    ]
