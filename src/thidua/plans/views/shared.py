"""What the pages of plans have in common: finding a plan or an item that the actor may see, links, buttons."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from thidua.common.actor import Actor
from thidua.common.verdicts import Verdict
from thidua.journal.queries import Step
from thidua.plans.lifecycle import DRAFT
from thidua.plans.models import ITEM_MODELS, Plan, PlanItem
from thidua.ui.forms import Form
from thidua.ui.gestures import ActingRequest

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WITH = ("unit__parent", "parent__unit", "amends", "part_of")
GROUPS = (
    ("head", "Phần đầu, cuối", ("head", "basis")),
    ("phase", "Đợt", ("phase",)),
    ("target", "Chỉ tiêu", ("target",)),
    ("duty", "Nhiệm vụ", ("duty",)),
    ("movement", "Phong trào", ("movement",)),
    ("rest", "Kỷ niệm, khen, nơi nhận", ("commemoration", "award", "recipient")),
    ("block", "Nội dung", ("block",)),
)
"""The tabs of the review page: code, words, kinds of items."""
GROUP_OF = {kind: code for code, _, kinds in GROUPS for kind in kinds}


def find_plan(by: Actor, pk: int) -> Plan:
    """The plan, if the actor may see it; else 404."""
    return get_object_or_404(Plan.objects.visible_to(by).select_related(*WITH), pk=pk)


def find_own(by: Actor, pk: int) -> Plan:
    """A plan of the actor's own unit; else 404."""
    return get_object_or_404(Plan.objects.filter(unit_id=by.unit_id).select_related(*WITH), pk=pk)


def find_item(by: Actor, kind: str, pk: int) -> Any:
    """An item of a plan of the actor's own unit; else 404."""
    model = item_model(kind)
    manager: Any = model._default_manager
    found = manager.select_related("plan__unit__parent", "plan__parent__unit")
    return get_object_or_404(found, pk=pk, plan__unit_id=by.unit_id)


def item_model(kind: str) -> type[PlanItem]:
    """The model of that code; else 404."""
    if kind not in ITEM_MODELS:
        raise Http404
    return ITEM_MODELS[kind]


def step(
    request: ActingRequest,
    plan: Plan,
    form: Form,
    words: tuple[str, str, str],
    verdict: Verdict,
    *,
    marks_optional: bool = True,
) -> HttpResponse:
    """The page of one step: ``words`` are its title, its note and the verb on its button."""
    title, note, verb = words
    context = {"plan": plan, "form": form, "title": title, "note": note, "verb": verb, "verdict": verdict}
    context["marks_optional"] = marks_optional
    return render(request, "plans/plan_step.html", context, status=422 if form.errors else 200)


def given_back(plan: Plan, story: list[Step]) -> Step | None:
    """The leader's remark on a draft that was given back, while it stands; ``story``: the plan's moves."""
    return next((step for step in story[-1:] if plan.state == DRAFT and step.remark), None)


def download(data: bytes, mime: str, name: str) -> HttpResponse:
    """A made file to keep."""
    response = HttpResponse(data, content_type=mime)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
