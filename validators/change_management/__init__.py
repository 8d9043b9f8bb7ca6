"""Step 17, change management: which changes there are, who assesses and approves them, and how they were carried out."""

from iso20k.judging.catalogue import Skill
from iso20k.judging.evidence import later
from validators.change_management.draft import draft
from validators.change_management.schema import SCHEMA
from validators.change_management.summary import summary

SKILL = Skill(SCHEMA, summary, __path__[0], draft, evidence=later(__name__))
