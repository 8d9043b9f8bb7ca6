"""Roles in place of personal names, everywhere in the files of a site: pages, data, search, addresses, authors of commits.

Whoever fills a role is told by the tables of roles; a person without one becomes initials. Figures stay as they are: everything is judged
with the names, and they are replaced in the made files. A person is known from the document control, from the fields of registers that
hold persons, and from the commits; one who is named only in running text, or by a single word, is not found.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping

from dashboard_gen.addresses import plain_words
from dashboard_gen.material import Material
from iso20k.facts.artifact import Artifact
from iso20k.wording.persons import person_names

NOTE = "Names of persons are replaced by their roles, or by initials."

_PERSON_FIELDS = (
    "accepted accepted_by approved_by approver assessor attendee auditor author by chair contact custodian decider deputy "
    "granted_by holder interviewees led_by members owner participants performed_by person requested_by requester reviewer "
    "taken_by verified_by verifier who"
)
#: Fields of registers and of the document control that name persons.
_PERSONS = frozenset(_PERSON_FIELDS.split())
#: Fields that tell what a person is; the first that is filled counts.
_ROLES = ("role", "position", "roles")
#: Who is called by two capitalised words and is no person.
_ORGANISATIONS = frozenset(("customer", "name", "named", "party", "supplier"))
_FRONT_MATTER = re.compile(r"\s*(?:-\s+)?(?:author|approver|owner|reviewer):\s*(.+)")
_TEXTS = (".html", ".json", ".csv", ".js", ".txt")
#: What may stand between the words of a name: space of any kind, or the joints of addresses and of e-mail.
_JOINT = r"(\s+|&nbsp;|%20|[._+-])"


def roles(told: Material) -> dict[str, str]:
    """What stands for each person: letters, digits, spaces and hyphens only, another one for each."""
    known: dict[str, str] = {}
    for person, role in _filled(told):
        if not known.get(person):
            known[person] = role
    given: dict[str, str] = {}
    for person in sorted(known):
        given[person] = _unused(known[person] or _initials(person), set(given.values()))
    return given


def replaced(files: Mapping[str, bytes], given: Mapping[str, str]) -> dict[str, bytes]:
    """The files with the persons' roles in their texts and addresses."""
    if not given:
        return dict(files)
    forms = {form: person for person in sorted(given, key=len, reverse=True) for form in _forms(person)}
    firsts = "".join(sorted({re.escape(form.lstrip("\\")[0]) for form in forms}))
    said = "|".join(f"(?P<n{number}>{form})" for number, form in enumerate(forms))
    # most places in a text begin no name: they are passed over by the sign before and the first letter
    pattern = re.compile(rf"(?<![^\W_])(?=[{firsts}])(?:{said})(?![^\W_])", re.IGNORECASE)
    persons = tuple(forms.values())

    def role(found: re.Match[str]) -> str:
        assert found.lastgroup is not None
        told = given[persons[int(found.lastgroup[1:])]]
        joint = next((sign for sign in ("%20", ".", "_", "+", "-") if sign in found[0]), "")
        spaced = any(sign in found[0] for sign in (" ", "\n", "\t", "&nbsp;"))
        if spaced or not joint:
            return told
        return joint.join(told.split() if joint in ("%20", "+") else re.findall(r"[a-z0-9]+", told.lower()))

    made = {}
    for path, data in files.items():
        at = pattern.sub(role, path)
        made[at] = pattern.sub(role, data.decode()).encode() if path.endswith(_TEXTS) else data
        made[at] = _unsearchable(made[at], given) if path.endswith(".js") else made[at]
    return made


