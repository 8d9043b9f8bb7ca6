"""What a change does to promises, duties, other documents, waivers, steps and areas: a line or a row for each (``iso20k/review/1``)."""

from collections.abc import Iterator, Mapping
from typing import Any

from iso20k.reports.markdown.check import ICONS, percent
from iso20k.reports.markdown.composing import row
from iso20k.reports.markdown.inert import code, inert
from iso20k.reports.markdown.places import Links, place

Report = Mapping[str, Any]

TURNS = {"weaker": "🔻", "gone": "🔻", "not comparable": "🔶", "stronger": "🔺", "new": "➕"}


def moved(before: int, after: int) -> str:
    """'87 %', or '84 → 87 % (+3)'."""
    if before == after:
        return percent(after)
    return f"{before} → {after} % ({after - before:+d})".replace("-", "−")


def promises(report: Report, links: Links) -> Iterator[str]:
    """The weakened first; one that is gone leads to no line."""
    order = list(TURNS)
    for promise in sorted(report["promises"], key=lambda one: order.index(one["turn"])):
        line = promise["line"]
        where = place(promise["path"], line, links) if line else f"was in {inert(promise['path'], 200)}"
        yield f"- {TURNS[promise['turn']]} {inert(promise['words'])} · {where}\n"


def duties(report: Report, links: Links) -> Iterator[str]:
    """What a document demands less strictly than before, with both wordings."""
    for duty in report["duties"]:
        where = place(duty["path"], duty["line"], links)
        yield f"- 🔻 {inert(duty['lost'])} · {where}\n  - Now: {inert(duty['after'])}\n  - Before: {inert(duty['before'])}\n"


def doubtful(report: Report, links: Links) -> Iterator[str]:
    """Documents that the change did not touch and that disagree since, with their owners."""
    for doubt in report["doubtful"]:
        rules = ", ".join(code(rule) for rule in doubt["rules"][:12])
        owner = inert(doubt["owner"], 100) or "nobody"
        yield f"- {place(doubt['path'], None, links)}, owned by {owner}: {rules}\n"


def waivers(report: Report, links: Links) -> Iterator[str]:
    """What a change accepts, or accepts no longer."""
    for waiver in report["waivers"]:
        reach = inert(waiver["path"] or "every document", 200)
        until = inert(waiver["until"] or "no end", 20)
        counts = "" if waiver["change"] == "removed" else "; it counts once it stands in the base"
        was = f" (before: {inert(waiver['former'])})" if waiver["former"] else ""
        where = inert(waiver["source"], 200)
        if waiver["change"] != "removed":
            where = place(waiver["source"], waiver["line"], links)
        yield (
            f"- {waiver['change'].capitalize()}: {code(waiver['rule'])} for {reach} until {until}: "
            f"{inert(waiver['reason'])}{was} · {where}{counts}\n"
        )


def steps(report: Report, *, whole: bool) -> Iterator[str]:
    """Rows of the steps that were touched or turned, or of all 22."""
    touched = {document["skill"]: document for document in report["documents"]}
    for step in report["steps"]:
        document = touched.get(step["skill"])
        verdicts = step["verdict"]
        if not (whole or document or verdicts["before"] != verdicts["after"]):
            continue
        kind = _kind(document) if document else "–"
        status = inert(step["status"]["after"].replace("-", " "), 30)
        verdict = ICONS.get(verdicts["after"] or "", status)
        if verdicts["before"] != verdicts["after"]:
            verdict = f"{ICONS.get(verdicts['before'] or '', '–')} → {verdict}"
        readiness = moved(step["readiness"]["before"], step["readiness"]["after"])
        yield row((str(step["step"]), inert(step["title"], 60), kind, verdict, readiness))


def _kind(document: Report) -> str:
    former = f" from {inert(document['former'], 200)}" if document["former"] else ""
    return f"{document['change']}{former}"


def areas(report: Report, *, whole: bool) -> Iterator[str]:
    """Rows of the areas that moved, or of all nine."""
    for area in report["areas"]:
        if whole or area["before"] != area["after"]:
            yield row((inert(area["area"], 60), moved(area["before"], area["after"]), str(area["weight"])))
