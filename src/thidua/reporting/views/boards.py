"""Pages of who asks and watches: a new request, the board, one unit of it, the totals of any level."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.dates import format_date
from thidua.common.numbers import format_number, format_share, whole_number
from thidua.common.verdicts import Refusal
from thidua.plans.choices import TWO_PART_KINDS, IndicatorKind
from thidua.plans.models import Phase, Plan
from thidua.reporting import actions, policies
from thidua.reporting.figure_sources import source_for
from thidua.reporting.forms import ExtendForm, ReasonForm, RehomeForm, RequestForm
from thidua.reporting.models import PeriodUnit, ReportRequest, Slot
from thidua.reporting.queries.adding import IS_ANSWER
from thidua.reporting.queries.boards import board_places, completeness
from thidua.reporting.queries.corrections import differing_below, part_url
from thidua.reporting.queries.levels import MOST_LINES, level_lines
from thidua.reporting.queries.overview import SlotTotal, overview_of
from thidua.reporting.queries.past import past_of
from thidua.reporting.queries.printed_form import has_sections
from thidua.reporting.queries.tree import place_seen_by, steps_of
from thidua.reporting.sheets import BOARD_HEADS, board_row, board_workbook, place_words, rollup_workbook
from thidua.reporting.tables import board_table, is_wide_list, rollup_table, totals_list
from thidua.reporting.tasks import merge_soon
from thidua.reporting.views.papers import form_files
from thidua.ui.charts import Bullet
from thidua.ui.gestures import ActingRequest, reads, writes
from thidua.ui.workbooks import csv_response, excel_response

TOTAL_WORDS: dict[str, str] = {
    IndicatorKind.HIGHEST: "Cao nhất",
    IndicatorKind.LOWEST: "Thấp nhất",
    IndicatorKind.DISTINCT: "Đơn vị này báo",
}
"""What the last line of a figure's page is where it is no sum."""


def _request(by: Actor, request_id: int) -> ReportRequest:
    """A request in whose tree the actor's unit has others below it."""
    own = PeriodUnit.objects.filter(unit_id=by.unit_id, is_leaf=False).values("request_id")
    found = ReportRequest.objects.filter(pk__in=own).select_related("unit", "plan", "phase")
    return get_object_or_404(found, pk=request_id)


def _place(by: Actor, request_id: int, unit_id: int) -> PeriodUnit:
    found = place_seen_by(by.unit_id, request_id, unit_id)
    if not found:
        raise Http404
    return found[0]


@reads
def request_plans(request: ActingRequest) -> HttpResponse:
    """Choose the plan, and its phase, that a new request is about."""
    by = request.actor
    plans = Plan.objects.running().filter(unit_id=by.unit_id).prefetch_related("phases").order_by("-year", "-id")[:20]
    return render(
        request, "reporting/request_plans.html", {"plans": list(plans), "verdict": policies.may_open_request(by)}
    )


@writes
def request_new(request: ActingRequest, plan_id: int) -> HttpResponse:
    """Ask the units below for a report about a phase (``?dot=``) or another period of one of the unit's plans."""
    by = request.actor
    plan = get_object_or_404(Plan.objects.running().filter(unit_id=by.unit_id), pk=plan_id)
    phase = _phase(plan, request.GET.get("dot", ""))
    kind = request.GET.get("ky", "")
    form = RequestForm(request.POST if request.method == "POST" else None, plan, phase, by, kind)
    if request.method == "POST" and form.is_valid():
        try:
            asked = actions.open_request(by=by, plan=plan, phase=phase, **form.cleaned_data)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            merge_soon({asked.pk})
            messages.success(request, "Đã gửi yêu cầu báo cáo; việc báo cáo đã có trên bàn làm việc của các đơn vị.")
            return redirect("request_board", asked.pk)
    context = {
        "plan": plan,
        "phase_name": phase.name if phase else "",
        "form": form,
        "verdict": policies.may_open_request(by),
    }
    return render(request, "reporting/request_new.html", context, status=422 if form.errors else 200)


