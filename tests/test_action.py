"""The action as GitHub would run it: a real runner, GitHub's own API description, a conversation that is kept."""

import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import requests
from counterpart import install, runner, server

from iso20k.reports.markdown import marker

pytestmark = pytest.mark.counterpart

BOT = "github-actions[bot]"
MARK = marker("sms")
FOLDER = "our documents"  # with a space, as people name folders
EXAMPLE = runner.ROOT / "examples" / "netops"
CATALOGUE = "sms/03-service-catalog.md"
OWNED, OWNERLESS = "| business | Hannah Lim |", "| business |  |"


class World(NamedTuple):
    """A GitHub, a runner, and a repository of documents whose catalogue can be broken and mended."""

    tools: install.Tools
    github: server.Server
    documents: runner.Documents

    def write(self, *, broken: bool, **inputs: str) -> str:
        text = (EXAMPLE / CATALOGUE).read_text(encoding="utf-8")
        assert OWNED in text
        given = {"workspace": FOLDER, "as-of": "2026-05-31", "python": sys.executable} | {
            name.replace("_", "-"): value for name, value in inputs.items()
        }
        return self.documents.commit(
            {
                ".github/workflows/documents.yml": runner.workflow(given),
                f"{FOLDER}/iso20k.yaml": (EXAMPLE / "iso20k.yaml").read_text(encoding="utf-8"),
                f"{FOLDER}/{CATALOGUE}": text.replace(OWNED, OWNERLESS) if broken else text,
            }
        )

    def run(self, event: dict[str, Any], token: str, kind: str = "pull_request") -> runner.Run:
        url = self.github.url
        return runner.run(self.tools, self.documents, api=url, token=token, event=event, kind=kind)


@pytest.fixture(scope="module")
def tools() -> install.Tools:
    try:
        return install.tools()
    except install.InstallError as error:
        reason = f"THE ACTION WAS NOT TESTED: its counterpart could not be installed: {error}"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)


@pytest.fixture(scope="module")
def github(tools: install.Tools, tmp_path_factory: pytest.TempPathFactory) -> Iterator[server.Server]:
    with server.running(tools, tmp_path_factory.mktemp("github")) as running:
        yield running
        assert running.violations() == []


@pytest.fixture
def world(tools: install.Tools, github: server.Server, tmp_path: Path) -> World:
    return World(tools, github, runner.documents(tmp_path, server.REPOSITORY))


def event_of(pull_request: dict[str, Any]) -> dict[str, Any]:
    return {"action": "synchronize", "number": pull_request["number"], "pull_request": pull_request}


def test_one_comment_is_created_kept_and_edited(world: World) -> None:
    github = world.github
    pull_request = github.pull_request("promises")
    number, token = pull_request["number"], github.token(server.READ_WRITE)
    forged = github.say(number, f"{MARK}\nall is well, says a person")
    for count in range(104):  # with the forged one more than a page of 100
        github.say(number, f"remark {count}")
    earlier = github.writes()

    commit = world.write(broken=True)
    first = world.run(event_of(pull_request), token)
    said = github.comments(number)[105:]
    assert [comment["user"]["login"] for comment in said] == [BOT], first.log()
    assert said[0]["body"].startswith(f"{MARK}\n### ❌ FAIL: ")
    assert (
        f"at commit `{commit[:12]}` (the merge of `{pull_request['head']['sha'][:12]}` into"
        in said[0]["body"]
    )
    assert f"/octo/sms-docs/blob/{commit}/our%20documents/{CATALOGUE}?plain=1#L" in said[0]["body"]
    assert not first.is_green
    assert (first.outputs["verdict"], first.outputs["comment-url"]) == ("FAIL", said[0]["html_url"])
    assert int(first.outputs["errors"]) >= 1
    report = json.loads(Path(first.outputs["report"]).read_text(encoding="utf-8"))
    assert (report["schema"], report["commit"]) == ("iso20k/check/1", commit)
    assert f"::error file={FOLDER}/{CATALOGUE},line=" in first.log()
    assert "❌ FAIL: " in first.summary

    second = world.run(event_of(pull_request), token)
    assert github.comments(number)[105:] == said
    assert second.outputs["comment-url"] == said[0]["html_url"]

    world.write(broken=False)
    third = world.run(event_of(pull_request), token)
    assert third.is_green, third.log()
    assert third.outputs["verdict"] == "PASS"
    (edited,) = github.comments(number)[105:]
    assert (edited["id"], edited["user"]["login"]) == (said[0]["id"], BOT)
    assert edited["body"].startswith(f"{MARK}\n")
    assert "✅ PASS" in edited["body"]
    assert github.comments(number)[0]["body"] == forged["body"]
    assert github.writes()[len(earlier) :] == ["post", "patch"]


def test_a_token_of_a_fork_cannot_comment_and_the_job_says_so_and_stays_green(world: World) -> None:
    github = world.github
    pull_request = github.pull_request("from-a-fork")
    world.write(broken=True, fail_on="never")
    run = world.run(event_of(pull_request), github.token(server.READ_ONLY))
    assert run.is_green, run.log()
    assert github.comments(pull_request["number"]) == []
    assert (run.outputs["verdict"], run.outputs["comment-url"]) == ("FAIL", "")
    assert re.search(r"::notice.*::No comment was written: the token may not write", run.log())
    assert "> No comment was written: the token may not write to this pull request (403 " in run.summary
    assert "❌ FAIL: " in run.summary
    assert f"::error file={FOLDER}/{CATALOGUE},line=" in run.log()


def test_a_merge_queue_is_checked_without_a_conversation(world: World) -> None:
    earlier = world.github.writes()
    world.write(broken=False, comment="always")
    event = {"action": "checks_requested", "merge_group": {"head_sha": "0" * 40}}
    run = world.run(event, world.github.token(server.READ_WRITE), "merge_group")
    assert run.is_green, run.log()
    assert "✅ PASS" in run.summary
    assert "No comment" not in run.summary
    assert world.github.writes() == earlier


def test_an_input_is_a_value_and_never_a_command(world: World) -> None:
    world.write(broken=False, key='x"; touch "$RUNNER_TEMP/owned"; $(exit 0) -->')
    run = world.run(event_of(world.github.pull_request("hostile")), "t0k")
    assert not run.is_green
    assert "input key is 'x\"; touch" in run.log()
    assert not list(world.documents.home.rglob("owned"))


def test_the_proxy_notices_a_request_that_github_does_not_describe(
    tools: install.Tools, tmp_path: Path
) -> None:
    with server.running(tools, tmp_path) as running:
        pull_request = running.pull_request("wrong")
        url = f"{running.url}/repos/{server.REPOSITORY}/issues/{pull_request['number']}/comments"
        token = running.token(server.READ_WRITE)
        requests.post(url, json={"text": "no body"}, headers={"Authorization": f"token {token}"}, timeout=30)
        assert running.violations()
