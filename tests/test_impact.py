"""Who must look if this changes: the command on the NetOps example, and the index of references behind it."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from workspaces import ROOT, iso20k, netops

from iso20k.configuration import Configuration
from iso20k.edges.examples import sample
from iso20k.judging.examples import Staged, workspace_of
from iso20k.judging.impact import Impact
from validators.impact import impact_of, references_of
from validators.registry import catalogue

SCHEMA = json.loads((ROOT / "docs/schemas/impact-1.schema.json").read_text(encoding="utf-8"))


def found(name: str, texts: dict[str, str] | None = None) -> list[Impact]:
    space = workspace_of(Staged(texts or dict(sample().texts), Configuration()), catalogue().schemas)
    known = references_of(space)
    return [impact_of(thing, known, space, catalogue()) for thing in known.named(name)]


def test_change_of_a_service_reaches_agreements_capacity_and_cmdb() -> None:
    """The tutorial's promise: a change of the catalog propagates to SLAs, capacity plans and the CMDB design."""
    (one,) = found("SVC-002")
    assert one.thing.label == "SVC-002 Cloud Hosting"
    assert one.listed[0].path == "sms/03-service-catalog.md"
    direct = {reader.skill for reader in one.readers if reader.direct}
    assert {"service-level-management", "capacity-management", "configuration-management"} <= direct
    owners = {reader.skill: reader.owner for reader in one.readers}
    assert owners["capacity-management"] == "Raj Mehta"
    promised = {(c.subject.value, c.holder, c.told) for c in one.commitments}
    assert ("availability", "SLA-002", ">= 99.95 %") in promised
    assert ("availability", "UC-001", ">= 99.95 %") in promised


def test_what_rests_on_it_is_followed_with_its_chain() -> None:
    (one,) = found("SVC-004")
    chains = {r.thing.id: r.chain for reader in one.readers for r in reader.reached}
    assert chains["SLA-001"] == (
        "SVC-004 Monitoring Platform",
        "SVC-001 Managed Infrastructure",
        "SLA-001 Managed Infrastructure",
    )
    assert "SVC-003" not in chains  # a control that protects both does not make one rest on the other


def test_every_reference_stands_where_it_says() -> None:
    lines = {path: text.split("\n") for path, text in sample().texts.items()}
    for name in (
        "SVC-003",
        "SLA-001",
        "SPL-001",
        "Virtual Machine",
        "Sarah Chen",
        "RFC-2026-035",
        "Acme Logistics",
    ):
        for one in found(name):
            names = {text.casefold() for text in (one.thing.id, one.thing.name) if text}
            assert one.direct, name
            for reference in one.direct:
                told = lines[reference.place.path][reference.place.line - 1].casefold()
                assert any(text in told for text in names), (name, reference)


def test_longer_names_are_other_things() -> None:
    """'Help Desk Operations' is a unit, not the service Help Desk."""
    service = next(one for one in found("Help Desk") if one.thing.id == "SVC-003")
    assert not any(r.text == "Help Desk Operations" for r in service.direct)


def test_people_are_found_in_document_control() -> None:
    (one,) = found("James Park")
    assert one.thing.kind == "person"
    fields = {(r.place.path, r.field) for r in one.direct}
    assert ("sms/03-service-catalog.md", "document approver") in fields


@pytest.mark.parametrize("name", ["SVC-002", "Zabbix", "Hannah Lim"])
def test_json_is_as_its_schema_says(name: str, tmp_path: Path) -> None:
    workspace = netops(tmp_path, hook=False, committed=False).workspace
    ran = iso20k("impact", name, "--format", "json", cwd=workspace)
    assert ran.code == 0, ran.err
    report = json.loads(ran.out)
    jsonschema.validate(report, SCHEMA)
    assert report["impacts"]


def test_text_reads_in_a_narrow_terminal(tmp_path: Path) -> None:
    workspace = netops(tmp_path, hook=False, committed=False).workspace
    ran = iso20k("impact", "SLA-002", cwd=workspace, COLUMNS="80")
    assert ran.code == 0
    assert "Read again if it changes" in ran.out
    assert max(map(len, ran.out.split("\n"))) <= 80


@pytest.mark.parametrize(("asked", "meant"), [("SLA-0002", "SLA-002"), ("Cloud Hostin", "Cloud Hosting")])
def test_unknown_thing_is_refused_with_the_nearest(asked: str, meant: str, tmp_path: Path) -> None:
    workspace = netops(tmp_path, hook=False, committed=False).workspace
    ran = iso20k("impact", asked, cwd=workspace)
    assert ran.code == 2
    assert f"'{meant}'" in ran.err
    assert "Traceback" not in ran.err


def test_outside_a_workspace_it_says_so(tmp_path: Path) -> None:
    ran = iso20k("impact", "SVC-001", cwd=tmp_path)
    assert ran.code == 2
    assert "iso20k init" in ran.err
