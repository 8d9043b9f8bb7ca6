"""Step 15, problem management: causes found and removed, known errors published (8.2 / 8.6.3)."""

from iso20k.judging.catalogue import Skill
from iso20k.judging.evidence import later
from validators.problem_management.draft import draft
from validators.problem_management.schema import SCHEMA
from validators.problem_management.summary import summary

SKILL = Skill(SCHEMA, summary, __path__[0], draft, evidence=later(__name__))
