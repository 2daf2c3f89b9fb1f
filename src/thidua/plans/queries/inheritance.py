"""What a unit takes over from the plan above: as it is, allotted to it, left for it to fill."""

from __future__ import annotations

from typing import Any

from thidua.duties.choices import DutyKind
from thidua.organisation.models import Unit
from thidua.plans.choices import Audience, Section, Sector, Source
from thidua.plans.models import PlanDuty, PlanItem
from thidua.plans.queries.contents import Contents

INHERITED_SECTIONS = (Section.PURPOSE, Section.CONTENT, Section.MEASURE)


def inheritance(upper: Contents, unit: Unit) -> list[tuple[list[Any], Source]]:
    """The items of the plan above that become items of the unit's own, kind by kind, with what that means there."""
    sectors = sectors_of(unit)
    blocks = [one for one in upper.blocks if one.section in INHERITED_SECTIONS and one.sector in sectors]
    movements = [
        one
        for one in upper.movements
        if one.sector in sectors and (not one.audience_kinds or unit.level != "base" or unit.kind in one.audience_kinds)
    ]
    return [
        ([phase for phase in upper.phases if phase.is_dated], Source.TO_FILL),
        (upper.targets, Source.TO_FILL),
        (blocks, Source.INHERITED),
        (movements, Source.INHERITED),
        (upper.commemorations, Source.INHERITED),
    ]


def allotted_duties(upper: Contents, unit: Unit) -> list[PlanDuty]:
    """The duties that the plan above gives to the unit's level, but those that are gestures with pages of their own."""
    mine = {Audience.CHILDREN, Audience(unit.level) if unit.level in ("upper", "base") else Audience.CHILDREN}
    return [duty for duty in upper.duties if duty.audience in mine and duty.kind == DutyKind.PLAN_DUTY]


def shares_of(upper: Contents, unit: Unit) -> list[tuple[Source, list[PlanItem]]]:
    """The same by what it means: taken over as it is, allotted, to fill; for the page before the plan is made."""
    found: dict[Source, list[PlanItem]] = {Source.INHERITED: [], Source.ALLOTTED: [], Source.TO_FILL: []}
    for items, source in inheritance(upper, unit):
        found[source] += items
    found[Source.ALLOTTED] += allotted_duties(upper, unit)
    return list(found.items())


def sectors_of(unit: Unit) -> set[str]:
    """The sectors whose contents concern the unit; an upper unit has both below it."""
    if unit.level in ("base", "section"):
        return {Sector.ALL, Sector.ENTERPRISE if unit.is_enterprise else Sector.PUBLIC}
    return {Sector.ALL, Sector.ENTERPRISE, Sector.PUBLIC}
