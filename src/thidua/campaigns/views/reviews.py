"""Pages of reviews: what is owed, the list, one review, writing and correcting it, its files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from thidua.campaigns import actions, policies, queries
from thidua.campaigns.forms import CorrectionForm, ReviewForm
from thidua.campaigns.lifecycle import RECORDED
from thidua.campaigns.models import Review
from thidua.campaigns.tables import review_table
from thidua.common.actor import Actor
from thidua.common.verdicts import Refusal
from thidua.documents.queries import attachment_response, attachments_of
from thidua.journal.queries import story_of
from thidua.organisation.choices import UnitLevel
from thidua.plans.models import Movement, Plan
from thidua.ui.gestures import ActingRequest, reads, writes
from thidua.ui.workbooks import excel_response, workbook_of

KNOWN = ("held_on", "place", "participants", "direct_workers", "results", "difficulties", "exemplars")


def _find(by: Actor, review_id: int) -> Review:
    found = Review.objects.visible_to(by).select_related("unit", "plan", "phase")
    return get_object_or_404(found, pk=review_id)


@reads
def review_list(request: ActingRequest) -> HttpResponse:
    """What the own unit owes and has, then every recorded review of it and of the units below."""
    by = request.actor
    context = {
        "owed": queries.owed_reviews(by),
        "table": review_table(request.GET, queries.review_register(by), by),
        "has_units_below": by.unit_level not in (UnitLevel.BASE, UnitLevel.SECTION),
    }
    return render(request, "campaigns/review_list.html", context)


@reads
def review_sheet(request: ActingRequest) -> HttpResponse:
    """The list as Excel, with its filters."""
    by = request.actor
    table = review_table(request.GET, queries.review_register(by), by)
    title = f"Sơ kết, tổng kết phong trào – {by.unit_name}"
    return excel_response(workbook_of(table.columns, table.plain_rows(), title=title), "so-ket-tong-ket")


@reads
def review_start(request: ActingRequest, plan_id: int) -> HttpResponse:
    """From the duty of the upper plan (or the own plan) to the next step: make the plan, or write the review."""
    by = request.actor
    plan = get_object_or_404(Plan.objects.visible_to(by), pk=plan_id)
    own = plan if plan.unit_id == by.unit_id else queries.own_plan_for(by, plan)
    if own is None:
        return render(request, "campaigns/launch_needs_plan.html", {"upper": plan})
    first = own.movements.order_by("order", "id").first()
    return redirect("review_new", first.pk) if first else redirect("plan_page", own.pk)


@writes
def review_new(request: ActingRequest, movement_id: int) -> HttpResponse:
    """Write the review of a movement and of those beside it in the plan; keep a draft, or record it at once."""
    by = request.actor
    found = Movement.objects.visible_to(by).filter(unit_id=by.unit_id).select_related("plan", "unit")
    movement = get_object_or_404(found, pk=movement_id)
    group = queries.beside(movement)
    slots = [slot for slot in queries.slots_of(movement.plan, [movement]) if slot.review is None]
    initial = {"movements": [str(one.pk) for one in group], "slot": slots[0].key if slots else ""}
    form = ReviewForm(request.POST or None, request.FILES or None, slots=slots, movements=group, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            data = form.cleaned_data
            review = actions.write_review(
                by=by,
                movement=movement,
                slot=data.get("slot", ""),
                is_final_step="record" in request.POST,
                file=_upload(form),
                **form.values(),
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            _tell(request, review)
            return redirect("review_page", review.pk)
    context = {
        "movement": movement,
        "slots": slots,
        "verdict": policies.may_start_review(by, movement),
        "needs_launch": queries.launched_on(movement) is None and movement.plan_id is not None,
    }
    return _page(request, form, context)


@reads
def review_page(request: ActingRequest, review_id: int) -> HttpResponse:
    """One review: when, who came, what came of it, its files and its story."""
    by = request.actor
    review = _find(by, review_id)
    context = {
        "review": review,
        "movements": list(review.movements.order_by("order", "id")),
        "files": list(attachments_of("review", review.pk)),
        "steps": story_of(review),
        "is_own": review.unit_id == by.unit_id,
        "may_edit": policies.may_edit_review(by, review),
        "may_record": policies.may_record_review(by, review),
        "may_correct": policies.may_correct_review(by, review),
    }
    return render(request, "campaigns/review_page.html", context)


@writes
def review_edit(request: ActingRequest, review_id: int) -> HttpResponse:
    """Change a draft, or correct what was recorded with a reason."""
    by = request.actor
    review = _find(by, review_id)
    is_correction = review.state == RECORDED
    verdict = (policies.may_correct_review if is_correction else policies.may_edit_review)(by, review)
    named = list(review.movements.select_related("plan").order_by("order", "id"))
    initial: dict[str, Any] = {name: getattr(review, name) for name in KNOWN}
    initial["movements"] = [str(one.pk) for one in named]
    make = CorrectionForm if is_correction else ReviewForm
    group = queries.beside(named[0]) if named else []
    form = make(request.POST or None, request.FILES or None, slots=[], movements=group, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.rewrite_review(
                by=by,
                review=review,
                reason=form.cleaned_data.get("reason"),
                is_final_step="record" in request.POST,
                file=_upload(form),
                **form.values(),
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
            review = _find(by, review_id)
        else:
            _tell(request, review)
            return redirect("review_page", review.pk)
    context = {"review": review, "movement": named[0] if named else None, "verdict": verdict}
    return _page(request, form, context | {"is_correction": is_correction, "slots": [], "needs_launch": False})


@writes
def review_record(request: ActingRequest, review_id: int) -> HttpResponse:
    """Record a draft as it is."""
    review = _find(request.actor, review_id)
    if request.method == "POST":
        actions.record_review(by=request.actor, review=review)
        _tell(request, review)
    return redirect("review_page", review.pk)


@writes
def review_drop(request: ActingRequest, review_id: int) -> HttpResponse:
    """Throw a draft away."""
    review = _find(request.actor, review_id)
    if request.method == "POST":
        actions.drop_review(by=request.actor, review=review)
        messages.success(request, "Đã bỏ bản nháp.")
        return redirect("review_list")
    return redirect("review_page", review.pk)


@reads
def review_file(request: ActingRequest, review_id: int, file_id: int) -> HttpResponseBase:
    """A file kept with a review that the actor may see."""
    review = _find(request.actor, review_id)
    return attachment_response(get_object_or_404(attachments_of("review", review.pk), pk=file_id))


def _upload(form: ReviewForm) -> tuple[str, bytes] | None:
    file = form.cleaned_data.get("file")
    return (file.name, file.read()) if file else None


def _tell(request: ActingRequest, review: Review) -> None:
    if review.state == RECORDED:
        messages.success(request, f"Đã ghi nhận {review.title.lower()}. Công đoàn cấp trên đã thấy bản này.")
    else:
        messages.success(request, "Đã lưu bản nháp. Khi đủ nội dung, hãy bấm “Ghi nhận”.")


def _page(request: ActingRequest, form: ReviewForm, context: dict[str, Any]) -> HttpResponse:
    shown = {"form": form, "review": None, "is_correction": False, **context}
    return render(request, "campaigns/review_form.html", shown, status=422 if form.is_bound else 200)
