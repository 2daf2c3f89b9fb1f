"""More time, freedom of a report, or a report reopened: the unit asks, those above answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from thidua.common.verdicts import Refusal
from thidua.reporting import actions, policies
from thidua.reporting.choices import AskKind
from thidua.reporting.forms.reports import AnswerAskForm, AskForm
from thidua.reporting.models import ReportAsk
from thidua.reporting.tasks import merge_soon
from thidua.reporting.views.signing import own_report
from thidua.ui.gestures import ActingRequest, writes

KINDS = {"gia-han": AskKind.EXTEND, "mien": AskKind.EXEMPT, "mo-lai": AskKind.REOPEN}


@writes
def ask_new(request: ActingRequest, report_id: int, kind: str) -> HttpResponse:
    """The unit asks for more time (``gia-han``), to be freed (``mien``) or to have its report reopened
    (``mo-lai``)."""
    if kind not in KINDS:
        raise Http404
    by, what = request.actor, KINDS[kind]
    report = own_report(by, report_id)
    form = AskForm(request.POST if request.method == "POST" else None, what)
    if request.method == "POST" and form.is_valid():
        try:
            ask = actions.ask_about_report(by=by, report=report, kind=what, **form.cleaned_data)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Đã gửi đề nghị. Khi cấp trên trả lời, đơn vị được báo ngay.")
            return redirect("ask_page", ask.pk)
    context = {"report": report, "form": form, "title": what.label, "verdict": policies.may_ask(by, report, what)}
    return render(request, "reporting/ask_new.html", context, status=422 if form.errors else 200)


@writes
def ask_page(request: ActingRequest, ask_id: int) -> HttpResponse:
    """One request: the unit reads how it stands, those above answer it."""
    by = request.actor
    asks = ReportAsk.objects.visible_to(by).select_related(
        "report__request", "report__unit", "report__place", "report__place__parent"
    )
    ask = get_object_or_404(asks, pk=ask_id)
    form = AnswerAskForm(request.POST if request.method == "POST" else None, ask)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.answer_ask(
                by=by,
                ask=ask,
                is_granted=data["verdict"] == "yes",
                answer=data["answer"],
                due_on=data.get("due_on"),
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            merge_soon({ask.report.request_id})
            messages.success(request, f"Đã trả lời; {ask.report.unit.title} được báo ngay.")
            return redirect("ask_page", ask.pk)
    context = {
        "ask": ask,
        "report": ask.report,
        "form": form,
        "is_own": ask.report.unit_id == by.unit_id,
        "may_answer": policies.may_answer_ask(by, ask),
        "may_drop": policies.may_drop_ask(by, ask),
    }
    return render(request, "reporting/ask_page.html", context, status=422 if form.errors else 200)


@writes
def ask_drop(request: ActingRequest, ask_id: int) -> HttpResponse:
    """The unit takes its request back."""
    by = request.actor
    own = ReportAsk.objects.filter(report__unit_id=by.unit_id).select_related("report")
    ask = get_object_or_404(own, pk=ask_id)
    if request.method == "POST":
        actions.drop_ask(by=by, ask=ask)
        messages.success(request, "Đã rút đề nghị.")
    return redirect("ask_page", ask.pk)
