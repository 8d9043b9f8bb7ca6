"""The dashboard's workflow as `iso20k init` writes it, on a real runner: built from a real history, previewed, published."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from counterpart import install, publishing, runner
from counterpart.publishing import kept, publish

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
    publishing.initialise(made, workspace)
    for name in STEPS:
        made.commit({f"{workspace}/sms/{name}": (EXAMPLE / "sms" / name).read_text(encoding="utf-8")})
    return made


def figures(site: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((site / "data" / "dashboard.json").read_text(encoding="utf-8"))
    return read


def test_a_push_to_the_default_branch_publishes_the_whole_history(
    tools: install.Tools, tmp_path: Path
) -> None:
    made = documents(tmp_path, ".")
    run = publish(tools, made, "iso20k-dashboard.yml", PUSH, "push")
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
    run = publish(tools, made, f"iso20k-{key}-dashboard.yml", event, "pull_request")
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
    run = publish(tools, shallow, "iso20k-dashboard.yml", PUSH, "push")
    assert not run.is_green
    assert re.search(r"::error::the checkout holds only the end of .*'fetch-depth: 0'", run.log())
    assert not kept(made).exists()
