"""Pages of launch events: the calendar, registering, changing, recording, choosing pilots."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from thidua.campaigns import actions, policies, queries
from thidua.campaigns.forms import CancelForm, HoldForm, LaunchEventForm
from thidua.campaigns.models import Launch
from thidua.campaigns.tables import launch_table
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.verdicts import Refusal
from thidua.journal.queries import story_of
from thidua.organisation.choices import UnitLevel
from thidua.plans.models import Plan
from thidua.ui.gestures import ActingRequest, reads, writes
from thidua.ui.workbooks import excel_response, workbook_of

MOST_MISSING = 30


def _find(by: Actor, launch_id: int) -> Launch:
    return get_object_or_404(Launch.objects.visible_to(by).select_related("unit", "plan"), pk=launch_id)


def _year(request: ActingRequest, years: list[int]) -> int:
    """The year of the calendar that was asked for, this one where it was none of them."""
    asked = request.GET.get("nam", "")
    return int(asked) if asked.isdigit() and int(asked) in years else clock.today().year


@reads
def launch_list(request: ActingRequest) -> HttpResponse:
    """Launches of the actor's unit and below in a year (``nam``, this one unless told), who has not registered, and the
    pilots chosen."""
    by = request.actor
    years = queries.launch_years(by)
    year = _year(request, years)
    is_this_year = year == clock.today().year
    has_units_below = by.unit_level not in (UnitLevel.BASE, UnitLevel.SECTION)
    asks_below = has_units_below and is_this_year
    return render(
        request,
        "campaigns/launch_list.html",
        {
            "year": year,
            "years": years if len(years) > 1 else [],
            "is_this_year": is_this_year,
            "title": "Lịch phát động" if is_this_year else f"Lịch phát động năm {year}",
            "all_url": f"?nam={year}#lich",
            "held_url": f"?nam={year}&tinh-trang=held#lich",
            "pilots_url": f"?nam={year}&diem=co#lich",
            "table": launch_table(
                request.GET, queries.launch_calendar(by, year=year), with_unit=has_units_below, years=years
            ),
            "counts": queries.launch_counts(by, year=year),
            "missing": list(queries.units_without_launch(by)[:MOST_MISSING]) if asks_below else [],
            "pilots_due": queries.pilots_due(by),
            "has_units_below": has_units_below,
            "to_launch": queries.plan_to_launch(by),
        },
    )


@reads
def launch_sheet(request: ActingRequest) -> HttpResponse:
    """The calendar as Excel, with its filters."""
    by = request.actor
    years = queries.launch_years(by)
    year = _year(request, years)
    table = launch_table(request.GET, queries.launch_calendar(by, year=year), with_unit=True, years=years)
    title = f"Lịch phát động thi đua năm {year} – {by.unit_name}"
    return excel_response(workbook_of(table.columns, table.plain_rows(), title=title), "lich-phat-dong")


@reads
def pilot_list(request: ActingRequest, plan_id: int) -> HttpResponse:
    """From the duty to choose model launches: the launches still to be held, to choose among."""
    get_object_or_404(Plan.objects.visible_to(request.actor), pk=plan_id)
    return redirect(f"{reverse('launch_list')}?tinh-trang=registered")


@reads
def launch_start(request: ActingRequest, plan_id: int) -> HttpResponse:
    """From the upper plan's duty to the right next step: make the own plan, register, or see the launch."""
    by = request.actor
    upper = get_object_or_404(Plan.objects.visible_to(by), pk=plan_id)
    own = queries.own_plan_for(by, upper)
    if own is None:
        return render(request, "campaigns/launch_needs_plan.html", {"upper": upper})
    launch = Launch.objects.standing().filter(plan=own).first()
    return redirect("launch_page", launch.pk) if launch else redirect("launch_register", own.pk)


