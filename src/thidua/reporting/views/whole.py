"""The consolidated workbook of a unit down to the units that fill in, and the same as CSV; a large one as long work."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from thidua.common.actor import Actor
from thidua.jobs.queries import kept_files, own_jobs
from thidua.reporting.models import PeriodUnit
from thidua.reporting.queries.asked import slots_of
from thidua.reporting.queries.totals import live_total
from thidua.reporting.queries.whole import MOST_AT_ONCE, WHOLE, count_below, depths_below, rows_below, subject_of
from thidua.reporting.sheets.whole import columns_of, csv_rows, whole_workbook
from thidua.reporting.tasks import start_whole_workbook
from thidua.ui.downloads import stored_file
from thidua.ui.gestures import ActingRequest, reads, writes
from thidua.ui.workbooks import csv_response, excel_response


def _find(by: Actor, request_id: int, unit_id: int) -> PeriodUnit:
    places = PeriodUnit.objects.visible_to(by).filter(is_leaf=False).select_related("request", "unit")
    return get_object_or_404(places, request_id=request_id, unit_id=unit_id)


@reads
def rollup_whole(request: ActingRequest, request_id: int, unit_id: int, kind: str) -> HttpResponseBase:
    """Every unit below, down to those that fill in: ``kind`` xlsx (with live totals) or csv (of any size)."""
    place = _find(request.actor, request_id, unit_id)
    if kind not in ("xlsx", "csv"):
        raise Http404
    slots = slots_of(request_id)
    name = f"tong-hop-den-co-so-{request_id}-{unit_id}"
    if kind == "csv":
        return csv_response(csv_rows(slots, rows_below(place)), name)
    if count_below(place) > MOST_AT_ONCE:
        return redirect("rollup_whole_job", request_id, unit_id)
    total = live_total(request_id, unit_id)
    sums = total.sums if total else None
    return excel_response(whole_workbook(place, slots, depths_below(place), rows_below(place), sums), name)


@writes
def rollup_whole_job(request: ActingRequest, request_id: int, unit_id: int) -> HttpResponse:
    """A workbook too large to wait for: let it be written, see how far it is, take out what was written."""
    by = request.actor
    place = _find(by, request_id, unit_id)
    if request.method == "POST":
        job = start_whole_workbook(by=by, place=place)
        messages.success(request, "Bảng đang được lập phía sau. Bạn cứ làm việc khác; xong sẽ có thông báo.")
        return redirect("job_page", job.pk)
    subject = subject_of(place)
    context = {
        "place": place,
        "asked": place.request,
        "units": count_below(place),
        "columns": len(columns_of(slots_of(request_id))),
        "open_job": own_jobs(by, WHOLE, subject).open().first(),
        "files": list(kept_files(by, WHOLE, subject)),
    }
    return render(request, "reporting/rollup_whole_job.html", context)


@reads
def rollup_whole_file(request: ActingRequest, request_id: int, unit_id: int, job_id: int) -> HttpResponseBase:
    """The workbook that was written, for the one who asked and while it is kept."""
    place = _find(request.actor, request_id, unit_id)
    kept = get_object_or_404(kept_files(request.actor, WHOLE, subject_of(place)), job_id=job_id)
    return stored_file(kept.file, name=kept.name, mime=kept.mime)
