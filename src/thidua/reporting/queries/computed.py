"""Figures that the product knows from its own records: plans issued, movements reviewed; those of a report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse

from thidua.campaigns.lifecycle import HELD
from thidua.campaigns.models import Launch, Review
from thidua.common.actor import Actor
from thidua.common.dates import format_date
from thidua.organisation.choices import UnitLevel
from thidua.organisation.models import Unit, path_end
from thidua.plans.lifecycle import CLOSED, ISSUED
from thidua.plans.models import Movement, Plan
from thidua.reporting.figure_sources import FigureSource, source_for
from thidua.reporting.models import Report, Slot


def units_with_plan(unit_id: int, starts_on: dt.date, ends_on: dt.date) -> Any:
    """The unit itself where nobody stands below it, else the units below: counted when a plan of the year was issued
    by the end of the period. Sections inside a base union have no plan of their own."""
    unit = Unit.objects.get(pk=unit_id)
    below = Unit.objects.under(unit.path).exclude(level=UnitLevel.SECTION).valid_on(ends_on)
    rows = below if unit.level != UnitLevel.BASE and below.exists() else Unit.objects.filter(pk=unit_id)
    plans = Plan.objects.filter(
        unit=OuterRef("pk"), year=ends_on.year, issued_on__lte=ends_on, state__in=(ISSUED, CLOSED), part_of__isnull=True
    ).order_by("issued_on", "id")
    return rows.annotate(
        is_counted=Exists(plans),
        plan_id=Subquery(plans.values("pk")[:1]),
        plan_number=Subquery(plans.values("number_text")[:1]),
        plan_day=Subquery(plans.values("issued_on")[:1]),
    )


def movements_reviewed(unit_id: int, starts_on: dt.date, ends_on: dt.date) -> Any:
    """The movements of the unit and of those below it that were launched by the end of the period (of a plan whose
    launch was held, or by themselves and begun): counted when a recorded review was held by then."""
    path = Unit.objects.values_list("path", flat=True).get(pk=unit_id)
    launched = Launch.objects.filter(
        plan=OuterRef("plan_id"), unit_id=OuterRef("unit_id"), state=HELD, held_on__lte=ends_on
    )
    reviews = (
        Review.objects.recorded().filter(movements=OuterRef("pk"), held_on__lte=ends_on).order_by("-held_on", "id")
    )
    rows = Movement.objects.filter(unit__path__gte=path, unit__path__lt=path_end(path)).standing()
    rows = rows.of_year(ends_on.year).filter(Q(plan__isnull=True, starts_on__lte=ends_on) | Exists(launched))
    return rows.select_related("unit").annotate(
        is_counted=Exists(reviews), review_day=Subquery(reviews.values("held_on")[:1])
    )


def _unit_told(row: Any) -> tuple[str, str, str]:
    if row.plan_id is None:
        return row.title, "chưa có kế hoạch", ""
    detail = f"{row.plan_number} ngày {format_date(row.plan_day)}"
    return row.title, detail, reverse("plan_page", args=[row.plan_id])


def _movement_told(row: Any) -> tuple[str, str, str]:
    words = f"sơ kết, tổng kết ngày {format_date(row.review_day)}" if row.is_counted else "chưa sơ kết, tổng kết"
    return row.name, f"{row.unit.title} · {words}", reverse("movement_page", args=[row.pk])


OWN_SOURCES = (
    FigureSource(
        "plans", "kế hoạch đã ban hành", "NQ07-1", units_with_plan,
        lambda rows, by: rows.filter(path__gte=by.unit_path, path__lt=path_end(by.unit_path)), _unit_told,
    ),
    FigureSource(
        "campaigns", "bản sơ kết, tổng kết đã ghi", "NQ07-2", movements_reviewed,
        lambda rows, by: rows.filter(pk__in=Movement.objects.visible_to(by).values("pk")), _movement_told,
    ),
)  # fmt: skip
"""What this room knows of the rooms below it."""


def computed_figures(report: Report, slots: Sequence[Slot]) -> dict[int, tuple[FigureSource, int, int]]:
    """Slot id → (source, numerator, denominator) that the product's records give for the report's unit and period."""
    asked = report.request
    found: dict[int, tuple[FigureSource, int, int]] = {}
    for slot in slots:
        source = source_for(slot.indicator.code)
        told = source.find(report.unit_id, asked.starts_on, asked.ends_on) if source and slot.den is not None else None
        if source is not None and told is not None and told[1] is not None:
            found[slot.pk] = (source, told[0], told[1])
    return found


def visible_rows(source: FigureSource, by: Actor, unit_id: int, starts_on: dt.date, ends_on: dt.date) -> Any:
    """The records behind a figure that the person may see."""
    return source.visible(source.rows(unit_id, starts_on, ends_on), by)
