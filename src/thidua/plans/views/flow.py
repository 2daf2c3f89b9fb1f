"""The way of a plan between drafters and leader: review, approval, return, amendment, withdrawal, close."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from thidua.common.verdicts import Refusal
from thidua.plans import actions, policies, queries
from thidua.plans.forms import CloseForm, RemarkForm, WithdrawForm
from thidua.plans.models import Plan
from thidua.plans.views.shared import find_own, find_plan, step
from thidua.ui.forms import Form
from thidua.ui.gestures import ActingRequest, reads, writes


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
    return step(request, plan, form, words, policies.may_return(request.actor, plan))


@writes
def plan_withdraw(request: ActingRequest, pk: int) -> HttpResponse:
    """Take back an issued plan with a reason."""
    plan = find_own(request.actor, pk)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_plan(by=request.actor, plan=plan, reason=form.cleaned_data["remark"])
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Đã thu hồi kế hoạch. Các việc đã giao theo kế hoạch này cũng được thu hồi.")
            return redirect("plan_page", plan.pk)
    note = (
        f"{plan.title}. Kế hoạch hết hiệu lực ngay và không lấy lại được: các việc đã giao theo kế hoạch này cũng được "
        "thu hồi (báo cáo đã yêu cầu thì vẫn phải nộp), các đơn vị đã nhận kế hoạch được báo."
    )
    words = ("Thu hồi kế hoạch", note, "Thu hồi")
    return step(request, plan, form, words, policies.may_withdraw(request.actor, plan))


@writes
def plan_discard(request: ActingRequest, pk: int) -> HttpResponse:
    """Give up a draft."""
    plan = find_own(request.actor, pk)
    if request.method == "POST":
        actions.discard_plan(by=request.actor, plan=plan)
        messages.success(request, "Đã bỏ bản thảo.")
        return redirect("plan_list")
    note = "Bản thảo không còn trong danh sách và không lấy lại được. Kế hoạch đã ban hành không đổi."
    words = ("Bỏ bản thảo", note, "Bỏ bản thảo này")
    return step(request, plan, Form(), words, policies.may_discard(request.actor, plan))


@writes
def plan_close(request: ActingRequest, pk: int) -> HttpResponse:
    """End an issued plan."""
    plan = find_own(request.actor, pk)
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.close_plan(by=request.actor, plan=plan, remark=form.cleaned_data["remark"])
        messages.success(request, "Đã kết thúc kế hoạch. Việc đã giao mà chưa xong vẫn còn trên bàn của từng đơn vị.")
        return redirect("plan_page", plan.pk)
    note = (
        "Sau bước này kế hoạch chuyển vào lưu trữ và không mở lại được. Việc đã giao mà chưa xong vẫn còn trên bàn của "
        "từng đơn vị; riêng việc lập kế hoạch theo kế hoạch này thì không phải làm nữa."
    )
    words = ("Kết thúc kế hoạch", note, "Kết thúc")
    return step(request, plan, form, words, policies.may_close(request.actor, plan))


@writes
def plan_amend(request: ActingRequest, pk: int) -> HttpResponse:
    """Begin a version that will replace an issued plan; one that was begun is opened."""
    by = request.actor
    plan = find_own(by, pk)
    begun = queries.amendment_of(plan)
    if begun is not None:
        return redirect("plan_page" if begun.is_out else "plan_blocks", begun.pk)
    if request.method == "POST":
        new = actions.begin_amendment(by=by, plan=plan)
        messages.success(request, "Đã tạo bản điều chỉnh. Bản đang thực hiện vẫn giữ nguyên đến khi ban hành bản này.")
        return redirect("plan_blocks", new.pk)
    note = (
        "Phần mềm chép kế hoạch thành một bản thảo mới để sửa. Khi bản đó được duyệt và ban hành với số, ngày riêng, "
        "nó thay bản này: cấp dưới được báo từng điểm đổi, việc đã giao được giữ, đổi hạn hoặc bỏ theo."
    )
    words = ("Điều chỉnh kế hoạch", note, "Tạo bản điều chỉnh")
    return step(request, plan, Form(), words, policies.may_amend(by, plan))


@reads
def plan_changes(request: ActingRequest, pk: int) -> HttpResponse:
    """What was changed beside what it was: against the version before, or against last year's plan."""
    plan = find_plan(request.actor, pk)
    earlier_id = plan.amends_id or plan.based_on_id
    seen = Plan.objects.visible_to(request.actor).select_related("unit")
    earlier = get_object_or_404(seen, pk=earlier_id)
    differences = queries.differences_of(plan, earlier)
    context = {
        "plan": plan,
        "earlier": earlier,
        "differences": differences,
        "summary": queries.summary_of(differences),
        "leftovers": queries.old_years_in(plan) if plan.based_on_id and not plan.is_out else [],
        "is_own": plan.unit_id == request.actor.unit_id,
    }
    return render(request, "plans/plan_changes.html", context)
