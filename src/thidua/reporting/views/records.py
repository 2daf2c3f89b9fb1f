"""The records behind a figure that the product knows: the list that adds up to it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import format_html

from thidua.common.numbers import format_number, format_share
from thidua.reporting.figure_sources import FigureSource, source_for
from thidua.reporting.models import PeriodUnit, Slot
from thidua.reporting.queries.computed import visible_rows
from thidua.ui.components.basics import tone_chip
from thidua.ui.gestures import ActingRequest, reads
from thidua.ui.tables import Column, Filter, Table

COUNTED = (("co", "Được tính"), ("chua", "Chưa được tính"))


@reads
def figure_records(request: ActingRequest, request_id: int, unit_id: int, num: int) -> HttpResponse:
    """The plans, movements, awards … that a computed figure of a unit is made of, as far as the person may see them."""
    by = request.actor
    places = PeriodUnit.objects.visible_to(by).select_related("request", "unit")
    place = get_object_or_404(places, request_id=request_id, unit_id=unit_id)
    slot = get_object_or_404(Slot.objects.select_related("indicator"), request_id=request_id, num=num)
    source = source_for(slot.indicator.code)
    if source is None:
        raise Http404
    asked = place.request
    part, whole = source.find(unit_id, asked.starts_on, asked.ends_on) or (0, 0)
    rows = visible_rows(source, by, unit_id, asked.starts_on, asked.ends_on)
    seen = rows.count()
    context = {
        "asked": asked,
        "place": place,
        "slot": slot,
        "share": format_share(part, whole),
        "parts": f"{format_number(part)}/{format_number(whole)}",
        "source": source,
        "hidden": (whole or 0) - seen,
        "table": _table(request, source, rows),
        "back": reverse("rollup_page", args=[request_id, unit_id]),
    }
    return render(request, "reporting/figure_records.html", context)


def _table(request: ActingRequest, source: FigureSource, rows: Any) -> Table:
    def name(row: Any) -> Any:
        words, _, url = source.told(row)
        return format_html('<a href="{}">{}</a>', url, words) if url else words

    def state(row: Any) -> Any:
        return tone_chip("được tính", "done") if row.is_counted else tone_chip("chưa được tính", "quiet")

    return Table(
        request.GET,
        rows,
        [
            Column("name", "Hồ sơ", name, phone="title"),
            Column("detail", "Chi tiết", lambda row: source.told(row)[1], phone="line"),
            Column("counted", "Tính vào tử số", state, phone="figure"),
        ],
        caption=f"Hồ sơ: {source.words}",
        filters=[
            Filter("tinh", "Tính vào tử số", lambda found, value: found.filter(is_counted=value == "co"), COUNTED)
        ],
        empty=("Chưa có hồ sơ nào trong kỳ này", "Khi có hồ sơ, số liệu tự tính và danh sách hiện ở đây."),
    )
