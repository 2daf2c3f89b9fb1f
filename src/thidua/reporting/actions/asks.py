"""A unit asks those above for more time, to be freed of its report, or to have it reopened; they answer."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.urls import reverse

from thidua.accounts.choices import Verb
from thidua.accounts.queries import users_with
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.dates import format_date
from thidua.common.text import normalise
from thidua.common.verdicts import Refusal, require
from thidua.journal.actions import move, record, require_now
from thidua.notices.actions import tell
from thidua.organisation.actions import checked
from thidua.reporting import policies
from thidua.reporting.actions.answering import return_report
from thidua.reporting.actions.requests import exempt_unit, extend_unit
from thidua.reporting.choices import AskKind
from thidua.reporting.models import Report, ReportAsk


@transaction.atomic
def ask_about_report(*, by: Actor, report: Report, kind: str, reason: str, due_on: dt.date | None = None) -> ReportAsk:
    """Ask the level above for more time until ``due_on`` (kind EXTEND), to be freed of the report (EXEMPT), or to have
    it reopened (REOPEN).

    Errors: Refusal of ``may_ask``; without a reason; a day that is not after the present one; one that waits already.
    """
    require(policies.may_ask(by, report, kind))
    reason = normalise(reason).strip()
    if not reason:
        raise Refusal("Hãy ghi lý do để cấp trên xem xét.", "reason_missing", "reason")
    if kind == AskKind.EXTEND and (due_on is None or due_on <= report.place.due_on):
        words = f"Hạn đề nghị phải sau hạn hiện nay ({format_date(report.place.due_on)})."
        raise Refusal(words, "not_later", "due_on")
    ask = ReportAsk(
        report=report,
        kind=kind,
        reason=reason[:300],
        due_on=due_on if kind == AskKind.EXTEND else None,
        asked_at=clock.now(),
        asked_by_token=by.token,
    )
    checked(ask)
    ask.save()
    record(by=by, event="report_ask.made", subject_kind="report", subject_id=report.pk, text=_what(ask))
    if report.place.parent_id is not None:
        tell(
            users=users_with(Verb.RECEIVE, unit_id=report.place.parent_id),
            text=f"{report.unit.title} đề nghị {_what(ask)} “{report.request.title}”: {reason}",
            url=reverse("ask_page", args=[ask.pk]),
            key=f"report_ask.made:{ask.pk}",
        )
    return ask


@transaction.atomic
def drop_ask(*, by: Actor, ask: ReportAsk) -> None:
    """The unit takes its request back before it is answered."""
    require_now(policies.may_drop_ask(by, ask), ask)
    move(ask, "drop", by=by)


@transaction.atomic
def answer_ask(*, by: Actor, ask: ReportAsk, is_granted: bool, answer: str = "", due_on: dt.date | None = None) -> None:
    """Grant or refuse. Granting moves the unit's due day (to ``due_on``, by default the day asked for), frees the unit,
    or reopens the report, each with the unit's reason; refusing wants words.

    Errors: Refusal of ``may_answer_ask``; refusing without words; those of extending and returning.
    """
    require_now(policies.may_answer_ask(by, ask), ask)
    answer = normalise(answer).strip()[:300]
    if not is_granted and not answer:
        raise Refusal("Hãy ghi lý do không đồng ý để đơn vị biết.", "answer_missing", "answer")
    report, day = ask.report, due_on or ask.due_on
    is_extended = is_granted and ask.kind == AskKind.EXTEND
    if is_extended and (day is None or day <= report.place.due_on):
        words = f"Hạn mới phải sau hạn hiện nay ({format_date(report.place.due_on)})."
        raise Refusal(words, "not_later", "due_on")
    words = answer
    if is_extended and day is not None:
        answer = answer or f"Hạn mới: {format_date(day)}"
    move(ask, "grant" if is_granted else "refuse", by=by, remark=answer, answer=answer)
    if is_extended and day is not None:
        extend_unit(by=by, place=report.place, due_on=day, reason=ask.reason, is_told=False)
    elif is_granted and ask.kind == AskKind.EXEMPT:
        exempt_unit(by=by, place=report.place, reason=ask.reason, is_told=False)
    elif is_granted:
        return_report(by=by, report=report, remark=f"Mở lại theo đề nghị của đơn vị: {ask.reason}")
    tell(
        users=users_with(Verb.PREPARE, unit_id=report.unit_id),
        text=f"{by.unit_name} {'đồng ý' if is_granted else 'không đồng ý'} "
        f"{_what(ask, day if is_extended else None)} “{report.request.title}”" + (f": {words}" if words else "."),
        url=reverse("report_page", args=[report.pk]),
        key=f"report_ask.answered:{ask.pk}",
    )


def _what(ask: ReportAsk, day: dt.date | None = None) -> str:
    if ask.kind == AskKind.EXTEND:
        return f"gia hạn tới {format_date(day or ask.due_on)}"
    return "miễn báo cáo" if ask.kind == AskKind.EXEMPT else "mở lại báo cáo"
