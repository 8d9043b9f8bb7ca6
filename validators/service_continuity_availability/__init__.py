"""Step 8, continuity and availability: what an outage does, how fast each service comes back, and what proves it (6.3 / 8.7)."""

from iso20k.judging.catalogue import Skill
from iso20k.judging.evidence import later
from validators.service_continuity_availability.commitments import commitments
from validators.service_continuity_availability.draft import draft
from validators.service_continuity_availability.schema import SCHEMA
from validators.service_continuity_availability.summary import summary

SKILL = Skill(SCHEMA, summary, __path__[0], draft, commitments, evidence=later(__name__))
