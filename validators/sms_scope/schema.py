"""The scope's outline and registers (domain rules §4.2)."""

from iso20k.facts.schema import Column, Register, Schema, SectionSpec

_AGREEMENT = ("agreement", "reference", "contract", "sla ola uc", "agreement ref", "governed by", "document")

SCHEMA = Schema(
    skill="sms-scope",
    titles=("scope of the sms", "scope statement", "scope definition", "sms scope definition"),
    sections=(
        SectionSpec("statement", "Scope statement", ("statement of scope", "scope definition", "scope of the sms")),
        SectionSpec("services", "Services in scope", ("in-scope services", "services", "service scope")),
        SectionSpec(
            "processes",
            "Process applicability",
            ("process scope", "processes in scope", "processes", "process areas", "clause applicability", "applicability"),
        ),
        SectionSpec(
            "units",
            "Organizational units",
            ("organisational units", "organizational scope", "units in scope", "departments", "teams"),
        ),
        SectionSpec("locations", "Locations", ("locations in scope", "sites", "geographical scope", "location")),
        SectionSpec("technology", "Technology", ("technology scope", "technology and tools", "tools", "infrastructure")),
        SectionSpec("customers", "Customers", ("customers in scope", "customers and their locations", "clients")),
        SectionSpec("exclusions", "Exclusions", ("out of scope", "exclusions and justifications", "not in scope")),
        SectionSpec(
            "interfaces",
            "Interfaces and dependencies",
            ("interfaces", "dependencies", "interfaces to out-of-scope services", "boundaries and interfaces"),
        ),
        SectionSpec(
            "other_parties",
            "Other parties",
            ("governance of other parties", "processes operated by other parties", "outsourced processes"),
        ),
    ),
    registers=(
        Register(
            "services",
            ("services",),
            (
                Column("id", "Service ID", ("id", "service no", "ref", "#")),
                Column("name", "Service", ("name", "service name", "in-scope service")),
                Column("type", "Type", ("service type", "kind", "class")),
                Column("includes", "Includes", ("description", "covers", "content")),
                Column("customers", "Customers", ("customer", "clients", "delivered to")),
                Column("location", "Delivery location", ("location", "locations", "delivered from", "delivery locations")),
            ),
            name="name",
            identifier="id",
        ),
        Register(
            "processes",
            ("processes",),
            (
                Column("clause", "Clause", ("clauses", "clause no", "iso clause", "number", "#")),
                Column("area", "Process area", ("process", "area", "title", "name", "clause area", "requirement")),
                Column("applies", "Applies", ("applicable", "in scope", "applicability", "included", "status")),
                Column("operator", "Operated by", ("operator", "performed by", "run by", "party", "responsible party")),
                Column("evidence", "Governance evidence", ("governance", "evidence", "remarks", "comment", "notes")),
            ),
            name="area",
        ),
        Register(
            "units",
            ("units",),
            (
                Column("unit", "Unit", ("organizational unit", "department", "team", "division", "name")),
                Column("role", "Role in the SMS", ("role", "function", "contribution", "responsibility")),
            ),
            name="unit",
            required=False,
        ),
        Register(
            "locations",
            ("locations",),
            (
                Column("id", "Location ID", ("id", "site id", "ref", "#")),
                Column("name", "Name", ("location", "site", "location name", "site name")),
                Column("activities", "Activities in scope", ("activities", "activity", "used for", "purpose")),
                Column("type", "Type", ("kind",)),
                Column("city", "City", ("address", "place")),
                Column("country", "Country"),
            ),
            name="name",
            identifier="id",
        ),
        Register(
            "technology",
            ("technology",),
            (
                Column("technology", "Technology", ("tool", "platform", "component", "name", "system")),
                Column("purpose", "Used for", ("purpose", "use", "supports", "description")),
            ),
            name="technology",
            required=False,
        ),
        Register(
            "customers",
            ("customers",),
            (
                Column("segment", "Segment", ("customer", "customer group", "customers", "client", "name")),
                Column("number", "Number", ("count", "how many")),
                Column("services", "Services used", ("services", "service")),
                Column("named", "Named customers", ("names", "examples")),
                Column("location", "Location", ("locations", "country", "customer location")),
            ),
            name="segment",
            required=False,
        ),
        Register(
            "exclusions",
            ("exclusions",),
            (
                Column("item", "Item", ("excluded item", "exclusion", "what", "name", "out of scope", "excluded")),
                Column("kind", "Kind", ("type", "category")),
                Column("justification", "Justification", ("reason", "rationale", "why", "reason for exclusion")),
                Column("approved_by", "Approved by", ("approver", "approval")),
                Column("review_date", "Review date", ("reviewed on", "review")),
            ),
            name="item",
            required=False,
        ),
        Register(
            "interfaces",
            ("interfaces",),
            (
                Column("interface", "Interface", ("name", "topic", "interface or dependency")),
                Column("item", "In-scope item", ("in-scope service", "service", "our side")),
                Column("other", "Other side", ("other party", "party", "external party", "out-of-scope item", "with")),
                Column("crosses", "What crosses", ("exchanged", "content", "what is exchanged", "description")),
                Column("agreement", "Agreement reference", _AGREEMENT),
            ),
            name="interface",
            required=False,
        ),
        Register(
            "other_parties",
            ("other_parties",),
            (
                Column("party", "Party", ("other party", "supplier", "organization", "name")),
                Column("accountability", "Accountability", ("accountable", "who answers", "authority")),
                Column("definition", "Control of definition and interfaces", ("control of definition", "definition", "definition and interfaces", "interfaces", "control")),
                Column("performance", "Performance", ("performance and compliance", "measurement", "monitoring")),
                Column("improvement", "Improvement", ("planning and prioritizing improvements", "improvements", "control of improvement")),
            ),
            name="party",
            required=False,
        ),
    ),
)  # fmt: skip
