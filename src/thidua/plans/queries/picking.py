"""What a sentence picked in the source text says, as first values of a new item. Guesses, for a person."""

from __future__ import annotations

import calendar
import datetime as dt
from decimal import Decimal
from typing import Any

from thidua.common.text import squeeze
from thidua.plans.choices import Audience
from thidua.plans.intake import draft
from thidua.plans.intake.reading import read_plan_text
from thidua.plans.models import Plan
from thidua.plans.queries.places import audience_of, day_of, kind_of, last_day_in_time, recurrence_of

FIRST_FIELD = {"target": "subject", "movement": "name", "phase": "name", "commemoration": "event", "award": "name"}


def picked_values(kind: str, quote: str, year: int) -> dict[str, Any]:
    """First values for a new item of a kind, read from a sentence as the reader of whole plans would."""
    words = squeeze(quote)
    # Alone a sentence lacks the year and the heading that the reader looks for.
    found = read_plan_text(f"KẾ HOẠCH\nPhát động thi đua năm {year}\nII. CHỈ TIÊU\n{words}")
    values: dict[str, Any] = {FIRST_FIELD.get(kind, "name" if kind == "recipient" else "text"): words[:400]}
    if kind == "target":
        values |= _target(found)
    elif kind == "duty":
        values |= _duty(found, words)
    elif kind == "phase" and found.phases:
        phase = found.phases[0]
        start, end = day_of(phase.start), day_of(phase.end)
        values |= {
            "name": phase.name[:120],
            "theme": (phase.theme or phase.content or "")[:500],
            "starts_on": start.on or first_day(start.month),
            "ends_on": end.on or last_day(end.month),
        }
    elif kind == "movement" and found.movements:
        values |= {"name": found.movements[0].name[:300]}
    elif kind == "commemoration" and found.commemorations:
        event = found.commemorations[0]
        values |= {"event": event.event[:300], "years": event.years, "date_range": (event.date_range or "")[:60]}
    if kind in ("phase", "movement", "award"):
        values["name"] = values["name"][: 120 if kind == "phase" else 300]
    return values


def place_of_block(plan: Plan, start: int) -> dict[str, Any]:
    """Section and sector of a sentence picked at that place of the source text: those of the nearest block before."""
    before = plan.blocks.filter(span_start__isnull=False, span_start__lte=start).order_by("-span_start").first()
    return {"section": before.section, "sector": before.sector} if before else {}


def _target(found: draft.PlanDraft) -> dict[str, Any]:
    if not found.targets:
        return {"is_qualitative": True}
    target = found.targets[0]
    return {
        "subject": target.subject[:400],
        "comparator": target.comparator,
        "low": Decimal(str(target.value)),
        "high": None if target.value_high is None else Decimal(str(target.value_high)),
        "unit_word": target.unit[:60],
    }


def _duty(found: draft.PlanDraft, words: str) -> dict[str, Any]:
    values: dict[str, Any] = {"kind": kind_of(words), "audience": Audience.BASE}
    if found.deadlines:
        day = day_of(found.deadlines[0].date)
        values["due_on"] = last_day_in_time(day.on, words) if day.on else last_day(day.month)
    if found.recurring:
        values["recurrence"] = recurrence_of(found.recurring[0].recurrence)
    if found.duties:
        values |= {"actor_text": found.duties[0].actor[:200], "audience": audience_of(found.duties[0].level)}
    return values


def first_day(month: str) -> dt.date | None:
    """ "2024-03" → 01/03/2024; None without a month."""
    return dt.date(int(month[:4]), int(month[5:7]), 1) if month else None


def last_day(month: str) -> dt.date | None:
    """ "2024-03" → 31/03/2024; None without a month."""
    start = first_day(month)
    return start.replace(day=calendar.monthrange(start.year, start.month)[1]) if start else None
