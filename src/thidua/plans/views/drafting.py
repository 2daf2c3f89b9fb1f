"""Drafting from a file: upload a plan; correct and add items, beside the sentence they were read from."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from thidua.common.numbers import whole_number
from thidua.common.verdicts import Refusal
from thidua.plans import actions, policies, queries
from thidua.plans.actions.compose import HEAD_FIELDS
from thidua.plans.forms import ITEM_FORMS, UploadForm
from thidua.plans.models import HeadField, Plan, PlanItem
from thidua.plans.views.editing import clash_of, form_of, guessed_days, save_item, values_of
from thidua.plans.views.reviewing import place_of, row_answer
from thidua.plans.views.shared import GROUP_OF, find_item, find_own, item_model
from thidua.ui.gestures import ActingRequest, writes

LONGEST_PICK = 900


@writes
def plan_upload(request: ActingRequest) -> HttpResponse:
    """A file (or pasted text) in, a draft out; what cannot be read is refused beside the field."""
    by = request.actor
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        upload, text = form.cleaned_data["file"], form.cleaned_data["text"]
        name = upload.name if upload else "noi-dung-dan.txt"
        data = upload.read() if upload else text.encode()
        try:
            plan = actions.create_plan_from_file(by=by, name=name, data=data)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Đã đọc kế hoạch. Hãy xem lại từng mục, bắt đầu từ những mục chưa chắc.")
            return redirect("plan_review", plan.pk)
    context = {"form": form, "verdict": policies.may_prepare(by)}
    return render(request, "plans/plan_upload.html", context, status=422 if form.errors else 200)


@writes
def item_edit(request: ActingRequest, kind: str, pk: int) -> HttpResponse:
    """Correct one item beside its sentence; the second of two editors is shown both texts."""
    item = find_item(request.actor, kind, pk)
    return _edit(request, item.plan, item, place_of(item, request))


@writes
def head_edit(request: ActingRequest, pk: int, name: str) -> HttpResponse:
    """Set one line of the head that the plan does not have yet."""
    plan = find_own(request.actor, pk)
    if name not in HEAD_FIELDS:
        return redirect("plan_review", plan.pk)
    head = HeadField.objects.filter(plan=plan, name=name).first() or HeadField(plan=plan, name=name)
    return _edit(request, plan, head, f"{reverse('plan_review', args=[plan.pk])}?nhom=head#{head.anchor}")


def _edit(request: ActingRequest, plan: Plan, item: PlanItem, back: str) -> HttpResponse:
    by = request.actor
    form = form_of(by, plan, item, request.POST or None)
    clash = None
    if request.method == "POST" and form.is_valid():
        try:
            item = save_item(by, plan, item, form)
        except Refusal as refusal:
            clash = clash_of(by, item, form, refusal)
            if clash is None:
                form.add_refusal(refusal)
        else:
            if request.headers.get("HX-Request"):
                return row_answer(request, item)
            messages.success(request, "Đã lưu và xác nhận.")
            return redirect(back)
    word = item.get_name_display() if isinstance(item, HeadField) else item.WORD
    context = {"plan": plan, "item": item, "form": form, "back": back, "word": word, "clash": clash}
    context |= {"keep": f"plan.{plan.pk}.{item.key}", "guessed": guessed_days(item)}
    return _form_page(request, context, policies.may_change_item(by, item))


@writes
def item_add(request: ActingRequest, pk: int, kind: str) -> HttpResponse:
    """Add an item by hand, or from a sentence picked in the text (``trich``)."""
    by = request.actor
    plan = find_own(by, pk)
    if kind not in ITEM_FORMS:
        return redirect("plan_review", plan.pk)
    model = item_model(kind)
    start, quote = _picked(request, plan)
    initial = queries.picked_values(kind, quote, plan.year) if quote else {}
    if kind == "block" and start is not None:
        initial |= queries.place_of_block(plan, start)
    initial |= {"quote": quote, "start": start}
    for name, asked in (("audience", "giao"), ("section", "muc")):
        if request.GET.get(asked):
            initial[name] = request.GET[asked]
    form = ITEM_FORMS[kind](request.POST or None, by=by, plan=plan, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            fields = values_of(by, form)
            said = {name: form.cleaned_data[name] for name in ("quote", "start")}
            item = actions.add_item(by=by, plan=plan, model=model, **said, **fields)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            if request.headers.get("HX-Request"):
                return row_answer(request, item)
            messages.success(request, "Đã thêm vào bản thảo.")
            return redirect(place_of(item))
    back = f"{reverse('plan_review', args=[plan.pk])}?nhom={GROUP_OF[kind]}"
    context = {"plan": plan, "item": None, "form": form, "back": back, "word": model.WORD, "quote": quote}
    context |= {"keep": f"plan.{plan.pk}.them-{kind}-{'' if start is None else start}", "kind": kind}
    return _form_page(request, context, policies.may_edit(by, plan))


def _picked(request: ActingRequest, plan: Plan) -> tuple[int | None, str]:
    """The sentence picked in the text: by its place (``tu``, ``den``), or by its words (``trich``)."""
    start, end = (whole_number(request.GET.get(name, "")) for name in ("tu", "den"))
    if start is None or end is None:
        return None, request.GET.get("trich", "")[:LONGEST_PICK]
    picked = plan.source_text[start : min(end, start + LONGEST_PICK)]
    return start + len(picked) - len(picked.lstrip()), picked.strip()


def _form_page(request: ActingRequest, context: dict[str, Any], verdict: Any) -> HttpResponse:
    context = {"quote": "", "clash": None, "guessed": "", "kind": ""} | context
    context |= {"verdict": verdict, "address": request.get_full_path()}
    if request.headers.get("HX-Request"):
        # Several editors may stand open on one page: each has its own ids.
        context["form"].auto_id = f"{context['item'].key if context['item'] else context['kind']}-%s"
    is_refused = context["form"].errors or context["clash"]
    template = "plans/parts/item_editor.html" if request.headers.get("HX-Request") else "plans/item_form.html"
    return render(request, template, context, status=422 if is_refused else 200)
