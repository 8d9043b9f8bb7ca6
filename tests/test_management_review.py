"""The management review in the dialects in which people write it, and the one that compiles itself from the other documents."""

from __future__ import annotations

import re

import pytest
from asking import asked, sentence

from iso20k.configuration import Configuration
from iso20k.edges.examples import sample
from iso20k.facts.artifact import Artifact
from iso20k.judging.drafting import Drafted, drafted_text
from iso20k.judging.engine import ask
from iso20k.judging.examples import Staged, workspace_of
from iso20k.judging.finding import Finding
from iso20k.judging.rule import Kind
from iso20k.reading.reader import read_document
from validators.management_review.draft import INPUTS, draft
from validators.management_review.figures import contradictions, percents, scores, stated
from validators.management_review.inputs import entries, of_kinds
from validators.management_review.kinds import BEYOND, NINE, kinds_of
from validators.management_review.meeting import attendance, meeting
from validators.management_review.outcomes import actions, decisions, previous_actions
from validators.registry import catalogue

SKILL, PATH = "management-review", "sms/22-management-review.md"
MON = "sms/21-monitoring-measurement.md"
OUTCOMES = """## Decisions
| No | Decision | Category | Responsible | By |
|---|---|---|---|---|
| DEC-01 | Hire an analyst | Resources | Ann Lee | 30 November 2026 |
| DEC-02 | Audit suppliers too | SMS effectiveness | Bo Berg | 2026-12-01 |
| DEC-03 | None needed | Services | - | - |
## Actions
- Action ID: ACT-1
- Decision: DEC-01
- Action: Write the advertisement
- Responsible: Ann Lee
- Due: 2026-11-30
- Status: open

- Action ID: ACT-2
- Decision: DEC-02
- Action: Extend the programme
- Responsible: Bo Berg
- Due: 2026-12-01
- Status: in progress
## Status of previous actions
| Action ID | Action | Owner | Due | Status | New date |
|---|---|---|---|---|---|
| ACT-0 | Publish the policy | Ann Lee | 2026-06-30 | done 2026-06-20 | |
| ACT-00 | Renew the risk register | Bo Berg | 2026-06-30 | open | 2026-12-15 |
## Next meeting
20 April 2027
"""
ONE_TABLE = (
    """# Management Review Minutes
## 1. Meeting details
- Meeting date: 20 October 2026
- Chaired by: Mia Roe
- Last meeting: 2026-04-20
- Interval: half-yearly
## 2. Participants
| Participant | Function | Attended |
|---|---|---|
| Mia Roe | Managing Director | yes |
| Ann Lee | IT manager | yes |
| Bo Berg | Quality | apologies |
## 3. Review inputs
| # | Topic | Data | Source | Date | Outcome |
|---|---|---|---|---|---|
| 1 | Audit results | 2 findings | Audit report | 2026-09-01 | Acceptable |
| 2 | Actions from the previous review | 1 done, 1 carried | Minutes | 2026-04-20 | |
| 3 | Corrective and preventive actions | 4 CAPAs, none late | CAPA register | 2026-10-01 | |
| 4 | Resources and capability | 1 FTE missing | Capacity plan | 2026-09-30 | Hire |
| 5 | Policy and objectives | 3 of 3 objectives on track | SMS plan | 2026-01-10 | Both remain suitable |
| 6 | Performance of services and processes | SLA-1 99.95 %, target 99.9 % | SLA report | September 2026 | Met |
| 7 | Customer feedback | CSAT 4.1 | Survey | 2026-08-01 | |
| 8 | Changes that could affect the SMS | 2 new services | Project list | 2026-10-10 | |
| 9 | Risks and opportunities for improvement | 5 risks, 2 above the limit | Risk register | 2026-10-12 | |
"""
    + OUTCOMES
)
LISTED = (
    """# Management Review
## Meeting
The review was held on 20 October 2026.
## Attendees
- Mia Roe (Managing Director)
- Ann Lee (IT manager)

Apologies: Bo Berg
## Inputs
1. Results of audits and reviews: 2 findings (audit report of 2026-09-01)
2. Status of previous actions: 1 done, 1 carried
3. Follow-up on corrective actions: 4 CAPAs, none late
4. Resource requirements: 1 FTE missing
5. SMS policies and objectives: 3 of 3 objectives on track, policy remains suitable
6. Service performance against SLAs: SLA-1 99.95 %, target 99.9 %
7. Customer satisfaction: CSAT 4.1
8. New/changed services pipeline: 2 new services
9. Risks and improvement opportunities: 5 risks
"""
    + OUTCOMES
)
HEADINGS = "# Management Review\n" + "\n".join(
    f"## {number}. {title}\n\n- Key figures: {said}\n- Source: NOS-1\n- Date: 2026-10-01\n"
    for number, (title, said) in enumerate(
        {
            "Audit results": "2 findings",
            "Status of previous actions": "1 done, 1 carried",
            "Corrective actions": "4 CAPAs",
            "Resource requirements": "1 FTE",
            "Policy and objectives": "3 objectives",
            "Service performance": "99.95 %",
            "Customer satisfaction": "CSAT 4.1",
            "New or changed services": "2",
            "Risks and improvement opportunities": "5",
        }.items(),
        1,
    )
)


