"""The list of people of a unit."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from thidua.common import clock
from thidua.common.verdicts import Refusal, require
from thidua.organisation.actions import add_person, edit_person, end_person
from thidua.organisation.forms import PersonEndForm, PersonForm
from thidua.organisation.models import Person
from thidua.organisation.policies import may_manage_people
from thidua.organisation.queries import people_of
from thidua.organisation.tables import PEOPLE_LIST
from thidua.organisation.views.units import answer, unit_below
from thidua.ui.gestures import ActingRequest, reads, writes
from thidua.ui.tables import Filter, Table

GROUPS = (("women", "Nữ"), ("direct", "Lao động trực tiếp"), ("leaders", "Lãnh đạo, quản lý"))


@reads
def own_people(request: ActingRequest) -> HttpResponse:
    """The list of the unit acted for."""
    return redirect("people_list", pk=request.actor.unit_id)


@reads
def people_list(request: ActingRequest, pk: int) -> HttpResponse:
    """The people of a unit, with a filter by name and by group."""
    unit, today = unit_below(request, pk), clock.today()
    text, group = request.GET.get("tim", "").strip(), request.GET.get("dien", "")
    table = Table(
        request.GET,
        people_of(unit, today, text=text, group=group),
        PEOPLE_LIST,
        caption=f"Đoàn viên, người lao động của {unit.title}",
        filters=(
            Filter("tim", "Họ tên (không cần gõ dấu)", lambda rows, value: rows),
            Filter("dien", "Diện", lambda rows, value: rows, GROUPS),
        ),
        sort="name",
        empty=("Chưa có ai trong danh sách", "Thêm từng người, hoặc nhập cả danh sách từ Excel."),
    )
    context = {"unit": unit, "table": table, "may_manage": may_manage_people(request.actor, unit)}
    return render(request, "organisation/people_list.html", context)


@writes
def person_add(request: ActingRequest, pk: int) -> HttpResponse:
    """Add a person to a unit's list."""
    unit = unit_below(request, pk)
    require(may_manage_people(request.actor, unit))
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = add_person(by=request.actor, unit=unit, **form.cleaned_data)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"Đã thêm {person.full_name}.")
            return redirect("people_list", pk=unit.pk)
    return answer(request, "organisation/person_form.html", unit, form, title="Thêm người", person=None)


@writes
def person_edit(request: ActingRequest, pk: int) -> HttpResponse:
    """Change what is written of a person; whoever may not change it reads it."""
    person = get_object_or_404(Person.objects.visible_to(request.actor).select_related("unit"), pk=pk)
    verdict = may_manage_people(request.actor, person.unit)
    names = list(PersonForm.base_fields)
    form = PersonForm(request.POST or None, initial={name: getattr(person, name) or "" for name in names})
    if request.method == "POST" and form.is_valid():
        try:
            edit_person(by=request.actor, person=person, **form.cleaned_data)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"Đã lưu thông tin của {person.full_name}.")
            return redirect("people_list", pk=person.unit_id)
    more = {"title": person.full_name, "person": person, "verdict": verdict}
    return answer(request, "organisation/person_form.html", person.unit, form, **more)


@writes
def person_end(request: ActingRequest, pk: int) -> HttpResponse:
    """Take a person off the list after her last day."""
    person = get_object_or_404(Person.objects.visible_to(request.actor).select_related("unit"), pk=pk)
    require(may_manage_people(request.actor, person.unit))
    form = PersonEndForm(request.POST or None, initial={"last_day": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            end_person(by=request.actor, person=person, **form.cleaned_data)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"{person.full_name} rời danh sách; việc đã đăng ký và khen thưởng được giữ.")
            return redirect("people_list", pk=person.unit_id)
    return answer(request, "organisation/person_end.html", person.unit, form, person=person)
