"""The outline and registers of service level management (domain rules §4.6)."""

from iso20k.facts.schema import Column, Register, Schema, SectionSpec

_METRIC = (
    "measure",
    "service level",
    "indicator",
    "service level indicator",
    "kpi",
    "parameter",
    "what is measured",
)
_TARGET = ("target value", "service level target", "service target", "value", "agreed level")
_UNIT = ("unit of measure", "units", "uom")
_OPERATOR = ("comparison", "op", "direction", "sign")
_PERIOD = (
    "measurement period",
    "period",
    "measured over",
    "measured per",
    "reporting period",
    "measurement interval",
)
_METHOD = ("measurement method", "method", "measured by", "how measured", "measurement", "monitoring method")
_REVIEW = ("review cycle", "reviewed", "review interval", "review cadence", "review", "reviews")
_NEXT = ("next review date", "review due", "next review on")
_LAST = ("last review date", "last reviewed", "reviewed on", "previous review")
_SUPPORTS = (
    "supports", "supported sla", "supported slas", "sla", "sla id", "slas", "backs sla", "for sla", "related sla",
    "sla ref", "linked sla",
)  # fmt: skip

_AGREEMENT = (
    Column("metric", "Metric", _METRIC),
    Column("operator", "Operator", _OPERATOR),
    Column("target", "Target", _TARGET),
    Column("unit", "Unit", _UNIT),
    Column("period", "Measurement period", _PERIOD),
    Column("method", "Measurement method", _METHOD),
)

