"""Every rule proves itself: its failing example gives exactly what it says, its passing example nothing."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

from iso20k.edges.examples import sample
from iso20k.judging.engine import ask, unknown
from iso20k.judging.examples import Staged, findings_of, main_skill, stage, workspace_of
from iso20k.judging.finding import Finding
from iso20k.judging.rule import Example, Kind, Replacement, Rule, Severity
from iso20k.judging.suggestion import suggested
from validators.registry import catalogue

RULES = catalogue().rules
SCHEMAS = catalogue().schemas


@dataclass
class Watch:
    """Notes what a rule does to the world while it is armed."""

    armed: bool = False
    seen: list[str] = field(default_factory=list)

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.armed and event.split(".")[0] in ("open", "os", "socket", "subprocess", "shutil", "tempfile"):
            self.seen.append(f"{event} {arguments[:1]}")


WATCH = Watch()
sys.addaudithook(WATCH)


@contextmanager
def untouched_world() -> Iterator[None]:
    WATCH.seen.clear()
    WATCH.armed = True
    try:
        yield
    finally:
        WATCH.armed = False
    assert not WATCH.seen, f"a rule touched the world: {WATCH.seen}"


def told(rule: Rule, example: Example) -> list[tuple[str, str, str]]:
    """The findings of an example as (document, the line's text, message); their edits must solve them."""
    staged = stage(sample(), rule, example)
    findings_of(rule, staged, SCHEMAS)  # warm the caches of lazily imported modules
    with untouched_world():
        found = findings_of(rule, staged, SCHEMAS)
    solved_by_edits(rule, staged, found)
    lines = {path: text.split("\n") for path, text in staged.texts.items()}
    skills = sample().skills
    return [(skills[f.place.path], lines[f.place.path][f.place.line - 1], f.message) for f in found]


def expected(rule: Rule, example: Example) -> list[tuple[str, str, str]]:
    return [(found.document or main_skill(rule), found.at, found.message) for found in example.finds]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_failing_example_is_found_exactly(rule: Rule) -> None:
    assert rule.fails.finds, f"{rule.id} has no failing example"
    for example in (rule.fails, *(more for more in rule.more if more.finds)):
        found = told(rule, example)
        wanted = expected(rule, example)
        assert [(skill, message) for skill, _, message in found] == [
            (skill, message) for skill, _, message in wanted
        ]
        for (_, line, message), (_, at, _) in zip(found, wanted, strict=True):
            assert at in line, (
                f"{rule.id}: '{message}' stands on the line {line!r}, expected the one with {at!r}"
            )


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.kind is Kind.CROSS], ids=lambda rule: rule.id
)
def test_disagreement_names_both_documents(rule: Rule) -> None:
    examples = (rule.fails, *(more for more in rule.more if more.finds))
    found = (f for e in examples for f in findings_of(rule, stage(sample(), rule, e), SCHEMAS))
    assert any(len(set(finding.paths)) >= 2 for finding in found)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_passing_example_is_silent(rule: Rule) -> None:
    for example in (rule.passes, *(more for more in rule.more if not more.finds)):
        assert told(rule, example) == []
        staged = stage(sample(), rule, example)
        workspace = workspace_of(staged, SCHEMAS)
        assert workspace.edition in rule.editions, (
            f"{rule.id}: the passing example is of an edition without the rule"
        )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_explanation_is_written(rule: Rule) -> None:
    assert len(rule.why.split()) >= 8
    assert rule.why.endswith(".")
    assert rule.hint.endswith(".")
    assert rule.hint[0].isupper()
    for found in rule.fails.finds:
        assert not found.message.endswith(".")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_failing_example_breaks_nothing_else_of_its_skill(rule: Rule) -> None:
    """One fault, one finding: of the rules of the same family, or across the same documents, no other one gives an error."""
    staged = stage(sample(), rule, rule.fails)
    workspace = workspace_of(staged, SCHEMAS)
    family = rule.id.rstrip("0123456789")
    others = [
        other
        for other in RULES
        if other.id.startswith(family)
        and other.id != rule.id
        and (family != "X" or set(other.documents) == set(rule.documents))
    ]
    errors = {
        finding.rule
        for outcome in ask(others, workspace)
        for finding in outcome.findings
        if finding.severity is Severity.ERROR
    }
    assert errors <= FOLLOWING.get(rule.id, set()), rule.id


