"""Reviews of movements: draft, record, correct; remind the units below that owe one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse

from thidua.accounts.choices import Verb
from thidua.accounts.queries import users_of
from thidua.campaigns import policies
from thidua.campaigns.models import Review, ReviewedMovement
from thidua.campaigns.queries.family import LATE, Family
from thidua.campaigns.queries.slots import Slot, beside, launched_on, slots_of
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.checking import checked
from thidua.common.verdicts import Refusal, require
from thidua.documents.actions import attach
from thidua.documents.choices import AttachmentUse
from thidua.documents.models import Attachment
from thidua.duties.actions import fulfil_duty
from thidua.duties.choices import DutyKind
from thidua.journal.actions import move, record, require_now
from thidua.notices.actions import tell_all
from thidua.plans.models import Movement

Upload = tuple[str, bytes]
"""A file as the browser sent it: its name and its bytes."""
FIELDS = ("held_on", "place", "participants", "direct_workers", "results", "difficulties", "exemplars")


@transaction.atomic
def start_review(
    *, by: Actor, movement: Movement, slot: str, movements: Iterable[Movement], held_on: dt.date, **fields: Any
) -> Review:
    """Draft the review of these movements of the own unit. ``slot`` is the key of one of ``slots_of``; ``movements``
    are some of ``beside``; ``fields``: place, participants, direct_workers, results, difficulties, exemplars.

    Errors: Refusal of ``may_start_review`` (not launched …); ``no_slot``; ``no_movement``; ``reviewed_already``;
    ``before_launch`` and ``day_to_come`` for the day; ``invalid`` with the model's sentence.
    """
    require(policies.may_start_review(by, movement))
    group = beside(movement)
    place = _slot(movement, group, slot)
    review = Review(
        unit_id=by.unit_id, plan=movement.plan, phase=place.phase, kind=place.kind, due_on=place.due_on, held_on=held_on
    )
    _set(review, fields)
    _check_day(review, movement)
    checked(review)
    review.save()
    _name(review, movements, group)
    record(by=by, event="review.started", subject_kind="review", subject_id=review.pk, text=review.title)
    return review


@transaction.atomic
def save_review(*, by: Actor, review: Review, movements: Iterable[Movement], **fields: Any) -> None:
    """Change a draft. Errors: Refusal of ``may_edit_review``; as ``start_review``; changed meanwhile."""
    require_now(policies.may_edit_review(by, review), review)
    _change(by, review, "save", movements, fields)


@transaction.atomic
def record_review(*, by: Actor, review: Review) -> None:
    """Record it: the level above sees it, and the duty that asks for this review is done.

    Errors: Refusal of ``may_record_review``; ``no_participants``, ``no_results``; of the day as ``start_review``.
    """
    require_now(policies.may_record_review(by, review), review)
    _check_day(review, _first(review))
    _check_whole(review)
    move(review, "record", by=by)
    parent_id = review.plan.parent_id if review.plan else None
    if parent_id is None or review.plan is None:
        return
    numbers = [slot.number for slot in slots_of(review.plan, []) if slot.phase == review.phase]
    if review.kind == "final":
        numbers.append(0)
    for number in numbers:
        fulfil_duty(
            by=by,
            unit_id=review.unit_id,
            kind=DutyKind.REVIEW,
            subject_kind="plan",
            subject_id=parent_id,
            occurrence=number,
        )


@transaction.atomic
def correct_review(*, by: Actor, review: Review, reason: str, movements: Iterable[Movement], **fields: Any) -> None:
    """Correct what was recorded, with a reason that stays in its story.

    Errors: Refusal of ``may_correct_review``; ``reason_missing``; as ``record_review``.
    """
    require_now(policies.may_correct_review(by, review), review)
    if not reason.strip():
        raise Refusal("Hãy ghi lý do đính chính.", "reason_missing", "reason")
    _change(by, review, "correct", movements, fields, remark=reason)
    _check_whole(review)


@transaction.atomic
def write_review(*, by: Actor, is_final_step: bool, file: Upload | None = None, **fields: Any) -> Review:
    """The whole page in one step: draft it, keep its file, and record it where ``is_final_step``; all or nothing.

    ``fields`` and errors: as ``start_review``, ``attach_to_review`` and ``record_review``.
    """
    review = start_review(by=by, **fields)
    _finish(by, review, is_final_step, file)
    return review


@transaction.atomic
def rewrite_review(
    *,
    by: Actor,
    review: Review,
    is_final_step: bool,
    reason: str | None = None,
    file: Upload | None = None,
    **fields: Any,
) -> None:
    """The same for a draft; with a ``reason`` the correction of what was recorded. Errors: as the single steps."""
    if reason is not None:
        correct_review(by=by, review=review, reason=reason, **fields)
    else:
        save_review(by=by, review=review, **fields)
    _finish(by, review, is_final_step and reason is None, file)


@transaction.atomic
def drop_review(*, by: Actor, review: Review) -> None:
    """Throw a draft away. Errors: Refusal of ``may_edit_review``."""
    require_now(policies.may_edit_review(by, review), review)
    record(by=by, event="review.dropped", subject_kind="review", subject_id=review.pk, text=review.title)
    review.delete()


@transaction.atomic
def attach_to_review(*, by: Actor, review: Review, name: str, data: bytes) -> Attachment:
    """Keep minutes or a report with a review. Errors: Refusal of ``may_attach_to_review``; those of ``attach``."""
    require(policies.may_attach_to_review(by, review))
    return attach(
        by=by,
        unit=review.unit,
        owner_kind="review",
        owner_id=review.pk,
        use=AttachmentUse.EVIDENCE,
        name=name,
        data=data,
    )


@transaction.atomic
def remind_unreviewed(*, by: Actor, movement: Movement) -> int:
    """Remind everybody who prepares at a unit below that answers the movement and owes a review. Once a day.

    Output: how many units. Errors: Refusal of ``may_remind_reviews``; ``nobody_late``.
    """
    require(policies.may_remind_reviews(by, movement))
    family = Family(movement, by)
    units = family.units_in(LATE).exclude(pk=by.unit_id)
    count = units.count()
    if not count:
        raise Refusal("Không có đơn vị nào chậm sơ kết, tổng kết. Không cần nhắc.", "nobody_late")
    tell_all(
        users=users_of(units, Verb.PREPARE),
        text=f"{by.unit_name} nhắc: đơn vị chưa ghi sơ kết, tổng kết phong trào “{movement.name[:200]}”.",
        url=reverse("review_list"),
        key=f"review.remind:{movement.pk}:{clock.today()}",
    )
    record(by=by, event="review.reminded", subject_kind="plan_movement", subject_id=movement.pk, data={"units": count})
    return count


def _finish(by: Actor, review: Review, is_final_step: bool, file: Upload | None) -> None:
    if file is not None:
        name, data = file
        attach_to_review(by=by, review=review, name=name, data=data)
    if is_final_step:
        record_review(by=by, review=review)


def _slot(movement: Movement, group: list[Movement], key: str) -> Slot:
    found = next((slot for slot in slots_of(movement.plan, group) if slot.key == key), None)
    if found is None:
        raise Refusal("Hãy chọn đợt sơ kết hoặc tổng kết trong danh sách.", "no_slot", "slot")
    return found


def _set(review: Review, fields: dict[str, Any]) -> None:
    unknown = set(fields) - set(FIELDS)
    if unknown:
        raise ValueError(f"Review has no {sorted(unknown)}")
    for name, value in fields.items():
        setattr(review, name, value)


def _change(
    by: Actor, review: Review, step: str, movements: Iterable[Movement], fields: dict[str, Any], remark: str = ""
) -> None:
    first, wanted = _first(review), list(movements)
    _set(review, fields)
    _check_day(review, first)
    checked(review)
    move(review, step, by=by, remark=remark, **fields)
    review.lines.all().delete()
    _name(review, wanted, beside(first))


def _first(review: Review) -> Movement:
    line = review.lines.select_related("movement__plan").order_by("id").first()
    if line is None:
        raise Refusal("Bản này chưa chọn phong trào nào.", "no_movement", "movements")
    return line.movement


def _name(review: Review, movements: Iterable[Movement], group: list[Movement]) -> None:
    """Write down which movements it is about; one that has a review of that phase already is refused."""
    wanted = {one.pk for one in movements}
    chosen = [one for one in group if one.pk in wanted]
    if not chosen:
        raise Refusal("Hãy chọn ít nhất một phong trào.", "no_movement", "movements")
    year = review.plan.year if review.plan else review.held_on.year
    about: dict[str, Any] = {"review": review, "phase": review.phase, "kind": review.kind, "year": year}
    try:
        with transaction.atomic():
            ReviewedMovement.objects.bulk_create([ReviewedMovement(movement=one, **about) for one in chosen])
    except IntegrityError as error:
        raise Refusal(
            "Có phong trào đã được sơ kết, tổng kết cho đợt này. Hãy mở bản đã có để xem hoặc đính chính.",
            "reviewed_already",
            "movements",
        ) from error


def _check_day(review: Review, movement: Movement) -> None:
    launched = launched_on(movement)
    if launched is None:
        raise Refusal("Phong trào chưa phát động nên chưa sơ kết được.", "not_launched")
    if review.held_on < launched:
        raise Refusal(f"Ngày tổ chức phải từ ngày phát động ({launched:%d/%m/%Y}) trở đi.", "before_launch", "held_on")
    if review.held_on > clock.today():
        raise Refusal("Ngày tổ chức chưa đến. Hãy ghi sau khi đã tổ chức.", "day_to_come", "held_on")


def _check_whole(review: Review) -> None:
    if review.participants < 1:
        raise Refusal("Hãy ghi số người dự, ít nhất là 1.", "no_participants", "participants")
    if not review.results.strip():
        raise Refusal("Hãy ghi kết quả của phong trào bằng vài câu.", "no_results", "results")
