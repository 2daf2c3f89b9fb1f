"""Pages of figures of an earlier period: the workbook out and back in."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from thidua.common.actor import Actor
from thidua.common.verdicts import Refusal, require
from thidua.organisation.models import Unit
from thidua.reporting import actions, policies
from thidua.reporting.choices import ImportKind
from thidua.reporting.forms.history import HistoryFileForm, HistoryForm
from thidua.reporting.models import FigureImport, ReportRequest
from thidua.reporting.queries.asked import slots_of
from thidua.reporting.queries.history import (
    figures_in,
    history_between,
    history_requests,
    history_sources,
    units_then,
)
from thidua.reporting.sheets.history import Member, Period, about_history, history_workbook, read_history
from thidua.reporting.sheets.layout import version_of
from thidua.reporting.views.imports import MOST_UNITS, told
from thidua.ui.gestures import ActingRequest, reads, writes
from thidua.ui.workbooks import excel_response

MOST_SOURCES = 30


def _sources(by: Actor) -> list[ReportRequest]:
    return list(history_sources(by)[:MOST_SOURCES]) if policies.may_bring_history(by) else []


def _members(by: Actor, period: Period) -> list[Member]:
    root = Unit.objects.get(pk=by.unit_id)
    found = units_then(root, period.starts_on, period.ends_on)
    return [Member(unit.pk, unit.name, unit.short_name, above, steps) for unit, above, steps in found]


@writes
def history_list(request: ActingRequest) -> HttpResponse:
    """Earlier periods that were brought in; fetch a workbook for another one, give it back filled in."""
    by = request.actor
    require(policies.may_bring_history(by))
    form = HistoryFileForm(request.POST or None, request.FILES or None)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            kept = _read(by, form.cleaned_data["file"], form.cleaned_data["reason"])
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            if isinstance(kept, FigureImport):
                return redirect("figure_import", kept.pk)
            problems = kept
    sources = _sources(by)
    context = {
        "requests": list(history_requests(by)[:50]),
        "has_sources": bool(sources),
        "which": HistoryForm(None, sources),
        "form": form,
        **told(problems),
    }
    return render(request, "reporting/history_list.html", context, status=422 if form.errors or problems else 200)


def _read(by: Actor, upload: Any, reason: str) -> FigureImport | list[str]:
    """What was read, kept; or what is wrong in it. Errors: Refusal of the file as a whole."""
    data = upload.read()
    source_id, version, period = about_history(data, upload.name, unit_id=by.unit_id)
    source = get_object_or_404(history_sources(by), pk=source_id)
    slots = slots_of(source.pk)
    if version != version_of(slots, []):
        raise Refusal("Các chỉ tiêu của báo cáo đã thay đổi. Hãy tải tệp mẫu mới rồi chép số liệu sang.", field="file")
    replaced = history_between(by, period.starts_on, period.ends_on)
    if replaced is not None and not reason.strip():
        raise Refusal(
            f"Kỳ này đã có số liệu “{replaced.title}”. Hãy ghi lý do thay số liệu rồi tải tệp lên.", field="reason"
        )
    filled = read_history(data, upload.name, slots=slots, members=_members(by, period), before=figures_in(replaced))
    if filled.problems:
        return filled.problems
    if replaced is not None:
        gone = set(figures_in(replaced)) - {row.unit_id for row in filled.rows}
        if gone:
            filled.remarks.append(f"{len(gone)} đơn vị đang có số liệu kỳ này nhưng không có trong tệp, sẽ bị bỏ đi.")
    about = {
        "title": period.title,
        "kind": period.kind,
        "starts_on": period.starts_on.isoformat(),
        "ends_on": period.ends_on.isoformat(),
        "reason": reason.strip(),
        "source": source.pk,
    }
    return actions.keep_import(
        by=by, kind=ImportKind.HISTORY, asked=replaced, filled=filled, file_name=upload.name, data=data, about=about
    )


@reads
def history_workbook_file(request: ActingRequest) -> HttpResponse:
    """The workbook for an earlier period, as the form of the page asks for it."""
    by = request.actor
    require(policies.may_bring_history(by))
    if "source" not in request.GET:
        return redirect("history_list")
    form = HistoryForm(request.GET, _sources(by))
    if not form.is_valid():
        context = {
            "requests": list(history_requests(by)[:50]),
            "has_sources": bool(_sources(by)),
            "which": form,
            "form": HistoryFileForm(None),
            **told([]),
        }
        return render(request, "reporting/history_list.html", context, status=422)
    asked = form.cleaned_data
    source = get_object_or_404(history_sources(by), pk=asked["source"])
    period = Period(asked["title"], asked["kind"], asked["starts_on"], asked["ends_on"])
    members = _members(by, period)
    if asked["depth"] == "truc-tiep":
        members = [member for member in members if len(member.steps) == 1 + 1]
    if len(members) > MOST_UNITS:
        raise Refusal("Tệp có hơn 2.000 đơn vị sẽ rất nặng. Hãy chọn “Chỉ các đơn vị cấp dưới trực tiếp”.", "too_many")
    slots = slots_of(source.pk)
    known = figures_in(history_between(by, period.starts_on, period.ends_on))
    data = history_workbook(source, slots, period, members, unit_id=by.unit_id, told=known)
    return excel_response(data, "so-lieu-ky-truoc")
