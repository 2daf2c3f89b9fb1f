"""The levels above: open, accept, return with remarks."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F
from django.urls import reverse

from thidua.accounts.choices import Verb
from thidua.accounts.queries import users_with
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.text import normalise
from thidua.common.verdicts import Refusal, require
from thidua.duties.actions import reopen_duty
from thidua.duties.choices import DutyKind
from thidua.journal.actions import changed_meanwhile, move, record, require_now
from thidua.notices.actions import tell
from thidua.reporting import policies
from thidua.reporting.actions.ended import end_asks_to_reopen
from thidua.reporting.actions.filling import SUBJECT
from thidua.reporting.actions.marking import mark_dirty
from thidua.reporting.lifecycle import ACCEPTED
from thidua.reporting.models import Remark, Report, Slot


@transaction.atomic
def open_report(*, by: Actor, report: Report) -> None:
    """Somebody above opens a sent report: from now on the unit cannot draw it back by itself. Twice is once."""
    require(policies.may_answer(by, report))
    moment = clock.now()
    opened = Report.objects.filter(pk=report.pk, state="submitted", opened_at__isnull=True).update(
        opened_at=moment, version=F("version") + 1
    )
    if opened:
        report.opened_at, report.version = moment, report.version + 1
        record(by=by, event="report.opened", subject_kind="report", subject_id=report.pk, unit_id=report.unit_id)


@transaction.atomic
def accept_report(*, by: Actor, report: Report) -> None:
    """Accept a sent report. Errors: Refusal of ``may_answer``; ``changed_meanwhile`` when it was drawn back."""
    require_now(policies.may_answer(by, report), report)
    move(report, "accept", by=by, opened_at=report.opened_at or clock.now())
    _tell(by, report, "đã duyệt", "accepted")


@transaction.atomic
def return_report(
    *, by: Actor, report: Report, remark: str = "", figure_remarks: Mapping[int, str] | None = None, seen: str = ""
) -> None:
    """Return a report with a remark on the whole, on single figures (slot id → remark), or both; it is due again.

    Its last sent figures go on counting, marked, until it is sent again. ``seen`` is the state in which the page
    showed the report. Errors: Refusal without any remark, for a figure that was not asked, or when somebody has moved
    the report since it was seen.
    """
    require_now(policies.may_answer(by, report, "return"), report)
    if seen and seen != report.state:
        raise changed_meanwhile(report)
    remark = normalise(remark).strip()
    lines = {slot_id: normalise(text).strip() for slot_id, text in (figure_remarks or {}).items() if text.strip()}
    if not remark and not lines:
        raise Refusal(
            "Hãy ghi ý kiến, chung hoặc cho từng số liệu, để đơn vị biết cần sửa gì.", "remark_missing", "remark"
        )
    if Slot.objects.filter(request_id=report.request_id, pk__in=list(lines)).count() != len(lines):
        raise Refusal("Có ý kiến về một số liệu không thuộc báo cáo này.", "no_such_figure")
    move(
        report,
        "reopen" if report.state == ACCEPTED else "return",
        by=by,
        remark=remark or "Có ý kiến ở từng số liệu",
        opened_at=report.opened_at or clock.now(),
    )
    moment = clock.now()
    texts: list[tuple[int | None, str]] = [*([(None, remark)] if remark else []), *lines.items()]
    Remark.objects.bulk_create(
        [
            Remark(
                report=report,
                slot_id=slot_id,
                text=text,
                revision=report.revision,
                made_at=moment,
                made_by_token=by.token,
            )
            for slot_id, text in texts
        ]
    )
    end_asks_to_reopen(by=by, report=report)
    reopen_duty(by=by, unit_id=report.unit_id, kind=DutyKind.REPORT, subject_kind=SUBJECT, subject_id=report.request_id)
    mark_dirty(request_id=report.request_id, unit_ids=[report.unit_id])
    _tell(by, report, "đã trả lại, kèm ý kiến,", "returned")


def _tell(by: Actor, report: Report, words: str, event: str) -> None:
    tell(
        users=users_with(Verb.PREPARE, unit_id=report.unit_id),
        text=f"{by.unit_name} {words} báo cáo “{report.request.title}” của {report.unit.title}.",
        url=reverse("report_page", args=[report.pk]),
        key=f"report.{event}:{report.pk}:{report.revision}",
    )