@writes
def launch_register(request: ActingRequest, plan_id: int) -> HttpResponse:
    """Register the launch event of the unit's own plan."""
    by = request.actor
    plan = get_object_or_404(Plan.objects.visible_to(by).filter(unit_id=by.unit_id), pk=plan_id)
    form = LaunchEventForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            launch = actions.register_launch(by=by, plan=plan, **form.cleaned_data)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(
                request,
                f"Đã đăng ký lịch phát động ngày {launch.held_on:%d/%m/%Y}. Công đoàn cấp trên đã thấy lịch này.",
            )
            return redirect("launch_page", launch.pk)
    verdict, warnings = policies.before_launch(by, plan)
    context = {"plan": plan, "verdict": verdict, "warnings": warnings, "launch": None}
    return _page(request, "campaigns/launch_form.html", form, context)


@reads
def launch_page(request: ActingRequest, launch_id: int) -> HttpResponse:
    """One launch: when, where, its state and story, and what this person may do with it."""
    by = request.actor
    launch = _find(by, launch_id)
    return render(
        request,
        "campaigns/launch_page.html",
        {
            "launch": launch,
            "steps": story_of(launch),
            "is_own": launch.unit_id == by.unit_id,
            "may_change": policies.may_change_launch(by, launch),
            "may_hold": policies.may_hold_launch(by, launch),
            "may_cancel": policies.may_cancel_launch(by, launch),
            "may_pick": policies.may_pick_pilot(by, launch),
        },
    )


@writes
def launch_change(request: ActingRequest, launch_id: int) -> HttpResponse:
    """Change day, place and form of a registered launch."""
    by = request.actor
    launch = _find(by, launch_id)
    known = {name: getattr(launch, name) for name in ("held_on", "starts_at", "place", "form", "expected_people")}
    form = LaunchEventForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_launch(by=by, launch=launch, **form.cleaned_data)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"Đã đổi lịch phát động sang ngày {launch.held_on:%d/%m/%Y}.")
            return redirect("launch_page", launch.pk)
    verdict = policies.may_change_launch(by, launch)
    context = {"plan": launch.plan, "verdict": verdict, "launch": launch, "warnings": ()}
    return _page(request, "campaigns/launch_form.html", form, context)


@writes
def launch_hold(request: ActingRequest, launch_id: int) -> HttpResponse:
    """Record the launch as held."""
    by = request.actor
    launch = _find(by, launch_id)
    form = HoldForm(request.POST or None, initial={"participants": launch.expected_people})
    if request.method == "POST" and form.is_valid():
        try:
            actions.hold_launch(by=by, launch=launch, **form.cleaned_data)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Đã ghi nhận buổi phát động.")
            return redirect("launch_page", launch.pk)
    verdict = policies.may_hold_launch(by, launch)
    return _page(request, "campaigns/launch_hold.html", form, {"launch": launch, "verdict": verdict})


@writes
def launch_cancel(request: ActingRequest, launch_id: int) -> HttpResponse:
    """Cancel a registered launch, with a reason."""
    by = request.actor
    launch = _find(by, launch_id)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.cancel_launch(by=by, launch=launch, reason=form.cleaned_data["reason"])
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Đã huỷ lịch phát động. Bạn có thể đăng ký lịch khác.")
            return redirect("launch_page", launch.pk)
    verdict = policies.may_cancel_launch(by, launch)
    return _page(request, "campaigns/launch_cancel.html", form, {"launch": launch, "verdict": verdict})


@writes
def launch_pick(request: ActingRequest, launch_id: int) -> HttpResponse:
    """Choose, or no longer choose, a registered launch as a model launch."""
    by = request.actor
    launch = _find(by, launch_id)
    if request.method == "POST":
        actions.pick_pilot(by=by, launch=launch, is_pilot=not launch.is_pilot)
        words = "Đã chọn làm đơn vị phát động điểm" if launch.is_pilot else "Đã bỏ chọn phát động điểm"
        messages.success(request, f"{words}: {launch.unit}.")
    return redirect("launch_page", launch.pk)


def _page(request: ActingRequest, template: str, form: Any, context: dict[str, Any]) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, template, {"form": form, **context}, status=status)
