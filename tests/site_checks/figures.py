"""Check 9: a figure has one value on all pages, in the CSV and in the JSON, and the headline names what is really worst."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from site_checks.pages import Seen, content, home, pages

#: Columns of the tables that show a figure under its name: (table, column, name of the figure, key column).
_COLUMNS = (
    ("areas", "readiness", "area.{}", "area"),
    ("areas", "weight", "area.{}.weight", "area"),
    ("steps", "readiness", "step.{}", "step"),
    ("steps", "errors", "step.{}.errors", "step"),
    ("clauses", "level", "clause.{}", "clause"),
)

#: What a table says where there is no figure.
_UNKNOWN = ("", "not assessed")


def faults(site: Path) -> list[str]:
    """The pages and data of a folder; a frozen state is held against its own data."""
    files = content(site)
    found = pages(files)
    return [*_shown(found, files), *_tables(files), *_headline(found["index.html"], files)]


def _shown(found: Mapping[str, Seen], files: Mapping[str, bytes]) -> Iterator[str]:
    known = {"": _figures(files["data/dashboard.json"])}
    for path, page in found.items():
        where = home(path)
        if where not in known:
            data = [name for name in files if name.startswith(where) and name.endswith(".json")]
            known[where] = next((figures for name in data if (figures := _figures(files[name]))), {})
        for name, shown in page.figures:
            value = known[where].get(name, ...)
            told = known[where].setdefault(name, shown) if where and value is ... else value
            if told is ...:
                yield f"{path}: the data has no figure {name}"
            elif shown != ("–" if told is None else str(told)):
                yield f"{path}: {name} is {shown}, the data says {told}"


def _figures(data: bytes) -> dict[str, Any]:
    read = json.loads(data)
    return dict(read.get("figures", {})) if isinstance(read, dict) else {}


def rows(files: Mapping[str, bytes], table: str) -> list[dict[str, str]]:
    """A table of the data, by the names of its columns."""
    return list(csv.DictReader(io.StringIO(files[f"data/{table}.csv"].decode())))


def _tables(files: Mapping[str, bytes]) -> Iterator[str]:
    data = json.loads(files["data/dashboard.json"])
    figures = data["figures"]
    for table, column, name, key in _COLUMNS:
        for row in rows(files, table):
            figure = figures[name.format(row[key])]
            if row[column] not in (_UNKNOWN if figure is None else (str(figure),)):
                yield f"data/{table}.csv: {column} of {row[key]} is {row[column]!r}, the figure is {figure}"
    for name in ("areas", "steps", "clauses", "trend", "findings", "checks"):
        if len(data[name]) != len(rows(files, name)):
            yield f"data/{name}.csv has {len(rows(files, name))} rows, the JSON {len(data[name])}"
    for severity, name in (("error", "errors"), ("warning", "warnings")):
        told = sum(row["severity"] == severity for row in rows(files, "findings"))
        if told != figures[name]:
            yield f"data/findings.csv has {told} {name}, the figure is {figures[name]}"
    if data["trend"][-1]["readiness"] != figures["readiness"]:
        yield f"the trend ends at {data['trend'][-1]['readiness']} %, the figure is {figures['readiness']} %"


def _headline(page: Seen, files: Mapping[str, bytes]) -> Iterator[str]:
    # below this heading gates of Stage 2 are told, whose figures are others
    told = " ".join("".join(page.text).split()).partition("Verdicts and what they still need")[0]
    if first := re.search(r"held down by (.+?) (\d+) %", told):
        lowest = min(rows(files, "areas"), key=lambda row: int(row["readiness"]))
        if int(first[2]) != int(lowest["readiness"]):
            yield f"the headline names {first[1]} {first[2]} %, the lowest area is {lowest['name']} {lowest['readiness']} %"
    worst = max(rows(files, "steps"), key=lambda row: int(row["errors"]))
    if int(worst["errors"]):
        named = re.search(r"(\S[^,.;]*?) has (\d+) errors?\b", told)
        if not named or int(named[2]) != int(worst["errors"]) or not named[1].endswith(worst["title"]):
            yield f"the headline does not name {worst['title']}, which has most errors ({worst['errors']})"
