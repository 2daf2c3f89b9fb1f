"""Which figures a page of statistics is about: a unit, a year, a plan's requests, one period or the whole year.

Everything follows from the places of the unit in the frozen trees that the actor may see, read by one query.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from django.utils.text import Truncator

from thidua.common import clock
from thidua.common.actor import PATH_STEP, Actor
from thidua.common.numbers import whole_number
from thidua.reporting.choices import PeriodKind
from thidua.reporting.models import PeriodUnit
from thidua.ui.addresses import address

YEAR, SOURCE, PERIOD = "nam", "nguon", "ky"
PHASE_LETTERS = 40


class Period(NamedTuple):
    """A request in whose tree the unit stands, and its place there. ``pk`` is the request's."""

    pk: int
    title: str
    kind: str
    starts_on: dt.date
    ends_on: dt.date
    due_on: dt.date
    issuer_id: int
    issuer: str
    issuer_short: str
    plan_id: int | None
    plan_title: str | None
    is_history: bool
    phase: str | None
    path: str
    is_leaf: bool

    @property
    def year(self) -> int:
        """A period that began in December belongs to the year in which it ends."""
        return self.ends_on.year

    @property
    def source(self) -> str:
        """Who asked, for which plan: the requests of one source add up to a year."""
        return f"{self.issuer_id}-{self.plan_id or 0}"

    @property
    def issuer_name(self) -> str:
        """Short where there is a short name."""
        return self.issuer_short or self.issuer

    @property
    def words(self) -> str:
        """What the period is called on a button: its phase, "6 tháng", "Báo cáo năm"."""
        if self.phase:
            return Truncator(self.phase).chars(PHASE_LETTERS)
        if self.kind == PeriodKind.PHASE:
            return Truncator(self.title.removesuffix(f" năm {self.year}")).chars(PHASE_LETTERS)
        return "6 tháng" if self.kind == PeriodKind.HALF_YEAR else "Báo cáo năm"

    @property
    def depth(self) -> int:
        """How many levels the unit stands below the issuer."""
        return len(self.path) // PATH_STEP - 1


@dataclass(frozen=True)
class Choice:
    """What was chosen for a unit. ``periods``: those of the source in the year, in time; ``before``: the same issuer's
    of the year before; ``asked`` None = the whole year."""

    unit_id: int
    year: int
    years: tuple[int, ...]
    sources: tuple[Period, ...]
    periods: tuple[Period, ...]
    before: tuple[Period, ...]
    asked: Period | None

    @property
    def focus(self) -> Period:
        """The period whose completeness is shown: the one asked, else the latest that has begun."""
        if self.asked:
            return self.asked
        begun = [one for one in self.periods if one.starts_on <= clock.today()]
        return begun[-1] if begun else self.periods[0]

    @property
    def source(self) -> str:
        """Of the chosen periods."""
        return self.periods[0].source

    def source_words(self, one: Period) -> str:
        """What a source is called on its button: its issuer; of one with several, what else tells them apart."""
        if one.is_history:
            return f"{one.issuer_name}, số liệu nhập ban đầu"
        is_alone = [other.issuer_id for other in self.sources if not other.is_history].count(one.issuer_id) == 1
        if is_alone or not one.plan_title:
            return one.issuer_name
        return Truncator(one.plan_title).chars(PHASE_LETTERS)

    @property
    def query(self) -> str:
        """The choice as a query string."""
        if self.asked:
            return urlencode({PERIOD: self.asked.pk})
        return urlencode({YEAR: self.year, SOURCE: self.source})

    def url(
        self, unit_id: int | None = None, *, name: str = "picture", more: Mapping[str, object] | None = None
    ) -> str:
        """The page of a unit (by default this one) with the same choice, and ``more`` in the query string."""
        extra = f"&{urlencode(more)}" if more else ""
        return f"{address(name, self.unit_id if unit_id is None else unit_id)}?{self.query}{extra}"

    def period_words(self) -> str:
        """ "Đợt 1" · "cả năm 2021"."""
        return self.asked.words if self.asked else f"Cả năm {self.year}"


def places_of(by: Actor, unit_id: int) -> list[Period]:
    """Every place of the unit in a frozen tree that the actor may see, in the order of time (of those that end on one
    day the longer last: a phase before the half-year that it closes), in one query."""
    rows = (
        PeriodUnit.objects.visible_to(by)
        .filter(unit_id=unit_id)
        .order_by("request__ends_on", "-request__starts_on", "request_id")
        .values_list(
            *("request_id", "request__title", "request__kind", "request__starts_on", "request__ends_on"),
            *("request__due_on", "request__unit_id", "request__unit__name", "request__unit__short_name"),
            *("request__plan_id", "request__plan__title", "request__is_history"),
            *("request__phase__name", "path", "is_leaf"),
        )
    )
    return [Period(*row) for row in rows]


def choice_of(unit_id: int, places: Sequence[Period], params: Mapping[str, str]) -> Choice | None:
    """What the query string asks for among these places; whatever it names that is not there is ignored.

    None where the unit stands in no tree yet. Without a word: this year (else the latest with a request), the unit's
    own requests (else those of the nearest level above), the whole year.
    """
    if not places:
        return None
    asked = next((one for one in places if one.pk == whole_number(params.get(PERIOD, ""))), None)
    years = sorted({one.year for one in places})
    year = asked.year if asked else _year(years, whole_number(params.get(YEAR, "")))
    of_year = [one for one in places if one.year == year]
    sources: dict[str, list[Period]] = {}
    for one in of_year:
        sources.setdefault(one.source, []).append(one)
    usual = min(sources, key=lambda key: _rank(sources[key]))
    wanted = asked.source if asked else params.get(SOURCE, "")
    periods = sources.get(wanted) or sources[usual]
    before = [one for one in places if one.year == year - 1 and one.issuer_id == periods[0].issuer_id]
    ordered = sorted(sources.values(), key=lambda found: (found[0].depth, found[0].pk))
    return Choice(
        unit_id, year, tuple(years), tuple(found[0] for found in ordered), tuple(periods), tuple(before), asked
    )


def _rank(periods: Sequence[Period]) -> tuple[bool, int, int, int]:
    """Which source is shown unasked: what was asked for before what was only brought in, the unit's own before those of
    the levels above, the one with the most periods, the latest plan."""
    first = periods[0]
    return all(one.is_history for one in periods), first.depth, -len(periods), -(first.plan_id or 0)


def _year(years: Sequence[int], wanted: int | None) -> int:
    if wanted in years:
        return wanted or years[-1]
    today = clock.today().year
    return today if today in years else years[-1]
