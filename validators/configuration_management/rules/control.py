"""Control of the CMDB: baselines, master copies, rights, the procedure and the books of finance."""

import re
from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import Topic
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.wording.phrases import listed
from validators.configuration_management.control import BEFORE, baselines, says_before
from validators.configuration_management.coverage import denied, untold, untold_problem

CONFIGURATION = "configuration-management"


@rule(
    "CFG-09", "baseline-before-release", Severity.STRICT, Kind.PRESENCE, "9.1 / 8.5.3", CONFIGURATION,
    source="s",
    why="Without a baseline from before the deployment there is nothing to go back to, and nothing to compare with.",
    hint="Say that a baseline of the affected items is taken before each deployment.",
    fails=Example(
        (
            Edit("| Before each deployment, not older than 24 hours |", "| Once a month |"),
            Edit("| Before go-live and again after acceptance |", "| After acceptance |"),
        ),
        (Found("no baseline is taken before a deployment", at="## Baselines"),),
    ),
    more=(
        Example((Edit("", "# CMDB\n\n## Baselines\n\nNo release is deployed into production without a current baseline of its items.\n"),)),
        Example(
            (Edit("", "# CMDB\n\n## Baselines\n\nA baseline is not taken before deployments for the time being.\n"),),
            (Found("it is doubtful whether a baseline is taken before a deployment: 'A baseline is not taken before deployments for the time being.'", at="## Baselines"),),
        ),
        Example(
            (Edit("| Before each deployment, not older than 24 hours |", "| After each deployment |"),),
        ),
    ),
)  # fmt: skip
def baseline_before_release(workspace: Workspace, cfg: Artifact) -> Iterator[Problem]:
    if any(baseline.before_deployment for baseline in baselines(cfg)):
        return
    section = cfg.sections.get("baselines")
    told = says_before(section.prose) if section else "absent"
    if told == "doubtful":
        quoted = denied(cfg, BEFORE, "baselines")
        message = f"it is doubtful whether a baseline is taken before a deployment: '{quoted}'"
        yield Problem(cfg.home("baselines"), message, missing=False)
    elif told == "absent":
        yield Problem(cfg.home("baselines"), "no baseline is taken before a deployment")


_MASTER_COPIES = (
    Topic(
        "software",
        r"software|applications?\b|images?\b|scripts?\b|code\b|binar|installation media|packages?\b",
    ),
    Topic("documents", r"documents?\b|documentation|records?\b|manuals?\b"),
    Topic("licences", r"licen[cs]es?\b|licen[cs]ing|entitlements?\b|subscriptions?\b"),
)


@rule(
    "CFG-10", "libraries", Severity.STRICT, Kind.PRESENCE, "9.1 / 8.2.5", CONFIGURATION,
    why="Master copies on personal drives are lost or altered, and an emergency restores the wrong version.",
    hint="Name a secure library for software, documents and licences, with its place and who has access.",
    fails=Example(
        (Edit("| Licence library | Licence certificates, keys, seat counts and subscription terms | Restricted Confluence space, keys in the vault | Read: Laura Bennett, service owners; write: Chris Doyle |\n", ""),),
        (Found("no library holds the master copies of licences", at="## Libraries"),),
    ),
    more=(
        Example(
            (Edit("| Read: all in scope; write: document owners, merge by Sarah Chen |", "| |"),),
            (Found("nothing says who has access to the Document library", at="| Document library |"),),
        ),
        Example((Edit("", "# CMDB\n\n## Libraries\n\nMaster copies of software, documents and licences are kept in a vault that only the librarian may open.\n"),)),
    ),
)  # fmt: skip
def libraries(workspace: Workspace, cfg: Artifact) -> Iterator[Problem]:
    held = " ".join(f"{r.text('library')} {r.text('content')}" for r in cfg.records("libraries"))
    lacking = [topic.name for topic in untold(_MASTER_COPIES, cfg, "libraries") if not _in(held, topic)]
    if lacking:
        yield Problem(cfg.home("libraries"), f"no library holds the master copies of {listed(lacking)}")
    for record in cfg.records("libraries"):
        if "access" in record.cells and record.filled("library") and not record.filled("access"):
            message = f"nothing says who has access to the {record.text('library')}"
            yield Problem(record.at("access"), message)


def _in(text: str, topic: Topic) -> bool:
    return re.search(rf"\b(?:{topic.words})", text, re.IGNORECASE) is not None


_UPDATE = r"updat\w*|chang\w*|edit\w*|writ\w*|creat\w*|amend\w*|maintain\w*|modif\w*|correct\w*|full access|read/write"
_WHO_UPDATES = Topic(
    "update",
    rf"(?:may|can|only|allow\w*|permit\w*|author\w*|rights?|access)\b[^.]{{0,80}}\b(?:{_UPDATE})"
    rf"|(?:{_UPDATE})\b[^.]{{0,80}}\b(?:only|restricted|limited|reserved|by)\b",
)


