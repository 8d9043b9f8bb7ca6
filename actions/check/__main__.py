"""One run of the action: the environment is read, the change judged, the comment and the summary written."""

import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from typing import Any

from actions import runner
from actions.check import outcome
from actions.check.annotating import annotations
from actions.check.comparison import compared
from actions.check.outcome import Checked
from actions.check.settings import Settings, links, settings
from actions.inputs import InputError
from actions.posting.post import Told, Wanted, failed, post
from actions.posting.wanted import wanted
from iso20k.edges.git import Repository
from iso20k.edges.github.answers import CannotWrite
from iso20k.edges.github.connection import Connection
from iso20k.reports import sarif
from iso20k.reports.annotations import command
from validators.registry import catalogue

SECRETS = ("ISO20K_ACTION_TOKEN", "GITHUB_TOKEN", "GH_TOKEN")


def main() -> int:
    """Exit codes are those of the review: 0 nothing that fails the job, 1 findings, 2 not usable or not readable."""
    env = os.environ
    try:
        event = runner.event(env)
        chosen = settings(env, event)
        checked = _check(chosen, event, env)
    except InputError as error:
        print(command("error", str(error)))
        return 2
    _show(checked)
    told = _tell(chosen, checked)
    if told.trouble:
        print(command("notice" if told.is_refused else "warning", told.trouble))
    report_path, sarif_path = _keep(checked, chosen, env.get("RUNNER_TEMP", ""))
    runner.append(env.get("GITHUB_STEP_SUMMARY", ""), outcome.summary_text(checked, chosen, told.trouble))
    comment = {"comment-url": told.url, "comment-written": str(told.written).lower()}
    given = {**outcome.outputs(checked), **comment, "report": report_path, "sarif": sarif_path}
    runner.append(env.get("GITHUB_OUTPUT", ""), runner.outputs(given))
    return checked.code


def _check(chosen: Settings, event: Mapping[str, Any], env: Mapping[str, str]) -> Checked:
    """The published contract is asked, in a process that holds no token."""
    if not os.path.isfile(os.path.join(chosen.workspace, "iso20k.yaml")):
        raise InputError(f"input workspace is {chosen.workspace!r}, which holds no iso20k.yaml")
    words = [sys.executable, "-I", "-m", "iso20k", "review", "--format", "json", "--head", "HEAD"]
    words += _comparison(chosen, event)
    words += ["--severity", chosen.severity] + ["--strict"] * chosen.strict
    words += ["--as-of", chosen.as_of] if chosen.as_of else []
    safe = {name: value for name, value in env.items() if name not in SECRETS}
    # what a stranger's run remembers must not be believed by the next one on the same machine
    safe["ISO20K_CACHE_DIR"] = os.path.join(
        env.get("RUNNER_TEMP") or tempfile.gettempdir(), "iso20k-check-cache"
    )
    done = subprocess.run(words, cwd=chosen.workspace, env=safe, capture_output=True, check=False)
    complaint = done.stderr.decode("utf-8", "replace").strip()
    try:
        return Checked(json.loads(done.stdout.decode("utf-8")), complaint, done.returncode)
    except ValueError:
        reason = complaint or f"iso20k review ended with {done.returncode} and no report"
        return Checked(None, reason, 2, env.get("GITHUB_SHA", ""))


def _comparison(chosen: Settings, event: Mapping[str, Any]) -> list[str]:
    """The commits to compare; where there is nothing to compare with, any finding fails that a new one would."""
    repository = Repository.around(chosen.workspace)
    found = compared(
        chosen.event_name,
        event,
        parents=repository.parents_of("HEAD"),
        known=lambda commit: repository.resolve(commit) is not None,
        fork_point=lambda commit: repository.merge_base(commit, "HEAD"),
    )
    whole = found.whole and not chosen.base
    fail_on = "any" if whole and chosen.fail_on == "new" else chosen.fail_on
    proposed = ["--proposed", found.proposed] if found.proposed else []
    return ["--base", chosen.base or found.base, *proposed, "--fail-on", fail_on]


def _show(checked: Checked) -> None:
    if checked.complaint:
        print(runner.quoted(checked.complaint, secrets.token_hex(16)))
    if checked.report is None:
        print(command("error", "the workspace could not be checked, see the log of this step"))
        return
    for line in annotations(checked.report["findings"], checked.report["workspace"]):
        print(line)


def _tell(chosen: Settings, checked: Checked) -> Told:
    """The comment is a convenience: what goes wrong with it is said and never changes the verdict."""
    if chosen.comment == "off" or chosen.number is None:
        return Told()
    if not chosen.token:
        return failed(CannotWrite("the action was given no token"))
    return post(Connection(chosen.api_url, chosen.token, chosen.repository), _wanted(chosen, checked))


def _wanted(chosen: Settings, checked: Checked) -> Wanted:
    assert chosen.number is not None
    if checked.report is None:
        text = outcome.comment_text(checked, chosen)
        return Wanted(chosen.number, chosen.head, chosen.key, chosen.author, text)
    told = wanted(
        checked.report,
        number=chosen.number,
        key=chosen.key,
        author=chosen.author,
        commenting=chosen.comment,
        most=chosen.max_inline,
        links=links(chosen, checked.report["head"]["commit"]),
    )
    return told._replace(head=chosen.head)


def _keep(checked: Checked, chosen: Settings, folder: str) -> tuple[str, str]:
    """The report for the second stage and for scripts, and the findings for code scanning; '' where there are none."""
    if not folder or checked.report is None:
        return "", ""
    paths = tuple(
        os.path.join(folder, f"iso20k-{name}")
        for name in (f"review-{chosen.key}.json", f"{chosen.key}.sarif")
    )
    report = json.dumps(checked.report, ensure_ascii=False, indent=1)
    for path, text in zip(paths, (report, sarif.review_text(checked.report, catalogue().rules)), strict=True):
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    return paths[0], paths[1]


if __name__ == "__main__":
    sys.exit(main())
