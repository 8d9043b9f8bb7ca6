"""From plan to acceptance: gates, criteria, a controlled environment, a baseline before and the CMDB after."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.wording.filled import filled_cell
from iso20k.wording.names import normalise
from iso20k.wording.phrases import listed
from validators.design_transition.criteria import Criterion, criteria
from validators.design_transition.lifecycle import stages
from validators.design_transition.statements import says, stated, thin
from validators.release_management.releases import release_types

REL = "release-management"
_ENVIRONMENT = r"\benvironments?\b|\bstaging\b|\bpre-?production\b|\bsandbox|\bsub-?production\b|\btest (?:system|rack|instance|bed|lab|tenant)|\bUAT\b"
_CONTROLLED = (
    r"\bcontrolled?\b|\bcontrols\b|\bidentical\b|\bmirrors?\b|\blike production\b|\bas production\b|\bcompared with production\b|\bseparated?\b"
    r"|\brestricted\b|\bbaselined?\b|\bsame\b|\brebuilt\b|\bcloned\b|\bmanaged\b|\bproduction-like\b|\bisolated\b|\bequivalent\b"
)
_BASELINE = (
    r"\bbaselin\w*\b[^.;]{0,60}\b(?:before|prior|taken|captured|recorded|saved|stored)\b|\bbaselined\b"
    r"|\b(?:takes?|taken|captures?|records?|creates?|saves?|before|prior)\b[^.;]{0,60}\bbaselin"
)
_ITEMS = (
    r"(?:CMDB|configuration (?:items?|records?|information|database|management (?:database|system))|CIs?)\b"
)
_CMDB = (
    rf"\b{_ITEMS}[^.;]{{0,60}}\b(?:updat|record|reconcil|correct|complet|amend)"
    rf"|\b(?:updat|record|reconcil|complet|amend)\w*\b[^.;]{{0,40}}\b{_ITEMS}"
)


@rule(
    "REL-02", "acceptance-criteria", Severity.ERROR, Kind.PRESENCE, "9.3 / 8.5.3", REL,
    source="S",
    each=("acceptance",),
    why="A release that is accepted by impression is released on hope.",
    hint="Write at least one measurable criterion for each release type, or one that holds for all.",
    fails=Example(
        (
            Edit("| Functional tests | all | 100 % of test cases run, 0 defects of severity 1 or 2 open | Test report |", "| Good quality | all | | |"),
            Edit("| Security checks | all | 0 critical or high findings open | Scan report | Daniel Okafor |\n", ""),
            Edit("| Rollback rehearsed | all | Rehearsal finished within the stated time | Rehearsal record | Chris Doyle |\n", ""),
        ),
        (Found("no measurable acceptance criterion holds for Patch and Emergency releases", at="## Acceptance criteria"),),
    ),
    more=(
        Example(
            (Edit("", "# Release Management\n\n## Release acceptance\n\n- Functional tests passed\n- No open defect of severity 1\n"),),
            alone=True,
        ),
        Example(
            (Edit("", "# Release Management\n\n## Acceptance criteria\n\nThe owner accepts the release when it looks good and users seem satisfied with it overall.\n"),),
            (Found("no acceptance criterion is documented", at="## Acceptance criteria"),),
            alone=True,
        ),
        Example(
            (Edit("", "# Release Management\n\n## Acceptance criteria\n\n- The software feels nice\n- Quality is good\n"),),
            (Found("no acceptance criterion is measurable", at="## Acceptance criteria"),),
            alone=True,
        ),
    ),
)  # fmt: skip
def acceptance_criteria(workspace: Workspace, rel: Artifact) -> Iterator[Problem]:
    known = criteria(rel)
    good = [criterion for criterion in known if criterion.measurable or criterion.verifiable]
    home = rel.home("acceptance")
    if not known:
        yield Problem(home, "no acceptance criterion is documented")
    elif not good:
        yield Problem(home, "no acceptance criterion is measurable")
    elif not any(_general(criterion) for criterion in good):
        names = [kind.name for kind in release_types(rel)]
        open_types = [name for name in names if not any(_holds(one, name) for one in good)]
        if open_types and any(_holds(one, name) for one in good for name in names):
            yield Problem(home, f"no measurable acceptance criterion holds for {listed(open_types)} releases")


def _general(criterion: Criterion) -> bool:
    told = criterion.applies_to.strip().lower()
    return not filled_cell(told) or any(word in told for word in ("all", "any", "every", "each", "general"))


def _holds(criterion: Criterion, kind: str) -> bool:
    return normalise(kind.removesuffix(" release")) in normalise(criterion.applies_to)


@rule(
    "REL-07", "test-environment", Severity.STRICT, Kind.PRESENCE, "9.3 / -", REL,
    each=("environments",),
    why="What is not tested in a controlled environment is tested in production, by customers.",
    hint="Name the acceptance environment, and say how it is controlled and kept like production.",
    fails=Example(
        (
            Edit("Builds are tested and accepted in an environment that is controlled like production: access by role, every change of it recorded, data masked. It is compared with production monthly and before each major release.", "The team tests each package on the live servers at night, when few customers work."),
            Edit("| Azure acceptance subscription | Cloud Hosting, Managed Infrastructure | Same images and policies as production, rebuilt from templates for each release | Raj Mehta |\n", ""),
            Edit("| Port Melbourne test rack | Network and backup agents | Same firmware as production, changes recorded in the CMDB | Hannah Lim |\n", ""),
            Edit("| ServiceNow sub-production instance | Ticketing System | Cloned from production monthly, personal data masked | Chris Doyle |\n", ""),
        ),
        (Found("no acceptance environment is described", at="## Test environment"),),
    ),
    more=(
        Example(
            (
                Edit("", "# Release Management\n\n## Test environment\n\nThe team tests each package on the live servers at night, when few customers work.\n"),
            ),
            (Found("no acceptance environment is described", at="## Test environment"),),
            alone=True,
        ),
        Example(
            (Edit("", "# Release Management\n\n## Test environment\n\nThere is no acceptance environment yet, so packages go to a pilot customer first.\n"),),
            (Found("no acceptance environment is described", at="## Test environment"),),
            alone=True,
        ),
        Example(
            (Edit("", "# Release Management\n\n## Staging\n\nPackages are tested on a staging environment by the engineers who built them.\n"),),
            (Found("nothing says how the acceptance environment is controlled", at="## Staging"),),
            alone=True,
        ),
        Example(
            (Edit("", "# Release Management\n\n## Environments\n\n| Environment | Purpose | Controls |\n|---|---|---|\n| Staging | Acceptance tests | Rebuilt from templates |\n"),),
            alone=True,
        ),
    ),
)  # fmt: skip
def test_environment(workspace: Workspace, rel: Artifact) -> Iterator[Problem]:
    home = rel.section_place("environment")
    rows = [
        row for row in rel.records("environments") if row.filled("environment") and says(row, "environment")
    ]
    named = "environment" in rel.sections and _says(rel, _ENVIRONMENT)
    if not rows and not named:
        yield Problem(home, "no acceptance environment is described")
    elif not any(row.filled("control") for row in rows) and not _says(rel, _CONTROLLED):
        yield Problem(home, "nothing says how the acceptance environment is controlled")


def _says(rel: Artifact, pattern: str) -> bool:
    return stated(rel, pattern, "environment", cells=("environment",)).verdict == "stated"


@rule(
    "REL-12", "lifecycle-gates", Severity.WARNING, Kind.PRESENCE, "9.3 / 8.5.3", REL,
    source="s",
    each=("lifecycle",),
    why="A stage without entry and exit ends on its date, with whatever state the package is in.",
    hint="Fill entry and exit for each stage.",
    fails=Example(
        (Edit("| Build | Plan agreed |", "| Build | |"),),
        (Found("the stage 'Build' has no entry criterion", at="| Build |"),),
    ),
    more=(
        Example(
            (Edit("", "# Release Management\n\n## Release policy\n\nReleases follow approved changes.\n"),),
            (Found("no stage of the release lifecycle is described", at="# Release Management"),),
            alone=True,
        ),
    ),
)  # fmt: skip
def lifecycle_gates(workspace: Workspace, rel: Artifact) -> Iterator[Problem]:
    known = stages(rel)
    rows = [stage.record for stage in known if stage.record]
    home = rel.home("lifecycle")
    if not known:
        yield Problem(home, "no stage of the release lifecycle is described")
    elif rows:
        yield from thin(rows, "stage", "stage", {"entry": "entry criterion", "exit": "exit criterion"}, home)
    elif not all(
        _gated(rel, words)
        for words in (r"\bentry|\bstarts? (?:when|after)", r"\bexit|\bends? when|\bcomplete when")
    ):
        yield Problem(home, "the stages have no entry and exit criteria")


def _gated(rel: Artifact, words: str) -> bool:
    return stated(rel, words, "lifecycle", cells=("lifecycle",)).verdict == "stated"


@rule(
    "REL-14", "baseline-and-cmdb", Severity.STRICT, Kind.PRESENCE, "9.1, 9.3 / 8.5.3", REL,
    source="s",
    why="Without a baseline there is nothing to go back to; without an update the CMDB describes last month.",
    hint="Say who takes the baseline before deployment, and when the CMDB is updated after it.",
    fails=Example(
        (
            Edit("| Deploy | Acceptance approved, baseline taken, users informed |", "| Deploy | Acceptance approved, users informed |"),
            Edit("Chris Doyle takes the baseline before deployment; after it the CMDB is updated within one working day", "The CMDB is updated within one working day"),
            Edit("accepted by the service owner, baselined and deployed;", "accepted by the service owner and deployed;"),
        ),
        (Found("nothing says that a baseline is taken before deployment", at="## Deployment"),),
    ),
    more=(
        Example(
            (
                Edit(
                    "",
                    "# Release Management\n\n## Deployment\n\nA baseline of all components is taken before deployment. The CMDB is not updated by releases.\n",
                ),
            ),
            (Found("nothing says that the CMDB is updated after deployment", at="## Deployment"),),
            alone=True,
        ),
    ),
)  # fmt: skip
def baseline_and_cmdb(workspace: Workspace, rel: Artifact) -> Iterator[Problem]:
    sections = ("policy", "lifecycle", "deployment", "emergency", "interfaces")
    for words, message in (
        (_BASELINE, "nothing says that a baseline is taken before deployment"),
        (_CMDB, "nothing says that the CMDB is updated after deployment"),
    ):
        if stated(rel, words, *sections, cells=sections).verdict != "stated":
            yield Problem(rel.section_place("deployment"), message)
