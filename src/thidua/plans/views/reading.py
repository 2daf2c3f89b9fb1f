"""Plans to read: lists, one plan, the tree, the board of the units below, papers and files."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import format_html

from thidua.common.text import slug
from thidua.documents.models import Attachment
from thidua.documents.papers import render_docx, render_pdf
from thidua.documents.queries import attachment_response, attachments_of
from thidua.journal.queries import story_of
from thidua.plans import policies, queries
from thidua.plans.checks import ISSUE, findings_in
from thidua.plans.lifecycle import APPROVED
from thidua.plans.models import Plan, PlanReceipt
from thidua.plans.papers import plan_paper
from thidua.plans.queries.board import STATUS_WORDS
from thidua.plans.queries.lists import LOWER, MINE, UPPER
from thidua.plans.sheets import lower_plans_sheet
from thidua.plans.views.shared import find_own, find_plan, told
from thidua.ui.components.basics import chip, tone_chip
from thidua.ui.gestures import ActingRequest, reads
from thidua.ui.tables import Column, Filter, Table

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TABS = ((MINE, "Của đơn vị"), (UPPER, "Cấp trên"), (LOWER, "Cấp dưới"))


@reads
def plan_list(request: ActingRequest) -> HttpResponse:
    """Plans of the own unit, of the units above, of the units below; the upper plans that wait for an own one."""
    by = request.actor
    which = request.GET.get("xem", MINE)
    which = which if which in dict(TABS) else MINE
    table = Table(
        request.GET,
        queries.plans_for(by, which).order_by(),
        [
            Column("name", "Kế hoạch", _plan_link, phone="title"),
            Column("unit", "Đơn vị", "unit.title", phone="hide" if which == MINE else "line"),
            Column("year", "Năm", lambda plan: str(plan.year), sort="year", phone="figure"),
            Column("issued_on", "Ngày ban hành", "issued_on", kind="date", phone="line"),
            Column("state", "Trạng thái", lambda plan: chip(plan.state_info), phone="figure"),
        ],
        caption=f"Kế hoạch: {dict(TABS)[which]}",
        sort="-year",
        empty=_EMPTY[which],
        counts=False,
    )
    return render(
        request,
        "plans/plan_list.html",
        {
            "table": table,
            "tabs": [(words, f"?xem={code}", code == which) for code, words in TABS],
            "waiting": list(queries.upper_plans(by)[:5]) if which == MINE else [],
            "may_prepare": policies.may_prepare(by),
        },
    )


_EMPTY = {
    MINE: ("Đơn vị chưa có kế hoạch", "Tải tệp kế hoạch lên, hoặc lập kế hoạch từ kế hoạch của cấp trên."),
    UPPER: ("Cấp trên chưa ban hành kế hoạch", "Khi công đoàn cấp trên ban hành, kế hoạch sẽ hiện ở đây."),
    LOWER: ("Cấp dưới chưa ban hành kế hoạch", "Kế hoạch mà các đơn vị cấp dưới đã ban hành sẽ hiện ở đây."),
}


def _plan_link(plan: Plan) -> str:
    number = f"{plan.number_text}: " if plan.number_text else ""
    sample = format_html(" <small>(mẫu)</small>") if plan.is_sample else ""
    return format_html('<a href="{}">{}{}</a>{}', reverse("plan_page", args=[plan.pk]), number, plan.title, sample)


@reads
def plan_page(request: ActingRequest, pk: int) -> HttpResponse:
    """One plan in the order of the paper: state, holder, what this person may do, story, files, receipts."""
    by = request.actor
    plan = find_plan(by, pk)
    contents = queries.contents_of(plan)
    is_own = plan.unit_id == by.unit_id
    receipt = None if is_own else PlanReceipt.objects.filter(plan=plan, unit_id=by.unit_id).first()
    is_open = is_own and not plan.is_out
    context: dict[str, Any] = {
        "plan": plan,
        "contents": contents,
        "is_own": is_own,
        "receipt": receipt,
        **told(findings_in(contents, ISSUE, with_number=False) if is_open else []),
        "files": list(attachments_of("plan", plan.pk)),
        "story": story_of(plan) if is_own else [],
        "receipts": queries.receipts_of(plan) if plan.is_out and is_own else None,
        "may": _allowed(by, plan, receipt),
        "unconfirmed": sum(not item.is_confirmed for item in contents.items),
    }
    return render(request, "plans/plan_page.html", context)


def _allowed(by: Any, plan: Plan, receipt: PlanReceipt | None) -> dict[str, Any]:
    """What this person may do with the plan now, each with its reasons against."""
    if plan.unit_id == by.unit_id:
        return {
            "edit": policies.may_edit(by, plan),
            "send": policies.may_send_for_review(by, plan),
            "approve": policies.may_approve(by, plan),
            "return_": policies.may_return(by, plan),
            "number": policies.may_number(by, plan) if plan.state == APPROVED else None,
            "issue": policies.may_issue(by, plan),
            "issue_own": policies.may_issue_own_plan(by, plan),
            "close": policies.may_close(by, plan),
            "withdraw": policies.may_withdraw(by, plan),
            "cascade": None,
            "confirm": None,
        }
    is_above = by.unit_path.startswith(plan.unit.path)
    return {
        "cascade": policies.may_cascade(by, plan) if is_above else None,
        "confirm": policies.may_confirm_receipt(by, receipt) if receipt and not receipt.confirmed_at else None,
    }


@reads
def plan_tree(request: ActingRequest, pk: int) -> HttpResponse:
    """The line of plans above and all plans below."""
    plan = find_plan(request.actor, pk)
    branches = queries.plan_tree(plan, request.actor)
    rows = [(branch.plan, min(branch.depth, 5), branch.plan.pk == plan.pk) for branch in branches[:300]]
    return render(request, "plans/plan_tree.html", {"plan": plan, "rows": rows, "more": max(0, len(branches) - 300)})


@reads
def lower_plans(request: ActingRequest, pk: int) -> HttpResponse:
    """Who below has made its plan, who has not, who is late."""
    by = request.actor
    plan = find_own(by, pk)
    rows = queries.lower_plan_board(plan, by)
    counts = {code: sum(row.status == code for row in rows) for code in STATUS_WORDS}
    table = Table(
        request.GET,
        rows,
        [
            Column("unit", "Đơn vị", "unit.title", phone="title"),
            Column("status", "Tình trạng", lambda row: tone_chip(row.words, row.tone), phone="figure"),
            Column("plan", "Kế hoạch của đơn vị", _lower_link, phone="line"),
            Column("due", "Hạn", "duty.due_on", kind="date", phone="line"),
            Column("seen", "Đã nhận", lambda row: "đã xác nhận" if row.confirmed_at else "chưa", phone="line"),
        ],
        caption="Kế hoạch của cấp dưới",
        filters=[Filter("tt", "Tình trạng", _with_status, [(c, w[0].capitalize()) for c, w in STATUS_WORDS.items()])],
        exports=[("Tải Excel", reverse("lower_plans_excel", args=[plan.pk]))],
        empty=("Chưa có đơn vị nào", "Khi kế hoạch được ban hành xuống cấp dưới, các đơn vị sẽ hiện ở đây."),
    )
    return render(
        request,
        "plans/lower_plans.html",
        {
            "plan": plan,
            "table": table,
            "total": len(rows),
            "done": counts["has"] + counts["has_late"],
            "counts": counts,
            "missing": counts["waiting"] + counts["late"],
            "may_remind": policies.may_remind(by, plan),
        },
    )


def _lower_link(row: queries.LowerPlan) -> str:
    if row.plan is None:
        return "–"
    return format_html('<a href="{}">{}</a>', reverse("plan_page", args=[row.plan.pk]), row.plan_words)


def _with_status(rows: list[queries.LowerPlan], status: str) -> list[queries.LowerPlan]:
    return [row for row in rows if row.status == status]


@reads
def lower_plans_excel(request: ActingRequest, pk: int) -> HttpResponse:
    """The board as a spreadsheet, narrowed as on the page."""
    plan = find_own(request.actor, pk)
    rows = queries.lower_plan_board(plan, request.actor, status=request.GET.get("tt", ""))
    name = f"ke-hoach-cap-duoi-{slug(plan.number_text) or plan.pk}.xlsx"
    return _download(lower_plans_sheet(plan, rows), EXCEL, name)


@reads
def plan_pdf(request: ActingRequest, pk: int) -> HttpResponse:
    """The plan as PDF in the official layout."""
    plan = find_plan(request.actor, pk)
    return _download(render_pdf(plan_paper(queries.contents_of(plan))), "application/pdf", f"{_file_name(plan)}.pdf")


@reads
def plan_word(request: ActingRequest, pk: int) -> HttpResponse:
    """The plan as a Word file in the official layout."""
    plan = find_plan(request.actor, pk)
    return _download(render_docx(plan_paper(queries.contents_of(plan))), WORD, f"{_file_name(plan)}.docx")


@reads
def plan_file(request: ActingRequest, pk: int, file_pk: int) -> FileResponse:
    """A file of the plan: its source, the scan of the signed paper, the signed PDF."""
    plan = find_plan(request.actor, pk)
    found = Attachment.objects.filter(owner_kind="plan", owner_id=plan.pk)
    return attachment_response(get_object_or_404(found, pk=file_pk))


def _file_name(plan: Plan) -> str:
    return slug(f"{plan.kind} {plan.number_text or plan.title}")[:80] or "ke-hoach"


def _download(data: bytes, mime: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=mime)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
