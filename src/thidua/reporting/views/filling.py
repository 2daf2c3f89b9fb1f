"""The unit's own pages: its list, its form, sending, drawing back."""

from __future__ import annotations

import json
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
from thidua.reporting.actions.meeting import Meeting
from thidua.reporting.choices import AskKind
from thidua.reporting.forms import ReportForm
from thidua.reporting.models import Report
from thidua.reporting.queries.filling import Sheet, sheet_of
from thidua.reporting.queries.lists import asked_of, own_reports
from thidua.reporting.queries.proposals import drafts_beside
from thidua.reporting.tasks import merge_soon
from thidua.ui.gestures import ActingRequest, reads, writes
from thidua.ui.offline import keep_page

GESTURES = {"send": actions.submit_reports, "present": actions.present_reports, "save": actions.save_drafts}
WITH_ALL = ("request", "request__unit", "request__plan", "unit", "place", "place__parent", "filled_from__unit")

OF_ANOTHER = (
    "Trang này mở cho báo cáo của đơn vị khác với đơn vị bạn đang chọn làm việc, nên số liệu chưa được lưu. "
    "Hãy chọn lại đơn vị ở đầu trang rồi mở báo cáo."
)


@reads
def report_list(request: ActingRequest) -> HttpResponse:
    """What the unit owes and has sent; for a unit with others below it also the requests it watches."""
    by = request.actor
    context = {
        "own": own_reports(by),
        "requests": asked_of(by),
        "may_open": policies.may_open_request(by),
        "may_bring_history": policies.may_bring_history(by),
        "may_receive": by.can(Verb.RECEIVE) and has_units_below(by, clock.today()),
    }
    return keep_page(render(request, "reporting/report_list.html", context))


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
    if form.is_of_another:
        raise Refusal(OF_ANOTHER, "another_unit")
    if request.method == "POST" and form.is_valid():
        gesture = next((name for name in GESTURES if name in request.POST), "save")
        try:
            _tell_of(request, GESTURES[gesture](by=by, entries=form.entries(is_whole=True)) or [])
        except Refusal as refusal:
            saved = Report.objects.in_bulk([one.pk for one in sheet.reports])
            form.renew(saved, getattr(refusal, "meetings", ()))
            form.add_refusal(refusal)
        else:
            return _done(request, sheet, gesture)
    answer = render(
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
            **_asks_of(by, report),
        },
        status=422 if form.errors else 200,
    )
    return keep_page(answer)


def _asks_of(by: Actor, report: Report) -> dict[str, Any]:
    """What the unit has asked about the report and nobody has answered yet, and what it may ask."""
    waiting = list(report.asks.waiting())
    kinds = {ask.kind for ask in waiting}
    return {
        "asks": waiting,
        "may_ask_longer": AskKind.EXTEND not in kinds and policies.may_ask(by, report, AskKind.EXTEND),
        "may_ask_freedom": AskKind.EXEMPT not in kinds and policies.may_ask(by, report, AskKind.EXEMPT),
    }


def _tell_of(request: ActingRequest, met: list[Meeting]) -> None:
    """What a colleague changed meanwhile in other fields stands beside what was saved now."""
    for who, when in {(one.who, one.when) for one in met}:
        messages.info(request, f"{who} cũng đã sửa báo cáo này lúc {when}, ở các ô khác. Trang này có cả hai phần.")


def _done(request: ActingRequest, sheet: Sheet, gesture: str) -> HttpResponse:
    report = sheet.report
    if gesture == "present":
        messages.success(request, f"Đã trình ký {len(sheet.reports)} báo cáo. Người ký được báo ngay.")
        return redirect("report_page", report.pk)
    if gesture == "save" and "draw" in request.POST:
        return redirect("report_draw", report.request_id)
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
    """Keep what is being typed: saves every field that can be read; answers with the line "Đã lưu 10:32".

    Sent by the page itself, also after hours without network; as a whole form, so that sending it twice is no harm.
    """
    by = request.actor
    report = _own(by, request_id)
    if request.method != "POST":
        return redirect("report_fill", request_id)
    sheet = sheet_of(report)
    form = ReportForm(request.POST, sheet)
    if form.is_of_another or request.POST.get("_person", f"u{by.user_id}") != f"u{by.user_id}":
        return HttpResponse(status=409)
    form.is_valid()
    refusal: Refusal | None = None
    met: list[Meeting] = []
    try:
        met = actions.save_drafts(by=by, entries=form.entries(is_whole="X-Outbox" in request.headers))
    except Refusal as caught:
        refusal = caught
    for card in sheet.cards:
        card.words = str(form.cleaned_data.get(f"loi-{card.slot.request_id}-{card.slot.num}", card.words))
    box = _saved_box(form, sheet, is_saving=True, refusal=refusal)
    if refusal is None:
        box |= {"theirs": json.dumps(form.theirs(met)) if met else "", "met": met}
    return render(request, "reporting/_saved.html", {"saved": box})


def _saved_box(
    form: ReportForm, sheet: Sheet, *, is_saving: bool = False, refusal: Refusal | None = None
) -> dict[str, Any]:
    """What the line "Đã lưu 10:32" says, the state to send back next time, and what is missing, each a jump."""
    words, mark = "Số liệu được lưu dần khi bạn nhập.", "info-circle"
    if refusal:
        words, mark = f"Chưa lưu được: {refusal.reasons[0].text}", "alert-triangle"
    elif is_saving:
        unread = f" · {len(form.errors)} ô chưa đọc được, hãy xem lại" if form.errors else ""
        words, mark = f"Đã lưu {clock.local(clock.now()):%H:%M}{unread}", "circle-check"
    elif sheet.report.edited_at:
        words, mark = f"Đã lưu lúc {clock.local(sheet.report.edited_at):%H:%M %d/%m/%Y}", "circle-check"
    missing = form.missing() if is_saving or not form.errors else []
    is_saved = is_saving and not refusal
    state = [(f"v-{one.pk}", one.version if is_saved else form[f"v-{one.pk}"].value()) for one in sheet.reports]
    state.append(("base", form.base_text(is_saved=is_saved)))
    return {
        "words": words,
        "icon": mark,
        "state": state,
        "problem": "" if refusal is None else "clash" if "changed_meanwhile" in refusal.codes else "refused",
        "theirs": "",
        "met": [],
        "hints": form.hints() if is_saving or not form.errors else [],
        "missing": missing,
        "missing_label": f"{_lacking(sheet.report)} {len(missing)} mục",
        "is_whole": not missing and not form.errors,
    }


def _lacking(report: Report) -> str:
    """Whoever need not report lacks nothing."""
    return "Còn thiếu" if report.place.is_expected or report.is_counted else "Nếu vẫn báo cáo: còn"


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
