"""Words: filled or placeholder, stated or denied, same or nearly the same name, person or role."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iso20k.wording import closure, filled, names, negation, persons, sentences


@pytest.mark.parametrize(
    "text",
    [
        "TBD",
        "tbc",
        "**TBD**",
        "`TBD`",
        "(TBD)",
        "TODO: describe",
        "TBD by HR",
        "n/a",
        "N/A.",
        "NA",
        "n/a yet",
        "n/a - ",
        "not applicable",
        "xxx",
        "???",
        "lorem ipsum dolor",
        "[Name]",
        "[...]",
        "[…]",
        "[Insert text here]",
        "<name>",
        "<insert date>",
        "{name}",
        "{{owner}}",
        "to be defined",
        "To be defined later.",
        "see above",
        "ditto",
        "-",
        "—",
        "--- ",
        "?",
        "…",
        "___",
        "YYYY-MM-DD",
        "N.N.",
        "coming soon",
    ],
)
def test_placeholders(text: str) -> None:
    assert filled.is_placeholder(text)
    assert not filled.filled_cell(text)


@pytest.mark.parametrize(
    "text",
    [
        "n/a – no supplier is used",
        "n/a (internal)",
        "not applicable because all services are internal",
        "[Sarah](x)",
        "[1]",
        "[x]",
        "[^1]",
        "[SLA-001]",
        "[text][ref]",
        "99.9 % (TBC)",
        "H",
        "R/A",
        "Yes",
        "No",
        "None",
        "pending",
        "4 h",
        "< 4 h",
        "SVC-001",
        "2026-01-01",
        "✓",
        "🟢",
        "IT department",
        "see SLA-001",
        "<br>A1",
        "€ 5",
        "all",
        "24x7",
        "To be confirmed by the CAB chair",
        "NAS storage",
        "<https://a.example>",
        "`CI-7`",
        "Todoist",
    ],
)
def test_filled_cells(text: str) -> None:
    assert not filled.is_placeholder(text)
    assert filled.filled_cell(text)


@pytest.mark.parametrize("text", ["", "  ", "[ ]", "<!-- hidden words -->", "the of", "<br>"])
def test_empty_cells_are_neither(text: str) -> None:
    assert not filled.is_placeholder(text)
    assert not filled.filled_cell(text)


def left(text: str) -> list[str]:
    found = filled.find_placeholders(text)
    assert all(text[start:].startswith(placeholder) for start, placeholder in found)
    return [placeholder for _, placeholder in found]


def test_placeholders_left_in_a_text() -> None:
    text = "Owner is TBD. [Company Name] serves <insert name> and {{ owner }} by ${date}.\nTODO ??? xxx: the rest is to be defined."
    assert left(text) == [
        "TBD",
        "[Company Name]",
        "<insert name>",
        "{{ owner }}",
        "${date}",
        "TODO",
        "???",
        "xxx",
        "to be defined",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[text](url) [1] [^2] [RFC 2119] [[wiki]] [Note]",
        "- [ ] task\n- [x] done",
        "<b>bold</b> a < b and c > d<br/>",
        "`TBD` and `<name>`",
        "<https://x.example/TODO> https://x.example/TODO",
        "```\nTODO\n```",
        "<!-- TBD -->",
        "ids are <site>-<type>-<nn> or SLA-XXX",
        "the RFC is to be confirmed by CAB",
        "{#anchor} {.class} /users/{id}",
        "a list of tasks to be added. Work to be completed.",
        "hay que hacer todo hoy",
        "[owner] is linked\n\n[owner]: https://x.example",
        "Is it so? Yes.",
    ],
)
def test_no_placeholder_left(text: str) -> None:
    assert left(text) == []


@pytest.mark.parametrize("text", ["Owner: {}", "| {} |", "a ({})", "{}", "x\n{}\n", "The owner is {}."])
def test_a_value_to_be_defined(text: str) -> None:
    assert left(text.format("to be defined")) == ["to be defined"]


def test_informative_words() -> None:
    text = "The **service desk** is _open_ for IT; TBD [a link](http://foo.example/bar) <!-- more -->"
    assert filled.informative_words(text) == ("service", "desk", "open", "it", "link")


LONG = (
    "Each incident is logged with priority, category, affected service and customer, "
    "and the agent confirms receipt within fifteen minutes before escalation starts automatically."
)


def test_a_section_needs_fifteen_words_of_its_own() -> None:
    assert filled.filled_prose([LONG], "Procedure")
    assert not filled.filled_prose(["Incidents are logged."], "Procedure")
    assert not filled.filled_prose(["Incidents are logged by the agent."] * 20, "Procedure")
    assert not filled.filled_prose(["agent " * 40], "Procedure")
    assert not filled.filled_prose([LONG], LONG)
    assert not filled.filled_prose([], "")
    assert not filled.filled_prose([f"<!-- {LONG} -->", f"```\n{LONG}\n```"], "Procedure")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Every change has a rollback plan.", "stated"),
        ("No change is deployed without a rollback plan.", "stated"),
        ("Nothing goes live without an approved, tested and signed rollback plan.", "stated"),
        ("No change lacks a rollback plan", "stated"),
        ("No CAB exists. A rollback plan is kept.", "stated"),
        ("No later than day two a rollback plan is tested.", "stated"),
        ("Not only the rollback plan, also the test plan is kept.", "stated"),
        ("We have no budget, but the rollback plan is tested.", "stated"),
        ("There is no rollback plan. Later: the rollback plan is tested.", "stated"),
        ("There is no rollback plan.", "doubtful"),
        ("We do not have a documented and tested **rollback plan**.", "doubtful"),
        ("Changes are deployed without a rollback plan.", "doubtful"),
        ("We don't keep a rollback plan", "doubtful"),
        ("The rollback plan is missing.", "doubtful"),
        ("Rollback plan: not yet defined", "doubtful"),
        ("Nothing about it.", "absent"),
        ("", "absent"),
    ],
)
def test_statements(text: str, verdict: str) -> None:
    found = negation.states(text, r"rollback plan")
    assert found.verdict == verdict
    assert bool(found.sentence) is (verdict != "absent")


def test_a_doubtful_sentence_is_quoted() -> None:
    found = negation.states("All is well. There is no CAB yet. More.", "cab")
    assert found == ("doubtful", "There is no CAB yet.")


def test_sentences() -> None:
    assert sentences.sentences("One is, e.g. this. Two!\n- three\n- four\n\nfive\nsix") == (
        "One is, e.g. this.",
        "Two!",
        "- three",
        "- four",
        "five\nsix",
    )


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Managed Infrastructure (IaaS)", "managed  infrastructure"),
        ("Help Desk", "Helpdesk"),
        ("Availability & Continuity", "availability and continuity"),
        ("e-mail", "E-Mail"),
        ("(CRM)", "CRM"),
        ("Cloud Hosting (EU)", "cloud hosting EU"),
    ],
)
def test_same_names(a: str, b: str) -> None:
    assert names.same_name(a, b)
    assert names.nearest(a, [b]) is None


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Tier 1.1", "Tier 11"),
        ("Cloud Hosting (EU)", "Cloud Hosting (US)"),
        ("C++", "C#"),
        ("", ""),
        ("***", "!!!"),
    ],
)
def test_different_names(a: str, b: str) -> None:
    assert not names.same_name(a, b)


SERVICES = (
    "Managed Infrastructure",
    "Cloud Hosting",
    "Email",
    "Infrastructure as a Service",
    "SLA-001",
    "Tier 1",
)


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Managed Infrastrucutre", "Managed Infrastructure"),
        ("Managed Infrastructure Services", "Managed Infrastructure"),
        ("Cloud Hostign", "Cloud Hosting"),
        ("Managed Cloud Hosting", "Cloud Hosting"),
        ("IaaS", "Infrastructure as a Service"),
        ("Email Service", "Email"),
        ("SLA-002", None),
        ("Tier 2", None),
        ("Payroll", None),
        ("email", None),
        ("", None),
    ],
)
def test_near_misses(name: str, near: str | None) -> None:
    assert names.nearest(name, SERVICES) == near


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sarah Chen", ("Sarah Chen",)),
        ("**Sarah Chen**", ("Sarah Chen",)),
        ("[Sarah Chen](mailto:s@netops.example)", ("Sarah Chen",)),
        ("James Wright, MD", ("James Wright",)),
        ("Dr. Ana de Souza", ("Dr. Ana de Souza",)),
        ("Dr. Chen", ("Dr. Chen",)),
        ("O'Neil, Pat", ("Pat O'Neil",)),
        ("J. Smith", ("J. Smith",)),
        ("Nguyen Van An", ("Nguyen Van An",)),
        ("Jean-Luc McDonald", ("Jean-Luc McDonald",)),
        ("Jean DUPONT", ("Jean DUPONT",)),
        ("李明", ("李明",)),
        ("Sarah Chen (Service Desk Manager)", ("Sarah Chen",)),
        ("SMS Manager: Sarah Chen", ("Sarah Chen",)),
        ("CIO Sarah Chen", ("Sarah Chen",)),
        ("Marcus Rivera, IT Director", ("Marcus Rivera",)),
        ("Sarah Chen – Head of IT", ("Sarah Chen",)),
        ("Sarah Chen, James Wright", ("Sarah Chen", "James Wright")),
        ("Sarah Chen / James Wright", ("Sarah Chen", "James Wright")),
        ("Sarah Chen and James Wright", ("Sarah Chen", "James Wright")),
    ],
)
def test_persons(text: str, found: tuple[str, ...]) -> None:
    assert persons.person_names(text) == found
    assert persons.is_person_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "IT department",
        "IT",
        "Service Desk Manager",
        "Service Desk",
        "TBD",
        "n/a",
        "",
        "Operations Team",
        "CAB",
        "Finance",
        "NetOps Consulting",
        "Cloud Hosting",
        "Change Manager",
        "Head of IT",
        "ServiceNow",
        "Apex Solutions Ltd",
        "Sarah",
        "Board of Directors",
        "sarah chen",
        "Managing Director",
        "Top management",
        "Quality & Compliance",
        "All staff",
        "Release Manager, Change Manager",
        "Process Owner",
        "ABC Bank",
        "Microsoft Azure",
        "Legal Counsel",
        "[Your Name]",
    ],
)
def test_no_persons(text: str) -> None:
    assert not persons.is_person_name(text)


ANY = st.one_of(
    st.text(max_size=80), st.text(alphabet="aAxXnT/.,;:!? -–_*`[](){}<>#&+1\n\tTBDno", max_size=80)
)


@given(ANY)
def test_reading_never_raises(text: str) -> None:
    assert not (filled.is_placeholder(text) and filled.filled_cell(text))
    filled.filled_prose([text], text)
    filled.informative_words(text)
    left(text)
    assert negation.states(text, "no").verdict in ("stated", "doubtful", "absent")
    persons.person_names(text)
    closure.is_closed(text)
    assert len(sentences.without_code(sentences.without_hidden(text))) == len(text)


@given(ANY)
def test_normalising_twice_changes_nothing(name: str) -> None:
    key = names.normalise(name)
    assert names.normalise(key) == key
    assert names.same_name(name, name) is bool(key)


@given(ANY, st.lists(ANY, max_size=5))
def test_the_nearest_is_a_candidate_and_not_equal(name: str, candidates: list[str]) -> None:
    near = names.nearest(name, candidates)
    assert near is None or (near in candidates and not names.same_name(name, near))


SHORT = st.text(alphabet="abc", max_size=7)


def edits(a: str, b: str) -> int:
    """The distance by its definition, slowly."""
    if not a or not b:
        return len(a) + len(b)
    found = min(edits(a[1:], b) + 1, edits(a, b[1:]) + 1, edits(a[1:], b[1:]) + (a[0] != b[0]))
    if len(a) > 1 and len(b) > 1 and a[0] == b[1] and a[1] == b[0]:
        found = min(found, edits(a[2:], b[2:]) + 1)
    return found


@given(st.text(alphabet="abc", max_size=5), st.text(alphabet="abc", max_size=5), st.integers(0, 4))
def test_distance_by_definition(a: str, b: str, bound: int) -> None:
    assert names.distance(a, b, bound) == min(edits(a, b), bound + 1)


@pytest.mark.parametrize(
    "piece",
    [
        "TBD ",
        "<!--",
        "```\n",
        "`",
        "[",
        "[a](",
        "<",
        "<a ",
        "x_",
        "_",
        "{",
        "\n",
        "no keyword ",
        "to be ",
        "((",
        "A ",
        ", ",
        "?",
        "a. ",
    ],
)
def test_hostile_texts_are_read_quickly(piece: str) -> None:
    text = "x" + piece * (60_000 // len(piece)) + "y"
    begin = time.perf_counter()
    filled.is_placeholder(text)
    filled.filled_prose([text], "heading")
    filled.find_placeholders(text)
    negation.states(text, "keyword|y")
    names.nearest(text, [text[1:], "a"])
    persons.person_names(text)
    closure.is_closed(text)
    assert time.perf_counter() - begin < 2


@pytest.mark.parametrize("text", ["<=", ">=", "≥", "=", "May"])
def test_short_answers_are_filled(text: str) -> None:
    assert filled.filled_cell(text)
    assert not filled.is_placeholder(text)
    assert filled.find_placeholders(text) == ()


@pytest.mark.parametrize(
    "status",
    [
        "Closed",
        "done 2026-06-26",
        "Complete",
        "completed, carried out by the service desk",
        "100 % complete",
        "implemented",
        "Resolved",
        "cancelled by James Park on 2026-10-20",
        "canceled",
        "closed, the document needs no change",
        "closed, not repeated",
        "done 2026-09-15, no change agreed",
        "closed under CHG-0042",
    ],
)
def test_a_status_that_says_it_is_over(status: str) -> None:
    assert closure.is_closed(status)
    assert not closure.is_left(status)


@pytest.mark.parametrize(
    "status",
    [
        "",
        "open",
        "Open: 0 of 6 criteria verified, testing starts 2027-01-11",
        "new",
        "in progress",
        "In-progress, due 2026-12-18",
        "not closed",
        "not yet done",
        "not been implemented",
        "to be closed by 2026-12-01",
        "80 % complete",
        "partly done",
        "half done",
        "nearly complete",
        "incomplete",
        "unresolved",
        "closed, unresolved",
        "closed, effect not verified",
        "implemented, effectiveness check pending",
        "closed, reopened 2026-09-12",
        "resolved, under observation",
        "open, carried to 2026-11-30",
        "overdue",
        "disclosed",
    ],
)
def test_a_status_that_leaves_something_to_do(status: str) -> None:
    assert not closure.is_closed(status)
    assert not closure.is_closed(status, checked=True)
    assert not closure.is_done(status)


def test_what_is_checked_or_given_up_is_over_in_its_own_way() -> None:
    assert closure.is_closed("Verified effective 2026-09-01", checked=True)
    assert not closure.is_closed("Verified effective 2026-09-01")
    assert closure.is_done("done 2026-06-26")
    for status in ("withdrawn", "superseded by ACT-012", "dropped"):
        assert closure.is_closed(status)
        assert closure.is_dropped(status)
        assert not closure.is_done(status)
