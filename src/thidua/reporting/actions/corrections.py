"""An amended version of a sent report: opened again by its own unit because the units below corrected theirs."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse

from thidua.accounts.choices import Verb
from thidua.accounts.queries import users_with
from thidua.common.actor import Actor
from thidua.common.verdicts import Refusal
from thidua.duties.actions import reopen_duty
from thidua.duties.choices import DutyKind
from thidua.journal.actions import move, record, require_now
from thidua.notices.actions import tell
from thidua.reporting import policies
from thidua.reporting.actions.marking import mark_dirty
from thidua.reporting.models import Report
from thidua.reporting.queries.corrections import totals_taken_over

SUBJECT = "report_request"


@transaction.atomic
def amend_report(*, by: Actor, report: Report, reason: str, takes_totals: bool = True) -> None:
    """Open a sent or accepted report of the own unit again, as the next revision, because the units below have
    corrected theirs. What was signed goes on counting, marked, until the amended version is sent.

    ``takes_totals``: put what the units below add up to now into the figures that were taken over unchanged when it
    was signed; figures that the unit had changed by hand stay. The units above are told. Errors: Refusal of
    ``may_amend``; without a reason; ``changed_meanwhile``.
    """
    require_now(policies.may_amend(by, report), report)
    if not reason.strip():
        raise Refusal("Hãy ghi lý do sửa đổi báo cáo.", "reason_missing", "reason")
    values = totals_taken_over(report) if takes_totals else report.values
    move(report, "amend", by=by, remark=reason.strip(), values=values)
    reopen_duty(by=by, unit_id=report.unit_id, kind=DutyKind.REPORT, subject_kind=SUBJECT, subject_id=report.request_id)
    mark_dirty(request_id=report.request_id, unit_ids=[report.unit_id])
    record(
        by=by,
        event="report.amending",
        subject_kind="report",
        subject_id=report.pk,
        text=f"Mở lại để lập lần nộp {report.revision + 1}: {reason.strip()}",
    )
    tell(
        users=users_with(Verb.RECEIVE, unit_id=report.place.parent_id or 0),
        text=f"{by.unit_name} mở lại “{report.request.title}” để sửa đổi: {reason.strip()}"[:500],
        url=reverse("report_difference", args=[report.pk]),
        key=f"report.amending:{report.pk}:{report.revision}",
    )