def _phase(plan: Plan, given: str) -> Phase | None:
    pk = whole_number(given)
    return plan.phases.filter(pk=pk).first() if pk is not None else None


@reads
def request_board(request: ActingRequest, request_id: int) -> HttpResponse:
    """Who has sent, who is missing, who is late, per unit that consolidates (``?duoi=`` one of them, with all below
    it); reminders; Excel."""
    by = request.actor
    asked = _request(by, request_id)
    own = _place(by, request_id, by.unit_id)
    chosen = _chosen(by, request_id, request.GET.get("duoi", ""))
    complete = completeness(asked, by, place=chosen or own)
    lines = level_lines(chosen or own)
    branches = [(str(line.place.unit_id), line.place.unit.title) for line in lines]
    if chosen:
        branches.insert(0, (str(chosen.unit_id), chosen.unit.title))
    return render(
        request,
        "reporting/request_board.html",
        {
            "asked": asked,
            "chosen": chosen,
            "above": chosen.parent if chosen and chosen.parent_id != by.unit_id else None,
            "tile_urls": _tile_urls(chosen),
            "lines": lines[:MOST_LINES],
            "n_lines": len(lines),
            "complete": complete,
            "expected_words": f"trên {complete.expected} cơ sở",
            "late_tone": "late" if complete.late else "",
            "returned_note": "đã tính trong số đã nộp" if complete.returned else "",
            "table": board_table(request.GET, asked.pk, board_places(asked, by, below=chosen), branches),
            "may_remind": policies.may_remind(by, asked),
            "may_manage": policies.may_manage_request(by, asked),
            "may_type_in": policies.may_type_in_from_excel(by, asked),
        },
    )


def _tile_urls(chosen: PeriodUnit | None) -> dict[str, str]:
    """Where the counts above the list lead: the list narrowed to what they count."""
    start = f"?duoi={chosen.unit_id}&loc=" if chosen else "?loc="
    return {name.replace("-", "_"): f"{start}{name}#list" for name in ("da-nop", "thieu", "cham", "tra-lai")}


def _chosen(by: Actor, request_id: int, given: str) -> PeriodUnit | None:
    """The place below the actor's own that was chosen; None where none was."""
    pk = whole_number(given)
    return _place(by, request_id, pk) if pk is not None and pk != by.unit_id else None


@reads
def board_sheet(request: ActingRequest, request_id: int) -> HttpResponseBase:
    """The board as Excel, or with ``?dang=csv`` as CSV: the rows that the filters on the screen leave."""
    by = request.actor
    asked = _request(by, request_id)
    places = board_places(asked, by, below=_chosen(by, request_id, request.GET.get("duoi", "")))
    found = board_table(request.GET, asked.pk, places).all_rows.order_by("path")
    if request.GET.get("dang") == "csv":
        return csv_response([BOARD_HEADS, *(board_row(place) for place in found)], f"tinh-hinh-nop-{asked.pk}")
    return excel_response(board_workbook(asked, found), f"tinh-hinh-nop-{asked.pk}")


@writes
def request_remind(request: ActingRequest, request_id: int) -> HttpResponse:
    """Remind all that are missing, below the own unit or below a chosen one (``duoi``), in one tap."""
    by = request.actor
    asked = _request(by, request_id)
    below = _chosen(by, request_id, request.POST.get("duoi", ""))
    back = reverse("request_board", args=[asked.pk])
    if request.method == "POST":
        reminded = actions.remind_missing(by=by, asked=asked, below=below)
        messages.success(
            request,
            f"Đã nhắc {reminded} đơn vị chưa nộp hoặc chưa gửi lại. Mỗi ngày mỗi đơn vị được nhắc nhiều nhất một lần.",
        )
    return redirect(f"{back}?duoi={below.unit_id}" if below else back)


