"""Composing: the four doors to a plan, and the editor of its blocks, one block on a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.numbers import whole_number
from thidua.common.verdicts import Refusal, Verdict
from thidua.journal.queries import story_of
from thidua.plans import actions, policies, queries
from thidua.plans.checks import LAUNCH, findings_in
from thidua.plans.forms import ITEM_FORMS, BlockForm, ComposeForm
from thidua.plans.models import ITEM_MODELS, HeadField, Plan, PlanItem
from thidua.plans.queries import Contents
from thidua.plans.queries.blocks import BY_CODE, GATE, SHORT, BlockKind, BlockState, blocks_of
from thidua.plans.views.editing import Clash, clash_of, form_of, save_item, values_of
from thidua.plans.views.shared import find_own, given_back
from thidua.ui.forms import Form
from thidua.ui.gestures import ActingRequest, reads, writes


@reads
def plan_begin(request: ActingRequest) -> HttpResponse:
    """The four doors: from nothing, from last year's plan, from the upper plan, from a file."""
    by = request.actor
    context = {
        "verdict": policies.may_prepare(by),
        "earlier": list(queries.earlier_plans(by)[:5]),
        "upper": list(queries.upper_plans(by)[:5]),
    }
    return render(request, "plans/plan_begin.html", context)


@writes
def plan_compose(request: ActingRequest) -> HttpResponse:
    """A draft from nothing; ``phan`` names the plan it will be a sub-plan of, ``theo`` the duty that promised it."""
    by = request.actor
    part_of, said_in = (whole_number(request.GET.get(name, "")) for name in ("phan", "theo"))
    whole = find_own(by, part_of) if part_of is not None else None
    promise = whole.plan_duties.filter(pk=said_in).first() if whole is not None and said_in is not None else None
    year = whole.year if whole else clock.today().year
    initial = {"year": year, "title": promise.text[:300] if promise else "", **queries.last_signer(by)}
    form = ComposeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            plan = actions.create_plan(by=by, part_of=whole, promise=promise, **form.cleaned_data)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return redirect("plan_blocks", plan.pk)
    heading = f"Soạn kế hoạch riêng theo {whole.name}" if whole else "Soạn kế hoạch mới"
    context = {"form": form, "verdict": policies.may_prepare(by), "heading": heading}
    return render(request, "plans/plan_compose.html", context, status=422 if form.errors else 200)


@reads
def plan_blocks(request: ActingRequest, pk: int) -> HttpResponse:
    """The way into the editor: the first block that is short of something."""
    plan = find_own(request.actor, pk)
    blocks = _blocks(queries.contents_of(plan))
    first = next((one for one in blocks if one.state == SHORT), blocks[0])
    return redirect("plan_block", plan.pk, first.kind.code)


@dataclass
class Desk:
    """What the page of one block shows besides its items: the form that is open, a clash, why something was refused."""

    form: Form | None = None
    key: str = ""
    adding: str = ""
    clash: Clash | None = None
    refused: tuple[Any, ...] = ()
    note: str = ""
    counts: dict[str, Any] = field(default_factory=dict)

    @property
    def is_refused(self) -> bool:
        """True where the page answers a post that was not kept."""
        return bool(self.clash or self.refused or self.note or (self.form is not None and self.form.errors))


@writes
def plan_block(request: ActingRequest, pk: int, code: str) -> HttpResponse:
    """One block: its items in order, each with its gestures; a form opens in place. Saves each item by itself.

    GET ``sua`` opens an item's form, ``them`` one for a new item. POST ``lenh``: sua, them, len, xuong, bo, tach.
    """
    if code not in BY_CODE:
        raise Http404
    by, kind = request.actor, BY_CODE[code]
    plan = find_own(by, pk)
    if request.method == "POST":
        answer = _act(request, plan, kind)
        if isinstance(answer, HttpResponse):
            return answer
        plan = find_own(by, pk)
        desk = answer
    else:
        desk = _opened(by, plan, kind, request.GET)
    blocks = _blocks(queries.contents_of(plan))
    at = next(index for index, one in enumerate(blocks) if one.kind is kind)
    may_edit = policies.may_edit(by, plan)
    context = {
        "plan": plan,
        "blocks": blocks,
        "part": blocks[at],
        "rows": [_row(by, item, desk, may_edit) for item in blocks[at].items],
        "before": blocks[at - 1].kind if at else None,
        "after": blocks[at + 1].kind if at + 1 < len(blocks) else None,
        "addable": [(one, ITEM_MODELS[one].WORD) for one in kind.kinds if one in ITEM_FORMS],
        "desk": desk,
        "saved": request.GET.get("da-luu", ""),
        "now": clock.now(),
        "may_edit": may_edit,
        "short": sum(one.state == SHORT for one in blocks),
        "above": plan.parent.name if plan.parent else "kế hoạch cấp trên",
        "given_back": given_back(plan, story_of(plan)),
    }
    return render(request, "plans/plan_block.html", context, status=422 if desk.is_refused else 200)


def _blocks(contents: Contents) -> list[BlockState]:
    errors = [finding for finding in findings_in(contents, LAUNCH, with_number=False) if finding.is_error]
    return blocks_of(contents, {GATE.get(finding.code, finding.anchor) for finding in errors})


