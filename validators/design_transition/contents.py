"""What the standard wants a plan, a design, a transition and a removal to cover, as topics with their words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import Topic
from iso20k.standard.rows import areas_of_cell
from validators.design_transition.statements import says, stated

#: The ten contents of the plan for a new or changed service (5.2 a-j).
PLAN: Sequence[Topic] = (
    Topic("responsibilities", r"responsib|authorit|roles?\b|RACI|accountab|owners?\b"),
    Topic("activities of all parties", r"activit|tasks?\b|work ?packages?|work breakdown|deliverables?"),
    Topic("communication", r"communicat|stakeholder"),
    Topic("resources", r"resourc|budget|people|staff|personnel|financ|funding"),
    Topic("time-scales", r"time[- ]?(?:scale|line|table|frame|plan)|schedul|milestone|dates?\b|calendar"),
    Topic("risks", r"risk"),
    Topic("dependencies", r"dependenc|depends|dependent"),
    Topic("testing", r"test"),
    Topic("acceptance criteria", r"accept"),
    Topic("measurable outcomes", r"outcome|benefit|expected result|measurable|success (?:criteria|measure)"),
)
#: The eleven contents of the design (5.3 a-k).
DESIGN: Sequence[Topic] = (
    Topic("responsibilities for delivery", r"responsib|authorit|roles?\b|accountab|RACI|service owner"),
    Topic(
        "activities of provider, customers and other parties", r"activit|tasks?\b|division of work|work of"
    ),
    Topic("people", r"people|human|staff|skill|competenc|training|personnel|head ?count"),
    Topic("money", r"money|budget|costs?\b|financ|pric|funding"),
    Topic("technology", r"technolog|architecture|infrastructure|components?\b|tools?\b|platform|technical"),
    Topic("plans and policies", r"polic|plans?\b"),
    Topic("contracts", r"contract|(?<!level )agreements?\b(?! on service levels)|underpinning|supplier"),
    Topic("changes to the SMS", r"SMS\b|service management system|management system"),
    Topic("service level agreements", r"SLAs?\b|service levels?"),
    Topic("service catalog", r"catalog"),
    Topic("procedures and measures", r"procedure|measure|metric|KPI|work instruction|runbook"),
)
#: What a service must be designed for beside its functions.
NON_FUNCTIONAL: Sequence[Topic] = (
    Topic("capacity", r"capacity|throughput|volumes?\b|demand|performance(?! (?:baseline|test))"),
    Topic("availability", r"availab|uptime"),
    Topic("continuity", r"continuity|recovery|RTO\b|RPO\b|disaster|failover"),
    Topic("security", r"(?<!social )security|confidential"),
)
#: Without these a service reaches operations unprepared (5.4).
TRANSITION: Sequence[Topic] = (
    Topic("resources", r"resourc|people|staff|budget|personnel|roster"),
    Topic("communication", r"communicat|inform|announce|notif"),
    Topic("training", r"train|course|workshop|instruct(?!ions? (?:of|from))"),
    Topic("support readiness", r"support (?:readiness|team|model)|readiness|early[- ]life|service desk ready|help desk ready"),
)  # fmt: skip
#: Whom a service must satisfy before it is accepted, beside those who ordered its functions (5.3).
ACCEPTANCE: Sequence[Topic] = (
    Topic("service levels", r"SLAs?\b|service[- ]levels?|service targets?"),
    Topic("continuity or availability", r"continuity|availability|recover|RTO\b|RPO\b|fail(?:s|ing)?[- ]?over|disaster|resilien|uptime"),
    Topic("capacity", r"capacity|performance|load\b|throughput|headroom|volumes?\b|response times?"),
    Topic("security", r"(?<!social )security|vulnerabilit|penetration|confidential|access rights"),
    Topic("configuration records", r"CMDB|configuration (?:items?|records?|data|management)|CIs?\b|baselines? of"),
    Topic("support readiness", r"support (?:readiness|team|staff|model|is ready|ready)|trained|training|help ?desk|service desk|runbooks?|"
          r"operational(?:ly)? read(?:y|iness)|operations (?:ready|accept)|hand-?over to operations|knowledge (?:base|articles?|transfer)"),
)  # fmt: skip
REMOVAL: Sequence[Topic] = (
    Topic("removal", r"remov|retir|decommission|withdraw|switch(?:ed)? off|terminat|end of service"),
    Topic("transfer", r"transfer|hand(?:ed|s|ing)?[- ]?over|migrat|take-?over"),
    Topic("the data of customers", r"data\b|archiv|eras|delet|destr"),
    Topic("dates", r"dates?\b|days?\b|weeks?\b|months?\b|deadline|notice|before|milestone"),
)
#: The three processes without which a new service is not authorized, not known or not agreed: area number and words.
INTEGRATIONS: Sequence[tuple[str, Topic]] = (
    ("9.2", Topic("change management", r"change (?:management|process|control|enablement)|RFCs?\b|requests? for change")),
    ("9.1", Topic("configuration management", r"configuration|CMDB")),
    ("6.1", Topic("service level management", r"service level|SLM\b|SLAs?\b")),
)  # fmt: skip


def integrated(dtn: Artifact, number: str, topic: Topic, edition: str) -> str | None:
    """What is handed over with a process, None when the interface is not described: a row of it, else a sentence."""
    rows = [
        row
        for row in dtn.records("interfaces")
        if any(area.number == number for area in areas_of_cell(row.text("process"), edition))
    ]
    if rows:
        return next((row.text("what") for row in rows if says(row, "process")), None)
    said = stated(dtn, rf"\b(?:{topic.words})", "interfaces", cells=("interfaces",))
    if said.verdict != "stated":
        return None
    name, _, what = said.sentence.partition(":")
    return what if what and re.search(topic.words, name, re.IGNORECASE) else said.sentence
