"""Step 4, gap assessment: how mature each of the 15 clause areas is, what lacks, and who closes it by when."""

from iso20k.judging.catalogue import Skill
from validators.gap_assessment.draft import draft
from validators.gap_assessment.schema import SCHEMA
from validators.gap_assessment.summary import summary

SKILL = Skill(SCHEMA, summary, __path__[0], draft)
