"""The tree of units and one unit: looked at by all in reach, changed by administrators."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from thidua.common import clock
from thidua.common.numbers import whole_number
from thidua.common.verdicts import Refusal, require
from thidua.journal.queries import typed_in_entries
from thidua.organisation.actions import (
    create_unit,
    dissolve_unit,
    edit_unit,
    merge_units,
    move_unit,
    record_figures,
    rename_unit,
)
from thidua.organisation.forms import (
    DissolveForm,
    FiguresForm,
    MergeForm,
    MoveForm,
    RenameForm,
    UnitEditForm,
    UnitForm,
)
from thidua.organisation.models import Unit
from thidua.organisation.policies import may_create_unit, may_edit_unit, may_manage_people, may_restructure
from thidua.organisation.queries import (
    children_of,
    find_units,
    history_of,
    latest_figures,
    line_of,
    people_count,
    targets_for,
)
from thidua.organisation.tables import UNIT_LIST
from thidua.ui.forms import Form
from thidua.ui.gestures import ActingRequest, reads, writes
from thidua.ui.tables import Table


def unit_below(request: ActingRequest, pk: int) -> Unit:
    """The unit, if it is the actor's own or below it; else 404."""
    units = Unit.objects.under(request.actor.unit_path, with_self=True).select_related("parent", "successor")
    return get_object_or_404(units, pk=pk)


def answer(request: ActingRequest, template: str, unit: Unit, form: Form, **more: object) -> HttpResponse:
    """The page of a form: 422 when it was sent and not taken."""
    context = {"unit": unit, "form": form, **more}
    return render(request, template, context, status=422 if request.method == "POST" else 200)


@reads
def unit_tree(request: ActingRequest) -> HttpResponse:
    """The children of one unit (``o``), the way back up, and a search over all in reach (``tim``)."""
    wanted = whole_number(request.GET.get("o", ""))
    unit = unit_below(request, request.actor.unit_id if wanted is None else wanted)
    today, text = clock.today(), request.GET.get("tim", "").strip()
    context = {
        "unit": unit,
        "line": line_of(request.actor, unit),
        "text": text,
        "found": find_units(request.actor, text),
        "may_create": may_create_unit(request.actor, unit),
        "table": Table(
            request.GET,
            children_of(unit, today),
            UNIT_LIST,
            caption=f"Đơn vị trực thuộc {unit.title}",
            sort="name",
            empty=("Chưa có đơn vị trực thuộc", "Đơn vị được thêm hoặc nhập từ Excel sẽ hiện ở đây."),
        ),
    }
    return render(request, "organisation/unit_tree.html", context)


@reads
def unit_page(request: ActingRequest, pk: int) -> HttpResponse:
    """One unit: figures, people, history, what was typed in for it."""
    unit = unit_below(request, pk)
    today = clock.today()
    context = {
        "unit": unit,
        "figures": latest_figures(unit, today),
        "people": people_count(unit, today),
        "history": history_of(unit),
        "typed_in": typed_in_entries(unit.pk),
        "may_edit": may_edit_unit(request.actor, unit),
        "may_restructure": may_restructure(request.actor, unit),
        "may_count": may_manage_people(request.actor, unit),
        "terms": [
            ("Cấp", unit.get_level_display()),
            ("Loại hình", unit.get_kind_display()),
            ("Trực thuộc", unit.parent.name if unit.parent else "–"),
            ("Mã đơn vị", unit.code),
            ("Ký hiệu văn bản", unit.symbol),
            ("Địa danh", unit.place),
            ("Cơ quan ký thay mặt", unit.collective_body),
        ],
    }
    return render(request, "organisation/unit_page.html", context)


