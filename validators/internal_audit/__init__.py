"""Step 20, internal audit: whether the SMS does what it says, found out by people who do not judge their own work."""

from iso20k.judging.catalogue import Skill
from iso20k.judging.evidence import later
from validators.internal_audit.draft import draft
from validators.internal_audit.schema import SCHEMA
from validators.internal_audit.summary import summary

SKILL = Skill(SCHEMA, summary, __path__[0], draft, evidence=later(__name__))
