"""Step 16, configuration management: which items the CMDB holds, how they are named, related, controlled and verified."""

from iso20k.judging.catalogue import Skill
from iso20k.judging.evidence import later
from validators.configuration_management.draft import draft
from validators.configuration_management.schema import SCHEMA
from validators.configuration_management.summary import summary

SKILL = Skill(SCHEMA, summary, __path__[0], draft, evidence=later(__name__))
