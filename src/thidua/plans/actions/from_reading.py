"""A draft plan out of a reading: every find becomes an item with its place, quote, confidence and why."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db import transaction

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.text import fold, search_text
from thidua.common.verdicts import Reason, Refusal, require
from thidua.documents.actions import attach
from thidua.documents.choices import AttachmentUse
from thidua.duties.choices import DutyKind
from thidua.journal.actions import record
from thidua.organisation.models import Unit
from thidua.plans.actions.compose import create_plan
from thidua.plans.actions.heads import head_rows
from thidua.plans.choices import Section
from thidua.plans.intake import draft
from thidua.plans.intake.reading import Reading, read_plan_file
from thidua.plans.models import (
    Block,
    Commemoration,
    HeadField,
    LegalBasis,
    Movement,
    Phase,
    Plan,
    PlanAwardForm,
    PlanDuty,
    Recipient,
    Target,
)
from thidua.plans.policies import may_prepare
from thidua.plans.queries.days import celebrated_on
from thidua.plans.queries.indicators import indicators_for, match_among
from thidua.plans.queries.lists import parent_among
from thidua.plans.queries.places import (
    SECTORS,
    audience_of,
    clauses_of,
    day_of,
    kind_of,
    last_day_in_time,
    recurrence_of,
)

RECURRING = (DutyKind.PLAN_DUTY, DutyKind.REVIEW)
"""Kinds of duty that a plan may ask for again and again."""
QUOTE_LIMIT = 900
TARGET_ASIDE = "Số này nằm ngoài mục chỉ tiêu. Hãy giữ nếu đúng là chỉ tiêu, bỏ nếu không."


@transaction.atomic
def create_plan_from_file(*, by: Actor, name: str, data: bytes) -> Plan:
    """Read an uploaded file and start a draft from it; the file is kept with the draft.

    Errors: Refusal of ``may_prepare``; the reader's refusal (which file, why, what to do) with ``field="file"``;
    those of ``create_plan_from_reading``. Nothing is created then.
    """
    require(may_prepare(by))
    reading = read_plan_file(data, name)
    if reading.draft is None:
        raise Refusal([Reason(reading.code, reading.refusal, "file")])
    plan = create_plan_from_reading(by=by, reading=reading, source_name=name)
    attach(by=by, unit=plan.unit, owner_kind="plan", owner_id=plan.pk, use=AttachmentUse.SOURCE, name=name, data=data)
    return plan


@transaction.atomic
def create_plan_from_reading(*, by: Actor, reading: Reading, source_name: str = "") -> Plan:
    """Start a draft from a reading. Nothing is confirmed but what needs no person; what was missing is asked for.

    Errors: Refusal of ``may_prepare``; ``duplicate``, when the unit has a plan of that number in that year.
    """
    found = reading.draft
    if found is None:
        raise Refusal([Reason(reading.code or "unread", reading.refusal, "file")])
    parent = found.parent_plan
    parent_on = day_of(parent.date).on if parent else None
    signer = found.signer
    issued = day_of(found.issue_date.value).on if found.issue_date else None
    place: dict[str, Any] = {"place": found.place.value[:60]} if found.place else {}
    plan = create_plan(
        by=by,
        title=_tidy(found.title.value) if found.title else "Kế hoạch chưa có trích yếu",
        year=int(found.year.value) if found.year else (issued.year if issued else clock.today().year),
        kind=found.doc_type.value if found.doc_type else "Kế hoạch",
        theme=found.theme.value[:500] if found.theme else "",
        number_text=found.doc_number.value[:60] if found.doc_number else "",
        issued_on=issued,
        parent=parent_among(by, parent.number, parent_on) if parent and parent.number else None,
        outside_parent_number=(parent.number or "")[:60] if parent else "",
        outside_parent_on=parent_on,
        outside_parent_issuer=(parent.issuer or "")[:200] if parent else "",
        signer_on_behalf=(signer.on_behalf or "")[:80] if signer else "",
        signer_post=(signer.title or "")[:80] if signer else "",
        signer_name=(signer.name or "")[:80] if signer else "",
        source_text=reading.text,
        source_name=source_name[:200],
        reading_notes="\n".join(reading.messages),
        **place,
    )
    HeadField.objects.filter(plan=plan).delete()
    HeadField.objects.bulk_create(head_rows(plan, found, reading.text))
    _write_items(by, plan, found, reading.text)
    record(by=by, event="plan.read", subject_kind="plan", subject_id=plan.pk, text=source_name)
    return plan


def _write_items(by: Actor, plan: Plan, found: draft.PlanDraft, text: str) -> None:
    indicators = list(indicators_for(by))
    units = list(Unit.objects.under(by.unit_path, with_self=True)) + list(
        Unit.objects.filter(path__in=plan.unit.ancestor_paths)
    )
    LegalBasis.objects.bulk_create(_rows(LegalBasis, plan, text, found.legal_bases, _basis))
    Phase.objects.bulk_create(_rows(Phase, plan, text, found.phases, _phase))
    Movement.objects.bulk_create(_rows(Movement, plan, text, found.movements, lambda find: {"name": find.name[:300]}))
    Target.objects.bulk_create(_targets(plan, text, found, indicators))
    PlanDuty.objects.bulk_create(_duties(plan, text, found))
    Commemoration.objects.bulk_create(_rows(Commemoration, plan, text, found.commemorations, _commemoration))
    PlanAwardForm.objects.bulk_create(
        _rows(PlanAwardForm, plan, text, found.award_forms, lambda find: {"name": find.name[:300]})
    )
    Recipient.objects.bulk_create(_rows(Recipient, plan, text, found.recipients, lambda find: _recipient(find, units)))
    Block.objects.bulk_create(_blocks(plan, text, found))


def _rows(model: Any, plan: Plan, text: str, finds: Any, values: Any) -> list[Any]:
    return [
        model(plan=plan, order=order, **model.belonging(plan), **(place_of(find, text) | values(find)))
        for order, find in enumerate(finds, start=1)
    ]


def place_of(find: draft.Find, text: str) -> dict[str, Any]:
    """The fields that say where an item was read and how sure the reader was."""
    start, end = find.span
    return {
        "span_start": start,
        "span_end": end,
        "quote": text[start:end][:QUOTE_LIMIT],
        "confidence": find.confidence,
        "why": find.why[:300],
    }


def _doubt(find: draft.Find, why: str) -> dict[str, Any]:
    return {"confidence": min(find.confidence, draft.DOUBTFUL), "why": (find.why or why)[:300]} if why else {}


def _basis(find: draft.Basis) -> dict[str, Any]:
    number, day = find.number or "", day_of(find.date)
    said = [find.kind, f"số {number}" if number else "", f"ngày {day.on:%d/%m/%Y}" if day.on else "", find.issuer or ""]
    words = " ".join(part for part in said if part) + (f" {find.about.split(', ')[0]}" if find.about else "")
    return {
        "text": words[:500] or "Căn cứ",
        "number": number[:60],
        "signed_on": day.on,
        "issuer": (find.issuer or "")[:200],
    }


def _phase(find: draft.Phase) -> dict[str, Any]:
    start, end = day_of(find.start), day_of(find.end)
    return {
        "name": find.name[:120],
        "theme": (find.theme or find.content or "")[:500],
        "starts_on": start.on,
        "ends_on": end.on,
        "start_month": start.month,
        "end_month": end.month,
        **_doubt(find, start.why or end.why),
    }


def _targets(plan: Plan, text: str, found: draft.PlanDraft, indicators: list[Any]) -> list[Target]:
    """Targets with a figure and those without, in the order of the text."""
    rows: list[Target] = [
        *_rows(Target, plan, text, found.targets, lambda find: _target(find) | _indicator(indicators, find)),
        *_rows(Target, plan, text, found.qualitative_targets, _qualitative),
    ]
    rows.sort(key=lambda target: target.span_start or 0)
    for order, target in enumerate(rows, start=1):
        target.order = order
    return rows


def _qualitative(find: draft.Paragraph) -> dict[str, Any]:
    return {"subject": find.text[:400], "is_qualitative": True}


def _target(find: draft.Target) -> dict[str, Any]:
    low = Decimal(str(find.value))
    high = Decimal(str(find.value_high)) if find.value_high is not None else None
    aside = {} if find.in_target_section else _doubt(find, TARGET_ASIDE)
    return {
        "subject": find.subject[:400],
        "comparator": find.comparator,
        "low": low,
        "high": high if high is None or high >= low else low,
        "unit_word": find.unit[:60],
        **aside,
    }


def _indicator(indicators: list[Any], find: draft.Target) -> dict[str, Any]:
    return {"indicator": match_among(indicators, find.subject)}


def _commemoration(find: draft.Commemoration) -> dict[str, Any]:
    return {
        "event": find.event[:300],
        "years": find.years,
        "date_range": (find.date_range or "")[:60],
        "celebrated_on": celebrated_on(find.date_range or ""),
    }


def _recipient(find: draft.Recipient, units: list[Unit]) -> dict[str, Any]:
    words = search_text(find.name)
    unit = next((unit for unit in units if words in (search_text(unit.name), search_text(unit.short_name))), None)
    return {"name": find.name[:200], "remark": find.remark[:60], "unit": unit}


def _blocks(plan: Plan, text: str, found: draft.PlanDraft) -> list[Block]:
    rows = [
        *((Section.PURPOSE, find) for find in found.purposes),
        *((Section.CONTENT, find) for find in found.contents),
        *((Section.MEASURE, find) for find in found.measures),
    ]
    blocks = [
        Block(plan=plan, order=order, section=section, sector=SECTORS[find.sector], text=find.text)
        for order, (section, find) in enumerate(rows, start=1)
    ]
    for block, (_, find) in zip(blocks, rows, strict=True):
        for name, value in place_of(find, text).items():
            setattr(block, name, value)
        block.quote = ""
    quotas = [
        Block(
            plan=plan,
            order=len(rows) + order,
            section=Section.AWARD,
            text=find.quote,
            **(place_of(find, text) | {"quote": ""}),
        )
        for order, find in enumerate(found.award_quotas, start=1)
    ]
    return blocks + quotas


def _duties(plan: Plan, text: str, found: draft.PlanDraft) -> list[PlanDuty]:
    rows = [*_actor_duties(plan, text, found), *_loose_duties(plan, text, found)]
    for order, duty in enumerate(rows, start=1):
        duty.order = order
        if not duty.why and not duty.is_dated and duty.audience != "other":
            duty.confidence = min(duty.confidence, draft.DOUBTFUL)
            duty.why = "Văn bản không ghi hạn. Hãy chọn ngày, chọn lặp lại, hoặc “chưa có hạn”."
    return rows


def _actor_duties(plan: Plan, text: str, found: draft.PlanDraft) -> Iterator[PlanDuty]:
    for find in found.duties:
        clauses = clauses_of(find)
        day = day_of(find.deadline)
        for kind, words, at in clauses:
            start = find.span[0] + at if len(clauses) > 1 else find.span[0]
            place = place_of(find, text) | {
                "span_start": start,
                "span_end": min(start + len(words), find.span[1]),
                "quote": words[:QUOTE_LIMIT],
            }
            yield PlanDuty(
                plan=plan,
                actor_text=find.actor[:200],
                audience=audience_of(find.level),
                kind=kind,
                text=words,
                due_on=last_day_in_time(day.on, find.text) if day.on else None,
                due_month=day.month,
                recurrence=recurrence_of(find.recurrence) if kind in RECURRING else "none",
                **(place | (_doubt(find, day.why) if day.why else {})),
            )


def _loose_duties(plan: Plan, text: str, found: draft.PlanDraft) -> Iterator[PlanDuty]:
    """Deadlines and recurring reports that stand in no actor's duty and in no target told in words."""
    taken = [find.span for find in (*found.duties, *found.qualitative_targets)]
    loose: list[tuple[draft.Find, str, str | None, str | None, str]] = [
        (find, find.action or find.quote, find.who, find.date, "") for find in found.deadlines
    ]
    loose += [(find, find.quote, find.who, None, find.recurrence) for find in found.recurring]
    for find, words, who, iso, recurrence in loose:
        if any(start <= find.span[0] < end for start, end in taken):
            continue
        day = day_of(iso)
        is_base = "co so" in fold(who or "")
        yield PlanDuty(
            plan=plan,
            actor_text=(who or "Chưa rõ đơn vị")[:200],
            audience=audience_of("base" if is_base else "province"),
            kind=kind_of(words),
            text=words,
            due_on=last_day_in_time(day.on, text[find.span[0] : find.span[1]]) if day.on else None,
            due_month=day.month,
            recurrence=recurrence_of(recurrence),
            **(place_of(find, text) | _doubt(find, day.why or ("" if who else "Chưa rõ nhiệm vụ này giao cho ai."))),
        )


def _tidy(title: str) -> str:
    """A title in capitals becomes an ordinary sentence."""
    letters = [char for char in title if char.isalpha()]
    is_shouted = letters and sum(char.isupper() for char in letters) > 0.9 * len(letters)
    return title.capitalize() if is_shouted else title
