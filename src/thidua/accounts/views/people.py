"""The accounts of a unit, for its officers and those above: roles, codes, hand-over."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from thidua.accounts.actions import (
    create_successor_and_hand_over,
    end_appointment,
    enrol,
    issue_one_time_code,
)
from thidua.accounts.choices import Role
from thidua.accounts.forms import AppointForm, SuccessorForm
from thidua.accounts.models import Appointment, User
from thidua.accounts.policies import may_appoint, may_end_appointment, may_hand_over, may_issue_code
from thidua.accounts.queries import appointments_at, appointments_of, past_appointments_at
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.verdicts import Refusal, Verdict, require
from thidua.organisation.models import Unit
from thidua.ui.gestures import ActingRequest, reads, writes

NEXT_A_CODE = "Bước tiếp theo: cấp mã đăng nhập lần đầu cho người này."


def _roles_to_give(by: Actor, unit: Unit) -> list[str]:
    return [role for role in Role.values if may_appoint(by, unit, role)]


def _may_appoint_any(by: Actor, unit: Unit) -> Verdict:
    """The verdict for the button: yes when there is a role to give, else why there is none."""
    verdicts = [may_appoint(by, unit, role) for role in Role.values]
    return next((verdict for verdict in verdicts if verdict), verdicts[0])


def _unit_below(by: Actor, pk: int) -> Unit:
    return get_object_or_404(Unit.objects.under(by.unit_path, with_self=True), pk=pk)


@reads
def own_accounts(request: ActingRequest) -> HttpResponse:
    """The accounts of the unit acted for."""
    return redirect("unit_accounts", pk=request.actor.unit_id)


@reads
def unit_accounts(request: ActingRequest, pk: int) -> HttpResponse:
    """Who holds which role at the unit, and what may be done about it."""
    by: Actor = request.actor
    unit = _unit_below(by, pk)
    held = appointments_at(unit)
    by_user = appointments_of({appointment.user_id for appointment in held})
    rows: dict[int, dict[str, Any]] = {}
    for appointment in held:
        row = rows.setdefault(
            appointment.user_id,
            {
                "user": appointment.user,
                "held": [],
                "may_code": may_issue_code(by, appointment.user, by_user[appointment.user_id]),
            },
        )
        row["held"].append((appointment, may_end_appointment(by, appointment)))
    for row in rows.values():
        row["may_hand_over"] = may_hand_over(by, unit, [appointment for appointment, _ in row["held"]])
    context = {
        "unit": unit,
        "rows": list(rows.values()),
        "past": past_appointments_at(unit),
        "may_appoint": _may_appoint_any(by, unit),
    }
    return render(request, "accounts/unit_accounts.html", context)


@writes
def account_add(request: ActingRequest, pk: int) -> HttpResponse:
    """Give somebody a role at the unit; her account is made where she has none."""
    by: Actor = request.actor
    unit = _unit_below(by, pk)
    require(_may_appoint_any(by, unit))
    form = AppointForm(request.POST or None, roles=_roles_to_give(by, unit))
    if request.method == "POST" and form.is_valid():
        try:
            user = enrol(by=by, unit=unit, **form.cleaned_data)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"Đã phân công {user.full_name}.")
            if user.must_set_password:
                messages.info(request, NEXT_A_CODE)
            return redirect("unit_accounts", pk=unit.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/account_add.html", {"unit": unit, "form": form}, status=status)


@writes
def role_end(request: ActingRequest, pk: int) -> HttpResponse:
    """End a role, after asking."""
    by: Actor = request.actor
    appointment = get_object_or_404(
        Appointment.objects.visible_to(by).select_related("unit", "user"), pk=pk, valid_to__isnull=True
    )
    if request.method == "POST":
        end_appointment(by=by, appointment=appointment)
        messages.success(request, f"Đã kết thúc vai trò của {appointment.user.full_name}.")
        return redirect("unit_accounts", pk=appointment.unit_id)
    context = {"appointment": appointment, "verdict": may_end_appointment(by, appointment)}
    return render(request, "accounts/role_end.html", context)


@never_cache
@writes
def code_issue(request: ActingRequest, pk: int, user_pk: int) -> HttpResponse:
    """Issue a one-time code: asked first, shown once with a message to copy and a slip to print."""
    by: Actor = request.actor
    unit = _unit_below(by, pk)
    user = get_object_or_404(User.objects.visible_to(by), pk=user_pk)
    context: dict[str, object] = {"unit": unit, "person": user}
    if request.method == "POST":
        context["issued"] = issue_one_time_code(by=by, user=user)
        context |= {"site": settings.PUBLIC_URL, "address": settings.PUBLIC_URL + reverse("code_sign_in")}
        return render(request, "accounts/code_issued.html", context)
    context["verdict"] = may_issue_code(by, user, appointments_of({user.pk}).get(user.pk, []))
    return render(request, "accounts/code_issue.html", context)


@writes
def account_hand_over(request: ActingRequest, pk: int, user_pk: int) -> HttpResponse:
    """Hand the roles and all open work of one who leaves to a successor, in one step."""
    by: Actor = request.actor
    unit = _unit_below(by, pk)
    leaver = get_object_or_404(User.objects.visible_to(by), pk=user_pk)
    held = list(Appointment.objects.valid_on(clock.today()).filter(user=leaver, unit=unit).select_related("unit"))
    require(may_hand_over(by, unit, held))
    form = SuccessorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            successor = create_successor_and_hand_over(by=by, unit=unit, from_user=leaver, **form.cleaned_data)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"Đã bàn giao từ {leaver.full_name} sang {successor.full_name}.")
            if successor.must_set_password:
                messages.info(request, NEXT_A_CODE)
            return redirect("unit_accounts", pk=unit.pk)
    status = 422 if request.method == "POST" else 200
    context = {"unit": unit, "leaver": leaver, "held": held, "form": form}
    return render(request, "accounts/hand_over.html", context, status=status)