@rule(
    "CFG-11", "update-access", Severity.STRICT, Kind.PRESENCE, "9.1 / 8.2.6", CONFIGURATION,
    why="A CMDB that anybody edits agrees with reality only by chance, and its history proves nothing.",
    hint="Say under 'Access control' which roles may create and update records.",
    fails=Example(
        (
            Edit("| Create and update records of their CI types under an approved change |", "| Read all records |"),
            Edit("| Correct any record, change types, attributes and rights |", "| Read all records |"),
            Edit("| Update technical attributes, never owner or status |", "| |"),
        ),
        (Found("nothing says who may update the CMDB", at="## Access control"),),
    ),
    more=(
        Example((Edit("", "# CMDB\n\n## Access\n\nOnly the configuration librarian may edit records of the CMDB; everybody reads them.\n"),)),
        Example(
            (Edit("", "# CMDB\n\n## Access\n\nIt is not restricted who may edit records of the CMDB.\n"),),
            (Found("it is doubtful who may update the CMDB: 'It is not restricted who may edit records of the CMDB.'", at="## Access"),),
        ),
    ),
)  # fmt: skip
def update_access(workspace: Workspace, cfg: Artifact) -> Iterator[Problem]:
    granted = Topic("update", rf"(?:{_UPDATE})")
    if any(
        r.filled("role") and r.filled("rights") and _in(r.text("rights"), granted)
        for r in cfg.records("access")
    ):
        return
    if not untold([_WHO_UPDATES], cfg, "access"):
        return
    yield untold_problem(
        cfg, cfg.home("access"), "nothing says who may update the CMDB", _WHO_UPDATES.words, "access",
        whether="who may update the CMDB",
    )  # fmt: skip


_FINANCE = Topic(
    "financial asset management",
    r"financial asset|asset (?:management|accounting|register|ledger|database)|fixed assets?|book value|depreciation|budgeting and accounting",
)
_ASSETS = Topic("asset management", r"assets?\b")


@rule(
    "CFG-14", "asset-interface", Severity.STRICT, Kind.PRESENCE, "9.1 / 8.2.5", CONFIGURATION,
    why="When the CMDB and the books of finance know different licences and devices, the organization pays or infringes.",
    hint="Describe what configuration management gives to financial asset management, and what it receives.",
    fails=Example(
        (Edit("| 6.4 Budgeting and accounting | Servers, devices and licences with owner and status for the financial asset register, monthly | Asset number, purchase and write-off in the finance system |\n", ""),),
        (Found("no interface to financial asset management is described", at="## Interfaces"),),
    ),
    more=(
        Example(
            (Edit("| 6.4 Budgeting and accounting | Servers, devices and licences with owner and status for the financial asset register, monthly | Asset number, purchase and write-off in the finance system |\n", ""),),
            (Found("no asset management is described", at="## Interfaces"),),
            settings='edition: "2018"',
        ),
        Example((Edit("| 6.4 Budgeting and accounting | Servers, devices and licences with owner and status for the financial asset register, monthly |", "| Finance | Servers and licences for the fixed asset register |"),)),
    ),
)  # fmt: skip
def asset_interface(workspace: Workspace, cfg: Artifact) -> Iterator[Problem]:
    told = " ".join(f"{r.text('gives')} {r.text('receives')}" for r in cfg.records("interfaces"))
    if workspace.edition == "2018":
        assets = cfg.sections.get("assets")
        if not (assets and assets.filled) and untold([_ASSETS], cfg, "interfaces") and not _in(told, _ASSETS):
            yield Problem(cfg.home("interfaces"), "no asset management is described")
    elif untold([_FINANCE], cfg, "interfaces", "assets", "policy") and not _in(told, _FINANCE):
        yield Problem(cfg.home("interfaces"), "no interface to financial asset management is described")


_PROCEDURE = (
    Topic(
        "how CIs are recorded",
        r"record(?:s|ed|ing)?\b|register(?:s|ed|ing)?\b|captur|enter(?:s|ed)?\b|discover",
    ),
    Topic("how they are controlled", r"control|approved (?:request|change|rfc)|request for change|rfc\b"),
    Topic("how versions are tracked", r"versions?\b"),
)


@rule(
    "CFG-15", "version-control-procedure", Severity.STRICT, Kind.PRESENCE, "9.1 / 8.2.6", CONFIGURATION,
    why="The standard asks for a documented procedure; without it each team records what it thinks fit.",
    hint="Describe under 'Recording and version control' how CIs are recorded, controlled and their versions tracked.",
    fails=Example(
        (
            Edit("3. Track versions: each change of hardware, software or document raises the version in the record; earlier versions stay visible with date and change.\n4. Check: discovery by Zabbix and Azure Resource Graph compares versions every night and opens a ticket for each difference that no change explains.\n", ""),
            Edit("## Recording and version control", "## Procedure"),
        ),
        (Found("the procedure does not say how versions are tracked", at="## Procedure"),),
    ),
    more=(
        Example(
            (Edit("", "# CMDB\n\n## Policy and scope\n\nThe CMDB is important for all of us.\n"),),
            (Found("the procedure does not say how CIs are recorded, how they are controlled and how versions are tracked", at="# CMDB"),),
        ),
    ),
)  # fmt: skip
def version_control_procedure(workspace: Workspace, cfg: Artifact) -> Iterator[Problem]:
    lacking = untold(_PROCEDURE, cfg, "procedure", "lifecycle")
    if lacking:
        place = cfg.section_place("procedure" if "procedure" in cfg.sections else "lifecycle")
        yield Problem(place, f"the procedure does not say {listed(topic.name for topic in lacking)}")
