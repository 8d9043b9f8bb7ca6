"""Which artifact a document is, what its control block says, and which sections it has."""

from __future__ import annotations

import pytest

from iso20k.facts.artifact import Artifact
from iso20k.facts.reading import read_artifact
from iso20k.reading.reader import read_document
from validators.registry import catalogue

SCHEMAS = tuple(catalogue().schemas)


def artifact(text: str, path: str = "sms/03-service-catalog.md") -> Artifact | None:
    return read_artifact(path, read_document(text.encode()), SCHEMAS)


@pytest.mark.parametrize(
    ("path", "text", "skill"),
    [
        ("sms/03-service-catalog.md", "# SMS Scope", "service-catalog"),
        ("Service_Catalog.MD", "# Anything", "service-catalog"),
        ("sms/03-service-catalog.md", "---\nArtifact: SMS Scope\n---\n# Service Catalog", "sms-scope"),
        ("notes.md", "# 3. The Service Catalogue of Apex", "service-catalog"),
        ("notes.md", "---\nartifact: recipe\n---\n# Service Catalogue", None),
        ("notes.md", "Service Catalogue", None),
    ],
)
def test_front_matter_then_file_name_then_title_say_which_artifact_it_is(
    path: str, text: str, skill: str | None
) -> None:
    found = artifact(text, path)
    assert (found.skill if found else None) == skill


CONTROL = """\
---
version: "1.1"
---

# Service Catalog

| Document ID | SMS-03 |
|---|---|
| Approved by | James Park |
| Version | 0.9 |

## 9. Revision History

| Rev | Date of change | Changed by | Description |
|---|---|---|---|
| 1.0 | 2026-01-31 | Emily Nguyen | First issue |
"""


def test_the_control_block_is_front_matter_first_then_the_table_below_the_title() -> None:
    found = artifact(CONTROL)
    assert found is not None
    said = {key: (value.cell.text, value.cell.line) for key, value in found.control.items()}
    assert said.pop("changes")[1] == 14
    assert said == {"version": ("1.1", 2), "id": ("SMS-03", 7), "approver": ("James Park", 9)}
    (change,) = found.control["changes"].items
    assert {key: cell.text for key, cell in change.items()} == {
        "version": "1.0", "date": "2026-01-31", "author": "Emily Nguyen", "change": "First issue",
    }  # fmt: skip


def test_a_section_holds_what_stands_below_it_once() -> None:
    found = artifact(
        "# Service Catalog\n\n## 1. Purpose\n\none\n\n### Purpose and maintenance\n\ntwo\n\n"
        "### Dependencies\n\n| a |\n|---|\n\n## Criticality\n\n## Maintenance\n\nthree\n\n# End\n\nfour\n"
    )
    assert found is not None
    purpose = found.sections["purpose"]
    assert (purpose.title, purpose.line, purpose.prose) == ("1. Purpose", 3, "one\ntwo\nthree")
    assert purpose.headings == ("1. Purpose", "Purpose and maintenance", "Dependencies", "Maintenance")
    assert [table.line for table in purpose.tables] == [13]
    assert [table.line for table in found.sections["dependencies"].tables] == [13]
    assert found.sections["criticality"].headings == ("Criticality",)
