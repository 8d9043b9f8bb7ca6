"""Which comment is ours, when it is written, and what the workflow may ask for."""

from typing import Any

import pytest

from actions import runner
from actions.check import outcome
from actions.check.annotating import annotations
from actions.check.comparison import NOTHING, Compared, compared
from actions.check.outcome import Checked
from actions.check.settings import links, settings
from actions.inputs import PREFIX, InputError
from actions.posting.notes import Note, lost, plan_notes
from actions.posting.plan import Create, Edit, Keep, Plan, Silent, plan
from actions.posting.post import failed
from iso20k.edges.github.answers import CannotWrite
from iso20k.edges.github.conversation import Comment, Spot
from iso20k.reports.annotations import command
from iso20k.reports.markdown.marking import marker, note_marker
from iso20k.reports.markdown.places import Links

BOT = "github-actions[bot]"
MARK = marker("sms")
BODY = f"{MARK}\nsomething is wrong\n"


def posted(number: int, body: str, author: str = BOT) -> Comment:
    return Comment(number, author, body, f"https://example.org/{number}")


@pytest.mark.parametrize(
    ("existing", "expected"),
    [
        pytest.param((), Create(BODY), id="nothing there"),
        pytest.param((posted(1, "hello", "ann"),), Create(BODY), id="people only"),
        pytest.param((posted(1, BODY, "ann"),), Create(BODY), id="a person forged the marker"),
        pytest.param((posted(1, f"> {BODY}"),), Create(BODY), id="the bot quoted the marker"),
        pytest.param((posted(1, f" {BODY}"),), Create(BODY), id="marker not at the very start"),
        pytest.param((posted(1, f"{marker('sms-2')}\nx"),), Create(BODY), id="another instance"),
        pytest.param((posted(1, f"{MARK}\nold"),), Edit(1, BODY), id="ours, changed"),
        pytest.param((posted(1, BODY),), Keep("https://example.org/1"), id="ours, unchanged"),
        pytest.param(
            (posted(1, BODY.rstrip().replace("\n", "\r\n")),), Keep("https://example.org/1"), id="line ends"
        ),
        pytest.param(
            (posted(1, f"{MARK}\nold", "ann"), posted(2, f"{MARK}\nold")),
            Edit(2, BODY),
            id="forged before ours",
        ),
    ],
)
def test_one_comment_is_ours(existing: tuple[Comment, ...], expected: object) -> None:
    assert plan(existing, BODY, marker=MARK, author=BOT, may_create=True) == Plan(expected)  # type: ignore[arg-type]


def test_the_oldest_of_several_stays_and_only_ours_go() -> None:
    existing = (posted(9, BODY), posted(4, f"{MARK}\nold"), posted(6, BODY, "ann"), posted(7, BODY))
    assert plan(existing, BODY, marker=MARK, author=BOT, may_create=True) == Plan(Edit(4, BODY), (7, 9))


def test_a_clean_pull_request_that_never_had_a_comment_stays_silent() -> None:
    assert plan((), BODY, marker=MARK, author=BOT, may_create=False) == Plan(Silent())


def test_a_comment_that_stands_is_updated_even_where_none_would_be_created() -> None:
    step = plan((posted(1, f"{MARK}\nold"),), BODY, marker=MARK, author=BOT, may_create=False)
    assert step == Plan(Edit(1, BODY))


RUNNER = {
    "GITHUB_SERVER_URL": "https://github.com",
    "GITHUB_REPOSITORY": "octo/docs",
    "GITHUB_RUN_ID": "7",
    "GITHUB_SHA": "abc",
    "GITHUB_EVENT_NAME": "pull_request",
}
EVENT: dict[str, Any] = {"pull_request": {"number": 5, "head": {"sha": "def"}}}


def given(**inputs: str) -> dict[str, str]:
    return RUNNER | {PREFIX + name.upper(): value for name, value in inputs.items()}


def test_inputs_left_out_or_empty_have_their_defaults() -> None:
    chosen = settings(given(workspace="", as_of=""), EVENT)
    assert (chosen.workspace, chosen.comment, chosen.key, chosen.strict) == (".", "on-findings", "sms", False)
    assert (chosen.fail_on, chosen.severity, chosen.base, chosen.max_inline) == ("new", "error", "", 10)
    assert (chosen.as_of, chosen.author, chosen.number, chosen.head) == ("", BOT, 5, "def")


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("comment", "sometimes", "input comment is 'sometimes', expected one of always, on-findings, off"),
        ("strict", "yes", "input strict is 'yes', expected one of true, false"),
        ("fail_on", "error", "input fail-on is 'error', expected one of new, any, never"),
        ("severity", "advice", "input severity is 'advice', expected one of error, warning"),
        ("base", "--upload-pack=x", "input base is '--upload-pack=x', expected a commit, branch or tag"),
        ("max_inline", "many", "input max-inline is 'many', expected a number from 0 to 50"),
        ("max_inline", "51", "input max-inline is '51', expected a number from 0 to 50"),
        ("max_inline", "-1", "expected a number from 0 to 50"),
        ("workspace", "../other", "input workspace is '../other', expected a folder inside the repository"),
        ("workspace", "/etc", "input workspace is '/etc', expected a folder inside the repository"),
        ("workspace", "C:\\docs", "expected a folder inside the repository"),
        ("key", "a -->", "input key is 'a -->', expected letters, digits"),
        ("as_of", "31.5.2026", "input as-of is '31.5.2026', expected a date such as 2026-05-31"),
        ("as_of", "--help", "input as-of is '--help'"),
    ],
)
def test_an_input_that_means_nothing_is_refused_by_name(name: str, value: str, complaint: str) -> None:
    with pytest.raises(InputError) as raised:
        settings(given(**{name: value}), EVENT)
    assert complaint in str(raised.value)


