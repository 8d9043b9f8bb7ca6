"""The files of a new workspace."""

from __future__ import annotations

from typing import NamedTuple

from iso20k.scaffold.beginnings import README, hook_configuration, settings
from iso20k.scaffold.instance import Instance
from iso20k.scaffold.source import Source
from iso20k.scaffold.workflows import check_workflow, comment_workflow, dashboard_workflow

WORKFLOWS = ".github/workflows/"


class WorkspaceFiles(NamedTuple):
    """Files below the workspace's folder, and files that belong at the repository's top; (path, text) each.

    `dashboard` is the one of the latter that publishes: a repository has one site.
    """

    here: tuple[tuple[str, str], ...]
    at_top: tuple[tuple[str, str], ...]
    dashboard: tuple[str, str]


def workspace_files(organisation: str, edition: str, instance: Instance, source: Source) -> WorkspaceFiles:
    """What `iso20k init` writes for a workspace and where its repository finds iso20k."""
    stem = WORKFLOWS + instance.stem
    return WorkspaceFiles(
        here=(("iso20k.yaml", settings(organisation, edition)), ("sms/README.md", README)),
        at_top=(
            (".pre-commit-config.yaml", hook_configuration(source)),
            (f"{stem}.yml", check_workflow(instance, source)),
            (f"{stem}-comment.yml", comment_workflow(instance, source)),
        ),
        dashboard=(f"{stem}-dashboard.yml", dashboard_workflow(instance, source)),
    )
