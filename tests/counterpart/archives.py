"""The archives of workflow runs, which no emulator keeps: three answers of our own before the proxy.

The proxy sees every request all the same, so that it is held against GitHub's description; its answer counts for all others.
"""

import io
import json
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

import requests

REPOSITORY_PREFIX = "/repos/octo/sms-docs/actions/"
DAY = "2026-05-31T08:00:00Z"


class Archive(NamedTuple):
    """What a run has left; ``data`` is None when it was deleted after it had been listed."""

    run: int
    name: str
    data: bytes | None
    expired: bool


def packed(name: str, data: bytes) -> bytes:
    """A zip of one file, as the upload action makes it."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return held.getvalue()


class Front:
    """Keeps archives and hands everything on to the proxy; ``tokens_sent`` are those that reached the store."""

    def __init__(self, proxy: str) -> None:
        self.kept: list[Archive] = []
        self.tokens_sent: list[str] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self, proxy))
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def keep(self, run: int, name: str, data: bytes | None, *, expired: bool = False) -> None:
        """A run leaves an archive."""
        self.kept.append(Archive(run, name, data, expired))

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Answer for the time of the block."""
        thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._server.shutdown()
            self._server.server_close()

    def listed(self, run: int) -> dict[str, Any]:
        """The archives of a run as GitHub describes them."""
        found = [(number, one) for number, one in enumerate(self.kept) if one.run == run]
        return {
            "total_count": len(found),
            "artifacts": [self._described(number, one) for number, one in found],
        }

    def _described(self, number: int, one: Archive) -> dict[str, Any]:
        base = f"{self.url}{REPOSITORY_PREFIX}artifacts/{number}"
        return {
            "id": number, "node_id": f"A{number}", "name": one.name, "size_in_bytes": len(one.data or b""),
            "url": base, "archive_download_url": f"{base}/zip", "expired": one.expired, "created_at": DAY,
            "expires_at": DAY, "updated_at": DAY,
        }  # fmt: skip


def _handler(front: Front, proxy: str) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            parts = path.removeprefix(REPOSITORY_PREFIX).split("/")
            if path.startswith("/store/"):
                self._stored(int(path.rsplit("/", 1)[1]))
            elif path.startswith(REPOSITORY_PREFIX) and parts[0] == "runs":
                self._passed_on()
                self._say(200, json.dumps(front.listed(int(parts[1]))).encode())
            elif path.startswith(REPOSITORY_PREFIX) and parts[0] == "artifacts":
                self._passed_on()
                self._say(302, b"", {"Location": f"{front.url}/store/{parts[1]}"})
            else:
                self._pass_on()

        def do_POST(self) -> None:
            self._pass_on()

        do_PATCH = do_DELETE = do_PUT = do_POST  # noqa: N815 - the names that the library calls

        def _stored(self, number: int) -> None:
            front.tokens_sent.extend(filter(None, [self.headers.get("Authorization")]))
            data = front.kept[number].data
            self._say(200 if data is not None else 404, data or b"", {"Content-Type": "application/zip"})

        def _passed_on(self) -> requests.Response:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {k: v for k, v in self.headers.items() if k.lower() not in ("host", "content-length")}
            return requests.request(
                self.command,
                proxy + self.path,
                data=body,
                headers=headers,
                timeout=30,
                allow_redirects=False,
            )

        def _pass_on(self) -> None:
            answer = self._passed_on()
            kept = {
                k: v for k, v in answer.headers.items() if k.lower() in ("content-type", "link", "location")
            }
            self._say(answer.status_code, answer.content, kept)

        def _say(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
            self.send_response(status)
            for name, value in ({"Content-Type": "application/json"} | (headers or {})).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words: object) -> None:
            """Quiet."""

    return Handler
