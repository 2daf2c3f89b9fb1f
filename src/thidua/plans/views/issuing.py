"""The way of a plan: review, approval, number, issue, receipt, cascade, reminders, close, withdraw."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from thidua.common import clock
from thidua.common.verdicts import Refusal, Verdict
from thidua.documents.queries import numbering
from thidua.plans import actions, policies, queries
from thidua.plans.actions.flow import document_kind, numbered_document
from thidua.plans.checks import ISSUE, LAUNCH, findings_in
from thidua.plans.forms import IssueForm, NumberingForm, OwnPlanForm, RemarkForm
from thidua.plans.lifecycle import WITHDRAWN
from thidua.plans.models import Plan, PlanReceipt
from thidua.plans.views.shared import find_own, find_plan, told
from thidua.ui.forms import Form
from thidua.ui.gestures import ActingRequest, writes


@writes
def plan_send(request: ActingRequest, pk: int) -> HttpResponse:
    """Hand the draft to the leader."""
    plan = find_own(request.actor, pk)
    if request.method == "POST":
        actions.send_for_review(by=request.actor, plan=plan)
        messages.success(request, "Đã trình lãnh đạo. Bạn sẽ được báo khi kế hoạch được duyệt hoặc trả lại.")
    return redirect("plan_page", plan.pk)


@writes
def plan_approve(request: ActingRequest, pk: int) -> HttpResponse:
    """Approve the plan."""
    plan = find_own(request.actor, pk)
    if request.method == "POST":
        actions.approve_plan(by=request.actor, plan=plan)
        messages.success(request, "Đã phê duyệt. Kế hoạch chờ ban hành.")
    return redirect("plan_page", plan.pk)


@writes
def plan_return(request: ActingRequest, pk: int) -> HttpResponse:
    """Give the plan back with a remark."""
    plan = find_own(request.actor, pk)
    form = RemarkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.return_plan(by=request.actor, plan=plan, remark=form.cleaned_data["remark"])
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Đã trả lại kèm ý kiến. Người soạn đã được báo.")
            return redirect("plan_page", plan.pk)
    words = ("Trả lại kế hoạch", "Kế hoạch trở về bản thảo để sửa. Số đã lấy (nếu có) được ghi là số bỏ.", "Trả lại")
    return _step(request, plan, form, words, policies.may_return(request.actor, plan))


@writes
def plan_withdraw(request: ActingRequest, pk: int) -> HttpResponse:
    """Take back an issued plan with a reason."""
    plan = find_own(request.actor, pk)
    form = RemarkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_plan(by=request.actor, plan=plan, reason=form.cleaned_data["remark"])
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Đã thu hồi kế hoạch. Các việc đã giao theo kế hoạch này cũng được thu hồi.")
            return redirect("plan_page", plan.pk)
    words = ("Thu hồi kế hoạch", "Các việc đã giao cho cấp dưới theo kế hoạch này cũng được thu hồi.", "Thu hồi")
    return _step(request, plan, form, words, policies.may_withdraw(request.actor, plan))


@writes
def plan_close(request: ActingRequest, pk: int) -> HttpResponse:
    """End an issued plan."""
    plan = find_own(request.actor, pk)
    if request.method == "POST":
        actions.close_plan(by=request.actor, plan=plan)
        messages.success(request, "Đã kết thúc kế hoạch. Việc chưa xong vẫn còn trong danh sách của đơn vị.")
        return redirect("plan_page", plan.pk)
    words = ("Kết thúc kế hoạch", "Sau bước này kế hoạch chuyển vào lưu trữ và không mở lại được.", "Kết thúc")
    return _step(request, plan, Form(), words, policies.may_close(request.actor, plan))


@writes
def plan_number(request: ActingRequest, pk: int) -> HttpResponse:
    """Take the next number, so that it is printed on the paper before it is signed."""
    plan = find_own(request.actor, pk)
    form = NumberingForm(request.POST or None, initial={"on": _next(plan)[1]})
    if request.method == "POST" and form.is_valid():
        try:
            document = actions.number_plan(by=request.actor, plan=plan, on=form.cleaned_data["on"])
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"Đã lấy số {document.number_text}. Hãy in, ký, rồi ban hành.")
            return redirect("plan_page", plan.pk)
    note = f"Số tiếp theo của đơn vị là {_next(plan)[0]:02d}. Số được giữ cho kế hoạch này."
    words = ("Lấy số văn bản", note, "Lấy số")
    return _step(request, plan, form, words, policies.may_number(request.actor, plan))


@writes
def plan_issue(request: ActingRequest, pk: int) -> HttpResponse:
    """Issue on paper (number and day typed, scan uploaded) or electronically (signed PDF)."""
    by = request.actor
    plan = find_own(by, pk)
    has_number = numbered_document(plan) is not None
    form = IssueForm(request.POST or None, request.FILES or None, plan=plan, has_number=has_number)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        scan, signed = _upload(data.pop("scan")), _upload(data.pop("signed"))
        try:
            actions.issue_plan(by=by, plan=plan, scan=scan, signed=signed, **data)
        except Refusal as refusal:
            form.add_refusal(refusal)
            plan = find_own(by, pk)
        else:
            messages.success(request, f"Đã ban hành {plan.name}. Các đơn vị cấp dưới đã nhận và có việc trên bàn.")
            return redirect("plan_page", plan.pk)
    contents = queries.contents_of(plan)
    context = {
        "plan": plan,
        "form": form,
        "has_number": has_number,
        "next_number": _next(plan)[0],
        **told(findings_in(contents, ISSUE, with_number=False)),
        "direct": queries.recipients_of(plan).count(),
        "verdict": policies.may_issue(by, plan),
    }
    return render(request, "plans/plan_issue.html", context, status=422 if form.errors else 200)


@writes
def receipt_confirm(request: ActingRequest, pk: int) -> HttpResponse:
    """The unit has received the plan."""
    by = request.actor
    plan = find_plan(by, pk)
    if request.method == "POST":
        receipt = get_object_or_404(PlanReceipt, plan=plan, unit_id=by.unit_id)
        actions.confirm_receipt(by=by, receipt=receipt)
        messages.success(request, "Đã xác nhận. Cấp trên thấy đơn vị đã nhận kế hoạch.")
    return redirect("plan_page", plan.pk)


@writes
def plan_cascade(request: ActingRequest, pk: int) -> HttpResponse:
    """Make the own unit's plan from this one; where there is one already, it is opened."""
    by = request.actor
    upper = find_plan(by, pk)
    own = Plan.objects.filter(Q(parent=upper) & Q(unit_id=by.unit_id)).exclude(state=WITHDRAWN).first()
    if own is not None:
        return redirect("plan_page" if own.is_out else "own_plan", own.pk)
    if request.method == "POST":
        own = actions.cascade_plan(by=by, plan=upper)
        return redirect("own_plan", own.pk)
    contents = queries.contents_of(upper)
    context = {"plan": upper, "contents": contents, "verdict": policies.may_cascade(by, upper)}
    return render(request, "plans/plan_cascade.html", context)


