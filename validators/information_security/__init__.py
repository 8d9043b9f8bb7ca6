"""Step 11, information security: policy, risks, controls per service, security incidents (6.6 / 8.7.3)."""

from iso20k.judging.catalogue import Skill
from iso20k.judging.evidence import later
from validators.information_security.draft import draft
from validators.information_security.schema import SCHEMA
from validators.information_security.summary import summary

SKILL = Skill(SCHEMA, summary, __path__[0], draft, evidence=later(__name__))
