"""What a writer meets first in a new workspace: the settings, the note on the folder, the hook."""

from __future__ import annotations

import json

from iso20k.scaffold.source import Source

README = """\
# The service management system

One Markdown file for each of the 22 steps, `01-organization-profile.md` to `22-management-review.md`.

- `iso20k new SKILL` writes the next document from its template.
- `iso20k check` judges what is here; `iso20k explain RULE` tells why a rule asks what it asks.
- `iso20k status` shows how far the system is and what to do next.
"""


def settings(organisation: str, edition: str) -> str:
    """iso20k.yaml with the defaults written out as comments."""
    return f"""\
# The workspace of an ISO/IEC 20000 service management system. All but the organisation has a default.
organisation: {json.dumps(organisation, ensure_ascii=False)}
edition: "{edition}"
folder: sms
# hook:
#   drafts: tolerate      # what is only missing in a draft does not refuse a commit; or: refuse
#   refuse: errors        # or: warnings
# weights:                # of the nine areas, in sum 100
#   Scope & Context: 12
# waivers:                # each needs a reason and an end date
#   - rule: CAT-10
#     path: sms/03-service-catalog.md
#     reason: SLA negotiations end in June
#     until: 2026-06-30
"""


def hook_configuration(source: Source) -> str:
    """.pre-commit-config.yaml that runs the hook of the installed commit."""
    return f"""\
repos:
  - repo: {source.url}
    rev: {source.revision}
    hooks:
      - id: iso20k-check
"""
