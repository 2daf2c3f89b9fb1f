"""The units directly below: how complete, how timely, where each stands by one figure. No queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from thidua.common import clock
from thidua.organisation.choices import UnitLevel
from thidua.plans.choices import IndicatorKind
from thidua.reporting.queries.adding import Amount
from thidua.reporting.queries.rows import Row
from thidua.statistics.queries.asked import Asked
from thidua.statistics.queries.choice import Period
from thidua.statistics.queries.lines import Line, share_of, told_over

LEVELS = {level.value: place for place, level in enumerate(UnitLevel)}


@dataclass(frozen=True)
class Child:
    """One unit directly below. ``rows``: its places by request, ``row`` the one in the period whose completeness is
    shown (None where it was not below the unit then). ``told`` and ``bound`` of the figure by which units are ranked.
    """

    unit_id: int
    title: str
    name: str
    name_key: str
    level: str
    is_leaf: bool
    rows: dict[int, Row]
    row: Row | None
    told: Amount | None
    bound: Decimal | None
    score: Decimal | None
    url: str

    @property
    def n_all(self) -> int:
        """Base unions that owe a report."""
        return self.row.n_all if self.row else 0

    @property
    def n_done(self) -> int:
        """Those that have sent it."""
        return self.row.n_done if self.row else 0

    @property
    def n_on_time(self) -> int:
        """Those that sent it in time."""
        return self.row.n_on_time if self.row else 0

    @property
    def n_late(self) -> int:
        """Sent after their day."""
        return self.n_done - self.n_on_time

    @property
    def n_missing(self) -> int:
        """Owed and not sent."""
        return self.n_all - self.n_done

    @property
    def done_share(self) -> Decimal:
        """Of those that owe a report, in per cent; 100 where nobody owes one."""
        return Decimal(self.n_done) * 100 / self.n_all if self.n_all else Decimal(100)

    @property
    def days_late(self) -> int:
        """Calendar days that the unit's own report came late, or is late today."""
        if self.row is None or not self.row.is_expected or self.row.due_on is None:
            return 0
        sent_on: dt.date | None = self.row.submitted_on
        return max(0, ((sent_on or clock.today()) - self.row.due_on).days)


@dataclass(frozen=True)
class Ranked:
    """One place of the ranking: ``rank`` 1, 2, 2, 4; ``is_tied`` shares it with another unit."""

    rank: int
    is_tied: bool
    child: Child
    score: Decimal


@dataclass(frozen=True)
class Ranking:
    """Units of one level by one figure. ``apart``: those with nothing to rank by, never as zero."""

    level: str
    ranked: list[Ranked]
    apart: list[Child]

    @property
    def title(self) -> str:
        """The level in words."""
        return UnitLevel(self.level).label


@dataclass(frozen=True)
class Basis:
    """By what units are ranked: ``by_share`` of a bound, or the figure itself; ``low_first`` where less is better."""

    slot: Asked
    by_share: bool
    low_first: bool = field(default=False)

    @property
    def words(self) -> str:
        """ "phần chỉ tiêu đã đạt", "số đã đạt"."""
        if self.by_share:
            return "phần chỉ tiêu đã đạt"
        return "tỷ lệ đã đạt" if self.slot.kind == IndicatorKind.RATIO else "số đã đạt"


def children_of(
    rows: Sequence[Row],
    line: Line | None,
    focus: Period,
    slots: Mapping[int, Mapping[int, Asked]],
    url: str,
) -> tuple[list[Child], Basis | None]:
    """The units directly below by name, with their figure of a line of the unit above in the periods that count there;
    ``url`` has a 0 in the place of the unit's number."""
    families: dict[int, dict[int, Row]] = {}
    for row in rows:
        families.setdefault(row.unit_id, {})[row.request_id] = row
    basis = _basis(families, line.slot if line else None)
    counted = line.counted if line else ()
    return [_child(found, counted, focus, slots, basis, url) for found in families.values()], basis


def _basis(families: Mapping[int, Mapping[int, Row]], slot: Asked | None) -> Basis | None:
    if slot is None or slot.kind == IndicatorKind.WORDS:
        return None
    with_bound = any(row.bounds(slot)[0] for found in families.values() if (row := found.get(slot.request_id)))
    return Basis(slot, by_share=with_bound and not slot.is_ceiling, low_first=slot.less_is_better)


def _child(
    found: dict[int, Row],
    counted: Sequence[Period],
    focus: Period,
    slots: Mapping[int, Mapping[int, Asked]],
    basis: Basis | None,
    url: str,
) -> Child:
    newest = found.get(focus.pk) or next(reversed(found.values()))
    told = bound = score = None
    if basis is not None:
        told = told_over(counted, found, slots, basis.slot.indicator_id)
        at = found.get(basis.slot.request_id)
        bound = at.bounds(basis.slot)[0] if at else None
        score = share_of(told, bound, basis.slot) if basis.by_share else told.value if told else None
    return Child(
        unit_id=newest.unit_id,
        title=newest.title,
        name=newest.name,
        name_key=newest.name_key,
        level=newest.level,
        is_leaf=newest.is_leaf,
        rows=found,
        row=found.get(focus.pk),
        told=told,
        bound=bound,
        score=score,
        url=url.replace("/0/", f"/{newest.unit_id}/", 1),
    )


def by_level(children: Sequence[Child]) -> list[tuple[str, list[Child]]]:
    """The units by level, from the top down, each level in the order given."""
    found: dict[str, list[Child]] = {}
    for child in children:
        found.setdefault(child.level, []).append(child)
    return sorted(found.items(), key=lambda pair: LEVELS[pair[0]])


def rankings_of(children: Sequence[Child], basis: Basis | None) -> list[Ranking]:
    """A ranking for each level among the units below; the best first, equal figures on one rank."""
    if basis is None:
        return []
    found = []
    for level, units in by_level(children):
        told = [(round(unit.score, 4), unit) for unit in units if unit.score is not None]
        told.sort(key=lambda pair: (pair[0] if basis.low_first else -pair[0], pair[1].name_key))
        places: list[Ranked] = []
        for place, (score, unit) in enumerate(told, start=1):
            rank = places[-1].rank if places and round(places[-1].score, 4) == score else place
            places.append(Ranked(rank, False, unit, score))
        ranks = [one.rank for one in places]
        tied = [Ranked(one.rank, ranks.count(one.rank) > 1, one.child, one.score) for one in places]
        found.append(Ranking(level, tied, [unit for unit in units if unit.score is None]))
    return found
