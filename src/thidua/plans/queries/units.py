"""Which units a plan goes to, and whose a duty is."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from thidua.common import clock
from thidua.common.text import search_text
from thidua.organisation.choices import UnitLevel
from thidua.organisation.models import Unit, UnitQuerySet
from thidua.plans.choices import Audience
from thidua.plans.models import Plan


def recipients_of(plan: Plan) -> UnitQuerySet:
    """The units below that an issued plan goes to: direct children, or the whole subtree by the plan's choice."""
    below = Unit.objects.under(plan.unit.path).valid_on(clock.today())
    return below if plan.goes_to_subtree else below.filter(parent_id=plan.unit_id)


def audience_units(plan: Plan, audience: str) -> UnitQuerySet:
    """The units that a duty of that audience falls to today; nobody for bodies outside the product."""
    if audience == Audience.ISSUER:
        return Unit.objects.filter(pk=plan.unit_id)
    below = Unit.objects.under(plan.unit.path, with_self=True).valid_on(clock.today())
    if audience == Audience.CHILDREN:
        return below.filter(parent_id=plan.unit_id)
    if audience == Audience.UPPER:
        return below.filter(level=UnitLevel.UPPER)
    return below.filter(level=UnitLevel.BASE) if audience == Audience.BASE else Unit.objects.none()


def units_of_audience(plan: Plan, audience: str) -> list[int]:
    """The ids of ``audience_units``, in the order of the tree."""
    return list(audience_units(plan, audience).order_by("path").values_list("id", flat=True))


SPELLINGS = (("ldld", "lien doan lao dong"), ("cdcs", "cong doan co so"), ("tp", "thanh pho"), ("cd", "cong doan"))
"""Short and long words for one thing in the names of unions, folded."""
MOST_CALLED = 3


def units_called(unit: Unit, names: Sequence[str]) -> list[list[Unit]]:
    """For each name the units of the issuer's line and subtree that it may call, at most three, the surest first.

    "LĐLĐ TP Hà Nội" calls the Liên đoàn Lao động thành phố Hà Nội. One statement for all names.
    """
    wanted = [_spelled_out(name) for name in names]
    if not any(wanted):
        return [[] for _ in names]
    telling = Q(pk__in=[])
    for words in wanted:
        last = words.split()[-2:]
        telling |= Q(search_text__contains=" ".join(last)) if last else Q(pk__in=[])
    near = Unit.objects.filter(Q(path__in=unit.ancestor_paths) | Q(pk__in=Unit.objects.under(unit.path).values("pk")))
    units = list(near.valid_on(clock.today()).filter(telling).order_by("path")[:200])
    return [_called(words, units) for words in wanted]


def _called(words: str, units: list[Unit]) -> list[Unit]:
    named = [(one, {_spelled_out(name) for name in (one.name, one.short_name) if name}) for one in units]
    same = [one for one, names in named if words in names]
    if same:
        return same[:MOST_CALLED]
    alike = [one for one, names in named if any(words in name or name in words for name in names)]
    return alike if len(alike) <= MOST_CALLED else []


def _spelled_out(name: str) -> str:
    words = search_text(name).split()
    long = dict(SPELLINGS)
    return " ".join(long.get(word, word) for word in words)
