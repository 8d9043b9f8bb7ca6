"""The example workspaces on disk: in the source tree beside the packages, in an installation below iso20k/."""

from __future__ import annotations

import os
from functools import lru_cache

from iso20k.judging.examples import Sample


def examples_folder() -> str:
    """Where netops/ and apex/ lie."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    installed = os.path.join(package, "examples")
    return installed if os.path.isdir(installed) else os.path.join(os.path.dirname(package), "examples")


@lru_cache(maxsize=2)
def sample(name: str = "netops") -> Sample:
    """An example workspace as texts; the skill of a document is in its file name."""
    folder = os.path.join(examples_folder(), name, "sms")
    texts: dict[str, str] = {}
    skills: dict[str, str] = {}
    for entry in sorted(os.listdir(folder)):
        with open(os.path.join(folder, entry), encoding="utf-8") as file:
            texts[f"sms/{entry}"] = file.read()
        skills[f"sms/{entry}"] = entry.removesuffix(".md").split("-", 1)[1]
    return Sample(texts, skills)
