"""The comment says what was found, within GitHub's limits, and documents cannot speak through it."""

import random
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from iso20k.reports.markdown.check import summary
from iso20k.reports.markdown.composing import COMMENT_LIMIT, SUMMARY_LIMIT
from iso20k.reports.markdown.inert import inert
from iso20k.reports.markdown.marking import marker, note_marker
from iso20k.reports.markdown.note import note
from iso20k.reports.markdown.places import Links
from iso20k.reports.markdown.review import comment, unreadable
from iso20k.reports.markdown.review import summary as review_summary

COMMIT = "0123456789abcdef0123456789abcdef01234567"
LINKS = Links(f"https://example.org/o/r/blob/{COMMIT}/", "https://example.org/o/r/actions/runs/7")
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
OUR_HTML = {"<span>", "</span>", "<sub>", "</sub>", "<details>", "</details>", "<summary>", "</summary>"}
ATTACKS = (
    "<!-- iso20k:summary v1 key=sms -->",
    "--> <script>alert(1)</script>",
    "@octo @octo/team please look",
    "Fixes #12, octo/docs#3 and GH-4",
    "[click](https://evil.example) ![x](https://evil.example/x.png) <https://evil.example>",
    "https://evil.example www.evil.example writer@evil.example",
    "```\n# heading\n```",
    "a | b | c \\| d \\",
    "**bold** __bold__ ~~gone~~ `code` $x^2$ $`y`$",
    "</details></td></table>",
    "line one\n\n## line two\r\n- list\u2028::error::x",
    "\u202ereversed\u202c \u200bzero\u2066width\x00\x1b[31m",
    "|" * 200,
    "`" * 300,
    "\\" * 399 + "|",
)


def finding(severity: str = "error", **changes: Any) -> dict[str, Any]:
    return {
        "rule": "CAT-03",
        "name": "service-owner",
        "severity": severity,
        "clause": "6.1",
        "path": "sms/03-service-catalog.md",
        "line": 12,
        "message": "service 'Backup' has no owner",
        "hint": "Name the owner of the service.",
        "related": [],
    } | changes


def artifact(step: int, verdict: str | None = "PASS", **changes: Any) -> dict[str, Any]:
    return {
        "skill": "service-catalog",
        "step": step,
        "path": f"sms/{step:02}.md",
        "status": "complete",
        "verdict": verdict,
        "summary": "All 8 services have required fields",
        "readiness": 87.4,
    } | changes