def judged(texts: dict[str, str]) -> tuple[Artifact, list[Finding]]:
    space, findings = asked("MRV", texts)
    return space.artifacts[SKILL], findings


def drafted(texts: dict[str, str]) -> dict[str, tuple[Drafted, ...]]:
    return dict(draft(workspace_of(Staged(texts, Configuration()), catalogue().schemas)))


def others() -> dict[str, str]:
    """The sample before its management review."""
    return {path: text for path, text in sample().texts.items() if path != PATH}


def of_input(found: dict[str, tuple[Drafted, ...]], title: str) -> list[Drafted]:
    return [one for one in found["inputs"] if one.cells["input"] == title]


def test_known_example_reads_out_with_its_figures() -> None:
    texts = {PATH: sample().texts[PATH]}
    artifact, findings = judged(texts)
    assert findings == []
    assert sentence(SKILL, texts) == (
        "9 of 9 required inputs compiled: results of audits and reviews, 3 findings; status of previous actions, first review, "
        "no prior actions; follow-up on corrective actions, 2 CAPAs in progress; resource requirements, one extra FTE for the "
        "launch; SMS policies and objectives, all 4 objectives on track; service performance against SLAs, 99.92 % availability "
        "(target: 99.9 %) in September 2026; customer satisfaction, NPS 42 (July 2026), target 40; new or changed services "
        "pipeline, SOC-as-a-Service in design phase; risks and improvement opportunities, 3 improvement initiatives proposed. "
        "5 decisions with owner and date. 3 actions tracked, none overdue. Next review 2027-04-16."
    )
    assert [(d.id, d.kinds, str(d.due)) for d in decisions(artifact)][:2] == [
        ("DEC-01", ("resources",), "2027-01-15"),
        ("DEC-02", ("SMS",), "2026-11-06"),
    ]
    assert [(a.id, a.decision, a.closed) for a in actions(artifact)] == [
        ("ACT-101", "DEC-01", False),
        ("ACT-102", "DEC-02", False),
        ("ACT-103", "DEC-03", False),
    ]
    assert len(attendance(artifact)) == 12


@pytest.mark.parametrize("text", [ONE_TABLE, LISTED], ids=["one table", "listed"])
def test_dialects_give_the_same_facts(text: str) -> None:
    artifact, findings = judged({PATH: text})
    assert all(of_kinds(artifact, asked.kinds) for asked in NINE)
    assert str(meeting(artifact).held) == "2026-10-20"
    following = meeting(artifact).following
    assert following
    assert str(following.day) == "2027-04-20"
    assert [(a.persons, a.present) for a in attendance(artifact)] == [
        (("Mia Roe",), True),
        (("Ann Lee",), True),
        (("Bo Berg",), False),
    ]
    assert [(d.label, d.kinds, d.none) for d in decisions(artifact)] == [
        ("DEC-01", ("resources",), False),
        ("DEC-02", ("SMS",), False),
        ("DEC-03", ("services",), True),
    ]
    assert [(a.id, a.decision, str(a.due)) for a in actions(artifact)] == [
        ("ACT-1", "DEC-01", "2026-11-30"),
        ("ACT-2", "DEC-02", "2026-12-01"),
    ]
    assert [(a.id, a.closed, str(a.due)) for a in previous_actions(artifact)] == [
        ("ACT-0", True, "2026-06-30"),
        ("ACT-00", False, "2026-12-15"),
    ]
    assert {finding.rule for finding in findings} <= {"MRV-04", "MRV-11"}, findings


