"""The service catalog's outline and registers (domain rules §4.3)."""

from iso20k.facts.schema import Column, Register, Schema, SectionSpec

SCHEMA = Schema(
    skill="service-catalog",
    titles=("service catalogue", "catalogue of services", "service portfolio"),
    sections=(
        SectionSpec("purpose", "Purpose and maintenance", ("purpose", "maintenance", "introduction")),
        SectionSpec("business", "Business services", ("customer-facing services", "customer services")),
        SectionSpec(
            "supporting",
            "Supporting services",
            ("infrastructure services", "internal services", "platform services"),
        ),
        SectionSpec(
            "third_party", "Third-party services", ("external services", "purchased services"), required=False
        ),
        SectionSpec(
            "dependencies", "Dependencies", ("dependency map", "service dependencies"), required=False
        ),
        SectionSpec("criticality", "Criticality scale", ("criticality", "criticality levels")),
        SectionSpec(
            "agreement", "Agreement and access", ("agreement", "customer agreement", "approval and access")
        ),
    ),
    registers=(
        Register(
            "services",
            ("business", "supporting", "third_party"),
            (
                Column("id", "Service ID", ("id", "service no", "ref", "#")),
                Column("name", "Service", ("name", "service name", "supporting service", "business service")),
                Column("description", "Description", ("what it is", "summary")),
                Column("outcome", "Outcome", ("intended outcome", "business outcome", "value")),
                Column("type", "Type", ("service type", "kind", "class")),
                Column("owner", "Owner", ("owned by",)),
                Column("customers", "Customers", ("customer", "client", "clients", "delivered to")),
                Column("users", "Users", ("user groups", "user group")),
                Column("criticality", "Criticality", ("business criticality", "importance")),
                Column("service_hours", "Service hours", ("hours of service", "hours", "availability hours")),
                Column("support_hours", "Support hours", ("hours of support", "support window")),
                Column(
                    "availability",
                    "Availability target",
                    ("availability", "availability requirement", "uptime target"),
                ),
                Column("sla", "SLA ref", ("sla", "sla reference", "service level agreement")),
                Column("depends_on", "Depends on", ("dependencies", "requires", "relies on", "needs")),
                Column("suppliers", "Suppliers", ("supplier", "vendor", "provider", "vendors")),
                Column("status", "Status", ("lifecycle status", "lifecycle")),
                Column("since", "Since", ("live since", "in service since")),
                Column("technology", "Technology", ("component", "components", "product", "platform")),
                Column("supports", "Supports", ("used by", "serves", "carries", "supports services")),
                Column("spof", "SPOF", ("single point of failure",)),
            ),
            name="name",
            identifier="id",
            by_name="in sentences",
        ),
        Register(
            "dependencies",
            ("dependencies",),
            (
                Column("from", "From", ("service", "dependent service", "consumer")),
                Column("to", "To", ("depends on", "needs", "provider service", "supporting service")),
                Column("kind", "Kind", ("type", "strength", "hard/soft")),
                Column("redundancy", "Redundancy", ("redundant", "fallback")),
            ),
            name="from",
            required=False,
        ),
        Register(
            "scale",
            ("criticality",),
            (
                Column("level", "Level", ("criticality", "class")),
                Column("meaning", "Meaning", ("definition", "description")),
            ),
            name="level",
            required=False,
        ),
        Register(
            "agreements",
            ("agreement",),
            (
                Column("customer", "Customer", ("customers", "customer group", "agreed with", "party")),
                Column("date", "Agreed on", ("date", "agreed")),
                Column("evidence", "Evidence", ("record", "minutes")),
                Column("by", "Agreed by", ("signed by", "representative")),
            ),
            name="customer",
            required=False,
        ),
    ),
)
