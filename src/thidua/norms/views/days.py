"""Founding days of commemorations, and figures that change with time."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from thidua.common import clock
from thidua.common.verdicts import Refusal
from thidua.norms import actions, queries
from thidua.norms.forms import AnniversaryForm, ParameterForm
from thidua.norms.models import FoundingYear, Parameter
from thidua.norms.policies import may_edit_register
from thidua.norms.tables import anniversary_table, parameter_table
from thidua.norms.views.shared import form_page, register_tabs
from thidua.ui.gestures import ActingRequest, reads, writes

ANNIVERSARY_FIELDS = ("name", "founded_on", "aliases", "unless", "confidence", "source", "note", "version")
PARAMETER_FIELDS = ("kind", "valid_from", "amount", "confidence", "source", "note", "version")


@reads
def anniversary_list(request: ActingRequest) -> HttpResponse:
    """All founding days, with the count of years that a plan of this year should print."""
    year = clock.today().year
    context = {
        "table": anniversary_table(request.GET, list(FoundingYear.objects.all()), year),
        "verdict": may_edit_register(request.actor),
        "tabs": register_tabs("anniversary_list"),
    }
    return render(request, "norms/anniversary_list.html", context)


@writes
def anniversary_add(request: ActingRequest) -> HttpResponse:
    """Add a founding day."""
    form = AnniversaryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.add_anniversary(by=request.actor, **form.fields_for_action())
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"Đã thêm “{row.name}”.")
            return redirect("anniversary_list")
    return form_page(request, form, "Thêm ngày kỷ niệm", "anniversary_list")


@writes
def anniversary_edit(request: ActingRequest, pk: int) -> HttpResponse:
    """Correct a founding day."""
    row = get_object_or_404(FoundingYear, pk=pk)
    form = AnniversaryForm(request.POST or None, initial={name: getattr(row, name) for name in ANNIVERSARY_FIELDS})
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            actions.edit_anniversary(by=request.actor, row=row, version=version, **form.fields_for_action())
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"Đã lưu “{form.cleaned_data['name']}”.")
            return redirect("anniversary_list")
    remove_url = reverse("anniversary_remove", args=[row.pk])
    return form_page(request, form, row.name, "anniversary_list", remove_url=remove_url)


@writes
def anniversary_remove(request: ActingRequest, pk: int) -> HttpResponse:
    """Take a founding day out of the register."""
    row = get_object_or_404(FoundingYear, pk=pk)
    if request.method == "POST":
        actions.remove_anniversary(by=request.actor, row=row, version=_seen(request))
        messages.success(request, f"Đã xóa “{row.name}” khỏi sổ.")
    return redirect("anniversary_list")


@reads
def parameter_list(request: ActingRequest) -> HttpResponse:
    """All figures with the days in which they hold."""
    context = {
        "table": parameter_table(request.GET, queries.figures_with_ends(), clock.today()),
        "verdict": may_edit_register(request.actor),
        "tabs": register_tabs("parameter_list"),
        "day": clock.today(),
    }
    return render(request, "norms/parameter_list.html", context)


@writes
def parameter_add(request: ActingRequest) -> HttpResponse:
    """Add a figure from a day on."""
    form = ParameterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.add_parameter(by=request.actor, **form.fields_for_action())
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"Đã thêm: {row}.")
            return redirect("parameter_list")
    return form_page(request, form, "Thêm mức mới", "parameter_list")


@writes
def parameter_edit(request: ActingRequest, pk: int) -> HttpResponse:
    """Correct a figure."""
    row = get_object_or_404(Parameter, pk=pk)
    form = ParameterForm(request.POST or None, initial={name: getattr(row, name) for name in PARAMETER_FIELDS})
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            actions.edit_parameter(by=request.actor, row=row, version=version, **form.fields_for_action())
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Đã lưu.")
            return redirect("parameter_list")
    remove_url = reverse("parameter_remove", args=[row.pk])
    return form_page(request, form, row.get_kind_display(), "parameter_list", remove_url=remove_url)


@writes
def parameter_remove(request: ActingRequest, pk: int) -> HttpResponse:
    """Take a figure out of the register."""
    row = get_object_or_404(Parameter, pk=pk)
    if request.method == "POST":
        actions.remove_parameter(by=request.actor, row=row, version=_seen(request))
        messages.success(request, f"Đã xóa: {row}.")
    return redirect("parameter_list")


def _seen(request: ActingRequest) -> int:
    """The version that the person has seen; 0 where none was sent."""
    told = request.POST.get("version", "")
    return int(told) if told.isdigit() else 0
