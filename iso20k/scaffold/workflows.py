"""The workflows of a workspace, filled into the files of `templates/`."""

from __future__ import annotations

import json
import os
import re
import string

from iso20k.scaffold.instance import Instance
from iso20k.scaffold.source import Source


class _Template(string.Template):
    """`%{name}` is filled in, because `$` and `{{` belong to the workflows themselves."""

    delimiter = "%"


def check_workflow(instance: Instance, source: Source) -> str:
    """Judges pull requests, the merge queue and the default branch."""
    return _filled("check", instance, source)


def comment_workflow(instance: Instance, source: Source) -> str:
    """Posts what the check of a fork found, in a run of its own that may write."""
    return _filled("comment", instance, source)


def dashboard_workflow(instance: Instance, source: Source) -> str:
    """Publishes the dashboard from the default branch."""
    return _filled("dashboard", instance, source)


def _filled(name: str, instance: Instance, source: Source) -> str:
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "templates", f"{name}.yml")
    with open(path, encoding="utf-8") as file:
        template = _Template(file.read())
    return template.substitute(
        name=instance.stem,
        of="" if instance.folder == "." else f" ({instance.key})",
        branch=_quoted(_pattern(instance.branch)),
        iso20k=source.github,
        pin=source.pin,
        workspace=_quoted(_literal(instance.folder)),
        key=instance.key,
    )


def _quoted(text: str) -> str:
    """A JSON string is a YAML string, but for the line ends of Unicode that only YAML knows."""
    told = json.dumps(text, ensure_ascii=False)
    return re.sub(r"[\x7f-\x9f\u2028\u2029\ufeff]", lambda found: f"\\u{ord(found[0]):04x}", told)


def _literal(text: str) -> str:
    """GitHub evaluates '${{' in every value, so it is given as an expression whose value is just that."""
    return text.replace("${{", "${{ '${{' }}")


def _pattern(branch: str) -> str:
    """The filter of branches that only this one passes: '+' and '!' may stand in names and mean something to it."""
    return re.sub(r"([+!\]])", r"\\\1", branch)
