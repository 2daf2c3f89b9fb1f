"""The duties of the units that one acts for, as a list."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from thidua.common import clock
from thidua.common.dates import format_date
from thidua.desk.queries import my_duties as mine
from thidua.desk.queries.calendar import link_to, state_chip
from thidua.duties.choices import DutyKind
from thidua.duties.queries import origins_of
from thidua.ui.gestures import ActingRequest, reads
from thidua.ui.tables import Column, Filter, Table


@reads
def duty_list(request: ActingRequest) -> HttpResponse:
    """What the units that I act for have to do, are late with, have done; by paper, unit, kind and month."""
    today = clock.today()
    names = {one.unit_id: one.unit.title for one in request.appointments}
    unit_ids = {request.actor.unit_id, *names}
    params = request.GET.copy()
    params.setdefault("tinh-trang", mine.TO_DO)
    columns = [
        Column("viec", "Việc", link_to, phone="title", export="title"),
        Column("theo", "Theo", "origin_words"),
        Column("han", "Hạn", lambda duty: format_date(duty.due_on), sort="sort_day", kind="date", phone="figure"),
        Column("tinh-trang", "Tình trạng", lambda duty: state_chip(duty, today), phone="figure"),
    ]
    origins = [(origin, origin) for origin in origins_of(unit_ids)]
    filters = [
        Filter("tinh-trang", "Tình trạng", lambda rows, value: rows.filter(mine.in_state(value, today)), mine.STATES),
        Filter("theo", "Theo văn bản", lambda rows, value: rows.filter(origin=value), origins),
        Filter("loai", "Loại việc", lambda rows, value: rows.filter(kind=value), DutyKind.choices),
        Filter("thang", "Tháng đến hạn", mine.due_in_month, mine.months_around(today)),
    ]
    if len(unit_ids) > 1:
        columns.insert(1, Column("don-vi", "Đơn vị", "unit.title", sort="unit__name_key"))
        units = [(str(pk), name) for pk, name in names.items()]
        filters.insert(1, Filter("don-vi", "Đơn vị", lambda rows, pk: rows.filter(unit_id=int(pk)), units))
    table = Table(
        params,
        mine.duties_of_units(unit_ids),
        columns,
        caption="Việc của đơn vị",
        filters=filters,
        sort="han",
        empty=("Không có việc nào", "Việc được giao từ kế hoạch của cấp trên và của đơn vị sẽ hiện ở đây."),
    )
    return render(request, "desk/duty_list.html", {"table": table})
