"""Each release in the calendar: what goes out with which authority, and accepted before it went."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.dates import earlier
from iso20k.values.deferred import deferred
from iso20k.wording.phrases import listed
from validators.design_transition.statements import denies, stated
from validators.release_management.releases import Release, releases

REL = "release-management"
_NONE_PLANNED = r"\bno releases?\b|\breleases? (?:is|are|has been|have been) (?:not )?(?:planned|deployed)"
_STOPPED = deferred(r"\b(?:cancel|withdrawn|rejected|stopped|postponed)", 2)


@rule(
    "REL-10", "plan-contents", Severity.STRICT, Kind.PRESENCE, "9.3 / 8.5.3", REL,
    each=("calendar",),
    why="A release plan that names no change, date, deliverable or method cannot be checked against what was deployed.",
    hint="Give each release its RFCs, date, deliverables and method of deployment.",
    fails=Example(
        (Edit("| RFCs | RFC-2026-033 |", "| RFCs | none |"), Edit("| Actual | 2026-07-19 |\n| Method | Rolling |\n", "| Actual | 2026-07-19 |\n")),
        (Found("REL-2026-07 names no RFC and no method", at="### REL-2026-07"),),
    ),
    more=(
        Example(
            (Edit("", "# Release Management\n\n## Release policy\n\nReleases follow approved changes.\n"),),
            (Found("no release is planned", at="# Release Management"),),
            alone=True,
        ),
        Example(
            (Edit("", "# Release Management\n\n## Release calendar\n\nNo release is planned before October, because the platform is frozen for the audit.\n"),),
            alone=True,
        ),
        Example(
            (
                Edit(
                    "",
                    "# Release Management\n\n## Release schedule\n\n| Release | Service | RFC | Deployment date | Deployment method |\n|---|---|---|---|---|\n"
                    "| REL-2026-07 | SVC-001 | RFC-2026-033 | 19 July 2026 | Rolling |\n",
                ),
            ),
            alone=True,
        ),
    ),
)  # fmt: skip
def plan_contents(workspace: Workspace, rel: Artifact) -> Iterator[Problem]:
    known = releases(rel)
    if not known and not _none_planned(rel):
        yield Problem(rel.home("calendar"), "no release is planned")
    listed_apart = any("deliverable" in release.record.cells for release in known)
    for release in known:
        lack = [word for word, there in _contents(release, listed_apart).items() if not there]
        if lack:
            yield Problem(release.record.place, f"{release.label} names {_no(lack)}")


def _none_planned(rel: Artifact) -> bool:
    """Whether the calendar says, with its reason, that there is nothing to plan."""
    return "calendar" in rel.sections and stated(rel, _NONE_PLANNED, "calendar").verdict != "absent"


def _contents(release: Release, listed_apart: bool) -> dict[str, bool]:
    """The contents of a release plan; without a field for deliverables the service, or what it closes, tells them."""
    row = release.record
    has = {key: row.filled(key) and not denies(row.text(key)) for key in row.cells}
    what = ("deliverable",) if listed_apart else ("service", "known_errors", "name")
    return {
        "RFC": has.get("rfcs", False),
        "date": release.planned is not None or release.actual is not None,
        "deliverable": any(has.get(key, False) for key in what),
        "method": has.get("method", False),
    }


def _no(words: list[str]) -> str:
    return listed(f"no {word}" for word in words)


@rule(
    "REL-11", "acceptance-before-deploy", Severity.ERROR, Kind.VALIDITY, "9.3 / 8.5.3", REL,
    each=("calendar",),
    why="Acceptance that is signed after deployment is a form that was filled in, and no decision.",
    hint="Correct the date, or record why the release went out before its acceptance and who decided so.",
    fails=Example(
        (Edit("| Acceptance approved on | 2026-08-20 |", "| Acceptance approved on | 2026-08-25 |"),),
        (Found("REL-2026-08 was deployed on 2026-08-23, before its acceptance on 2026-08-25", at="| Acceptance approved on | 2026-08-25"),),
    ),
    more=(
        Example(
            (Edit("| Acceptance approved by | Raj Mehta |\n| Acceptance approved on | 2026-08-20 |\n", ""),),
            (Found("REL-2026-08 was deployed on 2026-08-23 and has no date of acceptance", at="### REL-2026-08"),),
        ),
        Example(
            (Edit("| Acceptance approved by | Raj Mehta |\n| Acceptance approved on | 2026-08-20 |", "| Acceptance approved by/on | Raj Mehta, 24 Aug 2026 |"),),
            (Found("REL-2026-08 was deployed on 2026-08-23, before its acceptance on 24 Aug 2026", at="24 Aug 2026"),),
        ),
        Example((Edit("| Acceptance approved on | 2026-08-20 |", "| Acceptance approved on | 2026-08-23 |"),)),
        Example((Edit("| Acceptance approved on | 2026-08-20 |", "| Acceptance approved on | August 2026 |"),)),
    ),
)  # fmt: skip
def acceptance_before_deploy(workspace: Workspace, rel: Artifact) -> Iterator[Problem]:
    for release in releases(rel):
        if release.actual is None or _STOPPED().search(release.record.text("result")):
            continue
        start = f"{release.label} was deployed on {release.actual.text}"
        if release.accepted is None:
            yield Problem(
                release.accepted_at, f"{start} and has no date of acceptance",
                severity=Severity.WARNING, missing=True,
            )  # fmt: skip
        elif earlier(release.actual, release.accepted) is True and not _spans(release):
            related = (Related(release.record.at("actual"), "the deployment"),)
            message = f"{start}, before its acceptance on {release.accepted.text}"
            yield Problem(release.accepted_at, message, related=related)


def _spans(release: Release) -> bool:
    """Whether the acceptance is told as a month or a quarter, whose last day is not its day."""
    told = release.accepted
    return told is not None and sum(sign.isdigit() for sign in told.text) < 5
