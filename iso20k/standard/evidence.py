"""What a Stage 2 audit asks to see of each radar area: dated records of the past, a fixed list so that nothing drops out."""

from typing import NamedTuple


class EvidenceItem(NamedTuple):
    """An item of evidence: its radar area, the step whose document shows it, its key and its name."""

    area: str
    step: int
    key: str
    name: str


def _items(area: str, *told: tuple[int, str, str]) -> tuple[EvidenceItem, ...]:
    return tuple(EvidenceItem(area, *item) for item in told)


EVIDENCE_ITEMS: tuple[EvidenceItem, ...] = (
    *_items(
        "R1",
        (3, "catalog-agreed", "catalog agreed with customers, dated"),
        (1, "competence", "competence of every SMS role with valid evidence"),
        (3, "catalog-changed", "catalog changed under a request for change, or no change stated"),
    ),
    *_items(
        "R2",
        (5, "objectives-measured", "every objective with a measured value"),
        (5, "risks-reviewed", "risks reviewed in the last 12 months"),
        (5, "plan-reviewed", "plan reviewed since its approval"),
        (5, "tasks-done", "remediation tasks done when they were due"),
    ),
    *_items(
        "R3",
        (7, "sla-results", "SLA results of three consecutive months"),
        (6, "sla-review", "a review of every SLA"),
        (7, "reports-issued", "three issued reports"),
        (8, "continuity-test", "a continuity test with its result"),
        (8, "availability-values", "measured availability"),
        (9, "actual-cost", "actual cost of a quarter"),
        (10, "capacity-measured", "capacity measured"),
        (11, "security-assessed", "security risks assessed and controls audited, dated"),
    ),
    *_items(
        "R4",
        (12, "service-reviews", "a service review with every customer of the top segment"),
        (12, "satisfaction", "a result of satisfaction"),
        (12, "complaints", "complaints handled, or none received stated"),
        (13, "supplier-reviews", "a review of every critical supplier"),
    ),
    *_items(
        "R5",
        (14, "incident-results", "incident results by priority of three months"),
        (14, "major-review", "review of major incidents, or none stated"),
        (15, "problem-closed", "a problem with cause and a closed loop"),
        (14, "request-results", "results of service requests"),
    ),
    *_items(
        "R6",
        (16, "cmdb-verified", "result of a CMDB verification"),
        (17, "changes-reviewed", "deployed changes with their review"),
        (17, "emergency-reviewed", "emergency changes looked back on, or none logged"),
        (18, "release-result", "a release with its result and the incidents after it"),
    ),
    *_items("R7", (19, "project-reviewed", "a project through acceptance and review, or none stated")),
    *_items(
        "R8",
        (20, "audit-cycle", "an audit cycle over all 15 areas"),
        (20, "nonconformities", "nonconformities with a corrective action"),
        (21, "capa-closed", "a corrective action closed with a check of its effect"),
        (21, "kpi-values", "KPI values of three periods"),
    ),
    *_items(
        "R9",
        (22, "review-held", "management review held after the audit, with top management"),
        (22, "decisions", "decisions of the review"),
        (22, "actions", "actions of the review on time"),
    ),
)
