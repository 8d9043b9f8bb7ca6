"""Write an artifact from its skill's template, filled with what earlier steps already say."""

from __future__ import annotations

import argparse
import os
import re
import sys

from iso20k.edges.cache import Cache
from iso20k.edges.clock import today
from iso20k.edges.disk import InputError, workspace_around
from iso20k.edges.files import Write, write_new
from iso20k.edges.sources import Snapshot, work_tree
from iso20k.judging.catalogue import Skill
from iso20k.judging.drafting import drafted_text
from iso20k.reading.reader import read_document
from validators.registry import catalogue
from validators.service_management_plan.draft import document_owner


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `iso20k new`."""
    parser.add_argument("skill", nargs="?", metavar="SKILL", help="the skill, such as service-catalog")
    parser.add_argument("--list", action="store_true", help="list the skills")


def run(options: argparse.Namespace) -> int:
    """0 when the document was written; an existing one is never touched (exit code 2)."""
    if options.list or not options.skill:
        for known in catalogue().skills:
            print(f"{known.schema.step.number:>3}  {known.name:<26} {known.schema.step.title}")
        return 0 if options.list else 2
    skill = catalogue().skill(options.skill)
    if skill is None:
        names = ", ".join(known.name for known in catalogue().skills)
        raise InputError(options.skill, "there is no such skill", f"Use one of: {names}.")
    root = workspace_around(".")
    if root is None:
        raise InputError(
            os.getcwd(), "there is no iso20k.yaml here or above", "Run 'iso20k init' to make a workspace."
        )
    snapshot = work_tree(root)
    path = os.path.join(root, snapshot.configuration.folder, f"{skill.schema.step.stem}.md")
    for written_path, written in write_new([Write(path, _text(skill, snapshot))]):
        shown = os.path.relpath(written_path)
        if not written:
            print(f"iso20k: {shown} is already there and was not touched", file=sys.stderr)
            return 2
        print(f"wrote  {shown}\n\nFill every [bracket], then run: iso20k check {shown}")
    return 0


def _text(skill: Skill, snapshot: Snapshot) -> str:
    """The template with what the workspace already says; each source is named in a comment behind it."""
    configuration = snapshot.configuration
    with open(os.path.join(skill.folder, "template.md"), encoding="utf-8") as file:
        template = file.read()
    template = template.replace(
        "{{organisation}}", configuration.organisation or "[Name of the organisation]"
    )
    template = template.replace("{{edition}}", configuration.edition)
    cache = Cache()
    assessment = snapshot.judged(cache, catalogue(), today())
    cache.close()
    workspace = assessment.workspace
    owner = document_owner(workspace, skill.schema.step)
    if owner:  # the front matter is no register: its one line is known by its key
        template = re.sub(r"(?m)^owner: .*$", f"owner: {owner}", template, count=1)
    return drafted_text(template, read_document(template.encode()), skill.schema, skill.draft(workspace))
