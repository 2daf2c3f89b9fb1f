"""The report as paper: its files, its number, Word and PDF, the page to print."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from thidua.accounts.choices import Verb
from thidua.accounts.queries import users_with
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.verdicts import Refusal
from thidua.documents.choices import AttachmentUse, DocumentKind
from thidua.documents.models import Attachment
from thidua.documents.papers import OfficialPaper, page_data, render_docx, render_pdf
from thidua.documents.queries import attachment_response, numbering
from thidua.reporting import actions, policies
from thidua.reporting.forms.reports import AttachForm, ReportNumberForm
from thidua.reporting.models import PeriodUnit, Report
from thidua.reporting.papers import report_paper, statistics_paper
from thidua.reporting.queries.detail import detail_of
from thidua.reporting.queries.files import SIGNED_USES, files_of, may_be_taken_out, paper_of
from thidua.reporting.queries.overview import overview_of
from thidua.reporting.queries.printed_form import form_of_report, form_of_total
from thidua.reporting.sheets.printed_form import form_workbook
from thidua.reporting.views.signing import WITH_ALL, own_report
from thidua.ui.gestures import ActingRequest, reads, writes
from thidua.ui.workbooks import excel_response

FORM_KINDS = {"docx": "Word", "pdf": "PDF", "xlsx": "Excel"}
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def find_report(by: Actor, report_id: int) -> Report:
    """A report that the actor may see, or 404."""
    return get_object_or_404(Report.objects.visible_to(by).select_related(*WITH_ALL), pk=report_id)


def uses_for(report: Report) -> tuple[AttachmentUse, ...]:
    """What kinds of files may be added now."""
    return (AttachmentUse.EVIDENCE, *SIGNED_USES) if report.is_with_unit else SIGNED_USES


@writes
def report_attach(request: ActingRequest, report_id: int) -> HttpResponse:
    """Add a file to the unit's own report."""
    by = request.actor
    report = own_report(by, report_id)
    form = AttachForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        uses_for(report),
    )
    if request.method == "POST" and form.is_valid():
        upload, use = form.cleaned_data["file"], form.cleaned_data["use"]
        try:
            actions.attach_to_report(by=by, report=report, use=use, name=upload.name, data=upload.read())
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"Đã đính kèm “{upload.name}”.")
            return redirect("report_attach", report.pk)
    context = {
        "report": report,
        "form": form,
        "files": _files(report),
        "verdict": policies.may_attach_file(by, report, uses_for(report)[0]),
    }
    return render(request, "reporting/report_attach.html", context, status=422 if form.errors else 200)


def _files(report: Report) -> list[tuple[Attachment, bool]]:
    """The unit's files, each with whether it may still be taken out."""
    return [(file, may_be_taken_out(report, file)) for file in files_of(report, by_owner=True)]


@writes
def report_file_drop(request: ActingRequest, report_id: int, file_id: int) -> HttpResponse:
    """Take out a file that was attached by mistake."""
    by = request.actor
    report = own_report(by, report_id)
    file = next((one for one in files_of(report, by_owner=True) if one.pk == file_id), None)
    if file is None:
        raise Http404
    if request.method == "POST":
        actions.take_out_file(by=by, report=report, file=file)
        messages.success(request, f"Đã bỏ tệp “{file.name}”.")
    return redirect("report_attach", report.pk)


@reads
def report_file(request: ActingRequest, report_id: int, file_id: int) -> FileResponse:
    """A file attached to a report that the actor may see."""
    report = find_report(request.actor, report_id)
    files = files_of(report, by_owner=report.unit_id == request.actor.unit_id)
    file = next((one for one in files if one.pk == file_id), None)
    if file is None:
        raise Http404
    return attachment_response(file)


