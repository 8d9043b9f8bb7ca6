"""The nine areas of the readiness radar, which share the 22 steps and the 15 clause areas among them."""

from typing import NamedTuple


class RadarArea(NamedTuple):
    """A spoke of the radar: its weight in percent of the whole, its steps, and its clause areas.

    `clause_areas` names areas of the 15 by number, and the parts of clause 4 by their keys 4a to 4d;
    `gate` marks an area without which no Stage 2 audit is possible, whatever its weight.
    """

    key: str
    name: str
    weight: int
    steps: tuple[int, ...]
    clause_areas: tuple[str, ...]
    gate: bool


RADAR_AREAS: tuple[RadarArea, ...] = (
    RadarArea("R1", "Scope & Context", 12, (1, 2, 3), ("4a",), gate=False),
    RadarArea("R2", "Planning", 13, (4, 5), ("4b",), gate=False),
    RadarArea(
        "R3",
        "Service Delivery",
        22,
        (6, 7, 8, 9, 10, 11),
        ("6.1", "6.2", "6.3", "6.4", "6.5", "6.6"),
        gate=False,
    ),
    RadarArea("R4", "Relationships", 8, (12, 13), ("7.1", "7.2"), gate=False),
    RadarArea("R5", "Resolution", 12, (14, 15), ("8.1", "8.2"), gate=False),
    RadarArea("R6", "Control", 15, (16, 17, 18), ("9.1", "9.2", "9.3"), gate=False),
    RadarArea("R7", "Design", 6, (19,), ("5",), gate=False),
    RadarArea("R8", "Monitoring", 7, (20, 21), ("4c",), gate=True),
    RadarArea("R9", "Management Review", 5, (22,), ("4d",), gate=True),
)

_BY_STEP = {step: area for area in RADAR_AREAS for step in area.steps}
_BY_CLAUSE_AREA = {number: area for area in RADAR_AREAS for number in area.clause_areas}
# Clause 4 as one row has its home where the plan is.
_BY_CLAUSE_AREA["4"] = RADAR_AREAS[1]


def radar_of_step(step: int) -> RadarArea | None:
    """Each step counts towards one radar area; None outside 1 to 22."""
    return _BY_STEP.get(step)


def radar_of_clause_area(number: str) -> RadarArea | None:
    """Each clause area, and each part 4a to 4d of clause 4, counts towards one radar area; None for other numbers."""
    return _BY_CLAUSE_AREA.get(number)
