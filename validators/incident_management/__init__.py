"""Step 14, incident management: how service is restored and requests are fulfilled (8.1 / 8.6.1, 8.6.2)."""

from iso20k.judging.catalogue import Skill
from iso20k.judging.evidence import later
from validators.incident_management.commitments import commitments
from validators.incident_management.draft import draft
from validators.incident_management.schema import SCHEMA
from validators.incident_management.summary import summary

SKILL = Skill(SCHEMA, summary, __path__[0], draft, commitments, evidence=later(__name__))
