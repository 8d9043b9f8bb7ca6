"""What the organization is: its facts, its kind, where it works, and how much of the profile is there."""

import re
from collections import defaultdict
from collections.abc import Iterator

from iso20k.facts.artifact import Artifact, Record
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.number import parse_number
from iso20k.wording.names import normalise
from iso20k.wording.phrases import listed
from validators.organization_profile.completeness import completeness
from validators.organization_profile.organisation import BOTH, ITIL, TAUGHT, classification, fact

PROFILE = "organization-profile"
_LOCATION_TYPE = re.compile(
    r"\bhq\b|headquarter|head office|main|\boffices?\b|branch|data ?cent(?:er|re)|\bdc\b|co-?lo|remote|home|virtual|noc|"
    r"\bsoc\b|operations|service desk|warehouse|plant|site|campus|factory|cloud region|hub",
    re.IGNORECASE,
)


@rule(
    "PRO-01", "provider-classified", Severity.ERROR, Kind.PRESENCE, "4.5.1 / 4.3", PROFILE,
    source="S",
    why="Whether customers are colleagues or parties to a contract decides what an SLA, a supplier and a customer are. "
    "The standard has no provider types, and two teachings number them differently: here II is external and III is both, "
    "in ITIL II is the shared services unit and III is external. So the word decides, a number alone is read as taught "
    "here and reported where ITIL reads it otherwise, and a word that contradicts its number in both is reported.",
    hint="Write internal, external or both as 'Provider type'.",
    fails=Example(
        (Edit("| Provider type | Type II (external) |", "| Provider type | MSSP |"),),
        (Found("the provider type is 'MSSP', expected internal, external or both", at="MSSP"),),
    ),
    more=(
        Example(
            (Edit("| Provider type | Type II (external) |", "| Provider type | |"),),
            (Found("the provider type is missing", at="| Provider type | |"),),
        ),
        Example(
            (Edit("| Provider type | Type II (external) |\n", ""),),
            (Found("the provider type is missing", at="## Service provider classification"),),
        ),
        Example(
            (Edit("Type II (external)", "Type II"),),
            (Found("the provider type 'Type II' is read as external, in ITIL it means internal (shared services unit)", at="Type II"),),
        ),
        Example(
            (Edit("Type II (external)", "Type I (external)"),),
            (Found("the number and the word of the provider type 'Type I (external)' disagree; it is read as external", at="Type I"),),
        ),
        Example((Edit("Type II (external)", "External service provider (ITIL type III)"),)),
        Example((Edit("Type II (external)", "Type I"),)),
        Example((Edit("Type II (external)", "internal and external customers"),)),
    ),
)  # fmt: skip
def provider_classified(workspace: Workspace, profile: Artifact) -> Iterator[Problem]:
    told = classification(profile)
    if not told.kind:
        message = (
            f"the provider type is '{told.text}', expected internal, external or both"
            if told.text
            else "the provider type is missing"
        )
        yield Problem(told.place, message, missing=not told.text)
    elif told.number and not told.worded and ITIL[told.number] != told.kind:
        meant = "internal (shared services unit)" if told.number == 2 else ITIL[told.number]
        yield Problem(
            told.place,
            f"the provider type '{told.text}' is read as {told.kind}, in ITIL it means {meant}",
            severity=Severity.ADVICE,
            missing=False,
        )
    elif told.number and told.kind not in (TAUGHT[told.number], ITIL[told.number]):
        yield Problem(
            told.place,
            f"the number and the word of the provider type '{told.text}' disagree; it is read as {told.kind}"
            + (" internal and external" if told.kind == BOTH else ""),
            severity=Severity.ADVICE,
            missing=False,
        )


@rule(
    "PRO-02", "profile-complete", Severity.ERROR, Kind.PRESENCE, "4.1 / 5.1", PROFILE,
    source="S",
    why="Everything downstream inherits a hole in the profile. It is measured over 33 fields: 7 organization facts, type "
    "and reason of the classification, units and locations, 5 of the roles (sponsor, SMS manager, process owners, service "
    "owners, authorities), 5 of the commitment (commitments, evidence, resources, Stage 1 and Stage 2 dates), the "
    "requirements of 5 classes of interested parties, ITSM and monitoring tool, 3 of maturity (framework, baseline, "
    "existing processes), other parties and competence. From 90 % the profile passes and the gaps are only named.",
    hint="Fill the fields that are named as missing.",
    fails=Example(
        (
            Edit("| Business description | Managed service provider for mid-market clients: IT infrastructure management, help desk and cloud hosting |\n", ""),
            Edit("| Framework | ITIL v3, used informally for 3 years |\n", ""),
        ),
        (
            Found(
                "the profile is 88 % complete, 29 of 33 required fields; missing: business description, Stage 1 and Stage 2 target dates "
                "and framework of service management",
                at="# Organization Profile",
            ),
        ),
    ),
    more=(
        Example(
            (
                Edit("| Sector | Managed IT services |\n", ""),
                Edit("| Headquarters | Melbourne, Australia |\n", ""),
                Edit("| Employees | 120 |", "| Employees | TBD |"),
                Edit("| Customers | 45 clients: 5 enterprise, 15 mid-market, 25 SMB |", "| Customers | [number of clients] |"),
                Edit("| Framework | ITIL v3, used informally for 3 years |\n", ""),
            ),
            (
                Found(
                    "the profile is 79 % complete, 26 of 33 required fields; missing: sector, number of employees, "
                    "headquarters, customers, Stage 1 and Stage 2 target dates and framework of service management",
                    at="# Organization Profile",
                ),
            ),
        ),
        Example((Edit("| Sector | Managed IT services |\n", ""),)),
    ),
)  # fmt: skip
def profile_complete(workspace: Workspace, profile: Artifact) -> Iterator[Problem]:
    measured = completeness(profile)
    if measured.percent >= 90:
        return
    yield Problem(
        profile.place,
        f"the profile is {measured.percent} % complete, {measured.filled} of {measured.required} required fields; "
        f"missing: {listed(measured.gaps)}",
        severity=Severity.WARNING if measured.percent >= 80 else None,
    )


