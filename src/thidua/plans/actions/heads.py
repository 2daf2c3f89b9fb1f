"""The head of a plan as it was read: one row a line, with its place in the text."""

from __future__ import annotations

from typing import Any

from thidua.plans.actions.compose import head_value
from thidua.plans.choices import HeadName
from thidua.plans.intake import draft
from thidua.plans.models import HeadField, Plan
from thidua.plans.queries.places import day_of

_MISSING = {
    HeadName.NUMBER: "Không thấy số trong văn bản. Có thể nhập hoặc cấp số khi ban hành.",
    HeadName.DAY: "Không thấy ngày trong văn bản. Có thể nhập khi ban hành.",
    HeadName.ISSUER: "Không thấy cơ quan ban hành trong văn bản.",
    HeadName.TITLE: "Không thấy trích yếu. Hãy ghi trích yếu.",
    HeadName.SIGNER: "Không thấy người ký. Hãy ghi chức vụ và họ tên.",
    HeadName.YEAR: "Không thấy năm của kế hoạch. Hãy kiểm tra lại năm.",
}


def head_rows(plan: Plan, found: draft.PlanDraft, text: str) -> list[HeadField]:
    """One row for each line of the head that was read, and one for each that should be there and was not."""
    finds: dict[str, draft.Find | None] = {
        HeadName.ISSUER: found.issuing_body,
        HeadName.NUMBER: found.doc_number,
        HeadName.DAY: found.issue_date,
        HeadName.PLACE: found.place,
        HeadName.KIND: found.doc_type,
        HeadName.TITLE: found.title,
        HeadName.YEAR: found.year,
        HeadName.THEME: found.theme,
        HeadName.PARENT: found.parent_plan,
        HeadName.SIGNER: found.signer,
    }
    rows = []
    for order, (name, find) in enumerate(finds.items()):
        if find is None and name not in _MISSING:
            continue
        value = _issuer(found) if name == HeadName.ISSUER else head_value(plan, name)
        rows.append(HeadField(plan=plan, order=order, name=name, value=value[:700], **_place(name, find, text)))
    return rows


def _issuer(found: draft.PlanDraft) -> str:
    return found.issuing_body.value if found.issuing_body else ""


def _place(name: str, find: draft.Find | None, text: str) -> dict[str, Any]:
    if find is None:
        return {"confidence": draft.DOUBTFUL, "why": _MISSING[HeadName(name)]}
    start, end = find.span
    why, confidence = find.why, find.confidence
    if name == HeadName.DAY and isinstance(find, draft.Fact) and day_of(find.value).on is None:
        why, confidence = "Văn bản để trống ngày. Hãy nhập ngày khi ban hành.", draft.DOUBTFUL
    if name == HeadName.SIGNER and isinstance(find, draft.Signer) and not find.name:
        why, confidence = "Không thấy họ tên người ký. Hãy ghi họ tên.", draft.DOUBTFUL
    return {
        "span_start": start,
        "span_end": end,
        "quote": text[start:end][:900],
        "confidence": confidence,
        "why": why[:300],
    }
