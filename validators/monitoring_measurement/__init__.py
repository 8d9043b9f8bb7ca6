"""Step 21, monitoring and measurement: KPIs for every process, and the register of corrective and preventive actions."""

from iso20k.judging.catalogue import Skill
from iso20k.judging.evidence import later
from validators.monitoring_measurement.commitments import commitments
from validators.monitoring_measurement.draft import draft
from validators.monitoring_measurement.schema import SCHEMA
from validators.monitoring_measurement.summary import summary

SKILL = Skill(SCHEMA, summary, __path__[0], draft, commitments, evidence=later(__name__))
