"""The scope: sentences that exclude a requirement, dialects of its tables, and the verdict of the known example."""

from __future__ import annotations

import pytest

from iso20k.configuration import Configuration
from iso20k.edges.examples import sample
from iso20k.facts.artifact import Artifact
from iso20k.judging.engine import ask
from iso20k.judging.examples import Staged, workspace_of
from iso20k.judging.finding import Finding
from iso20k.judging.rule import Severity
from iso20k.judging.workspace import Workspace
from iso20k.standard.areas import PROCESS_CLAUSE_AREAS
from iso20k.standard.clauses import leaves
from validators.registry import catalogue
from validators.sms_scope.boundaries import (
    applying_areas,
    exclusions,
    is_excluded,
    is_in_scope,
    locations,
    services_in_scope,
)
from validators.sms_scope.refusals import refusals

PATH = "sms/02-sms-scope.md"
FOURTEEN = frozenset(area.number for area in PROCESS_CLAUSE_AREAS)


def workspace(text: str, **others: str) -> Workspace:
    texts = {PATH: text, **{f"sms/{name}.md": other for name, other in others.items()}}
    return workspace_of(Staged(texts, Configuration()), catalogue().schemas)


def scope(text: str) -> Artifact:
    return workspace(text).artifacts["sms-scope"]


def found(space: Workspace, *rules: str) -> list[Finding]:
    chosen = [
        rule for rule in catalogue().rules if (rule.id in rules if rules else rule.id.startswith("SCO-"))
    ]
    return [finding for outcome in ask(chosen, space) for finding in outcome.findings]


@pytest.mark.parametrize(
    "text",
    [
        "Clause 7.2 does not apply.",
        "Clauses 7.1 and 7.2 are excluded.",
        "We exclude clause 6.4 from the scope.",
        "Budgeting and accounting for services is out of scope.",
        "The capacity management process is not in scope.",
        "Requirements of clause 6.6 are partly excluded.",
        "All processes apply, excluding supplier management.",
        "§6.5 is not applicable to us.",
        "All clauses apply with the exception of 9.3.",
        "Problem management: not applicable.",
        "6.4 is not applicable.",
    ],
)
def test_sentence_that_takes_a_requirement_out(text: str) -> None:
    assert list(refusals(text)) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "No requirement is excluded.",
        "No clause, process or requirement is excluded.",
        "Nothing in clauses 4 to 9 is excluded.",
        "We do not exclude any clause.",
        "We exclude no clause.",
        "Corporate IT is excluded from the SMS.",
        "Mobile App Development is out of scope; it takes no part in change management.",
        "The exclusion of requirements of clauses 4 to 9 is not permitted.",
        "Customers other than those under contract are not covered.",
        "The unit Corporate IT, which follows clause 8.1 for its own users, is excluded.",
        "Changes are handled under clause 9.2 except for emergency cases.",
        "Requirements of clauses 4 to 9 cannot be excluded, so all apply.",
        "All requirements of clauses 4 to 9 apply; only services may be excluded.",
        "Planned maintenance is excluded from availability.",
        "Information security of customers' own devices is out of scope.",
    ],
)
def test_sentence_that_takes_no_requirement_out(text: str) -> None:
    assert list(refusals(text)) == []


def test_verdict_of_the_known_example() -> None:
    texts = dict(sample().texts)
    for path in [path for path in texts if path > "sms/03"]:
        del texts[path]
    space = workspace_of(Staged(texts, Configuration()), catalogue().schemas)
    told = found(space)
    assert [(f.rule, f.severity) for f in told] == [("SCO-14", Severity.ADVICE)]
    assert "Cloud Hosting" in told[0].message
    skill = next(skill for skill in catalogue().skills if skill.name == "sms-scope")
    assert skill.summary(space, space.artifacts["sms-scope"]) == (
        "3 services in scope: Managed Infrastructure, Cloud Hosting and Help Desk; 14 of 14 process clause areas, "
        "clause 4 confirmed, 2 justified exclusions (Corporate IT and Mobile App Development)."
    )


def rows(numbers: list[str]) -> str:
    table = "".join(f"| {number} | yes |\n" for number in numbers)
    return f"# SMS Scope\n\n## 3. Process scope\n\n| Clause | Applicable |\n|---|---|\n{table}"


