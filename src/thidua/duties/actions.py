"""Every write of duties: give, fulfil, extend, exempt, withdraw."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.verdicts import Refusal, require
from thidua.duties.models import Duty
from thidua.duties.policies import may_complete, may_exempt, may_extend
from thidua.journal.actions import record


@transaction.atomic
def give_duty(
    *,
    by: Actor,
    unit_ids: Iterable[int],
    kind: str,
    subject_kind: str,
    subject_id: int,
    title: str,
    origin: str = "",
    due_on: dt.date | None = None,
    occurrence: int = 0,
) -> int:
    """Give the same duty to many units in one statement; units that have it keep theirs. Output: how many units."""
    moment = clock.now()
    rows = [
        Duty(
            unit_id=unit_id,
            kind=kind,
            subject_kind=subject_kind,
            subject_id=subject_id,
            occurrence=occurrence,
            title=title[:500],
            origin=origin[:300],
            due_on=due_on,
            first_due_on=due_on,
            given_at=moment,
        )
        for unit_id in unit_ids
    ]
    Duty.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)
    record(
        by=by,
        event="duty.given",
        subject_kind=subject_kind,
        subject_id=subject_id,
        text=title,
        data={"units": len(rows)},
    )
    return len(rows)


def fulfil_duty(*, by: Actor, unit_id: int, kind: str, subject_kind: str, subject_id: int, occurrence: int = 0) -> bool:
    """Mark the unit's duty about that subject as done now. Output: whether there was an open one."""
    return bool(
        Duty.objects.open()
        .filter(unit_id=unit_id, kind=kind, subject_kind=subject_kind, subject_id=subject_id, occurrence=occurrence)
        .update(fulfilled_at=clock.now())
    )


def fulfil_duties(*, by: Actor, unit_id: int, kind: str, subject_kind: str, subject_ids: Iterable[int]) -> int:
    """Mark the unit's open duties of one kind about many subjects as done now. Output: how many."""
    return (
        Duty.objects.open()
        .filter(unit_id=unit_id, kind=kind, subject_kind=subject_kind, subject_id__in=list(subject_ids))
        .update(fulfilled_at=clock.now())
    )


def reopen_duty(*, by: Actor, unit_id: int, kind: str, subject_kind: str, subject_id: int, occurrence: int = 0) -> bool:
    """Take back "done" (a returned report is due again). Output: whether there was one."""
    return bool(
        Duty.objects.filter(
            unit_id=unit_id,
            kind=kind,
            subject_kind=subject_kind,
            subject_id=subject_id,
            occurrence=occurrence,
            withdrawn_at__isnull=True,
        ).update(fulfilled_at=None)
    )


@transaction.atomic
def withdraw_duties(*, by: Actor, subject_kind: str, subject_id: int, kind: str = "") -> int:
    """Withdraw all duties about a subject (its plan was withdrawn). Output: how many."""
    duties = Duty.objects.filter(subject_kind=subject_kind, subject_id=subject_id, withdrawn_at__isnull=True)
    if kind:
        duties = duties.filter(kind=kind)
    return duties.update(withdrawn_at=clock.now())


@transaction.atomic
def complete_duty(*, by: Actor, duty: Duty, note: str = "") -> None:
    """The unit says that a duty out of a plan's text is done. Errors: Refusal of ``may_complete``; ``done`` when
    somebody else has said so meanwhile."""
    require(may_complete(by, duty))
    moment = clock.now()
    if not Duty.objects.open().filter(pk=duty.pk).update(fulfilled_at=moment):
        raise Refusal("Việc này vừa được người khác ghi là xong.", "done")
    duty.fulfilled_at = moment
    text = note.strip() or "Đã xong"
    record(by=by, event="duty.completed", subject_kind="duty", subject_id=duty.pk, unit_id=duty.unit_id, text=text)


@transaction.atomic
def extend_duty(*, by: Actor, duty: Duty, due_on: dt.date, reason: str) -> None:
    """Move the due day, with a reason. Errors: Refusal without a reason or with a day already gone."""
    require(may_extend(by, duty))
    if not reason.strip():
        raise Refusal("Hãy ghi lý do gia hạn.", "reason_missing", "reason")
    if due_on < clock.today():
        raise Refusal("Hạn mới phải từ hôm nay trở đi.", "day_gone", "due_on")
    Duty.objects.filter(pk=duty.pk).update(due_on=due_on, reason=reason)
    record(by=by, event="duty.extended", subject_kind="duty", subject_id=duty.pk, unit_id=duty.unit_id, text=reason)


@transaction.atomic
def exempt_from_duty(*, by: Actor, duty: Duty, reason: str) -> None:
    """Free the unit from the duty, with a reason; expected counts follow. Errors: Refusal without a reason."""
    require(may_exempt(by, duty))
    if not reason.strip():
        raise Refusal("Hãy ghi lý do miễn.", "reason_missing", "reason")
    Duty.objects.open().filter(pk=duty.pk).update(exempted_at=clock.now(), reason=reason)
    record(by=by, event="duty.exempted", subject_kind="duty", subject_id=duty.pk, unit_id=duty.unit_id, text=reason)
