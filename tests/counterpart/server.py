"""A GitHub that keeps comments (emulate) behind a proxy that holds each request against GitHub's description (Prism).

github3.py → archives → proxy → emulator. Seeding goes to the emulator directly; only the calls of the action are validated.
"""

import base64
import json
import os
import re
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import jwt
import requests
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from . import archives
from .description import trimmed
from .install import Tools

APP, INSTALLATION, PERSON, PERSON_TOKEN = 15368, 100, "octo", "tok_octo"
REPOSITORY = "octo/sms-docs"
READ_WRITE = {"contents": "read", "issues": "write", "pull_requests": "write"}
READ_ONLY = {"contents": "read", "issues": "read", "pull_requests": "read"}
PATIENCE = 60.0  # seconds


class Server(NamedTuple):
    """A running counterpart; ``url`` is what an action sees as the API."""

    url: str
    emulator: str
    key: str
    log: Path
    archives: archives.Front

    def violations(self) -> list[str]:
        """The requests that GitHub's description does not allow, as the proxy logged them."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return [line for line in lines if "Violation: request" in line]

    def writes(self) -> list[str]:
        """The methods of all writing requests that came through the proxy so far, in order."""
        text = self.log.read_text(encoding="utf-8", errors="replace")
        return re.findall(r"\[HTTP SERVER\] (post|patch|put|delete) ", text)

    def token(self, permissions: Mapping[str, str]) -> str:
        """A token as a workflow run gets it: of the app ``github-actions``, with these permissions."""
        now = int(time.time())
        claims = {"iat": now - 60, "exp": now + 300, "iss": str(APP)}
        signed = jwt.encode(claims, self.key, algorithm="RS256")
        path = f"/app/installations/{INSTALLATION}/access_tokens"
        return str(self.call("POST", path, {"permissions": dict(permissions)}, f"Bearer {signed}")["token"])

    def call(self, method: str, path: str, data: Any = None, auth: str = f"token {PERSON_TOKEN}") -> Any:
        """One request of a person, straight to the emulator."""
        answer = requests.request(
            method, self.emulator + path, json=data, headers={"Authorization": auth}, timeout=30
        )
        if not answer.ok:
            raise RuntimeError(f"{method} {path}: {answer.status_code} {answer.text[:500]}")
        return answer.json() if answer.content else None

    def pull_request(self, branch: str) -> dict[str, Any]:
        """A new pull request of one file from ``branch`` into main."""
        repository = f"/repos/{REPOSITORY}"
        main = self.call("GET", f"{repository}/git/ref/heads/main")["object"]["sha"]
        self.call("POST", f"{repository}/git/refs", {"ref": f"refs/heads/{branch}", "sha": main})
        content = base64.b64encode(branch.encode()).decode()
        change = {"message": "Change a document", "content": content, "branch": branch}
        self.call("PUT", f"{repository}/contents/{branch}.md", change)
        wanted = {"title": f"Change {branch}", "head": branch, "base": "main"}
        return dict(self.call("POST", f"{repository}/pulls", wanted))

    def say(self, number: int, body: str) -> dict[str, Any]:
        """A comment of a person."""
        return dict(self.call("POST", f"/repos/{REPOSITORY}/issues/{number}/comments", {"body": body}))

    def comments(self, number: int) -> list[dict[str, Any]]:
        """The conversation, of at most 200 comments."""
        path = f"/repos/{REPOSITORY}/issues/{number}/comments?per_page=100"
        return [*self.call("GET", path), *self.call("GET", f"{path}&page=2")]


@contextmanager
def running(tools: Tools, folder: Path) -> Iterator[Server]:
    """Both programs listen on free loopback ports for the time of the block; their files are in ``folder``."""
    inner, outer = free_ports(2)
    url, emulator = f"http://127.0.0.1:{outer}", f"http://127.0.0.1:{inner}"
    key = _private_key()
    (folder / "seed.yaml").write_text(json.dumps(_seed(key)), encoding="utf-8")  # JSON is YAML
    text = tools.description.read_text(encoding="utf-8")
    (folder / "api.json").write_text(trimmed(text, url), encoding="utf-8")
    emulate = (tools.emulate, "start", "--service", "github", "--port", inner, "--base-url", url)
    prism = (tools.prism, "proxy", folder / "api.json", emulator, "-p", outer, "-h", "127.0.0.1")
    front = archives.Front(url)
    with (
        front.serving(),
        process((tools.node, *emulate, "--seed", folder / "seed.yaml"), folder, "emulate", inner),
        process((tools.node, *prism), folder, "prism", outer),
    ):
        yield Server(front.url, emulator, key, folder / "prism.log", front)


def _seed(key: str) -> dict[str, Any]:
    app = {
        "app_id": APP,
        "slug": "github-actions",
        "name": "GitHub Actions",
        "private_key": key,
        "permissions": {"contents": "write", "issues": "write", "pull_requests": "write", "actions": "read"},
        "installations": [
            {"installation_id": INSTALLATION, "account": PERSON, "repository_selection": "all"}
        ],
    }
    owner, name = REPOSITORY.split("/")
    return {
        "tokens": {PERSON_TOKEN: {"login": PERSON, "scopes": ["repo"]}},
        "github": {
            "users": [{"login": PERSON, "name": "Octo"}],
            "repos": [{"owner": owner, "name": name, "auto_init": True}],
            "apps": [app],
        },
    }


def _private_key() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()).decode()


def free_ports(number: int) -> list[int]:
    listening = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [entry.getsockname()[1] for entry in listening]
    for entry in listening:
        entry.close()
    return ports


@contextmanager
def process(command: Sequence[object], folder: Path, name: str, port: int) -> Iterator[None]:
    log = folder / f"{name}.log"
    with (
        log.open("wb") as out,
        subprocess.Popen(
            [str(part) for part in command],
            stdout=out,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env=os.environ | {"NO_COLOR": "1"},
        ) as process,
    ):
        try:
            _wait(process, port, log)
            yield
        finally:
            process.terminate()


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"{log.stem} did not start: {log.read_text(errors='replace')[-2000:]}")
