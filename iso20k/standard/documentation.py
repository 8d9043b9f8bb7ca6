"""The documents and records that each edition demands, in own words, and where in the 22 artifacts they are looked for.

A place is written "5.policy": the section or register `policy` of step 5; "9.costs:actual" asks that a record of the register
fills that field; "1.roles/5.roles" takes either. All places of an item must say something.
"""

from typing import NamedTuple


class Sought(NamedTuple):
    """A section or register of a step's document, and a field of it ('' for any content)."""

    step: int
    key: str
    field: str = ""


class DocumentedItem(NamedTuple):
    """An item of the matrix: number, own words, clauses, `kind` doc (kept up) or rec (evidence), and where it is sought.

    Each entry of `places` is a choice of places of which one is enough.
    """

    number: int
    name: str
    clause: str
    kind: str
    places: tuple[tuple[Sought, ...], ...]


def documented_items(edition: str) -> tuple[DocumentedItem, ...]:
    """The items of an edition: 51 for 2011, 32 for 2018."""
    return ITEMS_2018 if edition == "2018" else ITEMS_2011


def _item(number: int, name: str, clause: str, kind: str, places: str) -> DocumentedItem:
    choices = tuple(tuple(map(_place, choice.split("/"))) for choice in places.split())
    return DocumentedItem(number, name, clause, kind, choices)


def _place(written: str) -> Sought:
    step, _, rest = written.partition(".")
    key, _, field = rest.partition(":")
    return Sought(int(step), key, field)


