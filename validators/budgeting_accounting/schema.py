"""The outline and registers of budgeting and accounting for services (domain rules §4.9)."""

from iso20k.facts.schema import Column, Register, Schema, SectionSpec

_SERVICE = Column("service", "Service ID", ("service", "service name", "services", "cost object"))
_PERIOD = Column(
    "period", "Period", ("financial year", "fiscal year", "year", "quarter", "month", "time frame")
)
_BUDGET = Column(
    "budget", "Budget", ("planned", "plan", "budgeted", "budget amount", "planned cost", "approved budget", "budget value")
)  # fmt: skip

SCHEMA = Schema(
    skill="budgeting-accounting",
    titles=(
        "budgeting and accounting for services",
        "budgeting and accounting",
        "financial management",
        "financial management for it services",
        "it financial management",
    ),
    sections=(
        SectionSpec("policy", "Policy", ("budgeting policy", "budgeting and accounting policy", "purpose", "principles")),
        SectionSpec("categories", "Cost categories", ("cost types", "cost elements", "cost structure", "cost kinds")),
        SectionSpec(
            "allocation",
            "Allocation",
            ("cost allocation", "allocation method", "allocation methods", "apportionment", "allocation keys"),
        ),
        SectionSpec(
            "cycle",
            "Budgeting cycle",
            ("budget cycle", "budget process", "budgeting process", "budget calendar", "planning cycle"),
        ),
        SectionSpec(
            "models",
            "Service cost models",
            (
                "service costs", "cost per service", "cost models", "service cost register", "cost by service",
                "costs per service", "service budgets",
            ),
        ),
        SectionSpec(
            "monitoring",
            "Budget monitoring",
            (
                "monitoring", "budget control", "budget versus actual", "budget against actual", "variance analysis",
                "forecast", "forecasts", "monitoring and forecast",
            ),
        ),
        SectionSpec(
            "control",
            "Approval and control",
            ("approval", "approval limits", "approval authority", "financial control", "authorities", "spending authority"),
        ),
        SectionSpec(
            "interface",
            "Interface to finance and to change",
            (
                "interface to finance", "interfaces", "interface to change", "costing of changes", "change costing",
                "interface to finance and change",
            ),
        ),
    ),
    registers=(
        Register(
            "categories",
            ("categories",),
            (
                Column("category", "Category", ("cost category", "cost type", "cost element", "name")),
                Column("kind", "Kind", ("cost kind", "type", "standard kind", "component", "maps to", "covers")),
                Column(
                    "nature",
                    "Capital/operating",
                    ("capex/opex", "capital or operating", "expenditure", "capex opex", "accounting treatment"),
                ),
                Column(
                    "assignment",
                    "Direct/indirect",
                    ("direct or indirect", "direct indirect", "assignment", "attribution", "allocation"),
                ),
                Column("source", "Source", ("source of data", "data source", "ledger", "account", "accounts", "examples", "contents", "description", "details", "what it contains", "includes")),
            ),
            name="category",
        ),
        Register(
            "allocation",
            ("allocation",),
            (
                Column("pool", "Pool", ("cost pool", "indirect pool", "shared cost", "shared costs", "indirect cost", "category")),
                Column("method", "Method", ("allocation method", "basis", "type")),
                Column("driver", "Driver", ("allocation key", "key", "cost driver", "allocation driver", "measured by")),
                _SERVICE,
                Column("share", "Share %", ("share", "percentage", "percent", "%", "allocation %", "portion")),
                Column("amount", "Amount", ("allocated amount", "allocated", "value", "cost")),
            ),
            name="pool",
            required=False,
        ),
        Register(
            "cycle",
            ("cycle",),
            (
                Column("step", "Step", ("phase", "activity", "stage", "what", "name")),
                Column("when", "When", ("timing", "month", "date", "period", "calendar", "due", "frequency", "deadline")),
                Column("owner", "Owner", ("who",)),
                Column("approver", "Approver", ("approved by", "approval", "approval by", "authority", "decided by")),
                Column("result", "Result", ("output", "deliverable", "outcome")),
            ),
            name="step",
        ),
        Register(
            "costs",
            ("models", "monitoring"),
            (
                _SERVICE,
                Column("category", "Category", ("cost category", "cost type", "cost element", "item")),
                _PERIOD,
                Column("currency", "Currency", ("ccy",)),
                _BUDGET,
                Column("actual", "Actual", ("actuals", "actual cost", "spent", "actual amount", "booked", "expenditure")),
                Column("forecast", "Forecast", ("forecast full year", "outlook", "estimate", "latest forecast", "projected")),
                Column("variance", "Variance", ("deviation", "difference", "delta", "actual - budget", "over/under")),
                Column("explanation", "Explanation", ("reason", "comment", "cause", "explanation of variance", "remarks", "note")),
            ),
            name="service",
        ),
        Register(
            "units",
            ("models",),
            (
                _SERVICE,
                Column("unit", "Unit", ("unit of consumption", "cost unit", "measured unit")),
                Column("volume", "Volume", ("quantity", "units", "number")),
                Column("cost", "Yearly cost", ("cost", "total cost", "cost per year")),
                Column("unit_cost", "Cost per unit", ("unit cost", "unit rate", "rate")),
            ),
            name="service",
            required=False,
        ),
        Register(
            "external",
            ("models",),
            (
                Column("supplier_id", "Supplier ID", ("supplier no",)),
                Column("supplier", "Supplier", ("vendor", "provider")),
                _SERVICE,
                Column("contract", "Contract ref", ("contract", "agreement")),
                _PERIOD,
                _BUDGET,
            ),
            name="supplier",
            required=False,
        ),
        Register(
            "investments",
            ("models", "monitoring"),
            (
                Column("item", "Planned item", ("investment", "upgrade", "planned investment", "capital item")),
                Column("reference", "Reference", ("upgrade id", "ref", "project", "request for change")),
                _SERVICE,
                _PERIOD,
                _BUDGET,
            ),
            name="item",
            required=False,
        ),
        Register(
            "forecasts",
            ("monitoring",),
            (
                Column("period", "Period", ("forecast for", "forecast of", "forecast period")),
                Column("forecast", "Forecast", ("amount", "outlook", "forecast total")),
                Column("reviewed", "Reviewed on", ("review date", "reviewed", "date of review", "last review", "date")),
                Column("reviewer", "Reviewed by", ("reviewer", "by")),
                Column("result", "Result", ("outcome", "decision", "decisions", "action", "actions")),
            ),
            name="period",
            required=False,
        ),
        Register(
            "authorities",
            ("control",),
            (
                Column("who", "Who", ("role", "authority", "person", "approver", "approved by", "level")),
                Column("limit", "Limit", ("approval limit", "amount", "up to", "threshold", "value", "maximum")),
                Column("what", "What", ("spending", "scope", "decision", "condition", "conditions", "applies to")),
            ),
            name="who",
            required=False,
        ),
        Register(
            "controls",
            ("control",),
            (
                Column("control", "Control", ("financial control", "check", "measure")),
                Column("how", "How", ("description", "procedure", "what is checked")),
                Column("frequency", "Frequency", ("when",)),
                Column("owner", "Owner", ("by", "who")),
            ),
            name="control",
            required=False,
        ),
    ),
)  # fmt: skip
