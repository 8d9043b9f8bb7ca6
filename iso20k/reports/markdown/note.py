"""A finding beside the line that it names, with the edit of the line where that is certain (``iso20k/review/1``)."""

import re
from collections.abc import Mapping
from typing import Any

from iso20k.reports.markdown.inert import inert
from iso20k.reports.markdown.places import NO_LINKS, RELATED_SHOWN, SIGNS, Links, place, told

Report = Mapping[str, Any]


def note(finding: Report, *, links: Links = NO_LINKS) -> str:
    """A finding beside its line, with the line as it should read where that is known."""
    word = "error" if finding.get("own_waiver") else finding["severity"]
    lines = [f"{SIGNS.get(str(finding['severity']), '💡')} **{word}**: {told(finding)}"]
    if finding["hint"]:
        lines.append(f"Cure: {inert(finding['hint'])}")
    lines += (
        f"See {place(other['path'], other['line'], links)}: {inert(other['message'] or '')}"
        for other in finding["related"][:RELATED_SHOWN]
    )
    if suggestion := finding.get("suggestion"):
        fence = "`" * max(3, 1 + max(map(len, re.findall(r"`+", suggestion)), default=0))
        lines.append(f"{fence}suggestion\n{suggestion}\n{fence}")
    return "\n\n".join(lines) + "\n"
