"""Step 19, design and transition: how a new or changed service gets from its requirements into operation (5 / 8.5.2)."""

from iso20k.judging.catalogue import Skill
from iso20k.judging.evidence import later
from validators.design_transition.draft import draft
from validators.design_transition.schema import SCHEMA
from validators.design_transition.summary import summary

SKILL = Skill(SCHEMA, summary, __path__[0], draft, evidence=later(__name__))
