"""Inside the unit: sign and send what was presented, or hand it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from thidua.common.actor import Actor
from thidua.common.verdicts import Refusal
from thidua.reporting import actions, policies
from thidua.reporting.forms.reports import HandBackForm
from thidua.reporting.models import Report
from thidua.reporting.tasks import merge_soon
from thidua.ui.gestures import ActingRequest, writes

WITH_ALL = ("request", "request__unit", "request__plan", "unit", "place", "place__parent")


def own_report(by: Actor, report_id: int) -> Report:
    """A report of the actor's own unit, or 404."""
    return get_object_or_404(Report.objects.filter(unit_id=by.unit_id).select_related(*WITH_ALL), pk=report_id)


@writes
def report_sign(request: ActingRequest, report_id: int) -> HttpResponse:
    """The chair signs and sends what lies before her, as she sees it."""
    report = own_report(request.actor, report_id)
    if request.method == "POST":
        actions.submit_report(by=request.actor, report=report)
        merge_soon({report.request_id})
        messages.success(request, "Đã ký và nộp báo cáo. Bạn còn rút lại được cho tới khi nơi nhận mở báo cáo.")
    return redirect("report_page", report.pk)


@writes
def report_hand_back(request: ActingRequest, report_id: int) -> HttpResponse:
    """The chair hands it back to those who prepare it, with a word."""
    by = request.actor
    report = own_report(by, report_id)
    form = HandBackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.hand_back_report(by=by, report=report, remark=form.cleaned_data["remark"])
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Đã trả lại người soạn; người soạn được báo kèm lời của bạn.")
            return redirect("report_page", report.pk)
    context = {"report": report, "form": form, "verdict": policies.may_hand_back(by, report)}
    return render(request, "reporting/report_hand_back.html", context, status=422 if form.errors else 200)
