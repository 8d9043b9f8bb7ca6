"""Step 7, service reporting: which reports there are, for whom, from what, and what follows from them (6.2 / 9.4)."""

from iso20k.judging.catalogue import Skill
from iso20k.judging.evidence import later
from validators.service_reporting.commitments import commitments
from validators.service_reporting.draft import draft
from validators.service_reporting.schema import SCHEMA
from validators.service_reporting.summary import summary

SKILL = Skill(SCHEMA, summary, __path__[0], draft, commitments, evidence=later(__name__))