#: Faults that cannot be had alone, each with what must follow from it.
FOLLOWING: dict[str, set[str]] = {
    # A plan of one heading lacks the other elements as well.
    "PLA-04": {"PLA-01", "PLA-03", "PLA-05", "PLA-06", "PLA-07"},
    "PLA-06": {"PLA-01", "PLA-03", "PLA-04", "PLA-05", "PLA-07"},
    "PLA-07": {"PLA-01", "PLA-03", "PLA-04", "PLA-05", "PLA-06"},
    "GAP-14": {"GAP-01"},
    "SCO-09": {"SCO-01", "SCO-05"},
    # A service that the scope calls by another name is missing on both sides.
    "X01": {"X02"},
}


#: Rules whose cure is certain in some cases: a near miss of the one known name, a figure or a state that others give.
MENDING = [
    "CAT-04", "CAT-09", "CFG-01", "CFG-02", "CFG-06", "CFG-08", "DOC-14", "SLM-10", "SUP-02", "X01", "X03",
    "X06", "X17", "X18", "X34", "X36", "X45", "X50", "X55", "X64", "BUD-08",
    "CAP-11", "CON-12", "DOC-12", "GAP-08", "GAP-09", "MON-05", "PLA-12", "SEC-06", "X11", "X68", "X69",
]  # fmt: skip


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rules_with_a_certain_cure_offer_it_on_the_line(rule: Rule) -> None:
    """What `solved_by_edits` holds against every example is there to be held, for these rules and no others."""
    offered = []
    for example in (rule.fails, *(more for more in rule.more if more.finds)):
        staged = stage(sample(), rule, example)
        for finding in findings_of(rule, staged, SCHEMAS):
            line = staged.texts[finding.place.path].split("\n")[finding.place.line - 1]
            offered.append(suggested(line, finding.edit) is not None)
    assert any(offered) == (rule.id in MENDING)


def solved_by_edits(rule: Rule, staged: Staged, findings: Sequence[Finding]) -> None:
    """An edit that holds on its line solves its finding and brings no error; what is known now may be asked more."""
    for finding in findings:
        path, number = finding.place.path, finding.place.line - 1
        lines = staged.texts[path].split("\n")
        line = suggested(lines[number], finding.edit)
        if line is None:
            continue
        lines[number] = line
        repaired = staged._replace(texts={**staged.texts, path: "\n".join(lines)})
        before, after = _all_findings(staged), _all_findings(repaired)
        assert (finding.rule, finding.message) not in [(one.rule, one.message) for one in after]
        # counted by rule and document: another finding of the line may tell the mended name now
        more = Counter(map(_kind, after)) - Counter(map(_kind, before))
        assert not more, [one for one in after if _kind(one) in more]


def _kind(finding: Finding) -> tuple[str, str]:
    return (finding.rule, finding.place.path)


def _all_findings(staged: Staged) -> list[Finding]:
    found = ask(RULES, workspace_of(staged, SCHEMAS), strict=False, recall=unknown)
    return [finding for outcome in found for finding in outcome.findings]


@pytest.mark.parametrize(
    ("line", "old", "new", "expected"),
    [
        ("| SVC-01 | x |", "SVC-01", "SVC-001", "| SVC-001 | x |"),
        ("| SVC-010 | x |", "SVC-01", "SVC-001", None),
        ("| SVC-010 | SVC-01 |", "SVC-01", "SVC-001", "| SVC-010 | SVC-001 |"),
        ("| CTL-7 | 4 | 3 | 7 | 7.5 % |", "7", "12", "| CTL-7 | 4 | 3 | 12 | 7.5 % |"),
        ("| 4 | 3 | 4 |", "4", "12", None),
        ("| Help Dessk | Help Dessk |", "Help Dessk", "Help Desk", None),
        ("| x |", "Help Dessk", "Help Desk", None),
        ("| x |", "x", "x", None),
        ("| x |", "x", "a\nb", None),
    ],
)
def test_an_edit_holds_only_where_its_place_is_certain(
    line: str, old: str, new: str, expected: str | None
) -> None:
    assert suggested(line, Replacement(old, new)) == expected
