"""The runner reads commands from the log and values from files; both would obey a document's text if it let them."""

import json
from collections.abc import Mapping
from typing import Any


def event(env: Mapping[str, str]) -> Mapping[str, Any]:
    """The webhook payload of the run, empty where there is none."""
    path = env.get("GITHUB_EVENT_PATH", "")
    if not path:
        return {}
    with open(path, encoding="utf-8") as file:
        found = json.load(file)
    return found if isinstance(found, dict) else {}


def quoted(text: str, token: str) -> str:
    """Text of others stands in the log between two lines that keep the runner from reading commands in it."""
    return f"::stop-commands::{token}\n{text.rstrip()}\n::{token}::"


def outputs(values: Mapping[str, str]) -> str:
    """Outputs of the step, one a line; raises ValueError where a value could set another output."""
    for name, value in values.items():
        if "\n" in value or "\r" in value:
            raise ValueError(f"output {name} has more than one line")
    return "".join(f"{name}={value}\n" for name, value in values.items())


def append(path: str, text: str) -> None:
    """Add to a file that the runner reads; nothing where it named none."""
    if path:
        with open(path, "a", encoding="utf-8", newline="\n") as file:
            file.write(text)


def run_url(env: Mapping[str, str], run: str) -> str:
    """The page of a run, '' outside of GitHub."""
    server, repository = env.get("GITHUB_SERVER_URL", ""), env.get("GITHUB_REPOSITORY", "")
    return f"{server}/{repository}/actions/runs/{run}" if server and repository and run else ""


def files_url(env: Mapping[str, str], commit: str, folder: str) -> str:
    """The prefix of the addresses of files at a commit, with its final slash; `folder` is quoted and ends in one, or ''."""
    server, repository = env.get("GITHUB_SERVER_URL", ""), env.get("GITHUB_REPOSITORY", "")
    return f"{server}/{repository}/blob/{commit}/{folder}" if server and repository and commit else ""
