"""What makes an objective or a target measurable."""

import re
from typing import Final

from iso20k.values.dates import find_moments
from iso20k.values.deferred import deferred
from iso20k.values.listing import without_identifiers
from iso20k.values.signs import plain

_INDICATOR: Final = deferred(
    r"(?<![A-Za-z])(?:MTTR|MTTA|MTTD|MTTF|MTBF|MTRS|MTBSI|NPS|CSAT|CES|FCR|FTR)(?![A-Za-z])"
    r"|(?i:mean time (?:to|between)|net promoter|first[ -](?:contact|call|time)[ -](?:resolution|fix))"
)
_SHARE: Final = deferred(r"%|(?i:per ?cent|percentage)")
_KPI: Final = deferred(r"(?<![A-Za-z])KPI[ -]?[0-9]", re.IGNORECASE)
_LABELS: Final = deferred(
    # the number of a standard, a stage or a list item names something and measures nothing
    r"(?<![A-Za-z])(?:ISO(?:/IEC)?|IEC|EN|BS|NIST|COBIT|ITIL|SOC|stage|phase|step|clause|section|version|edition"
    r"|priority|tier|item|objective|goal|part|annex|table|figure|year|month|week|quarter|day|sprint|wave|office|microsoft|windows|no\.?|nr\.?|v)"
    r"[ -]?#?[0-9][0-9.:/-]{0,20}"
    r"|#[0-9]{1,6}|^ ?[0-9]{1,3}[.)] |(?<![0-9A-Za-z.,])[0-9]{1,3}(?:st|nd|rd|th)(?![a-z])"
    r"|(?<![0-9A-Za-z.,$€£-])(?<!AUD )(?<!EUR )(?<!GBP )(?<!NZD )(?<!USD )(?:19|20)[0-9]{2}(?![0-9%.,])|(?<![0-9])24 ?[x/] ?7(?![0-9])"
    r"|(?<![A-Za-z0-9])(?!AUD|EUR|GBP|NZD|USD)[A-Z][A-Za-z]{0,14}-?[0-9]{1,8}(?![0-9])(?!\+)",
    re.IGNORECASE,
)
_WORDED: Final = deferred(
    r"(?<![a-z])(?:zero|two|three|four|five|six|seven|eight|nine|ten|twelve|half|halve|double|triple)(?![a-z])",
    re.IGNORECASE,
)


def is_measurable(text: str) -> bool:
    """An objective is measurable by a figure, a percentage or a named indicator (KPI-001, MTTR, NPS).

    Dates, bare years, list numbers and numbers that name something (ISO 20000, Stage 2, P1) do not count; a
    span of time ("within 4 h", "within 9 months") does.
    """
    spelled = plain(text)
    if _INDICATOR().search(spelled) or _SHARE().search(spelled) or _KPI().search(spelled):
        return True
    for moment in find_moments(spelled):
        if moment.day is not None or not re.search(r"[a-z] [0-9a-z]+ [a-z]", moment.text, re.IGNORECASE):
            spelled = spelled.replace(moment.text, " ")
    bare = _LABELS().sub(" ", without_identifiers(spelled))
    return any(sign.isdigit() for sign in bare) or _WORDED().search(bare) is not None
