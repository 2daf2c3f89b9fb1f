"""What was reported before for the same figures: the period before, and the same days of the year before.

Figures are the same where kind and name of the indicator are (``same_as``), whoever asked. Figures that came in from
Excel at the start (``is_history``) count as any others. Four queries for any number of units.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from thidua.reporting.choices import Basis
from thidua.reporting.models import Figures, PeriodUnit, Report, ReportRequest, Rollup, Slot
from thidua.reporting.queries.adding import IS_ANSWER, Amount, amount, same_as
from thidua.reporting.queries.asked import slots_by_figure

MOST_PERIODS = 12
"""How many earlier periods are looked through, latest first."""

Row = tuple[Figures, Figures | None]
"""Figures of a unit; with counts where they are a sum over units."""


@dataclass(frozen=True)
class Past:
    """A figure of an earlier period and the request it answered."""

    told: Amount
    request: ReportRequest
    is_sum: bool

    @property
    def text(self) -> str:
        """ "1.234 người", of one unit also "Có"."""
        return self.told.text if self.is_sum or self.told.kind not in IS_ANSWER else self.told.own_text


@dataclass
class PastOfUnit:
    """By place of the figure in the present request: the last period told, and the same days of the year before."""

    last: dict[int, Past] = field(default_factory=dict)
    year_ago: dict[int, Past] = field(default_factory=dict)

    def words_for(self, num: int) -> str:
        """ "kỳ trước 12 người (…) · cùng kỳ năm trước 10 người (…)"; one of them where both are the same."""
        last, year_ago = self.last.get(num), self.year_ago.get(num)
        if year_ago is not None and (last is None or last.request.pk == year_ago.request.pk):
            return f"cùng kỳ năm trước: {year_ago.text} ({year_ago.request.title})"
        lines = [f"kỳ trước: {last.text} ({last.request.title})"] if last is not None else []
        lines += [f"cùng kỳ năm trước: {year_ago.text}"] if year_ago is not None else []
        return " · ".join(lines)


def year_before(day: dt.date) -> dt.date:
    """The same day of the year before; 29 February becomes 28."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28) if is_leap_day else day.replace(year=day.year - 1)


def past_of(
    asked: ReportRequest, slots: Sequence[Slot], unit_id: int, *, below: PeriodUnit | None = None, kind: str = ""
) -> dict[int, PastOfUnit]:
    """Unit id → what it told before of these figures: the live sum below it, or else its own sent report.

    Looks among the requests in whose tree ``unit_id`` stands; finds that unit alone, or with ``below`` all units at and
    below that place of the present request. ``kind`` narrows to periods of one kind.
    """
    earlier = {one.pk: one for one in _earlier(asked, unit_id, kind)}
    found: dict[int, PastOfUnit] = defaultdict(PastOfUnit)
    if not earlier or not slots:
        return found
    slot_of = slots_by_figure(earlier)
    rows = _rows(list(earlier), unit_id, below)
    a_year_ago = (year_before(asked.starts_on), year_before(asked.ends_on))
    for pk, request in earlier.items():
        pairs = [(slot.num, slot_of[pk, key]) for slot in slots if (pk, key := same_as(slot)) in slot_of]
        for one, (figures, counts) in rows[pk].items() if pairs else ():
            unit = found[one]
            for num, old in pairs:
                told = amount(old, figures, counts)
                if told.num is None:
                    continue
                past = Past(told, request, counts is not None)
                unit.last.setdefault(num, past)
                if (request.starts_on, request.ends_on) == a_year_ago:
                    unit.year_ago.setdefault(num, past)
    return found


def _earlier(asked: ReportRequest, unit_id: int, kind: str) -> Iterable[ReportRequest]:
    """Requests that end before this one does, latest first; the same days of the year before are always among them."""
    in_tree = PeriodUnit.objects.filter(unit_id=unit_id).values("request_id")
    before = ReportRequest.objects.filter(pk__in=in_tree, ends_on__lt=asked.ends_on).exclude(pk=asked.pk)
    since = year_before(year_before(asked.starts_on))
    before = before.filter(kind=kind) if kind else before
    return before.filter(ends_on__gte=since).order_by("-ends_on", "-id")[:MOST_PERIODS]


def _rows(request_ids: Sequence[int], unit_id: int, below: PeriodUnit | None) -> dict[int, dict[int, Row]]:
    """Request id → unit id → its figures."""
    wanted = Q(unit_id=unit_id)
    if below is not None:
        wanted = Q(unit__report_places__request_id=below.request_id, unit__report_places__path__startswith=below.path)
    found: dict[int, dict[int, Row]] = {pk: {} for pk in request_ids}
    reports = Report.objects.counting().filter(wanted, request__in=request_ids)
    for pk, unit, figures in reports.values_list("request_id", "unit_id", "sent_values"):
        found[pk][unit] = (figures or [], None)
    totals = Rollup.objects.filter(wanted, request__in=request_ids, basis=Basis.LIVE, n_done__gt=0)
    for pk, unit, sums, counts in totals.values_list("request_id", "unit_id", "sums", "counts"):
        found[pk][unit] = (sums, counts)
    return found
