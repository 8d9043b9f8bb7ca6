"""GitHub fails as services fail: whatever happens, at most one comment of ours and one note for each finding."""

from collections.abc import Iterator

import pytest
from counterpart import faulty, install

from actions.posting.notes import Note
from actions.posting.post import Told, Wanted, post
from iso20k.edges.github.connection import ATTEMPTS, Connection
from iso20k.edges.github.conversation import Spot
from iso20k.reports.markdown.marking import marker, note_marker

pytestmark = pytest.mark.counterpart

BODY = f"{marker('sms')}\nsomething is wrong\n"
PATH, TEXT = "sms/03-service-catalog.md", "# Catalogue\n\n| a |\n|---|\n| b |\n"
ID = "0123456789abcdef"
COMMENT, REVIEW = "github.issues.createComment", "github.pulls.createReview"
LISTING = "github.issues.listComments"


@pytest.fixture(scope="module")
def world(tools: install.Tools, tmp_path_factory: pytest.TempPathFactory) -> Iterator[faulty.Faulty]:
    with faulty.running(tools, tmp_path_factory.mktemp("faulty")) as running:
        yield running


class Conversation:
    """A pull request and what is told to it; waits are not waited for."""

    def __init__(self, world: faulty.Faulty, branch: str) -> None:
        self.world = world
        self.pull_request = world.pull_request(branch, PATH, TEXT)
        self.number: int = self.pull_request["number"]
        self.head: str = self.pull_request["head"]["sha"]

    def tell(self, *faults: dict[str, object], line: int = 5, body: str = BODY) -> Told:
        note = Note(ID, Spot(PATH, line), "❌ **error**: wrong\n")
        wanted = Wanted(
            self.number,
            self.head,
            "sms",
            faulty.WRITER,
            body,
            notes=(note,),
            standing=frozenset((ID,)),
            most=10,
        )
        self.world.fail(*faults)
        try:
            where = Connection(self.world.url, self.world.token, faulty.REPOSITORY, sleep=lambda _: None)
            return post(where, wanted)
        finally:
            self.world.fail()

    def ours(self) -> list[str]:
        return [
            one["body"] for one in self.world.comments(self.number) if one["body"].startswith(marker("sms"))
        ]

    def notes(self) -> list[tuple[str, int]]:
        return [(one["path"], one["line"]) for one in self.world.notes(self.number)]


def test_one_comment_and_one_review_with_the_note_on_its_line(world: faulty.Faulty) -> None:
    talk = Conversation(world, "plain")
    told = talk.tell()
    assert (told.written, told.trouble) == (True, "")
    assert [body.strip() for body in talk.ours()] == [BODY.strip()]
    assert talk.notes() == [(PATH, 5)]
    (note,) = world.notes(talk.number)
    assert note["body"].startswith(f"{note_marker('sms', ID)}\n")
    (review,) = world.reviews(talk.number)
    assert review["state"] == "COMMENTED"
    again = talk.tell()
    assert (again.url, again.written, again.trouble) == (told.url, False, "")
    assert len(world.reviews(talk.number)) == 1


@pytest.mark.parametrize(
    "kind",
    ["timeout", "timeout_after_commit", "server_error", "unavailable", "bad_gateway", "rate_limit", "transport_error",
     "truncated"],
)  # fmt: skip
@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("tool", [COMMENT, REVIEW])
def test_a_fault_while_something_is_written_never_doubles_it(
    world: faulty.Faulty, kind: str, times: int, tool: str
) -> None:
    talk = Conversation(world, f"{kind}-{times}-{tool.rsplit('.', 1)[1]}")
    told = talk.tell({"tool": tool, "kind": kind, "times": times, "retry_after": 5})
    assert len(talk.ours()) == 1
    assert talk.notes() == [(PATH, 5)]
    assert (told.written, told.trouble) == (True, "")
    assert told.url


def test_a_service_that_writes_twice_is_mended_where_it_lets_us(world: faulty.Faulty) -> None:
    """The duplicate is noticed on the next run; this server cannot delete, so it stays and is never added to."""
    talk = Conversation(world, "twice")
    talk.tell({"tool": COMMENT, "kind": "duplicate_commit", "times": 1})
    doubled = len(talk.ours())
    assert doubled in (1, 2)
    talk.tell()
    assert len(talk.ours()) <= doubled


@pytest.mark.parametrize("kind", ["server_error", "rate_limit", "truncated", "transport_error"])
def test_a_listing_that_fails_for_good_writes_nothing(world: faulty.Faulty, kind: str) -> None:
    talk = Conversation(world, f"unlisted-{kind}")
    told = talk.tell({"tool": LISTING, "kind": kind, "times": None, "retry_after": 5})
    assert talk.ours() == []
    assert not told.written
    assert "GitHub gave no usable answer" in told.trouble


def test_a_listing_that_fails_for_a_moment_is_read_again(world: faulty.Faulty) -> None:
    talk = Conversation(world, "flaky-listing")
    told = talk.tell({"tool": LISTING, "kind": "bad_gateway", "times": ATTEMPTS - 1})
    assert len(talk.ours()) == 1
    assert told.trouble == ""


def test_a_limit_that_outlasts_the_job_is_told(world: faulty.Faulty) -> None:
    talk = Conversation(world, "long-limit")
    told = talk.tell({"tool": COMMENT, "kind": "rate_limit", "times": None, "retry_after": 3_600})
    assert talk.ours() == []
    assert "rate limit exceeded" in told.trouble


def test_notes_that_github_refuses_leave_the_comment_standing(world: faulty.Faulty) -> None:
    talk = Conversation(world, "refused-notes")
    wanted = Wanted(
        talk.number,
        talk.head,
        "sms",
        faulty.WRITER,
        BODY,
        notes=(Note(ID, Spot("sms/not-in-this-change.md", 1), "❌ wrong\n"),),
        standing=frozenset((ID,)),
        most=10,
    )
    told = post(Connection(world.url, world.token, faulty.REPOSITORY, sleep=lambda _: None), wanted)
    assert len(talk.ours()) == 1
    assert told.url
    assert "Notes on lines were not all written (422" in told.trouble
