"""The outline and registers of capacity management (domain rules §4.10)."""

from iso20k.facts.schema import Column, Register, Schema, SectionSpec

_SERVICE_ID = Column(
    "service_id", "Service ID(s)", ("service id", "service ids", "service no", "service ref")
)
_SERVICE = Column(
    "service", "Service", ("services", "service name", "used by", "supports", "business service")
)
_RESOURCE_ID = Column("id", "Resource ID", ("id", "ref", "no", "#", "resource no"))
_RESOURCE = Column("resource", "Resource", ("resource name", "name", "component", "item", "what"))
_LIMITS = (
    Column("warning", "Warning", ("warning threshold", "warn", "amber", "yellow", "threshold warning", "warning level", "early warning")),
    Column("critical", "Critical", ("critical threshold", "red", "threshold critical", "critical level", "threshold", "limit", "alarm", "maximum")),
    Column("action_warning", "Action at warning", ("warning action", "at warning", "action warning", "action on warning", "amber action")),
    Column(
        "action_critical",
        "Action at critical",
        ("critical action", "at critical", "action critical", "action on critical", "red action", "action", "actions", "trigger action", "response", "reaction"),
    ),
)  # fmt: skip
_REQUIREMENTS = Register(
    "requirements",
    ("requirements",),
    (
        _SERVICE_ID,
        _SERVICE,
        Column("sla", "SLA ref", ("sla", "sla id", "agreement", "sla reference")),
        Column("target", "Service level target", ("target", "sla target", "service level", "availability target")),
        Column("requirement", "Capacity requirement", ("requirement", "performance requirement", "capacity and performance requirement", "needs")),
        Column("agreed_with", "Agreed with", ("agreed", "agreed by")),
    ),
    name="service",
    identifier="service_id",
    required=False,
)  # fmt: skip
_BASELINES = Register(
    "baselines",
    ("baselines",),
    (
        _RESOURCE_ID,
        _SERVICE_ID,
        _SERVICE,
        Column("kind", "Kind", ("type", "resource kind", "resource type", "category", "class")),
        _RESOURCE,
        Column("metric", "Metric", ("measure", "indicator", "measured as", "what is measured")),
        Column("unit", "Unit", ("units", "unit of measure", "uom")),
        Column("capacity", "Capacity", ("total capacity", "total", "installed", "available capacity", "size", "capacity limit", "provisioned")),
        Column("average", "Average", ("avg", "mean", "average use", "average utilization", "average utilisation", "baseline", "utilization", "utilisation", "usage", "current", "typical")),
        Column("peak", "Peak", ("peak use", "peak utilization", "peak utilisation", "max", "maximum use", "95th percentile", "p95")),
        Column("source", "Source", ("measured with", "measurement source", "data source", "tool", "measured in", "measured by")),
        Column("measured_on", "Measured on", ("measured", "date", "measurement date", "as of", "baseline date", "period")),
        *_LIMITS,
        Column("owner", "Owner", ("resource owner",)),
    ),
    name="resource",
    identifier="id",
)  # fmt: skip
_THRESHOLDS = Register(
    "thresholds",
    ("thresholds",),
    (_RESOURCE_ID, _RESOURCE, *_LIMITS, Column("owner", "Owner", ("threshold owner",))),
    name="resource",
    identifier="id",
)
_DEMAND = Register(
    "demand",
    ("demand",),
    (
        _SERVICE_ID,
        _SERVICE,
        Column("driver", "Driver", ("demand driver", "business driver", "metric", "indicator", "demand", "measure")),
        Column("resource", "Resource ID(s)", ("resource id", "resource ids", "resource", "resources", "loads", "affects")),
        Column("unit", "Unit", ("units",)),
        Column("now", "Now", ("current", "today", "current demand", "demand now", "actual", "baseline", "present")),
        Column("m3", "+3 months", ("in 3 months", "after 3 months")),
        Column("m6", "+6 months", ("in 6 months", "after 6 months", "demand in 6 months", "forecast 6 months", "6-month forecast", "six months", "half a year", "6m", "m+6")),
        Column("m12", "+12 months", ("in 12 months", "after 12 months", "demand in 12 months", "forecast 12 months", "12-month forecast", "twelve months", "next year", "in one year", "in a year", "1 year", "+1 year", "12m", "m+12", "forecast")),
        Column("m18", "+18 months", ("in 18 months", "after 18 months")),
        Column("m24", "+24 months", ("in 24 months", "after 24 months", "in two years", "2 years", "+2 years")),
        Column("growth", "Growth %", ("growth", "growth rate", "increase", "change", "change %", "yearly growth", "annual growth", "trend")),
        Column("assumption", "Assumption", ("assumptions", "basis", "reason", "because")),
        Column("source", "Source", ("data source", "from")),
    ),
    name="service",
    identifier="service_id",
)  # fmt: skip
_UPGRADES = Register(
    "upgrades",
    ("upgrades",),
    (
        Column("id", "Upgrade ID", ("id", "ref", "no", "#", "upgrade no")),
        Column("resource_id", "Resource ID", ("resource", "resource ids", "for resource", "resources", "component")),
        Column("upgrade", "Upgrade", ("description", "measure", "what", "name", "upgrade name")),
        Column("trigger", "Trigger", ("threshold", "triggered by", "when", "trigger threshold", "condition")),
        Column("added", "Added capacity", ("added", "adds", "capacity added", "additional capacity", "new capacity")),
        Column("cost", "Cost", ("costs", "budget", "price", "estimated cost", "investment", "amount")),
        Column("lead_time", "Lead time", ("lead", "time-scale", "timescale", "time scale", "duration")),
        Column("due", "Due", ("planned for", "date", "planned", "ready by", "completion")),
        Column("rfc", "RFC", ("change", "change ref", "rfc id")),
        Column("owner", "Owner", ("upgrade owner",)),
        Column("status", "Status", ("progress",)),
    ),
    name="upgrade",
    identifier="id",
)  # fmt: skip
_INFLUENCES = Register(
    "influences",
    ("influences",),
    (
        Column("influence", "Influence", ("factor", "change", "what", "driver", "subject")),
        Column("kind", "Kind", ("type", "category", "area")),
        Column("effect", "Effect on capacity", ("effect", "impact", "consequence")),
        Column("measure", "Measure", ("action", "response", "treatment")),
        Column("owner", "Owner", ("followed by",)),
    ),
    name="influence",
    required=False,
)
_MONITORING = Register(
    "monitoring",
    ("monitoring",),
    (
        Column("what", "What", ("activity", "subject", "measure")),
        Column("how", "How", ("method", "tool", "procedure")),
        Column("frequency", "Frequency", ("when",)),
        Column("owner", "Owner", ("by whom", "done by")),
    ),
    name="what",
    required=False,
)

