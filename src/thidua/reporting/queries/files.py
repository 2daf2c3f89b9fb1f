"""The files of a report and the paper under which it went up."""

from __future__ import annotations

from thidua.documents.choices import AttachmentUse
from thidua.documents.models import Attachment, OfficialDocument
from thidua.documents.queries import attachments_of
from thidua.reporting.models import Report, ReportRevision

REPORT_KIND = "report"
PAPER_KIND = "report_revision"
SIGNED_USES = (AttachmentUse.SCAN, AttachmentUse.SIGNED)


def files_of(report: Report, *, by_owner: bool) -> list[Attachment]:
    """Its files, newest first. Those above see what was there when it was last sent, and the signed paper."""
    found = list(attachments_of(REPORT_KIND, report.pk))
    return found if by_owner else [one for one in found if is_sent_with(report, one)]


def is_sent_with(report: Report, file: Attachment) -> bool:
    """True when the file went up with the last sending, or is the signed paper of a report that stands sent."""
    if not report.is_counted or report.submitted_at is None:
        return False
    return file.uploaded_at <= report.submitted_at or (not report.is_with_unit and file.use in SIGNED_USES)


def may_be_taken_out(report: Report, file: Attachment) -> bool:
    """A file that nobody above has seen, while the unit still works on the report."""
    return report.is_with_unit and not is_sent_with(report, file)


def paper_of(report: Report) -> OfficialDocument | None:
    """The number, day and signer under which the last sending went up; None where it has no number."""
    if not report.revision:
        return None
    revision = ReportRevision.objects.filter(report=report, number=report.revision)
    papers = OfficialDocument.objects.filter(owner_kind=PAPER_KIND, owner_id__in=revision.values("pk"))
    return papers.exclude(state="voided").order_by("-issued_on", "-pk").first()
