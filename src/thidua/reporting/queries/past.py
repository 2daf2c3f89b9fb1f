"""What was reported before for the same figures: the period before, and the same days of the year before.

Figures are the same where kind and name of the indicator are (``same_as``), whoever asked. A period can be compared
with an earlier one of its kind (of another issuer only where it is about as long: three months say nothing of six), and
with the same days of the year before whatever their kind. Figures that came in
from Excel at the start (``is_history``) count as any others. Four queries for any number of units.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from thidua.reporting.choices import Basis
from thidua.reporting.models import Figures, PeriodUnit, Report, ReportRequest, Rollup, Slot
from thidua.reporting.queries.adding import IS_ANSWER, Amount, amount, same_as
from thidua.reporting.queries.asked import slots_by_figure
from thidua.ui.kept import Kept

MOST_PERIODS = 24
"""How many earlier periods are looked through for a request, latest first: two issuers that ask every month."""

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
    asked: ReportRequest, slots: Sequence[Slot], unit_id: int, *, below: PeriodUnit | None = None, signed: bool = False
) -> dict[int, PastOfUnit]:
    """Unit id → what it told before of these figures: the live sum below it, or else its own sent report.

    Looks among the requests in whose tree ``unit_id`` stands; finds that unit alone, or with ``below`` all units at and
    below that place of the present request. ``signed``: what the unit signed itself stands before the sum below it.
    """
    return pasts_of([(asked, slots)], unit_id, below=below, signed=signed)[asked.pk]


def pasts_of(
    asked: Sequence[tuple[ReportRequest, Sequence[Slot]]],
    unit_id: int,
    *,
    below: PeriodUnit | None = None,
    signed: bool = False,
) -> dict[int, dict[int, PastOfUnit]]:
    """As ``past_of`` for several requests with their slots, in as many queries: request id → unit id → what it told."""
    found: dict[int, dict[int, PastOfUnit]] = {request.pk: defaultdict(PastOfUnit) for request, _ in asked}
    earlier = {one.pk: one for one in _comparable([request for request, slots in asked if slots], unit_id)}
    if not earlier:
        return found
    slot_of = slots_by_figure(earlier)
    rows = _rows(list(earlier), unit_id, below, signed)
    for request, slots in asked:
        for pk, old in earlier.items():
            if not is_comparable(old, request):
                continue
            pairs = [(slot.num, slot_of[pk, key]) for slot in slots if (pk, key := same_as(slot)) in slot_of]
            for one, told in rows[pk].items() if pairs else ():
                _tell(found[request.pk][one], request, old, pairs, told)
    return found


def is_comparable(earlier: ReportRequest, asked: ReportRequest) -> bool:
    """The same days of the year before, or an earlier period of the same kind: of the same issuer, or as long."""
    if _is_year_ago(earlier, asked):
        return True
    days, other = (((one.ends_on - one.starts_on).days + 1) for one in (asked, earlier))
    is_alike = earlier.unit_id == asked.unit_id or abs(days - other) * 5 <= days
    return is_alike and earlier.kind == asked.kind and earlier.ends_on < asked.ends_on


def _is_year_ago(earlier: ReportRequest, asked: ReportRequest) -> bool:
    return (earlier.starts_on, earlier.ends_on) == (year_before(asked.starts_on), year_before(asked.ends_on))


def _tell(
    unit: PastOfUnit, asked: ReportRequest, old: ReportRequest, pairs: Sequence[tuple[int, Slot]], rows: Sequence[Row]
) -> None:
    """Note what a unit told in an earlier period: of each figure the first of its rows that tells it."""
    for num, slot in pairs:
        amounts = ((amount(slot, figures, counts), counts is not None) for figures, counts in rows)
        told = next(((one, is_sum) for one, is_sum in amounts if one.num is not None), None)
        if told is None:
            continue
        past = Past(told[0], old, told[1])
        unit.last.setdefault(num, past)
        if _is_year_ago(old, asked):
            unit.year_ago.setdefault(num, past)


def _comparable(asked: Sequence[ReportRequest], unit_id: int) -> list[ReportRequest]:
    """The requests that these can be compared with, latest first."""
    periods: list[str | dt.date] = []
    for one in asked:
        since, until = year_before(one.starts_on), year_before(one.ends_on)
        periods += [one.kind, one.ends_on, year_before(since), since, until]
    return earlier_of(unit_id, tuple(one.pk for one in asked), *periods)


def _earlier(unit_id: int, asked: tuple[int, ...], *periods: Any) -> QuerySet[ReportRequest]:
    """``periods``: of each request its kind and last day, how far back to look, and its days a year before."""
    wanted = Q(pk__in=())
    for kind, before, back_to, since, until in zip(*[iter(periods)] * 5, strict=True):
        wanted |= Q(kind=kind, ends_on__lt=before, ends_on__gte=back_to)
        wanted |= Q(starts_on=since, ends_on=until)
    in_tree = PeriodUnit.objects.filter(unit_id=unit_id).values("request_id")
    found = ReportRequest.objects.filter(wanted, pk__in=in_tree).exclude(pk__in=asked)
    return found.order_by("-ends_on", "-id")[: MOST_PERIODS * len(asked)]


earlier_of = Kept(_earlier)


def _rows(
    request_ids: Sequence[int], unit_id: int, below: PeriodUnit | None, signed: bool
) -> dict[int, dict[int, list[Row]]]:
    """Request id → unit id → its figures: the sum below it and what it signed, the first to be believed before."""
    wanted = Q(unit_id=unit_id)
    if below is not None:
        wanted = Q(unit__report_places__request_id=below.request_id, unit__report_places__path__startswith=below.path)
    found: dict[int, dict[int, list[Row]]] = {pk: defaultdict(list) for pk in request_ids}
    totals = Rollup.objects.filter(wanted, request__in=request_ids, basis=Basis.LIVE, n_done__gt=0)
    for pk, unit, sums, counts in totals.values_list("request_id", "unit_id", "sums", "counts"):
        found[pk][unit].append((sums, counts))
    reports = Report.objects.counting().filter(wanted, request__in=request_ids)
    for pk, unit, figures in reports.values_list("request_id", "unit_id", "sent_values"):
        found[pk][unit].insert(0 if signed else len(found[pk][unit]), (figures or [], None))
    return found
