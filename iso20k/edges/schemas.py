"""The published JSON Schemas on disk: in the source tree below docs/, in an installation below iso20k/."""

from __future__ import annotations

import json
import os
from typing import Any


def schema(name: str) -> dict[str, Any]:
    """The schema of a published report, such as 'review-1'."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    installed = os.path.join(package, "schemas")
    folder = (
        installed if os.path.isdir(installed) else os.path.join(os.path.dirname(package), "docs", "schemas")
    )
    with open(os.path.join(folder, f"{name}.schema.json"), encoding="utf-8") as file:
        found: dict[str, Any] = json.load(file)
    return found
