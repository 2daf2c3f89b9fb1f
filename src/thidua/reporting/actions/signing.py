"""Inside the unit: a clerk puts the report before the chair or leader, who signs and sends it or hands it back."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.urls import reverse

from thidua.accounts.choices import Verb
from thidua.accounts.queries import users_with
from thidua.common.actor import Actor
from thidua.common.text import normalise
from thidua.common.verdicts import Refusal, require
from thidua.journal.actions import move, require_now
from thidua.journal.queries import names_of
from thidua.notices.actions import tell
from thidua.reporting import policies
from thidua.reporting.actions.filling import Entry, refuse_unfinished, save_drafts
from thidua.reporting.actions.meeting import ChangedMeanwhile
from thidua.reporting.lifecycle import RETURNED, SIGNING_AGAIN
from thidua.reporting.models import Report


def present_reports(*, by: Actor, entries: Sequence[Entry]) -> None:
    """Save all reports of one form, then put all or none before the chair. What could be saved stays saved.

    Errors: as ``submit_reports`` and ``present_report``.
    """
    met = save_drafts(by=by, entries=entries)
    if met:
        raise ChangedMeanwhile(met)
    with transaction.atomic():
        for entry in entries:
            present_report(by=by, report=entry.report)


@transaction.atomic
def present_report(*, by: Actor, report: Report) -> None:
    """Put a finished report before those of the unit who sign and send it; they are told.

    Errors: Refusal of ``may_present``; one reason for each figure or text that lacks, as for sending.
    """
    require(policies.may_present(by, report))
    refuse_unfinished(report)
    move(report, "present_again" if report.state == RETURNED else "present", by=by, handed_back="")
    tell(
        users=[user for user in users_with(Verb.SUBMIT, unit_id=report.unit_id) if user.pk != by.user_id],
        text=f"{_name(by)} trình ký “{report.request.title}” của {report.unit.title}.",
        url=reverse("report_page", args=[report.pk]),
        key=f"report.presented:{report.pk}:{report.version}",
    )


@transaction.atomic
def hand_back_report(*, by: Actor, report: Report, remark: str) -> None:
    """The chair hands a presented report back to those who prepare it, with a word. Those above learn nothing of it.

    Errors: Refusal of ``may_hand_back``; without a word.
    """
    require_now(policies.may_hand_back(by, report), report)
    remark = normalise(remark).strip()
    if not remark:
        raise Refusal("Hãy ghi vài lời để người soạn biết cần sửa gì.", "remark_missing", "remark")
    again = report.state == SIGNING_AGAIN
    move(report, "hand_back_again" if again else "hand_back", by=by, remark=remark, handed_back=remark)
    tell(
        users=[user for user in users_with(Verb.PREPARE, unit_id=report.unit_id) if user.pk != by.user_id],
        text=f"{_name(by)} trả lại “{report.request.title}” để sửa: {remark}",
        url=reverse("report_fill", args=[report.request_id]),
        key=f"report.handed_back:{report.pk}:{report.version}",
    )


def _name(by: Actor) -> str:
    return names_of({by.token}).get(by.token) or by.unit_name
