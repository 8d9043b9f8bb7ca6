"""What a workflow run left behind: found by its name, read up to a limit."""

from typing import Any, NamedTuple
from urllib.parse import urlsplit

import requests

from iso20k.edges.github.answers import Failure, Unanswered, named, refusal
from iso20k.edges.github.connection import Connection

SECONDS = 60


class Artifact(NamedTuple):
    """An archive of a run; `expired`: GitHub has thrown its content away."""

    id: int
    name: str
    size: int
    expired: bool


class Gone(NamedTuple):
    """The archive is not there any more, or never was."""

    reason: str


def artifacts(where: Connection, run: int) -> tuple[Artifact, ...] | Failure:
    """The archives of a workflow run, the newest last."""
    listed = where.listed(where.url("actions", "runs", run, "artifacts"))
    if isinstance(listed, Failure):
        return listed
    try:
        found = (
            Artifact(int(data["id"]), str(data["name"]), int(data["size_in_bytes"]), bool(data["expired"]))
            for data in listed
        )
        return tuple(sorted(found))
    except (KeyError, TypeError, ValueError) as error:
        return Unanswered(f"GitHub described an artifact otherwise ({named(error)})")


def download(where: Connection, artifact: Artifact, limit: int) -> bytes | Gone | Failure:
    """The bytes of an archive; more than `limit` are not read.

    GitHub answers with another address; the token is not sent there.
    """
    url = where.url("actions", "artifacts", artifact.id, "zip")
    try:
        first = where.session.get(url, allow_redirects=False)
        if first.status_code in (404, 410):
            return Gone(f"{first.status_code}: the artifact is not there any more")
        if first.status_code != 302:
            return refusal(first)
        address = first.headers.get("location", "")
        if urlsplit(address).scheme not in {"https", urlsplit(where.session.base_url).scheme}:
            return Unanswered("GitHub named an address that is not secure")
        with requests.get(address, stream=True, timeout=(10, SECONDS)) as second:
            if second.status_code in (404, 410):
                return Gone(f"{second.status_code}: the artifact is not there any more")
            if second.status_code != 200:
                return Unanswered(f"the store of artifacts answered {second.status_code}")
            return _read(second, limit)
    except (OSError, ValueError) as error:
        return Unanswered(named(error))


def _read(response: Any, limit: int) -> bytes | Unanswered:
    read = bytearray()
    for part in response.iter_content(65_536):
        read += part
        if len(read) > limit:
            return Unanswered(f"the artifact is larger than {limit:,} bytes")
    return bytes(read)
