"""`iso20k review --post` from a desk: the same comment, and words where something is missing."""

import json
from pathlib import Path

import pytest
from counterpart import server
from workspaces import iso20k, netops

from iso20k.reports.markdown.marking import marker


@pytest.mark.counterpart
def test_a_desk_that_judges_another_commit_than_the_head_writes_nothing(
    github: server.Server, tmp_path: Path
) -> None:
    repository = netops(tmp_path, hook=False)
    repository.edit("service-catalog", "| business | Hannah Lim |", "| business |  |")
    repository.commit()
    pull_request = github.pull_request("desk")
    number = pull_request["number"]
    ran = iso20k(
        "review", "--base", "HEAD^", "--as-of", "2026-10-30", "--post", "--pull-request", str(number),
        cwd=repository.workspace, GITHUB_TOKEN=github.token(server.READ_WRITE),
        GITHUB_REPOSITORY=server.REPOSITORY, GITHUB_API_URL=github.url,
    )  # fmt: skip
    assert ran.code == 1
    assert "is not the head of the pull request any more" in ran.err
    assert github.comments(number) == []


@pytest.mark.parametrize(
    ("given", "words", "said"),
    [
        (
            {"GITHUB_REPOSITORY": "", "GITHUB_TOKEN": "x"},
            ("--pull-request", "5"),
            "GITHUB_REPOSITORY: --post needs it",
        ),
        (
            {"GITHUB_REPOSITORY": "o/r", "GITHUB_TOKEN": ""},
            ("--pull-request", "5"),
            "GITHUB_TOKEN: --post needs it",
        ),
        ({"GITHUB_REPOSITORY": "o/r", "GITHUB_TOKEN": "x"}, (), "the pull request is not known"),
    ],
)
def test_what_posting_needs_is_named(
    tmp_path: Path, given: dict[str, str], words: tuple[str, ...], said: str
) -> None:
    repository = netops(tmp_path, hook=False)
    environment = {"GITHUB_EVENT_PATH": "", "GH_TOKEN": ""} | given
    ran = iso20k("review", "--base", "HEAD", "--post", *words, cwd=repository.workspace, **environment)
    assert ran.code == 2
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_marker_and_report_are_what_others_script_against(tmp_path: Path) -> None:
    repository = netops(tmp_path, hook=False)
    ran = iso20k("review", "--base", "HEAD", "--format", "json", cwd=repository.workspace)
    assert json.loads(ran.out)["schema"] == "iso20k/review/1"
    assert marker("sms") == "<!-- iso20k:summary v1 key=sms -->"
