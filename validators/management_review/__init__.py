"""Step 22, management review: top management looks at the SMS, decides, and follows up (4.5.4.3 / 9.3)."""

from iso20k.judging.catalogue import Skill
from iso20k.judging.evidence import later
from validators.management_review.draft import draft
from validators.management_review.schema import SCHEMA
from validators.management_review.summary import summary

SKILL = Skill(SCHEMA, summary, __path__[0], draft, evidence=later(__name__))