@rule(
    "PRO-03", "core-facts", Severity.ERROR, Kind.PRESENCE, "4.5.1 / 4.3", PROFILE,
    source="S",
    why="Legal name, address and size go into the audit contract and onto the certificate; a wrong one is printed.",
    hint="Fill the field under 'Organization facts'.",
    fails=Example(
        (Edit("| Employees | 120 |", "| Employees | about a hundred |"),),
        (Found("the number of employees 'about a hundred' is no whole number above zero", at="about a hundred"),),
    ),
    more=(
        Example(
            (Edit("| Legal name | NetOps Solutions Pty Ltd |\n", ""),),
            (Found("the legal name is missing", at="| Trading name |"),),
        ),
        Example((Edit("| Employees | 120 |", "| Number of employees | approx. 1,200 staff |"),)),
    ),
)  # fmt: skip
def core_facts(workspace: Workspace, profile: Artifact) -> Iterator[Problem]:
    rows = profile.records("facts")
    home = rows[0].place if rows else profile.home("facts")
    names = (("legal_name", "legal name"), ("sector", "sector"), ("headquarters", "headquarters"))
    for key, word in (*names, ("employees", "number of employees")):
        row = fact(profile, key)
        if row is None:
            verb = "are" if key == "headquarters" else "is"
            yield Problem(rows[0].at(key) if rows else home, f"the {word} {verb} missing")
        elif key == "employees":
            number = parse_number(row.text(key))
            if number is None or number <= 0 or number != int(number):
                message = f"the number of employees '{row.text(key)}' is no whole number above zero"
                yield Problem(row.at(key), message, missing=False)


@rule(
    "PRO-10", "locations-valid", Severity.WARNING, Kind.PRESENCE, "4.5.1 / 4.3", PROFILE,
    source="s",
    each=("locations",),
    why="Auditors sample sites; a site without identity, kind or country cannot be planned into a multi-site audit.",
    hint="Give each location its own ID, its type (HQ, office, data centre or remote) and its country.",
    fails=Example(
        (Edit("| LOC-002 | Port Melbourne Data Centre | data centre | Melbourne | Australia |", "| LOC-001 | Port Melbourne Data Centre | shed | Melbourne | |"),),
        (
            Found("the location ID 'LOC-001' stands twice", at="Port Melbourne Data Centre"),
            Found("Port Melbourne Data Centre has type 'shed', expected HQ, office, data centre or remote", at="Port Melbourne"),
            Found("Port Melbourne Data Centre has no country", at="Port Melbourne"),
        ),
    ),
)  # fmt: skip
def locations_valid(workspace: Workspace, profile: Artifact) -> Iterator[Problem]:
    rows = profile.records("locations")
    if not rows:
        yield Problem(profile.home("locations"), "no location is listed")
    groups: dict[str, list[Record]] = defaultdict(list)
    for row in rows:
        label = row.text("name") or row.text("id") or row.text("city") or "the location"
        if row.filled("id"):
            first, *_ = groups[normalise(row.text("id"))] = [*groups[normalise(row.text("id"))], row]
            if first is not row:
                related = Related(first.at("id"), "the first location with this ID")
                message = f"the location ID '{row.text('id')}' stands twice"
                yield Problem(row.at("id"), message, related=(related,), missing=False)
        else:
            yield Problem(row.at("id"), f"{label} has no ID")
        if not row.filled("type"):
            yield Problem(row.at("type"), f"{label} has no type")
        elif not _LOCATION_TYPE.search(row.text("type")):
            message = f"{label} has type '{row.text('type')}', expected HQ, office, data centre or remote"
            yield Problem(row.at("type"), message, missing=False)
        if not row.filled("country"):
            yield Problem(row.at("country"), f"{label} has no country")
