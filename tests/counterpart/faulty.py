"""Another GitHub that nobody here wrote (myworld): it keeps reviews by line, and fails in the ways that services fail.

It has no edit of a comment, so what is edited is tested against the other one.
"""

import base64
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

import requests

from .install import Tools
from .server import free_ports, process

REPOSITORY = "octo/sms-docs"
WRITER = "octo"


class Faulty(NamedTuple):
    """A running world; ``url`` is what an action sees as the API, ``control`` makes things fail."""

    url: str
    control: str
    token: str

    def call(self, method: str, path: str, data: Mapping[str, Any] | None = None) -> Any:
        """A request of a person."""
        answer = requests.request(
            method, self.url + path, json=data, headers={"Authorization": f"token {self.token}"}, timeout=30
        )
        if not answer.ok:
            raise RuntimeError(f"{method} {path}: {answer.status_code} {answer.text[:500]}")
        return answer.json() if answer.content else None

    def fail(self, *faults: Mapping[str, Any]) -> None:
        """From now on these faults, and no others."""
        requests.put(f"{self.control}/faults", json=list(faults), timeout=30).raise_for_status()

    def pull_request(self, branch: str, path: str, text: str) -> dict[str, Any]:
        """A new pull request that adds one file."""
        repository = f"/repos/{REPOSITORY}"
        main = self.call("GET", f"{repository}/git/ref/heads/main")["object"]["sha"]
        self.call("POST", f"{repository}/git/refs", {"ref": f"refs/heads/{branch}", "sha": main})
        content = base64.b64encode(text.encode()).decode()
        self.call(
            "PUT", f"{repository}/contents/{path}", {"message": "Add", "content": content, "branch": branch}
        )
        wanted = {"title": f"Change {branch}", "head": branch, "base": "main"}
        return dict(self.call("POST", f"{repository}/pulls", wanted))

    def comments(self, number: int) -> list[dict[str, Any]]:
        """The conversation."""
        return list(self.call("GET", f"/repos/{REPOSITORY}/issues/{number}/comments?per_page=100"))

    def notes(self, number: int) -> list[dict[str, Any]]:
        """The notes on lines."""
        return list(self.call("GET", f"/repos/{REPOSITORY}/pulls/{number}/comments?per_page=100"))

    def reviews(self, number: int) -> list[dict[str, Any]]:
        """The reviews."""
        return list(self.call("GET", f"/repos/{REPOSITORY}/pulls/{number}/reviews?per_page=100"))


@contextmanager
def running(tools: Tools, folder: Path) -> Iterator[Faulty]:
    """The world listens on a free loopback port for the time of the block."""
    (port,) = free_ports(1)
    host = f"http://127.0.0.1:{port}"
    with process((tools.myworld, "serve", "--port", port), folder, "myworld", port):
        spec = {
            "name": "reviews",
            "servers": {"github": {"seed": _seed()}},
            "agents": {"agent": {"task": "review"}},
        }
        made = requests.post(f"{host}/envs", json={"spec": spec}, timeout=30)
        if not made.ok:
            raise RuntimeError(made.text[:2000])
        world = made.json()
        token = world["credentials"]["agent"]["github_token"]
        instance = world["servers"]["github"]["instance"]
        made_world = Faulty(f"{host}/gw/api.github.com", f"{host}/instances/{instance}", token)
        with suppress(RuntimeError):
            made_world.call("GET", f"/repos/{REPOSITORY}")  # its very first answer is a fault of its own
        yield made_world


def _seed() -> dict[str, Any]:
    return {
        "viewer": WRITER,
        "users": [{"login": WRITER, "name": "Octo", "email": "octo@example.org"}],
        "repos": [{"name": REPOSITORY, "private": False, "files": {"README.md": "# Documents\n"}}],
    }