@writes
def unit_add(request: ActingRequest, pk: int) -> HttpResponse:
    """Add a unit below this one."""
    parent = unit_below(request, pk)
    require(may_create_unit(request.actor, parent))
    form = UnitForm(request.POST or None, initial={"valid_from": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            unit = create_unit(by=request.actor, parent=parent, **form.cleaned_data)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"Đã thêm {unit.name}.")
            return redirect("unit_page", pk=unit.pk)
    return answer(request, "organisation/unit_form.html", parent, form, title="Thêm đơn vị trực thuộc", label="Thêm")


@writes
def unit_edit(request: ActingRequest, pk: int) -> HttpResponse:
    """Change the data of a unit."""
    unit = unit_below(request, pk)
    require(may_edit_unit(request.actor, unit))
    names = list(UnitEditForm.base_fields)
    form = UnitEditForm(request.POST or None, initial={name: getattr(unit, name) for name in names})
    if request.method == "POST" and form.is_valid():
        try:
            edit_unit(by=request.actor, unit=unit, **form.cleaned_data)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Đã lưu thông tin đơn vị.")
            return redirect("unit_page", pk=unit.pk)
    return answer(request, "organisation/unit_form.html", unit, form, title="Sửa thông tin đơn vị", label="Lưu")


@writes
def unit_rename(request: ActingRequest, pk: int) -> HttpResponse:
    """Give a unit another name from a day on."""
    unit = unit_below(request, pk)
    require(may_edit_unit(request.actor, unit))
    form = RenameForm(request.POST or None, initial={"name": unit.name, "from_day": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            rename_unit(by=request.actor, unit=unit, **form.cleaned_data)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Đã đổi tên; tên cũ nằm trong lịch sử đơn vị.")
            return redirect("unit_page", pk=unit.pk)
    return answer(request, "organisation/unit_form.html", unit, form, title="Đổi tên đơn vị", label="Đổi tên")


@writes
def unit_move(request: ActingRequest, pk: int) -> HttpResponse:
    """Put a unit under another parent from a day on."""
    unit = unit_below(request, pk)
    require(may_restructure(request.actor, unit))
    form = MoveForm(request.POST or None, targets=targets_for(request.actor, unit))
    if request.method == "POST" and form.is_valid() and form.target is not None:
        try:
            move_unit(by=request.actor, unit=unit, new_parent=form.target, from_day=form.cleaned_data["from_day"])
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"Đã chuyển {unit.title} về {form.target.title}.")
            return redirect("unit_page", pk=unit.pk)
    return answer(request, "organisation/unit_form.html", unit, form, title="Chuyển đơn vị", label="Chuyển đơn vị")


@writes
def unit_dissolve(request: ActingRequest, pk: int) -> HttpResponse:
    """End a unit on its last day, with or without a successor."""
    unit = unit_below(request, pk)
    require(may_restructure(request.actor, unit))
    form = DissolveForm(request.POST or None, targets=targets_for(request.actor, unit))
    if request.method == "POST" and form.is_valid():
        try:
            dissolve_unit(by=request.actor, unit=unit, last_day=form.cleaned_data["last_day"], successor=form.target)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"Đã ghi ngày kết thúc của {unit.title}.")
            return redirect("unit_page", pk=unit.pk)
    title = "Kết thúc hoạt động của đơn vị"
    return answer(request, "organisation/unit_form.html", unit, form, title=title, label="Kết thúc đơn vị")


@writes
def unit_merge(request: ActingRequest, pk: int) -> HttpResponse:
    """Merge a unit into another."""
    unit = unit_below(request, pk)
    require(may_restructure(request.actor, unit))
    form = MergeForm(request.POST or None, targets=targets_for(request.actor, unit))
    if request.method == "POST" and form.is_valid() and form.target is not None:
        try:
            merge_units(by=request.actor, units=[unit], into=form.target, last_day=form.cleaned_data["last_day"])
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"Đã sáp nhập {unit.title} vào {form.target.title}.")
            return redirect("unit_page", pk=form.target.pk)
    return answer(request, "organisation/unit_form.html", unit, form, title="Sáp nhập đơn vị", label="Sáp nhập")


@writes
def unit_figures(request: ActingRequest, pk: int) -> HttpResponse:
    """Write down the counts of a unit as of a day."""
    unit = unit_below(request, pk)
    require(may_manage_people(request.actor, unit))
    last = latest_figures(unit, clock.today())
    initial: dict[str, object] = {"as_of": clock.today()}
    if last:
        initial |= {name: getattr(last, name) for name in ("members", "workers", "women", "direct_workers")}
    form = FiguresForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            record_figures(by=request.actor, unit=unit, **form.cleaned_data)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Đã ghi số liệu.")
            return redirect("unit_page", pk=unit.pk)
    return answer(request, "organisation/unit_form.html", unit, form, title="Số liệu đoàn viên, lao động", label="Lưu")