def _row(by: Actor, item: PlanItem, desk: Desk, may_edit: Verdict) -> dict[str, Any]:
    is_open = bool(desk.key) and desk.key == item.key
    return {
        "item": item,
        "form": desk.form if is_open else None,
        "clash": desk.clash if is_open else None,
        "is_head": isinstance(item, HeadField),
        "may_change": may_edit and not item.is_locked,
        "may_release": may_edit and item.source == "inherited",
    }


def _opened(by: Actor, plan: Plan, kind: BlockKind, asked: Any) -> Desk:
    """The form that the address asks for, where the plan may be edited."""
    if not policies.may_edit(by, plan):
        return Desk()
    key, adding = asked.get("sua", ""), asked.get("them", "")
    if key:
        item = _find(plan, kind, key)
        if item is not None and policies.may_change_item(by, item):
            return Desk(form=_shaped(form_of(by, plan, item), kind), key=key)
    if adding in kind.kinds and adding in ITEM_FORMS:
        return Desk(form=_new_form(by, plan, kind, adding), adding=adding)
    return Desk()


def _act(request: ActingRequest, plan: Plan, kind: BlockKind) -> HttpResponse | Desk:
    """Do what was asked; the page again where it was refused."""
    by, verb, key = request.actor, request.POST.get("lenh", ""), request.POST.get("muc", "")
    if verb == "them":
        return _add(by, plan, kind, request.POST)
    item = _find(plan, kind, key)
    if item is None:
        return _gone(by, plan, kind, key, request.POST)
    if verb == "sua":
        return _save(by, plan, kind, item, request.POST)
    version = request.POST.get("lan", "")
    try:
        if verb in ("len", "xuong"):
            actions.move_item(by=by, item=item, up=verb == "len")
        elif verb == "tach":
            actions.release_item(by=by, item=item)
        elif verb == "bo":
            actions.drop_item(by=by, item=item, version=whole_number(version))
            return redirect(_address(plan, kind))
    except Refusal as refusal:
        return Desk(refused=refusal.reasons)
    return redirect(_address(plan, kind, item.key))


def _save(by: Actor, plan: Plan, kind: BlockKind, item: PlanItem, data: Any) -> HttpResponse | Desk:
    form = _shaped(form_of(by, plan, item, data), kind)
    clash = None
    if form.is_valid():
        try:
            kept = save_item(by, plan, item, form)
        except Refusal as refusal:
            clash = clash_of(by, item, form, refusal)
            if clash is None:
                form.add_refusal(refusal)
        else:
            return redirect(_address(plan, kind, kept.key))
    return Desk(form=form, key=item.key, clash=clash)


def _add(by: Actor, plan: Plan, kind: BlockKind, data: Any) -> HttpResponse | Desk:
    code = data.get("loai", "")
    if code not in kind.kinds or code not in ITEM_FORMS:
        raise Http404
    form: Any = _new_form(by, plan, kind, code, data)
    if form.is_valid():
        try:
            item = actions.add_item(by=by, plan=plan, model=ITEM_MODELS[code], **values_of(by, form))
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return redirect(_address(plan, kind, item.key))
    return Desk(form=form, adding=code)


def _gone(by: Actor, plan: Plan, kind: BlockKind, key: str, data: Any) -> Desk:
    """The item was dropped by somebody else meanwhile: what this person wrote stands in the form of a new one."""
    code = key.split("-")[0]
    note = "Mục này vừa được người khác bỏ khỏi bản thảo."
    if data.get("lenh") != "sua" or code not in ITEM_FORMS:
        return Desk(note=note)
    form = _new_form(by, plan, kind, code, data)
    return Desk(form=form, adding=code, note=f"{note} Nội dung bạn viết vẫn ở dưới; bấm Lưu để thêm lại thành mục mới.")


def _find(plan: Plan, kind: BlockKind, key: str) -> PlanItem | None:
    """The item of that key in this block of the plan; None where it is not (or no longer) there."""
    code, _, rest = key.partition("-")
    if code not in kind.kinds:
        return None
    if code == "head":
        head = HeadField.objects.filter(plan=plan, name=rest).select_related("plan__parent").first()
        return head or HeadField(plan=plan, name=rest, is_confirmed=True)
    manager: Any = ITEM_MODELS[code]._default_manager
    found = manager.filter(plan=plan, pk=whole_number(rest) or 0).select_related("plan__parent", "plan__unit")
    return found.first()


def _new_form(by: Actor, plan: Plan, kind: BlockKind, code: str, data: Any = None) -> Form:
    initial = {"section": kind.section} if code == "block" else {}
    return _shaped(ITEM_FORMS[code](data, by=by, plan=plan, initial=initial), kind)


def _shaped(form: Form, kind: BlockKind) -> Form:
    """A paragraph stays in its block; only contents are told apart by sector."""
    if isinstance(form, BlockForm):
        form.fields["section"].widget = forms.HiddenInput()
        if kind.code != "noi-dung":
            form.fields["sector"].widget = forms.HiddenInput()
    return form


def _address(plan: Plan, kind: BlockKind, key: str = "") -> str:
    address = reverse("plan_block", args=[plan.pk, kind.code])
    return f"{address}?{urlencode({'da-luu': key})}#{key}" if key else address
