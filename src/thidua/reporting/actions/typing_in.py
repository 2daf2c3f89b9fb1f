"""Entering for a unit that telephoned or sent paper ("nhập thay"), with the scan attached."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.urls import reverse

from thidua.accounts.choices import Verb
from thidua.accounts.queries import actor_typing_in, users_with
from thidua.common.actor import Actor
from thidua.common.verdicts import Refusal, require
from thidua.documents.actions import attach
from thidua.documents.choices import AttachmentUse
from thidua.notices.actions import tell
from thidua.reporting import policies
from thidua.reporting.actions.filling import save_draft, submit_report
from thidua.reporting.models import Report


@transaction.atomic
def type_in_report(
    *,
    by: Actor,
    report: Report,
    version: int,
    figures: Mapping[int, int | None],
    words: Mapping[int, str],
    texts: Mapping[str, str],
    scan_name: str,
    scan: bytes,
) -> None:
    """Enter and send a lower unit's report from its paper; journalled as typed in, shown and told to the unit.

    ``scan`` is the paper as PDF or picture. Errors: Refusal of ``may_type_in``, without a scan, for a file of another
    kind, and those of saving and sending.
    """
    require(policies.may_type_in(by, report))
    if not scan:
        raise Refusal("Hãy đính kèm bản quét hoặc ảnh chụp báo cáo giấy của đơn vị.", "scan_missing", "scan")
    attach(
        by=by,
        unit=report.unit,
        owner_kind="report",
        owner_id=report.pk,
        use=AttachmentUse.SCAN,
        name=scan_name,
        data=scan,
    )
    for_unit = actor_typing_in(by, report.unit)
    save_draft(by=for_unit, report=report, version=version, figures=figures, words=words, texts=texts)
    submit_report(by=for_unit, report=report)
    tell(
        users=users_with(Verb.PREPARE, unit_id=report.unit_id),
        text=f"{by.unit_name} đã nhập thay và nộp báo cáo “{report.request.title}” của đơn vị. Hãy xem lại số liệu.",
        url=reverse("report_page", args=[report.pk]),
        key=f"report.typed_in:{report.pk}:{report.revision}",
    )
