"""The workflows exactly as `iso20k init` writes them, on a real runner with a real history."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from counterpart import install, runner, uploads
from counterpart.uploads import kept, run_written

from iso20k.scaffold.instance import Instance

pytestmark = pytest.mark.counterpart

EXAMPLE = runner.ROOT / "examples" / "netops"
STEPS = ("01-organization-profile.md", "03-service-catalog.md")
HOSTILE = 'it\'s "${{ github.token }}" $(touch owned) `touch owned`'
REPOSITORY = {"default_branch": "main", "full_name": "octo/sms-docs"}
PUSH = {"ref": "refs/heads/main", "repository": REPOSITORY}
PROPOSED = {"number": 5, "pull_request": {"number": 5, "head": {"ref": "x"}, "base": {"ref": "main"}}}


def documents(folder: Path, workspace: str) -> runner.Documents:
    """Two commits of documents, with what `iso20k init` writes beside them."""
    made = runner.documents(folder, "octo/sms-docs")
    uploads.initialise(made, workspace)
    for name in STEPS:
        made.commit({f"{workspace}/sms/{name}": (EXAMPLE / "sms" / name).read_text(encoding="utf-8")})
    return made


def figures(site: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((site / "data" / "dashboard.json").read_text(encoding="utf-8"))
    return read


def test_a_failing_check_leaves_its_report_for_the_second_stage(tools: install.Tools, tmp_path: Path) -> None:
    made = documents(tmp_path, HOSTILE)
    before = made.git("rev-parse", "HEAD").strip()
    text = (EXAMPLE / "sms" / STEPS[1]).read_text(encoding="utf-8")
    owned, ownerless = "| business | Hannah Lim |", "| business |  |"
    assert owned in text
    head = made.commit({f"{HOSTILE}/sms/{STEPS[1]}": text.replace(owned, ownerless)})
    key = Instance(HOSTILE).key
    run = run_written(tools, made, f"iso20k-{key}.yml", {**PUSH, "before": before}, "push")
    assert not run.is_green, run.log()
    left = kept(made) / "artifacts" / f"iso20k-review-{key}"
    report = json.loads(left.read_text(encoding="utf-8"))
    assert (report["schema"], report["base"]["commit"], report["head"]["commit"]) == (
        "iso20k/review/1",
        before,
        head,
    )
    assert (report["workspace"], report["policy"]["failed"]) == (f"{HOSTILE}/", 1)
    assert not list(tmp_path.rglob("owned"))


@pytest.mark.parametrize(("started_by", "runs"), [("pull_request", True), ("push", False)])
def test_the_second_stage_follows_pull_requests_alone_and_checks_nothing_out(
    tools: install.Tools, tmp_path: Path, started_by: str, runs: bool
) -> None:
    made = documents(tmp_path, ".")
    finished = {
        "id": 1, "event": started_by, "conclusion": "failure", "head_sha": "1" * 40, "head_branch": "x",
        "head_repository": None,
    }  # fmt: skip
    event = {"workflow_run": finished, "repository": REPOSITORY}
    run = run_written(tools, made, "iso20k-comment.yml", event, "workflow_run")
    assert run.is_green, run.log()
    # the fork of this one is gone, which the action says without asking anybody
    assert ("the fork of the pull request is gone" in run.log()) == runs
    written = (made.folder / ".github" / "workflows" / "iso20k-comment.yml").read_text(encoding="utf-8")
    assert "checkout" not in re.sub("#.*", "", written)


def test_a_push_to_the_default_branch_publishes_the_whole_history(
    tools: install.Tools, tmp_path: Path
) -> None:
    made = documents(tmp_path, ".")
    run = run_written(tools, made, "iso20k-dashboard.yml", PUSH, "push")
    assert run.is_green, run.log()
    site = kept(made) / "site"
    data, head = figures(site), made.git("rev-parse", "HEAD").strip()
    assert (data["commit"], data["organisation"], len(data["trend"])) == (
        head,
        "NetOps Solutions",
        len(STEPS),
    )
    pages = len(list(site.rglob("*.html")))
    assert run.summary == (
        f"### The dashboard\n\n**{data['figures']['readiness']} % ready on paper** as of {data['as_of']} "
        f"at commit `{head[:12]}`: {pages} pages, the site to publish.\n"
    )
    assert [path.name for path in (kept(made) / "artifacts").iterdir()] == ["github-pages"]


def test_a_pull_request_gets_a_preview_and_publishes_nothing(tools: install.Tools, tmp_path: Path) -> None:
    made = documents(tmp_path, HOSTILE)
    shadow = "raise SystemExit('a file of the change was imported')\n"
    made.commit(dict.fromkeys(("json.py", "iso20k.py", f"{HOSTILE}/re.py", f"{HOSTILE}/iso20k.py"), shadow))
    key = Instance(HOSTILE).key
    event = {**PROPOSED, "repository": REPOSITORY}
    run = run_written(tools, made, f"iso20k-{key}-dashboard.yml", event, "pull_request")
    assert run.is_green, run.log()
    preview = kept(made) / "artifacts" / f"iso20k-dashboard-{key}"
    assert figures(preview)["commit"] == made.git("rev-parse", "HEAD").strip()
    assert preview.with_name(f"{preview.name}.days").read_text(encoding="utf-8") == "7"
    assert "a preview to download below" in run.summary
    assert not (kept(made) / "site").exists()
    assert not list(tmp_path.rglob("owned"))
    assert "t0k" not in run.log()


def test_a_checkout_without_its_history_is_refused(tools: install.Tools, tmp_path: Path) -> None:
    made = documents(tmp_path / "whole", ".")
    shallow = made._replace(folder=tmp_path / "shallow")
    words = ("git", "clone", "--quiet", "--depth", "1", f"file://{made.folder}", str(shallow.folder))
    subprocess.run(words, check=True)
    run = run_written(tools, shallow, "iso20k-dashboard.yml", PUSH, "push")
    assert not run.is_green
    assert re.search(r"::error::the checkout holds only the end of .*'fetch-depth: 0'", run.log())
    assert not kept(made).exists()


def test_two_workspaces_share_one_site_as_the_guide_shows(tools: install.Tools, tmp_path: Path) -> None:
    guide = (runner.ROOT / "docs" / "action.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml\n(name: .*?)```", guide, re.DOTALL)
    (shown,) = (block for block in blocks if block.startswith("name: Dashboards of both sites\n"))
    made = documents(tmp_path, "sites/lisbon")
    uploads.initialise(made, "sites/oslo")
    made.commit({".github/workflows/dashboards.yml": shown})
    run = run_written(tools, made, "dashboards.yml", PUSH, "push")
    assert run.is_green, run.log()
    assert [
        figures(kept(made) / "site" / site)["figures"]["steps.not-started"] for site in ("lisbon", "oslo")
    ] == [20, 22]
