"""Step 12, business relationship management: customers, reviews, complaints and satisfaction (7.1 / 8.3.2)."""

from iso20k.judging.catalogue import Skill
from iso20k.judging.evidence import later
from validators.business_relationship.commitments import commitments
from validators.business_relationship.draft import draft
from validators.business_relationship.schema import SCHEMA
from validators.business_relationship.summary import summary

SKILL = Skill(SCHEMA, summary, __path__[0], draft, commitments, evidence=later(__name__))