@pytest.mark.parametrize(
    "event", [{}, {"pull_request": None}, {"merge_group": {}}, {"pull_request": {"number": "5"}}]
)
def test_without_a_pull_request_there_is_no_number(event: dict[str, Any]) -> None:
    assert settings(RUNNER, event).number is None


def test_a_deleted_fork_has_no_head() -> None:
    assert settings(RUNNER, {"pull_request": {"number": 5, "head": None}}).head == ""


def test_findings_link_to_the_judged_commit() -> None:
    chosen = settings(given(workspace="./our docs/"), EVENT)
    assert links(chosen, "abc") == Links(
        "https://github.com/octo/docs/blob/abc/our%20docs/", "https://github.com/octo/docs/actions/runs/7"
    )


def test_a_run_that_checks_out_the_base_is_refused() -> None:
    with pytest.raises(InputError, match="pull_request_target, which checks out the base"):
        settings(RUNNER | {"GITHUB_EVENT_NAME": "pull_request_target"}, EVENT)


HEAD, BASE = "a" * 40, "b" * 40
PULL = {"pull_request": {"number": 5, "head": {"sha": HEAD}, "base": {"sha": BASE}}}


@pytest.mark.parametrize(
    ("name", "event", "parents", "expected"),
    [
        pytest.param("pull_request", PULL, ("c", HEAD), Compared("c", HEAD), id="the merge that GitHub made"),
        pytest.param("pull_request", PULL, ("c",), Compared("fork", HEAD), id="the head itself"),
        pytest.param(
            "pull_request", PULL, ("c", "d"), Compared("fork", HEAD), id="a merge of others at the head"
        ),
        pytest.param(
            "pull_request", {"pull_request": {}}, ("c",), Compared("c"), id="a payload without commits"
        ),
        pytest.param("merge_group", {"merge_group": {"base_sha": BASE}}, ("c",), Compared(BASE), id="queue"),
        pytest.param("push", {"before": BASE}, ("c",), Compared(BASE), id="push"),
        pytest.param("push", {"before": NOTHING}, ("c",), Compared("c"), id="a new branch"),
        pytest.param("push", {"before": "gone"}, ("c",), Compared("c"), id="a forced push"),
        pytest.param("push", {}, (), Compared("HEAD"), id="the first commit"),
        pytest.param("workflow_dispatch", {}, ("c",), Compared("HEAD", whole=True), id="by hand"),
    ],
)
def test_what_is_compared_with_what(
    name: str, event: dict[str, Any], parents: tuple[str, ...], expected: Compared
) -> None:
    found = compared(
        name, event, parents=parents, known=lambda commit: commit != "gone", fork_point=lambda _: "fork"
    )
    assert found == expected


def found(severity: str, state: str = "new", **changes: Any) -> dict[str, Any]:
    return {
        "rule": "CAT-03",
        "severity": severity,
        "state": state,
        "path": "sms/03.md",
        "line": 2,
        "message": "no owner",
        "hint": "",
    } | changes


def test_outputs_are_set_for_every_end() -> None:
    findings = [
        found("error"),
        found("warning", "remaining"),
        found("error", "waived"),
        found("error", "solved"),
    ]
    assert outcome.outputs(Checked({"findings": findings})) == {
        "verdict": "FAIL",
        "errors": "1",
        "warnings": "1",
        "new": "1",
        "solved": "1",
    }
    assert outcome.outputs(Checked({"findings": findings[1:]}))["verdict"] == "PASS"
    assert outcome.outputs(Checked(None, "no"))["verdict"] == "UNREADABLE"


def test_the_summary_says_why_there_is_no_comment() -> None:
    chosen = settings(RUNNER, EVENT)
    told = failed(CannotWrite("403 Resource not accessible by integration"))
    unread = Checked(None, "Traceback\na\nb\nno config\n  cure", 2, "abc")
    text = outcome.summary_text(unread, chosen, told.trouble)
    assert "could not be checked\n\nAt commit `abc`: b no config cure · [log](https://github.com/octo" in text
    assert "> No comment was written: the token may not write to this pull request (403 Resource not" in text


