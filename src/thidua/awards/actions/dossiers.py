"""Writes of the proposing unit: the list, its lines, sending and taking back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.urls import reverse

from thidua.accounts.choices import Verb
from thidua.accounts.queries import users_by_unit
from thidua.awards.checks import batch_findings, line_findings, overall, rules_on
from thidua.awards.choices import LineVerdict, Occasion, Result, TaskRating
from thidua.awards.lifecycle import WITH_PROPOSER
from thidua.awards.models import AwardForm, Dossier, DossierLine
from thidua.awards.policies import may_edit, may_nominate, may_submit, may_withdraw
from thidua.awards.queries.dossiers import giver_for, list_numbers, quota_status
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.text import squeeze
from thidua.common.verdicts import Reason, Refusal, require
from thidua.duties.actions import fulfil_duty, give_duty, reopen_duty, withdraw_duties
from thidua.duties.choices import DutyKind
from thidua.journal.actions import changed_meanwhile, move, record
from thidua.notices.actions import Tiding, tell_each
from thidua.organisation.models import Person, Unit
from thidua.plans.models import Plan

KIND = "dossier"
LONGEST = 400


@transaction.atomic
def create_dossier(
    *,
    by: Actor,
    unit: Unit,
    form: AwardForm,
    year: int,
    achievement: str,
    title: str = "",
    occasion: str = Occasion.YEAR,
    plan: Plan | None = None,
    event_on: dt.date | None = None,
) -> Dossier:
    """Begin a nomination of ``unit`` for a form; the giver is the unit of the form's level above it (or itself).

    ``achievement`` is the sentence that new lines start with. Errors: Refusal of ``may_nominate``; no unit that gives
    the form; no achievement; a year out of range.
    """
    require(may_nominate(by, unit))
    giver = giver_for(unit, form)
    if giver is None:
        raise Refusal(f"Không có đơn vị cấp trên nào của {unit.name} tặng “{form.name}”.", "no_giver", "form")
    achievement = _achievement(achievement)
    if not 1990 <= year <= clock.today().year + 1:
        raise Refusal(f"Năm khen thưởng {year} không hợp lý. Hãy kiểm tra lại.", "year", "year")
    dossier = Dossier.objects.create(
        unit=unit,
        to_unit=giver,
        form=form,
        plan=plan,
        occasion=occasion,
        year=year,
        title=squeeze(title)[:300] or f"Đề nghị tặng {form.heading.lower()} năm {year} – {unit.title}",
        achievement=achievement,
        event_on=event_on,
        is_typed_in=by.typed_in_for or not by.is_unit(unit.pk),
        created_at=clock.now(),
        state_since=clock.now(),
    )
    event = "dossier.typed_in" if dossier.is_typed_in else "dossier.created"
    record(by=by, event=event, subject_kind=KIND, subject_id=dossier.pk, unit_id=unit.pk, text=dossier.title)
    return dossier


@transaction.atomic
def add_line(
    *,
    by: Actor,
    dossier: Dossier,
    person: Person | None = None,
    collective: Unit | None = None,
    achievement: str = "",
    rating: str = TaskRating.UNKNOWN,
) -> DossierLine:
    """Put a person or a collective on the list, with what she is today. Somebody already there stays once.

    Errors: Refusal of ``may_edit``; a person of another unit; a subject that the form is not for.
    """
    require(may_edit(by, dossier))
    _require_subject(dossier, person, collective)
    there = DossierLine.objects.filter(dossier=dossier, person=person, collective=collective).first()
    if there:
        return there
    _touch(dossier)
    last = DossierLine.objects.filter(dossier=dossier).aggregate(last=Max("order"))["last"] or 0
    line = DossierLine(
        dossier=dossier,
        order=last + 1,
        person=person,
        collective=collective,
        full_name=person.full_name if person else (collective.name if collective else ""),
        unit_name=dossier.unit.name,
        achievement=_achievement(achievement or dossier.achievement),
        rating=rating,
    )
    if person:
        line.sex, line.post, line.department = person.sex, person.post, person.department
        line.is_member = person.is_member
        line.is_direct_worker, line.is_leader = person.is_direct_worker, person.is_leader
    line.save()
    record(by=by, event="dossier.line_added", subject_kind=KIND, subject_id=dossier.pk, unit_id=dossier.unit_id)
    return line


@transaction.atomic
def change_line(*, by: Actor, line: DossierLine, achievement: str, rating: str) -> DossierLine:
    """Set the achievement and the task rating of a line. Errors: Refusal of ``may_edit``; an empty achievement."""
    require(may_edit(by, line.dossier))
    line.achievement, line.rating = _achievement(achievement), TaskRating(rating)
    _touch(line.dossier)
    line.save(update_fields=["achievement", "rating"])
    record(
        by=by, event="dossier.line_changed", subject_kind=KIND, subject_id=line.dossier_id, unit_id=line.dossier.unit_id
    )
    return line


@transaction.atomic
def remove_line(*, by: Actor, line: DossierLine) -> None:
    """Take a line off the list. Errors: Refusal of ``may_edit``."""
    require(may_edit(by, line.dossier))
    _touch(line.dossier)
    DossierLine.objects.filter(pk=line.pk).delete()
    record(
        by=by, event="dossier.line_removed", subject_kind=KIND, subject_id=line.dossier_id, unit_id=line.dossier.unit_id
    )


@transaction.atomic
def submit_dossier(*, by: Actor, dossier: Dossier, is_declared: bool = False, version: int | None = None) -> Dossier:
    """Send the list to the giving unit, with the results of the rules of this day kept on every line.

    ``is_declared``: nobody on the list is under discipline or examination; ``version`` is that of the page the person
    saw. Errors: Refusal of ``may_submit``; an empty list; a line that a blocking rule stops (each with its reason);
    ``changed_meanwhile``.
    """
    require(may_submit(by, dossier))
    if version is not None and version != dossier.version:
        raise changed_meanwhile(dossier)
    lines = list(dossier.lines.select_related("person", "collective"))
    if not lines:
        raise Refusal("Danh sách còn trống. Hãy thêm ít nhất một người hoặc một tập thể.", "no_lines")
    today = clock.today()
    dossier.is_declared = is_declared
    _judge(dossier, lines, today)
    moment = clock.now()
    move(
        dossier,
        "submit",
        by=by,
        is_declared=is_declared,
        submitted_at=moment,
        received_on=None,
        opinion="",
        round=dossier.round + 1,
    )
    target: dict[str, Any] = {"by": by, "subject_kind": KIND, "subject_id": dossier.pk}
    fulfil_duty(**target, unit_id=dossier.unit_id, kind=DutyKind.NOMINATE)
    if dossier.plan_id:
        fulfil_duty(
            by=by, unit_id=dossier.unit_id, kind=DutyKind.NOMINATE, subject_kind="plan", subject_id=dossier.plan_id
        )
    give_duty(
        **target,
        unit_ids=[dossier.to_unit_id],
        kind=DutyKind.APPRAISE,
        title=f"Thẩm định: {dossier.title}",
        origin=f"{dossier.unit.name} đề nghị",
    )
    reopen_duty(**target, unit_id=dossier.to_unit_id, kind=DutyKind.APPRAISE)
    return dossier


def _judge(dossier: Dossier, lines: list[DossierLine], day: dt.date) -> None:
    """Keep the findings of the day on every line. Errors: Refusal with a reason for each line that is stopped."""
    found = line_findings(dossier, lines, rules_on(dossier, day), day)
    stopped = [
        Reason(finding.code, f"{line.full_name}: {finding.why}", f"line-{line.pk}")
        for line in lines
        for finding in found[line.pk]
        if finding.is_in_the_way
    ]
    if stopped:
        raise Refusal(stopped)
    for line in lines:
        line.findings = [finding.as_row() for finding in found[line.pk]]
        line.result = overall(found[line.pk])
        line.verdict, line.remark = LineVerdict.PENDING, ""
    DossierLine.objects.bulk_update(lines, ["findings", "result", "verdict", "remark"], batch_size=200)


def warnings_of(dossier: Dossier, lines: list[DossierLine]) -> list[str]:
    """What the list as a whole falls short of, as sentences; none of it stops the sending."""
    day = clock.today()
    numbers = list_numbers(dossier, lines)
    quota = quota_status(dossier, len(lines))
    found = batch_findings(dossier, rules_on(dossier, day), numbers, quota, day)
    return [finding.why for finding in found if finding.result == Result.FAIL]


@transaction.atomic
def withdraw_dossier(*, by: Actor, dossier: Dossier) -> Dossier:
    """Take a sent list back before the appraisal began. Errors: Refusal of ``may_withdraw``."""
    require(may_withdraw(by, dossier))
    move(dossier, "withdraw", by=by)
    withdraw_duties(by=by, subject_kind=KIND, subject_id=dossier.pk, kind=DutyKind.APPRAISE)
    return dossier


def tell_proposers(dossiers: Sequence[Dossier], text: str, what: str) -> None:
    """Tell who prepares and sends for the proposing units, ``text`` after the dossier's title. Call it inside the
    action's transaction."""
    proposers = users_by_unit({dossier.unit_id for dossier in dossiers}, Verb.PREPARE, Verb.SUBMIT)
    tell_each(
        Tiding(
            users=proposers[dossier.unit_id],
            text=f"“{dossier.title}” {text}",
            url=reverse("dossier_page", args=[dossier.pk]),
            key=f"dossier:{dossier.pk}:{what}",
        )
        for dossier in dossiers
    )


