"""A GitHub, a runner, and a repository of documents whose catalogue can be broken and mended."""

from pathlib import Path
from typing import Any, NamedTuple

from . import install, runner, server

FOLDER = "our documents"  # with a space, as people name folders
EXAMPLE = runner.ROOT / "examples" / "netops"
CATALOGUE = "sms/03-service-catalog.md"
OWNED, OWNERLESS = "| business | Hannah Lim |", "| business |  |"


class World(NamedTuple):
    """What a scenario plays in; the first commit of the documents is the base of all others."""

    tools: install.Tools
    github: server.Server
    documents: runner.Documents

    def write(self, *, broken: bool, **inputs: str) -> str:
        """Commit the workspace with or without the owner of a service; the first commit is the base of all others."""
        text = (EXAMPLE / CATALOGUE).read_text(encoding="utf-8")
        assert OWNED in text
        # the emulator knows no reviews by line: notes are tested against another counterpart
        given = {"workspace": FOLDER, "as-of": "2026-05-31", "max-inline": "0"} | {
            name.replace("_", "-"): value for name, value in inputs.items()
        }
        return self.documents.commit(
            {
                ".github/workflows/documents.yml": runner.workflow(given),
                f"{FOLDER}/iso20k.yaml": (EXAMPLE / "iso20k.yaml").read_text(encoding="utf-8"),
                f"{FOLDER}/{CATALOGUE}": text.replace(OWNED, OWNERLESS) if broken else text,
            }
        )

    def event(self, pull_request: dict[str, Any]) -> dict[str, Any]:
        """The payload of a push to a pull request, whose base is the first commit of the documents."""
        base = {
            **pull_request["base"],
            "sha": self.documents.git("rev-list", "--max-parents=0", "HEAD").strip(),
        }
        return {
            "action": "synchronize",
            "number": pull_request["number"],
            "pull_request": {**pull_request, "base": base},
        }

    def run(self, event: dict[str, Any], token: str, kind: str = "pull_request") -> runner.Run:
        url = self.github.url
        return runner.run(self.tools, self.documents, api=url, token=token, event=event, kind=kind)

    def finished(self, pull_request: dict[str, Any], run: int, head: str = "") -> dict[str, Any]:
        """The payload that tells of a finished run of stage one."""
        side = pull_request["head"]
        told = {
            "id": run,
            "event": "pull_request",
            "conclusion": "failure",
            "head_sha": head or side["sha"],
            "head_branch": side["ref"],
            "head_repository": {"full_name": server.REPOSITORY, "owner": {"login": server.PERSON}},
        }
        return {"action": "completed", "workflow_run": told}

    def report(self, run: runner.Run) -> bytes:
        """The report that a run of stage one has written."""
        return Path(run.outputs["report"]).read_bytes()
