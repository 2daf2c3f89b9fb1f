"""The unit's own pages: its list, its form, sending, drawing back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from thidua.accounts.choices import Verb
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.verdicts import Refusal
from thidua.organisation.queries import has_units_below
from thidua.reporting import actions, policies
from thidua.reporting.forms import ReportForm
from thidua.reporting.models import Report
from thidua.reporting.queries.filling import Sheet, sheet_of
from thidua.reporting.queries.lists import asked_of, own_reports
from thidua.reporting.queries.proposals import drafts_beside
from thidua.reporting.tasks import merge_soon
from thidua.ui.gestures import ActingRequest, reads, writes

GESTURES = {"send": actions.submit_reports, "present": actions.present_reports, "save": actions.save_drafts}
WITH_ALL = ("request", "request__unit", "request__plan", "unit", "place", "place__parent")


@reads
def report_list(request: ActingRequest) -> HttpResponse:
    """What the unit owes and has sent; for a unit with others below it also the requests it watches."""
    by = request.actor
    context = {
        "own": own_reports(by),
        "requests": asked_of(by),
        "may_open": policies.may_open_request(by),
        "may_receive": by.can(Verb.RECEIVE) and has_units_below(by, clock.today()),
    }
    return render(request, "reporting/report_list.html", context)


def _own(by: Actor, request_id: int) -> Report:
    found = Report.objects.filter(unit_id=by.unit_id, request_id=request_id).select_related(*WITH_ALL)
    return get_object_or_404(found)


@writes
def report_fill(request: ActingRequest, request_id: int) -> HttpResponse:
    """The form of the unit's reports of one due day: one target a card. Saves, or saves and sends."""
    by = request.actor
    report = _own(by, request_id)
    is_looking = report.is_in_signing and "sua" not in request.GET
    if request.method != "POST" and (is_looking or not policies.may_save(by, report)):
        return redirect("report_page", report.pk)
    sheet = sheet_of(report)
    form = ReportForm(request.POST if request.method == "POST" else None, sheet)
    if request.method == "POST" and form.is_valid():
        gesture = next((name for name in GESTURES if name in request.POST), "save")
        try:
            GESTURES[gesture](by=by, entries=form.entries(is_whole=True))
        except Refusal as refusal:
            saved = Report.objects.in_bulk([one.pk for one in sheet.reports])
            form.renew(saved, is_conflict="changed_meanwhile" in refusal.codes)
            form.add_refusal(refusal)
        else:
            return _done(request, sheet, gesture)
    return render(
        request,
        "reporting/report_fill.html",
        {
            "sheet": sheet,
            "form": form,
            "report": report,
            "saved": _saved_box(form, sheet),
            "may_submit": policies.may_submit(by, report),
            "may_present": policies.may_present(by, report),
            "receiver": report.place.parent,
            "items": drafts_beside(report.pk, by.unit_id),
        },
        status=422 if form.errors else 200,
    )


def _done(request: ActingRequest, sheet: Sheet, gesture: str) -> HttpResponse:
    report = sheet.report
    if gesture == "present":
        messages.success(request, f"Đã trình ký {len(sheet.reports)} báo cáo. Người ký được báo ngay.")
        return redirect("report_page", report.pk)
    if gesture == "save":
        messages.success(request, f"Đã lưu lúc {clock.local(clock.now()):%H:%M}. Báo cáo chưa nộp.")
        if report.is_in_signing:
            return redirect("report_page", report.pk)
        return redirect("report_fill", report.request_id)
    merge_soon({one.request_id for one in sheet.reports})
    receiver = report.place.parent.title if report.place.parent else "Cấp trên"
    messages.success(
        request,
        f"Đã nộp {len(sheet.reports)} báo cáo. {receiver} sẽ xem xét. Bạn còn rút lại được cho tới khi nơi nhận mở "
        "báo cáo.",
    )
    return redirect("report_page", report.pk)


@writes
def report_autosave(request: ActingRequest, request_id: int) -> HttpResponse:
    """Keep what is being typed: saves every field that can be read; answers with the line "Đã lưu 10:32"."""
    by = request.actor
    report = _own(by, request_id)
    if request.method != "POST":
        return redirect("report_fill", request_id)
    sheet = sheet_of(report)
    form = ReportForm(request.POST, sheet)
    form.is_valid()
    problem = ""
    try:
        actions.save_drafts(by=by, entries=form.entries())
    except Refusal as refusal:
        problem = refusal.reasons[0].text
    for card in sheet.cards:
        card.words = str(form.cleaned_data.get(f"loi-{card.slot.request_id}-{card.slot.num}", card.words))
    return render(request, "reporting/_saved.html", {"saved": _saved_box(form, sheet, is_saving=True, problem=problem)})


def _saved_box(form: ReportForm, sheet: Sheet, *, is_saving: bool = False, problem: str = "") -> dict[str, Any]:
    """What the line "Đã lưu 10:32" says, the versions to send back next time, and what is missing, each a jump."""
    words, mark = "Số liệu được lưu dần khi bạn nhập.", "info-circle"
    if problem:
        words, mark = f"Chưa lưu được: {problem}", "alert-triangle"
    elif is_saving:
        unread = f" · {len(form.errors)} ô chưa đọc được, hãy xem lại" if form.errors else ""
        words, mark = f"Đã lưu {clock.local(clock.now()):%H:%M}{unread}", "circle-check"
    elif sheet.report.edited_at:
        words, mark = f"Đã lưu lúc {clock.local(sheet.report.edited_at):%H:%M %d/%m/%Y}", "circle-check"
    missing = form.missing() if is_saving or not form.errors else []
    versions = [
        (name, one.version if is_saving and not problem else form[name].value())
        for one in sheet.reports
        for name in [f"v-{one.pk}"]
    ]
    return {
        "words": words,
        "icon": mark,
        "versions": versions,
        "missing": missing,
        "missing_label": f"Còn thiếu {len(missing)} mục",
        "is_whole": not missing and not form.errors,
    }


@writes
def report_withdraw(request: ActingRequest, report_id: int) -> HttpResponse:
    """Draw a sent report back."""
    by = request.actor
    report = get_object_or_404(Report.objects.filter(unit_id=by.unit_id).select_related(*WITH_ALL), pk=report_id)
    if request.method == "POST":
        actions.withdraw_report(by=by, report=report)
        merge_soon({report.request_id})
        messages.success(request, "Đã rút báo cáo về để sửa. Hãy nộp lại trước hạn.")
        return redirect("report_fill", report.request_id)
    return redirect("report_page", report.pk)
