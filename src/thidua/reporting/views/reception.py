"""The report itself, and what the levels above do with it."""

from __future__ import annotations

import itertools

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from thidua.accounts.choices import Verb
from thidua.accounts.queries import users_with
from thidua.common.actor import Actor
from thidua.common.numbers import format_number
from thidua.common.verdicts import Refusal, Verdict
from thidua.journal.queries import story_of
from thidua.reporting import actions, policies
from thidua.reporting.choices import AskKind
from thidua.reporting.forms import ReturnForm, TypeInForm
from thidua.reporting.lifecycle import ACCEPTED, INSIDE_MOVES, REPORT
from thidua.reporting.models import Report
from thidua.reporting.queries.asked import slots_of
from thidua.reporting.queries.boards import waiting_asks
from thidua.reporting.queries.detail import detail_of
from thidua.reporting.queries.files import files_of, paper_of
from thidua.reporting.queries.filling import sheet_of
from thidua.reporting.queries.lists import received_reports
from thidua.reporting.queries.printed_form import has_sections
from thidua.reporting.queries.proposals import items_of
from thidua.reporting.tables import INBOX_COLUMNS, inbox_table
from thidua.reporting.tasks import merge_soon
from thidua.reporting.views.papers import find_report, form_files, uses_for
from thidua.ui.gestures import ActingRequest, reads, writes
from thidua.ui.workbooks import csv_response, excel_response, workbook_of

WITH_ALL = ("request", "request__unit", "request__plan", "unit", "place", "place__parent", "filled_from__unit")
MOST_ASKS = 20
MOST_ROWS = 20_000
"""Of a list that is written to Excel while the person waits."""
INSIDE_LABELS = {REPORT.moves[name].label for name in INSIDE_MOVES}


def _find_below(by: Actor, report_id: int) -> Report:
    return get_object_or_404(Report.objects.below(by).counting().select_related(*WITH_ALL), pk=report_id)


@reads
def report_inbox(request: ActingRequest) -> HttpResponse:
    """The reports of the units below, by state; those that wait for an answer first; what the units ask for."""
    by = request.actor
    table = inbox_table(request.GET, received_reports(by))
    return render(request, "reporting/report_inbox.html", {"table": table, "asks": waiting_asks(by)[:MOST_ASKS]})


@reads
def inbox_sheet(request: ActingRequest) -> HttpResponseBase:
    """The inbox as Excel, or with ``?dang=csv`` as CSV: the rows that the filters on the screen leave."""
    table = inbox_table(request.GET, received_reports(request.actor))
    rows = ([column.plain(row) for column in INBOX_COLUMNS] for row in table.each_row())
    name = "bao-cao-cap-duoi"
    if request.GET.get("dang") == "csv":
        return csv_response(itertools.chain([[column.label for column in INBOX_COLUMNS]], rows), name)
    if (table.total or 0) > MOST_ROWS:
        raise Refusal(
            f"Danh sách có hơn {format_number(MOST_ROWS)} báo cáo. Hãy lọc bớt rồi tải Excel, hoặc tải tệp CSV.",
            "too_many",
        )
    title = f"Báo cáo của cấp dưới – {request.actor.unit_name}"
    return excel_response(workbook_of(INBOX_COLUMNS, rows, title=title), name)


@reads
def report_page(request: ActingRequest, report_id: int) -> HttpResponse:
    """One report: figures against targets, narrative, remarks, story, and what this person may do with it."""
    by = request.actor
    report = find_report(by, report_id)
    is_own = report.unit_id == by.unit_id
    detail = detail_of(report, by_owner=is_own)
    is_form = has_sections(line.slot for line in detail.lines)
    return render(
        request,
        "reporting/report_page.html",
        {
            "report": report,
            "detail": detail,
            "form_files": form_files("report_statistics_file", report.pk) if is_form else [],
            "is_own": is_own,
            "may_see_file": report.filled_from is not None and by.covers(report.filled_from.unit.path),
            "items": list(items_of(by, report)),
            "difference": getattr(report, "difference", None),
            "may_amend": policies.may_amend(by, report),
            "may_lift": policies.may_lift(by, report),
            "files": files_of(report, by_owner=is_own),
            "paper": paper_of(report),
            "story": [step for step in story_of(report) if is_own or step.label not in INSIDE_LABELS],
            "asks": list(report.asks.waiting()),
            "signers": users_with(Verb.SUBMIT, unit_id=report.unit_id) if is_own and report.is_in_signing else [],
            "may_save": policies.may_save(by, report),
            "may_withdraw": policies.may_withdraw(by, report),
            "may_accept": policies.may_answer(by, report),
            "life": _own_life(by, report) if is_own else {},
            "may_return": policies.may_answer(by, report, "return"),
        },
    )


def _own_life(by: Actor, report: Report) -> dict[str, Verdict]:
    """What this person of the unit may do with its report now, by gesture."""
    return {
        "submit": policies.may_submit(by, report),
        "hand_back": policies.may_hand_back(by, report),
        "extend": policies.may_ask(by, report, AskKind.EXTEND),
        "exempt": policies.may_ask(by, report, AskKind.EXEMPT),
        "reopen": policies.may_ask(by, report, AskKind.REOPEN),
        "attach": policies.may_attach_file(by, report, uses_for(report)[0]),
        "number": policies.may_number_report(by, report),
    }


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
    slots = slots_of(report.request_id)
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
        "title": "Mở lại báo cáo đã duyệt" if report.state == ACCEPTED else "Trả lại báo cáo",
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
