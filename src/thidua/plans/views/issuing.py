"""The way of a plan: review, approval, number, issue, receipt, cascade, reminders, close, withdraw."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from thidua.common import clock
from thidua.common.numbers import format_number
from thidua.common.text import search_text
from thidua.common.verdicts import Refusal
from thidua.documents.choices import AttachmentUse
from thidua.documents.models import Attachment
from thidua.documents.queries import numbering
from thidua.plans import actions, policies, queries
from thidua.plans.actions.flow import document_kind, numbered_document
from thidua.plans.forms import IssueForm, NumberingForm, SignedPaperForm
from thidua.plans.models import Plan, PlanReceipt
from thidua.plans.views.findings import OPEN, told_before_issue
from thidua.plans.views.shared import find_own, find_plan, step
from thidua.ui.gestures import ActingRequest, writes


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
    return step(request, plan, form, words, policies.may_number(request.actor, plan))


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
            _tell_of_signature(request, plan, signed)
            return redirect("plan_page", plan.pk)
    contents = queries.contents_of(plan)
    context = {
        "plan": plan,
        "form": form,
        "has_number": has_number,
        "next_number": f"Số tiếp theo đang là {_next(plan)[0]:02d}",
        "may_number": policies.may_number(by, plan),
        **told_before_issue(contents, may_edit=bool(policies.may_edit(by, plan)), is_open=OPEN in request.GET),
        "findings_page": "plan_issue",
        "direct": queries.recipients_of(plan).count(),
        "verdict": policies.may_issue(by, plan),
    }
    return render(request, "plans/plan_issue.html", context, status=422 if form.errors else 200)


@writes
def plan_signed_paper(request: ActingRequest, pk: int) -> HttpResponse:
    """The scan or the signed PDF of a plan that was issued without it."""
    plan = find_own(request.actor, pk)
    form = SignedPaperForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid():
        scan, signed = _upload(form.cleaned_data["scan"]), _upload(form.cleaned_data["signed"])
        try:
            actions.add_signed_paper(by=request.actor, plan=plan, scan=scan, signed=signed)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Đã giữ bản đã ký. Ai xem được kế hoạch đều tải được bản này.")
            _tell_of_signature(request, plan, signed)
            return redirect("plan_page", plan.pk)
    note = "Bản quét đã ký, đóng dấu, hoặc tệp PDF đã ký số: một trong hai."
    words = ("Tải bản đã ký lên", note, "Tải lên")
    verdict = policies.may_add_signed_paper(request.actor, plan)
    return step(request, plan, form, words, verdict, marks_optional=False)


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
def lower_remind(request: ActingRequest, pk: int) -> HttpResponse:
    """Remind every unit below that has no plan yet."""
    plan = find_own(request.actor, pk)
    if request.method == "POST":
        try:
            count = actions.remind_missing(by=request.actor, plan=plan)
        except Refusal as refusal:
            messages.warning(request, " ".join(reason.text for reason in refusal.reasons))
        else:
            words = f"Đã nhắc {format_number(count)} đơn vị chưa có kế hoạch."
            messages.success(request, f"{words} Mỗi người được nhắc một lần trong ngày.")
    return redirect("lower_plans", plan.pk)


def _tell_of_signature(request: ActingRequest, plan: Plan, signed: Any) -> None:
    """A good signature by somebody else than the plan names, or by somebody unknown, is kept, and said."""
    found = Attachment.objects.filter(owner_kind="plan", owner_id=plan.pk, use=AttachmentUse.SIGNED)
    last = found.select_related("signature").order_by("pk").last() if signed else None
    if last is None:
        return
    name = last.signature.signer_name
    if search_text(name) != search_text(plan.signer_name):
        named = f"kế hoạch ghi người ký là {plan.signer_name}" if plan.signer_name else "kế hoạch không ghi người ký"
        messages.warning(request, f"Tệp do {name} ký số; {named}. Hãy đối chiếu.")
    if not last.signature.is_trusted:
        words = "chưa thuộc danh sách tin cậy của hệ thống. Hãy đối chiếu người ký."
        messages.warning(request, f"Chứng thư của {name} {words}")


def _upload(found: Any) -> tuple[str, bytes] | None:
    return (found.name, found.read()) if found else None


def _next(plan: Plan) -> tuple[int, Any]:
    day = plan.issued_on or clock.today()
    return numbering(plan.unit, document_kind(plan), day).next_number, day
