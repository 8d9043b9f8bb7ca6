"""One run of the action: the site is built from the whole history, and the job summary tells what it shows."""

import json
import os
import re
import secrets
import subprocess
import sys
from collections.abc import Mapping
from typing import Any, NamedTuple

from actions import inputs, runner
from actions.inputs import InputError
from iso20k.reports.annotations import command
from iso20k.reports.markdown.inert import inert

NAMES = ("keep", "roles")


class Settings(NamedTuple):
    """What the workflow asked for; `names` is '' where it is left to the dashboard."""

    workspace: str
    output: str
    revision: str
    as_of: str
    names: str
    preview: bool


class CannotBuildError(Exception):
    """There is no site: what is wrong and the cure, in one line."""


def main() -> int:
    """0 when the site was built, whatever it shows; 2 when the action, the checkout or the documents are not usable."""
    env = os.environ
    try:
        chosen = settings(env)
        _require_history(chosen.workspace)
        _build(chosen, env)
    except (InputError, CannotBuildError) as error:
        print(command("error", str(error)))
        return 2
    runner.append(
        env.get("GITHUB_STEP_SUMMARY", ""), summary(_data(chosen.output), _pages(chosen.output), chosen)
    )
    runner.append(env.get("GITHUB_OUTPUT", ""), runner.outputs({"folder": chosen.output}))
    return 0


def settings(env: Mapping[str, str]) -> Settings:
    """The action's inputs; raises InputError naming the input, its value and what is allowed."""
    workspace = inputs.folder(env)
    inputs.one_of(env, "upload", "true", ("true", "false"))
    names = inputs.given(env, "names", "")
    if names and names not in NAMES:
        raise InputError(f"input names is {names!r}, expected one of {', '.join(NAMES)}")
    return Settings(
        workspace=workspace,
        output=_output(env),
        revision=inputs.revision(env, "rev") or "HEAD",
        as_of=inputs.date(env, "as-of"),
        names=names,
        preview=inputs.one_of(env, "preview", "false", ("true", "false")) == "true",
    )


def _output(env: Mapping[str, str]) -> str:
    """The upload reads a pattern, not a path, and takes a line for each; so neither may stand in it."""
    value = inputs.given(env, "output", os.path.join(env.get("RUNNER_TEMP", ""), "iso20k-dashboard"))
    path = os.path.abspath(value)
    if re.search(r"[*?\[\]!\r\n]", path):
        raise InputError(f"input output is {value!r}, expected a folder without * ? [ ] ! and line ends")
    return path


def _require_history(workspace: str) -> None:
    if not os.path.isfile(os.path.join(workspace, "iso20k.yaml")):
        raise InputError(f"input workspace is {workspace!r}, which holds no iso20k.yaml")
    asked = ["git", "-C", workspace, "rev-parse", "--is-shallow-repository"]
    if subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip() == "true":
        raise CannotBuildError(
            "the checkout holds only the end of the history, and the dashboard is built from all of it; "
            "give actions/checkout 'fetch-depth: 0'"
        )


def _build(chosen: Settings, env: Mapping[str, str]) -> None:
    words = [sys.executable, "-I", "-m", "iso20k", "dashboard", "-o", chosen.output, "--rev", chosen.revision]
    words += ["--as-of", chosen.as_of] if chosen.as_of else []
    words += ["--names", chosen.names] if chosen.names else []
    # what is remembered on a machine that also runs the changes of strangers is not what gets published
    own = {**env, "ISO20K_CACHE_DIR": os.path.join(env.get("RUNNER_TEMP", ""), "iso20k-publish-cache")}
    done = subprocess.run(words, cwd=chosen.workspace, env=own, capture_output=True, check=False)
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    print(runner.quoted(said, secrets.token_hex(16)))
    if done.returncode:
        raise CannotBuildError("the dashboard could not be built, see the log of this step")


def _data(folder: str) -> dict[str, Any]:
    with open(os.path.join(folder, "data", "dashboard.json"), encoding="utf-8") as file:
        read: dict[str, Any] = json.load(file)
    return read


def _pages(folder: str) -> int:
    return sum(name.endswith(".html") for _, _, names in os.walk(folder) for name in names)


def summary(data: Mapping[str, Any], pages: int, chosen: Settings) -> str:
    """The lines of the job summary."""
    use = "a preview to download below" if chosen.preview else "the site to publish"
    where = "" if chosen.workspace == "." else f" of {inert(chosen.workspace)}"
    return (
        f"### The dashboard{where}\n\n"
        f"**{data['figures']['readiness']} % ready on paper** as of {data['as_of']} at commit `{data['commit'][:12]}`: "
        f"{pages} pages, {use}.\n"
    )


if __name__ == "__main__":
    sys.exit(main())
