"""GitHub's OpenAPI description, cut down to the calls we make so that the validating proxy starts in seconds."""

import json
from collections.abc import Iterator
from typing import Any

PATHS = (
    "/repos/{owner}/{repo}/issues/{issue_number}/comments",
    "/repos/{owner}/{repo}/issues/comments/{comment_id}",
    "/repos/{owner}/{repo}/pulls",
    "/repos/{owner}/{repo}/pulls/{pull_number}",
    "/repos/{owner}/{repo}/pulls/{pull_number}/comments",
    "/repos/{owner}/{repo}/pulls/{pull_number}/reviews",
    "/repos/{owner}/{repo}/pulls/comments/{comment_id}",
    "/repos/{owner}/{repo}/actions/runs/{run_id}/artifacts",
    "/repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}",
)
# what github3.py asks for; the description only knows application/json
ACCEPTED = "application/vnd.github.v3.full+json"


def trimmed(description: str, server: str) -> str:
    """The same contract for ``PATHS`` alone, as if ``server`` were GitHub; what they refer to is kept whole."""
    whole = json.loads(description.replace("https://api.github.com", server))
    paths = {path: whole["paths"][path] for path in PATHS}
    for response in _responses(paths):
        if "application/json" in response.get("content", {}):
            response["content"][ACCEPTED] = response["content"]["application/json"]
    kept = {"openapi": whole["openapi"], "info": whole["info"], "servers": whole["servers"], "paths": paths}
    return json.dumps(kept | {"components": _components(whole, paths)})


def _responses(paths: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path in paths.values():
        for operation in path.values():
            if isinstance(operation, dict):
                yield from operation.get("responses", {}).values()


def _components(whole: dict[str, Any], start: dict[str, Any]) -> dict[str, Any]:
    kept: dict[str, dict[str, Any]] = {}
    waiting = [*_references(start)]
    while waiting:
        _, _, kind, name = waiting.pop().split("/")
        if name not in kept.setdefault(kind, {}):
            kept[kind][name] = whole["components"][kind][name]
            waiting += _references(kept[kind][name])
    return kept


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for value in node.values():
            yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)
