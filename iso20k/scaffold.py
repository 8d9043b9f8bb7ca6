"""The files of a new workspace."""

from __future__ import annotations

import json
from typing import NamedTuple

#: Stands where nobody noted where iso20k was installed from; the docs use the same words.
UNKNOWN_REPOSITORY = "https://github.com/OWNER/iso20k"
UNKNOWN_REVISION = "0" * 40


class Source(NamedTuple):
    """Where iso20k itself lives: the repository's address, 'owner/name' on GitHub, and the commit to pin."""

    url: str = UNKNOWN_REPOSITORY
    github: str = "OWNER/iso20k"
    revision: str = UNKNOWN_REVISION


class WorkspaceFiles(NamedTuple):
    """Files below the workspace's folder, and files that belong at the repository's top; (path, text) each."""

    here: tuple[tuple[str, str], ...]
    at_top: tuple[tuple[str, str], ...]


def workspace_files(organisation: str, edition: str, inner: str, source: Source) -> WorkspaceFiles:
    """What `iso20k init` writes; `inner` is the workspace's folder as seen from the repository's top, '.' for itself."""
    return WorkspaceFiles(
        here=(("iso20k.yaml", settings(organisation, edition)), ("sms/README.md", _README)),
        at_top=(
            (".pre-commit-config.yaml", hook_configuration(source)),
            (".github/workflows/iso20k.yml", check_workflow(inner, source)),
            (".github/workflows/iso20k-dashboard.yml", dashboard_workflow(source)),
        ),
    )


def settings(organisation: str, edition: str) -> str:
    """iso20k.yaml with the defaults written out as comments."""
    return f"""\
# The workspace of an ISO/IEC 20000 service management system. All but the organisation has a default.
organisation: {json.dumps(organisation, ensure_ascii=False)}
edition: "{edition}"
folder: sms
# hook:
#   drafts: tolerate      # what is only missing in a draft does not refuse a commit; or: refuse
#   refuse: errors        # or: warnings
# weights:                # of the nine areas, in sum 100
#   Scope & Context: 12
# waivers:                # each needs a reason and an end date
#   - rule: CAT-10
#     path: sms/03-service-catalog.md
#     reason: SLA negotiations end in June
#     until: 2026-06-30
"""


def hook_configuration(source: Source) -> str:
    """.pre-commit-config.yaml that runs the hook of the installed commit."""
    return f"""\
repos:
  - repo: {source.url}
    rev: {source.revision}
    hooks:
      - id: iso20k-check
"""


def check_workflow(inner: str, source: Source) -> str:
    """The workflow that judges every pull request and keeps one comment on it."""
    return f"""\
name: iso20k
on:
  pull_request:
permissions: {{}}
concurrency:
  group: iso20k-${{{{ github.event.pull_request.number }}}}
  cancel-in-progress: true
jobs:
  check:
    runs-on: ubuntu-latest
    permissions:
      contents: read
      pull-requests: write   # for the comment; without it the check runs and only the summary is written
    steps:
      # Pin the checkout to the full commit hash of the release that you have reviewed.
      - uses: actions/checkout@v4
        with:
          persist-credentials: false
      - uses: {source.github}/actions/check@{source.revision}
        with:
          workspace: {json.dumps(inner, ensure_ascii=False)}
"""


def dashboard_workflow(source: Source) -> str:
    """The workflow that publishes the dashboard from the default branch."""
    return f"""\
name: iso20k dashboard
on:
  push:
    branches: [main]
permissions: {{}}
jobs:
  publish:
    runs-on: ubuntu-latest
    permissions:
      contents: read
      pages: write
      id-token: write
    environment: github-pages
    steps:
      # Pin the actions to the full commit hashes of the releases that you have reviewed.
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0   # the dashboard shows the history
          persist-credentials: false
      - run: pipx run --spec git+{source.url}@{source.revision} iso20k dashboard -o site
      - uses: actions/upload-pages-artifact@v3
        with:
          path: site
      - uses: actions/deploy-pages@v4
"""


_README = """\
# The service management system

One Markdown file for each of the 22 steps, `01-organization-profile.md` to `22-management-review.md`.

- `iso20k new SKILL` writes the next document from its template.
- `iso20k check` judges what is here; `iso20k explain RULE` tells why a rule asks what it asks.
- `iso20k status` shows how far the system is and what to do next.
"""
