"""The outline and registers of service continuity and availability (domain rules §4.8)."""

from iso20k.facts.schema import Column, Register, Schema, SectionSpec

_SERVICE_ID = Column("service_id", "Service ID", ("service no", "service ref", "service number"))
_SERVICE = Column("service", "Service", ("service name", "business service", "services", "applies to"))
_RISK_ID = Column("id", "Risk ID", ("id", "ref", "no", "#", "risk no"))

_BIA = Register(
    "bia",
    ("bia",),
    (
        _SERVICE_ID,
        _SERVICE,
        Column("criticality", "Criticality", ("business criticality", "class", "criticality class", "tier", "importance", "priority")),
        Column(
            "impact",
            "Impact over time",
            (
                "impact", "business impact", "impact of outage", "impact of an outage", "impact of loss", "consequence",
                "consequences", "what happens", "effect of outage", "financial impact", "operational impact", "damage",
            ),
        ),
        Column(
            "mtpd",
            "MTPD",
            (
                "mtd", "mtpod", "mao", "maximum tolerable period of disruption", "maximum tolerable downtime",
                "maximum acceptable outage", "maximum tolerable outage", "max tolerable downtime", "tolerable outage",
            ),
        ),
        Column("rto", "RTO", ("recovery time objective", "recovery time", "required rto", "target rto", "restore within")),
        Column("rpo", "RPO", ("recovery point objective", "recovery point", "required rpo", "target rpo", "data loss", "maximum data loss")),
        Column("minimum", "Minimum level", ("minimum service level", "mbco", "minimum service", "minimum")),
        Column("peak", "Peak period", ("peak", "critical period", "peak times")),
        Column("agreed_with", "Agreed with", ("agreed", "agreed by", "customer", "confirmed by")),
        Column("strategy", "Strategy", ("continuity strategy", "recovery strategy", "recovery by", "recovery option")),
    ),
    name="service",
    identifier="service_id",
)  # fmt: skip
_AVAILABILITY = Register(
    "availability",
    ("availability", "monitoring"),
    (
        _SERVICE_ID,
        _SERVICE,
        Column("target", "Target %", ("target", "availability", "availability target", "uptime", "uptime target", "availability requirement", "requirement")),
        Column("period", "Period", ("measurement period", "measured over", "per")),
        Column("service_hours", "Service hours", ("hours", "hours of service", "agreed hours")),
        Column("maintenance", "Maintenance window", ("maintenance", "maintenance windows", "planned maintenance", "planned downtime")),
        Column("monitoring", "Monitoring", ("monitored by", "measured by", "measured with", "measurement", "tool", "monitoring tool")),
        Column("spof", "SPOF", ("single point of failure", "single points of failure", "spofs")),
    ),
    name="service",
    identifier="service_id",
)  # fmt: skip
_STRATEGIES = Register(
    "strategies",
    ("strategies",),
    (
        Column("id", "Strategy ID", ("id", "ref", "no", "#")),
        _SERVICE_ID,
        _SERVICE,
        Column("strategy", "Strategy", ("continuity strategy", "recovery strategy", "approach", "option", "measure", "solution")),
        Column("rto", "Achievable RTO", ("rto", "achieved rto", "rto achievable", "recovery time", "capable rto")),
        Column("rpo", "Achievable RPO", ("rpo", "achieved rpo", "rpo achievable", "recovery point", "capable rpo")),
        Column(
            "interval",
            "Backup interval",
            ("backup", "replication interval", "backup or replication interval", "backup frequency", "replication", "data protection", "backup schedule"),
        ),
        Column("site", "Site", ("recovery site", "alternate site", "alternative site", "location", "region")),
        Column("supplier", "Supplier ID", ("supplier", "vendor", "provider", "suppliers")),
        Column("owner", "Owner", ("strategy owner",)),
    ),
    name="strategy",
    identifier="id",
)  # fmt: skip
_RISKS = Register(
    "risks",
    ("risks",),
    (
        _RISK_ID,
        _SERVICE_ID,
        _SERVICE,
        Column("threat", "Threat", ("risk", "scenario", "threat or vulnerability", "description", "hazard", "cause")),
        Column("likelihood", "Likelihood", ("l", "probability", "p", "likelihood 1 5")),
        Column("impact", "Impact", ("i", "severity", "consequence", "s")),
        Column("score", "Score", ("risk score", "rating", "risk level", "risk rating", "l x i", "lxi", "exposure")),
        Column("treatment", "Treatment", ("measure", "control", "controls", "mitigation", "response", "action")),
        Column("owner", "Owner", ("risk owner",)),
    ),
    name="threat",
    identifier="id",
)  # fmt: skip
_CONTACTS = Register(
    "contacts",
    ("plan",),
    (
        Column("role", "Role", ("recovery role", "function", "team role", "position", "continuity role")),
        Column("person", "Person", ("name", "contact", "contact person", "holder", "responsible")),
        Column("deputy", "Deputy", ("alternate", "backup person", "stand-in", "substitute", "second contact")),
        Column("phone", "Phone", ("telephone", "mobile", "number", "phone number", "contact details", "reached at")),
        Column("offline", "Off-line copy", ("offline copy", "off-line access", "offline access", "off-site copy", "printed copy", "copy")),
        Column("duties", "Duties in the plan", ("duties", "responsibilities", "responsibility", "task", "tasks")),
    ),
    name="role",
)  # fmt: skip
_TESTS = Register(
    "tests",
    ("tests",),
    (
        Column("id", "Test ID", ("id", "ref", "no", "#", "test no")),
        Column("service_id", "Plan / Service ID", ("service id", "plan or service", "plan service id", "plan or service id", "plan")),
        Column("service", "Service", ("service name", "scope", "covers", "what is tested", "applies to", "subject", "services")),
        Column("type", "Type", ("test", "test type", "kind", "exercise", "test kind", "exercise type", "activity")),
        Column("frequency", "Frequency", ("how often", "schedule", "interval")),
        Column("last", "Last test", ("last", "last run", "last performed", "last done", "performed on", "date", "last tested")),
        Column("result", "Result", ("outcome", "last result", "test result", "verdict")),
        Column("rto", "RTO achieved", ("achieved rto", "actual rto", "recovery time achieved", "rto")),
        Column("rpo", "RPO achieved", ("achieved rpo", "actual rpo", "recovery point achieved", "rpo")),
        Column("deficiency", "Deficiency", ("deficiencies", "findings", "issues", "weakness", "weaknesses", "lessons")),
        Column("capa", "CAPA ID", ("capa", "action", "actions", "corrective action", "follow-up", "follow up", "action id")),
        Column("next", "Next test", ("next", "next run", "planned", "next due", "due", "next planned")),
    ),
    name="type",
    identifier="id",
)  # fmt: skip

