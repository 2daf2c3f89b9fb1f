"""A plan from last year's; the upper plan linked later, when it has come into the product."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from thidua.common import clock
from thidua.common.numbers import whole_number
from thidua.common.verdicts import Refusal
from thidua.norms.queries import norms_on
from thidua.plans import actions, policies, queries
from thidua.plans.forms import LinkForm, RepeatForm
from thidua.plans.views.shared import find_own
from thidua.ui.gestures import ActingRequest, reads, writes


@reads
def plan_repeat_choose(request: ActingRequest) -> HttpResponse:
    """Which earlier plan to take."""
    by = request.actor
    plans = list(queries.earlier_plans(by)[:50])
    return render(request, "plans/plan_repeat_choose.html", {"plans": plans, "verdict": policies.may_prepare(by)})


@writes
def plan_repeat(request: ActingRequest, pk: int) -> HttpResponse:
    """What an earlier plan becomes this year, beside what it was; asks the upper plan and the bases anew."""
    by = request.actor
    plan = find_own(by, pk)
    year = max(clock.today().year, plan.year + 1)
    asked = whole_number(request.GET.get("nam", ""), least=plan.year + 1, most=plan.year + 10)
    year = asked or year
    moved = queries.last_year(plan, year)
    form = RepeatForm(
        request.POST or None,
        upper=list(queries.upper_plans(by)[:30]),
        bases=moved.bases,
        statuses=norms_on([basis.number or basis.text for basis in moved.bases], dt.date(year, 1, 1)),
        initial={"year": year},
    )
    if request.method == "POST" and form.is_valid():
        try:
            new = actions.create_from_last_year(by=by, plan=plan, **form.values())
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"Đã lập bản thảo năm {new.year}. Hãy xem lại các chỗ đã đổi và chỗ nên xem.")
            return redirect("plan_changes", new.pk)
    context = {
        "plan": plan,
        "year": year,
        "year_words": str(year),
        "differences": moved.differences,
        "form": form,
        "verdict": policies.may_repeat(by, plan),
    }
    return render(request, "plans/plan_repeat.html", context, status=422 if form.errors else 200)


@writes
def plan_link(request: ActingRequest, pk: int) -> HttpResponse:
    """Link an own plan to the upper plan that it carries out; the one that its outside reference names comes first."""
    by = request.actor
    plan = find_own(by, pk)
    found = queries.parent_found(by, plan)
    choices = list(queries.plans_above(by, plan.year)[:60])
    form = LinkForm(request.POST or None, plans=choices, initial={"upper": str(found.pk) if found else ""})
    if request.method == "POST" and form.is_valid():
        try:
            actions.link_parent(by=by, plan=plan, parent=form.parent)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            words = f"Đã gắn với {form.parent.name} của {form.parent.unit.title}. Cấp trên thấy kế hoạch này."
            messages.success(request, words)
            return redirect("plan_page", plan.pk)
    context = {"plan": plan, "form": form, "found": found, "verdict": policies.may_link(by, plan)}
    return render(request, "plans/plan_link.html", context, status=422 if form.errors else 200)