@writes
def report_number(request: ActingRequest, report_id: int) -> HttpResponse:
    """Number, day and signer of the last sending."""
    by = request.actor
    report = own_report(by, report_id)
    signers = users_with(Verb.SUBMIT, unit_id=report.unit_id)
    form = ReportNumberForm(
        request.POST if request.method == "POST" else None,
        on=clock.local(report.submitted_at).date() if report.submitted_at else None,
        signer_name=signers[0].full_name if signers else "",
    )
    if request.method == "POST" and form.is_valid():
        try:
            paper = actions.number_report(by=by, report=report, **form.cleaned_data)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"Đã ghi {paper.citation}. Bản Word, PDF nay có số, ngày, người ký.")
            return redirect("report_page", report.pk)
    context = {
        "report": report,
        "form": form,
        "next": numbering(report.unit, DocumentKind.REPORT, clock.today()),
        "verdict": policies.may_number_report(by, report),
    }
    return render(request, "reporting/report_number.html", context, status=422 if form.errors else 200)


def paper_response(paper: OfficialPaper, kind: str, name: str) -> HttpResponse:
    """A paper as a download: ``kind`` docx or pdf."""
    data, mime = (render_docx(paper), WORD) if kind == "docx" else (render_pdf(paper), "application/pdf")
    response = HttpResponse(data, content_type=mime)
    response["Content-Disposition"] = f'attachment; filename="{name}-{clock.today():%Y%m%d}.{kind}"'
    return response


@reads
def report_paper_file(request: ActingRequest, report_id: int, kind: str) -> HttpResponse:
    """The report as an official paper: ``kind`` docx or pdf."""
    report = find_report(request.actor, report_id)
    if kind not in ("docx", "pdf"):
        raise Http404
    detail = detail_of(report, by_owner=report.unit_id == request.actor.unit_id)
    paper = report_paper(report, detail, None if detail.is_draft else paper_of(report))
    return paper_response(paper, kind, f"bao-cao-{report.pk}")


def form_files(name: str, *args: int) -> list[tuple[str, str]]:
    """The statistical form as files: (words, address) of each kind."""
    return [(words, reverse(name, args=[*args, kind])) for kind, words in FORM_KINDS.items()]


@reads
def report_print(request: ActingRequest, report_id: int) -> HttpResponse:
    """The same paper as a page to be printed from the browser."""
    report = find_report(request.actor, report_id)
    detail = detail_of(report, by_owner=report.unit_id == request.actor.unit_id)
    paper = report_paper(report, detail, None if detail.is_draft else paper_of(report))
    context = {
        "paper": page_data(paper),
        "back": reverse("report_page", args=[report.pk]),
        "back_words": "Về báo cáo",
        "note": "Báo cáo chưa nộp: bản in là bản nháp." if detail.is_draft else "",
    }
    return render(request, "documents/paper.html", context)


@reads
def report_statistics_file(request: ActingRequest, report_id: int, kind: str) -> HttpResponse:
    """The statistics of a report as their form: ``kind`` docx, pdf or xlsx. 404 where none are asked."""
    report = find_report(request.actor, report_id)
    detail = detail_of(report, by_owner=report.unit_id == request.actor.unit_id)
    form = form_of_report(report, detail)
    if form is None or kind not in FORM_KINDS:
        raise Http404
    name = f"bieu-thong-ke-{report.pk}"
    if kind == "xlsx":
        return excel_response(form_workbook(form, report.unit, maker=detail.editor), name)
    document = None if detail.is_draft else paper_of(report)
    paper = statistics_paper(form, report.unit, to=report.place.parent, maker=detail.editor, document=document)
    return paper_response(paper, kind, name)


@reads
def rollup_statistics_file(request: ActingRequest, request_id: int, unit_id: int, kind: str) -> HttpResponse:
    """The statistics that the units below a unit told together, as their form: ``kind`` docx, pdf or xlsx."""
    by = request.actor
    places = PeriodUnit.objects.visible_to(by).filter(is_leaf=False)
    places = places.select_related("request__unit", "request__form", "unit__parent", "parent")
    place = get_object_or_404(places, request_id=request_id, unit_id=unit_id)
    overview = overview_of(place)
    form = form_of_total(overview)
    if form is None or kind not in FORM_KINDS:
        raise Http404
    name = f"bieu-thong-ke-tong-hop-{request_id}-{unit_id}"
    if kind == "xlsx":
        return excel_response(form_workbook(form, place.unit, maker=by.name, below=overview.rows), name)
    return paper_response(statistics_paper(form, place.unit, to=place.parent, maker=by.name), kind, name)
