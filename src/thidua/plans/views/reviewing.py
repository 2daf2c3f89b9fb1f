"""The review of what was read: the text with its marks beside the draft, one item confirmed, dropped, taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from thidua.journal.queries import story_of
from thidua.plans import actions, policies, queries
from thidua.plans.checks import ISSUE, findings_in
from thidua.plans.choices import HeadName
from thidua.plans.forms import ITEM_FORMS
from thidua.plans.models import ITEM_MODELS, DroppedItem, Plan, PlanItem
from thidua.plans.queries import Contents, Piece
from thidua.plans.views.findings import OPEN, told
from thidua.plans.views.shared import GROUP_OF, GROUPS, find_item, find_own, given_back, item_model
from thidua.ui.gestures import ActingRequest, reads, writes

DOUBT = "can-xem"
LATER_HEADS = (HeadName.THEME, HeadName.PARENT, HeadName.LOWER_DUE)
"""Lines of the head that a plan may lack and a person may add."""
PICKS = ("target", "duty", "phase", "movement", "commemoration", "block")
"""Kinds that a sentence picked in the text is offered as."""
PICK_WORDS = {"phase": "Đợt", "block": "Nội dung"}


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the source text: where it begins, and its pieces."""

    at: int
    pieces: list[Piece]


def standing(contents: Contents, group: str) -> dict[str, Any]:
    """How far the review is: counts of the whole, and of each tab; the next group that still waits."""
    items = contents.items
    doubtful = sum(item.is_doubtful for item in items)
    tabs = [(DOUBT, "Cần xem", doubtful, f"{doubtful}")] if doubtful or group == DOUBT else []
    for code, words, kinds in GROUPS:
        mine = [item for item in items if item.CODE in kinds]
        left = sum(not item.is_confirmed for item in mine)
        tabs.append((code, words, left, f"{len(mine) - left}/{len(mine)}"))
    codes = [code for code, *_ in tabs]
    here = codes.index(group) + 1 if group in codes else 0
    after = next((tab for tab in (*tabs[here:], *tabs[:here]) if tab[2] and tab[0] != group), None)
    return {
        "group": group,
        "tabs": tabs,
        "confirmed": sum(item.is_confirmed for item in items),
        "total": len(items),
        "doubtful": doubtful,
        "next_tab": after,
    }


def paragraphs_of(contents: Contents) -> list[Paragraph]:
    """The source text as paragraphs with their places."""
    out, at = [], 0
    for pieces in queries.plan_text_marks(contents) if contents.plan.source_text else []:
        out.append(Paragraph(at, pieces))
        at += sum(len(piece.text) for piece in pieces) + 1
    return out


@reads
def plan_review(request: ActingRequest, pk: int) -> HttpResponse:
    """The text with its marks on the left, the structured draft on the right; doubtful items first."""
    plan = find_own(request.actor, pk)
    return review_answer(request, plan)


def review_answer(request: ActingRequest, plan: Plan, said: str = "", group: str = "") -> HttpResponse:
    """The whole page, or only the draft's side where a script asks for it."""
    contents = queries.contents_of(plan)
    is_part = bool(request.headers.get("HX-Request"))
    context = _draft(request, plan, contents, group or request.GET.get("nhom", "")) | {"said": said}
    if is_part:
        return render(request, "plans/parts/review_draft.html", context)
    context |= {"text": paragraphs_of(contents), "given_back": given_back(plan, story_of(plan))}
    return render(request, "plans/plan_review.html", context)


def _draft(request: ActingRequest, plan: Plan, contents: Contents, asked: str) -> dict[str, Any]:
    items = contents.items
    doubtful = [item for item in items if item.is_doubtful]
    known = {DOUBT, *(code for code, _, _ in GROUPS)}
    group = asked if asked in known else (DOUBT if doubtful else GROUPS[0][0])
    kinds = next((kinds for code, _, kinds in GROUPS if code == group), ())
    shown = doubtful if group == DOUBT else [item for item in items if item.CODE in kinds]
    ranks = list(ITEM_MODELS)
    shown.sort(key=lambda item: (not item.is_doubtful, item.is_confirmed, ranks.index(item.CODE), item.order))
    there = {head.name for head in contents.heads}
    may_edit = policies.may_edit(request.actor, plan)
    return {
        "plan": plan,
        **standing(contents, group),
        "items": shown,
        "addable": [(kind, item_model(kind).WORD) for kind in kinds if kind in ITEM_FORMS],
        "picks": [(kind, PICK_WORDS.get(kind, item_model(kind).WORD)) for kind in PICKS],
        "missing_heads": [(n.value, n.label) for n in LATER_HEADS if group == "head" and n not in there],
        **told(
            contents,
            findings_in(contents, ISSUE, with_number=False),
            may_edit=bool(may_edit),
            is_open=OPEN in request.GET,
        ),
        "findings_page": "plan_review",
        "may_edit": may_edit,
        "notes": [line for line in plan.reading_notes.split("\n") if line],
        "is_doubt": group == DOUBT,
        "has_text": bool(plan.source_text),
        "dropped": list(plan.dropped_items.all()[:30]) if may_edit else [],
    }


