"""Drafting: upload or compose a plan, review what was read, correct, add, confirm, drop."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from thidua.common import clock
from thidua.common.verdicts import Refusal
from thidua.plans import actions, policies, queries
from thidua.plans.actions.compose import HEAD_FIELDS
from thidua.plans.checks import ISSUE, findings_in
from thidua.plans.choices import HeadName
from thidua.plans.forms import ITEM_FORMS, ComposeForm, HeadForm, ItemForm, TargetForm, UploadForm
from thidua.plans.models import ITEM_MODELS, HeadField, Plan, PlanItem
from thidua.plans.queries import Contents
from thidua.plans.views.shared import GROUP_OF, GROUPS, find_item, find_own, item_model, told
from thidua.ui.gestures import ActingRequest, reads, writes

DOUBT = "can-xem"
LATER_HEADS = (HeadName.THEME, HeadName.PARENT, HeadName.LOWER_DUE)
"""Lines of the head that a plan may lack and a person may add."""


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
def plan_compose(request: ActingRequest) -> HttpResponse:
    """A draft without a file."""
    by = request.actor
    form = ComposeForm(request.POST or None, initial={"year": clock.today().year, "signer_post": "CHỦ TỊCH"})
    if request.method == "POST" and form.is_valid():
        try:
            plan = actions.create_plan(by=by, **form.cleaned_data)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return redirect("plan_review", plan.pk)
    context = {"form": form, "verdict": policies.may_prepare(by)}
    return render(request, "plans/plan_compose.html", context, status=422 if form.errors else 200)


@reads
def plan_review(request: ActingRequest, pk: int) -> HttpResponse:
    """The text with its marks on the left, the structured draft on the right; doubtful items first."""
    plan = find_own(request.actor, pk)
    contents = queries.contents_of(plan)
    return render(request, "plans/plan_review.html", _review(request, plan, contents))


def _review(request: ActingRequest, plan: Plan, contents: Contents) -> dict[str, Any]:
    items = contents.items
    doubtful = [item for item in items if item.is_doubtful]
    asked = request.GET.get("nhom", DOUBT if doubtful else GROUPS[0][0])
    known = {DOUBT, *(code for code, _, _ in GROUPS)}
    group = asked if asked in known else GROUPS[0][0]
    kinds = next((kinds for code, _, kinds in GROUPS if code == group), ())
    shown = doubtful if group == DOUBT else [item for item in items if item.CODE in kinds]
    ranks = list(ITEM_MODELS)
    shown.sort(key=lambda item: (not item.is_doubtful, item.is_confirmed, ranks.index(item.CODE), item.order))
    there = {head.name for head in contents.heads}
    tabs = [(f"Cần xem ({len(doubtful)})", f"?nhom={DOUBT}", group == DOUBT)] if doubtful or group == DOUBT else []
    for code, words, of in GROUPS:
        mine = [item for item in items if item.CODE in of]
        tabs.append((f"{words} ({len(mine)})", f"?nhom={code}", group == code))
    return {
        "plan": plan,
        "text": queries.plan_text_marks(contents) if plan.source_text else [],
        "group": group,
        "tabs": tabs,
        "items": shown,
        "addable": [(kind, item_model(kind).WORD) for kind in kinds if kind in ITEM_FORMS],
        "missing_heads": [(n.value, n.label) for n in LATER_HEADS if group == "head" and n not in there],
        "confirmed": sum(item.is_confirmed for item in items),
        "total": len(items),
        **told(findings_in(contents, ISSUE, with_number=False)),
        "may_edit": policies.may_edit(request.actor, plan),
        "notes": [line for line in plan.reading_notes.split("\n") if line],
        "is_doubt": group == DOUBT,
    }


@writes
def plan_confirm(request: ActingRequest, pk: int) -> HttpResponse:
    """Confirm a whole group (``nhom``), or everything that the reader was sure of."""
    by = request.actor
    plan = find_own(by, pk)
    group = request.POST.get("nhom", "")
    if request.method == "POST":
        kinds = next((kinds for code, _, kinds in GROUPS if code == group), ("",))
        count = sum(actions.confirm_items(by=by, plan=plan, kind=kind, only_sure=kinds == ("",)) for kind in kinds)
        messages.success(request, f"Đã xác nhận {count} mục.")
    return redirect(f"{reverse('plan_review', args=[plan.pk])}?{urlencode({'nhom': group or DOUBT})}")


@writes
def item_confirm(request: ActingRequest, kind: str, pk: int) -> HttpResponse:
    """Say that one item was read rightly."""
    item = find_item(request.actor, kind, pk)
    if request.method == "POST":
        actions.confirm_item(by=request.actor, item=item)
        if request.headers.get("HX-Request"):
            return _row(request, item)
    return redirect(_place_of(item))


@writes
def item_drop(request: ActingRequest, kind: str, pk: int) -> HttpResponse:
    """Take one item out of the draft."""
    item = find_item(request.actor, kind, pk)
    place = _place_of(item).split("#")[0]
    if request.method == "POST" and kind != "head":
        plan, code = item.plan, item.CODE
        actions.drop_item(by=request.actor, item=item)
        if request.headers.get("HX-Request"):
            return render(request, "plans/parts/dropped.html", _progress(plan) | {"plan": plan, "code": code})
        messages.success(request, "Đã bỏ mục này. Câu chữ vẫn còn trong văn bản gốc.")
    return redirect(place)


@writes
def item_edit(request: ActingRequest, kind: str, pk: int) -> HttpResponse:
    """Correct one item beside its sentence; the second of two editors is shown both texts."""
    by = request.actor
    item = find_item(by, kind, pk)
    if isinstance(item, HeadField):
        return _head_edit(request, item.plan, item)
    form = ITEM_FORMS[kind](request.POST or None, by=by, plan=item.plan, initial=_initial(item))
    if request.method == "POST" and form.is_valid():
        try:
            fields = _fields(by, form)
            actions.update_item(by=by, item=item, version=form.cleaned_data["version"] or 0, **fields)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return redirect(_place_of(item))
    context = {"plan": item.plan, "item": item, "form": form, "back": _place_of(item), "word": item.WORD}
    return _form_page(request, context, policies.may_edit(by, item.plan))


@writes
def head_edit(request: ActingRequest, pk: int, name: str) -> HttpResponse:
    """Set one line of the head that the plan does not have yet."""
    plan = find_own(request.actor, pk)
    if name not in HEAD_FIELDS:
        return redirect("plan_review", plan.pk)
    return _head_edit(request, plan, HeadField.objects.filter(plan=plan, name=name).first(), name)


def _head_edit(request: ActingRequest, plan: Plan, head: HeadField | None, name: str = "") -> HttpResponse:
    by = request.actor
    name = head.name if head else name
    names = HEAD_FIELDS[name]
    initial: dict[str, Any] = {field: getattr(plan, field) for field in names}
    initial |= {"version": head.version if head else 1, "parent": str(plan.parent_id or "")}
    form = HeadForm(request.POST or None, by=by, plan=plan, name=name, names=names, initial=initial)
    back = f"{reverse('plan_review', args=[plan.pk])}?nhom=head" + (f"#{head.anchor}" if head else "")
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"] if head else None
            actions.update_head(by=by, plan=plan, name=name, version=version, **form.values())
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return redirect(back)
    context = {"plan": plan, "item": head, "form": form, "back": back, "word": HeadName(name).label}
    return _form_page(request, context, policies.may_edit(by, plan))


@writes
def item_add(request: ActingRequest, pk: int, kind: str) -> HttpResponse:
    """Add an item by hand, or from a sentence picked in the text (``trich``)."""
    by = request.actor
    plan = find_own(by, pk)
    if kind not in ITEM_FORMS:
        return redirect("plan_review", plan.pk)
    model = item_model(kind)
    quote = request.GET.get("trich", "")[:900]
    first = {"target": "subject", "movement": "name", "phase": "name", "commemoration": "event", "award": "name"}
    initial = {"quote": quote, first.get(kind, "name" if kind == "recipient" else "text"): quote[:400]}
    form = ITEM_FORMS[kind](request.POST or None, by=by, plan=plan, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            fields = _fields(by, form)
            item = actions.add_item(by=by, plan=plan, model=model, quote=form.cleaned_data["quote"], **fields)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return redirect(_place_of(item))
    back = f"{reverse('plan_review', args=[plan.pk])}?nhom={GROUP_OF[kind]}"
    context = {"plan": plan, "item": None, "form": form, "back": back, "word": model.WORD, "quote": quote}
    return _form_page(request, context, policies.may_edit(by, plan))


def _fields(by: Any, form: ItemForm) -> dict[str, Any]:
    """The values for the action; a new indicator that was asked for is made first."""
    fields = form.fields_for_action()
    if isinstance(form, TargetForm) and form.new_kind:
        fields["indicator"] = actions.ensure_indicator(
            by=by, name=fields["subject"], kind=form.new_kind, unit_word=fields["unit_word"]
        )
    return fields


def _initial(item: PlanItem) -> dict[str, Any]:
    values = {name: getattr(item, name) for name in item.EDITABLE}
    for name in ("indicator", "phase", "unit"):
        if name in values:
            values[name] = str(getattr(item, f"{name}_id") or "")
    return values | {"version": item.version}


def _form_page(request: ActingRequest, context: dict[str, Any], verdict: Any) -> HttpResponse:
    context = {"quote": ""} | context | {"verdict": verdict}
    return render(request, "plans/item_form.html", context, status=422 if context["form"].errors else 200)


def _row(request: ActingRequest, item: Any) -> HttpResponse:
    context = {"item": item, "plan": item.plan, "may_edit": True, "is_swap": True}
    return render(request, "plans/parts/item_row.html", context | _progress(item.plan))


def _progress(plan: Plan) -> dict[str, Any]:
    items = queries.contents_of(plan).items
    return {"confirmed": sum(item.is_confirmed for item in items), "total": len(items)}


def _place_of(item: Any) -> str:
    return f"{reverse('plan_review', args=[item.plan_id])}?nhom={GROUP_OF[item.CODE]}#{item.anchor}"