@writes
def request_close(request: ActingRequest, request_id: int) -> HttpResponse:
    """Close the period, or open it again with a reason."""
    by = request.actor
    asked = _request(by, request_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    form.fields["reason"].required = asked.state == "closed"
    if request.method == "POST" and form.is_valid():
        try:
            if asked.state == "closed":
                actions.reopen_request(by=by, asked=asked, reason=form.cleaned_data["reason"])
            else:
                actions.close_request(by=by, asked=asked)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"{asked.title}: {asked.state_info.label.lower()}.")
            return redirect("request_board", asked.pk)
    context = {
        "asked": asked,
        "form": form,
        "complete": completeness(asked, by),
        "close_title": "Mở lại kỳ báo cáo" if asked.state == "closed" else "Khoá số liệu",
        "verdict": policies.may_manage_request(by, asked),
    }
    return render(request, "reporting/request_close.html", context, status=422 if form.errors else 200)


@writes
def place_page(request: ActingRequest, place_id: int) -> HttpResponse:
    """One unit in a request: extend, exempt, enter for it, re-home it."""
    by = request.actor
    places = PeriodUnit.objects.visible_to(by).exclude(unit_id=by.unit_id)
    place = get_object_or_404(
        places.select_related("request", "request__unit", "unit", "parent", "report"), pk=place_id
    )
    what = request.POST.get("viec", "")
    forms = {
        "gia-han": ExtendForm(request.POST if what == "gia-han" else None),
        "mien": ReasonForm(request.POST if what == "mien" else None),
        "chuyen": RehomeForm(request.POST if what == "chuyen" else None, _parents(by, place)),
    }
    form = forms.get(what)
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            _change(by, place, what, form.cleaned_data)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            merge_soon({place.request_id})
            messages.success(request, f"Đã ghi nhận cho {place.unit.title}.")
            return redirect("request_board", place.request_id)
    context = {
        "place": place,
        "forms": {"due": forms["gia-han"], "free": forms["mien"], "home": forms["chuyen"]},
        "may_change": policies.may_change_place(by, place),
        "may_type_in": policies.may_type_in(by, place.report),
        "may_rehome": policies.may_rehome(by, place.request),
        "state_words": place_words(place),
        "state_tone": place.report.state_info.tone if place.report.is_counted else "quiet",
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "reporting/place_page.html", context, status=status)


def _parents(by: Actor, place: PeriodUnit) -> list[tuple[str, str]]:
    if not policies.may_rehome(by, place.request):
        return []
    found = PeriodUnit.objects.filter(request=place.request, is_leaf=False).exclude(pk=place.pk)
    return [(str(one.pk), one.unit.title) for one in found.select_related("unit").order_by("path")[:200]]


def _change(by: Actor, place: PeriodUnit, what: str, data: dict[str, Any]) -> None:
    if what == "gia-han":
        actions.extend_unit(by=by, place=place, due_on=data["due_on"], reason=data["reason"])
    elif what == "mien":
        actions.exempt_unit(by=by, place=place, reason=data["reason"])
    else:
        parent = PeriodUnit.objects.get(request=place.request, pk=data["parent"])
        actions.rehome_unit(by=by, place=place, new_parent=parent, reason=data["reason"])


@reads
def rollup_page(request: ActingRequest, request_id: int, unit_id: int) -> HttpResponse:
    """The totals of a unit with the units that make them: the same page for every level."""
    by = request.actor
    place = _place(by, request_id, unit_id)
    if place.is_leaf:
        return redirect("figure_parts", request_id, unit_id, 0)
    overview = overview_of(place)
    added_on = clock.local(overview.on).date() if overview.on else clock.today()
    on = min(added_on, place.request.ends_on)
    past = past_of(place.request, overview.slots, unit_id)[unit_id]
    bullets = [
        (number, total, _bullet(number, total, on), past.words_for(total.slot.num))
        for number, total in enumerate(overview.totals, start=1)
    ]
    is_wide = is_wide_list(overview)
    lines = [(number, total, before) for number, total, bullet, before in bullets if is_wide and bullet is None]
    return render(
        request,
        "reporting/rollup_page.html",
        {
            "overview": overview,
            "asked": place.request,
            "place": place,
            "board_url": reverse("request_board", args=[request_id]),
            "period_note": _period(place.request),
            "bullets": [one for one in bullets if one[2] or not is_wide],
            "lines": totals_list(lines) if lines else "",
            "is_wide": is_wide,
            "on": on,
            "table": rollup_table(request.GET, overview),
            "form_files": (
                form_files("rollup_statistics_file", request_id, unit_id) if has_sections(overview.slots) else []
            ),
            "differing": differing_below(place),
            "crumbs": [one for one in overview.above if by.unit_id in steps_of(one.path)],
        },
    )


