"""A real runner (act, in host mode) runs a workflow of a repository of documents that uses our action.

The action comes from a copy of this repository's files, so nothing is ever built or written in the work tree.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from .install import Tools, cache

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ("iso20k", "validators", "hooks", "actions", "dashboard_gen", "examples", "docs")
SHIPPED_FILES = ("pyproject.toml", "README.md", "LICENSE")
ACTION = "iso20k/iso20k"
REF = "0123456789abcdef0123456789abcdef01234567"  # any hash: the runner is told to take it from the copy
CHECKOUT = "actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8"  # the runner does it itself
SECONDS = 600
GIT = ("git", "-c", "user.name=Writer", "-c", "user.email=writer@example.org", "-c", "commit.gpgsign=false")


class Run(NamedTuple):
    """One run of the workflow: ``lines`` is what was logged, ``outputs`` what the step gave on."""

    is_green: bool
    lines: Sequence[str]
    summary: str
    outputs: Mapping[str, str]

    def log(self) -> str:
        return "\n".join(self.lines)


class Documents(NamedTuple):
    """A repository of documents with a workflow; ``home`` is where the runner keeps what is its own."""

    folder: Path
    action: Path
    home: Path

    def commit(self, files: Mapping[str, str]) -> str:
        """Writes the files, commits everything and returns the hash."""
        for path, text in files.items():
            target = self.folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "Change documents")
        return self.git("rev-parse", "HEAD").strip()

    def git(self, *arguments: str) -> str:
        """What Git says in the repository of documents."""
        done = subprocess.run(
            (*GIT, *arguments), cwd=self.folder, env=_plain(), capture_output=True, text=True, check=True
        )
        return done.stdout


def documents(folder: Path, repository: str) -> Documents:
    """An empty repository of documents and a copy of the action, both in ``folder``."""
    made = Documents(folder / "documents", folder / "action", folder / "home")
    for path in made:
        path.mkdir(parents=True)
    for name in SHIPPED:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, made.action / name, ignore=ignored)
    for name in SHIPPED_FILES:
        shutil.copy2(ROOT / name, made.action / name)
    made.git("init", "--quiet", "--initial-branch=main")
    made.git(
        "remote", "add", "origin", f"https://github.com/{repository}.git"
    )  # the runner's GITHUB_REPOSITORY
    return made


def workflow(*instances: Mapping[str, str]) -> str:
    """The workflow of the documentation, a step for each workspace with its inputs; the last step shows what the first
    one gave on."""
    return f"""\
name: Documents
on: [pull_request, merge_group, push, workflow_dispatch]
permissions: {{}}
jobs:
  check:
    runs-on: ubuntu-latest
    permissions:
      contents: read
      pull-requests: write
    steps:
      - uses: {CHECKOUT}
        with:
          fetch-depth: 0
          persist-credentials: false
{"".join(map(_step, range(len(instances)), instances))}      - if: always()
        env:
          GIVEN: ${{{{ toJSON(steps.check.outputs) }}}}
        run: printf 'outputs %s\\n' "$(printf '%s' "$GIVEN" | tr -d '\\n')"
"""


def _step(number: int, inputs: Mapping[str, str]) -> str:
    given = "".join(f"          {name}: {json.dumps(value)}\n" for name, value in inputs.items())
    name = f"check{number or ''}"
    return f"""\
      - if: always()
        id: {name}
        uses: {ACTION}/actions/check@{REF}
        with:
{given}"""


def second_stage(inputs: Mapping[str, str]) -> str:
    """The workflow of the documentation that posts what a run of a fork has left behind."""
    given = "".join(f"          {name}: {json.dumps(value)}\n" for name, value in inputs.items())
    return f"""\
name: Comment
on:
  workflow_run:
    workflows: [Documents]
    types: [completed]
permissions: {{}}
jobs:
  comment:
    if: github.event.workflow_run.event == 'pull_request'
    runs-on: ubuntu-latest
    permissions:
      actions: read
      pull-requests: write
    steps:
      - id: comment
        uses: {ACTION}/actions/comment@{REF}
        with:
{given}      - if: always()
        env:
          GIVEN: ${{{{ toJSON(steps.comment.outputs) }}}}
        run: printf 'outputs %s\\n' "$(printf '%s' "$GIVEN" | tr -d '\\n')"
"""


def run(
    tools: Tools,
    repository: Documents,
    *,
    api: str,
    token: str,
    event: Mapping[str, Any],
    kind: str,
    workflow: str = "",
    local: Mapping[str, Path] = {},
    **environment: str,
) -> Run:
    """One run for an event of ``kind``, as GitHub would start it with ``token`` as its GITHUB_TOKEN.

    ``workflow`` is one file where not all are to run, ``local`` says which folder stands for 'owner/name@hash'.
    """
    payload = repository.home / "event.json"
    payload.write_text(json.dumps(event), encoding="utf-8")
    command = [str(tools.act), kind, "--json", "--no-cache-server", "-e", str(payload)]
    command += ["-W", workflow] if workflow else []
    command += [word for name in ("latest", "24.04") for word in ("-P", f"ubuntu-{name}=-self-hosted")]
    command += ["--action-cache-path", str(repository.home / "act")]
    for name, folder in {f"{ACTION}@{REF}": repository.action, **local}.items():
        command += ["--local-repository", f"{name}={folder}"]
    command += ["-s", f"GITHUB_TOKEN={token}", "--env", f"GITHUB_API_URL={api}"]
    for name, value in {**_registry(), **environment}.items():
        command += ["--env", f"{name}={value}"]
    given = _plain()
    if tools.interpreters:
        given["PATH"] = f"{tools.interpreters}{os.pathsep}{given['PATH']}"
    done = subprocess.run(
        command, cwd=repository.folder, env=given, capture_output=True, text=True, timeout=SECONDS
    )
    return _read(done)


def _read(done: subprocess.CompletedProcess[str]) -> Run:
    events = [json.loads(line) for line in (done.stdout + done.stderr).splitlines() if line.startswith("{")]
    lines = [str(event.get("msg", "")).rstrip("\n") for event in events]
    summaries = [event["content"] for event in events if event.get("command") == "summary"]
    given = [line.removeprefix("outputs ") for line in lines if line.startswith("outputs ")]
    return Run(
        done.returncode == 0,
        lines,
        summaries[-1] if summaries else "",
        json.loads(given[-1]) if given else {},
    )


def _plain() -> dict[str, str]:
    # a test may itself run in a hook or in Actions
    return {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_"))}


def _registry() -> dict[str, str]:
    # how this machine reaches the package registry; a job of the runner starts with a bare environment
    names = ("PIP_", "SSL_", "REQUESTS_", "HTTP", "http", "NO_PROXY", "no_proxy")
    given = {name: value for name, value in os.environ.items() if name.startswith(names)}
    return given | {"PIP_CACHE_DIR": str(cache() / "pip")}