ITEMS_2011: tuple[DocumentedItem, ...] = (
    _item(1, "service management policy", "4.1.2, 4.3.1", "doc", "5.policy"),
    _item(2, "service management objectives", "4.1.1, 4.3.1", "doc", "5.objectives"),
    _item(
        3, "authorities and responsibilities, representative named", "4.1.3, 4.1.4", "doc",
        "1.roles 5.roles",
    ),
    _item(4, "communication procedures", "4.1.3", "doc", "5.communication"),
    _item(
        5, "processes of other parties, and how they are governed", "4.2", "doc, rec",
        "2.other_parties/1.other_parties 13.governance",
    ),
    _item(6, "procedure for the control of documents", "4.3.2", "doc", "5.documentation"),
    _item(7, "procedure for the control of records", "4.3.3", "doc", "5.documentation:retention"),
    _item(8, "education, training, skills and experience", "4.4.2", "rec", "1.competence"),
    _item(9, "scope of the SMS", "4.5.1", "doc", "2.statement 2.services"),
    _item(10, "service management plan", "4.5.2", "doc", "5.pdca 5.resources 5.measurement"),
    _item(
        11, "plans of processes in line with it", "4.3.1, 4.5.2", "doc",
        "8.plan 10.upgrades 19.planning",
    ),
    _item(
        12, "descriptions of the 13 processes and of design and transition", "4.3.1", "doc",
        "6.framework 7.policy 8.plan 9.cycle 10.monitoring 11.risks 12.procedure 13.policy 14.lifecycle 15.lifecycle 16.lifecycle 17.lifecycle 18.lifecycle 19.lifecycle",
    ),
    _item(13, "objectives of audits and reviews", "4.5.4.1", "doc", "20.procedure 22.meeting"),
    _item(14, "internal audit procedure and programme", "4.5.4.2", "doc", "20.procedure 20.audits"),
    _item(
        15, "audit results, nonconformities and their follow-up", "4.5.4.1, 4.5.4.2", "rec",
        "20.report 20.findings 21.capas",
    ),
    _item(16, "records of management reviews", "4.5.4.3", "rec", "22.meeting 22.decisions"),
    _item(17, "improvement policy with criteria", "4.5.5.1", "doc", "5.policy 21.improvements:criteria"),
    _item(18, "improvement procedure", "4.5.5.1", "doc", "21.procedure"),
    _item(
        19, "improvements and actions with targets and results", "4.5.5.1, 4.5.5.2", "rec",
        "21.capas 21.improvements",
    ),
    _item(20, "plan of each new, changed or removed service", "5.2", "doc", "19.planning 19.projects:plan"),
    _item(21, "service design", "5.3", "doc", "19.design"),
    _item(22, "results of acceptance and outcome", "5.4", "rec", "19.acceptance 19.projects:acceptance"),
    _item(23, "catalog of services", "6.1, 4.3.1", "doc", "3.services"),
    _item(24, "agreement for each service", "6.1, 4.3.1", "doc", "6.slas"),
    _item(25, "agreements with internal groups and customers who supply", "6.1", "doc", "6.olas"),
    _item(26, "trends and reviews of service levels", "6.1", "rec", "6.slas:last_review 7.issued/7.log"),
    _item(27, "descriptions of reports, and the reports", "6.2", "doc, rec", "7.reports 7.issued"),
    _item(28, "risks to continuity and availability, agreed requirements", "6.3.1", "doc", "8.risks 8.bia"),
    _item(29, "continuity and availability plans", "6.3.2", "doc", "8.plan 8.availability"),
    _item(
        30, "monitoring of availability, tests and their reviews", "6.3.3", "rec",
        "8.monitoring 8.tests:result",
    ),
    _item(31, "policy and procedures for budgeting and accounting", "6.4", "doc", "9.policy 9.cycle"),
    _item(32, "costs against budget", "6.4", "rec", "9.costs:actual"),
    _item(33, "capacity plan", "6.5", "doc", "10.demand 10.upgrades"),
    _item(
        34, "information security policy, approach and acceptance of risks", "6.6.1", "doc",
        "11.policy 11.risks",
    ),
    _item(
        35, "controls with the risks they treat, agreements with external organizations", "6.6.2", "doc",
        "11.controls 11.access",
    ),
    _item(
        36, "risk assessments, audits and analysis of security incidents", "6.6.1, 6.6.3", "rec",
        "11.risks 11.audits:result 11.incidents",
    ),
    _item(37, "customers, users and interested parties", "7.1", "doc", "12.customers 1.parties"),
    _item(38, "definition of a complaint, complaint procedure", "7.1", "doc", "12.procedure"),
    _item(
        39, "complaints, service reviews, results of satisfaction", "7.1", "rec",
        "12.register 12.reviews 12.satisfaction:result",
    ),
    _item(
        40, "supplier contracts, lead and sub-contracted suppliers, disputes", "7.2", "doc",
        "13.contracts 13.subs 13.disputes",
    ),
    _item(41, "reviews of supplier performance", "7.2", "rec", "13.reviews/13.suppliers:last_review"),
    _item(
        42, "procedures for incidents, requests and major incidents", "8.1", "doc",
        "14.lifecycle 14.requests 14.major",
    ),
    _item(43, "incidents, requests and reviews of major incidents", "8.1", "rec", "14.records"),
    _item(44, "problem procedure", "8.2", "doc", "15.lifecycle"),
    _item(
        45, "problems, known errors and reviews of effectiveness", "8.2", "rec",
        "15.problems 15.kedb 15.effectiveness",
    ),
    _item(
        46, "types of configuration items, procedure for their control", "9.1", "doc",
        "16.ci_types 16.lifecycle",
    ),
    _item(
        47, "CMDB, its audits, baselines and master copies", "9.1", "rec",
        "16.verification:result 16.baselines 16.libraries",
    ),
    _item(
        48, "change policy, procedure for requests, emergency changes", "9.2", "doc",
        "17.policy 17.lifecycle 17.emergency",
    ),
    _item(
        49, "requests for change, their schedule, reviews and trends", "9.2", "rec",
        "17.log 17.schedule 17.review",
    ),
    _item(
        50, "release policy, emergency releases, acceptance criteria", "9.3", "doc",
        "18.policy 18.emergency 18.acceptance",
    ),
    _item(51, "release plans, results and analysis of failures", "9.3", "rec", "18.calendar 18.success"),
)  # fmt: skip

