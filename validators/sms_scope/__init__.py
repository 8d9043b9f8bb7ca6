"""Step 2, SMS scope: which services, processes, units and sites the SMS covers, and what it leaves out (4.5.1 / 4.3)."""

from iso20k.judging.catalogue import Skill
from validators.sms_scope.draft import draft
from validators.sms_scope.schema import SCHEMA
from validators.sms_scope.summary import summary

SKILL = Skill(SCHEMA, summary, __path__[0], draft)
