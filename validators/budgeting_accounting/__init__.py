"""Step 9, budgeting and accounting: what each service costs, by which keys, against which budget (6.4 / 8.4.1)."""

from iso20k.judging.catalogue import Skill
from iso20k.judging.evidence import later
from validators.budgeting_accounting.draft import draft
from validators.budgeting_accounting.schema import SCHEMA
from validators.budgeting_accounting.summary import summary

SKILL = Skill(SCHEMA, summary, __path__[0], draft, evidence=later(__name__))
