"""Step 5, service management plan: where the SMS shall be, who takes it there, with what and by when (4.5.2 / 6.3)."""

from iso20k.judging.catalogue import Skill
from iso20k.judging.evidence import later
from validators.service_management_plan.draft import draft
from validators.service_management_plan.schema import SCHEMA
from validators.service_management_plan.summary import summary

SKILL = Skill(SCHEMA, summary, __path__[0], draft, evidence=later(__name__))
