"""Which comment is ours, when it is written, and what the workflow may ask for."""

from typing import Any

import pytest

from actions.check import outcome, runner
from actions.check.outcome import Checked, Told
from actions.check.plan import Create, Edit, Keep, Silent, plan
from actions.check.settings import PREFIX, InputError, links, settings
from iso20k.edges.github import Comment
from iso20k.reports.markdown import Links, marker

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
        pytest.param((posted(9, BODY), posted(4, f"{MARK}\nold")), Edit(4, BODY), id="the oldest of two"),
        pytest.param(
            (posted(1, f"{MARK}\nold", "ann"), posted(2, f"{MARK}\nold")),
            Edit(2, BODY),
            id="forged before ours",
        ),
    ],
)
def test_one_comment_is_ours(existing: tuple[Comment, ...], expected: object) -> None:
    assert plan(existing, BODY, marker=MARK, author=BOT, may_create=True) == expected


def test_a_clean_pull_request_that_never_had_a_comment_stays_silent() -> None:
    assert plan((), BODY, marker=MARK, author=BOT, may_create=False) == Silent()


def test_a_comment_that_stands_is_updated_even_where_none_would_be_created() -> None:
    step = plan((posted(1, f"{MARK}\nold"),), BODY, marker=MARK, author=BOT, may_create=False)
    assert step == Edit(1, BODY)


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
    assert (chosen.fail_on, chosen.as_of, chosen.author, chosen.number) == ("error", "", BOT, 5)


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("comment", "sometimes", "input comment is 'sometimes', expected one of always, on-findings, off"),
        ("strict", "yes", "input strict is 'yes', expected one of true, false"),
        ("fail_on", "new", "input fail-on is 'new', expected one of error, warning, never"),
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


def test_findings_link_to_the_checked_commit_and_name_the_merged_head() -> None:
    chosen = settings(given(workspace="./our docs/"), EVENT)
    assert links(chosen, "abc") == Links(
        "https://github.com/octo/docs/blob/abc/our%20docs/",
        "https://github.com/octo/docs/actions/runs/7",
        "def",
    )
    assert links(chosen, "def").head == ""  # the head itself was checked out


def test_only_a_pull_request_run_checks_a_merge() -> None:
    chosen = settings(RUNNER | {"GITHUB_EVENT_NAME": "pull_request_target"}, EVENT)
    assert links(chosen, "abc").head == ""


def found(severity: str, **changes: Any) -> dict[str, Any]:
    return {
        "rule": "CAT-03",
        "severity": severity,
        "clause": None,
        "path": "sms/03.md",
        "line": 2,
        "message": "no owner",
        "hint": None,
        "related": [],
    } | changes


def checked(*severities: str) -> Checked:
    return Checked({"commit": "abc", "findings": [found(name) for name in severities]})


@pytest.mark.parametrize(
    ("result", "error", "warning", "never"),
    [
        (checked(), 0, 0, 0),
        (checked("advice"), 0, 0, 0),
        (checked("warning"), 0, 1, 0),
        (checked("error", "warning"), 1, 1, 0),
        (Checked({"findings": [found("error", waived="accepted until 2026-12-31")]}), 0, 0, 0),
        (checked("error")._replace(code=2), 2, 2, 2),
        (Checked(None, "iso20k.yaml: no such file", 2), 2, 2, 2),
    ],
)
def test_what_fails_the_job_is_chosen_but_what_cannot_be_read_always_does(
    result: Checked, error: int, warning: int, never: int
) -> None:
    assert [outcome.exit_code(result, name) for name in ("error", "warning", "never")] == [
        error,
        warning,
        never,
    ]


def test_outputs_are_set_for_every_end() -> None:
    assert outcome.outputs(checked("error", "warning"), Told("https://x"), "/tmp/r.json") == {
        "verdict": "FAIL",
        "errors": "1",
        "warnings": "1",
        "comment-url": "https://x",
        "report": "/tmp/r.json",
    }
    assert outcome.outputs(checked("warning"), Told(), "")["verdict"] == "PASS"
    assert outcome.outputs(Checked(None, "no"), Told(), "")["verdict"] == "UNREADABLE"


def test_the_summary_says_why_there_is_no_comment() -> None:
    chosen = settings(RUNNER, EVENT)
    told = outcome.refused("403 Resource not accessible by integration")
    text = outcome.summary_text(Checked(None, "Traceback\na\nb\nno config\n  cure"), chosen, told)
    assert "could not be checked\n\nAt commit `abc`: b no config cure · [log](https://github.com/octo" in text
    assert "> No comment was written: the token may not write to this pull request (403 Resource not" in text


def test_text_in_a_workflow_command_starts_no_other() -> None:
    line = runner.command("error", "a\n::set-env name=X::1%0A\r", {"file": "a,line=2::b.md", "line": "1"})
    assert line == "::error file=a%2Cline=2%3A%3Ab.md,line=1::a%0A::set-env name=X::1%250A%0D"


def test_text_of_others_is_fenced_in_the_log() -> None:
    assert runner.quoted("::error::forged\n", "t0k") == "::stop-commands::t0k\n::error::forged\n::t0k::"


def test_an_output_has_one_line() -> None:
    with pytest.raises(ValueError, match="output comment-url has more than one line"):
        runner.outputs({"comment-url": "x\nverdict=PASS"})


def test_ten_annotations_of_each_kind_point_into_the_repository() -> None:
    findings = [found("error", line=n, hint="Name one.") for n in range(30, 0, -1)]
    findings += [found("warning", path=None), found("advice"), found("error", waived="x", line=0)]
    findings += [found("warning", line=None)]
    lines = list(runner.annotations(findings, "our/docs"))
    assert len(lines) == 11
    assert lines[0] == "::error file=our/docs/sms/03.md,line=1,title=CAT-03::no owner%0AName one."
    assert lines[-1] == "::warning file=our/docs/sms/03.md,line=1,title=CAT-03::no owner"
