"""Pages of workbooks: the form out, the filled-in file in, the preview that waits, saved or dropped."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from thidua.common.actor import Actor
from thidua.common.numbers import whole_number
from thidua.common.verdicts import Refusal, require
from thidua.documents.queries import attachment_response, attachments_of
from thidua.reporting import actions, policies
from thidua.reporting.actions.imports import OWNER
from thidua.reporting.choices import ImportKind
from thidua.reporting.forms.imports import SaveImportForm, WhichForm, WorkbookForm
from thidua.reporting.models import FigureImport, PeriodUnit, Report, ReportRequest
from thidua.reporting.queries.asked import slots_of
from thidua.reporting.queries.filling import sheet_of
from thidua.reporting.queries.imports import asked_by, changes_of_row, rows_of, units_to_type_in
from thidua.reporting.queries.past import past_of
from thidua.reporting.queries.texts import questions_of
from thidua.reporting.sheets.changes import changes_workbook
from thidua.reporting.sheets.many import many_workbook, read_many
from thidua.reporting.sheets.own import own_workbook, read_own
from thidua.reporting.tables.imports import import_table
from thidua.reporting.tasks import merge_soon
from thidua.ui.gestures import ActingRequest, reads, writes
from thidua.ui.workbooks import excel_response

MOST_UNITS = 2000
MOST_PROBLEMS = 100
WITH_ALL = ("request", "request__unit", "request__plan", "unit", "place", "place__parent")


def _own(by: Actor, request_id: int) -> Report:
    found = Report.objects.filter(unit_id=by.unit_id, request_id=request_id).select_related(*WITH_ALL)
    return get_object_or_404(found)


def _watched(by: Actor, request_id: int) -> ReportRequest:
    """A request in whose tree the actor's unit has others below it."""
    own = PeriodUnit.objects.filter(unit_id=by.unit_id, is_leaf=False).values("request_id")
    found = ReportRequest.objects.filter(pk__in=own, is_history=False).select_related("unit")
    return get_object_or_404(found, pk=request_id)


def _import(by: Actor, import_id: int) -> FigureImport:
    found = FigureImport.objects.visible_to(by).select_related("unit", "request", "request__unit")
    return get_object_or_404(found, pk=import_id)


@reads
def report_workbook(request: ActingRequest, request_id: int) -> HttpResponse:
    """The unit's own form as a workbook, with what is saved now."""
    report = _own(request.actor, request_id)
    require(policies.may_save(request.actor, report))
    return excel_response(own_workbook(sheet_of(report)), f"bieu-bao-cao-{request_id}")


@writes
def report_upload(request: ActingRequest, request_id: int) -> HttpResponse:
    """The unit's own form, filled in as a workbook: read and shown, nothing is saved yet."""
    by = request.actor
    report = _own(by, request_id)
    form = WorkbookForm(request.POST or None, request.FILES or None)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            require(policies.may_save(by, report))
            data = upload.read()
            filled = read_own(data, upload.name, sheet_of(report))
            if not (problems := filled.problems):
                batch = actions.keep_import(
                    by=by, kind=ImportKind.OWN, asked=report.request, filled=filled, file_name=upload.name, data=data
                )
                return redirect("figure_import", batch.pk)
        except Refusal as refusal:
            form.add_refusal(refusal)
    context = {"report": report, "form": form, "verdict": policies.may_save(by, report), **told(problems)}
    status = 422 if form.errors or problems else 200
    return render(request, "reporting/report_upload.html", context, status=status)


def told(problems: list[str]) -> dict[str, Any]:
    """The first of what is wrong in a file, and how much more there is."""
    return {"problems": problems[:MOST_PROBLEMS], "more": max(0, len(problems) - MOST_PROBLEMS), "count": len(problems)}


def _branches(by: Actor, asked: ReportRequest) -> list[tuple[str, str]]:
    found = PeriodUnit.objects.filter(request=asked, parent_id=by.unit_id, is_leaf=False).select_related("unit")
    return [(str(one.unit_id), one.unit.title) for one in found.order_by("unit__name_key", "id")]


@writes
def typing_sheet(request: ActingRequest, request_id: int) -> HttpResponse:
    """Fetch the form for many units, give it back filled in; it is read and shown, nothing is saved yet."""
    by = request.actor
    asked = _watched(by, request_id)
    verdict = policies.may_type_in_from_excel(by, asked)
    form = WorkbookForm(request.POST or None, request.FILES or None)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            require(verdict)
            data = upload.read()
            slots = slots_of(asked.pk)
            questions = questions_of([asked.pk])[asked.pk]
            places = list(units_to_type_in(asked, by))
            filled = read_many(data, upload.name, by=by, asked=asked, slots=slots, questions=questions, places=places)
            if not (problems := filled.problems):
                batch = actions.keep_import(
                    by=by, kind=ImportKind.TYPED_IN, asked=asked, filled=filled, file_name=upload.name, data=data
                )
                return redirect("figure_import", batch.pk)
        except Refusal as refusal:
            form.add_refusal(refusal)
    which = WhichForm(None, _branches(by, asked))
    context = {"asked": asked, "form": form, "which": which, "verdict": verdict, **told(problems)}
    status = 422 if form.errors or problems else 200
    return render(request, "reporting/typing_sheet.html", context, status=status)