def test_inputs_may_be_chapters_of_their_own() -> None:
    artifact, findings = judged({PATH: HEADINGS})
    assert all(of_kinds(artifact, asked.kinds) for asked in NINE)
    assert not {"MRV-01", "MRV-06", "MRV-11"} & {finding.rule for finding in findings}


def test_titles_of_inputs_tell_their_kind() -> None:
    assert all(set(asked.kinds) & set(kinds_of(asked.name)) for asked in NINE)
    assert all(set(asked.kinds) & set(kinds_of(asked.name)) for asked in BEYOND["2011"])
    assert kinds_of("Any other business") == ()


def test_figures_are_told_apart() -> None:
    assert [str(v) for side in percents("99.92 % (target: 99.9 %), July 99.94 %") for v in side] == [
        "99.9",
        "99.92",
        "99.94",
    ]
    assert scores("NPS", "NPS 42 (July 2026), target 40")[0] == (40,)
    assert scores("NPS", "NPS rose from 31 to 42")[1] == ()
    assert scores("CSAT", "NPS 42, CSAT 4.4 (target 4.2+)") == scores("CSAT", "CSAT 4.4 (target 4.2+)")


def test_unlike_figures_do_not_contradict() -> None:
    text = "# Management Review\n## Inputs\n### Audit results\n| Audit | Result |\n|---|---|\n| Internal | 3 findings |\n| Process | 2 findings |\n\n## Conclusions\nNPS 31 (December 2025) became NPS 42 (July 2026). SLA-001 had 99.9 % in July 2026."
    artifact, _ = judged({PATH: text})
    assert list(contradictions(stated(artifact))) == []


def test_every_drafted_figure_resolves_to_a_line_of_a_real_document() -> None:
    texts = others()
    found = drafted(texts)
    lines = {path: text.split("\n") for path, text in texts.items()}
    figures = [figure for one in found["inputs"] for figure in one.figures]
    assert len(figures) > 80
    for figure in figures:
        assert figure.places, figure
        quoted = " ".join(" ".join(lines[place.path][place.line - 1].split()) for place in figure.places)
        counted = re.match(r"(\d+) ", figure.text)
        rest = figure.text
        if counted and int(counted[1]) == len(figure.places):
            rest = figure.text[counted.end() :]
        for number in re.findall(r"\d[\d.,-]*\d|\d", rest):
            if f"{number} months" not in rest and f"{number} findings" not in rest:
                assert number in quoted, f"{figure.text}: {number} is not in {quoted}"
    for one in found["inputs"]:  # and no cell holds a figure of which nobody says where it comes from
        told = "; ".join(figure.text for figure in one.figures)
        assert re.sub(r"(?:; )?\[No source: [^\]]*\]", "", one.cells.get("figures", "")) == told


def test_every_input_is_compiled_from_the_documents() -> None:
    found = drafted(others())
    titles = {one.cells["input"] for one in found["inputs"]}
    assert titles == set(INPUTS)
    assert not any(one.lacking for one in found["inputs"])
    told = {title: [one.cells["figures"] for one in of_input(found, title)] for title in INPUTS}
    assert told["Results of audits and reviews"][0] == "3 findings; 2 minor NC; 1 observation; 5 audits done"
    assert told["Follow-up on corrective actions"] == [
        "3 CAPAs in all; 2 in progress: CAPA-001 and CAPA-002; 1 closed; none overdue"
    ]
    assert told["Service performance against SLAs"][0] == (
        "Availability: target >= 99.9 %; Availability 99.92 % in September 2026"
    )
    assert told["Customer satisfaction"][0] == "NPS 42; measured 2026-07-31; target >= 40"
    assert len(told["Service performance against SLAs"]) == 3  # one for each SLA, never blended
    assert found["meeting"][0].cells == {"chair": "James Park", "frequency": "half-yearly"}
    assert [one.cells["attendee"] for one in found["attendance"]][:3] == [
        "James Park",
        "Sarah Chen",
        "David Wong",
    ]


