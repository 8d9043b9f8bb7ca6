"""The outline and registers of information security management (domain rules §4.11)."""

from iso20k.facts.schema import Column, Register, Schema, SectionSpec

SCHEMA = Schema(
    skill="information-security",
    titles=(
        "information security",
        "information security policy",
        "security management",
        "information security process",
    ),
    sections=(
        SectionSpec(
            "policy",
            "Policy",
            ("information security policy", "security policy", "sms information security policy"),
        ),
        SectionSpec(
            "objectives",
            "Objectives and roles",
            (
                "security objectives",
                "objectives",
                "roles",
                "roles and responsibilities",
                "security roles",
                "objectives scope and roles",
            ),
        ),
        SectionSpec(
            "risks",
            "Risk assessment",
            (
                "risk management",
                "security risks",
                "risk register",
                "risk assessment approach",
                "risk approach",
                "risks",
            ),
        ),
        SectionSpec(
            "controls",
            "Controls",
            ("security controls", "controls register", "control register", "control set", "control domains"),
        ),
        SectionSpec(
            "mapping",
            "Service-to-control mapping",
            (
                "service to control mapping",
                "service control mapping",
                "controls per service",
                "control mapping",
                "services and controls",
            ),
        ),
        SectionSpec(
            "access",
            "External access",
            (
                "external organizations",
                "external organisations",
                "third-party access",
                "supplier access",
                "external parties",
            ),
        ),
        SectionSpec(
            "incidents",
            "Security incident handling",
            (
                "security incidents",
                "security incident management",
                "information security incidents",
                "incident handling",
                "incident classes",
                "security incident classification",
            ),
        ),
        SectionSpec(
            "changes",
            "Changes",
            (
                "security in changes",
                "changes and security",
                "security assessment of changes",
                "change management",
            ),
        ),
        SectionSpec(
            "awareness",
            "Awareness",
            ("security awareness", "awareness and training", "training", "awareness programme"),
        ),
        SectionSpec(
            "audits",
            "Audits and effectiveness",
            (
                "security audits",
                "audits",
                "internal security audit",
                "internal security audits",
                "effectiveness",
                "audit and review",
            ),
        ),
        SectionSpec(
            "iso27001",
            "Relation to ISO/IEC 27001",
            (
                "iso 27001",
                "iso iec 27001",
                "iso 27001 alignment",
                "alignment with iso 27001",
                "alignment with iso iec 27001",
                "alignment",
            ),
        ),
    ),
    registers=(
        Register(
            "policy",
            ("policy",),
            (
                Column(
                    "approver", "Approved by", ("approver", "approved", "management approval", "signed by")
                ),
                Column("approved", "Approved on", ("approval date", "date of approval", "effective from")),
                Column("communicated", "Communicated to", ("communication", "made known to", "distribution")),
                Column("review", "Next review", ("review", "review cycle", "reviewed")),
            ),
            form=True,
            required=False,
        ),
        Register(
            "communication",
            ("policy",),
            (
                Column(
                    "audience", "Audience", ("to whom", "recipients", "communicated to", "group", "party")
                ),
                Column("channel", "Channel", ("how", "medium", "means")),
                Column("evidence", "Evidence", ("record", "date", "when")),
            ),
            name="audience",
            required=False,
        ),
        Register(
            "objectives",
            ("objectives",),
            (
                Column("objective", "Objective", ("goal", "security objective")),
                Column("metric", "Metric", ("measure", "indicator", "kpi")),
                Column("target", "Target", ("target value",)),
                Column("frequency", "Measured", ("frequency",)),
                Column("owner", "Owner", ("responsible",)),
            ),
            name="objective",
            required=False,
        ),
        Register(
            "roles",
            ("objectives",),
            (
                Column("role", "Role", ("function",)),
                Column("person", "Person", ("name", "holder", "who")),
                Column("task", "Task", ("responsibility", "responsibilities", "duties", "tasks")),
            ),
            name="role",
            required=False,
        ),
        Register(
            "scale",
            ("risks",),
            (
                Column("level", "Level", ("score", "rating", "value")),
                Column("likelihood", "Likelihood", ("probability", "meaning of likelihood")),
                Column("impact", "Impact", ("consequence", "meaning of impact")),
                Column(
                    "meaning", "Meaning", ("definition", "description", "decision", "what to do", "response")
                ),
            ),
            name="level",
            required=False,
        ),
        Register(
            "risks",
            ("risks",),
            (
                Column("id", "Risk ID", ("id", "risk no", "ref", "risk ref")),
                Column(
                    "asset",
                    "Service / asset",
                    ("service", "asset", "services", "service ids", "service id", "affected service"),
                ),
                Column("threat", "Threat", ("risk", "risk description", "scenario", "description")),
                Column("vulnerability", "Vulnerability", ("weakness", "cause")),
                Column("likelihood", "L", ("likelihood", "probability", "lh")),
                Column("impact", "I", ("impact", "consequence", "severity", "imp")),
                Column(
                    "score",
                    "Score",
                    (
                        "risk score",
                        "inherent",
                        "inherent risk",
                        "inherent score",
                        "rating",
                        "lxi",
                        "l x i",
                        "level",
                    ),
                ),
                Column(
                    "treatment", "Treatment", ("risk treatment", "response", "treatment option", "mitigation")
                ),
                Column("controls", "Control IDs", ("controls", "control", "control id", "control refs")),
                Column(
                    "residual",
                    "Residual",
                    ("residual risk", "residual score", "residual level", "remaining risk"),
                ),
                Column("owner", "Owner", ("risk owner",)),
                Column(
                    "accepted", "Accepted by", ("acceptance", "accepted", "risk acceptance", "approved by")
                ),
                Column(
                    "action",
                    "Further action",
                    ("action", "actions", "next step", "planned action", "open action"),
                ),
            ),
            name="threat",
            identifier="id",
        ),
        Register(
            "controls",
            ("controls",),
            (
                Column("id", "Control ID", ("id", "control no", "ref", "control ref")),
                Column("domain", "Domain", ("control domain", "area", "category", "security domain")),
                Column("name", "Control", ("name", "description", "measure", "control description", "title")),
                Column("type", "Type", ("control type", "kind", "nature")),
                Column(
                    "services",
                    "Service IDs",
                    ("services", "service", "service id", "applies to", "protected services"),
                ),
                Column("risks", "Risk IDs", ("risks", "risk", "risk id", "treats", "risk refs")),
                Column("operation", "Operation", ("how it operates", "implementation", "operated by")),
                Column("owner", "Owner", ("control owner",)),
                Column("last_review", "Last review", ("reviewed on", "last reviewed", "last test")),
                Column("next_review", "Next review", ("review due", "next test", "next review date")),
                Column("frequency", "Review frequency", ("review cycle", "test frequency")),
                Column("status", "Status", ("implementation status",)),
                Column(
                    "iso27001",
                    "27001 ref",
                    ("iso 27001", "annex a", "iso 27001 ref", "annex a ref", "iso iec 27001 ref"),
                ),
            ),
            name="name",
            identifier="id",
        ),
        Register(
            "mapping",
            ("mapping",),
            (
                Column("id", "Service ID", ("id", "service no")),
                Column("service", "Service", ("name", "service name")),
                Column(
                    "controls",
                    "Control IDs",
                    ("controls", "control", "security controls", "applied controls"),
                ),
                Column("asset", "Most important asset", ("assets", "asset", "information")),
            ),
            name="service",
            identifier="id",
            required=False,
        ),
        Register(
            "access",
            ("access",),
            (
                Column(
                    "organization",
                    "Organization",
                    (
                        "organisation",
                        "party",
                        "supplier",
                        "external organization",
                        "external organisation",
                        "company",
                        "third party",
                    ),
                ),
                Column("access", "Access", ("access to", "what it can reach", "scope of access", "system")),
                Column("controls", "Controls", ("control ids", "control", "agreed controls", "measures")),
                Column(
                    "agreement",
                    "Agreement",
                    ("contract", "agreement reference", "agreed in", "nda", "contract reference"),
                ),
            ),
            name="organization",
            required=False,
        ),
        Register(
            "classes",
            ("incidents",),
            (
                Column(
                    "name",
                    "Class",
                    ("incident class", "category", "type", "classification", "incident type", "severity"),
                ),
                Column("examples", "Examples", ("example", "description", "definition")),
                Column("priority", "Priority", ("prio", "incident priority")),
                Column(
                    "escalate", "Escalate to", ("escalation", "escalated to", "escalation path", "informed")
                ),
                Column(
                    "notify",
                    "Notify within",
                    (
                        "notification",
                        "notification time",
                        "notify",
                        "notification within",
                        "time to notify",
                        "notify by",
                        "report within",
                    ),
                ),
            ),
            name="name",
        ),
        Register(
            "training",
            ("awareness",),
            (
                Column("training", "Training", ("course", "measure", "module", "activity")),
                Column("audience", "Audience", ("target group", "who", "for whom")),
                Column("frequency", "Frequency", ("when", "how often")),
                Column("result", "Last result", ("last held", "result", "completion")),
            ),
            name="training",
            required=False,
        ),
        Register(
            "audits",
            ("audits",),
            (
                Column("audit", "Audit or review", ("audit", "review", "activity", "what", "audit name")),
                Column("scope", "Scope", ("covers", "criteria")),
                Column("date", "Date", ("planned", "planned date", "planned for", "when", "due")),
                Column("auditor", "Who", ("auditor", "by", "lead auditor", "by whom")),
                Column("result", "Result", ("status", "outcome", "findings")),
            ),
            name="audit",
            required=False,
        ),
    ),
)
