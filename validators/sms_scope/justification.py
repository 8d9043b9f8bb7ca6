"""Whether an exclusion is justified: a reason that says more than the name of what is left out."""

from iso20k.wording.filled import informative_words
from validators.sms_scope.boundaries import Exclusion

#: A reason has at least so many informative words beside those of the excluded item (rule SCO-04).
REASON_WORDS = 6


def reason_words(exclusion: Exclusion) -> int:
    """How many different informative words the justification adds to the name of the item."""
    own = set(informative_words(exclusion.item))
    return len(set(informative_words(exclusion.justification)) - own)


def is_justified(exclusion: Exclusion) -> bool:
    """Whether the reason says enough to be judged by an auditor."""
    return reason_words(exclusion) >= REASON_WORDS
