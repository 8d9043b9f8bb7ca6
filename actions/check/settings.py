"""What the workflow asked for and which pull request it runs on, read from the runner's environment."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import quote

from actions import inputs, runner
from actions.inputs import InputError
from actions.posting.wanted import COMMENTING
from iso20k.judging.policy import FAIL_ON, SEVERITIES
from iso20k.reports.markdown.places import Links


class Settings(NamedTuple):
    """One run of the action; ``number`` is None where there is no pull request to comment on, ``head`` its commit."""

    workspace: str
    token: str
    author: str
    comment: str
    key: str
    strict: bool
    fail_on: str
    severity: str
    base: str
    max_inline: int
    as_of: str
    api_url: str
    repository: str
    event_name: str
    number: int | None
    head: str
    sha: str
    env: Mapping[str, str]


def settings(env: Mapping[str, str], event: Mapping[str, Any]) -> Settings:
    """The action's inputs and the runner's facts in ``GITHUB_*``; ``event`` is the webhook payload of the run.

    Raises InputError naming the input, its value and what is allowed.
    """
    pull_request = event.get("pull_request") or {}
    return Settings(
        workspace=inputs.folder(env),
        token=inputs.given(env, "token", ""),
        author=inputs.given(env, "author", "github-actions[bot]"),
        comment=inputs.one_of(env, "comment", "on-findings", COMMENTING),
        key=inputs.key(env),
        strict=inputs.one_of(env, "strict", "false", ("true", "false")) == "true",
        fail_on=inputs.one_of(env, "fail-on", "new", FAIL_ON),
        severity=inputs.one_of(env, "severity", "error", SEVERITIES),
        base=inputs.revision(env, "base"),
        max_inline=inputs.notes(env),
        as_of=inputs.date(env, "as-of"),
        api_url=env.get("GITHUB_API_URL", "https://api.github.com"),
        repository=env.get("GITHUB_REPOSITORY", ""),
        event_name=_event_name(env.get("GITHUB_EVENT_NAME", "")),
        number=_number(pull_request.get("number")),
        head=str((pull_request.get("head") or {}).get("sha") or ""),
        sha=env.get("GITHUB_SHA", ""),
        env=env,
    )


def links(chosen: Settings, commit: str) -> Links:
    """Findings point to the files at the judged commit, whose lines they count."""
    folder = "" if chosen.workspace == "." else quote(chosen.workspace) + "/"
    run = runner.run_url(chosen.env, chosen.env.get("GITHUB_RUN_ID", ""))
    return Links(runner.files_url(chosen.env, commit, folder), run)


def _event_name(name: str) -> str:
    if name == "pull_request_target":
        raise InputError(
            "the event is pull_request_target, which checks out the base and not the change; "
            "use pull_request, and the action comment for forks"
        )
    return name


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None
