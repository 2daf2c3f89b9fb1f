"""The own plan from the plan of a unit above: what comes from above, and the one page of the grassroots chair."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render

from thidua.common.verdicts import Refusal
from thidua.organisation.models import Unit
from thidua.plans import actions, policies, queries
from thidua.plans.checks import LAUNCH, findings_in
from thidua.plans.choices import Source
from thidua.plans.forms import OwnPlanForm
from thidua.plans.lifecycle import GONE
from thidua.plans.models import Plan
from thidua.plans.queries.allocations import given_allocations, given_to
from thidua.plans.views.shared import find_own, find_plan
from thidua.ui.gestures import ActingRequest, writes

SHARES = {
    Source.INHERITED: ("Lấy nguyên từ cấp trên", "Khoá câu chữ; muốn khác thì bấm “Viết lại cho đơn vị” khi soạn."),
    Source.ALLOTTED: ("Cấp trên giao cho đơn vị", "Thành việc của đơn vị, giữ nguyên hạn."),
    Source.TO_FILL: ("Đơn vị điền", "Đang lấy theo cấp trên; sửa mức và ngày cho hợp với đơn vị ở bước sau."),
}
"""What each share of the upper plan means, in words for the page."""


@writes
def plan_cascade(request: ActingRequest, pk: int) -> HttpResponse:
    """Make the own unit's plan from this one; where there is one already, it is opened."""
    by = request.actor
    upper = find_plan(by, pk)
    own = Plan.objects.filter(Q(parent=upper) & Q(unit_id=by.unit_id)).exclude(state__in=GONE).first()
    if own is not None:
        return redirect("plan_page" if own.is_out else "own_plan", own.pk)
    if request.method == "POST":
        own = actions.cascade_plan(by=by, plan=upper)
        return redirect("own_plan", own.pk)
    contents = queries.contents_of(upper)
    unit = Unit.objects.get(pk=by.unit_id)
    context = {
        "plan": upper,
        "contents": contents,
        "given": given_allocations(by, upper),
        "shares": [(*SHARES[source], items) for source, items in queries.shares_of(contents, unit)],
        "verdict": policies.may_cascade(by, upper),
    }
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
            if is_saving:
                actions.adjust_own_plan(by=by, plan=plan, form=data)
            else:
                number, day = data["number_text"], data["issued_on"]
                actions.issue_own_plan(
                    by=by, plan=plan, adjusted=data, number_text=number, issued_on=day, take_next=not number
                )
        except Refusal as refusal:
            form.add_refusal(refusal)
            plan = find_own(by, pk)
        else:
            words = "Đã lưu bản thảo." if is_saving else f"Đã ban hành {plan.name}. Cấp trên đã thấy kế hoạch này."
            messages.success(request, words)
            return redirect("own_plan" if is_saving else "plan_page", plan.pk)
    given = given_to(by, contents.targets)
    context = {
        "plan": plan,
        "contents": contents,
        "form": form,
        "target_rows": [(*row, given.get(row[0].pk)) for row in form.target_rows],
        "gate": [finding for finding in findings_in(contents, LAUNCH, with_number=False) if finding.is_error],
        "may_edit": policies.may_edit(by, plan),
        "verdict": policies.may_issue_own_plan(by, plan),
    }
    return render(request, "plans/own_plan.html", context, status=422 if form.errors else 200)
