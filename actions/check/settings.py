"""What the workflow asked for and which pull request it runs on, read from the runner's environment."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import quote

from iso20k.reports.markdown.marking import marker
from iso20k.reports.markdown.places import Links

COMMENTING = ("always", "on-findings", "off")
FAILING = ("error", "warning", "never")
PREFIX = "ISO20K_ACTION_"


class Settings(NamedTuple):
    """One run of the action; ``number`` is None where there is no pull request to comment on."""

    workspace: str
    token: str
    author: str
    comment: str
    key: str
    strict: bool
    fail_on: str
    as_of: str
    api_url: str
    repository: str
    number: int | None
    sha: str
    head: str
    files_url: str
    run_url: str


class InputError(Exception):
    """The workflow gave the action a value it cannot mean anything by."""


def settings(env: Mapping[str, str], event: Mapping[str, Any]) -> Settings:
    """The action's inputs stand in ``ISO20K_ACTION_*``, the runner's facts in ``GITHUB_*``.

    ``event`` is the webhook payload of the run. Raises InputError naming the input, its value and what is allowed.
    """
    server, repository = env.get("GITHUB_SERVER_URL", ""), env.get("GITHUB_REPOSITORY", "")
    pull_request = event.get("pull_request") or {}
    return Settings(
        workspace=_folder(_input(env, "workspace", ".")),
        token=_input(env, "token", ""),
        author=_input(env, "author", "github-actions[bot]"),
        comment=_one_of("comment", _input(env, "comment", "on-findings"), COMMENTING),
        key=_key(_input(env, "key", "sms")),
        strict=_one_of("strict", _input(env, "strict", "false"), ("true", "false")) == "true",
        fail_on=_one_of("fail-on", _input(env, "fail-on", "error"), FAILING),
        as_of=_date(_input(env, "as-of", "")),
        api_url=env.get("GITHUB_API_URL", "https://api.github.com"),
        repository=repository,
        number=_number(pull_request.get("number")),
        sha=env.get("GITHUB_SHA", ""),
        head=_merged_head(env, pull_request),
        files_url=f"{server}/{repository}/blob/" if server and repository else "",
        run_url=_run_url(server, repository, env.get("GITHUB_RUN_ID", "")),
    )


def links(chosen: Settings, commit: str) -> Links:
    """Findings point to the files at the checked commit, whose lines they count."""
    folder = "" if chosen.workspace == "." else quote(chosen.workspace) + "/"
    blob = f"{chosen.files_url}{commit}/{folder}" if chosen.files_url and commit else ""
    return Links(blob, chosen.run_url, chosen.head if commit == chosen.sha != chosen.head else "")


def _input(env: Mapping[str, str], name: str, default: str) -> str:
    return env.get(PREFIX + name.replace("-", "_").upper(), "").strip() or default


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise InputError(f"input {name} is {value!r}, expected one of {', '.join(allowed)}")
    return value


def _folder(value: str) -> str:
    parts = [part for part in value.replace("\\", "/").split("/") if part not in ("", ".")]
    if value.startswith(("/", "\\")) or ".." in parts or re.match(r"[A-Za-z]:", value):
        raise InputError(f"input workspace is {value!r}, expected a folder inside the repository")
    return "/".join(parts) or "."


def _key(value: str) -> str:
    try:
        marker(value)
    except ValueError as error:
        allowed = "letters, digits, dots, underscores and single hyphens, at most 64"
        raise InputError(f"input key is {value!r}, expected {allowed}") from error
    return value


def _date(value: str) -> str:
    if value and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        raise InputError(f"input as-of is {value!r}, expected a date such as 2026-05-31")
    return value


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and value > 0 else None


def _merged_head(env: Mapping[str, str], pull_request: Mapping[str, Any]) -> str:
    # only for this event GitHub checks out the merge of the head into its base
    head = pull_request.get("head") or {}
    return str(head.get("sha") or "") if env.get("GITHUB_EVENT_NAME") == "pull_request" else ""


def _run_url(server: str, repository: str, run: str) -> str:
    return f"{server}/{repository}/actions/runs/{run}" if server and repository and run else ""
