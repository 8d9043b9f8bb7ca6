"""Whether a change fails its check: by the findings it brings, by any that is there, or never."""

from __future__ import annotations

from collections.abc import Iterable

from iso20k.judging.revision import Seen
from iso20k.judging.rule import Severity

#: What fails a change: `new` findings that it brings, `any` finding that is there after it, or `never`.
FAIL_ON = ("new", "any", "never")
#: From which severity a finding fails.
SEVERITIES = ("error", "warning")


def failing(findings: Iterable[Seen], fail_on: str, severity: str) -> tuple[Seen, ...]:
    """The findings for which the change fails.

    A waiver that the change itself brings does not help: a change cannot forgive itself.
    """
    if fail_on == "never":
        return ()
    serious = (Severity.ERROR,) if severity == "error" else (Severity.ERROR, Severity.WARNING)
    return tuple(
        seen
        for seen in findings
        if seen.counts and seen.finding.severity in serious and (fail_on == "any" or seen.state == "new")
    )
