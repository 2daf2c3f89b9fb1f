"""Units founded, moved or revived while plans run: they join the plans of their new line and leave those of the old.

Plans stand above organisation, so a timer looks for them; every piece may be done again without harm.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.urls import reverse

from thidua.accounts.choices import Verb
from thidua.accounts.queries import system_actor, users_of
from thidua.common import clock
from thidua.duties.actions import give_duty_to, withdraw_from_unit
from thidua.duties.choices import DutyKind
from thidua.duties.models import Duty
from thidua.notices.actions import tell_all
from thidua.organisation.actions import insert_chosen
from thidua.organisation.models import Unit, UnitQuerySet, paths_above
from thidua.plans.choices import Audience
from thidua.plans.models import GESTURES, Placement, Plan, PlanDuty, PlanReceipt
from thidua.plans.queries.asked import Asked, asked_by_line, own_plans_asked, title_of
from thidua.plans.queries.units import recipients_of

FROM_ABOVE = (DutyKind.CONFIRM_PLAN, DutyKind.MAKE_PLAN, DutyKind.PLAN_DUTY, *GESTURES)
"""The duties that a plan gives to the units below its issuer."""


def settle_newcomers() -> int:
    """Give every unit that is new where it stands the running plans above it, and take back what the line it has left
    still asks (a timer). Output: how many units were looked at.

    Killed between, it begins again: a unit is noted as settled only when all is done.
    """
    today = clock.today()
    Placement.objects.filter(unit__valid_to__lt=today).delete()
    here = dict(_new(Unit.objects.valid_on(today)).values_list("pk", "path"))
    if not here:
        return 0
    _leave_old_lines()
    above = {path for own in here.values() for path in paths_above(own)}
    plans = Plan.objects.running().filter(unit__path__in=above, year__gte=today.year)
    for plan in plans.select_related("unit", "amends").defer("source_text").order_by("unit__path", "id"):
        _join(plan, today)
    rows = [Placement(unit_id=pk, path=path) for pk, path in here.items()]
    Placement.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["unit"], update_fields=["path"], batch_size=1000
    )
    return len(rows)


def _new(units: UnitQuerySet) -> UnitQuerySet:
    """Those of the units that have not been looked at where they stand."""
    return units.filter(~Exists(Placement.objects.filter(unit_id=OuterRef("pk"), path=OuterRef("path"))))


@transaction.atomic
def _join(plan: Plan, today: dt.date) -> None:
    """The plan's receipt and its duties of today or later, to the newcomers below its issuer that have none yet."""
    by = system_actor(plan.unit)
    below = recipients_of(plan)
    without = ~Exists(PlanReceipt.objects.filter(plan=plan, unit_id=OuterRef("pk")))
    joined = set(_new(below).filter(without).values_list("pk", flat=True))
    if joined:
        arrived = Unit.objects.filter(pk__in=joined)
        insert_chosen(PlanReceipt, arrived, taken={"unit_id": "id"}, plan_id=plan.pk, received_at=clock.now())
        kind = DutyKind.CONFIRM_PLAN
        about: dict[str, Any] = {"subject_kind": "plan", "subject_id": plan.pk, "origin": plan.origin}
        give_duty_to(by=by, units=arrived, kind=kind, title=title_of(plan, kind), **about)
    for asked in _asked_below(plan, below):
        for number, due_on in asked.days.items():
            if due_on is None or due_on >= today:
                joined |= _give(plan, asked, number)
    if joined:
        tell_all(
            users=users_of(Unit.objects.filter(pk__in=joined), Verb.PREPARE),
            text=f"{plan.unit.title} đang thực hiện {plan.name}. Đơn vị của bạn vừa nhận kế hoạch này và các việc "
            "chưa quá hạn. Mở để xem.",
            url=reverse("plan_page", args=[plan.pk]),
            key=f"plan.joined:{plan.pk}:{today}",
        )


def _asked_below(plan: Plan, below: UnitQuerySet) -> Iterator[Asked]:
    """What the plan asks of others than its issuer, in the order in which it was given when the plan was issued."""
    duties = list(PlanDuty.objects.filter(plan=plan).exclude(audience=Audience.ISSUER))
    for asked in (*(asked_by_line(plan, duty) for duty in duties), own_plans_asked(plan, below, duties)):
        if asked is not None:
            yield asked


