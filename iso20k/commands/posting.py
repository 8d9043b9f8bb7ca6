"""`iso20k review --post`: the review goes to the pull request, from any continuous integration or a desk."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from actions.posting.post import post
from actions.posting.wanted import wanted
from iso20k.edges.disk import InputError
from iso20k.edges.github.connection import Connection
from iso20k.reports.markdown.places import Links

NOTES = 10


def post_review(report: Mapping[str, Any], number: int | None, *, key: str, author: str) -> None:
    """Write the comment and the notes; what goes wrong is told on standard error and changes no exit code.

    GITHUB_TOKEN (or GH_TOKEN), GITHUB_REPOSITORY and GITHUB_API_URL are read as a workflow sets them. Raises `InputError` where
    the repository or the number of the pull request is not known.
    """
    env = os.environ
    repository, token = env.get("GITHUB_REPOSITORY", ""), env.get("GITHUB_TOKEN") or env.get("GH_TOKEN") or ""
    if not repository or not token:
        missing = "GITHUB_REPOSITORY" if not repository else "GITHUB_TOKEN"
        raise InputError(missing, "--post needs it", "Set GITHUB_REPOSITORY=owner/name and GITHUB_TOKEN.")
    asked = wanted(
        report,
        number=number or _number(env.get("GITHUB_EVENT_PATH", "")),
        key=key,
        author=author,
        commenting="on-findings",
        most=NOTES,
        links=_links(report, env.get("GITHUB_SERVER_URL", "https://github.com"), repository),
    )
    told = post(Connection(env.get("GITHUB_API_URL", "https://api.github.com"), token, repository), asked)
    words = told.trouble or (f"The comment stands at {told.url}" if told.url else "There was nothing to say.")
    print(words, file=sys.stderr)


def _links(report: Mapping[str, Any], server: str, repository: str) -> Links:
    folder = quote(report["workspace"])
    return Links(f"{server}/{repository}/blob/{report['head']['commit']}/{folder}")


def _number(event_path: str) -> int:
    """The pull request that the surrounding workflow runs for."""
    if event_path:
        with open(event_path, encoding="utf-8") as file:
            number = (json.load(file).get("pull_request") or {}).get("number")
        if isinstance(number, int):
            return number
    raise InputError("--pull-request", "the pull request is not known", "Name it: --post --pull-request N.")
