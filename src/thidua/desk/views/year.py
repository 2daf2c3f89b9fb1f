"""The year at a glance."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from thidua.common import clock
from thidua.common.dates import format_date
from thidua.desk.queries.year import year_of
from thidua.ui.gestures import ActingRequest, reads


@reads
def year_at_a_glance(request: ActingRequest) -> HttpResponse:
    """Phases on a time line, targets as bullet charts, the direct-worker share, completeness by unit."""
    today = clock.today()
    note = f"Số việc được giao trong năm, tính đến {format_date(today)}"
    context = {"year": year_of(request.actor, on=today), "today": today, "units_note": note}
    return render(request, "desk/year.html", context)
