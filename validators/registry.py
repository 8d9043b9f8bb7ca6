"""The skills and rules that this distribution holds, found by walking the folders: adding one edits no list."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from iso20k.judging.catalogue import Catalogue, Skill
from iso20k.judging.rule import Rule


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """Every skill in the order of its step and every rule in the order of its id.

    Raises `ValueError` when two rules share an id: ids are never reused.
    """
    skills: list[Skill] = []
    rules: list[Rule] = []
    package = import_module("validators")
    for folder in iter_modules(package.__path__, "validators."):
        if not folder.ispkg:
            continue
        room = import_module(folder.name)
        skill = getattr(room, "SKILL", None)
        if isinstance(skill, Skill):
            skills.append(skill)
        rules.extend(_rules_below(f"{folder.name}.rules"))
    ids = [rule.id for rule in rules]
    if doubled := {name for name in ids if ids.count(name) > 1}:
        raise ValueError(f"rule ids stand twice: {', '.join(sorted(doubled))}")
    return Catalogue(
        tuple(sorted(skills, key=lambda skill: skill.schema.step.number)),
        tuple(sorted(rules, key=_by_id)),
    )


def skill_texts() -> Iterator[tuple[str, str]]:
    """Name and text of each SKILL.md: the 22 and the report beside them, which has neither schema nor rules."""
    for folder in sorted(import_module("validators").__path__):
        for name in sorted(os.listdir(folder)):
            path = os.path.join(folder, name, "SKILL.md")
            if os.path.exists(path):
                with open(path, encoding="utf-8") as file:
                    yield name.replace("_", "-"), file.read()


def _rules_below(name: str) -> list[Rule]:
    rules: list[Rule] = []
    folder = import_module(name)
    for module in iter_modules(folder.__path__, f"{name}."):
        members = vars(import_module(module.name)).values()
        rules.extend(member for member in members if isinstance(member, Rule))
    return rules


def _by_id(rule: Rule) -> tuple[bool, str, int]:
    prefix, _, number = rule.id.partition("-")
    if number:
        return (False, prefix, int(number))
    return (True, "X", int(rule.id[1:]))
