"""Write an artifact from its skill's template, filled with what earlier steps already say, or the board's report."""

from __future__ import annotations

import argparse
import os
import re
import sys

from iso20k.commands.judging import judged
from iso20k.commands.options import day
from iso20k.edges.disk import InputError, this_workspace
from iso20k.edges.files import Write, write_new
from iso20k.edges.git import Repository
from iso20k.edges.sources import Snapshot, committed, work_tree
from iso20k.judging.assessment import Assessment
from iso20k.judging.catalogue import Skill
from iso20k.judging.drafting import drafted_text
from iso20k.judging.executive import EXECUTIVE_REPORT, executive_report
from iso20k.reading.reader import read_document
from validators.registry import catalogue
from validators.service_management_plan.draft import document_owner

#: Where compiled reports lie, outside the folder of the artifacts.
REPORTS = "reports"
_ENDINGS = {"markdown": "md", "html": "html"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `iso20k new`."""
    parser.add_argument("skill", nargs="?", metavar="SKILL", help="the skill, such as service-catalog")
    parser.add_argument("--list", action="store_true", help="list the skills")
    parser.add_argument(
        "--format",
        choices=tuple(_ENDINGS),
        help=f"of {EXECUTIVE_REPORT}: Markdown, or HTML that prints on A4 (default: markdown)",
    )
    parser.add_argument("--rev", metavar="REV", help=f"of {EXECUTIVE_REPORT}: this commit, which it names")
    parser.add_argument("--as-of", type=day, metavar="DATE", help="as of this day (default: today)")


def run(options: argparse.Namespace) -> int:
    """0 when the document was written; an existing one is never touched (exit code 2)."""
    if options.list or not options.skill:
        for known in catalogue().skills:
            print(f"{known.schema.step.number:>3}  {known.name:<26} {known.schema.step.title}")
        print(f"{'–':>3}  {EXECUTIVE_REPORT:<26} One to two pages for a board, compiled from the 22")
        return 0 if options.list else 2
    skill = catalogue().skill(options.skill)
    if skill is None and options.skill != EXECUTIVE_REPORT:
        names = ", ".join((*(known.name for known in catalogue().skills), EXECUTIVE_REPORT))
        raise InputError(options.skill, "there is no such skill", f"Use one of: {names}.")
    given = [f"--{name} {getattr(options, name)}" for name in ("format", "rev") if getattr(options, name)]
    if skill and given:
        hint = f"Leave it away; it is for {EXECUTIVE_REPORT}."
        raise InputError(given[0], f"{skill.name} is drafted as Markdown from the work tree", hint)
    root = this_workspace(".")
    snapshot = _committed(root, options.rev) if options.rev else work_tree(root)
    assessment = judged(snapshot, options.as_of)
    if skill is None:
        return _write(
            _report(root, assessment, options.format or "markdown"), "Every figure names its source."
        )
    path = os.path.join(root, snapshot.configuration.folder, f"{skill.schema.step.stem}.md")
    told = f"Fill every [bracket], then run: iso20k check {os.path.relpath(path)}"
    return _write(Write(path, _text(skill, snapshot, assessment)), told)


def _write(write: Write, told: str) -> int:
    for path, written in write_new([write]):
        shown = os.path.relpath(path)
        if not written:
            print(f"iso20k: {shown} is already there and was not touched", file=sys.stderr)
            return 2
        print(f"wrote  {shown}\n\n{told}")
    return 0


def _committed(root: str, revision: str) -> Snapshot:
    repository = Repository.around(root)
    return committed(repository, repository.relative(root), revision)


def _report(root: str, assessment: Assessment, form: str) -> Write:
    """A report belongs to its day: a later one is another file."""
    from iso20k.reports import executive

    report = executive_report(assessment, lambda step: document_owner(assessment.workspace, step))
    made = executive.page if form == "html" else executive.markdown
    name = f"{EXECUTIVE_REPORT}-{assessment.as_of}.{_ENDINGS[form]}"
    return Write(os.path.join(root, REPORTS, name), made(report, "../"))


def _text(skill: Skill, snapshot: Snapshot, assessment: Assessment) -> str:
    """The template with what the workspace already says; each source is named in a comment behind it."""
    configuration = snapshot.configuration
    with open(os.path.join(skill.folder, "template.md"), encoding="utf-8") as file:
        template = file.read()
    template = template.replace(
        "{{organisation}}", configuration.organisation or "[Name of the organisation]"
    )
    template = template.replace("{{edition}}", configuration.edition)
    workspace = assessment.workspace
    owner = document_owner(workspace, skill.schema.step)
    if owner:  # the front matter is no register: its one line is known by its key
        template = re.sub(r"(?m)^owner: .*$", f"owner: {owner}", template, count=1)
    return drafted_text(template, read_document(template.encode()), skill.schema, skill.draft(workspace))
