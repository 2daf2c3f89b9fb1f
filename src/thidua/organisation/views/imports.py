"""Excel in: the template, the upload, the preview that waits, saved or dropped."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from thidua.common import clock
from thidua.common.files import mime
from thidua.common.text import slug
from thidua.common.verdicts import Refusal, require
from thidua.organisation.actions import drop_import, read_import, save_import
from thidua.organisation.choices import ImportKind
from thidua.organisation.forms import ImportForm
from thidua.organisation.models import ImportBatch, Unit
from thidua.organisation.policies import may_import, may_save_import
from thidua.organisation.queries import good_rows, names_for_import
from thidua.organisation.sheets import make_template, read_sheet
from thidua.organisation.tables import columns_of
from thidua.organisation.views.units import answer, unit_below
from thidua.ui.gestures import ActingRequest, reads, writes

SHOWN = 100
TITLES = {ImportKind.UNITS: "Nhập đơn vị từ Excel", ImportKind.PEOPLE: "Nhập người từ Excel"}


def _columns(kind: str, unit: Unit) -> tuple[object, ...]:
    parents = names_for_import(unit) if kind == ImportKind.UNITS else []
    return columns_of(kind, parents, clock.today())


def _known(kind: str) -> ImportKind:
    if kind not in ImportKind.values:
        raise Http404
    return ImportKind(kind)


@reads
def import_template(request: ActingRequest, pk: int, kind: str) -> HttpResponse:
    """The empty Excel file with headings and pick lists."""
    what, unit = _known(kind), unit_below(request, pk)
    title = f"{TITLES[what]}: {unit.name}"
    response = HttpResponse(make_template(_columns(what, unit), title), content_type=mime("xlsx"))  # type: ignore[arg-type]
    name = f"mau-{'don-vi' if what == ImportKind.UNITS else 'nguoi'}-{slug(unit.title)}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@writes
def import_start(request: ActingRequest, pk: int, kind: str) -> HttpResponse:
    """Upload a filled-in file; it is read and waits, nothing is saved."""
    what, unit = _known(kind), unit_below(request, pk)
    require(may_import(request.actor, what, unit))
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            reading = read_sheet(upload.read(), _columns(what, unit), upload.name)  # type: ignore[arg-type]
            batch = read_import(by=request.actor, kind=what, unit=unit, reading=reading, file_name=upload.name)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return redirect("import_page", pk=batch.pk)
    return answer(request, "organisation/import_start.html", unit, form, title=TITLES[what], kind=str(what.value))


@reads
def import_page(request: ActingRequest, pk: int) -> HttpResponse:
    """What was read: wrong cells by row and column, the good rows that wait."""
    batch = _batch(request, pk)
    good = good_rows(batch)
    count, wrong = good.count(), batch.rows.exclude(problems=[]).order_by("number")
    context = {
        "batch": batch,
        "unit": batch.unit,
        "title": TITLES[ImportKind(batch.kind)],
        "headings": [column.heading for column in columns_of(batch.kind, [], clock.today())][:4],
        "good": [(row.number, row.cells[:4]) for row in good[:SHOWN]],
        "good_count": count,
        "wrong": list(wrong[:SHOWN]),
        "wrong_count": wrong.count(),
        "known_count": batch.rows.filter(problems=[], is_known=True).count(),
        "may_save": may_save_import(request.actor, batch, count),
    }
    return render(request, "organisation/import_page.html", context)


@writes
def import_save(request: ActingRequest, pk: int) -> HttpResponse:
    """Put the good rows into the lists."""
    batch = _batch(request, pk)
    if request.method == "POST":
        saved = save_import(by=request.actor, batch=batch)
        messages.success(request, f"Đã lưu {saved} dòng từ tệp {batch.file_name}.")
        if batch.kind == ImportKind.UNITS:
            return redirect(f"/to-chuc/?o={batch.unit_id}")
        return redirect("people_list", pk=batch.unit_id)
    return redirect("import_page", pk=pk)


@writes
def import_drop(request: ActingRequest, pk: int) -> HttpResponse:
    """Throw away what was read."""
    batch = _batch(request, pk)
    if request.method == "POST":
        drop_import(by=request.actor, batch=batch)
        messages.info(request, "Đã bỏ lần nhập này; không có gì được lưu.")
        return redirect("import_start", pk=batch.unit_id, kind=batch.kind)
    return redirect("import_page", pk=pk)


def _batch(request: ActingRequest, pk: int) -> ImportBatch:
    return get_object_or_404(ImportBatch.objects.visible_to(request.actor).select_related("unit"), pk=pk)
