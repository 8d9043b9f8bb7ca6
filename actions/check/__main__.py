"""One run of the action: the environment is read, the workspace checked, the comment and the summary written."""

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from actions.check import outcome, runner
from actions.check.outcome import Checked, Told
from actions.check.plan import Create, Edit, Keep, Plan, plan
from actions.check.settings import InputError, Settings, settings
from iso20k.edges import github
from iso20k.reports.annotations import command
from iso20k.reports.markdown import marker

SECRETS = ("ISO20K_ACTION_TOKEN", "GITHUB_TOKEN", "GH_TOKEN")


def main() -> int:
    """Exit codes are those of the check: 0 nothing that fails the job, 1 findings, 2 not usable or not readable."""
    env = os.environ
    try:
        chosen = settings(env, _event(env.get("GITHUB_EVENT_PATH", "")))
        checked = _check(chosen, env)
    except InputError as error:
        print(command("error", str(error)))
        return 2
    _show(checked, chosen)
    told = _tell(chosen, checked)
    if told.trouble:
        print(command("notice" if told.is_refused else "warning", told.trouble))
    report_path = _keep(checked, chosen, env.get("RUNNER_TEMP", ""))
    _append(env.get("GITHUB_STEP_SUMMARY", ""), outcome.summary_text(checked, chosen, told))
    _append(env.get("GITHUB_OUTPUT", ""), runner.outputs(outcome.outputs(checked, told, report_path)))
    return outcome.exit_code(checked, chosen.fail_on)


def _event(path: str) -> Mapping[str, Any]:
    if not path:
        return {}
    with open(path, encoding="utf-8") as file:
        event = json.load(file)
    return event if isinstance(event, dict) else {}


def _check(chosen: Settings, env: Mapping[str, str]) -> Checked:
    """The published contract is asked, in a process that holds no token."""
    if not os.path.isfile(os.path.join(chosen.workspace, "iso20k.yaml")):
        raise InputError(f"input workspace is {chosen.workspace!r}, which holds no iso20k.yaml")
    words = [sys.executable, "-I", "-m", "iso20k", "check", "--format", "json", "--rev", "HEAD"]
    words += ["--strict"] * chosen.strict + (["--as-of", chosen.as_of] if chosen.as_of else [])
    safe = {name: value for name, value in env.items() if name not in SECRETS}
    done = subprocess.run(words, cwd=chosen.workspace, env=safe, capture_output=True, check=False)
    complaint = done.stderr.decode("utf-8", "replace").strip()
    try:
        return Checked(json.loads(done.stdout.decode("utf-8")), complaint, done.returncode)
    except ValueError:
        reason = complaint or f"iso20k check ended with {done.returncode} and no report"
        return Checked(None, reason, done.returncode)


def _show(checked: Checked, chosen: Settings) -> None:
    if checked.complaint:
        print(runner.quoted(checked.complaint, secrets.token_hex(16)))
    if checked.report is None:
        print(command("error", "the workspace could not be checked, see the log of this step"))
        return
    for line in runner.annotations(checked.report["findings"], chosen.workspace):
        print(line)


def _tell(chosen: Settings, checked: Checked) -> Told:
    """The comment is a convenience: what goes wrong with it is said and never changes the verdict."""
    if chosen.comment == "off" or chosen.number is None:
        return Told()
    if not chosen.token:
        return outcome.refused("the action was given no token")
    where = github.conversation(chosen.api_url, chosen.token, chosen.repository, chosen.number)
    existing = github.comments(where)
    match existing:
        case github.CannotWrite(reason):
            return outcome.refused(reason)
        case github.Unanswered(reason):
            return outcome.unanswered(reason)
    body = outcome.comment_text(checked, chosen)
    may_create = chosen.comment == "always" or outcome.is_noteworthy(checked)
    mark = marker(chosen.key)
    return _act(where, plan(existing, body, marker=mark, author=chosen.author, may_create=may_create))


def _act(where: github.Conversation, step: Plan) -> Told:
    match step:
        case Create(body):
            answer = github.create(where, body)
        case Edit(comment_id, body):
            answer = github.edit(where, comment_id, body)
        case Keep(url):
            return Told(url)
        case _:
            return Told()
    match answer:
        case github.CannotWrite(reason):
            return outcome.refused(reason)
        case github.Unanswered(reason):
            return outcome.unanswered(reason)
        case written:
            return Told(written.url)


def _keep(checked: Checked, chosen: Settings, folder: str) -> str:
    if not folder or checked.report is None:
        return ""
    path = os.path.join(folder, f"iso20k-{chosen.key}.json")
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        json.dump(checked.report, file, ensure_ascii=False, indent=1)
    return path


def _append(path: str, text: str) -> None:
    if path:
        with open(path, "a", encoding="utf-8", newline="\n") as file:
            file.write(text)


if __name__ == "__main__":
    sys.exit(main())