def test_overdue_actions_are_named() -> None:
    texts = others()
    texts[MON] = texts[MON].replace("| 2026-09-25 | 2026-12-18 |", "| 2026-09-25 | 2026-10-18 |")
    (row,) = of_input(drafted(texts), "Follow-up on corrective actions")
    assert row.cells["figures"].endswith("1 overdue: CAPA-002")


def test_what_has_no_source_is_said_and_never_invented() -> None:
    texts = others()
    slm = "sms/06-service-level-management.md"
    texts[slm] = texts[slm].replace("| SLA-002 | Uptime |", "| SLA-999 | Uptime |")
    (row,) = [
        o
        for o in of_input(drafted(texts), "Service performance against SLAs")
        if "SLA-002" in o.cells["subject"]
    ]
    assert row.cells["figures"] == "Uptime: target >= 99.95 %; [No source: latest result of SLA-002]"
    del texts[MON]
    found = drafted(texts)
    for title in ("Follow-up on corrective actions", "Performance of the processes"):
        (row,) = of_input(found, title)
        assert row.lacking
        assert "figures" not in row.cells
        assert not row.figures
    objective = of_input(found, "SMS policies and objectives")[-1]
    assert objective.cells["figures"] == "target >= 40; [No source: value of KPI-004]"
    empty = drafted({})
    assert all(one.lacking and not one.figures for one in empty["inputs"])
    assert not any(empty[key] for key in ("meeting", "attendance", "previous"))


def test_draft_puts_each_figure_below_its_heading_and_names_its_source() -> None:
    texts = others()
    del texts[MON]
    skill = catalogue().skill(SKILL)
    assert skill is not None
    with open(f"{skill.folder}/template.md", encoding="utf-8") as file:
        template = file.read()
    text = drafted_text(template, read_document(template.encode()), skill.schema, drafted(texts))
    parts = {part.split("\n")[0]: part for part in text.split("\n### ")}
    services = parts["6. Service performance against SLAs"]
    assert services.count("| SLA-00") == 3
    assert re.search(
        r"<!-- From sms/06-\S+ line \d+ \(Availability: target >= 99\.9 %\); line \d+ \(Avail", services
    )
    assert "[No source: the document on monitoring" in parts["3. Follow-up on corrective actions"]
    assert "<!-- From" not in parts["3. Follow-up on corrective actions"]
    space = workspace_of(Staged({**texts, PATH: text}, Configuration()), catalogue().schemas)
    rules = [rule for rule in catalogue().rules if rule.id in ("DOC-08", "MRV-01")]
    told = [f.message for o in ask(rules, space) for f in o.findings if f.place.path == PATH]
    assert "input 3, follow-up on corrective actions, says nothing" in told
    assert any("[No source: value of KPI-001]" in message for message in told)
    assert any(message.startswith("the placeholder '[No source: the document") for message in told)


def test_rows_of_the_draft_are_read_back_as_inputs() -> None:
    texts = others()
    skill = catalogue().skill(SKILL)
    assert skill is not None
    with open(f"{skill.folder}/template.md", encoding="utf-8") as file:
        template = file.read()
    found = drafted(texts)
    text = drafted_text(template, read_document(template.encode()), skill.schema, found)
    artifact, findings = judged({**texts, PATH: text})
    assert sum(entry.record is not None for entry in entries(artifact)) == len(found["inputs"])
    errors = {finding.rule for finding in findings if finding.is_error}
    assert errors == {"MRV-02", "MRV-03"}  # decisions and actions are the meeting's own


def test_unfilled_template_is_refused_for_what_is_missing_only() -> None:
    skill = catalogue().skill(SKILL)
    assert skill is not None
    with open(f"{skill.folder}/template.md", encoding="utf-8") as file:
        _, findings = judged({PATH: file.read()})
    errors = {finding.rule for finding in findings if finding.is_error}
    assert errors == {"MRV-01", "MRV-02", "MRV-03"}
    kinds = {rule.id: rule.kind for rule in catalogue().rules}
    assert {kinds[rule] for rule in errors} == {Kind.PRESENCE}