@writes
def plan_confirm(request: ActingRequest, pk: int) -> HttpResponse:
    """Confirm a whole group (``nhom``), or everything that the reader was sure of."""
    by = request.actor
    plan = find_own(by, pk)
    group = request.POST.get("nhom", "")
    said = ""
    if request.method == "POST":
        kinds = next((kinds for code, _, kinds in GROUPS if code == group), ("",))
        count = sum(actions.confirm_items(by=by, plan=plan, kind=kind, only_sure=kinds == ("",)) for kind in kinds)
        said = f"Đã xác nhận {count} mục."
        contents = queries.contents_of(plan)
        lacking = sum(bool(item.lacks) and not item.is_confirmed for item in contents.items if item.CODE in kinds)
        said += f" {lacking} mục còn thiếu ngày hoặc hạn: hãy điền rồi lưu." if lacking else ""
        if request.headers.get("HX-Request"):
            return review_answer(request, plan, said, group or DOUBT)
        messages.success(request, said)
    return redirect(f"{reverse('plan_review', args=[plan.pk])}?{urlencode({'nhom': group or DOUBT})}")


@writes
def item_confirm(request: ActingRequest, kind: str, pk: int) -> HttpResponse:
    """Say that one item was read rightly; ``lai`` takes that back."""
    item = find_item(request.actor, kind, pk)
    if request.method == "POST":
        act = actions.unconfirm_item if request.POST.get("lai") else actions.confirm_item
        act(by=request.actor, item=item)
        if request.headers.get("HX-Request"):
            return row_answer(request, item)
    return redirect(place_of(item, request))


@writes
def item_drop(request: ActingRequest, kind: str, pk: int) -> HttpResponse:
    """Take one item out of the draft; it can be taken back."""
    item = find_item(request.actor, kind, pk)
    place = place_of(item, request).split("#")[0]
    if request.method == "POST" and kind != "head":
        plan, span = item.plan, (item.span_start, item.span_end)
        dropped = actions.drop_item(by=request.actor, item=item)
        if request.headers.get("HX-Request"):
            context = {"one": dropped} | _around(request, plan, span)
            return render(request, "plans/parts/dropped.html", context)
        messages.success(request, "Đã bỏ mục này. Có thể lấy lại ở cuối danh sách; câu chữ vẫn còn trong văn bản gốc.")
    return redirect(place)


@writes
def item_restore(request: ActingRequest, pk: int) -> HttpResponse:
    """Take a dropped item back."""
    found = DroppedItem.objects.select_related("plan__unit__parent", "plan__parent__unit")
    dropped = get_object_or_404(found, pk=pk, plan__unit_id=request.actor.unit_id)
    if request.method != "POST":
        return redirect(f"{reverse('plan_review', args=[dropped.plan_id])}?nhom={GROUP_OF[dropped.code]}")
    item = actions.restore_item(by=request.actor, dropped=dropped)
    if request.headers.get("HX-Request"):
        return row_answer(request, item)
    return redirect(place_of(item))


def row_answer(request: ActingRequest, item: Any) -> HttpResponse:
    """The row of an item with the counts and the paragraphs of the text that it changes."""
    context = {"item": item, "may_edit": True, "is_swap": True}
    context |= _around(request, item.plan, (item.span_start, item.span_end))
    return render(request, "plans/parts/item_row.html", context)


def _around(request: ActingRequest, plan: Plan, span: tuple[int | None, int | None]) -> dict[str, Any]:
    contents = queries.contents_of(plan)
    start, end = span
    near = []
    if start is not None and end is not None:
        for one in paragraphs_of(contents):
            if one.at < end and one.at + sum(len(piece.text) for piece in one.pieces) > start:
                near.append(one)
    return {"plan": plan, "near": near, **standing(contents, _group(request))}


def _group(request: ActingRequest) -> str:
    """The group that stands open: in the address, or in the form around the rows (empty for the doubtful ones)."""
    if "nhom" in request.GET:
        return request.GET["nhom"]
    return (request.POST["nhom"] or DOUBT) if "nhom" in request.POST else ""


def place_of(item: PlanItem, request: ActingRequest | None = None) -> str:
    """Where the item stands at review: the group that was open, or its own."""
    group = DOUBT if request and _group(request) == DOUBT else GROUP_OF[item.CODE]
    return f"{reverse('plan_review', args=[item.plan.pk])}?nhom={group}#{item.anchor}"
