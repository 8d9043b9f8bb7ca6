"""Step 10, capacity management: what carries the services today, when it will not suffice, and what is done in time (6.5 / 8.4)."""

from iso20k.judging.catalogue import Skill
from iso20k.judging.evidence import later
from validators.capacity_management.commitments import commitments
from validators.capacity_management.draft import draft
from validators.capacity_management.schema import SCHEMA
from validators.capacity_management.summary import summary

SKILL = Skill(SCHEMA, summary, __path__[0], draft, commitments, evidence=later(__name__))
