"""How often each tier of suppliers is to be looked at, and how often each supplier is."""

from __future__ import annotations

from collections.abc import Mapping

from iso20k.document import Place
from iso20k.facts.artifact import Artifact
from iso20k.values.frequency import MONTH_DAYS
from iso20k.wording.names import normalise
from validators.supplier_management.suppliers import CRITICAL, IMPORTANT, STANDARD, Supplier, tier_of

#: The longest interval between two reviews in days, and its name, by tier (field practice).
LIMITS: Mapping[str, tuple[float, str]] = {
    CRITICAL: (3 * MONTH_DAYS, "quarterly"),
    IMPORTANT: (6 * MONTH_DAYS, "half-yearly"),
    STANDARD: (12 * MONTH_DAYS, "once a year"),
}


def review_intervals(artifact: Artifact, supplier: Supplier) -> tuple[str, Place]:
    """What says how often a supplier is reviewed, its own field or else that of its tier, '' when nothing does."""
    record = supplier.record
    if record.filled("review_frequency"):
        return record.text("review_frequency"), record.at("review_frequency")
    for row in artifact.records("tiers"):
        same = (
            normalise(row.text("tier")) == normalise(record.text("tier"))
            or tier_of(row.text("tier")) == supplier.tier
        )
        if same and row.filled("review_frequency"):
            return row.text("review_frequency"), row.at("review_frequency")
    return "", record.at("review_frequency")