def _touch(dossier: Dossier) -> None:
    """Count a write on the list, unless it has left the unit meanwhile."""
    changed = Dossier.objects.filter(pk=dossier.pk, state__in=WITH_PROPOSER).update(version=F("version") + 1)
    if not changed:
        raise changed_meanwhile(dossier)
    dossier.version += 1


def _require_subject(dossier: Dossier, person: Person | None, collective: Unit | None) -> None:
    if (person is None) == (collective is None):
        raise Refusal("Hãy chọn một người hoặc một tập thể.", "no_subject")
    if person is not None:
        if not dossier.form.takes_people:
            raise Refusal(f"{dossier.form.name} chỉ dành cho tập thể.", "only_collectives")
        if person.unit_id != dossier.unit_id:
            raise Refusal(f"{person.full_name} không thuộc {dossier.unit.name}.", "other_unit")
        if person.valid_to and person.valid_to < clock.today():
            raise Refusal(f"{person.full_name} không còn trong danh sách của đơn vị.", "gone")
    if collective is not None:
        if not dossier.form.takes_collectives:
            raise Refusal(f"{dossier.form.name} chỉ dành cho cá nhân.", "only_people")
        if not collective.path.startswith(dossier.unit.path):
            raise Refusal(f"{collective.name} không thuộc {dossier.unit.name}.", "other_unit")


def _achievement(text: str) -> str:
    text = squeeze(text)
    if not text:
        raise Refusal(
            "Hãy ghi thành tích, ví dụ “Đã có thành tích xuất sắc trong phong trào thi đua năm 2021”.",
            "no_achievement",
            "achievement",
        )
    if len(text) > LONGEST:
        raise Refusal(
            f"Thành tích dài {len(text)} chữ; trên giấy chỉ in được {LONGEST}. Hãy viết gọn lại.",
            "too_long",
            "achievement",
        )
    return text