def _bullet(number: int, total: SlotTotal, on: dt.date) -> Bullet | None:
    """The figure against its bound; None where there is no bound."""
    if not total.bound:
        return None
    has_parts = total.slot.kind in (*TWO_PART_KINDS, *IS_ANSWER) and total.live.num is not None
    return Bullet(
        label=f"{number}. {total.slot.label}",
        actual=total.live.shown_value,
        bound=total.bound,
        unit=total.slot.unit_word,
        on=on,
        is_ceiling=total.is_ceiling,
        url=total.url,
        told=total.live.text if has_parts else "",
        bound_words=total.bound_words,
        said=total.state.said if total.state else None,
    )


def _period(asked: ReportRequest) -> str:
    return f"Số liệu từ {format_date(asked.starts_on)} đến {format_date(asked.ends_on)}"


@reads
def rollup_sheet(request: ActingRequest, request_id: int, unit_id: int) -> HttpResponse:
    """The totals of a unit as Excel, with formulas."""
    place = _place(request.actor, request_id, unit_id)
    if place.is_leaf:
        raise Http404
    return excel_response(rollup_workbook(overview_of(place)), f"tong-hop-{request_id}-{unit_id}")


@reads
def figure_parts(request: ActingRequest, request_id: int, unit_id: int, num: int) -> HttpResponse:
    """What one figure of a unit is made of: the rows of the units directly below, which add up to it."""
    place = _place(request.actor, request_id, unit_id)
    if place.is_leaf:
        if not place.report.is_counted and place.unit_id != request.actor.unit_id:
            raise Http404
        return redirect(f"{reverse('report_page', args=[place.report.pk])}#so-{num}")
    overview = overview_of(place)
    total = next((one for one in overview.totals if one.slot.num == num), None)
    if total is None:
        raise Http404
    slot = total.slot
    rows = [
        (row, row.amount(slot), row.given_target(slot), row.registered_target(slot), part_url(row, num))
        for row in overview.rows
    ]
    context = {
        "overview": overview,
        "asked": place.request,
        "place": place,
        "total": total,
        "rows": rows,
        "num_words": total.slot.num_words,
        "den_words": total.slot.den_words,
        "share_words": "Bình quân" if slot.kind == IndicatorKind.AVERAGE else "Tỷ lệ",
        "total_words": TOTAL_WORDS.get(slot.kind, "Cộng"),
        "has_given": any(given is not None or own is not None for _, _, given, own, _ in rows),
    }
    return render(request, "reporting/figure_parts.html", context | _known(place, slot))


def _known(place: PeriodUnit, slot: Slot) -> dict[str, str]:
    """What the product's own records give for the figure of a place, with the list behind it."""
    source, asked = source_for(slot.indicator.code), place.request
    found = source.find(place.unit_id, asked.starts_on, asked.ends_on) if source else None
    if source is None or found is None:
        return {"records_url": "", "computed_text": "", "source_words": ""}
    return {
        "records_url": reverse("figure_records", args=[asked.pk, place.unit_id, slot.num]),
        "computed_text": f"{format_share(*found)} ({format_number(found[0])}/{format_number(found[1])})",
        "source_words": source.words,
    }