def _give(plan: Plan, asked: Asked, number: int) -> set[int]:
    """One occurrence to the newcomers that have it not, done or open. Output: their ids."""
    about: dict[str, Any] = {
        "kind": asked.kind,
        "subject_kind": asked.subject_kind,
        "subject_id": asked.subject_id,
        "occurrence": number,
    }
    has = Duty.objects.filter(unit_id=OuterRef("pk"), withdrawn_at__isnull=True, **about)
    lacking = _new(asked.units).exclude(pk=plan.unit_id).filter(~Exists(has))
    found = set(lacking.values_list("pk", flat=True))
    if found:
        give_duty_to(
            by=system_actor(plan.unit),
            units=Unit.objects.filter(pk__in=found),
            title=asked.title,
            origin=plan.origin,
            due_on=asked.days[number],
            occasion=asked.words.get(number, ""),
            **about,
        )
    return found


def _leave_old_lines() -> None:
    """Open duties of plans whose issuer stands no longer above the unit are withdrawn, with the reason told; what is
    done, confirmed or drafted stays. Duties taken over from a dissolved unit stay, too."""
    stray: dict[tuple[int, int], list[int]] = defaultdict(list)
    for duty_id, unit_id, plan_id in _strays("plan", Plan.objects.all(), "pk", "unit__path"):
        stray[unit_id, plan_id].append(duty_id)
    for duty_id, unit_id, plan_id in _strays("plan_duty", PlanDuty.objects.all(), "plan_id", "plan__unit__path"):
        stray[unit_id, plan_id].append(duty_id)
    plans = Plan.objects.select_related("unit").defer("source_text").in_bulk({plan for _, plan in stray})
    units = Unit.objects.in_bulk({unit for unit, _ in stray})
    for (unit_id, plan_id), duty_ids in stray.items():
        _leave(units[unit_id], plans[plan_id], duty_ids)
    moved = PlanReceipt.objects.filter(confirmed_at__isnull=True, unit__in=_new(Unit.objects.all()))
    moved.filter(plan__state="issued").exclude(unit__path__startswith=F("plan__unit__path")).delete()


def _strays(subject_kind: str, subjects: QuerySet[Any], plan_id: str, issuer_path: str) -> list[tuple[int, int, int]]:
    """Open duties of newcomers about subjects whose issuer is not above them: duty, unit, plan."""
    stands_at = ExpressionWrapper(OuterRef("unit__path"), output_field=CharField())
    elsewhere = subjects.filter(pk=OuterRef("subject_id")).annotate(stands_at=stands_at)
    elsewhere = elsewhere.exclude(stands_at__startswith=F(issuer_path))
    duties = Duty.objects.open().filter(
        Q(unit__in=_new(Unit.objects.all())),
        Exists(elsewhere),
        subject_kind=subject_kind,
        kind__in=FROM_ABOVE,
        inherited_from__isnull=True,
    )
    rows = list(duties.order_by("id").values_list("pk", "unit_id", "subject_id"))
    plan_of = dict(subjects.filter(pk__in={row[2] for row in rows}).values_list("pk", plan_id))
    return [(duty_id, unit_id, plan_of[subject_id]) for duty_id, unit_id, subject_id in rows]


@transaction.atomic
def _leave(unit: Unit, plan: Plan, duty_ids: list[int]) -> None:
    reason = f"Đơn vị không còn trực thuộc {plan.unit.title}, nên thôi làm việc theo {plan.name}."
    count = withdraw_from_unit(by=system_actor(unit), unit_id=unit.pk, duty_ids=duty_ids, reason=reason)
    tell_all(
        users=users_of(Unit.objects.filter(pk=unit.pk), Verb.PREPARE),
        text=f"{reason} Đã thu hồi {count} việc chưa làm; việc đã làm và bản thảo vẫn giữ.",
        key=f"plan.left:{plan.pk}:{clock.today()}",
    )
