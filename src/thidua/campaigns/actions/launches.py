"""Launch events: register, change, record as held, cancel, choose pilots."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction

from thidua.campaigns import policies
from thidua.campaigns.models import Launch
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.verdicts import Refusal, require
from thidua.duties.actions import fulfil_duty, reopen_duty
from thidua.duties.choices import DutyKind
from thidua.journal.actions import move, record, require_now
from thidua.plans.models import Plan


def _check_day(plan: Plan, held_on: dt.date) -> None:
    if held_on < clock.today():
        raise Refusal("Ngày phát động đã qua. Hãy chọn từ hôm nay trở đi.", "day_gone", "held_on")
    days = [(phase.starts_on, phase.ends_on) for phase in plan.phases.all()]
    if not any(start and end and start <= held_on <= end for start, end in days):
        spans = "; ".join(f"{start:%d/%m/%Y} – {end:%d/%m/%Y}" for start, end in days if start and end)
        raise Refusal(f"Ngày phát động phải nằm trong một đợt của kế hoạch ({spans}).", "outside_phases", "held_on")


@transaction.atomic
def register_launch(
    *,
    by: Actor,
    plan: Plan,
    held_on: dt.date,
    place: str,
    expected_people: int,
    starts_at: dt.time = dt.time(8, 0),
    form: str = "ceremony",
    note: str = "",
) -> Launch:
    """Register the launch event of the unit's own plan with the level above.

    Fulfils the duty "đăng ký lịch phát động" of the upper plan. Errors: Refusal when the launch gate misses something
    (each missing thing is one reason), the day is gone or outside the phases, or a launch stands already.
    """
    require(policies.may_register_launch(by, plan))
    _check_day(plan, held_on)
    try:
        with transaction.atomic():
            launch = Launch.objects.create(
                unit_id=by.unit_id,
                plan=plan,
                held_on=held_on,
                starts_at=starts_at,
                place=place,
                form=form,
                expected_people=expected_people,
                note=note,
            )
    except IntegrityError as error:
        raise Refusal("Đơn vị đã đăng ký lịch phát động cho kế hoạch này.", "registered_already") from error
    record(by=by, event="launch.registered", subject_kind="launch", subject_id=launch.pk, text=f"{held_on:%d/%m/%Y}")
    if plan.parent_id:
        fulfil_duty(
            by=by,
            unit_id=by.unit_id,
            kind=DutyKind.REGISTER_LAUNCH,
            subject_kind="plan",
            subject_id=plan.parent_id,
        )
    return launch


@transaction.atomic
def change_launch(
    *, by: Actor, launch: Launch, held_on: dt.date, place: str, expected_people: int, starts_at: dt.time, form: str
) -> None:
    """Change day, place and form before the launch was held. Errors: as ``register_launch``; changed meanwhile."""
    require_now(policies.may_change_launch(by, launch), launch)
    _check_day(launch.plan, held_on)
    move(
        launch,
        "change",
        by=by,
        held_on=held_on,
        place=place,
        expected_people=expected_people,
        starts_at=starts_at,
        form=form,
    )


@transaction.atomic
def hold_launch(*, by: Actor, launch: Launch, participants: int, note: str = "") -> None:
    """Record the launch as held, with how many people took part."""
    require_now(policies.may_hold_launch(by, launch), launch)
    if participants < 1:
        raise Refusal("Hãy ghi số người tham dự, ít nhất là 1.", "no_participants", "participants")
    move(launch, "hold", by=by, participants=participants, note=note or launch.note)


@transaction.atomic
def cancel_launch(*, by: Actor, launch: Launch, reason: str) -> None:
    """Cancel a registered launch, with a reason; the duty is open again."""
    require_now(policies.may_cancel_launch(by, launch), launch)
    if not reason.strip():
        raise Refusal("Hãy ghi lý do huỷ lịch.", "reason_missing", "reason")
    move(launch, "cancel", by=by, remark=reason, is_pilot=False)
    if launch.plan.parent_id:
        reopen_duty(
            by=by,
            unit_id=launch.unit_id,
            kind=DutyKind.REGISTER_LAUNCH,
            subject_kind="plan",
            subject_id=launch.plan.parent_id,
        )


@transaction.atomic
def pick_pilot(*, by: Actor, launch: Launch, is_pilot: bool = True) -> None:
    """Choose (or no longer choose) a registered launch below as a model launch (phát động điểm)."""
    require_now(policies.may_pick_pilot(by, launch), launch)
    Launch.objects.filter(pk=launch.pk).update(is_pilot=is_pilot)
    launch.is_pilot = is_pilot
    _settle_pilots(by, launch)
    record(
        by=by,
        event="launch.picked" if is_pilot else "launch.unpicked",
        subject_kind="launch",
        subject_id=launch.pk,
        unit_id=launch.unit_id,
    )


def _settle_pilots(by: Actor, launch: Launch) -> None:
    """The duty to choose model launches is done by the first choice, and open again when the last is taken back."""
    upper_id = launch.plan.parent_id
    if upper_id is None:
        return
    about: dict[str, Any] = {"unit_id": by.unit_id, "subject_kind": "plan", "subject_id": upper_id}
    is_chosen = Launch.objects.standing().filter(plan__parent=upper_id, is_pilot=True).exists()
    change = fulfil_duty if is_chosen else reopen_duty
    change(by=by, kind=DutyKind.PICK_PILOTS, **about)
