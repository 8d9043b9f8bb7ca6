"""The internal audit document's outline and registers (domain rules §4.20)."""

from iso20k.facts.schema import Column, Register, Schema, SectionSpec

_SECTIONS = (
    SectionSpec(
        "procedure",
        "Procedure",
        (
            "audit procedure",
            "internal audit procedure",
            "purpose and procedure",
            "responsibilities",
            "purpose",
        ),
    ),
    SectionSpec(
        "programme",
        "Programme",
        (
            "audit programme",
            "audit program",
            "program",
            "annual audit programme",
            "annual audit program",
            "audit schedule",
        ),
    ),
    SectionSpec(
        "auditors",
        "Auditors and impartiality",
        ("auditors", "audit team", "auditor pool", "impartiality", "auditor independence", "independence"),
    ),
    SectionSpec(
        "plan",
        "Audit plan",
        ("audit plans", "engagement plan", "engagement plans", "engagement", "audit engagement"),
        required=False,
    ),
    SectionSpec(
        "report",
        "Audit report and summary",
        (
            "audit report",
            "report",
            "summary",
            "executive summary",
            "audit summary",
            "results",
            "audit results",
        ),
    ),
    SectionSpec(
        "findings", "Findings", ("audit findings", "findings register", "finding register", "nonconformities")
    ),
    SectionSpec(
        "corrective",
        "Corrective actions",
        ("corrective action plan", "corrective action", "action plan", "corrective action plans"),
    ),
    SectionSpec(
        "followup",
        "Follow-up",
        ("follow up", "follow-up of findings", "verification of actions", "follow-up and verification"),
    ),
)

SCHEMA = Schema(
    skill="internal-audit",
    titles=("internal audit", "internal audit programme", "internal audit program", "audit programme and report", "audit report"),
    sections=_SECTIONS,
    registers=(
        Register(
            "audits",
            ("programme",),
            (
                Column("id", "Audit ID", ("id", "audit", "audit no", "#", "ref", "number")),
                Column("areas", "Clause areas", ("clause areas / processes", "clauses", "clause", "processes", "process areas", "clause areas or processes", "areas", "area")),
                Column("scope", "Scope", ("services and sites", "audit scope", "units and sites", "sites")),
                Column("criteria", "Criteria", ("audit criteria", "audited against", "criterion")),
                Column("method", "Method", ("methods", "audit method", "audit methods", "technique")),
                Column("reason", "Why now", ("why", "reason", "importance", "risk", "risk basis", "rationale", "priority")),
                Column("auditor", "Auditor", ("auditors", "lead auditor", "audited by", "team", "who")),
                Column("planned", "Planned", ("planned on", "planned date", "date", "when", "schedule", "planned for")),
                Column("actual", "Actual", ("actual date", "held", "held on", "performed", "performed on", "done", "carried out")),
                Column("reported", "Report", ("reported", "reported on", "report date", "report issued")),
                Column("status", "Status", ("state",)),
            ),
            name="areas",
            identifier="id",
        ),
        Register(
            "auditors",
            ("auditors",),
            (
                Column("auditor", "Auditor", ("name", "person", "lead auditor", "team member")),
                Column("qualification", "Qualification", ("qualifications", "competence", "training", "certificate", "evidence of competence")),
                Column("roles", "Roles held", ("roles", "other roles", "role", "operational roles", "roles in the sms", "position")),
                Column("independent", "Declared independent of", ("independence", "declared independence", "independent of", "declaration", "impartiality", "impartiality declared")),
            ),
            name="auditor",
        ),
        Register(
            "findings",
            ("findings", "corrective", "followup"),
            (
                Column("id", "Finding ID", ("id", "finding", "finding no", "#", "ref", "number", "nc no")),
                Column("audit", "Audit ID", ("audit", "audit ref", "audit no")),
                Column("class", "Class", ("classification", "type", "finding class", "category", "grade", "severity")),
                Column("clause", "Clause", ("clause reference", "requirement", "clause ref", "reference clause")),
                Column("statement", "Statement", ("description", "finding statement", "nonconformity", "summary", "what", "title")),
                Column("evidence", "Evidence", ("objective evidence", "audit evidence")),
                Column("cause", "Root cause", ("cause", "root cause analysis")),
                Column("correction", "Correction", ("immediate correction", "containment")),
                Column("action", "Corrective action", ("action", "systemic action", "corrective action plan", "measure")),
                Column("capa", "CAPA ID", ("capa", "capa ref", "capa no", "tracked as")),
                Column("owner", "Owner", ("responsible person", "action owner", "responsible")),
                Column("due", "Target date", ("due", "due date", "deadline", "by when")),
                Column("status", "Status", ("state",)),
                Column("verifier", "Verified by", ("verifier", "verification by", "closed by")),
                Column("verified", "Verified on", ("verification date", "closed on", "date verified", "verified")),
            ),
            name="statement",
            identifier="id",
        ),
        Register(
            "counts",
            ("report",),
            (
                Column("class", "Class", ("classification", "type", "finding class", "category")),
                Column("number", "Number", ("count", "how many", "findings", "total")),
            ),
            name="class",
            required=False,
        ),
    ),
)  # fmt: skip
