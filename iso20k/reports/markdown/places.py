"""Where a reader can go from a finding: the file at its line, the run, the whole list."""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote

from iso20k.reports.markdown.inert import code, inert

RELATED_SHOWN = 3
SIGNS = {"error": "❌", "warning": "⚠️"}


class Links(NamedTuple):
    """Addresses, empty strings where there is no such page.

    ``blob``: URL prefix of the workspace's files at the judged commit, with its final slash. ``run``: the run that holds
    the job summary.
    """

    blob: str = ""
    run: str = ""


NO_LINKS = Links()


def place(path: str | None, line: int | None, links: Links) -> str:
    """'sms/03-service-catalog.md line 40', a link where there is a page."""
    label = inert(path or "workspace", 200) + (f" line {line}" if line else "")
    return link(label, path, line, links)


def link(label: str, path: str | None, line: int | None, links: Links) -> str:
    """`label`, as a link to the line where there is a page."""
    if not links.blob or not path or not _is_encodable(path):
        return label
    # a rendered Markdown page has no line anchors, the plain view has
    return f"[{label}]({links.blob}{quote(path)}{f'?plain=1#L{line}' if line else ''})"


def _is_encodable(path: str) -> bool:
    return len(path) <= 500 and not any(unicodedata.category(char) == "Cs" for char in path)


def finding_item(finding: Mapping[str, Any], lines: Sequence[int | None], links: Links) -> str:
    """A list item: severity, lines, message, rule and clause; below it the cure or the waiver, and the other documents'
    lines.

    `lines` are those of all findings of a document that say the same.
    """
    path, own = finding["path"], bool(finding.get("own_waiver"))
    waived = bool(finding.get("waived")) and not own
    where = ", ".join(link(str(line), path, line, links) for line in lines if line)
    noun = "lines" if where.count(", ") else "line"
    sign = "" if waived else f"{SIGNS.get(str(finding['severity']), '💡')} "
    told_lines = [f"- {sign}{f'{noun} {where}' if where else 'document'}: {told(finding)}"]
    if waived:
        told_lines.append(f"  - Waived: {inert(finding['waived'])}")
    elif finding["hint"]:
        told_lines.append(f"  - Cure: {inert(finding['hint'])}")
    if own:
        told_lines.append(
            f"  - The waiver that this change brings does not count for it: {inert(finding['waived'])}"
        )
    told_lines += (
        f"  - See {place(other['path'], other['line'], links)}: {inert(other['message'] or '')}"
        for other in finding["related"][:RELATED_SHOWN]
    )
    return "\n".join(told_lines) + "\n"


def told(finding: Mapping[str, Any]) -> str:
    """'Backup has no owner (`CAT-01`, clause 6.1)'."""
    clause = f", clause {inert(finding['clause'], 60)}" if finding["clause"] not in (None, "", "-") else ""
    return f"{inert(finding['message'])} ({code(finding['rule'])}{clause})"
