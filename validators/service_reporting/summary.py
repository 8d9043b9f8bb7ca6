"""What a person would read out about service reporting."""

from iso20k.facts.artifact import Artifact
from iso20k.judging.workspace import Workspace
from iso20k.wording.phrases import count, listed
from validators.service_reporting.reports import CONTENTS, TYPES, Report, reports, shown

_FIELDS = ("purpose", "audience", "sources", "owner")


def summary(workspace: Workspace, reporting: Artifact) -> str:
    """'5 reports, each with purpose, audience, frequency, data source and owner; 5 of 5 types …; 6 of 6 contents …'."""
    known = reports(reporting)
    if not known:
        return "No report is registered."
    complete = [report for report in known if _complete(report)]
    share = "each" if len(complete) == len(known) else f"{len(complete)} of them"
    often = dict.fromkeys(report.record.text("frequency").lower() for report in known if report.frequency)
    kinds = [kind.name for kind in TYPES if any(kind.name in report.kinds for report in known)]
    lacking = [CONTENTS[key].name for key, names in shown(reporting).items() if not names]
    actions = len(reporting.records("log"))
    return (
        f"{count(len(known), 'report')} ({listed(often)}), {share} with purpose, audience, frequency, data source and owner; "
        f"{len(kinds)} of {len(TYPES)} report types ({listed(kinds)}); "
        f"{len(CONTENTS) - len(lacking)} of {len(CONTENTS)} required contents"
        + (f", missing: {listed(lacking)}. " if lacking else ". ")
        + f"{count(actions, 'decision or action', 'decisions and actions')} logged."
    )


def _complete(report: Report) -> bool:
    return bool(report.frequency) and all(report.record.filled(key) for key in _FIELDS)