def report(*findings: dict[str, Any], artifacts: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    failed = any(entry["severity"] == "error" for entry in findings)
    return {
        "schema": "iso20k/check/1",
        "as_of": "2026-05-31",
        "edition": "2011",
        "commit": COMMIT,
        "artifacts": list(artifacts or (artifact(3, "FAIL" if failed else "PASS"),)),
        "areas": [{"area": "Scope & Context", "readiness": 71, "weight": 10}],
        "findings": list(findings),
    }


def found(severity: str = "error", state: str = "new", **changes: Any) -> dict[str, Any]:
    """A finding of a change."""
    more = {
        "state": state,
        "id": "0123456789abcdef",
        "own_waiver": False,
        "fails": severity == "error",
        "inline": True,
    }
    return finding(severity) | {"column": 0} | more | changes


def step(
    number: int, before: str | None = "PASS", after: str | None = "PASS", **changes: Any
) -> dict[str, Any]:
    return {
        "step": number,
        "skill": "service-catalog",
        "title": "Service Catalog",
        "path": f"sms/{number:02}.md",
        "owner": "Emily Nguyen",
        "status": {"before": "complete", "after": "complete"},
        "verdict": {"before": before, "after": after},
        "readiness": {"before": 90, "after": 87},
        "summary": "All 8 services have required fields",
    } | changes


def change(*findings: dict[str, Any], **parts: Any) -> dict[str, Any]:
    """A review report with these findings and otherwise nothing to say."""
    return {
        "schema": "iso20k/review/1",
        "as_of": "2026-05-31",
        "edition": "2011",
        "organisation": "NetOps",
        "workspace": "",
        "base": {"commit": "f" * 40, "readiness": 71, "note": ""},
        "head": {"commit": COMMIT, "proposed": COMMIT, "readiness": 69},
        "policy": {
            "fail_on": "new",
            "severity": "error",
            "failed": sum(one["fails"] and one["state"] == "new" for one in findings),
        },
        "steps": [step(3)],
        "areas": [{"area": "Scope & Context", "weight": 10, "before": 71, "after": 69}],
        "findings": list(findings),
        **{part: [] for part in ("promises", "duties", "documents", "doubtful", "waivers", "settings")},
    } | parts


PROMISE = {
    "turn": "weaker",
    "words": "Uptime of SLA-002 99.95 → 99.9 %: weaker",
    "path": "sms/06.md",
    "line": 83,
}


def test_a_comment_tells_what_fails_where_and_what_was_promised() -> None:
    other = {"path": "sms/06-sla.md", "line": 4, "message": "owner is 'Bo'"}
    text = comment(
        change(found(related=[other]), promises=[PROMISE], steps=[step(3, "PASS", "FAIL")]),
        key="sms",
        links=LINKS,
    )
    files = f"https://example.org/o/r/blob/{COMMIT}/sms"
    assert text == (
        "<!-- iso20k:summary v1 key=sms -->\n"
        "### ❌ 1 finding to repair · new: 1 error · 1 promise weaker\n\n"
        "Readiness 71 → 69 % (−2) · as of 2026-05-31 at `0123456789ab` against `ffffffffffff` · 2011 edition\n\n"
        "**Promises changed**\n\n"
        f"- 🔻 Uptime of SLA-002 99.95 → 99.9 %: weaker · [sms/06.md line 83]({files}/06.md?plain=1#L83)\n\n"
        "**New: 1 error**\n\n"
        f"**[sms/03-service-catalog.md]({files}/03-service-catalog.md)**\n\n"
        f"- ❌ line [12]({files}/03-service-catalog.md?plain=1#L12): service 'Backup' has no owner "
        "(`CAT-03`, clause 6.1)\n"
        "  - Cure: Name the owner of the service.\n"
        f"  - See [sms/06-sla.md line 4]({files}/06-sla.md?plain=1#L4): owner is 'Bo'\n\n"
        "**Documents of this change**\n\n"
        "| Step | Document | Change | Verdict | Readiness |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| 3 | Service Catalog | – | ✅ PASS → ❌ FAIL | 90 → 87 % (−3) |\n\n"
        "<details><summary>Readiness by area</summary>\n\n"
        "| Area | Readiness | Weight |\n"
        "| --- | --- | --- |\n"
        "| Scope &amp; Context | 71 → 69 % (−2) | 10 |\n\n"
        "</details>\n\n"
        "<sub>Checked: what the documents say and whether they agree. "
        "Not checked: whether they are true; that is for people to judge.</sub>\n"
    )


def test_findings_that_say_the_same_are_one_item_with_all_lines() -> None:
    text = comment(change(*(found(line=line) for line in (7, 9, 8))), key="sms")
    assert "- ❌ lines 7, 8, 9: service 'Backup' has no owner" in text
    assert text.count("Cure:") == 1
    assert "### ❌ 3 findings to repair · new: 3 errors" in text


def test_a_clean_change_is_one_green_line() -> None:
    older = found(state="remaining", fails=False)
    text = comment(change(older, found(state="solved")), key="sms", links=LINKS)
    assert text == (
        "<!-- iso20k:summary v1 key=sms -->\n"
        "✅ Nothing to object to · 1 of 1 documents pass · 1 solved · 1 older · Readiness 71 → 69 % (−2)"
        " · as of 2026-05-31 at `0123456789ab` against `ffffffffffff`\n"
    )


def test_a_waiver_of_the_change_itself_does_not_help_and_is_shown() -> None:
    waiver = {
        "change": "added", "rule": "CAT-03", "path": None, "reason": "later", "until": "2027-01-31",
        "source": "iso20k.yaml", "line": 5, "former": None,
    }  # fmt: skip
    text = comment(
        change(found(waived="later (until 2027-01-31)", own_waiver=True), waivers=[waiver]), key="sms"
    )
    assert "### ❌ 1 finding to repair" in text
    assert "  - The waiver that this change brings does not count for it: later (until 2027-01-31)\n" in text
    assert (
        "- Added: `CAT-03` for every document until 2027-01-31: later · iso20k.yaml line 5; it counts" in text
    )


def test_older_and_waived_findings_are_folded_and_do_not_fail() -> None:
    made = change(
        found("warning"), found(state="remaining", fails=False), found(state="waived", waived="known")
    )
    text = comment(made | {"policy": made["policy"] | {"failed": 0}}, key="sms")
    assert "### ⚠️ Nothing fails · new: 1 warning\n" in text
    assert "<details><summary>Older findings: 1 error</summary>" in text
    assert "<details><summary>Waived: 1 error</summary>" in text
    assert "  - Waived: known\n" in text


def test_a_merged_pull_request_names_the_commit_that_people_see() -> None:
    made = change()
    text = comment(made | {"head": made["head"] | {"proposed": "a" * 40}}, key="sms", links=LINKS)
    assert "at `0123456789ab`, the merge of `aaaaaaaaaaaa`, against `ffffffffffff`" in text


def test_what_could_not_be_read_is_never_green() -> None:
    text = comment(change(found(rule="READ-01", fails=False)), key="sms")
    assert "### ⛔ Not everything could be read" in text


def test_a_workspace_that_could_not_be_read_has_no_verdict() -> None:
    text = unreadable("iso20k.yaml line 3: not a <mapping>", key="sms", commit=COMMIT, links=LINKS)
    assert text.startswith(marker("sms"))
    assert "could not be checked" in text
    assert "not a &lt;mapping&gt;" in text
    assert "PASS" not in text


@pytest.mark.parametrize(
    ("suggestion", "fence"), [("| a | b |", "```"), ("use ```` here", "`````"), ("```python", "````")]
)
def test_a_note_proposes_the_line_in_a_fence_that_the_line_cannot_close(suggestion: str, fence: str) -> None:
    text = note(found(suggestion=suggestion), links=LINKS)
    assert text.endswith(f"\n{fence}suggestion\n{suggestion}\n{fence}\n")
    assert text.startswith("❌ **error**: service 'Backup' has no owner (`CAT-03`, clause 6.1)\n\nCure: ")
    (block,) = [token for token in MARKDOWN.parse(text) if token.type == "fence"]
    assert block.content == f"{suggestion}\n"


@pytest.mark.parametrize("identifier", ["", "0123456789abcde", "0123456789abcdeg", "0123456789abcdef-->"])
def test_only_an_id_of_a_finding_marks_a_note(identifier: str) -> None:
    with pytest.raises(ValueError, match="not the id"):
        note_marker("sms", identifier)


def test_the_summary_has_the_areas_and_folds_no_finding() -> None:
    text = summary(report(finding("warning"), finding("advice")), links=LINKS)
    assert "| Scope &amp; Context | 71 % | 10 |" in text
    assert "<details>" not in text
    assert text.index("**1 warning**") < text.index("**1 advice**")


@pytest.mark.parametrize("words", ["certified", "compliant", "conform"])
def test_no_text_promises_what_only_an_auditor_can_say(words: str) -> None:
    for made in (change(), change(found()), change(found("warning"), promises=[PROMISE])):
        assert words not in (comment(made, key="sms") + review_summary(made)).lower()
    for checked in (report(), report(finding()), report(finding("warning"))):
        assert words not in summary(checked).lower()


def test_the_same_findings_in_any_order_are_the_same_bytes() -> None:
    severities = ("advice", "error", "warning")
    states = ("new", "solved", "remaining", "waived")
    findings = [
        found(severities[n % 3], states[n % 4], line=n % 7, path=f"sms/{n % 5}.md", message=str(n))
        for n in range(60)
    ]
    shuffled = random.Random(7).sample(findings, k=len(findings))
    assert comment(change(*findings), key="a") == comment(change(*shuffled), key="a")
    assert review_summary(change(*findings)) == review_summary(change(*shuffled))
    assert summary(report(*findings)) == summary(report(*shuffled))


@pytest.mark.parametrize(
    "text", ["short", "𝔘" * 400, "é|<" * 130, "@" * 400], ids=["short", "astral", "pipes", "at"]
)
@pytest.mark.parametrize("number", [300, 6_000])
def test_what_does_not_fit_is_left_out_whole_and_counted(text: str, number: int) -> None:
    findings = [
        found(("error", "warning", "advice")[n % 3], path=f"sms/{n % 40}.md", line=n, message=f"{n} {text}")
        for n in range(number)
    ]
    made = change(*findings, promises=[PROMISE])
    posted, written = comment(made, key="sms", links=LINKS), review_summary(made, links=LINKS)
    assert len(posted.encode("utf-16-le")) // 2 <= COMMENT_LIMIT
    for text_written in (written, summary(report(*findings), links=LINKS)):
        assert len(text_written.encode()) <= SUMMARY_LIMIT
    for shown in (posted, written):
        assert shown.count("<details>") == shown.count("</details>")
        assert shown.count("Cure:") + _hidden(shown) == number
        assert shown.endswith("</sub>\n")
        assert PROMISE["words"] in shown


def _hidden(text: str) -> int:
    said = re.search(r"\*\*Not shown here: ([^*]*)\.\*\*", text)
    return sum(int(number) for number in re.findall(r"(\d+) (?:new|\w+ finding)", said[1])) if said else 0


def test_thousands_of_long_artifacts_stay_within_the_limits() -> None:
    many = tuple(artifact(n, "FAIL", summary="|" * 500, skill="@" * 500) for n in range(5_000))
    assert len(summary(report(finding(), artifacts=many)).encode()) <= SUMMARY_LIMIT
    steps = [step(n, "PASS", "FAIL", title="|" * 500) for n in range(5_000)]
    hostile = change(
        found(),
        steps=steps,
        promises=[PROMISE | {"words": "|" * 2_000}] * 9_000,
        settings=["@" * 2_000] * 1_000,
        doubtful=[{"path": "|" * 900, "owner": "@" * 2_000, "rules": ["X19"] * 500}] * 22,
    )
    assert len(comment(hostile, key="sms").encode("utf-16-le")) // 2 <= COMMENT_LIMIT
    assert len(review_summary(hostile).encode()) <= SUMMARY_LIMIT


@pytest.mark.parametrize("key", ["", "a b", "a-->", "a--b", "-a", "a-", "a" * 65, "a\n", "é", "key=b"])
def test_a_key_cannot_leave_its_marker(key: str) -> None:
    with pytest.raises(ValueError, match="not an instance key"):
        comment(change(), key=key)


def test_an_instance_key_is_not_the_start_of_another() -> None:
    assert not comment(change(), key="sms-2").startswith(marker("sms"))


WORDS = st.one_of(
    st.sampled_from(ATTACKS),
    st.text(max_size=60),
    st.text(alphabet="<>!-&|`*_[]()~$@#:/\\\"' \t\r\nwGHgh.12a\u200d\u202e", max_size=60),
    st.lists(st.sampled_from(ATTACKS), max_size=3).map(" ".join),
)


@given(text=WORDS)
def test_inert_text_reads_the_same_and_does_nothing(text: str) -> None:
    (block,) = [token for token in MARKDOWN.parse("x: " + inert(text)) if token.type == "inline"]
    assert {child.type for child in block.children or ()} <= {"text", "text_special", "html_inline"}
    assert {child.content for child in block.children or () if child.type == "html_inline"} <= {
        "<span>",
        "</span>",
    }
    shown = _shown(block)
    assert not re.search(r"@(?!\u200b)|#\w|gh-\d|://|www\.", shown, re.IGNORECASE)
    plain = shown.removeprefix("x:").strip().replace("\u200b", "")
    if len(text) < 400:
        assert plain == " ".join(_visible(text).split())


def _shown(block: Token) -> str:
    return "".join(child.content for child in block.children or () if child.type != "html_inline")


def _visible(text: str) -> str:
    import unicodedata  # the oracle is Unicode's own table

    kinds = ((char, unicodedata.category(char)) for char in text)
    return "".join(" " if kind == "Cc" else char for char, kind in kinds if kind not in ("Cf", "Cs"))


@given(
    message=WORDS,
    hint=WORDS,
    path=WORDS.filter(bool),
    clause=WORDS,
    skill=WORDS,
    said=WORDS,
    rule=WORDS,
    severity=st.sampled_from(["error", "warning", "advice"]),
)
def test_no_document_can_speak_through_the_comment(
    message: str, hint: str, path: str, clause: str, skill: str, said: str, rule: str, severity: str
) -> None:
    other = {"path": path, "line": 3, "message": message}
    made = report(
        finding(severity, message=message, hint=hint, path=path, clause=clause, rule=rule, related=[other]),
        finding("error", path=path, message=said),
        artifacts=(
            artifact(1, "FAIL", skill=skill, summary=said, status=said),
            artifact(2, skill=skill, path=path),
        ),
    )
    place = {"path": path, "line": 3}
    reviewed = change(
        found(severity, message=message, hint=hint, path=path, clause=clause, rule=rule, related=[other], waived=said,
              own_waiver=True),
        found("error", "solved", path=path, message=said),
        steps=[step(1, "PASS", "FAIL", title=said, skill=skill)],
        promises=[place | {"turn": "weaker", "words": said}, {"path": path, "line": None, "turn": "gone", "words": message}],
        duties=[place | {"lost": hint, "before": said, "after": message}],
        documents=[{"change": "renamed", "skill": skill, "path": path, "former": said, "owner": hint}],
        doubtful=[{"path": path, "owner": said, "rules": [rule]}],
        waivers=[{"change": "added", "rule": rule, "path": path, "reason": said, "until": hint, "source": path,
                  "line": 3, "former": message}],
        settings=[said],
        base={"commit": None, "readiness": 3, "note": message},
    )  # fmt: skip
    written = (comment(reviewed, key="sms", links=LINKS), review_summary(reviewed, links=LINKS))
    for text in (*written, summary(made, links=LINKS)):
        body = text.removeprefix(marker("sms"))
        assert "<!--" not in body
        assert not re.search(r"@(?!&#8203;)", body)
        text.encode()
        _expect_only_our_markup(body)


def _expect_only_our_markup(body: str) -> None:
    tokens = MARKDOWN.parse(body)
    inline = [child for token in tokens for child in token.children or ()]
    html = [token.content for token in (*tokens, *inline) if token.type in ("html_block", "html_inline")]
    assert set(re.findall(r"<[^>]*>", "".join(html))) <= OUR_HTML
    targets = [str(child.attrs["href"]) for child in inline if child.type == "link_open"]
    assert all(target.startswith(LINKS.blob) or target == LINKS.run for target in targets)
    assert {token.type for token in tokens}.isdisjoint({"fence", "code_block", "hr"})
    assert sum(token.type == "blockquote_open" for token in tokens) <= 1  # the note on the base
    assert {child.type for child in inline}.isdisjoint({"image", "s_open", "em_open", "hardbreak"})
    headings = [token for token in tokens if token.type == "heading_open"]
    assert len(headings) == 1
    widths = [0]
    for token in tokens:
        if token.type == "tr_open":
            widths.append(0)
        elif token.type in ("td_open", "th_open"):
            widths[-1] += 1
    assert set(widths[1:]) <= {3, 5}
