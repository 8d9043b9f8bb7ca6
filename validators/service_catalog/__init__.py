"""Step 3, service catalog: what is delivered, to whom, by whom, and on what it depends (6.1 / 8.2.4)."""

from iso20k.judging.catalogue import Skill
from iso20k.judging.evidence import later
from validators.service_catalog.commitments import commitments
from validators.service_catalog.draft import draft
from validators.service_catalog.schema import SCHEMA
from validators.service_catalog.summary import summary

SKILL = Skill(SCHEMA, summary, __path__[0], draft, commitments, evidence=later(__name__))
