"""The action as GitHub would run it: a real runner, GitHub's own API description, a conversation that is kept."""

import json
import re
import sys
from pathlib import Path

import pytest
import requests
from counterpart import install, runner, server
from counterpart.world import CATALOGUE, EXAMPLE, FOLDER, OWNED, OWNERLESS, World

from iso20k.reports.markdown.marking import marker

pytestmark = pytest.mark.counterpart

BOT = "github-actions[bot]"
MARK = marker("sms")


def test_one_comment_is_created_kept_and_edited(world: World) -> None:
    github = world.github
    pull_request = github.pull_request("promises")
    number, token = pull_request["number"], github.token(server.READ_WRITE)
    forged = github.say(number, f"{MARK}\nall is well, says a person")
    for count in range(104):  # with the forged one more than a page of 100
        github.say(number, f"remark {count}")
    earlier = github.writes()

    commit = world.write(broken=True)
    first = world.run(world.event(pull_request), token)
    said = github.comments(number)[105:]
    assert [comment["user"]["login"] for comment in said] == [BOT], first.log()
    assert said[0]["body"].startswith(f"{MARK}\n### ❌ 1 finding to repair · new: 1 error")
    assert f"at `{commit[:12]}` against `" in said[0]["body"]
    assert f"/octo/sms-docs/blob/{commit}/our%20documents/{CATALOGUE}?plain=1#L" in said[0]["body"]
    assert not first.is_green
    assert (first.outputs["verdict"], first.outputs["comment-url"]) == ("FAIL", said[0]["html_url"])
    assert int(first.outputs["errors"]) >= 1
    report = json.loads(Path(first.outputs["report"]).read_text(encoding="utf-8"))
    assert (report["schema"], report["head"]["commit"]) == ("iso20k/review/1", commit)
    assert f"::error file={FOLDER}/{CATALOGUE},line=" in first.log()
    assert "❌ 1 finding to repair" in first.summary
    assert (first.outputs["new"], first.outputs["comment-written"]) == ("1", "true")

    second = world.run(world.event(pull_request), token)
    assert github.comments(number)[105:] == said
    assert second.outputs["comment-url"] == said[0]["html_url"]
    assert second.outputs["comment-written"] == "false"

    world.write(broken=False)
    third = world.run(world.event(pull_request), token)
    assert third.is_green, third.log()
    assert third.outputs["verdict"] == "PASS"
    (edited,) = github.comments(number)[105:]
    assert (edited["id"], edited["user"]["login"]) == (said[0]["id"], BOT)
    assert edited["body"].startswith(f"{MARK}\n")
    assert "✅ Nothing to object to" in edited["body"]
    assert github.comments(number)[0]["body"] == forged["body"]
    assert github.writes()[len(earlier) :] == ["post", "patch"]


def test_a_token_of_a_fork_cannot_comment_and_the_job_says_so_and_stays_green(world: World) -> None:
    github = world.github
    pull_request = github.pull_request("from-a-fork")
    world.write(broken=True, fail_on="never")
    run = world.run(world.event(pull_request), github.token(server.READ_ONLY))
    assert run.is_green, run.log()
    assert github.comments(pull_request["number"]) == []
    assert (run.outputs["verdict"], run.outputs["comment-url"]) == ("FAIL", "")
    assert re.search(r"::notice.*::No comment was written: the token may not write", run.log())
    assert "> No comment was written: the token may not write to this pull request (403 " in run.summary
    assert "new: 1 error" in run.summary
    assert f"::error file={FOLDER}/{CATALOGUE},line=" in run.log()


def test_a_merge_queue_is_checked_without_a_conversation(world: World) -> None:
    earlier = world.github.writes()
    world.write(broken=False, comment="always")
    base = world.documents.git("rev-list", "--max-parents=0", "HEAD").strip()
    event = {"action": "checks_requested", "merge_group": {"head_sha": "0" * 40, "base_sha": base}}
    run = world.run(event, world.github.token(server.READ_WRITE), "merge_group")
    assert run.is_green, run.log()
    assert "✅ Nothing fails" in run.summary
    assert "No comment" not in run.summary
    assert world.github.writes() == earlier


