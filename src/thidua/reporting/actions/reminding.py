"""Reminding all that have not sent, in one action and never twice a day."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.urls import reverse

from thidua.accounts.choices import Verb
from thidua.accounts.models import User
from thidua.accounts.queries import users_by_unit
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.dates import format_date
from thidua.common.verdicts import Refusal, require
from thidua.journal.actions import record
from thidua.notices.actions import tell
from thidua.reporting import policies
from thidua.reporting.actions.freezing import SUBJECT
from thidua.reporting.lifecycle import GIVEN_BACK, REPORT, RETURNED
from thidua.reporting.models import PeriodUnit, ReportRequest
from thidua.reporting.queries.boards import missing_units

IDS_AT_ONCE = 500


@transaction.atomic
def remind_missing(*, by: Actor, asked: ReportRequest, below: PeriodUnit | None = None) -> int:
    """Tell those who may send for every unit below that has not sent yet: below the own unit, or at and below one
    chosen place. A unit is reminded at most once a day, whoever reminds it. Output: how many units.

    Errors: Refusal of ``may_remind``; ``nobody_missing``; ``reminded_today`` when all were reminded today.
    """
    require(policies.may_remind(by, asked))
    owing = missing_units(asked, by, below=below)
    if not owing:
        raise Refusal("Mọi đơn vị đã nộp, không còn ai để nhắc.", "nobody_missing")
    today = clock.today()
    missing = [place for place in owing if place.reminded_on != today]
    if not missing:
        raise Refusal(
            "Hôm nay các đơn vị còn thiếu đều đã được nhắc. Mỗi ngày chỉ nhắc một lần, mai hãy nhắc lại.",
            "reminded_today",
        )
    people = users_by_unit([place.unit_id for place in missing], Verb.SUBMIT, Verb.PREPARE)
    alike: dict[tuple[dt.date, str], list[User]] = {}
    for place in missing:
        words = REPORT.states[RETURNED].label.lower() if place.report.state in GIVEN_BACK else "đơn vị chưa nộp"
        alike.setdefault((place.due_on, words), []).extend(people.get(place.unit_id, []))
    for (due_on, words), users in sorted(alike.items()):
        tell(
            users=users,
            text=f"{by.unit_name} nhắc: “{asked.title}” hạn {format_date(due_on)}, {words}.",
            url=reverse("report_fill", args=[asked.pk]),
            key=f"report.reminded:{asked.pk}:{today:%Y%m%d}",
        )
    pks = [place.pk for place in missing]
    for start in range(0, len(pks), IDS_AT_ONCE):
        PeriodUnit.objects.filter(pk__in=pks[start : start + IDS_AT_ONCE]).update(reminded_on=today)
    record(
        by=by,
        event="report_request.reminded",
        subject_kind=SUBJECT,
        subject_id=asked.pk,
        text=f"Nhắc {len(missing)} đơn vị chưa nộp hoặc chưa gửi lại",
        data={"units": list(people)[:200]},
    )
    return len(missing)
