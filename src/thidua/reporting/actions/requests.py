"""Ask for reports, extend, exempt, re-home, remind, close."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.urls import reverse

from thidua.accounts.choices import Verb
from thidua.accounts.queries import users_with
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.dates import format_date
from thidua.common.verdicts import Refusal, require
from thidua.duties.actions import exempt_from_duty, extend_duty
from thidua.duties.choices import DutyKind
from thidua.duties.models import Duty
from thidua.journal.actions import move, record
from thidua.notices.actions import tell
from thidua.organisation.actions import checked
from thidua.plans.models import Indicator, Phase, Plan, Target
from thidua.reporting import policies
from thidua.reporting.actions.asking import add_questions, add_slots, lines_of
from thidua.reporting.actions.ended import end_asks_of_freed, end_asks_of_longer
from thidua.reporting.actions.freezing import SUBJECT, freeze_tree, hand_out
from thidua.reporting.actions.marking import mark_dirty
from thidua.reporting.actions.targets import refresh_target_figures
from thidua.reporting.models import PeriodUnit, ReportForm, ReportRequest
from thidua.reporting.queries.tree import is_below, step, tree_of


@transaction.atomic
def open_request(
    *,
    by: Actor,
    title: str,
    kind: str,
    starts_on: dt.date,
    ends_on: dt.date,
    due_on: dt.date,
    plan: Plan | None = None,
    phase: Phase | None = None,
    targets: Sequence[Target] = (),
    indicators: Sequence[Indicator] = (),
    of_whom: Sequence[str] = (),
    form: ReportForm | None = None,
    more: Sequence[str] = (),
    is_sample: bool = False,
) -> ReportRequest:
    """Ask the subtree of the actor's unit for a report; freezes the tree and gives every unit its duty.

    Figures asked: the targets (with their bounds), what the form always asks and further indicators, each indicator
    once. ``of_whom``: "women", "direct" add these figures to every count and stock, besides those that an indicator or
    the form asks for by itself. Questions: those of the form (the standard ones without a form) and ``more``. All are
    frozen copies. Base units fill in figures, the units between consolidate.
    Errors: Refusal of ``may_open_request``; without a title or a figure; for dates that cannot be; without units below.
    """
    require(policies.may_open_request(by))
    asked = ReportRequest(
        unit_id=by.unit_id, plan=plan, phase=phase, form=form, title=title.strip(), kind=kind, is_sample=is_sample,
        starts_on=starts_on, ends_on=ends_on, due_on=due_on, opened_at=clock.now(), targets_as_of=clock.now(),
    )  # fmt: skip
    checked(asked)
    asked.save()
    add_slots(asked, lines_of(by=by, targets=targets, form=form, indicators=indicators), of_whom)
    add_questions(asked, form, more)
    branches = tree_of(asked.unit, starts_on, ends_on)
    if len(branches) < 2:
        raise Refusal("Đơn vị chưa có đơn vị cấp dưới nào trong kỳ này.", "no_units_below")
    freeze_tree(asked, branches)
    refresh_target_figures(asked=asked)
    record(
        by=by,
        event="report_request.opened",
        subject_kind=SUBJECT,
        subject_id=asked.pk,
        text=f"{asked.title}, hạn {format_date(asked.due_on)}",
        data={"units": hand_out(by=by, asked=asked)},
    )
    return asked


@transaction.atomic
def extend_unit(*, by: Actor, place: PeriodUnit, due_on: dt.date, reason: str, is_told: bool = True) -> None:
    """Move one unit's due day, with a reason; what is late follows, what it asked for is answered, the unit is told.
    Errors: as ``extend_duty``."""
    require(policies.may_change_place(by, place))
    duty = _duty_of(place)
    if duty:
        extend_duty(by=by, duty=duty, due_on=due_on, reason=reason, from_subject=True)
    PeriodUnit.objects.filter(pk=place.pk).update(due_on=due_on, reason=reason.strip())
    end_asks_of_longer(by=by, place=place, due_on=due_on)
    mark_dirty(request_id=place.request_id, unit_ids=[place.unit_id])
    if is_told:
        what = f"gia hạn nộp “{place.request.title}” tới {format_date(due_on)}: {reason.strip()}"
        _tell_unit(by, place, what, f"extended:{place.due_on:%Y%m%d}:{due_on:%Y%m%d}")


@transaction.atomic
def exempt_unit(*, by: Actor, place: PeriodUnit, reason: str, is_told: bool = True) -> None:
    """Free a unit from reporting, with a reason; the expected counts follow, what it asked for is answered, the unit is
    told. Errors: Refusal without a reason."""
    require(policies.may_change_place(by, place))
    if not reason.strip():
        raise Refusal("Hãy ghi lý do miễn.", "reason_missing", "reason")
    duty = _duty_of(place)
    if duty:
        exempt_from_duty(by=by, duty=duty, reason=reason, from_subject=True)
    PeriodUnit.objects.filter(pk=place.pk).update(is_expected=False, reason=reason.strip())
    end_asks_of_freed(by=by, place=place)
    mark_dirty(request_id=place.request_id, unit_ids=[place.unit_id])
    if is_told:
        _tell_unit(by, place, f"miễn cho đơn vị “{place.request.title}”: {reason.strip()}", "exempted")


def _tell_unit(by: Actor, place: PeriodUnit, what: str, occasion: str) -> None:
    tell(
        users=users_with(Verb.PREPARE, unit_id=place.unit_id),
        text=f"{by.unit_name} {what}",
        url=reverse("report_fill", args=[place.request_id]),
        key=f"report_place.changed:{place.pk}:{occasion}",
    )


def _duty_of(place: PeriodUnit) -> Duty | None:
    return (
        Duty.objects.open()
        .filter(unit_id=place.unit_id, kind=DutyKind.REPORT, subject_kind=SUBJECT, subject_id=place.request_id)
        .first()
    )


@transaction.atomic
def rehome_unit(*, by: Actor, place: PeriodUnit, new_parent: PeriodUnit, reason: str) -> None:
    """Put a unit, with all below it, under another parent within this period; both parents are recomputed.

    Errors: Refusal for a parent of another request, below the unit itself, or one that fills in figures; no reason.
    """
    require(policies.may_rehome(by, place.request))
    if not reason.strip():
        raise Refusal("Hãy ghi lý do chuyển đơn vị trong kỳ báo cáo.", "reason_missing", "reason")
    is_parent = new_parent.request_id == place.request_id and not new_parent.is_leaf
    if place.parent_id is None or not is_parent:
        raise Refusal("Hãy chọn một đơn vị tổng hợp trong cùng kỳ báo cáo.", "no_parent", "parent")
    if new_parent.unit_id == place.unit_id or is_below(place.unit_id, new_parent.path):
        raise Refusal("Không thể chuyển một đơn vị về dưới chính nó.", "own_subtree", "parent")
    old_parent_id, old_path = place.parent_id, place.path
    new_path = new_parent.path + step(place.unit_id)
    PeriodUnit.objects.filter(request_id=place.request_id, path__startswith=old_path).update(
        path=Concat(Value(new_path), Substr(F("path"), len(old_path) + 1))
    )
    PeriodUnit.objects.filter(pk=place.pk).update(parent_id=new_parent.unit_id)
    place.parent_id, place.path = new_parent.unit_id, new_path
    mark_dirty(request_id=place.request_id, unit_ids=[old_parent_id, new_parent.unit_id])
    record(
        by=by,
        event="report_request.rehomed",
        subject_kind=SUBJECT,
        subject_id=place.request_id,
        unit_id=place.unit_id,
        text=reason.strip(),
        data={"from": old_parent_id, "to": new_parent.unit_id},
    )


@transaction.atomic
def close_request(*, by: Actor, asked: ReportRequest) -> None:
    """Close the period: no report is sent, drawn back or returned any more."""
    require(policies.may_manage_request(by, asked))
    move(asked, "close", by=by)


@transaction.atomic
def reopen_request(*, by: Actor, asked: ReportRequest, reason: str) -> None:
    """Open a closed period again, with a reason."""
    require(policies.may_manage_request(by, asked))
    if not reason.strip():
        raise Refusal("Hãy ghi lý do mở lại kỳ báo cáo.", "reason_missing", "reason")
    move(asked, "reopen", by=by, remark=reason.strip())