def test_two_workspaces_of_one_repository_have_a_comment_each(world: World) -> None:
    """One is renamed and edited, the other prolongs a waiver that the base has and adds one that contradicts it."""
    github, documents = world.github, world.documents
    pull_request = github.pull_request("two-sites")
    number, token = pull_request["number"], github.token(server.READ_WRITE)
    settings = (EXAMPLE / "iso20k.yaml").read_text(encoding="utf-8")
    catalogue = (EXAMPLE / CATALOGUE).read_text(encoding="utf-8")
    waiver = "waivers:\n  - rule: CAT-01\n    reason: the owner is hired in June\n    until: 2026-06-30\n"
    documents.git("rm", "-q", "-r", FOLDER)
    base = documents.commit(
        {
            "lisbon/iso20k.yaml": settings,
            f"lisbon/{CATALOGUE}": catalogue,
            "oslo/iso20k.yaml": settings + waiver,
            f"oslo/{CATALOGUE}": catalogue.replace(OWNED, OWNERLESS),
        }
    )
    documents.git("mv", f"lisbon/{CATALOGUE}", "lisbon/sms/03-catalogue.md")
    more = "  - rule: CAT-01\n    reason: nobody asked for an owner\n    until: 2028-01-31\n"
    inputs = {"as-of": "2026-05-31", "max-inline": "0", "python": sys.executable}
    documents.commit(
        {
            "lisbon/sms/03-catalogue.md": catalogue.replace(OWNED, OWNERLESS),
            "oslo/iso20k.yaml": settings + waiver.replace("2026-06-30", "2027-12-31") + more,
            ".github/workflows/documents.yml": runner.workflow(
                {"workspace": "lisbon", "key": "lisbon", **inputs},
                {"workspace": "oslo", "key": "oslo", **inputs},
            ),
        }
    )
    event = world.event(pull_request)
    event["pull_request"]["base"]["sha"] = base
    run = world.run(event, token)
    assert not run.is_green
    said = {body.split("\n", 1)[0]: body for body in (one["body"] for one in github.comments(number))}
    assert set(said) == {marker("lisbon"), marker("oslo")}, run.log()
    lisbon, oslo = said[marker("lisbon")], said[marker("oslo")]
    assert "### ❌ 1 finding to repair · new: 1 error" in lisbon
    assert "renamed from sms/03-service-catalog.md" in lisbon
    assert "### ❌ 1 finding to repair · new: 1 error" in oslo
    assert "Altered: `CAT-01` for every document until 2027-12-31" in oslo
    assert "Added: `CAT-01` for every document until 2028-01-31" in oslo
    assert "The waiver that this change brings does not count for it" in oslo
    again = world.run(event, token)
    assert not again.is_green
    assert len(github.comments(number)) == 2


@pytest.mark.parametrize(("kind", "fails"), [("push", True), ("workflow_dispatch", True)])
def test_a_push_and_a_run_by_hand_are_judged_without_a_conversation(
    world: World, kind: str, fails: bool
) -> None:
    earlier = world.github.writes()
    before = world.documents.git("rev-parse", "HEAD").strip()
    world.write(broken=True, comment="always")
    run = world.run({"before": before, "ref": "refs/heads/main"}, world.github.token(server.READ_WRITE), kind)
    assert run.is_green is not fails, run.log()
    assert ("new: 1 error" in run.summary) is (kind == "push")
    assert run.outputs["errors"] == "1"
    assert world.github.writes() == earlier


def test_an_input_is_a_value_and_never_a_command(world: World) -> None:
    world.write(broken=False, key='x"; touch "$RUNNER_TEMP/owned"; $(exit 0) -->')
    run = world.run(world.event(world.github.pull_request("hostile")), "t0k")
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
