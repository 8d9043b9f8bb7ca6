"""What GitHub keeps of a run, as far as workflows see it: artifacts, and the site that is deployed from one.

The three actions need GitHub's artifact service, which no counterpart has. Ours have their inputs and outputs and put
the files into the folder `KEPT`; everything before them is the real action on the real runner.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from .install import Tools
from .runner import Documents, Run, run

UPLOAD = """\
name: upload-artifact
description: Keeps files
inputs:
  name:
    description: name
    default: artifact
  path:
    description: files
    required: true
  retention-days:
    description: days
    default: "90"
  if-no-files-found:
    description: what then
    default: warn
runs:
  using: composite
  steps:
    - shell: bash
      env:
        NAME: ${{ inputs.name }}
        FROM: ${{ inputs.path }}
        DAYS: ${{ inputs.retention-days }}
      run: |
        mkdir -p "$KEPT/artifacts"
        cp -R "$FROM" "$KEPT/artifacts/$NAME"
        printf '%s' "$DAYS" > "$KEPT/artifacts/$NAME.days"
"""
UPLOAD_PAGES = """\
name: upload-pages-artifact
description: Keeps a site
inputs:
  name:
    description: name
    default: github-pages
  path:
    description: folder
    default: _site/
outputs:
  artifact_id:
    description: number
    value: ${{ steps.kept.outputs.artifact_id }}
runs:
  using: composite
  steps:
    - id: kept
      shell: bash
      env:
        NAME: ${{ inputs.name }}
        FROM: ${{ inputs.path }}
      run: |
        mkdir -p "$KEPT/artifacts"
        cp -R "$FROM" "$KEPT/artifacts/$NAME"
        echo artifact_id=4711 >> "$GITHUB_OUTPUT"
"""
DEPLOY = """\
name: deploy-pages
description: Publishes a site that was kept
outputs:
  page_url:
    description: address
    value: ${{ steps.deployed.outputs.page_url }}
runs:
  using: composite
  steps:
    - id: deployed
      shell: bash
      run: |
        cp -R "$KEPT/artifacts/github-pages" "$KEPT/site"
        echo page_url=https://octo.github.io/sms-docs/ >> "$GITHUB_OUTPUT"
"""
STANDING_IN = {
    "actions/upload-artifact": UPLOAD,
    "actions/upload-pages-artifact": UPLOAD_PAGES,
    "actions/deploy-pages": DEPLOY,
}


def run_written(
    tools: Tools, repository: Documents, workflow: str, event: Mapping[str, Any], kind: str
) -> Run:
    """One run of a workflow exactly as it stands in its file; what it uploads lies in `kept(repository)`."""
    path = repository.folder / ".github" / "workflows" / workflow
    ours = (repository.action / "actions").glob("*/action.yml")
    local = {}
    for name in {name for file in (path, *ours) for name in _used(file)}:
        owner_and_name = "/".join(name.split("@")[0].split("/")[:2])
        where = f"{owner_and_name}@{name.split('@')[1]}"
        if owner_and_name in STANDING_IN:
            local[where] = _standing_in(repository, owner_and_name)
        elif owner_and_name != "actions/checkout":
            local[where] = repository.action
    return run(
        tools, repository, api="http://127.0.0.1:9", token="t0k", event=event, kind=kind, local=local,
        workflow=str(path), KEPT=str(kept(repository)), PATH=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    )  # fmt: skip


def kept(repository: Documents) -> Path:
    """Where artifacts and the published site lie."""
    return repository.home / "kept"


def initialise(repository: Documents, folder: str) -> None:
    """What `iso20k init` writes for a workspace in `folder`."""
    words = [sys.executable, "-I", "-m", "iso20k", "init", folder, "--organisation", "NetOps Solutions"]
    subprocess.run(words, cwd=repository.folder, capture_output=True, check=True)


def _used(path: Path) -> Iterator[str]:
    def walk(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            for name, inner in value.items():
                yield from [inner] if name == "uses" else walk(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from walk(inner)

    return walk(yaml.safe_load(path.read_text(encoding="utf-8")))


def _standing_in(repository: Documents, name: str) -> Path:
    folder = repository.home / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "action.yml").write_text(STANDING_IN[name], encoding="utf-8")
    return folder
