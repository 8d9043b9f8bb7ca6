"""The comment says what was found, within GitHub's limits, and documents cannot speak through it."""

import random
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from iso20k.reports.markdown import (
    COMMENT_LIMIT,
    SUMMARY_LIMIT,
    Links,
    comment,
    inert,
    marker,
    summary,
    unreadable,
)

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


def test_a_comment_names_verdict_place_cure_and_the_other_document() -> None:
    other = {"path": "sms/06-sla.md", "line": 4, "message": "owner is 'Bo'"}
    stand = (
        artifact(3, "FAIL"),
        artifact(4),
        artifact(5, None, path=None, status="not-started", readiness=None),
    )
    text = comment(
        report(finding(related=[other]), finding("warning", line=None), artifacts=stand),
        key="sms",
        links=LINKS,
    )
    files = f"https://example.org/o/r/blob/{COMMIT}/sms"
    assert text == (
        "<!-- iso20k:summary v1 key=sms -->\n"
        "### ❌ FAIL: 1 error, 1 warning\n\n"
        "Checked as of 2026-05-31, at commit `0123456789ab`, 2011 edition.\n\n"
        "| Step | Document | Verdict | Readiness | Summary |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| 3 | Service Catalog | ❌ FAIL | 87 % | All 8 services have required fields |\n\n"
        "<details><summary>1 step passes, 1 without a verdict</summary>\n\n"
        "| Step | Document | Verdict | Readiness | Summary |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| 4 | Service Catalog | ✅ PASS | 87 % | All 8 services have required fields |\n"
        "| 5 | Service Catalog | not started | – | All 8 services have required fields |\n\n"
        "</details>\n\n"
        f"**[sms/03-service-catalog.md]({files}/03-service-catalog.md)**\n\n"
        f"- [line 12]({files}/03-service-catalog.md?plain=1#L12): service 'Backup' has no owner "
        "(`CAT-03`, clause 6.1)\n"
        "  - Cure: Name the owner of the service.\n"
        f"  - See [sms/06-sla.md line 4]({files}/06-sla.md?plain=1#L4): owner is 'Bo'\n\n"
        "<details><summary>1 warning</summary>\n\n"
        f"**[sms/03-service-catalog.md]({files}/03-service-catalog.md)**\n\n"
        "- document: service 'Backup' has no owner (`CAT-03`, clause 6.1)\n"
        "  - Cure: Name the owner of the service.\n\n"
        "</details>\n\n"
        "<sub>Checked: what the documents say and whether they agree. "
        "Not checked: whether they are true; that is for people to judge.</sub>\n"
    )


def test_a_clean_workspace_is_one_green_line() -> None:
    text = comment(report(artifacts=(artifact(1), artifact(2, None, path=None))), key="sms", links=LINKS)
    assert text == (
        "<!-- iso20k:summary v1 key=sms -->\n"
        "✅ PASS: no findings in 1 document (1 of 2 steps not started)"
        " · as of 2026-05-31, at commit `0123456789ab`, 2011 edition\n"
    )


def test_an_empty_workspace_is_not_green() -> None:
    text = comment(report(artifacts=(artifact(1, None, path=None, status="not-started"),)), key="sms")
    assert "✅" not in text
    assert "No document of the service management system was found" in text


def test_a_waived_error_is_no_error_but_stays_visible_with_its_reason() -> None:
    made = report(finding(waived="accepted by the CIO (until 2026-12-31)"), artifacts=(artifact(3),))
    text = comment(made | {"readiness": 46.4}, key="sms")
    assert "### ✅ PASS: 1 waived in 1 document\n" in text
    assert "2011 edition, readiness 46 %." in text
    assert "<details><summary>1 waived</summary>" in text
    assert "  - Waived: accepted by the CIO (until 2026-12-31)\n" in text
    assert "Cure" not in text


def test_the_head_of_a_merged_pull_request_is_named() -> None:
    text = comment(report(), key="sms", links=LINKS._replace(head="f" * 40))
    assert "at commit `0123456789ab` (the merge of `ffffffffffff` into its base)" in text


