"""A pull request from a fork, end to end: a run without rights judges, a second one without checkout posts."""

import json
from typing import Any

import pytest
from counterpart import archives, server
from counterpart.runner import Run, second_stage
from counterpart.world import CATALOGUE, FOLDER, World

from iso20k.reports.markdown.composing import COMMENT_LIMIT
from iso20k.reports.markdown.marking import marker

pytestmark = pytest.mark.counterpart

BOT = "github-actions[bot]"
MARK = marker("sms")
NAME = "iso20k-review-sms"
runs = iter(range(7_000, 8_000))


def judged(world: World, branch: str, **inputs: str) -> tuple[dict[str, Any], Run]:
    """Stage one on a new pull request whose token can only read."""
    pull_request = world.github.pull_request(branch)
    world.write(broken=True, **inputs)
    run = world.run(world.event(pull_request), world.github.token(server.READ_ONLY))
    assert world.github.comments(pull_request["number"]) == []
    return pull_request, run


def posted(world: World, event: dict[str, Any], **inputs: str) -> Run:
    """Stage two in a repository that holds nothing of the pull request."""
    world.documents.git("rm", "-q", "-r", FOLDER)
    given = {"max-inline": "0"} | inputs
    world.documents.commit({".github/workflows/documents.yml": second_stage(given)})
    return world.run(event, world.github.token(server.READ_WRITE | {"actions": "read"}), "workflow_run")


def ours(world: World, pull_request: dict[str, Any]) -> list[str]:
    said = world.github.comments(pull_request["number"])
    return [one["body"] for one in said if one["user"]["login"] == BOT and one["body"].startswith(MARK)]


def test_a_fork_gets_its_comment_from_the_second_stage(world: World) -> None:
    pull_request, first = judged(world, "fork")
    assert not first.is_green
    run = next(runs)
    data = world.report(first)
    world.github.archives.keep(run, NAME, archives.packed(f"{NAME}.json", data))
    second = posted(world, world.finished(pull_request, run))
    assert second.is_green, second.log()
    (body,) = ours(world, pull_request)
    assert "### ❌ 1 finding to repair · new: 1 error" in body
    commit = json.loads(data)["head"]["commit"]
    assert f"/octo/sms-docs/blob/{commit}/our%20documents/{CATALOGUE}?plain=1#L" in body
    assert "The comment stands at " in second.summary
    assert second.outputs["comment-written"] == "true"
    assert world.github.archives.tokens_sent == []
    again = posted_again(world, pull_request, run)
    assert again.outputs["comment-written"] == "false"
    assert len(ours(world, pull_request)) == 1


def posted_again(world: World, pull_request: dict[str, Any], run: int) -> Run:
    return world.run(
        world.finished(pull_request, run),
        world.github.token(server.READ_WRITE | {"actions": "read"}),
        "workflow_run",
    )


def forged(world: World, first: Run) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(world.report(first))
    return told


def test_what_a_stranger_leaves_behind_is_refused_or_neutral(world: World) -> None:
    pull_request, first = judged(world, "stranger")
    honest = forged(world, first)
    hostile = (
        "<!-- iso20k:summary v1 key=sms --> @octo <script>alert(1)</script> [x](https://evil.example) #1"
    )
    finding = honest["findings"][0] | {"message": hostile, "hint": hostile, "state": "new", "inline": False}
    neutral = honest | {"findings": [finding], "settings": [hostile]}
    bad: tuple[tuple[str, bytes | None, bool], ...] = (
        _packed(honest | {"findings": [finding | {"path": "../../etc/passwd"}]}),
        _packed(honest | {"head": honest["head"] | {"readiness": "100"}}),
        _packed(honest | {"pull_request": 1}),
        (NAME, archives.packed("../evil.json", json.dumps(honest).encode()), False),
        (NAME, archives.packed(f"{NAME}.json", b" " * 200_000_000), False),  # a bomb
        (NAME, None, False),  # deleted after it was listed
        (NAME, b"", True),  # expired
        ("other", b"", False),
    )
    results = []
    for name, data, expired in bad:
        run = next(runs)
        world.github.archives.keep(run, name, data, expired=expired)
        results.append(
            posted_again(world, pull_request, run)
            if results
            else posted(world, world.finished(pull_request, run))
        )
    reasons = (
        "breaks its schema at /findings/0/path", "breaks its schema at /head/readiness", "breaks its schema at /",
        "expected the one iso20k-review-sms.json", "would unpack to 200,000,000 bytes", "not there any more",
        "has expired", "has left no artifact",
    )  # fmt: skip
    for result, reason in zip(results, reasons, strict=True):
        assert result.is_green, result.log()
        assert reason in result.log(), result.log()
        assert "No comment was written" in result.summary
    assert ours(world, pull_request) == []
    run = next(runs)
    world.github.archives.keep(run, NAME, archives.packed(f"{NAME}.json", json.dumps(neutral).encode()))
    assert posted_again(world, pull_request, run).is_green
    (body,) = ours(world, pull_request)
    rest = body.removeprefix(MARK)
    assert "<!--" not in rest
    assert "<script" not in rest
    assert "@octo" not in rest
    assert "](https://evil" not in rest
    assert "#1" not in rest


def _packed(report: dict[str, Any]) -> tuple[str, bytes | None, bool]:
    return NAME, archives.packed(f"{NAME}.json", json.dumps(report).encode()), False


def test_the_pull_request_is_the_one_whose_head_was_judged(world: World) -> None:
    pull_request, first = judged(world, "moved")
    run = next(runs)
    world.github.archives.keep(run, NAME, archives.packed(f"{NAME}.json", world.report(first)))
    stale = posted(world, world.finished(pull_request, run, head="f" * 40))
    assert "is not the head of the pull request any more" in stale.log()
    event = world.finished(pull_request, run)
    event["workflow_run"]["head_repository"] = None
    gone = world.run(event, world.github.token(server.READ_WRITE), "workflow_run")
    assert "the fork of the pull request is gone" in gone.log()
    assert ours(world, pull_request) == []


def test_an_oversized_report_is_cut_between_two_findings(world: World) -> None:
    pull_request, first = judged(world, "oversized")
    told = forged(world, first)
    finding = told["findings"][0] | {"state": "new", "inline": False}
    many = [
        finding | {"id": f"{number:016x}", "message": f"{number} {'é|<' * 60}"} for number in range(3_000)
    ]
    run = next(runs)
    data = json.dumps(told | {"findings": many}).encode()
    world.github.archives.keep(run, NAME, archives.packed(f"{NAME}.json", data))
    assert posted(world, world.finished(pull_request, run)).is_green
    (body,) = ours(world, pull_request)
    assert len(body.encode("utf-16-le")) // 2 <= COMMENT_LIMIT
    assert "**Not shown here: " in body
    assert f"/actions/runs/{run})" in body
    assert body.rstrip().endswith("</sub>")
