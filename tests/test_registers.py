"""A register is the same facts however it is written: wide or tall, split, shared fields said once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import pytest
from documents import Fixture, fixtures
from hypothesis import given
from hypothesis import strategies as st

from iso20k.facts.artifact import Artifact, Record
from iso20k.facts.reading import read_artifact
from iso20k.reading.reader import read_document
from validators.service_catalog.schema import SCHEMA

REGISTERS = tuple(fixtures("registers"))
SERVICES = SCHEMA.register("services")
OPTIONAL = tuple(column.key for column in SERVICES.columns if column.key not in ("id", "name"))
TITLES = {column.key: (column.title, *column.synonyms) for column in SERVICES.columns}
WORDS = (
    "Sarah", "Chen", "24x7", "99.9 %", "A|B", "Müller,", "from: to", "(part)", "SLA-001", "*", "<b>", "[x]", "a_b_c",
    "`", "&amp;", "~~", "\\", "≥ 4 h", "#1", "no. 2", "- 3",
)  # fmt: skip

Facts = Mapping[str, str]


def artifact(text: str) -> Artifact:
    found = read_artifact("sms/03-service-catalog.md", read_document(text.encode()), (SCHEMA,))
    assert found is not None
    return found


def told(found: Artifact) -> Iterator[str]:
    """Records as text: 'register line: field line value'."""
    for register, records in found.registers.items():
        for record in records:
            fields = (f"{key} {cell.line} {cell.text!r}" for key, cell in sorted(record.cells.items()))
            yield f"{register} {record.line}: {', '.join(fields)}"


@pytest.mark.parametrize("fixture", REGISTERS, ids=str)
def test_a_catalog_registers(fixture: Fixture) -> None:
    assert "\n".join(told(artifact(fixture.document))) == fixture.said


def escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>&~|#])", r"\\\1", text)


def named(service: Facts) -> str:
    return f"{service['id']} {escaped(service['name'])}"


def wide(services: Sequence[Facts], titles: Facts, keys: Sequence[str]) -> list[str]:
    """One row a record."""
    rows = [[escaped(service.get(key, "")) for key in keys] for service in services]
    header = [escaped(titles[key]) for key in keys]
    return ["", *(f"| {' | '.join(row)} |" for row in (header, ["---"] * len(keys), *rows)), ""]


def split_by_rows(services: Sequence[Facts], titles: Facts, keys: Sequence[str]) -> list[str]:
    """Two tables with the columns in another order."""
    return [*wide(services[:1], titles, keys), "More:", *wide(services[1:], titles, keys[::-1])]


def split_by_columns(services: Sequence[Facts], titles: Facts, keys: Sequence[str]) -> list[str]:
    """Some fields in one table, the further ones in a second; the identifier ties them together."""
    further = [key for key in keys if key in OPTIONAL][::2]
    first = [key for key in keys if key not in further]
    rest = [service for service in services if any(service.get(key) for key in further)]
    return [*wide(services, titles, first), *wide(rest, titles, ["id", *further])] if rest else wide(
        services, titles, first
    )  # fmt: skip


def tall(row: str, before: Sequence[str]) -> Callable[[Sequence[Facts], Facts, Sequence[str]], list[str]]:
    """A heading a record, with a line for each field."""

    def render(services: Sequence[Facts], titles: Facts, keys: Sequence[str]) -> list[str]:
        lines = []
        for number, service in enumerate(services, 1):
            fields = [key for key in keys if key in OPTIONAL and service.get(key)] or ["id"]
            lines += [("### ", f"### 2.{number} ")[number % 2] + named(service), "", *before]
            lines += [row.format(escaped(titles[key]), escaped(service[key])) for key in fields]
            lines.append("")
        return lines

    return render


def shared(services: Sequence[Facts], titles: Facts, keys: Sequence[str]) -> list[str]:
    """What all records have in common is said once above them."""
    common = {key: services[0][key] for key in OPTIONAL if len({s.get(key, "") for s in services}) == 1
              and services[0].get(key)}  # fmt: skip
    own = [{key: text for key, text in service.items() if key not in common} for service in services]
    above = [f"- {escaped(titles[key])}: {escaped(text)}" for key, text in common.items()]
    rest = [key for key in keys if key not in common]
    return [*above, *wide(own[:1], titles, rest), *tall("- {}: {}", ())(own[1:], titles, ["id", *rest])]


DIALECTS = {
    "wide": wide,
    "split by rows": split_by_rows,
    "split by columns": split_by_columns,
    "tall list": tall("- **{}**: {}", ()),
    "tall lines": tall("**{}:** {}  ", ()),
    "tall table": tall("| **{}** | {} |", ("| Field | Value |", "|---|---|")),
    "tall table without header": tall("| {} | {} |", ("| | |", "|---|---|")),
    "shared": shared,
}


@st.composite
def catalogs(draw: st.DrawFn) -> tuple[list[dict[str, str]], dict[str, str], list[str]]:
    """Services with some of the fields, the heading that each field gets, and the order of the columns."""
    text = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
    keys = draw(st.lists(st.sampled_from(OPTIONAL), unique=True, min_size=1, max_size=6))
    common = draw(st.dictionaries(st.sampled_from(keys), text, max_size=3))
    services = []
    for number in range(draw(st.integers(1, 4))):
        fields = {**draw(st.dictionaries(st.sampled_from(keys), text)), **common}
        services.append({"id": f"SVC-00{number}", "name": f"Service {'ABCD'[number]} for all", **fields})
    titles = {key: draw(st.sampled_from(names)) for key, names in TITLES.items()}
    return services, titles, draw(st.permutations(["id", "name", *keys]))


def facts(records: Iterable[Record]) -> list[Facts]:
    return [{key: cell.text for key, cell in record.cells.items() if cell.text} for record in records]


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS)
@given(catalog=catalogs())
def test_every_dialect_gives_the_same_facts_each_on_its_line(
    dialect: Callable[..., list[str]], catalog: tuple[list[dict[str, str]], dict[str, str], list[str]]
) -> None:
    services = catalog[0]
    text = "\n".join(["# Service Catalog", "", "## 2. Business Services:", "", *dialect(*catalog)])
    records = artifact(text).records("services")
    assert facts(records) == services, text
    lines = text.split("\n")
    for record in records:
        for cell in record.cells.values():
            assert escaped(cell.text) in lines[cell.line - 1], text
            assert not cell.column or lines[cell.line - 1][cell.column - 1 :].lstrip("*").startswith(
                escaped(cell.text)
            )
