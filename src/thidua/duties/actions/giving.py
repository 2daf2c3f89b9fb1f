"""Give a duty, bring it in line with its plan, fulfil, extend, exempt, withdraw.

Every change of what a calendar shows puts ``changed_at`` to now and counts ``revision`` up: subscribed calendars go by
these (RFC 5545, LAST-MODIFIED and SEQUENCE).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import BigIntegerField, Case, F, Value, When

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.verdicts import Refusal, require
from thidua.duties.choices import DutyKind
from thidua.duties.models import Duty
from thidua.duties.policies import may_complete, may_exempt, may_extend
from thidua.journal.actions import record
from thidua.organisation.actions import insert_chosen
from thidua.organisation.models import UnitQuerySet


def _changed(**fields: Any) -> dict[str, Any]:
    """The fields of an UPDATE of duties, with the marks of a change."""
    return {**fields, "changed_at": clock.now(), "revision": F("revision") + 1}


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
    """Give the same duty to these units; units that have it keep theirs. Output: how many units were named.

    For the units that a query finds (all below, all of a level): ``give_duty_to``.
    """
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


@transaction.atomic
def give_duty_to(
    *,
    by: Actor,
    units: UnitQuerySet,
    kind: str,
    subject_kind: str,
    subject_id: int,
    title: str,
    origin: str = "",
    due_on: dt.date | None = None,
    occurrence: int = 0,
    occasion: str = "",
) -> int:
    """Give the same duty to all units of a query in one statement; units that have it keep theirs. Output: how many
    have it now and had it not."""
    about: dict[str, Any] = {"kind": kind, "subject_kind": subject_kind, "subject_id": subject_id}
    words: dict[str, Any] = {"title": title, "origin": origin, "occasion": occasion}
    count = _give(units, **about, **words, due_on=due_on, occurrence=occurrence)
    record(
        by=by,
        event="duty.given",
        subject_kind=subject_kind,
        subject_id=subject_id,
        text=title,
        data={"units": count},
    )
    return count


def _give(units: UnitQuerySet, *, title: str, origin: str, occasion: str, due_on: dt.date | None, **about: Any) -> int:
    return insert_chosen(
        Duty,
        units,
        taken={"unit_id": "id"},
        **about,
        title=title[:500],
        origin=origin[:300],
        occasion=occasion[:80],
        due_on=due_on,
        first_due_on=due_on,
        given_at=clock.now(),
        changed_at=clock.now(),
    )


def fulfil_duty(*, by: Actor, unit_id: int, kind: str, subject_kind: str, subject_id: int, occurrence: int = 0) -> bool:
    """Mark the unit's duty about that subject as done now. Output: whether there was an open one."""
    return bool(
        Duty.objects.open()
        .filter(unit_id=unit_id, kind=kind, subject_kind=subject_kind, subject_id=subject_id, occurrence=occurrence)
        .update(**_changed(fulfilled_at=clock.now()))
    )


def fulfil_duties(*, by: Actor, unit_id: int, kind: str, subject_kind: str, subject_ids: Iterable[int]) -> int:
    """Mark the unit's open duties of one kind about many subjects as done now. Output: how many."""
    return (
        Duty.objects.open()
        .filter(unit_id=unit_id, kind=kind, subject_kind=subject_kind, subject_id__in=list(subject_ids))
        .update(**_changed(fulfilled_at=clock.now()))
    )


def fulfil_duty_of_units(
    *, by: Actor, unit_ids: Iterable[int], kind: str, subject_kind: str, subject_id: int, occurrence: int = 0
) -> int:
    """As ``fulfil_duty``, for many units' duties about one subject, in a statement for every 500. Output: how many."""
    wanted, done = list(unit_ids), 0
    for start in range(0, len(wanted), 500):
        open_duties = Duty.objects.open().filter(unit_id__in=wanted[start : start + 500], occurrence=occurrence)
        open_duties = open_duties.filter(kind=kind, subject_kind=subject_kind, subject_id=subject_id)
        done += open_duties.update(**_changed(fulfilled_at=clock.now()))
    return done


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
        ).update(**_changed(fulfilled_at=None))
    )


def reopen_duties(*, by: Actor, unit_id: int, kind: str, subject_kind: str, subject_ids: Iterable[int]) -> int:
    """As ``reopen_duty``, for the unit's duties of one kind about many subjects. Output: how many."""
    return Duty.objects.filter(
        unit_id=unit_id,
        kind=kind,
        subject_kind=subject_kind,
        subject_id__in=list(subject_ids),
        withdrawn_at__isnull=True,
    ).update(**_changed(fulfilled_at=None))


@transaction.atomic
def withdraw_duties(*, by: Actor, subject_kind: str, subject_id: int, kind: str = "") -> int:
    """Withdraw what is still to be done about a subject (its plan was withdrawn); what was done stays done.

    Output: how many."""
    duties = Duty.objects.filter(subject_kind=subject_kind, subject_id=subject_id, withdrawn_at__isnull=True)
    duties = duties.filter(fulfilled_at__isnull=True)
    if kind:
        duties = duties.filter(kind=kind)
    return duties.update(**_changed(withdrawn_at=clock.now()))


@transaction.atomic
def withdraw_from_unit(*, by: Actor, unit_id: int, duty_ids: Iterable[int], reason: str) -> int:
    """Withdraw these open duties of one unit, with the reason told in them and in the journal. Output: how many."""
    duties = Duty.objects.open().filter(unit_id=unit_id, pk__in=list(duty_ids))
    count = duties.update(**_changed(withdrawn_at=clock.now(), reason=reason[:300]))
    record(
        by=by,
        event="duty.withdrawn",
        subject_kind="unit",
        subject_id=unit_id,
        unit_id=unit_id,
        text=reason,
        data={"duties": count},
    )
    return count


