"""Files of a report, and the number under which it goes up as a document."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from thidua.common.actor import Actor
from thidua.common.verdicts import Refusal, require
from thidua.documents.actions import attach, attach_signed_pdf, drop_attachment, register_paper_number, take_number
from thidua.documents.choices import AttachmentUse, DocumentKind
from thidua.documents.models import Attachment, OfficialDocument
from thidua.documents.queries import attachments_of
from thidua.reporting import policies
from thidua.reporting.models import Report, ReportRevision
from thidua.reporting.queries.files import PAPER_KIND, REPORT_KIND, may_be_taken_out, paper_of

MOST_FILES = 20


@transaction.atomic
def attach_to_report(*, by: Actor, report: Report, use: str, name: str, data: bytes) -> Attachment:
    """Keep a file with the unit's report: something that proves it (EVIDENCE), the signed paper scanned (SCAN) or as a
    signed PDF (SIGNED). Those above see it once the report is sent.

    Errors: Refusal of ``may_attach_file``; the 21st file; those of ``attach`` and ``attach_signed_pdf``.
    """
    require(policies.may_attach_file(by, report, use))
    if attachments_of(REPORT_KIND, report.pk).count() >= MOST_FILES:
        raise Refusal(f"Mỗi báo cáo kèm nhiều nhất {MOST_FILES} tệp.", "too_many_files", "file")
    if use == AttachmentUse.SIGNED:
        return attach_signed_pdf(
            by=by, unit=report.unit, owner_kind=REPORT_KIND, owner_id=report.pk, name=name, data=data
        )[0]
    return attach(by=by, unit=report.unit, owner_kind=REPORT_KIND, owner_id=report.pk, use=use, name=name, data=data)


@transaction.atomic
def take_out_file(*, by: Actor, report: Report, file: Attachment) -> None:
    """Take out a file that was attached by mistake, before anybody above could see it.

    Errors: Refusal of ``may_attach_file``; for a file that went up with a sending.
    """
    require(policies.may_attach_file(by, report, AttachmentUse.EVIDENCE))
    if not may_be_taken_out(report, file):
        raise Refusal("Tệp này đã gửi lên cùng báo cáo nên được giữ lại.", "sent_with_report")
    drop_attachment(by=by, attachment=file)


@transaction.atomic
def number_report(
    *, by: Actor, report: Report, on: dt.date, signer_name: str, signer_post: str, number: int | None = None
) -> OfficialDocument:
    """Give the last sending its number as a document: the next of the unit's sequence, or ``number`` as given on paper.

    Errors: Refusal of ``may_number_report``; of numbering (a day to come, a number that is taken).
    """
    require(policies.may_number_report(by, report))
    if paper_of(report) is not None:
        raise Refusal("Lần nộp này đã có số, ngày văn bản.", "has_number")
    revision = ReportRevision.objects.get(report=report, number=report.revision)
    words: dict[str, Any] = {
        "unit": report.unit,
        "kind": DocumentKind.REPORT,
        "on": on,
        "subject": report.request.title,
        "signer_name": signer_name,
        "signer_post": signer_post,
        "on_behalf": f"TM. {report.unit.collective_body}",
        "owner_kind": PAPER_KIND,
        "owner_id": revision.pk,
    }
    if number is None:
        return take_number(by=by, **words)
    return register_paper_number(by=by, number=number, **words)
