"""What came out of it: the review after go-live, its time, and dates that fit together."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.dates import Moment, earlier, find_moments
from iso20k.wording.filled import filled_cell
from validators.design_transition.projects import Project, projects
from validators.design_transition.statements import denies, sentences_of, spans, stated

DTN = "design-transition"
_OUTCOME = r"\boutcomes?\b|\bresults?\b|\bachieved\b|\bactual\b|\bbenefits?\b|\bsuccess\b|\bperformance\b"
_EXPECTED = r"\bexpect|\bplanned\b|\bagainst\b|\btargets?\b|\bobjectives?\b|\bcriteria\b|\bintended\b|\bbusiness case\b"
_LIVE = Edit("| Actual go-live | not yet |", "| Actual go-live | 2026-06-15 |")
_ACCEPTED = Edit("open: 0 of 6 criteria verified, testing starts 2027-01-11", "accepted 2026-06-12")


@rule(
    "DTN-10", "outcome-report", Severity.STRICT, Kind.PRESENCE, "5.4 / 8.5.2.3", DTN,
    source="S",
    each=("projects",),
    why="Whether a service brought what was expected of it is known only when somebody compares, at a planned time.",
    hint="Say when after go-live the outcome is compared with what was expected, and record the outcome of each project.",
    fails=Example(
        (
            Edit("The service owner holds the review 30 days after go-live with customers", "The service owner holds the review with customers"),
            Edit(" A second review after 90 days follows where an expectation was missed.", ""),
            Edit("| PIR date | 2027-03-17 |\n", ""),
            Edit("| 30 days of operation |", "| Service in operation |"),
        ),
        (Found("nothing says when the post-implementation review is held", at="## Post-implementation review"),),
    ),
    more=(
        Example(
            (Edit("It compares the outcome with what the plan expected: measurable outcomes, SLA results, cost, incidents and defects. The outcome report goes to the customers, to the steering group and to the next management review; missed expectations become improvements with owner and date. A second review after 90 days follows where an expectation was missed.", "Participants share their impressions and have lunch together afterwards."),),
            (Found("the post-implementation review does not compare the outcome with what was expected", at="## Post-implementation review"),),
        ),
        Example(
            (_LIVE, _ACCEPTED, Edit("| PIR date | 2027-03-17 |", "| PIR date | 2026-07-15 |")),
            (Found("the review of PRJ-001 was due on 2026-07-15 and no outcome is recorded", at="| Outcome |"),),
        ),
        Example((_LIVE, _ACCEPTED, Edit("| PIR date | 2027-03-17 |", "| PIR date | 2026-07-15 |"), Edit("| Outcome | not yet due |", "| Outcome | 3 of 3 outcomes reached |"))),
        Example(
            (_LIVE, _ACCEPTED, Edit("| PIR date | 2027-03-17 |\n", "")),
            (Found("PRJ-001 is live and has no date of its post-implementation review", at="### PRJ-001"),),
        ),
    ),
)  # fmt: skip
def outcome_report(workspace: Workspace, dtn: Artifact) -> Iterator[Problem]:
    home = dtn.section_place("review")
    section = dtn.sections.get("review")
    both = section and all(
        stated(dtn, words, "review", cells=("review",)).verdict == "stated" for words in (_OUTCOME, _EXPECTED)
    )
    if not both:
        yield Problem(
            home, "the post-implementation review does not compare the outcome with what was expected"
        )
    if not _timed(dtn) and not any(project.pir for project in projects(dtn)):
        yield Problem(home, "nothing says when the post-implementation review is held")
    for project in projects(dtn):
        if project.actual is not None:
            yield from _reviewed(project, project.actual, workspace)


def _timed(dtn: Artifact) -> bool:
    """Whether the section, or the entry of the lifecycle's last stage, names a span of time or a date."""
    section = dtn.sections.get("review")
    told = list(sentences_of(section)) if section else []
    told += [cell.text for table in section.tables for row in table.rows for cell in row] if section else []
    told += [row.text(key) for row in dtn.records("lifecycle")[-1:] for key in ("entry", "activities")]
    return any(spans(text) or find_moments(text) for text in told)


def _reviewed(project: Project, actual: Moment, workspace: Workspace) -> Iterator[Problem]:
    told = project.record.text("outcome")
    reported = filled_cell(told) and not denies(told)
    if project.pir is None and not reported:
        yield Problem(
            project.record.at("pir"),
            f"{project.label} is live and has no date of its post-implementation review",
        )
    elif project.pir and project.pir.day and project.pir.day < workspace.as_of and not reported:
        yield Problem(
            project.record.at("outcome"),
            f"the review of {project.label} was due on {project.pir.text} and no outcome is recorded",
            related=(Related(project.record.at("actual"), f"live since {actual.text}"),),
        )


@rule(
    "DTN-11", "project-dates", Severity.ERROR, Kind.VALIDITY, "5.4 / 8.5.2.3", DTN,
    source="P",
    each=("projects",),
    why="A review before go-live and a go-live in the future are records that somebody filled in without doing the work.",
    hint="Correct the dates: go-live, then the post-implementation review.",
    fails=Example(
        (Edit("| PIR date | 2027-03-17 |", "| PIR date | 2027-02-05 |"),),
        (Found("the review of PRJ-001 on 2027-02-05 is before its planned go-live on 2027-02-15", at="| PIR date |"),),
    ),
    more=(
        Example(
            (Edit("| Actual go-live | not yet |", "| Actual go-live | 2026-11-16 |"), _ACCEPTED),
            (Found("the actual go-live of PRJ-001 on 2026-11-16 is in the future", at="| Actual go-live |"),),
        ),
        Example(
            (_LIVE, _ACCEPTED, Edit("| PIR date | 2027-03-17 |", "| PIR date | 1 June 2026 |")),
            (Found("the review of PRJ-001 on 1 June 2026 is before its actual go-live on 2026-06-15", at="| PIR date |"),),
        ),
        Example((Edit("| Planned go-live | 2027-02-15 |", "| Planned go-live | Month 8 |"), Edit("| PIR date | 2027-03-17 |", "| PIR date | 30 days after go-live |"))),
    ),
)  # fmt: skip
def project_dates(workspace: Workspace, dtn: Artifact) -> Iterator[Problem]:
    for project in projects(dtn):
        actual, pir = project.actual, project.pir
        if actual and actual.day and not actual.ambiguous and actual.day > workspace.as_of:
            message = f"the actual go-live of {project.label} on {actual.text} is in the future"
            yield Problem(project.record.at("actual"), message)
        live = actual or project.planned
        if live and pir and earlier(pir, live) is True:
            word = "actual" if actual else "planned"
            yield Problem(
                project.record.at("pir"),
                f"the review of {project.label} on {pir.text} is before its {word} go-live on {live.text}",
                related=(Related(project.record.at(word), f"the {word} go-live"),),
            )
