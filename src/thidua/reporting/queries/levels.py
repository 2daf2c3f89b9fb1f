"""How complete and how timely the units below are, one line a unit that consolidates: the same for every level."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Min
from django.db.models.functions import Substr
from django.urls import reverse

from thidua.common import clock
from thidua.common.actor import PATH_STEP
from thidua.reporting.choices import Basis
from thidua.reporting.models import PeriodUnit, Report, Rollup

MOST_LINES = 40
"""On the board; the roll-up page names them all."""


@dataclass(frozen=True)
class LevelLine:
    """One unit directly below that has others below it. ``overdue`` = expected, not sent, past their day; ``days`` the
    longest of these in calendar days; ``in_place`` whether its own report was sent up."""

    place: PeriodUnit
    n_all: int
    n_done: int
    n_on_time: int
    overdue: int
    days: int

    @property
    def sent_late(self) -> int:
        """Sent after their day."""
        return self.n_done - self.n_on_time

    @property
    def share(self) -> float:
        """Of those expected, how many have sent."""
        return self.n_done / self.n_all if self.n_all else 1.0

    @property
    def words(self) -> str:
        """ "12/40 đã nộp · 10 đúng hạn · 2 nộp chậm · 5 quá hạn chưa nộp (lâu nhất 12 ngày)"."""
        parts = [f"{self.n_done}/{self.n_all} đã nộp"]
        if self.n_done:
            parts.append(f"{self.n_on_time} đúng hạn")
        if self.sent_late:
            parts.append(f"{self.sent_late} nộp chậm")
        if self.overdue:
            parts.append(f"{self.overdue} quá hạn chưa nộp (lâu nhất {self.days} ngày)")
        return " · ".join(parts)

    @property
    def own_words(self) -> str:
        """Its own report, in words."""
        state = self.place.report.state_info.label
        return f"báo cáo của đơn vị: {state[:1].lower()}{state[1:]}"

    @property
    def url(self) -> str:
        """The board below it."""
        return f"{reverse('request_board', args=[self.place.request_id])}?duoi={self.place.unit_id}"


def level_lines(root: PeriodUnit) -> list[LevelLine]:
    """The units directly below a place that consolidate, the least complete first, in three queries. What was sent is
    as of the last merge; what is overdue is as of today."""
    places = list(
        PeriodUnit.objects.filter(request_id=root.request_id, parent_id=root.unit_id, is_leaf=False).select_related(
            "unit", "report"
        )
    )
    if not places:
        return []
    rows = {
        row.unit_id: row
        for row in Rollup.objects.filter(
            request_id=root.request_id, basis=Basis.LIVE, unit_id__in=[place.unit_id for place in places]
        ).only("unit_id", "n_all", "n_done", "n_on_time")
    }
    overdue = _overdue(root)
    lines = [_line(place, rows.get(place.unit_id), overdue.get(place.path, (0, 0))) for place in places]
    return sorted(lines, key=lambda line: (line.share, -line.days, line.place.unit.name_key))


def _overdue(root: PeriodUnit) -> dict[str, tuple[int, int]]:
    """path of a branch below the root → how many units that fill in figures are past their day unsent, and the most
    days of these."""
    today = clock.today()
    found = (
        Report.objects.filter(
            request_id=root.request_id,
            sent_values__isnull=True,
            place__is_leaf=True,
            place__is_expected=True,
            place__due_on__lt=today,
            place__path__startswith=root.path,
        )
        .annotate(branch=Substr("place__path", 1, len(root.path) + PATH_STEP))
        .values("branch")
        .order_by()
        .annotate(units=Count("id"), oldest=Min("place__due_on"))
    )
    return {row["branch"]: (row["units"], (today - row["oldest"]).days) for row in found}


def _line(place: PeriodUnit, row: Rollup | None, overdue: tuple[int, int]) -> LevelLine:
    counts = (row.n_all, row.n_done, row.n_on_time) if row else (0, 0, 0)
    return LevelLine(place, *counts, *overdue)