def _filled(told: Material) -> Iterator[tuple[str, str]]:
    """Persons with the role they fill, '' where none is told; the tables of the first steps come first."""
    workspace = told.now.workspace
    artifacts = tuple(workspace.artifacts.values())
    organisations = {
        name
        for artifact in artifacts
        for key, text in _cells(artifact)
        if key in _ORGANISATIONS
        for name in person_names(text)
    }
    named: list[tuple[str, str]] = [pair for artifact in artifacts for pair in _in_roles(artifact)]
    for artifact in artifacts:
        named += [
            (name, "") for key, text in _cells(artifact) if key in _PERSONS for name in person_names(text)
        ]
    for path in told.sources.paths:
        found = (_FRONT_MATTER.fullmatch(line) for line in told.sources.lines(path))
        named += [(name, "") for match in found if match for name in person_names(match[1].strip("'\" "))]
        named += [(author, "") for author in dict.fromkeys(one.author for one in told.sources.origins(path))]
    named += [(point.author, "") for point in told.history.points]
    ahead = [point.prospect for point in told.history.points if point.prospect]
    whose = [act.who for one in ahead for act in one.acts] + [
        held.owner for one in ahead for held in one.blocks
    ]
    named += [(name, "") for words in dict.fromkeys(whose) for name in person_names(words)]
    yield from (
        (" ".join(name.split()), role)
        for name, role in named
        if len(name.split()) > 1 and not name.endswith("[bot]") and name not in organisations
    )


def _cells(artifact: Artifact) -> Iterator[tuple[str, str]]:
    for key, value in artifact.control.items():
        yield key, value.cell.text
    for records in artifact.registers.values():
        for record in records:
            yield from ((key, cell.text) for key, cell in record.cells.items())


def _in_roles(artifact: Artifact) -> Iterator[tuple[str, str]]:
    """Rows that say who fills a role, such as 'Role: SMS manager, Person: …'."""
    for records in artifact.registers.values():
        for record in records:
            role = next((record.text(key) for key in _ROLES if record.filled(key)), "")
            for name in person_names(record.text("person")) if role and not person_names(role) else ():
                yield name, _plain(role)


def _plain(role: str) -> str:
    """A role that can stand in a page, a table cell, an address and a script as it is."""
    words = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", role).replace("&", " and ")
    return " ".join(re.sub(r"[^\w\s-]|_", " ", words).split())


def _initials(person: str) -> str:
    return "".join(word[0].upper() for word in re.findall(r"[^\W\d_]+", person))


def _unused(role: str, taken: set[str]) -> str:
    number, told = 1, role
    while told in taken:
        number += 1
        told = f"{role} {number}"
    return told


def _forms(person: str) -> Iterator[str]:
    """How a name is written: in full, with a joint, the surname first, with an initial; escaped as HTML, as JSON, and as addresses do."""
    words = person.split()
    plain = " ".join(plain_words(person))
    for written in dict.fromkeys(
        (
            person,
            html.escape(person).replace("&#x27;", "&#39;"),
            json.dumps(person)[1:-1],
            *((plain,) if " " in plain and plain != person.casefold() else ()),
        )
    ):
        parts = [re.escape(word) for word in written.split()]
        joined = parts[0] + "".join(_JOINT.replace("(", "(?:", 1) + part for part in parts[1:])
        yield joined
        first, last = " ".join(written.split()[:-1]), parts[-1]
        yield rf"{last},\s*{re.escape(first)}"
        if len(words[0]) > 1:
            yield rf"{re.escape(words[0][0])}\.\s?{last}"


def _unsearchable(script: bytes, given: Mapping[str, str]) -> bytes:
    """A search index without the single words of names: as keys of an object they would still find their places."""
    parts = {word.casefold() for person in given for word in (*person.split(), *plain_words(person))}
    words = {re.escape(part) for part in parts if len(part) > 2}
    keys = "|".join(sorted(words | {re.escape(json.dumps(word)[1:-1]) for word in words}))
    return re.sub(
        rf'(?:(?<=\{{)(?:"(?:{keys})":"[^"]*",?)+|,"(?:{keys})":"[^"]*")', "", script.decode()
    ).encode()