ITEMS_2018: tuple[DocumentedItem, ...] = (
    _item(1, "scope of the SMS", "4.3", "doc", "2.statement 2.services"),
    _item(2, "service management policy", "5.2", "doc", "5.policy"),
    _item(3, "objectives and the plan to reach them", "6.2", "doc", "5.objectives"),
    _item(4, "risks, their effect on customers, acceptance, approach", "6.1", "doc", "5.risks"),
    _item(5, "service management plan", "6.3", "doc", "5.pdca 5.resources 5.measurement"),
    _item(6, "evidence of competence", "7.2", "rec", "1.competence"),
    _item(
        7, "processes of the SMS", "7.5.4, 4.4", "doc",
        "6.framework 7.policy 8.plan 9.cycle 10.monitoring 11.risks 12.procedure 13.policy 14.lifecycle 15.lifecycle 16.lifecycle 17.lifecycle 18.lifecycle 19.lifecycle",
    ),
    _item(8, "service requirements", "8.2.2", "doc", "3.services 6.requirements"),
    _item(
        9, "services, components and processes of other parties", "8.2.3", "doc",
        "2.other_parties/1.other_parties 13.governance",
    ),
    _item(10, "service catalog", "8.2.4", "doc", "3.services"),
    _item(
        11, "types, information and verification of configuration items", "8.2.6", "doc, rec",
        "16.ci_types 16.verification:result",
    ),
    _item(
        12, "customers, users, parties, complaints and satisfaction", "8.3.2", "doc, rec",
        "12.customers 12.procedure 12.satisfaction:result",
    ),
    _item(
        13, "service level agreements, reviews of performance and workload", "8.3.3", "doc, rec",
        "6.slas 6.slas:last_review",
    ),
    _item(
        14, "contracts, disputes and performance of external suppliers", "8.3.4.1", "doc, rec",
        "13.contracts 13.disputes 13.kpis:last_value",
    ),
    _item(15, "agreements with internal suppliers and customers who supply", "8.3.4.2", "doc", "6.olas"),
    _item(16, "costs against budget", "8.4.1", "rec", "9.costs:actual"),
    _item(
        17, "capacity requirements and forecasts of demand", "8.4.2, 8.4.3", "doc",
        "10.requirements 10.demand",
    ),
    _item(18, "change policy and requests for change", "8.5.1", "doc, rec", "17.policy 17.log"),
    _item(
        19, "plan, design, acceptance and outcome of a new service", "8.5.2", "doc, rec",
        "19.planning 19.design 19.acceptance 19.projects",
    ),
    _item(
        20, "types, acceptance and results of releases", "8.5.3", "doc, rec",
        "18.types 18.acceptance 18.calendar:result",
    ),
    _item(
        21, "incidents, procedure and report of major incidents", "8.6.1", "doc, rec",
        "14.lifecycle 14.major 14.records",
    ),
    _item(22, "service requests and instructions for them", "8.6.2", "doc, rec", "14.requests"),
    _item(23, "problems and known errors", "8.6.3", "rec", "15.problems 15.kedb"),
    _item(
        24, "availability: risks, requirements, targets, results", "8.7.1", "doc, rec",
        "8.risks 8.availability 8.monitoring",
    ),
    _item(
        25, "continuity: risks, requirements, plans, contacts, tests", "8.7.2", "doc, rec",
        "8.bia 8.plan 8.contacts 8.tests:result",
    ),
    _item(
        26, "information security: policy, risks, controls, incidents", "8.7.3", "doc, rec",
        "11.policy 11.risks 11.controls 11.incidents",
    ),
    _item(27, "results of monitoring and measurement", "9.1", "rec", "21.kpis 21.results"),
    _item(28, "audit programme and results", "9.2", "doc, rec", "20.audits 20.findings"),
    _item(29, "results of management reviews", "9.3", "rec", "22.meeting 22.decisions"),
    _item(30, "service reports", "9.4", "rec", "7.issued"),
    _item(31, "nonconformities and corrective actions", "10.1", "rec", "20.findings 21.capas"),
    _item(32, "improvement opportunities, criteria and results", "10.2", "rec", "21.improvements"),
)  # fmt: skip
