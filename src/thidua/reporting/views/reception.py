"""The report itself, and what the levels above do with it."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.verdicts import Refusal
from thidua.documents.papers import render_docx, render_pdf
from thidua.documents.queries import attachment_response, attachments_of
from thidua.journal.queries import story_of
from thidua.reporting import actions, policies
from thidua.reporting.forms import ReturnForm, TypeInForm
from thidua.reporting.models import Report, Slot
from thidua.reporting.papers import report_paper
from thidua.reporting.queries.detail import detail_of
from thidua.reporting.queries.filling import sheet_of
from thidua.reporting.queries.lists import received_reports
from thidua.reporting.queries.proposals import items_of
from thidua.reporting.tables import inbox_table
from thidua.reporting.tasks import merge_soon
from thidua.ui.gestures import ActingRequest, reads, writes

WITH_ALL = ("request", "request__unit", "request__plan", "unit", "place", "place__parent")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _find(by: Actor, report_id: int) -> Report:
    return get_object_or_404(Report.objects.visible_to(by).select_related(*WITH_ALL), pk=report_id)


def _find_below(by: Actor, report_id: int) -> Report:
    return get_object_or_404(Report.objects.below(by).exclude(state="draft").select_related(*WITH_ALL), pk=report_id)


@reads
def report_inbox(request: ActingRequest) -> HttpResponse:
    """The reports of the units below, by state; those that wait for an answer first."""
    by = request.actor
    return render(request, "reporting/report_inbox.html", {"table": inbox_table(request.GET, received_reports(by))})


@reads
def report_page(request: ActingRequest, report_id: int) -> HttpResponse:
    """One report: figures against targets, narrative, remarks, story, and what this person may do with it."""
    by = request.actor
    report = _find(by, report_id)
    is_own = report.unit_id == by.unit_id
    return render(
        request,
        "reporting/report_page.html",
        {
            "report": report,
            "detail": detail_of(report, by_owner=is_own),
            "is_own": is_own,
            "files": list(attachments_of("report", report.pk)),
            "story": story_of(report),
            "items": list(items_of(by, report)),
            "may_lift": policies.may_lift(by, report),
            "may_save": policies.may_save(by, report),
            "may_withdraw": policies.may_withdraw(by, report),
            "may_accept": policies.may_answer(by, report),
            "may_return": policies.may_answer(by, report, "return"),
        },
    )


@writes
def report_open(request: ActingRequest, report_id: int) -> HttpResponse:
    """From the inbox: open a sent report; from now on the unit cannot draw it back."""
    report = _find_below(request.actor, report_id)
    if request.method == "POST":
        actions.open_report(by=request.actor, report=report)
    return redirect("report_page", report.pk)


@writes
def report_accept(request: ActingRequest, report_id: int) -> HttpResponse:
    """Accept."""
    report = _find_below(request.actor, report_id)
    if request.method == "POST":
        actions.accept_report(by=request.actor, report=report)
        messages.success(request, f"Đã duyệt báo cáo của {report.unit.title}.")
    return redirect("report_page", report.pk)


@writes
def report_return(request: ActingRequest, report_id: int) -> HttpResponse:
    """Return with remarks on the whole or on single figures."""
    by = request.actor
    report = _find_below(by, report_id)
    slots = list(Slot.objects.filter(request_id=report.request_id))
    form = ReturnForm(request.POST if request.method == "POST" else None, slots, seen=report.state)
    if request.method == "POST" and form.is_valid():
        try:
            actions.return_report(
                by=by,
                report=report,
                remark=form.cleaned_data["remark"],
                figure_remarks=form.figure_remarks(),
                seen=form.cleaned_data["seen"],
            )
        except Refusal as refusal:
            form.data = {**dict(form.data.items()), "seen": report.state}
            form.add_refusal(refusal)
        else:
            merge_soon({report.request_id})
            messages.success(request, f"Đã trả lại báo cáo; {report.unit.title} đã được báo kèm ý kiến.")
            return redirect("report_page", report.pk)
    context = {
        "report": report,
        "form": form,
        "lines": [(line, form[f"y-{line.slot.pk}"]) for line in detail_of(report, by_owner=False).lines],
        "verdict": policies.may_answer(by, report, "return"),
    }
    return render(request, "reporting/report_return.html", context, status=422 if form.errors else 200)


@writes
def report_type_in(request: ActingRequest, report_id: int) -> HttpResponse:
    """Enter for a unit below that telephoned or sent paper, with the scan."""
    by = request.actor
    report = get_object_or_404(Report.objects.below(by).select_related(*WITH_ALL), pk=report_id)
    sheet = sheet_of(report)
    sheet.reports = [report]
    sheet.cards = [card for card in sheet.cards if card.report.pk == report.pk]
    for card in sheet.cards:
        card.doubles = []
    is_post = request.method == "POST"
    form = TypeInForm(request.POST if is_post else None, sheet, files=request.FILES if is_post else None)
    if is_post and form.is_valid():
        entry = form.entries()[0]
        scan = form.cleaned_data["scan"]
        try:
            actions.type_in_report(
                by=by,
                report=report,
                version=entry.version,
                figures=entry.figures,
                words=entry.words,
                texts=entry.texts,
                scan_name=scan.name,
                scan=scan.read(),
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            merge_soon({report.request_id})
            messages.success(
                request, f"Đã nhập thay và nộp báo cáo của {report.unit.title}. Đơn vị được báo để xem lại."
            )
            return redirect("report_page", report.pk)
    context = {"report": report, "sheet": sheet, "form": form, "verdict": policies.may_type_in(by, report)}
    return render(request, "reporting/report_type_in.html", context, status=422 if form.errors else 200)


@reads
def report_file(request: ActingRequest, report_id: int, file_id: int) -> FileResponse:
    """A file attached to a report that the actor may see."""
    report = _find(request.actor, report_id)
    return attachment_response(get_object_or_404(attachments_of("report", report.pk), pk=file_id))


@reads
def report_paper_file(request: ActingRequest, report_id: int, kind: str) -> HttpResponse:
    """The report as an official paper: ``kind`` docx or pdf."""
    report = _find(request.actor, report_id)
    if kind not in ("docx", "pdf"):
        raise Http404
    paper = report_paper(report, detail_of(report, by_owner=report.unit_id == request.actor.unit_id))
    data, mime = (render_docx(paper), WORD) if kind == "docx" else (render_pdf(paper), "application/pdf")
    response = HttpResponse(data, content_type=mime)
    response["Content-Disposition"] = f'attachment; filename="bao-cao-{report.pk}-{clock.today():%Y%m%d}.{kind}"'
    return response