def test_a_workspace_that_could_not_be_read_has_no_verdict() -> None:
    text = unreadable("iso20k.yaml line 3: not a <mapping>", key="sms", commit=COMMIT, links=LINKS)
    assert text.startswith(marker("sms"))
    assert "could not be checked" in text
    assert "not a &lt;mapping&gt;" in text
    assert "PASS" not in text


def test_the_summary_has_the_areas_and_folds_no_finding() -> None:
    text = summary(report(finding("warning"), finding("advice")), links=LINKS)
    assert "| Scope &amp; Context | 71 % | 10 |" in text
    assert "<details>" not in text
    assert text.index("**1 warning**") < text.index("**1 advice**")


@pytest.mark.parametrize("words", ["certified", "compliant", "conform"])
def test_no_text_promises_what_only_an_auditor_can_say(words: str) -> None:
    for made in (report(), report(finding()), report(finding("warning"))):
        assert words not in (comment(made, key="sms") + summary(made)).lower()


def test_the_same_findings_in_any_order_are_the_same_bytes() -> None:
    severities = ("advice", "error", "warning")
    findings = [
        finding(severities[n % 3], line=n % 7, path=f"sms/{n % 5}.md", message=str(n)) for n in range(60)
    ]
    shuffled = random.Random(7).sample(findings, k=len(findings))
    assert comment(report(*findings), key="a") == comment(report(*shuffled), key="a")
    assert summary(report(*findings)) == summary(report(*shuffled))


@pytest.mark.parametrize(
    "text", ["short", "𝔘" * 400, "é|<" * 130, "@" * 400], ids=["short", "astral", "pipes", "at"]
)
@pytest.mark.parametrize("number", [300, 6_000])
def test_what_does_not_fit_is_left_out_whole_and_counted(text: str, number: int) -> None:
    findings = [
        finding(("error", "warning", "advice")[n % 3], path=f"sms/{n % 40}.md", line=n, message=f"{n} {text}")
        for n in range(number)
    ]
    made = report(*findings)
    posted, written = comment(made, key="sms", links=LINKS), summary(made, links=LINKS)
    assert len(posted.encode("utf-16-le")) // 2 <= COMMENT_LIMIT
    assert len(written.encode()) <= SUMMARY_LIMIT
    for shown in (posted, written):
        assert shown.count("<details>") == shown.count("</details>")
        assert shown.count("Cure:") + _hidden(shown) == number
        assert shown.endswith("</sub>\n")


def _hidden(text: str) -> int:
    said = re.search(r"\*\*Not shown here: ([^*]*)\.\*\*", text)
    return sum(int(number) for number in re.findall(r"\d+", said[1])) if said else 0


def test_thousands_of_long_artifacts_stay_within_the_limits() -> None:
    many = tuple(artifact(n, "FAIL", summary="|" * 500, skill="@" * 500) for n in range(5_000))
    assert len(comment(report(finding(), artifacts=many), key="sms")) <= COMMENT_LIMIT
    assert len(summary(report(finding(), artifacts=many)).encode()) <= SUMMARY_LIMIT


@pytest.mark.parametrize("key", ["", "a b", "a-->", "a--b", "-a", "a-", "a" * 65, "a\n", "é", "key=b"])
def test_a_key_cannot_leave_its_marker(key: str) -> None:
    with pytest.raises(ValueError, match="not an instance key"):
        comment(report(), key=key)


def test_an_instance_key_is_not_the_start_of_another() -> None:
    assert not comment(report(), key="sms-2").startswith(marker("sms"))


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
    for text in (comment(made, key="sms", links=LINKS), summary(made, links=LINKS)):
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
    assert {token.type for token in tokens}.isdisjoint({"fence", "code_block", "blockquote_open", "hr"})
    assert {child.type for child in inline}.isdisjoint({"image", "s_open", "em_open", "hardbreak"})
    headings = [token for token in tokens if token.type == "heading_open"]
    assert len(headings) == 1
    cells = sum(token.type == "td_open" for token in tokens)
    rows = sum(token.type == "tr_open" for token in tokens) - sum(
        token.type == "thead_open" for token in tokens
    )
    assert cells in (5 * rows, 5 * (rows - 1) + 3)  # the areas' table has one row of three