@writes
def own_plan(request: ActingRequest, pk: int) -> HttpResponse:
    """The whole own plan on one page of a phone: targets, days, number; one button issues it."""
    by = request.actor
    plan = find_own(by, pk)
    contents = queries.contents_of(plan)
    form = OwnPlanForm(request.POST or None, plan=plan, targets=contents.targets, phases=contents.phases)
    is_saving = "save" in request.POST
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.adjust_own_plan(by=by, plan=plan, form=data)
            if not is_saving:
                number = data["number_text"]
                actions.issue_own_plan(
                    by=by, plan=plan, number_text=number, issued_on=data["issued_on"], take_next=not number
                )
        except Refusal as refusal:
            form.add_refusal(refusal)
            plan = find_own(by, pk)
        else:
            words = "Đã lưu bản thảo." if is_saving else f"Đã ban hành {plan.name}. Cấp trên đã thấy kế hoạch này."
            messages.success(request, words)
            return redirect("own_plan" if is_saving else "plan_page", plan.pk)
    context = {
        "plan": plan,
        "contents": contents,
        "form": form,
        "gate": [finding for finding in findings_in(contents, LAUNCH, with_number=False) if finding.is_error],
        "may_edit": policies.may_edit(by, plan),
        "verdict": policies.may_issue_own_plan(by, plan),
    }
    return render(request, "plans/own_plan.html", context, status=422 if form.errors else 200)


@writes
def lower_remind(request: ActingRequest, pk: int) -> HttpResponse:
    """Remind every unit below that has no plan yet."""
    plan = find_own(request.actor, pk)
    if request.method == "POST":
        count = actions.remind_missing(by=request.actor, plan=plan)
        messages.success(request, f"Đã nhắc {count} đơn vị chưa có kế hoạch. Mỗi người được nhắc một lần trong ngày.")
    return redirect("lower_plans", plan.pk)


def _upload(found: Any) -> tuple[str, bytes] | None:
    return (found.name, found.read()) if found else None


def _next(plan: Plan) -> tuple[int, Any]:
    day = plan.issued_on or clock.today()
    return numbering(plan.unit, document_kind(plan), day).next_number, day


def _step(
    request: ActingRequest, plan: Plan, form: Form, words: tuple[str, str, str], verdict: Verdict
) -> HttpResponse:
    title, note, verb = words
    context = {"plan": plan, "form": form, "title": title, "note": note, "verb": verb, "verdict": verdict}
    return render(request, "plans/plan_step.html", context, status=422 if form.errors else 200)
