"""The first page of everybody who signed in, search, and the duties of the units below."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from thidua.common import clock
from thidua.common.dates import due_in_words, format_date
from thidua.desk import policies
from thidua.desk.actions import remind_late_units
from thidua.desk.queries import duties_below as below
from thidua.desk.queries.chair import chair_desk
from thidua.desk.queries.duties_below import STATES, state_condition, state_of
from thidua.desk.queries.duty_pages import page_of
from thidua.desk.queries.officer import officer_desk
from thidua.desk.queries.search import search_everything
from thidua.duties.models import Duty
from thidua.organisation.choices import UnitLevel
from thidua.organisation.models import Unit
from thidua.ui.gestures import ActingRequest, reads, writes
from thidua.ui.tables import Column, Filter, Table


@reads
def desk(request: ActingRequest) -> HttpResponse:
    """The chair's desk for a grassroots union, the officer's for a unit with others below it."""
    by = request.actor
    today = clock.today()
    if by.unit_level in (UnitLevel.BASE, UnitLevel.SECTION):
        return render(request, "desk/chair.html", {"desk": chair_desk(by, on=today), "today": today})
    context = {"desk": officer_desk(by, on=today), "today": today, "may_remind": policies.may_remind(by)}
    return render(request, "desk/officer.html", context)


@reads
def search(request: ActingRequest) -> HttpResponse:
    """Units, people and documents that hold the words, with or without accents."""
    text = request.GET.get("q", "").strip()[:100]
    groups = search_everything(request.actor, text)
    return render(request, "desk/search.html", {"text": text, "groups": groups})


@reads
def duties_below(request: ActingRequest) -> HttpResponse:
    """Every duty of the units below in this year, by unit and by state."""
    by = request.actor
    today = clock.today()
    units = Unit.objects.under(by.unit_path).filter(below.of_year(today.year, "duties__")).distinct()
    table = Table(
        request.GET,
        below.duties_below(by, year=today.year),
        [
            Column("viec", "Việc", lambda duty: page_of(duty).title, phone="title", export="title"),
            Column("don-vi", "Đơn vị", "unit.title", sort="unit__name_key"),
            Column("han", "Hạn", lambda duty: format_date(duty.due_on), kind="date"),
            Column("tinh-trang", "Tình trạng", lambda duty: _words(duty), phone="figure"),
        ],
        caption="Việc của các đơn vị cấp dưới",
        filters=[
            Filter("tinh-trang", "Tình trạng", lambda rows, state: rows.filter(state_condition(state, today)), STATES),
            Filter(
                "don-vi",
                "Đơn vị",
                lambda rows, pk: rows.filter(unit_id=int(pk)),
                [(str(unit.pk), unit.title) for unit in units.order_by("name_key", "id")[:300]],
            ),
        ],
        sort="don-vi",
        empty=("Chưa giao việc nào", "Khi kế hoạch được ban hành, việc của các đơn vị sẽ hiện ở đây."),
    )
    return render(request, "desk/duties_below.html", {"table": table, "year": today.year})


def _words(duty: Duty) -> str:
    state = state_of(duty, clock.today())
    if state in ("xong", "mien"):
        return dict(STATES)[state]
    return due_in_words(duty.due_on, clock.today())


@writes
def remind(request: ActingRequest) -> HttpResponse:
    """Remind all late units below, or the one that was chosen."""
    if request.method == "POST":
        chosen = request.POST.get("unit", "")
        count = remind_late_units(by=request.actor, unit_id=int(chosen) if chosen.isdecimal() else None)
        messages.success(request, f"Đã nhắc {count} đơn vị. Mỗi việc chỉ nhắc một lần trong ngày.")
    back = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if is_ours else "desk")
