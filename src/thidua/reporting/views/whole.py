"""The consolidated workbook of a unit down to the units that fill in, and the same as CSV."""

from __future__ import annotations

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from thidua.common.numbers import format_number
from thidua.common.verdicts import Refusal
from thidua.reporting.models import PeriodUnit
from thidua.reporting.queries.asked import slots_of
from thidua.reporting.queries.totals import live_total
from thidua.reporting.queries.whole import count_below, rows_below
from thidua.reporting.sheets.whole import csv_rows, whole_workbook
from thidua.ui.gestures import ActingRequest, reads
from thidua.ui.workbooks import csv_response, excel_response

MOST_AT_ONCE = 5000
"""How many units a workbook takes that is made while the person waits."""


@reads
def rollup_whole(request: ActingRequest, request_id: int, unit_id: int, kind: str) -> HttpResponseBase:
    """Every unit below, down to those that fill in: ``kind`` xlsx (with live totals) or csv (of any size)."""
    places = PeriodUnit.objects.visible_to(request.actor).select_related("request", "unit")
    place = get_object_or_404(places, request_id=request_id, unit_id=unit_id)
    if place.is_leaf or kind not in ("xlsx", "csv"):
        raise Http404
    slots = slots_of(request_id)
    name = f"tong-hop-den-co-so-{request_id}-{unit_id}"
    if kind == "csv":
        return csv_response(csv_rows(slots, rows_below(place)), name)
    if count_below(place) > MOST_AT_ONCE:
        raise Refusal(
            f"Bảng Excel này có hơn {format_number(MOST_AT_ONCE)} đơn vị, lập sẽ rất lâu. Hãy mở từng đơn vị cấp dưới "
            "rồi tải, hoặc tải tệp CSV.",
            "too_many",
        )
    total = live_total(request_id, unit_id)
    return excel_response(whole_workbook(place, slots, rows_below(place), total.sums if total else None), name)
