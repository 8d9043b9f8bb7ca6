"""The configuration management document's outline and registers (domain rules §4.16)."""

from iso20k.facts.schema import Column, Register, Schema, SectionSpec

_SECTIONS = (
    SectionSpec(
        "policy",
        "Policy and scope",
        (
            "policy",
            "purpose and scope",
            "purpose",
            "scope",
            "introduction",
            "configuration management policy",
        ),
    ),
    SectionSpec(
        "ci_types",
        "CI types",
        (
            "configuration item types",
            "types of configuration items",
            "types of CIs",
            "CI classes",
            "configuration item classes",
            "CMDB classes",
            "CI categories",
            "CI type definitions",
        ),
    ),
    SectionSpec(
        "attributes",
        "Attributes",
        (
            "CI attributes",
            "mandatory attributes",
            "required attributes",
            "configuration information",
            "CMDB data model",
            "attribute model",
        ),
    ),
    SectionSpec(
        "relationships",
        "Relationships",
        ("relations", "relationship types", "CI relationships", "relationship model", "CI relations"),
    ),
    SectionSpec(
        "naming",
        "Naming convention",
        ("naming", "naming rules", "naming standard", "CI naming", "identification of CIs", "CI identifiers"),
    ),
    SectionSpec(
        "lifecycle",
        "CI lifecycle",
        ("lifecycle", "life cycle", "lifecycle states", "CI states", "status accounting", "CI status"),
    ),
    SectionSpec(
        "procedure",
        "Recording and version control",
        ("version control", "recording of CIs", "configuration control", "control of versions", "procedure"),
        required=False,
    ),
    SectionSpec(
        "baselines", "Baselines", ("configuration baselines", "baseline", "baseline management", "snapshots")
    ),
    SectionSpec(
        "libraries",
        "Libraries",
        ("secure libraries", "definitive media library", "DML", "master copies", "library"),
    ),
    SectionSpec(
        "access",
        "Access control",
        ("access", "update access", "access rights", "CMDB access", "permissions", "who may update"),
    ),
    SectionSpec(
        "verification",
        "Verification and audit",
        ("verification", "CMDB verification", "configuration audit", "CMDB audit", "audit", "reconciliation"),
    ),
    SectionSpec(
        "interfaces",
        "Interfaces",
        ("process interfaces", "integrations", "process integration", "integration with other processes"),
    ),
    SectionSpec(
        "cis",
        "Sample of configuration items",
        (
            "configuration items",
            "sample of CIs",
            "CI sample",
            "sample CIs",
            "CI register",
            "CMDB extract",
            "CI list",
        ),
        required=False,
    ),
    SectionSpec("assets", "Assets", ("asset management", "asset register"), required=False),
)

_MODEL = (
    Register(
        "ci_types",
        ("ci_types",),
        (
            Column("name", "CI type", ("type", "ci class", "class", "configuration item type", "category")),
            Column("prefix", "Prefix", ("type prefix", "code", "type code", "abbreviation", "short code")),
            Column("description", "Description", ("definition", "what it is", "covers", "meaning")),
            Column("owner", "Owner", ("type owner", "data owner", "class owner")),
            Column(
                "attributes",
                "Attributes",
                ("mandatory attributes", "required attributes", "key attributes", "recorded attributes"),
            ),
            Column("detail", "Detail level", ("level of detail", "depth", "granularity", "detail")),
            Column("examples", "Examples", ("includes",)),
        ),
        name="name",
        by_name="in cells",
        identifier="name",
    ),
    Register(
        "attributes",
        ("attributes",),
        (
            Column("type", "CI type", ("type", "ci class", "class", "applies to", "ci types", "for")),
            Column("attribute", "Attribute", ("attribute name", "attributes", "field", "fields", "property")),
            Column(
                "mandatory", "Mandatory", ("required", "mandatory or optional", "obligation", "compulsory")
            ),
            Column("example", "Example", ("examples", "example value", "sample value")),
            Column("meaning", "Meaning", ("content", "explanation", "what it says")),
        ),
        name="attribute",
        required=False,
    ),
    Register(
        "relationships",
        ("relationships",),
        (
            Column("relation", "Relation", ("relationship", "relationship type", "relation type", "type")),
            Column("from", "From type", ("from", "source", "source type", "from ci type", "from ci")),
            Column("to", "To type", ("to", "target", "target type", "to ci type", "to ci")),
            Column("inverse", "Inverse", ("inverse relation", "inverse relationship", "reverse")),
            Column("meaning", "Meaning", ("description", "example", "used for")),
        ),
        name="relation",
        required=False,
    ),
    Register(
        "naming",
        ("naming",),
        (
            Column(
                "pattern",
                "Pattern",
                ("naming pattern", "format", "convention", "naming convention", "syntax"),
            ),
            Column("example", "Example", ("examples", "sample id")),
            Column("type", "Applies to", ("ci type", "ci types", "for")),
        ),
        name="pattern",
        required=False,
    ),
    Register(
        "parts",
        ("naming",),
        (
            Column("part", "Part", ("element", "segment", "token", "component")),
            Column("meaning", "Meaning", ("description", "definition")),
            Column("values", "Values", ("allowed values", "value", "rule")),
        ),
        name="part",
        required=False,
    ),
    Register(
        "states",
        ("lifecycle",),
        (
            Column("state", "State", ("status", "lifecycle state", "stage", "phase", "ci status")),
            Column("meaning", "Meaning", ("description", "definition")),
            Column(
                "set_by",
                "Set by",
                (
                    "who may set it",
                    "may be set by",
                    "authorized by",
                    "authorised by",
                    "authorization",
                    "role",
                ),
            ),
            Column("next", "Next states", ("next state", "transitions", "followed by", "leads to")),
        ),
        name="state",
        required=False,
    ),
)