SCHEMA = Schema(
    skill="service-level-management",
    titles=("service level agreements", "service levels", "sla framework", "sla register", "service level process"),
    sections=(
        SectionSpec("framework", "SLM framework", ("sla framework", "framework", "service level management framework", "governance approach", "policy and approach")),
        SectionSpec("slas", "SLA register", ("service level agreements", "slas", "customer slas", "service level targets", "service levels", "sla targets", "customer agreements")),
        SectionSpec("incident", "Incident targets per SLA", ("incident targets", "priority targets", "targets by priority", "response and resolution targets", "response and resolution times")),
        SectionSpec("olas", "OLA register", ("operational level agreements", "olas", "internal olas", "operational levels", "internal agreements")),
        SectionSpec("ucs", "Underpinning contracts", ("underpinning contract", "uc register", "ucs", "supplier contracts", "supporting contracts", "underpinning contracts register")),
        SectionSpec("support", "OLAs and underpinning contracts", ("olas and ucs", "supporting agreements", "operational level agreements and underpinning contracts", "underpinning contracts and olas"), required=False),
        SectionSpec("monitoring", "Monitoring and reporting", ("measurement methods", "monitoring", "measurement and monitoring", "measurement and reporting", "service level monitoring")),
        SectionSpec("results", "Results", ("sla results", "service level results", "sla achievement", "service level achievement", "achieved service levels", "results against targets"), required=False),
        SectionSpec("review", "Review and escalation", ("service level review", "sla review", "reviews", "escalation", "review cycle", "review process")),
        SectionSpec("requirements", "Service requirements", ("service level requirements", "customer requirements", "requirements")),
    ),
    registers=(
        Register(
            "slas",
            ("slas",),
            (
                Column("id", "SLA ID", ("id", "sla", "sla no", "sla number", "sla ref", "agreement id", "#")),
                Column("name", "Service", ("service name", "agreement", "sla name", "name", "title")),
                Column("service", "Service ID", ("service ref", "service no", "services", "service reference", "svc id")),
                Column("customer", "Customer", ("customers", "client", "clients", "customer id", "agreed with", "parties")),
                *_AGREEMENT,
                Column("priority", "Priority", ("incident priority", "prio")),
                Column("availability", "Availability", ("uptime", "availability target", "availability level")),
                Column("response", "Response time", ("response", "response target", "time to respond")),
                Column("p1_response", "P1 response", ("p1 response time", "p1 response target")),
                Column("resolution", "Resolution time", ("resolution", "resolution target", "time to resolve")),
                Column("p1_resolution", "P1 resolution", ("p1 resolution time", "p1 resolution target")),
                Column("data_source", "Data source", ("source of data", "measurement tool", "data from")),
                Column("service_hours", "Service hours", ("hours of service", "agreed hours", "agreed service hours", "support hours", "service time")),
                Column("exceptions", "Exceptions", ("exclusions", "exception", "exclusion", "not counted", "agreed exceptions")),
                Column("workload", "Workload limits", ("workload", "workload limit", "workload characteristics", "volume limits", "volumes", "demand limits")),
                Column("review_frequency", "Review frequency", _REVIEW),
                Column("last_review", "Last review", _LAST),
                Column("next_review", "Next review", _NEXT),
                Column("start", "Start", ("start date", "valid from", "effective from", "commencement", "in force from")),
                Column("end", "End", ("end date", "valid to", "valid until", "expiry", "expires", "expiry date", "term end")),
                Column("owner", "Owner", ("sla owner", "service level manager")),
                Column("agreed_by", "Agreed by", ("customer signatory", "signatory", "signed by", "agreed by customer", "customer representative", "signed for the customer by", "accepted by")),
                Column("agreed_on", "Agreed on", ("signed on", "date agreed", "agreement date", "signature date", "date signed", "agreed")),
                Column("status", "Status", ("sla status",)),
            ),
            name="name",
            identifier="id",
        ),
        Register(
            "incident_targets",
            ("incident",),
            (
                Column("sla", "SLA ID", ("sla", "sla ref", "agreement", "service level agreement")),
                Column("priority", "Priority", ("incident priority", "prio", "level", "severity")),
                Column("response", "Response", ("response time", "response target", "time to respond", "respond within")),
                Column("resolution", "Resolution", ("resolution time", "resolution target", "time to resolve", "resolve within", "fix time", "restore within")),
                Column("hours", "Hours basis", ("hours", "basis", "calendar", "clock", "counted in", "service hours")),
                Column("compliance", "Compliance %", ("compliance", "share", "percent", "percentage", "target compliance")),
            ),
            name="priority",
            required=False,
        ),
        Register(
            "olas",
            ("olas", "support"),
            (
                Column("id", "OLA ID", ("id", "ola", "ola no", "agreement id", "#")),
                Column("name", "Agreement", ("ola name", "title", "name")),
                Column("provided_by", "Provided by", ("provider", "internal group", "team", "provided from", "internal provider", "party")),
                Column("component", "Component", ("supporting service", "supporting service id", "components", "service component", "service id", "component supporting service id", "service")),
                Column("supports", "Supports SLA", _SUPPORTS),
                *_AGREEMENT,
                Column("hours", "Hours", ("support hours", "service hours", "hours of support", "hours basis", "coverage")),
                Column("owner", "Owner", ("ola owner",)),
                Column("review_frequency", "Review frequency", _REVIEW),
                Column("last_review", "Last review", _LAST),
                Column("next_review", "Next review", _NEXT),
                Column("agreed_on", "Agreed on", ("signed on", "date agreed", "agreement date")),
                Column("status", "Status"),
            ),
            name="name",
            identifier="id",
            required=False,
        ),
        Register(
            "ucs",
            ("ucs", "support"),
            (
                Column("id", "UC ID", ("id", "uc", "uc no", "agreement id", "#", "underpinning contract", "contract id")),
                Column("name", "Agreement", ("contract", "contract name", "title", "name")),
                Column("supplier", "Supplier ID", ("supplier", "vendor", "supplier name", "third party", "party")),
                Column("contract", "Contract ref", ("contract reference", "contract no", "contract number", "reference")),
                Column("component", "Component", ("supporting service", "components", "service", "supplied service", "product")),
                Column("supports", "Supports SLA", _SUPPORTS),
                *_AGREEMENT,
                Column("hours", "Hours", ("support hours", "service hours", "hours of support", "hours basis", "coverage")),
                Column("owner", "Owner", ("contract owner", "uc owner")),
                Column("expiry", "Expiry", ("expires", "expiry date", "end", "end date", "valid until", "contract end")),
                Column("review_frequency", "Review frequency", _REVIEW),
                Column("last_review", "Last review", _LAST),
                Column("next_review", "Next review", _NEXT),
                Column("status", "Status"),
            ),
            name="name",
            identifier="id",
            required=False,
        ),
        Register(
            "results",
            ("results",),
            (
                Column("sla", "SLA ID", ("sla", "sla ref", "agreement", "service level agreement")),
                Column("metric", "Metric", _METRIC),
                Column("period", "Period", ("month", "quarter", "reporting period", "measured in", "measurement period")),
                Column("target", "Target", _TARGET),
                Column("result", "Result", ("achieved", "actual", "achievement", "measured", "measured value", "result value")),
                Column("met", "Met", ("target met", "met?", "kept", "status", "on target")),
            ),
            name="sla",
            required=False,
        ),
        Register(
            "requirements",
            ("requirements",),
            (
                Column("requirement", "Requirement", ("service requirement", "service level requirement", "need")),
                Column("source", "Source", ("from", "raised by", "origin")),
                Column("service", "Service", ("service id", "services")),
                Column("met_by", "Met by", ("how met", "agreement", "covered by", "sla", "answer")),
            ),
            name="requirement",
            required=False,
        ),
    ),
)  # fmt: skip
