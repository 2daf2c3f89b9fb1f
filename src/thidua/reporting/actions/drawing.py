"""What a unit draws from those below into its own report: figures added up, passages in words with the unit's name."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from thidua.common.actor import Actor
from thidua.common.verdicts import Refusal, require
from thidua.reporting import policies
from thidua.reporting.actions.filling import save_draft
from thidua.reporting.models import Question, Report
from thidua.reporting.queries.drawing import piece_of, sums_to_take
from thidua.reporting.queries.texts import texts_of


@transaction.atomic
def take_totals(*, by: Actor, report: Report, version: int, places: Iterable[int] | None = None) -> int:
    """Write what the units below add up to into the unit's own figures: at these places, or at all. Output: how many
    figures changed. Errors: Refusal of ``may_save``; ``nothing_to_take`` while nothing is added up; those of saving.
    """
    require(policies.may_save(by, report))
    found = sums_to_take(report)
    if not found:
        raise Refusal("Chưa có báo cáo cấp dưới nào để cộng, hoặc mọi số đã khớp.", "nothing_to_take")
    asked = set(found) if places is None else set(places)
    figures = {place: figure for place, figure in found.items() if place in asked}
    if figures:
        save_draft(by=by, report=report, version=version, figures=figures)
    return len(figures)


@transaction.atomic
def take_texts(*, by: Actor, report: Report, version: int, question: Question, unit_ids: Iterable[int]) -> int:
    """Append what these units directly below have signed to a question to the unit's own text, each with its name; a
    passage that stands there already is not taken twice. Output: how many were appended. Errors: Refusal of
    ``may_save``; ``nothing_chosen``; those of saving."""
    require(policies.may_save(by, report))
    pieces = [piece_of(report, question, unit_id) for unit_id in unit_ids]
    text = texts_of([report]).get(report.pk, {}).get(question.code, "").strip()
    fresh = [piece for piece in pieces if piece and piece not in text]
    if not fresh:
        raise Refusal("Hãy chọn ít nhất một đơn vị có đoạn chưa lấy.", "nothing_chosen")
    whole = "\n".join([*([text] if text else []), *fresh])
    save_draft(by=by, report=report, version=version, texts={question.code: whole})
    return len(fresh)