_CONTROL = (
    Register(
        "baselines",
        ("baselines",),
        (
            Column("baseline", "Baseline", ("name", "baseline type", "type")),
            Column("scope", "Scope", ("content", "contents", "covers", "CIs covered")),
            Column("taken_when", "Taken when", ("when", "taken", "trigger", "timing", "when taken")),
            Column("stored", "Stored", ("storage", "stored in", "location", "where")),
            Column("taken_by", "Taken by", ("by", "responsible", "owner", "who", "role")),
        ),
        name="baseline",
        required=False,
    ),
    Register(
        "libraries",
        ("libraries",),
        (
            Column("library", "Library", ("name", "store", "repository")),
            Column("content", "Content", ("contents", "holds", "master copies of", "what it holds")),
            Column("location", "Location", ("where", "stored in", "place")),
            Column("access", "Access", ("access rights", "who has access", "secured by", "protection")),
        ),
        name="library",
        required=False,
    ),
    Register(
        "access",
        ("access",),
        (
            Column("role", "Role", ("who", "group", "user group", "roles", "person")),
            Column("rights", "May", ("rights", "access", "permission", "permissions", "access right")),
            Column("granted_by", "Granted by", ("approved by", "authorized by", "authorised by")),
        ),
        name="role",
        required=False,
    ),
    Register(
        "verification",
        ("verification",),
        (
            Column(
                "scope", "Scope", ("what is verified", "verification", "audit", "what", "covers", "ci types")
            ),
            Column("method", "Method", ("how", "approach", "technique", "procedure")),
            Column("frequency", "Frequency", ("schedule", "audit frequency", "verification frequency")),
            Column(
                "target", "Accuracy target", ("target accuracy", "accuracy", "accuracy goal", "threshold")
            ),
            Column("last", "Last done", ("last", "last verification", "last audit", "date", "done on")),
            Column("result", "Result", ("accuracy found", "last result", "outcome", "measured accuracy")),
            Column("deficiencies", "Deficiencies", ("findings", "deviations", "discrepancies")),
            Column("capa", "CAPA ID", ("capa", "corrective action", "action", "actions")),
            Column(
                "next", "Next", ("next verification", "next audit", "next due", "next planned", "planned")
            ),
            Column("owner", "Responsible", ("verified by", "owner", "by", "who")),
        ),
        name="scope",
        required=False,
    ),
    Register(
        "interfaces",
        ("interfaces",),
        (
            Column("process", "Process", ("to process", "with", "interface", "partner process", "area")),
            Column("gives", "Gives", ("provides", "output", "outputs", "what is handed over", "hand-over")),
            Column("receives", "Receives", ("input", "inputs", "takes", "gets", "in return")),
        ),
        name="process",
        required=False,
    ),
    Register(
        "cis",
        ("cis",),
        (
            Column("id", "CI ID", ("id", "ci", "identifier", "ci number", "ci identifier", "unique id")),
            Column("type", "Type", ("ci type", "ci class", "class")),
            Column("name", "Name", ("ci name", "title")),
            Column("owner", "Owner", ("ci owner", "owned by")),
            Column("status", "Status", ("lifecycle status", "lifecycle state")),
            Column("version", "Version", ("revision", "release", "model and version")),
            Column("location", "Location", ("site", "where", "place")),
            Column("service", "Service ID", ("service", "services", "supports", "service ids", "serves")),
            Column("related", "Related CIs", ("relations", "relationships", "related ci", "depends on")),
        ),
        name="name",
        identifier="id",
        required=False,
    ),
    Register(
        "assets",
        ("assets",),
        (
            Column("asset", "Asset", ("asset id", "id", "name")),
            Column("kind", "Kind", ("type", "asset type", "class")),
            Column("ci", "CI ID", ("ci", "configuration item")),
            Column("owner", "Owner", ("asset owner",)),
            Column("value", "Value", ("book value", "cost", "financial record", "asset number in finance")),
        ),
        name="asset",
        required=False,
    ),
)

SCHEMA = Schema(
    skill="configuration-management",
    titles=(
        "configuration management process",
        "CMDB design",
        "service asset and configuration management",
        "configuration management plan",
    ),
    sections=_SECTIONS,
    registers=(*_MODEL, *_CONTROL),
)
