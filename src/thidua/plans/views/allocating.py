"""A target shared out among the units below: by hand, by a key, from Excel; what the own unit was given."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst

from thidua.common.actor import Actor
from thidua.common.numbers import format_number, whole_number
from thidua.common.text import slug
from thidua.common.verdicts import Refusal
from thidua.plans import policies
from thidua.plans.actions import allocating
from thidua.plans.forms.allocating import (
    AmountsFileForm,
    AmountsForm,
    AnswerForm,
    KeyForm,
    ProposalForm,
    ReadAmountsForm,
    written,
)
from thidua.plans.models import Allocation, CounterProposal, Target
from thidua.plans.queries.allocations import (
    allocatable,
    allocation_rows,
    given_allocations,
    given_from_above,
    members_below,
    shared_targets,
    units_to_allocate,
    waiting_counter_proposals,
)
from thidua.plans.sheets import allocation_template, read_allocations
from thidua.plans.views.shared import EXCEL, download, find_own, find_plan
from thidua.ui.gestures import ActingRequest, reads, writes
from thidua.ui.tables import Column, Table

EVERYBODY = 100_000
FILTERS = (("", "Mọi đơn vị"), ("chua", "Chưa giao"), ("de-nghi", "Có đề nghị"))
SHOWN = 100
NOBODY_ASKS = (
    "Không có đề nghị nào chờ trả lời",
    "Khi một đơn vị đề nghị mức khác với mức được giao, đề nghị nằm ở đây cho đến khi được trả lời.",
)


def _target(by: Actor, pk: int, target_pk: int) -> Target:
    return get_object_or_404(allocatable(find_own(by, pk)).select_related("plan__unit"), pk=target_pk)


@reads
def allocation_board(request: ActingRequest, pk: int) -> HttpResponse:
    """All targets in numbers of an own plan: what is given of each, what is left, what is too much."""
    plan = find_own(request.actor, pk)
    context = {
        "plan": plan,
        "shared": shared_targets(plan),
        "verdict": policies.may_allocate(request.actor, plan),
    }
    return render(request, "plans/allocation_board.html", context)


@writes
def allocation_target(request: ActingRequest, pk: int, target_pk: int) -> HttpResponse:
    """One target with the units below: search, pages of fifty, one save for what the page shows."""
    by = request.actor
    target = _target(by, pk, target_pk)
    words, only = request.GET.get("q", "")[:100], request.GET.get("loc", "")
    page = whole_number(request.GET.get("trang", ""), least=1, most=10_000) or 1
    rows, pages = allocation_rows(target, words=words, only=only, page=page)
    form = AmountsForm(request.POST if request.method == "POST" else None, rows)
    if request.method == "POST" and form.is_valid():
        try:
            changed = allocating.set_allocations(by=by, target=target, amounts=form.amounts())
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"Đã lưu mức giao của {changed} đơn vị." if changed else "Không có gì thay đổi.")
            return redirect(request.get_full_path())
    context = {
        **_about(by, target),
        "form": form,
        "words": words,
        "only": only,
        "filters": FILTERS,
        "page": page,
        "pages": pages,
        "next_query": _query(words, only, page + 1) if page < pages else "",
        "previous_query": _query(words, only, page - 1) if page > 1 else "",
        "key_form": KeyForm(),
        "file_form": AmountsFileForm(),
    }
    return render(request, "plans/allocation_target.html", context, status=422 if form.errors else 200)


def _query(words: str, only: str, page: int) -> str:
    return urlencode({key: value for key, value in (("q", words), ("loc", only), ("trang", page)) if value})


def _about(by: Actor, target: Target) -> dict[str, Any]:
    shared = next(one for one in shared_targets(target.plan) if one.target.pk == target.pk)
    return {
        "plan": target.plan,
        "target": target,
        "shared": shared,
        "from_above": given_from_above(by, target),
        "verdict": policies.may_allocate(by, target.plan),
        "back": reverse("allocation_board", args=[target.plan_id]),
    }


@writes
def allocation_by_members(request: ActingRequest, pk: int, target_pk: int) -> HttpResponse:
    """Share the target out in proportion to the members of each unit."""
    by = request.actor
    target = _target(by, pk, target_pk)
    if request.method == "POST":
        changed = allocating.allocate_by_key(
            by=by,
            target=target,
            weights=members_below(target.plan),
            key_words="số đoàn viên",
            only_open=bool(request.POST.get("only_open")),
        )
        messages.success(request, f"Đã chia theo số đoàn viên: {changed} đơn vị có mức mới. Sửa từng mức nếu cần.")
    return redirect("allocation_target", pk, target_pk)


@reads
def allocation_sheet(request: ActingRequest, pk: int, target_pk: int) -> HttpResponse:
    """The workbook to fill in: every unit below with what it is given now."""
    target = _target(request.actor, pk, target_pk)
    rows, _ = allocation_rows(target, size=EVERYBODY)
    rows = [row for row in rows if row.is_below]
    return download(allocation_template(target, rows), EXCEL, f"giao-chi-tieu-{slug(target.subject)[:40]}.xlsx")


@writes
def allocation_upload(request: ActingRequest, pk: int, target_pk: int) -> HttpResponse:
    """Read a filled-in workbook and show what it says; a second step saves it."""
    by = request.actor
    target = _target(by, pk, target_pk)
    form = AmountsFileForm(request.POST or None, request.FILES or None)
    context = _about(by, target)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        units = {unit.code: unit for unit in units_to_allocate(target.plan)}
        try:
            found = read_allocations(upload.read(), upload.name, {code: unit.pk for code, unit in units.items()})
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            names = {unit.pk: unit.title for unit in units.values()}
            total = sum(found.amounts.values())
            context |= {
                "read": found,
                "faults": found.faults[:SHOWN],
                "lines": [(names[unit_id], amount) for unit_id, amount in list(found.amounts.items())[:SHOWN]],
                "count": len(found.amounts),
                "total_words": f"{format_number(total)} {target.unit_word}".strip(),
                "save_form": ReadAmountsForm(initial={"rows": written(found.amounts)}),
            }
    context["form"] = form
    return render(request, "plans/allocation_upload.html", context, status=422 if form.errors else 200)


@writes
def allocation_save(request: ActingRequest, pk: int, target_pk: int) -> HttpResponse:
    """Save what was read from a workbook."""
    by = request.actor
    target = _target(by, pk, target_pk)
    form = ReadAmountsForm(request.POST)
    if request.method == "POST" and form.is_valid():
        changed = allocating.set_allocations(by=by, target=target, amounts=form.amounts())
        messages.success(request, f"Đã lưu mức giao của {changed} đơn vị từ Excel.")
    return redirect("allocation_target", pk, target_pk)


@reads
def allocation_given(request: ActingRequest, pk: int) -> HttpResponse:
    """What a plan above gives to the own unit, with what it asked for and what was answered."""
    by = request.actor
    plan = find_plan(by, pk)
    given = given_allocations(by, plan)
    context = {
        "plan": plan,
        "rows": [(one, list(one.proposals.all()), policies.may_propose(by, one)) for one in given],
    }
    return render(request, "plans/allocation_given.html", context)


@writes
def allocation_propose(request: ActingRequest, pk: int) -> HttpResponse:
    """Ask for another amount, with a reason."""
    by = request.actor
    found = Allocation.objects.visible_to(by).filter(unit_id=by.unit_id)
    allocation = get_object_or_404(found.select_related("target__plan", "unit"), pk=pk)
    form = ProposalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            allocating.propose_allocation(by=by, allocation=allocation, amount=data["amount"], reason=data["reason"])
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Đã gửi đề nghị. Mức đã giao vẫn áp dụng cho đến khi cấp trên trả lời.")
            return redirect("allocation_given", allocation.target.plan_id)
    context = {
        "allocation": allocation,
        "plan": allocation.target.plan,
        "form": form,
        "verdict": policies.may_propose(by, allocation),
    }
    return render(request, "plans/allocation_propose.html", context, status=422 if form.errors else 200)


@reads
def counter_proposals(request: ActingRequest) -> HttpResponse:
    """What units below ask for instead of what they were given, of all plans in force, the oldest first."""
    found = waiting_counter_proposals(request.actor)
    table = Table(
        request.GET,
        found.select_related("allocation__unit", "allocation__target__plan"),
        [
            Column("unit", "Đơn vị", _answer_link, sort="allocation__unit__name_key", phone="title"),
            Column("target", "Chỉ tiêu", lambda one: capfirst(one.allocation.target.subject), phone="line"),
            Column("plan", "Kế hoạch", "allocation.target.plan.name", phone="line"),
            Column("given", "Được giao", lambda one: one.allocation.words, kind="number", phone="line"),
            Column("asked", "Đề nghị", lambda one: format_number(one.amount), kind="number", phone="figure"),
            Column("reason", "Lý do", "reason", phone="line"),
            Column("since", "Gửi ngày", "made_at", sort="made_at", kind="date", phone="line"),
        ],
        caption="Đề nghị mức giao khác chờ trả lời",
        sort="since",
        empty=NOBODY_ASKS,
    )
    return render(request, "plans/counter_proposals.html", {"table": table})


def _answer_link(proposal: CounterProposal) -> str:
    url = reverse("allocation_answer", args=[proposal.pk])
    return format_html('<a href="{}">{}</a>', url, proposal.allocation.unit.title)


@writes
def allocation_answer(request: ActingRequest, pk: int) -> HttpResponse:
    """Answer a proposal with yes or no and a word."""
    by = request.actor
    found = CounterProposal.objects.filter(allocation__target__plan__unit_id=by.unit_id)
    with_all = ("allocation__target__plan__unit", "allocation__target__indicator", "allocation__unit")
    proposal = get_object_or_404(found.select_related(*with_all), pk=pk)
    target = proposal.allocation.target
    form = AnswerForm(request.POST if request.method == "POST" else None, proposal)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            allocating.answer_proposal(
                by=by, proposal=proposal, is_agreed=data["decision"] == "agree", words=data["answer"]
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"Đã trả lời {proposal.allocation.unit.title}.")
            return redirect("allocation_target", target.plan_id, target.pk)
    context = {**_about(by, target), "proposal": proposal, "form": form}
    return render(request, "plans/allocation_answer.html", context, status=422 if form.errors else 200)
