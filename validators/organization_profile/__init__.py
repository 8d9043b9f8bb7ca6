"""Step 1, organization profile: who provides the services, who answers for the SMS, what management commits (4.1 / 5.1)."""

from iso20k.judging.catalogue import Skill
from iso20k.judging.evidence import later
from validators.organization_profile.schema import SCHEMA
from validators.organization_profile.summary import summary

SKILL = Skill(SCHEMA, summary, __path__[0], evidence=later(__name__))
