"""Findings as SARIF 2.1.0, in the shape that code scanning of GitHub and others takes in.

Source: SARIF 2.1.0 (OASIS), and the limits that GitHub names for uploads: 25,000 results, 20 tags of a rule, 10 MB packed.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote

from iso20k import __version__
from iso20k.judging.rule import Rule
from iso20k.judging.suggestion import edit_of, place_in

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
RESULTS, RELATED, TAGS = 25_000, 20, 20
#: As large as an upload may be once packed by gzip, in bytes.
PACKED = 10_000_000
LEVELS = {"error": "error", "warning": "warning", "advice": "note"}
#: Ours alone: `primaryLocationLineHash` is GitHub's to work out, and it warns of any other value.
FINGERPRINT = "iso20k/v1"

#: The source lines of a document, by its path in the workspace.
Lines = Callable[[str], Sequence[str]]


class Origin(NamedTuple):
    """Where findings come from: edition, the workspace's folder from the repository's top ('' or 'a/b/'), and the commit."""

    edition: str
    workspace: str = ""
    commit: str = ""


def _no_lines(path: str) -> Sequence[str]:
    del path
    return ()


def review_text(report: Mapping[str, Any], rules: Iterable[Rule], lines: Lines = _no_lines) -> str:
    """The findings that stand after a change, as its report (`iso20k/review/1`) tells them."""
    found = (finding for finding in report["findings"] if finding["state"] != "solved")
    return text(found, rules, Origin(report["edition"], report["workspace"], report["head"]["commit"]), lines)


def text(
    findings: Iterable[Mapping[str, Any]], rules: Iterable[Rule], origin: Origin, lines: Lines = _no_lines
) -> str:
    """One run as JSON text; `findings` in their published form, each with its fingerprint as `id`.

    An edit becomes a fix where `lines` show that it holds. Beyond GitHub's limits the least severe findings are left
    out. The same findings give the same bytes.
    """
    chosen = sorted(findings, key=_order)[:RESULTS]
    known = {rule.id: rule for rule in rules}
    told = _text(chosen, known, origin, lines)
    while len(told) > PACKED and len(gzip.compress(told.encode("utf-8", "replace"), mtime=0)) > PACKED:
        chosen = chosen[: len(chosen) * 3 // 4]
        told = _text(chosen, known, origin, lines)
    return told


def _text(
    chosen: Sequence[Mapping[str, Any]], known: Mapping[str, Rule], origin: Origin, lines: Lines
) -> str:
    used = sorted({finding["rule"]: finding["name"] for finding in chosen}.items())
    index = {rule: number for number, (rule, _) in enumerate(used)}
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "iso20k",
                "semanticVersion": __version__,
                "version": __version__,
                "rules": [_rule(rule, name, known.get(rule), origin.edition) for rule, name in used],
            }
        },
        "automationDetails": {"id": f"iso20k/{origin.workspace}"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The repository's top"}}},
        "results": [_result(finding, index[finding["rule"]], origin.workspace, lines) for finding in chosen],
    }
    if origin.commit:
        run["properties"] = {"commit": origin.commit}
    return (
        json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1, ensure_ascii=False)
        + "\n"
    )


def _order(finding: Mapping[str, Any]) -> tuple[int, str, int, str, str]:
    return (
        list(LEVELS).index(finding["severity"]),
        finding["path"],
        finding["line"],
        finding["rule"],
        finding["id"],
    )


def _rule(identifier: str, name: str, rule: Rule | None, edition: str) -> dict[str, Any]:
    """What a reader of an alert is told of its rule; documents that cannot be read have no rule of the catalogue."""
    title = name.replace("-", " ").capitalize()
    why = (
        rule.why
        if rule
        else "A document that cannot be read, told apart or accepted as it is cannot be judged."
    )
    hint = rule.hint if rule else "Repair the document or the settings as the message says."
    clause = rule.clause_in(edition) if rule else "-"
    about = f"{why} {hint}"
    clauses = [f"clause {number.strip()}" for number in clause.split(",")] if clause != "-" else []
    tags = ["ISO/IEC 20000-1", *clauses][:TAGS]
    return {
        "id": identifier,
        "name": "".join(word.capitalize() for word in name.split("-")),
        "shortDescription": {"text": _sentence(title)},
        "fullDescription": {"text": _sentence(why)},
        "help": {
            "text": about,
            "markdown": f"{why}\n\n**Cure:** {hint}\n\n`iso20k explain {identifier}` shows examples.",
        },
        "defaultConfiguration": {
            "level": LEVELS[str(rule.severity_in(edition).counted(strict=False))] if rule else "error"
        },
        "properties": {"tags": tags, "precision": "high"},
    }


def _result(finding: Mapping[str, Any], index: int, workspace: str, lines: Lines) -> dict[str, Any]:
    cure = f" {_sentence(finding['hint'])}" if finding["hint"] else ""
    told: dict[str, Any] = {
        "ruleId": finding["rule"],
        "ruleIndex": index,
        "level": LEVELS[finding["severity"]],
        "message": {"text": _sentence(finding["message"]) + cure},
        "locations": [_location(finding, workspace)],
        "partialFingerprints": {FINGERPRINT: finding["id"]},
    }
    related: Sequence[Mapping[str, Any]] = finding["related"][:RELATED]
    if related:
        told["relatedLocations"] = [
            {**_location(other, workspace), "id": number, "message": {"text": _sentence(other["message"])}}
            for number, other in enumerate(related, 1)
        ]
    if fix := _fix(finding, workspace, lines):
        told["fixes"] = [fix]
    if finding.get("waived") and not finding.get("own_waiver"):
        told["suppressions"] = [{"kind": "inSource", "justification": finding["waived"]}]
    return told


def _fix(finding: Mapping[str, Any], workspace: str, lines: Lines) -> dict[str, Any] | None:
    """The finding's edit as a replacement of the very words, None where it does not hold on the line."""
    edit, source, number = edit_of(finding), lines(finding["path"]), finding["line"]
    at = place_in(source[number - 1], edit) if edit and 0 < number <= len(source) else -1
    if edit is None or at < 0:
        return None
    region = {"startLine": number, "startColumn": at + 1, "endColumn": at + 1 + len(edit.old)}
    replaced = {"deletedRegion": region, "insertedContent": {"text": edit.new}}
    change = {"artifactLocation": _artifact(finding["path"], workspace), "replacements": [replaced]}
    return {
        "description": {"text": _sentence(f"Write '{edit.new}' for '{edit.old}'")},
        "artifactChanges": [change],
    }


def _location(place: Mapping[str, Any], workspace: str) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": max(place["line"], 1)}
    if place.get("column"):
        region["startColumn"] = place["column"]
    return {"physicalLocation": {"artifactLocation": _artifact(place["path"], workspace), "region": region}}


def _artifact(path: str, workspace: str) -> dict[str, Any]:
    return {"uri": quote((workspace + path).encode("utf-8", "replace")), "uriBaseId": "SRCROOT"}


def _sentence(text: str) -> str:
    """Viewers expect a sentence that ends."""
    words = text.strip()
    return words if words.endswith((".", "!", "?")) else f"{words}."