SCHEMA = Schema(
    skill="capacity-management",
    titles=("capacity plan", "capacity management plan", "capacity and demand management", "capacity"),
    sections=(
        SectionSpec(
            "requirements",
            "Requirements",
            ("capacity requirements", "capacity and performance requirements", "performance requirements", "purpose and requirements"),
        ),
        SectionSpec(
            "baselines",
            "Resources and baselines",
            ("resources", "baselines", "resource baselines", "capacity baseline", "current capacity", "current utilization", "current utilisation", "baseline"),
        ),
        SectionSpec(
            "thresholds",
            "Thresholds and actions",
            ("thresholds", "threshold actions", "capacity thresholds", "alerts and actions", "trigger actions"),
        ),
        SectionSpec(
            "demand",
            "Demand forecast",
            ("demand", "forecast", "demand forecasting", "demand management", "capacity forecast", "growth forecast"),
        ),
        SectionSpec(
            "upgrades",
            "Upgrade plan",
            ("upgrades", "capacity upgrades", "planned upgrades", "upgrade roadmap", "investment plan", "expansion plan"),
        ),
        SectionSpec(
            "influences",
            "Influences",
            ("influences on capacity", "external influences", "factors", "legal and technology changes", "changes that affect capacity", "influencing factors"),
        ),
        SectionSpec(
            "monitoring",
            "Monitoring and predictive analysis",
            ("monitoring", "predictive analysis", "monitoring and tuning", "monitoring and analysis", "analysis and tuning", "usage monitoring"),
        ),
    ),
    registers=(_REQUIREMENTS, _BASELINES, _THRESHOLDS, _DEMAND, _UPGRADES, _INFLUENCES, _MONITORING),
)  # fmt: skip
