"""Who is who in the sample: units by code, actors by user name. What is looked up was made by the first scene."""

from __future__ import annotations

from thidua.accounts.models import User
from thidua.accounts.queries import actor_for, system_actor
from thidua.common.actor import Actor
from thidua.demo.cast import COMPANIES
from thidua.organisation.models import Unit
from thidua.plans.choices import IndicatorKind
from thidua.plans.models import Plan, Target

PASSWORD = "thi-dua-yeu-nuoc"  # noqa: S105 – printed on the screen of the demo, for made-up people only
CITY, DISTRICT, NEIGHBOUR = "HN", "BD", "HK"
CITY_OFFICER, CITY_LEADER, CITY_ADMIN = "0912000001", "0912000002", "0912000003"
OFFICER, LEADER, CLERK, ADMIN = "0912000011", "0912000012", "0912000013", "0912000014"
NEIGHBOUR_OFFICER, NEIGHBOUR_LEADER = "0912000021", "0912000022"
CITY_PLAN, DISTRICT_PLAN, GROWTH_PLAN = "63/KH-LĐLĐ", "03/KH-LĐLĐ", "05/KH-LĐLĐ"


class Missing(RuntimeError):
    """The sample year lacks what a scene builds upon: the scenes were not lived in their order."""


def unit(code: str) -> Unit:
    """The unit of that code."""
    return Unit.objects.get(code=code)


def actor(username: str) -> Actor:
    """The sample person of that user name, acting for her unit. Errors: Missing."""
    found = actor_for(User.objects.get(username=username))
    if found is None:
        raise Missing(username)
    return found


def system(code: str) -> Actor:
    """The product itself acting for that unit."""
    return system_actor(unit(code))


def chairs() -> list[Actor]:
    """The chairs of the grassroots unions, in the order of the cast."""
    return [actor(company.phone) for company in COMPANIES]


def plan(number: str) -> Plan:
    """The sample plan of that number."""
    return Plan.objects.get(number_text=number, unit__code__in=(CITY, DISTRICT))


def sum_target(number: str) -> Target:
    """The target of that sample plan that the units below carry together."""
    return Target.objects.select_related("plan__unit", "indicator").get(
        plan=plan(number), indicator__kind=IndicatorKind.COUNT
    )


def own_plan(chair: Actor) -> Plan:
    """The chair's own plan of the sample year."""
    return Plan.objects.get(unit_id=chair.unit_id, year=2021)


def has_plan(chair: Actor) -> bool:
    """Whether the chair's union has made its plan of the sample year."""
    return Plan.objects.filter(unit_id=chair.unit_id, year=2021).exists()
