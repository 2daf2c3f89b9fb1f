"""Which units a plan goes to, and whose a duty is."""

from __future__ import annotations

from thidua.common import clock
from thidua.organisation.choices import UnitLevel
from thidua.organisation.models import Unit, UnitQuerySet
from thidua.plans.choices import Audience
from thidua.plans.models import Plan


def recipients_of(plan: Plan) -> UnitQuerySet:
    """The units below that an issued plan goes to: direct children, or the whole subtree by the plan's choice."""
    below = Unit.objects.under(plan.unit.path).valid_on(clock.today())
    return below if plan.goes_to_subtree else below.filter(parent_id=plan.unit_id)


def units_of_audience(plan: Plan, audience: str) -> list[int]:
    """The ids of the units that a duty of that audience falls to today; nobody for bodies outside the product."""
    if audience == Audience.ISSUER:
        return [plan.unit_id]
    below = Unit.objects.under(plan.unit.path, with_self=True).valid_on(clock.today())
    if audience == Audience.CHILDREN:
        below = below.filter(parent_id=plan.unit_id)
    elif audience == Audience.UPPER:
        below = below.filter(level=UnitLevel.UPPER)
    elif audience == Audience.BASE:
        below = below.filter(level=UnitLevel.BASE)
    else:
        return []
    return list(below.order_by("path").values_list("id", flat=True))
