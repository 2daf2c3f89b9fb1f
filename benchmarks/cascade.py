"""A plan issued to 1,000, 3,300 and 10,000 units at once, each with a chair who is told: the cost of one unit must not
grow with their number.

The probe is the same issue to 1,000 units, measured in turn with it; the ratio is that of the costs of one unit. The
goal is 1.2 at most, and the number of statements the same at every size (gated in the tests of ``plans``).
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thidua.accounts.choices import Role
from thidua.accounts.models import Appointment, User
from thidua.accounts.tests.factories import make_actor
from thidua.common.actor import Actor
from thidua.organisation.choices import UnitKind, UnitLevel
from thidua.organisation.models import PATH_STEP, Unit
from thidua.organisation.tests.factories import make_district, make_province
from thidua.plans.actions import cascade_plan, issue_plan
from thidua.plans.models import Plan
from thidua.plans.tests.factories import make_approved_plan

PROBE, SIZES = 1000, (3300, 10000)
ROUNDS = 5
CASCADES = 40
DAY = dt.date(2021, 1, 7)
GOAL = 1.2


def measure() -> Iterator[str]:
    """A line a size; then a lower unit's own plan, and the board and the tree over all of them."""
    province = make_province()
    few = _receivers(province, PROBE)
    for size in SIZES:
        many = _receivers(province, size)
        pairs = [(_issue(few), _issue(many)) for _ in range(ROUNDS)]
        probe, best = min(pair[0][0] for pair in pairs) / PROBE, min(pair[1][0] for pair in pairs) / size
        yield (
            f"issue to {size} units: {best * size * 1000:.1f} ms, {best * 1e6:.1f} µs a unit, {pairs[0][1][1]} "
            f"statements; to {PROBE}: {probe * 1e6:.1f} µs a unit, {pairs[0][0][1]} statements; "
            f"× {best / probe:.2f} a unit{'' if best / probe <= GOAL else f', beyond × {GOAL}'}"
        )
    yield from _cascade(few, many)


def _receivers(province: Unit, size: int) -> tuple[Plan, Actor]:
    """An approved plan of a district with that many units below it."""
    district = make_district(province, f"Liên đoàn Lao động quận {size}")
    rows = []
    for number in range(size):
        unit = Unit(level=UnitLevel.BASE, kind=UnitKind.NON_STATE, parent=district, search_text="cong doan")
        unit.code, unit.name = f"{district.code}-B{number}", f"Công đoàn cơ sở {number}"
        unit.name_key = f"{number:06d}"
        unit.path = f"{district.path}{number + 1:0{PATH_STEP}d}"
        rows.append(unit)
    _with_chairs(Unit.objects.bulk_create(rows, batch_size=1000))
    return make_approved_plan(district, with_duties=True), make_actor(district, Role.OFFICER)


def _with_chairs(units: list[Unit]) -> None:
    """An account that cannot sign in, with a chair's role, at each unit."""
    users = [User(username=f"chair-{unit.pk}", full_name="Trần Văn Mẫu", token=f"t{unit.pk}") for unit in units]
    users = User.objects.bulk_create(users, batch_size=1000)
    rows = [
        Appointment(user=user, unit=unit, role=Role.CHAIR, valid_from=dt.date(2021, 1, 1))
        for user, unit in zip(users, units, strict=True)
    ]
    Appointment.objects.bulk_create(rows, batch_size=1000)


def _issue(receivers: tuple[Plan, Actor], *, keep: bool = False) -> tuple[float, int]:
    """Seconds and statements of one issue, taken back afterwards unless it is to be kept."""
    plan, officer = receivers
    plan = Plan.objects.select_related("unit").get(pk=plan.pk)
    with transaction.atomic(), CaptureQueriesContext(connection) as caught:
        began = time.perf_counter()
        issue_plan(by=officer, plan=plan, number_text="03/KH-LĐLĐ", issued_on=DAY)
        took = time.perf_counter() - began
        if not keep:
            transaction.set_rollback(True)
    return took, len(caught.captured_queries)


def _cascade(few: tuple[Plan, Actor], many: tuple[Plan, Actor]) -> Iterator[str]:
    """Units below make their plans: one among a thousand against one among ten thousand; then the pages above."""
    _issue(few, keep=True), _issue(many, keep=True)
    costs = [_make_plans(receivers) for receivers in (few, many, few, many)]
    small, large = min(costs[0], costs[2]), min(costs[1], costs[3])
    words = f"{small * 1000:.1f} ms among {PROBE}, {large * 1000:.1f} ms among {SIZES[-1]}, × {large / small:.2f}"
    yield f"a unit's own plan: {words}"
    yield from _pages(few, many)


def _pages(few: tuple[Plan, Actor], many: tuple[Plan, Actor]) -> Iterator[str]:
    """The board and the tree over ten thousand units against those over a thousand: pages as sent, in turn."""
    clients = []
    for plan, officer in (few, many):
        client = Client()
        client.force_login(User.objects.get(pk=officer.user_id))
        clients.append((client, plan.pk))
    for name in ("lower_plans", "plan_tree", "lower_plans_excel"):
        tries = [[_open(client, reverse(name, args=[pk])) for client, pk in clients] for _ in range(ROUNDS)]
        small, large = (min(one[place][0] for one in tries) for place in (0, 1))
        _, size, statements = tries[-1][1]
        yield (
            f"{name} over {SIZES[-1]} units: {large * 1000:.1f} ms, {size / 1024:.0f} KB, {statements} statements; "
            f"over {PROBE}: {small * 1000:.1f} ms, {tries[-1][0][2]} statements; × {large / small:.2f}"
        )


def _open(client: Client, address: str) -> tuple[float, int, int]:
    """Seconds, bytes and statements of one page, to its last byte."""
    with CaptureQueriesContext(connection) as caught:
        began = time.perf_counter()
        answer = client.get(address)
        body = b"".join(answer) if answer.streaming else answer.content
        took = time.perf_counter() - began
    return took, len(body), len(caught.captured_queries)


def _make_plans(receivers: tuple[Plan, Actor]) -> float:
    """Seconds that one unit needs to make its plan from the upper one, the mean of some."""
    plan = Plan.objects.select_related("unit").get(pk=receivers[0].pk)
    taken = Plan.objects.filter(parent=plan).values("unit_id")
    units = list(Unit.objects.filter(parent_id=plan.unit_id).exclude(pk__in=taken)[:CASCADES])
    actors = [make_actor(unit) for unit in units]
    began = time.perf_counter()
    for actor in actors:
        cascade_plan(by=actor, plan=plan)
    return (time.perf_counter() - began) / len(actors)