def test_text_in_a_workflow_command_starts_no_other() -> None:
    line = command("error", "a\n::set-env name=X::1%0A\r", {"file": "a,line=2::b.md", "line": "1"})
    assert line == "::error file=a%2Cline=2%3A%3Ab.md,line=1::a%0A::set-env name=X::1%250A%0D"


def test_text_of_others_is_fenced_in_the_log() -> None:
    assert runner.quoted("::error::forged\n", "t0k") == "::stop-commands::t0k\n::error::forged\n::t0k::"


def test_an_output_has_one_line() -> None:
    with pytest.raises(ValueError, match="output comment-url has more than one line"):
        runner.outputs({"comment-url": "x\nverdict=PASS"})


def test_ten_annotations_of_each_kind_stand_beside_their_lines_new_ones_first() -> None:
    findings = [found("error", "remaining", line=n, hint="Name one.") for n in range(30, 0, -1)]
    findings += [found("error", line=99), found("advice"), found("error", "waived"), found("error", "solved")]
    findings += [found("warning", line=0)]
    lines = list(annotations(findings, "our/docs/"))
    assert len(lines) == 11
    assert lines[0] == "::error file=our/docs/sms/03.md,line=99,title=CAT-03::no owner"
    assert lines[1] == "::error file=our/docs/sms/03.md,line=1,title=CAT-03::no owner%0AName one."
    assert lines[-1] == "::warning file=our/docs/sms/03.md,line=1,title=CAT-03::no owner"


FIRST, SECOND, THIRD = "1" * 16, "2" * 16, "3" * 16


def wanted_note(identifier: str, line: int = 4) -> Note:
    return Note(identifier, Spot("sms/03.md", line), f"❌ **error**: {identifier[0]}\n\nCure: mend it.\n")


def noted(number: int, identifier: str, text: str = "", author: str = BOT) -> Comment:
    body = text or wanted_note(identifier).body
    return Comment(number, author, f"{note_marker('sms', identifier)}\n{body}", f"https://x/{number}")


def notes_for(
    existing: tuple[Comment, ...], wanted: tuple[Note, ...], standing: frozenset[str], most: int = 10
) -> Any:
    return plan_notes(existing, wanted, standing, key="sms", author=BOT, commit="c" * 40, most=most)


def test_a_finding_has_one_note_wherever_its_line_has_moved() -> None:
    made = notes_for(
        (noted(7, FIRST),), (wanted_note(FIRST, 90), wanted_note(SECOND)), frozenset((FIRST, SECOND))
    )
    assert made.fresh == (
        (Spot("sms/03.md", 4), f"{note_marker('sms', SECOND)}\n{wanted_note(SECOND).body}"),
    )
    assert (made.edits, made.left) == ((), 0)
    assert made.review_body == "1 finding stands on lines of this change."


def test_a_solved_finding_is_marked_once_and_opened_again_when_it_is_back() -> None:
    solved = notes_for((noted(7, FIRST),), (), frozenset())
    ((number, body),) = solved.edits
    assert number == 7
    assert body == (
        f"{note_marker('sms', FIRST)}\n✔ **Solved** in `cccccccccccc`\n\n<del>\n\n❌ **error**: 1\n\n</del>\n"
    )
    standing = Comment(7, BOT, body, "")
    assert notes_for((standing,), (), frozenset()).edits == ()
    again = notes_for((standing,), (wanted_note(FIRST),), frozenset((FIRST,)))
    assert again.fresh == ()
    assert again.edits == ((7, f"{note_marker('sms', FIRST)}\n{wanted_note(FIRST).body}"),)


def test_a_note_stands_while_its_finding_does_though_its_line_left_the_change() -> None:
    made = notes_for((noted(7, FIRST),), (), frozenset((FIRST,)))
    assert (made.fresh, made.edits) == ((), ())


def test_notes_are_bounded_over_all_pushes_and_the_rest_is_counted() -> None:
    made = notes_for(
        (noted(7, FIRST),),
        (wanted_note(SECOND), wanted_note(THIRD)),
        frozenset((FIRST, SECOND, THIRD)),
        most=2,
    )
    assert len(made.fresh) == 1
    assert made.review_body == "1 finding stands on lines of this change. 1 more are in the comment."


def test_notes_of_others_are_never_touched() -> None:
    foreign = (
        noted(1, FIRST, author="ann"),
        Comment(2, BOT, f"{note_marker('other', FIRST)}\nx", ""),
        Comment(3, BOT, f"> {note_marker('sms', FIRST)}\nx", ""),
    )
    assert notes_for(foreign, (), frozenset()).edits == ()


def test_what_a_lost_answer_has_stored_is_not_posted_again() -> None:
    made = notes_for((), (wanted_note(FIRST), wanted_note(SECOND)), frozenset((FIRST, SECOND)))
    rest = lost(made, (noted(9, FIRST),), BOT)
    assert [body.split("\n")[0] for _, body in rest.fresh] == [note_marker("sms", SECOND)]