SCHEMA = Schema(
    skill="service-continuity-availability",
    titles=(
        "service continuity and availability management",
        "service continuity",
        "continuity and availability",
        "continuity and availability plan",
        "business continuity plan",
        "it service continuity",
        "availability management",
    ),
    sections=(
        SectionSpec(
            "risks",
            "Risks",
            ("risk assessment", "continuity risks", "availability risks", "risk register", "threats"),
        ),
        SectionSpec("bia", "Business impact analysis", ("bia", "impact analysis", "recovery requirements per service")),
        SectionSpec(
            "availability",
            "Availability requirements and plan",
            ("availability plan", "availability requirements", "availability targets", "availability"),
        ),
        SectionSpec(
            "strategies",
            "Continuity strategies",
            ("strategies", "recovery strategies", "continuity strategy", "recovery options", "strategy"),
        ),
        SectionSpec(
            "plan",
            "Continuity plan",
            (
                "continuity plan",
                "service continuity plan",
                "disaster recovery plan",
                "dr plan",
                "bcp",
                "drp",
                "continuity procedures",
                "recovery plan",
                "invocation",
                "roles and contacts",
                "emergency contacts",
                "contacts",
                "contact list",
                "communication plan",
                "activation",
                "recovery procedures",
                "return to normal",
            ),
        ),
        SectionSpec(
            "tests",
            "Test schedule and results",
            (
                "tests", "test schedule", "testing", "testing schedule", "test plan", "continuity tests", "exercises",
                "test results", "plan testing", "testing of the continuity plan", "continuity plan testing", "continuity plan tests",
                "testing and exercises",
            ),
        ),
        SectionSpec(
            "monitoring",
            "Availability monitoring",
            ("monitoring", "availability measurement", "monitoring of availability", "monitoring and measurement"),
        ),
    ),
    registers=(_BIA, _AVAILABILITY, _STRATEGIES, _RISKS, _CONTACTS, _TESTS),
)  # fmt: skip
