"""Step 13, supplier management: who supplies what for which service, under which contract, and how well (7.2 / 8.3.4.1)."""

from iso20k.judging.catalogue import Skill
from iso20k.judging.evidence import later
from validators.supplier_management.commitments import commitments
from validators.supplier_management.draft import draft
from validators.supplier_management.schema import SCHEMA
from validators.supplier_management.summary import summary

SKILL = Skill(SCHEMA, summary, __path__[0], draft, commitments, evidence=later(__name__))
