"""What the pages of plans have in common: finding a plan or an item that the actor may see, links, buttons."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from thidua.common.actor import Actor
from thidua.plans.checks import Finding
from thidua.plans.models import ITEM_MODELS, Plan, PlanItem

GROUPS = (
    ("head", "Phần đầu, người ký", ("head", "basis")),
    ("phase", "Đợt", ("phase",)),
    ("target", "Chỉ tiêu", ("target",)),
    ("duty", "Nhiệm vụ", ("duty",)),
    ("movement", "Phong trào", ("movement",)),
    ("rest", "Kỷ niệm, khen thưởng, nơi nhận", ("commemoration", "award", "recipient")),
    ("block", "Mục đích, nội dung, giải pháp", ("block",)),
)
"""The tabs of the review page: code, words, kinds of items."""
GROUP_OF = {kind: code for code, _, kinds in GROUPS for kind in kinds}


def told(findings: list[Finding]) -> dict[str, Any]:
    """What ``parts/findings.html`` shows: the findings with their tabs, and how many stop and how many only warn."""
    errors = sum(finding.is_error for finding in findings)
    parts = [f"{errors} điều phải sửa trước khi ban hành"] if errors else []
    if len(findings) > errors:
        parts.append(f"{len(findings) - errors} điều nên xem lại")
    return {
        "findings": [(finding, GROUP_OF.get(finding.anchor.split("-")[0], "")) for finding in findings],
        "findings_words": " · ".join(parts),
    }


def find_plan(by: Actor, pk: int) -> Plan:
    """The plan, if the actor may see it; else 404."""
    return get_object_or_404(Plan.objects.visible_to(by).select_related("unit__parent", "parent__unit"), pk=pk)


def find_own(by: Actor, pk: int) -> Plan:
    """A plan of the actor's own unit; else 404."""
    return get_object_or_404(
        Plan.objects.filter(unit_id=by.unit_id).select_related("unit__parent", "parent__unit"), pk=pk
    )


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
