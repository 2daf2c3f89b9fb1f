"""What awards know of a report's figures: the share of direct workers among the people awarded (Resolution 07)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper
from django.urls import reverse

from thidua.awards.models import Award
from thidua.awards.queries.awards import GROUPS
from thidua.common.dates import format_date
from thidua.organisation.models import Unit, path_end
from thidua.reporting.figure_sources import FigureSource


def people_awarded(unit_id: int, starts_on: dt.date, ends_on: dt.date) -> Any:
    """The valid awards of people of the unit and below it, given in the period: counted are direct workers and people
    in no leading post."""
    path = Unit.objects.values_list("path", flat=True).get(pk=unit_id)
    rows = Award.objects.valid().filter(unit__path__gte=path, unit__path__lt=path_end(path), person__isnull=False)
    return (
        rows.filter(awarded_on__gte=starts_on, awarded_on__lte=ends_on)
        .select_related("form", "unit")
        .annotate(is_counted=ExpressionWrapper(GROUPS["direct"], output_field=BooleanField()))
    )


def _told(row: Any) -> tuple[str, str, str]:
    detail = f"{row.form.name}, {row.unit.title}, {format_date(row.awarded_on)}"
    return row.recipient, detail, reverse("award_page", args=[row.pk])


DIRECT_WORKERS = FigureSource(
    "awards",
    "các quyết định khen thưởng cá nhân",
    "NQ07-3",
    people_awarded,
    lambda rows, by: rows.filter(pk__in=Award.objects.visible_to(by).values("pk")),
    _told,
)