@transaction.atomic
def carry_over_duties(*, by: Actor, subject_kind: str, places: dict[int, int], kinds: Iterable[str] = ()) -> int:
    """Let duties about old subjects be about new ones (old id → new id): a plan goes on in its amended version.

    ``kinds`` narrows. One statement. Output: how many.
    """
    duties = Duty.objects.filter(subject_kind=subject_kind, subject_id__in=list(places))
    if kinds:
        duties = duties.filter(kind__in=list(kinds))
    if not places:
        return 0
    whens = [When(subject_id=old, then=Value(new)) for old, new in places.items()]
    return duties.update(subject_id=Case(*whens, output_field=BigIntegerField()))


@transaction.atomic
def adjust_duties(
    *,
    by: Actor,
    units: UnitQuerySet,
    kind: str,
    subject_kind: str,
    subject_id: int,
    title: str,
    origin: str,
    days: dict[int, dt.date | None],
    occasions: dict[int, str] | None = None,
    drop_others: bool = True,
) -> dict[str, int]:
    """Bring the duties about a subject in line with what its plan says now: those of a unit or of an occurrence that
    it names no more are dropped (not without ``drop_others``), the open ones get the new words and days, missing ones
    are given. What is done stays done; a unit's own extension stays while it is later.

    ``days``: occurrence → last day in time; ``occasions``: occurrence → its words ("đợt 1"). Output, also in the
    journal: how many were kept, redated, dropped and given.
    """
    about: dict[str, Any] = {"kind": kind, "subject_kind": subject_kind, "subject_id": subject_id}
    found = Duty.objects.open().filter(**about)
    standing = Duty.objects.filter(**about, withdrawn_at__isnull=True)
    others = found.exclude(occurrence__in=list(days), unit__in=units)
    dropped = others.update(**_changed(withdrawn_at=clock.now())) if drop_others else 0
    before, redated = standing.count(), 0
    for number, due_on in days.items():
        mine = found.filter(occurrence=number)
        words = {"title": title, "origin": origin, "occasion": (occasions or {}).get(number, "")}
        kept = {"title": title[:500], "origin": origin[:300], "occasion": words["occasion"][:80]}
        mine.exclude(**kept).update(**_changed(**kept))
        moved = mine.exclude(first_due_on=due_on)
        if due_on:
            moved.filter(due_on__gt=F("first_due_on"), due_on__gte=due_on).update(first_due_on=due_on)
        redated += moved.update(**_changed(due_on=due_on, first_due_on=due_on))
        _give(units, **about, **words, due_on=due_on, occurrence=number)
    counts = {"kept": before - redated, "redated": redated, "dropped": dropped, "given": standing.count() - before}
    record(by=by, event="duty.adjusted", subject_kind=subject_kind, subject_id=subject_id, text=title, data=counts)
    return counts


@transaction.atomic
def complete_duty(*, by: Actor, duty: Duty, note: str = "") -> None:
    """The unit says that a duty is done. Errors: Refusal of ``may_complete``; without a note where the duty has a page
    of its own and was not done there; ``done`` when somebody else has said so meanwhile."""
    require(may_complete(by, duty))
    if duty.kind != DutyKind.PLAN_DUTY and not note.strip():
        raise Refusal("Hãy ghi vì sao không làm việc này ở trang của nó nữa.", "reason_missing", "note")
    moment = clock.now()
    if not Duty.objects.open().filter(pk=duty.pk).update(**_changed(fulfilled_at=moment)):
        raise Refusal("Việc này vừa được người khác ghi là xong.", "done")
    duty.fulfilled_at = moment
    text = note.strip() or "Đã xong"
    record(by=by, event="duty.completed", subject_kind="duty", subject_id=duty.pk, unit_id=duty.unit_id, text=text)


@transaction.atomic
def extend_duty(*, by: Actor, duty: Duty, due_on: dt.date, reason: str, from_subject: bool = False) -> None:
    """Move the due day, with a reason. Errors: Refusal without a reason, with a day already gone, or where the duty
    was settled meanwhile."""
    require(may_extend(by, duty, from_subject=from_subject))
    if not reason.strip():
        raise Refusal("Hãy ghi lý do gia hạn.", "reason_missing", "reason")
    if due_on < clock.today():
        raise Refusal("Hạn mới phải từ hôm nay trở đi.", "day_gone", "due_on")
    if not Duty.objects.open().filter(pk=duty.pk).update(**_changed(due_on=due_on, reason=reason)):
        raise _settled_meanwhile()
    record(by=by, event="duty.extended", subject_kind="duty", subject_id=duty.pk, unit_id=duty.unit_id, text=reason)


@transaction.atomic
def exempt_from_duty(*, by: Actor, duty: Duty, reason: str, from_subject: bool = False) -> None:
    """Free the unit from the duty, with a reason; expected counts follow. Errors: Refusal without a reason, or where
    the duty was settled meanwhile."""
    require(may_exempt(by, duty, from_subject=from_subject))
    if not reason.strip():
        raise Refusal("Hãy ghi lý do miễn.", "reason_missing", "reason")
    if not Duty.objects.open().filter(pk=duty.pk).update(**_changed(exempted_at=clock.now(), reason=reason)):
        raise _settled_meanwhile()
    record(by=by, event="duty.exempted", subject_kind="duty", subject_id=duty.pk, unit_id=duty.unit_id, text=reason)


def _settled_meanwhile() -> Refusal:
    return Refusal("Việc này vừa được làm xong, được miễn hoặc bị thu hồi. Hãy mở lại trang để xem.", "settled")