@reads
def typing_workbook(request: ActingRequest, request_id: int) -> HttpResponse:
    """The form for many units as a workbook: ``?which=thieu|tat-ca``, ``&branch=`` a unit directly below."""
    by = request.actor
    asked = _watched(by, request_id)
    require(policies.may_type_in_from_excel(by, asked))
    found = units_to_type_in(asked, by, is_missing=request.GET.get("which") != "tat-ca")
    branch = whole_number(request.GET.get("branch", ""))
    if branch is not None:
        top = get_object_or_404(PeriodUnit.objects.visible_to(by), request=asked, unit_id=branch)
        found = found.filter(path__startswith=top.path)
    places = list(found[: MOST_UNITS + 1])
    if not places:
        raise Refusal("Không có đơn vị nào như đã chọn để lập biểu; có thể mọi đơn vị đã nộp.", "no_units")
    if len(places) > MOST_UNITS:
        raise Refusal("Biểu có hơn 2.000 đơn vị sẽ rất nặng. Hãy chọn từng đơn vị cấp dưới trực tiếp.", "too_many")
    slots = slots_of(asked.pk)
    own = PeriodUnit.objects.get(request=asked, unit_id=by.unit_id)
    past = past_of(asked, slots, by.unit_id, below=own)
    data = many_workbook(asked, slots, questions_of([asked.pk])[asked.pk], places, past, by=by)
    return excel_response(data, f"bieu-nhap-thay-{asked.pk}")


@reads
def figure_import(request: ActingRequest, import_id: int) -> HttpResponse:
    """What was read: old and new, unit by unit; saved when the person says so."""
    by = request.actor
    batch = _import(by, import_id)
    return render(
        request,
        "reporting/figure_import.html",
        {
            "batch": batch,
            "kicker": batch.request.title if batch.request else "Số liệu kỳ trước",
            "is_own": batch.kind == ImportKind.OWN,
            "is_typed_in": batch.kind == ImportKind.TYPED_IN,
            "form": SaveImportForm(None),
            "verdict": policies.may_save_import(by, batch),
            "table": import_table(request.GET, batch, rows_of(batch), asked_by(batch)),
        },
    )


@writes
def figure_import_save(request: ActingRequest, import_id: int) -> HttpResponse:
    """Write what was read into the reports."""
    by = request.actor
    batch = _import(by, import_id)
    if request.method != "POST":
        return redirect("figure_import", batch.pk)
    is_sending = batch.kind == ImportKind.TYPED_IN and request.POST.get("how") == "send"
    if batch.kind == ImportKind.HISTORY:
        asked = actions.save_history(by=by, batch=batch)
        merge_soon({asked.pk})
        messages.success(request, f"Đã ghi {asked.title}. Số liệu này dùng để so sánh ở các kỳ sau.")
        return redirect("rollup_page", asked.pk, by.unit_id)
    saved = actions.save_import(by=by, batch=batch, is_sending=is_sending)
    if batch.request_id is not None and is_sending:
        merge_soon({batch.request_id})
    if batch.kind == ImportKind.OWN:
        messages.success(request, f"Đã ghi số liệu từ tệp {batch.file_name}. Báo cáo chưa nộp, hãy xem lại rồi nộp.")
        return redirect("report_fill", batch.request_id)
    done = "nhập thay và nộp" if is_sending else "nhập thay vào bản đang soạn của"
    messages.success(request, f"Đã {done} {saved} báo cáo từ tệp {batch.file_name}. Các đơn vị được báo để xem lại.")
    return redirect("request_board", batch.request_id)


@writes
def figure_import_drop(request: ActingRequest, import_id: int) -> HttpResponse:
    """Throw away what was read."""
    batch = _import(request.actor, import_id)
    if request.method != "POST":
        return redirect("figure_import", batch.pk)
    actions.drop_import(by=request.actor, batch=batch)
    messages.info(request, "Đã bỏ lần nhập này; không có gì được ghi.")
    if batch.kind == ImportKind.OWN:
        return redirect("report_fill", batch.request_id)
    if batch.kind == ImportKind.HISTORY:
        return redirect("history_list")
    return redirect("typing_sheet", batch.request_id)


@reads
def figure_import_file(request: ActingRequest, import_id: int) -> FileResponse:
    """The workbook itself."""
    batch = _import(request.actor, import_id)
    return attachment_response(get_object_or_404(attachments_of(OWNER, batch.pk)))


@reads
def figure_import_changes(request: ActingRequest, import_id: int) -> HttpResponse:
    """Every change as a list in Excel."""
    batch = _import(request.actor, import_id)
    asked = asked_by(batch)
    rows = [(row.unit.name, row.sheet, row.number, changes_of_row(row, asked)) for row in rows_of(batch)]
    return excel_response(changes_workbook(batch, rows), f"thay-doi-{batch.pk}")
