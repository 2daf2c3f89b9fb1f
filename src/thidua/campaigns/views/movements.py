"""Pages of the register of movements: the list, registering one without a plan, changing it, answering an upper one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from thidua.campaigns import actions
from thidua.campaigns.forms import MovementForm
from thidua.campaigns.tables import movement_sheet_table, movement_table
from thidua.common.actor import Actor
from thidua.common.verdicts import Refusal
from thidua.plans import actions as plans
from thidua.plans import policies
from thidua.plans.models import Movement
from thidua.plans.queries.movements import movement_register, running_at_once
from thidua.ui.gestures import ActingRequest, reads, writes
from thidua.ui.workbooks import excel_response, workbook_of

KNOWN = (*Movement.ALONE, "name", "launcher", "launched_by", "scope", "sector", "criteria", "version")


@reads
def movement_list(request: ActingRequest) -> HttpResponse:
    """The movements that the unit runs and those above that it could answer; of every level on demand."""
    by = request.actor
    context = {
        "table": movement_table(request.GET, movement_register(by), by),
        "may_register": policies.may_register_movement(by),
        "many": running_at_once(by),
    }
    return render(request, "campaigns/movement_list.html", context)


@reads
def movement_sheet(request: ActingRequest) -> HttpResponse:
    """The register as Excel, with its filters."""
    by = request.actor
    table = movement_sheet_table(request.GET, movement_register(by), by)
    data = workbook_of(table.columns, table.plain_rows(), title=f"Sổ phong trào thi đua – {by.unit_name}")
    return excel_response(data, "so-phong-trao")


@writes
def movement_new(request: ActingRequest) -> HttpResponse:
    """Register a movement that another authority launched."""
    by = request.actor
    form = MovementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            movement = plans.register_movement(by=by, **form.values())
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Đã đăng ký phong trào. Các đơn vị cấp dưới đã thấy và hưởng ứng được.")
            return redirect("movement_page", movement.pk)
    context = {"form": form, "movement": None, "verdict": policies.may_register_movement(by)}
    return render(request, "campaigns/movement_form.html", context, status=422 if form.is_bound else 200)


@writes
def movement_edit(request: ActingRequest, movement_id: int) -> HttpResponse:
    """Change a movement that stands without a plan; its last day ends it."""
    by = request.actor
    movement = _find(by, movement_id)
    initial = {name: getattr(movement, name) for name in KNOWN} | {"audience": movement.audience_kinds}
    form = MovementForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            plans.edit_movement(by=by, movement=movement, version=version, **form.values())
        except Refusal as refusal:
            form.add_refusal(refusal)
            movement = _find(by, movement_id)
        else:
            messages.success(request, "Đã lưu phong trào.")
            return redirect("movement_page", movement.pk)
    context = {"form": form, "movement": movement, "verdict": policies.may_change_movement(by, movement)}
    return render(request, "campaigns/movement_form.html", context, status=422 if form.is_bound else 200)


@writes
def movement_respond(request: ActingRequest, movement_id: int) -> HttpResponse:
    """Answer an upper movement in one tap; say so where the unit now runs many at once."""
    by = request.actor
    movement = _find(by, movement_id)
    if request.method != "POST":
        return redirect("movement_page", movement.pk)
    own = plans.respond_to_movement(by=by, movement=movement)
    messages.success(request, f"Đã hưởng ứng phong trào “{movement.name}”.")
    if many := running_at_once(by):
        messages.warning(request, f"Đơn vị đang có {len(many)} phong trào cùng lúc. Nên chọn những phong trào chính.")
    return redirect("movement_page", own.pk)


@writes
def movement_remind(request: ActingRequest, movement_id: int) -> HttpResponse:
    """Remind the units below that owe a review of this movement, in one tap."""
    movement = _find(request.actor, movement_id)
    if request.method == "POST":
        count = actions.remind_unreviewed(by=request.actor, movement=movement)
        messages.success(request, f"Đã nhắc {count} đơn vị. Mỗi ngày mỗi người nhận nhiều nhất một lời nhắc.")
    return redirect("movement_page", movement.pk)


def _find(by: Actor, movement_id: int) -> Movement:
    found = Movement.objects.visible_to(by).select_related("unit", "plan__unit", "responds_to__unit")
    return get_object_or_404(found, pk=movement_id)
