"""Step 18, release management: how approved changes are packaged, tested, deployed and taken back (9.3 / 8.5.3)."""

from iso20k.judging.catalogue import Skill
from iso20k.judging.evidence import later
from validators.release_management.draft import draft
from validators.release_management.schema import SCHEMA
from validators.release_management.summary import summary

SKILL = Skill(SCHEMA, summary, __path__[0], draft, evidence=later(__name__))
