"""The totals of parents, computed from their children in the frozen tree: what a merge writes and a check compares.

Read in a few statements however many parents there are, added up in memory from the deepest level upwards.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import BinaryField, BooleanField, ExpressionWrapper, F, Q

from thidua.reporting.choices import Basis
from thidua.reporting.lifecycle import GIVEN_BACK
from thidua.reporting.models import Figures, PeriodUnit, Report, Rollup, TargetFigure
from thidua.reporting.models.figures import NOTHING, pack, unpack
from thidua.reporting.queries.adding import Folds, folds_of, list_size, padded, target_row
from thidua.reporting.queries.among import Among
from thidua.reporting.queries.asked import slots_of
from thidua.reporting.queries.columns import WIDTH, ColumnSums, at_length
from thidua.reporting.queries.judging import Judge, tallies
from thidua.reporting.queries.streaming import streamed

NUMBERS = ("n_all", "n_done", "n_on_time", "n_returned")
LISTS = ("sums", "counts", "met", "judged")
MISSING = NOTHING.to_bytes(WIDTH, "little", signed=True)


@dataclass(frozen=True)
class Total:
    """One row of totals: its ``LISTS``, packed, and its ``NUMBERS``. ``met`` and ``judged`` count units by slot."""

    lists: tuple[bytes, ...]
    numbers: tuple[int, ...]

    def equals(self, row: Rollup) -> bool:
        """The kept row holds the same, to the last digit."""
        sums, *counted = (unpack(packed) for packed in self.lists)
        size = max(len(sums), len(row.sums))
        return (
            padded(sums, size) == padded(row.sums, size)
            and all(
                [one or 0 for one in padded(mine, size)] == [one or 0 for one in padded(kept, size)]
                for mine, kept in zip(counted, (row.counts, row.met, row.judged), strict=True)
            )
            and self.numbers == (row.n_all, row.n_done, row.n_on_time, row.n_returned)
        )


class Inner(NamedTuple):
    """Where a unit that has others below it stands in the frozen tree."""

    parent_id: int | None
    path: str


class _Sheaf:
    """Reports and kept totals gathered for one total. ``folds`` are the places that are not summed."""

    def __init__(self, size: int, folds: Folds) -> None:
        self.size, self.folds = size, folds
        self.folded: dict[int, int] = {}
        self.reports = ColumnSums(size)
        self.kept: ColumnSums | None = None
        self.judged = self.met = 0
        self.numbers = [0] * len(NUMBERS)

    def count_report(self, is_owed: bool, is_sent: bool, in_time: bool, is_returned: bool) -> None:
        """One more report, expected or not, sent or not."""
        self.numbers[0] += is_owed
        if is_sent:
            self.numbers[1] += is_owed
            self.numbers[2] += is_owed and in_time
            self.numbers[3] += is_returned

    def add_report(self, packed: bytes, verdicts: tuple[int, int]) -> None:
        """One sent report with what it was judged (``Judge.verdicts``)."""
        self.reports.add(packed)
        if self.folds:
            self._fold(packed)
        judged, met = verdicts
        self.judged += judged
        self.met += met

    def add_kept(self, lists: Sequence[bytes], numbers: Sequence[int]) -> None:
        """A row of totals: its four lists, packed, and its numbers."""
        if self.kept is None:
            self.kept = ColumnSums(len(LISTS) * self.size)
        self.kept.add(b"".join(at_length(one, self.size) for one in lists))
        self._fold(lists[0])
        self.count(numbers)

    def _fold(self, packed: bytes) -> None:
        """Take in what a packed row tells at the places that are not summed."""
        for place in self.folds:
            raw = packed[place * WIDTH : (place + 1) * WIDTH]
            if raw and raw != MISSING:
                self._put(place, int.from_bytes(raw, "little", signed=True))

    def _put(self, place: int, figure: int) -> None:
        so_far = self.folded.get(place)
        found = self.folds[place]((figure,) if so_far is None else (so_far, figure))
        if found is not None:
            self.folded[place] = found

    def count(self, numbers: Sequence[int]) -> None:
        """More units expected, done, in time, returned."""
        self.numbers = [one + more for one, more in zip(self.numbers, numbers, strict=True)]

    def absorb(self, other: _Sheaf) -> None:
        """All that another has gathered."""
        self.reports.absorb(other.reports)
        if other.kept is not None:
            self.kept = self.kept or ColumnSums(len(LISTS) * self.size)
            self.kept.absorb(other.kept)
        for place, figure in other.folded.items():
            self._put(place, figure)
        self.judged += other.judged
        self.met += other.met
        self.count(other.numbers)

    def total(self) -> Total:
        """What it comes to."""
        sums, counts = self.reports.result()
        met, judged = tallies(self.met, self.size), tallies(self.judged, self.size)
        if self.kept is not None:
            kept, size = self.kept.result()[0], self.size
            sums = [_plus(one, more) for one, more in zip(sums, kept[:size], strict=True)]
            counts, met, judged = (
                [one + (more or 0) for one, more in zip(mine, kept[start : start + size], strict=True)]
                for mine, start in ((counts, size), (met, 2 * size), (judged, 3 * size))
            )
        for place in self.folds:
            sums[place] = self.folded.get(place)
        return Total((pack(sums), pack([*counts]), pack([*met]), pack([*judged])), tuple(self.numbers))


def _plus(one: int | None, more: int | None) -> int | None:
    return one if more is None else more + (one or 0)


class _Family:
    """What stands under one parent: the reports of leaves; what units that consolidate signed; all below those.

    ``inner``: there are such units.
    """

    def __init__(self, place: Inner, size: int, folds: Folds) -> None:
        self.place = place
        self.leaves, self.signed, self.below = _Sheaf(size, folds), _Sheaf(size, folds), _Sheaf(size, folds)
        self.inner = False

    def end(self) -> tuple[Total, Total]:
        """The live and the signed total; ``below`` is the whole of the live one afterwards."""
        self.below.absorb(self.leaves)
        if not self.inner:
            total = self.below.total()
            return total, total
        self.signed.absorb(self.leaves)
        return self.below.total(), self.signed.total()


def totals_of(request_id: int, places: Mapping[int, Inner] | None = None) -> dict[tuple[int, str], Total]:
    """(unit, basis) → total of each of these units that consolidate (``inner_places``); None = of all, from the reports
    alone.

    Children that consolidate and are not among them are read from their own roll-up rows, which must be up to date.
    """
    slots = slots_of(request_id)
    size, folds = list_size(slots), folds_of(slots)
    unit_ids = None if places is None else [*places]
    places = _all_inner(request_id) if places is None else places
    families = {unit_id: _Family(place, size, folds) for unit_id, place in places.items()}
    _add_reports(request_id, unit_ids, families, Judge(slots))
    if unit_ids is not None:
        _add_kept(request_id, families)
    found: dict[tuple[int, str], Total] = {}
    for unit_id, family in sorted(families.items(), key=lambda item: -len(item[1].place.path)):
        found[unit_id, Basis.LIVE], found[unit_id, Basis.SIGNED] = family.end()
        above = families.get(family.place.parent_id or 0)
        if above is not None:
            above.below.absorb(family.below)
    return found


def inner_places(request_id: int, unit_ids: Collection[int]) -> dict[int, Inner]:
    """The units at and above these that have others below them. A query for each level."""
    places = PeriodUnit.objects.filter(request_id=request_id)
    found: dict[int, Inner] = {}
    seen: set[int] = set()
    waiting = set(unit_ids)
    while waiting:
        seen |= waiting
        parents: set[int] = set()
        rows = places.filter(Among("unit_id", waiting)).values_list("unit_id", "is_leaf", "parent_id", "path")
        for unit_id, is_leaf, parent_id, path in rows:
            if not is_leaf:
                found[unit_id] = Inner(parent_id, path)
            if parent_id is not None:
                parents.add(parent_id)
        waiting = parents - seen
    return found


def _all_inner(request_id: int) -> dict[int, Inner]:
    places = PeriodUnit.objects.filter(request_id=request_id, is_leaf=False)
    rows = places.values_list("unit_id", "parent_id", "path")
    return {unit_id: Inner(parent_id, path) for unit_id, parent_id, path in rows}


def _add_reports(request_id: int, unit_ids: Collection[int] | None, families: dict[int, _Family], judge: Judge) -> None:
    """Put the reports of the direct children into their families: each counted, its sent figures judged and added.

    Those of leaves count in both totals, those of others in one. Only the reports are narrowed to the request: of one
    just opened PostgreSQL has counted no rows; it would take its places for a single row as well, and walk through all
    of them for every report.
    """
    own = _own_targets(request_id, unit_ids)
    reports = Report.objects.filter(request_id=request_id, place__parent_id__isnull=False)
    if unit_ids is not None:
        reports = reports.filter(Among("place__parent_id", unit_ids))
    rows = reports.order_by().values_list(
        "place__parent_id",
        "unit_id",
        "place__is_leaf",
        "place__is_expected",
        _yes_no(Q(submitted_on__lte=F("place__due_on"))),
        _yes_no(Q(state__in=GIVEN_BACK)),
        _packed("sent_values"),
    )
    for parent_id, unit_id, is_leaf, is_owed, in_time, is_returned, packed in streamed(rows):
        family = families[parent_id]
        family.inner |= not is_leaf
        sheaf = family.leaves if is_leaf else family.signed
        sheaf.count_report(is_owed, packed is not None, bool(in_time), is_returned)
        if packed is not None:
            sheaf.add_report(packed, judge.verdicts(packed, own.get(unit_id)))


def _own_targets(request_id: int, unit_ids: Collection[int] | None) -> dict[int, Figures]:
    """Unit that fills in figures → what it is judged by; those below these parents, None = all."""
    leaves = PeriodUnit.objects.filter(request_id=request_id, is_leaf=True)
    if unit_ids is not None:
        leaves = leaves.filter(Among("parent_id", unit_ids))
    targets = TargetFigure.objects.filter(request_id=request_id, unit_id__in=leaves.values("unit_id"))
    return {
        unit_id: target_row(values, given)
        for unit_id, values, given in targets.values_list("unit_id", "values", "given")
    }


def _add_kept(request_id: int, families: dict[int, _Family]) -> None:
    """Add the roll-up rows of the children that consolidate and are not computed anew."""
    children = PeriodUnit.objects.filter(Among("parent_id", families), request_id=request_id, is_leaf=False)
    parents = {unit: parent for unit, parent in children.values_list("unit_id", "parent_id") if unit not in families}
    rollups = Rollup.objects.filter(Among("unit_id", parents), request_id=request_id, basis=Basis.LIVE)
    for unit_id, *row in streamed(rollups.values_list("unit_id", *(_packed(name) for name in LISTS), *NUMBERS)):
        families[parents[unit_id]].below.add_kept(row[: len(LISTS)], row[len(LISTS) :])


def _yes_no(condition: Q) -> ExpressionWrapper:
    return ExpressionWrapper(condition, output_field=BooleanField())


def _packed(name: str) -> ExpressionWrapper:
    """The bytes of a column of figures, as they are kept."""
    return ExpressionWrapper(F(name), output_field=BinaryField())


def live_total(request_id: int, unit_id: int) -> Rollup | None:
    """What the units below a unit added up to at the last merge, on the live basis; None where nothing is kept."""
    return Rollup.objects.filter(request_id=request_id, unit_id=unit_id, basis=Basis.LIVE).first()
