"""The tree of plans and the board of the units below: who has made its plan, who has not, who is late."""

from __future__ import annotations

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode

from thidua.common.numbers import format_number, whole_number
from thidua.common.text import slug
from thidua.duties.models import Duty
from thidua.plans import policies, queries
from thidua.plans.lifecycle import WITHDRAWN
from thidua.plans.models import Plan
from thidua.plans.queries.board import (
    EXEMPTED,
    HAS,
    HAS_LATE,
    LATE,
    MISSING,
    STATUS_WORDS,
    WAITING,
    BoardCounts,
    with_receipt,
    with_status,
    with_words,
)
from thidua.plans.sheets import lower_plans_sheet
from thidua.plans.views.shared import EXCEL, find_own, find_plan
from thidua.ui.components.basics import tone_chip
from thidua.ui.gestures import ActingRequest, reads
from thidua.ui.tables import Column, Filter, Table

FILTERS = (
    Filter("q", "Tìm đơn vị", with_words),
    Filter(
        "tt",
        "Tình trạng",
        with_status,
        [(MISSING, "Còn thiếu"), *((code, words[0].capitalize()) for code, words in STATUS_WORDS.items())],
    ),
    Filter("nhan", "Đã nhận", with_receipt, [("yes", "Đã xác nhận"), ("no", "Chưa xác nhận")]),
)
"""What narrows the board of the units below."""
BOARD_WORDS = {
    HAS: "Đúng hạn",
    HAS_LATE: "Có, nhưng chậm",
    WAITING: "Chưa có, còn hạn",
    LATE: "Chưa có, quá hạn",
    EXEMPTED: "Được miễn",
}


@reads
def plan_tree(request: ActingRequest, pk: int) -> HttpResponse:
    """The line of plans above, this plan, its own sub-plans, and the plans below: one level a time, a branch open on
    demand (``mo``), fifty a page (``sau``)."""
    plan = find_plan(request.actor, pk)
    opened = request.GET.get("mo", "")
    after = request.GET.get("sau", "")
    words = request.GET.get("q", "").strip()[:100]
    tree = queries.plan_tree(plan, request.actor, opened=whole_number(opened), after=after[:600], words=words)
    context = {
        "plan": plan,
        "tree": tree,
        "words": words,
        "more_url": f"?{urlencode({'q': words, 'sau': tree.last_key})}" if tree.last_key else "",
        "is_own": plan.unit_id == request.actor.unit_id,
        "may_prepare": policies.may_prepare(request.actor),
        "here": False,
    }
    return render(request, "plans/plan_tree.html", context)


@reads
def lower_plans(request: ActingRequest, pk: int) -> HttpResponse:
    """Who below has made its plan, who has not, who is late."""
    by = request.actor
    plan = find_own(by, pk)
    counts = queries.board_counts(plan, by)
    table = Table(
        request.GET,
        queries.lower_plan_rows(plan, by),
        [
            Column("unit", "Đơn vị", "unit.title", sort="unit__name_key", phone="title"),
            Column("status", "Tình trạng", _lower_chip, phone="figure"),
            Column("plan", "Kế hoạch của đơn vị", _lower_link, phone="line"),
            Column("due", "Hạn", "due_on", kind="date", phone="line"),
            Column("seen", "Đã nhận", lambda row: "đã xác nhận" if row.confirmed_at else "chưa", phone="line"),
        ],
        caption="Kế hoạch của cấp dưới",
        filters=FILTERS,
        sort="unit",
        exports=[("Tải Excel", reverse("lower_plans_excel", args=[plan.pk]))],
        empty=_no_units(plan),
    )
    return render(
        request,
        "plans/lower_plans.html",
        {
            "plan": plan,
            "table": table,
            "counts": counts,
            "standings": _standings(counts),
            "reminder": f"Nhắc {format_number(counts.missing)} đơn vị còn thiếu",
            "may_remind": policies.may_remind(by, plan),
            "reminded": queries.last_reminder(plan),
        },
    )


def _standings(counts: BoardCounts) -> list[tuple[str, int, str]]:
    """(words, how many units, the address that lists them), for those that have any."""
    found = [(words, counts.by_status[code], f"?tt={code}#list") for code, words in BOARD_WORDS.items()]
    found.append(("Chưa xác nhận đã nhận", counts.unconfirmed, "?nhan=no#list"))
    return [one for one in found if one[1]]


def _no_units(plan: Plan) -> tuple[str, str]:
    if plan.state == WITHDRAWN:
        return "Không còn đơn vị nào phải lập kế hoạch", "Kế hoạch này đã thu hồi; các đơn vị nhận nó đã được báo."
    return "Chưa có đơn vị nào", "Khi kế hoạch được ban hành xuống cấp dưới, các đơn vị sẽ hiện ở đây."


def _lower_chip(duty: Duty) -> str:
    line = queries.LowerPlan.of(duty)
    return tone_chip(line.words, line.tone)


def _lower_link(duty: Duty) -> str:
    line = queries.LowerPlan.of(duty)
    if line.plan_id is None:
        return "–"
    return format_html('<a href="{}">{}</a>', reverse("plan_page", args=[line.plan_id]), line.plan_words)


@reads
def lower_plans_excel(request: ActingRequest, pk: int) -> FileResponse:
    """The board as a spreadsheet, narrowed as on the page."""
    plan = find_own(request.actor, pk)
    asked = {key: request.GET.get(key, "")[:100] for key in ("tt", "nhan", "q")}
    rows = queries.lower_plan_board(plan, request.actor, status=asked["tt"], received=asked["nhan"], words=asked["q"])
    name = f"ke-hoach-cap-duoi-{slug(plan.number_text) or plan.pk}.xlsx"
    response = FileResponse(lower_plans_sheet(plan, rows), as_attachment=True, filename=name, content_type=EXCEL)
    response["X-Content-Type-Options"] = "nosniff"
    return response