NINETEEN = ["4.1", "4.2", "4.3", "4.4", "4.5", *sorted(FOURTEEN)]


@pytest.mark.parametrize(
    "numbers",
    [sorted(FOURTEEN), ["4", *sorted(FOURTEEN)], NINETEEN, list(leaves("2011"))],
    ids=[14, 15, 19, 39],
)
def test_rows_roll_up_to_fourteen_areas(numbers: list[str]) -> None:
    space = workspace(rows(numbers))
    assert applying_areas(space.artifacts["sms-scope"], "2011") >= FOURTEEN
    assert found(space, "SCO-02", "SCO-03") == []


@pytest.mark.parametrize("missing", sorted(FOURTEEN))
def test_the_missing_area_is_named(missing: str) -> None:
    (finding,) = found(workspace(rows([n for n in NINETEEN if n != missing])), "SCO-02")
    assert f" {missing} " in finding.message


def test_ranges_names_and_other_column_order() -> None:
    text = (
        "# Scope of the SMS\n\n## Processes in scope\n\n| In scope | Process | Clauses |\n|---|---|---|\n"
        "| ✓ | Service delivery processes | 6.1-6.6 |\n| yes | Relationship processes | 7.1, 7.2 |\n"
        "| yes | Resolution | 8.1 and 8.2 |\n| yes | Change management | |\n| yes | Configuration management | |\n"
        "| yes | Release and deployment | |\n| yes | Design and transition | 5 |\n"
    )
    assert applying_areas(scope(text), "2011") == FOURTEEN


def test_bullets_where_no_table_stands() -> None:
    text = (
        "# SMS Scope\n\n## Services in scope\n\n- Managed Infrastructure (IaaS)\n- **Cloud Hosting**\n"
        "- Help Desk: L1 and L2 support\n\n## Locations\n\n- Melbourne, head office\n\n## Out of scope\n\n"
        "- Corporate IT: it serves employees only and delivers no service to external customers\n"
        "- Mobile App Development\n\n## Processes\n\n- 8.1 Incident management\n- Problem management: not applicable\n"
    )
    document = scope(text)
    assert [s.name for s in services_in_scope(document)] == [
        "Managed Infrastructure (IaaS)",
        "Cloud Hosting",
        "Help Desk",
    ]
    assert [site.name for site in locations(document)] == ["Melbourne, head office"]
    assert [e.item for e in exclusions(document)] == ["Corporate IT", "Mobile App Development"]
    assert [f.message for f in found(workspace(text), "SCO-04")] == [
        "the exclusion of Mobile App Development has no justification"
    ]
    assert applying_areas(document, "2011") == {"8.1"}


def test_a_keyword_in_passing_lists_no_process() -> None:
    text = "# SMS Scope\n\n## Process applicability\n\nAll 13 process areas of clauses 6 to 9 apply to us.\n"
    (finding,) = found(workspace(text), "SCO-02")
    assert finding.message == "no process clause area is listed"


def test_names_join_without_brackets() -> None:
    text = (
        "# SMS Scope\n\n## Services\n\n| ID | Service |\n|---|---|\n| SVC-003 | Help Desk (L1/L2 support) |\n"
    )
    document = scope(text)
    assert is_in_scope(document, "help desk")
    assert is_in_scope(document, "SVC-003")
    assert is_in_scope(document, "Helpdesks") is None
    assert is_excluded(document, "Help Desk") is None


def test_no_exclusions_is_an_answer() -> None:
    text = "# SMS Scope\n\n## Exclusions\n\n| Item | Justification |\n|---|---|\n| None | All services are in scope |\n"
    assert exclusions(scope(text)) == ()


@pytest.mark.parametrize(
    "row",
    ["| 8.5.2 | Service design and transition | yes |", "| 5 | Design and transition | yes |"],
)
def test_2018_reads_its_own_numbers_and_old_ones_by_title(row: str) -> None:
    text = f"# SMS Scope\n\n## Processes\n\n| Clause | Process area | Applies |\n|---|---|---|\n{row}\n"
    staged = Staged({PATH: text}, Configuration(edition="2018"))
    space = workspace_of(staged, catalogue().schemas)
    messages = [finding.message for finding in found(space, "SCO-02")]
    assert len(messages) == 13
    assert "the process clause area 8.6.3 Problem management is missing" in messages
    assert not any("Design and transition" in message for message in messages)
