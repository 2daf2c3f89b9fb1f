"""Plans to read: lists, one plan, its papers and files."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import format_html

from thidua.common import clock
from thidua.common.actor import PATH_STEP, Actor
from thidua.common.text import slug
from thidua.documents.choices import AttachmentUse
from thidua.documents.models import Attachment
from thidua.documents.papers import render_docx, render_pdf
from thidua.documents.queries import attachment_response, attachments_of
from thidua.journal.queries import story_of
from thidua.organisation.choices import UnitLevel
from thidua.organisation.queries import has_units_below
from thidua.plans import policies, queries
from thidua.plans.actions.flow import numbered_document
from thidua.plans.lifecycle import AMENDED, APPROVED, CLOSED, GONE, ISSUED, WITHDRAWN
from thidua.plans.models import Plan, PlanReceipt
from thidua.plans.papers import plan_paper
from thidua.plans.queries.allocations import given_to
from thidua.plans.queries.lists import LOWER, MINE, UPPER
from thidua.plans.views.findings import OPEN, told, told_before_issue
from thidua.plans.views.shared import download, find_plan, given_back
from thidua.ui.components.basics import chip
from thidua.ui.gestures import ActingRequest, reads
from thidua.ui.tables import Column, Table

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PAPERS = (AttachmentUse.SCAN, AttachmentUse.SIGNED)
TABS = ((MINE, "Của đơn vị"), (UPPER, "Cấp trên"), (LOWER, "Cấp dưới"))


@reads
def plan_list(request: ActingRequest) -> HttpResponse:
    """Plans of the own unit, of the units above, of the units below; the upper plans that wait for an own one."""
    by = request.actor
    which = request.GET.get("xem", MINE)
    which = which if which in dict(TABS) else MINE
    tabs = TABS if has_units_below(by, clock.today()) else TABS[:-1]
    table = Table(
        request.GET,
        queries.plans_for(by, which).order_by(),
        [
            Column("name", "Kế hoạch", _plan_link, phone="title"),
            *([Column("unit", "Đơn vị", "unit.title", phone="line")] if which != MINE else []),
            Column("year", "Năm", lambda plan: str(plan.year), sort="year", kind="date", phone="figure"),
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
            "tabs": [(words, f"?xem={code}", code == which) for code, words in tabs],
            "may_prepare": policies.may_prepare(by),
            **_next_step(by, which),
        },
    )


def _next_step(by: Actor, which: str) -> dict[str, Any]:
    """The upper plans that wait for an own one, each with whether its unit is the one directly above.

    That one is the next step; a grassroots union otherwise has a file of its own only by exception.
    """
    upper = list(queries.plans_to_follow(by)[:5]) if which == MINE else []
    waiting = [(plan, plan.unit.path == by.unit_path[:-PATH_STEP]) for plan in upper]
    is_led = by.unit_level in (UnitLevel.BASE, UnitLevel.SECTION) or any(is_direct for _, is_direct in waiting)
    return {"waiting": waiting, "own_tone": "plain" if is_led else "primary"}


_EMPTY = {
    MINE: ("Đơn vị chưa có kế hoạch", "Tải tệp kế hoạch lên, hoặc lập kế hoạch từ kế hoạch của cấp trên."),
    UPPER: ("Cấp trên chưa ban hành kế hoạch", "Khi công đoàn cấp trên ban hành, kế hoạch sẽ hiện ở đây."),
    LOWER: ("Cấp dưới chưa ban hành kế hoạch", "Kế hoạch mà các đơn vị cấp dưới đã ban hành sẽ hiện ở đây."),
}


def _plan_link(plan: Plan) -> str:
    number = f"{plan.number_text}: " if plan.number_text else ""
    sample = "(mẫu)" if plan.is_sample else ""
    url = reverse("plan_page", args=[plan.pk])
    return format_html('<a href="{}">{}{}</a> <small>{}</small>', url, number, plan.title, sample)


@reads
def plan_page(request: ActingRequest, pk: int) -> HttpResponse:
    """One plan in the order of the paper: state, holder, what this person may do, story, files, receipts."""
    by = request.actor
    plan = find_plan(by, pk)
    contents = queries.contents_of(plan)
    is_own = plan.unit_id == by.unit_id
    is_over = plan.state in (WITHDRAWN, CLOSED)
    story = story_of(plan) if is_own or is_over else []
    receipt = None if is_own else PlanReceipt.objects.filter(plan=plan, unit_id=by.unit_id).first()
    may = _allowed(by, plan, receipt)
    files = list(attachments_of("plan", plan.pk))
    if is_own and not any(file.use in PAPERS for file in files):
        may["add_paper"] = policies.may_add_signed_paper(by, plan)
    nearer = None if is_own else queries.nearer_plan(by, plan)
    below = is_own and has_units_below(by, clock.today())
    context: dict[str, Any] = {
        "plan": plan,
        "contents": contents,
        "is_own": is_own,
        "receipt": receipt,
        **_said_of(request, plan, contents, is_own),
        "files": files,
        "story": story if is_own else [],
        "ending": story[-1] if story and is_over else None,
        "given_back": given_back(plan, story),
        "receipts": queries.receipts_of(plan) if plan.is_out and is_own else None,
        "may": may,
        "nearer": nearer,
        "is_nearer_first": bool(nearer and may["cascade"]),
        "amendment": queries.amendment_of(plan) if plan.state == AMENDED or is_own else None,
        "found_parent": queries.parent_found(by, plan) if is_own else None,
        "may_share_out": is_own and any(one.low is not None for one in contents.targets) and below,
        "given": 0 if is_own else len(given_to(by, contents.targets)),
        "unconfirmed": sum(not item.is_confirmed for item in contents.items),
    }
    return render(request, "plans/plan_page.html", context)


def _said_of(request: ActingRequest, plan: Plan, contents: queries.Contents, is_own: bool) -> dict[str, Any]:
    """To its own people: all that was found of a plan not yet out; of an issued one what it lacks for a launch."""
    may_edit = bool(is_own and policies.may_edit(request.actor, plan))
    nothing = told(contents, [], may_edit=False) | {"findings_page": "plan_page"}
    if not is_own or plan.state in (CLOSED, *GONE):
        return {"gate": [], **nothing}
    said = told_before_issue(contents, may_edit=may_edit, is_open=OPEN in request.GET)
    return {**said, **nothing} if plan.is_out else {**nothing, **said}


def _allowed(by: Any, plan: Plan, receipt: PlanReceipt | None) -> dict[str, Any]:
    """What this person may do with the plan now, each with its reasons against."""
    if plan.unit_id == by.unit_id:
        return {
            "edit": policies.may_edit(by, plan),
            "send": policies.may_send_for_review(by, plan),
            "approve": policies.may_approve(by, plan),
            "return_": policies.may_return(by, plan),
            "number": policies.may_number(by, plan) if _lacks_number(plan) else None,
            "issue": policies.may_issue(by, plan),
            "issue_own": policies.may_issue_own_plan(by, plan),
            "amend": policies.may_amend(by, plan) if plan.state == ISSUED else None,
            "repeat": policies.may_repeat(by, plan),
            "link": policies.may_link(by, plan),
            "close": policies.may_close(by, plan),
            "withdraw": policies.may_withdraw(by, plan),
            "cascade": None,
            "confirm": None,
        }
    is_above = by.unit_path.startswith(plan.unit.path)
    return {
        "cascade": policies.may_cascade(by, plan) if is_above and plan.state == ISSUED else None,
        "confirm": policies.may_confirm_receipt(by, receipt) if receipt and _may_wait(plan, receipt) else None,
    }


def _lacks_number(plan: Plan) -> bool:
    """Approved, and no number was taken for it yet (what its file says is no number taken)."""
    return plan.state == APPROVED and numbered_document(plan) is None


def _may_wait(plan: Plan, receipt: PlanReceipt) -> bool:
    """Is the receipt still to be confirmed?"""
    return receipt.confirmed_at is None and plan.state not in GONE


@reads
def plan_pdf(request: ActingRequest, pk: int) -> HttpResponse:
    """The plan as PDF in the official layout."""
    plan = find_plan(request.actor, pk)
    return download(render_pdf(plan_paper(queries.contents_of(plan))), "application/pdf", f"{_file_name(plan)}.pdf")


@reads
def plan_word(request: ActingRequest, pk: int) -> HttpResponse:
    """The plan as a Word file in the official layout."""
    plan = find_plan(request.actor, pk)
    return download(render_docx(plan_paper(queries.contents_of(plan))), WORD, f"{_file_name(plan)}.docx")


@reads
def plan_file(request: ActingRequest, pk: int, file_pk: int) -> FileResponse:
    """A file of the plan: its source, the scan of the signed paper, the signed PDF."""
    plan = find_plan(request.actor, pk)
    found = Attachment.objects.filter(owner_kind="plan", owner_id=plan.pk)
    return attachment_response(get_object_or_404(found, pk=file_pk))


def _file_name(plan: Plan) -> str:
    return slug(f"{plan.kind} {plan.number_text or plan.title}")[:80] or "ke-hoach"
