"""A review report (``iso20k/review/1``) becomes what a pull request is to be told."""

from collections.abc import Iterator, Mapping
from typing import Any

from actions.posting.notes import Note
from actions.posting.post import Wanted
from iso20k.edges.github.conversation import Spot
from iso20k.reports.markdown.note import note
from iso20k.reports.markdown.places import Links
from iso20k.reports.markdown.review import comment, is_clean

COMMENTING = ("always", "on-findings", "off")
WEIGHTS = ("error", "warning")


def wanted(
    report: Mapping[str, Any], *, number: int, key: str, author: str, commenting: str, most: int, links: Links
) -> Wanted:
    """The comment, and a note for each new error or warning on a line of the change.

    A pull request that never had a comment gets one where there is something to say, or always.
    """
    findings = report["findings"]
    return Wanted(
        number,
        report["head"]["proposed"],
        key,
        author,
        comment(report, key=key, links=links),
        may_create=commenting == "always" or not is_clean(report),
        notes=tuple(_notes(findings, report["workspace"], links)),
        standing=frozenset(finding["id"] for finding in findings if finding["state"] in ("new", "remaining")),
        most=most,
    )


def _notes(findings: list[Mapping[str, Any]], workspace: str, links: Links) -> Iterator[Note]:
    chosen = (
        finding
        for finding in findings
        if finding["inline"] and finding["state"] == "new" and finding["severity"] in WEIGHTS
    )
    for finding in sorted(
        chosen, key=lambda one: (WEIGHTS.index(one["severity"]), one["path"], one["line"], one["id"])
    ):
        spot = Spot(workspace + finding["path"], finding["line"])
        yield Note(finding["id"], spot, note(finding, links=links))
