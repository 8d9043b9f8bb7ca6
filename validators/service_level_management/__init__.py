"""Step 6, service level management: what is promised to customers, and who inside and outside backs it (6.1 / 8.3.3)."""

from iso20k.judging.catalogue import Skill
from iso20k.judging.evidence import later
from validators.service_level_management.commitments import commitments
from validators.service_level_management.draft import draft
from validators.service_level_management.schema import SCHEMA
from validators.service_level_management.summary import summary

SKILL = Skill(SCHEMA, summary, __path__[0], draft, commitments, evidence=later(__name__))
