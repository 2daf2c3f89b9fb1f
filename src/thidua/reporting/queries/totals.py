"""The totals of parents, computed from their children in the frozen tree: what a merge writes and a check compares.

Read in a few statements however many parents there are, added up in memory from the deepest level upwards.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BinaryField, Count, ExpressionWrapper, F, Q

from thidua.reporting.choices import Basis
from thidua.reporting.lifecycle import GIVEN_BACK
from thidua.reporting.models import Figures, PeriodUnit, Report, Rollup, TargetFigure
from thidua.reporting.models.figures import NOTHING
from thidua.reporting.queries.adding import Folds, folds_of, list_size, padded, target_row
from thidua.reporting.queries.asked import slots_of
from thidua.reporting.queries.columns import WIDTH, ColumnSums, at_length
from thidua.reporting.queries.judging import Judge, tallies

IDS_AT_ONCE = 500
ROWS_AT_ONCE = 2000
NUMBERS = ("n_all", "n_done", "n_on_time", "n_returned")
LISTS = ("sums", "counts", "met", "judged")
MISSING = NOTHING.to_bytes(WIDTH, "little", signed=True)


@dataclass(frozen=True)
class Total:
    """One row of totals. ``met`` and ``judged`` count units by slot."""

    sums: Figures
    counts: Figures
    met: Figures
    judged: Figures
    n_all: int = 0
    n_done: int = 0
    n_on_time: int = 0
    n_returned: int = 0

    def equals(self, row: Rollup) -> bool:
        """The kept row holds the same, to the last digit."""
        size = max(len(self.sums), len(row.sums))
        return (
            padded(self.sums, size) == padded(row.sums, size)
            and all(
                [one or 0 for one in padded(mine, size)] == [one or 0 for one in padded(kept, size)]
                for mine, kept in ((self.counts, row.counts), (self.met, row.met), (self.judged, row.judged))
            )
            and (self.n_all, self.n_done, self.n_on_time, self.n_returned)
            == (row.n_all, row.n_done, row.n_on_time, row.n_returned)
        )


class _Sheaf:
    """Reports and kept totals gathered for one total. ``folds`` are the places that are not summed."""

    def __init__(self, size: int, folds: Folds) -> None:
        self.size, self.folds = size, folds
        self.folded: dict[int, int] = {}
        self.reports = ColumnSums(size)
        self.kept: ColumnSums | None = None
        self.judged = self.met = 0
        self.numbers = [0] * len(NUMBERS)

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
        return Total(sums, list(counts), list(met), list(judged), *self.numbers)


def _plus(one: int | None, more: int | None) -> int | None:
    return one if more is None else more + (one or 0)


class _Family:
    """What stands under one parent: the reports of leaves; what units that consolidate signed; all below those.

    ``inner``: there are such units.
    """

    def __init__(self, parent_id: int | None, depth: int, size: int, folds: Folds) -> None:
        self.parent_id, self.depth = parent_id, depth
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


def totals_of(request_id: int, unit_ids: Collection[int] | None = None) -> dict[tuple[int, str], Total]:
    """(unit, basis) → total of each of these units that consolidate; None = of all, from the reports alone.

    Children that consolidate and are not among them are read from their own roll-up rows, which must be up to date.
    """
    slots = slots_of(request_id)
    size, folds = list_size(slots), folds_of(slots)
    families: dict[int, _Family] = {}
    for places in _batches(PeriodUnit.objects.filter(request_id=request_id, is_leaf=False), "unit_id__in", unit_ids):
        for unit_id, parent_id, path in places.values_list("unit_id", "parent_id", "path"):
            families[unit_id] = _Family(parent_id, len(path), size, folds)
    _count_reports(request_id, unit_ids, families)
    _add_reports(request_id, unit_ids, families, Judge(slots))
    if unit_ids is not None:
        _add_kept(request_id, families)
    found: dict[tuple[int, str], Total] = {}
    for unit_id, family in sorted(families.items(), key=lambda item: -item[1].depth):
        found[unit_id, Basis.LIVE], found[unit_id, Basis.SIGNED] = family.end()
        above = families.get(family.parent_id or 0)
        if above is not None:
            above.below.absorb(family.below)
    return found


def _batches(rows: Any, condition: str, unit_ids: Collection[int] | None) -> Iterator[Any]:
    """The queryset narrowed to these units, some at a time; None = whole."""
    if unit_ids is None:
        yield rows
        return
    numbers = sorted(unit_ids)
    for start in range(0, len(numbers), IDS_AT_ONCE):
        yield rows.filter(**{condition: numbers[start : start + IDS_AT_ONCE]})


def _count_reports(request_id: int, unit_ids: Collection[int] | None, families: dict[int, _Family]) -> None:
    """Under each parent: how many are expected, done, in time, returned; leaves in both totals, others in one."""
    owed, told = Q(place__is_expected=True), Q(sent_values__isnull=False)
    reports = Report.objects.filter(request_id=request_id, place__parent_id__isnull=False)
    for batch in _batches(reports, "place__parent_id__in", unit_ids):
        rows = batch.values_list("place__parent_id", "place__is_leaf").annotate(
            n_all=Count("id", filter=owed),
            n_done=Count("id", filter=owed & told),
            n_on_time=Count("id", filter=owed & told & Q(submitted_on__lte=F("place__due_on"))),
            n_returned=Count("id", filter=told & Q(state__in=GIVEN_BACK)),
        )
        for parent_id, is_leaf, *numbers in rows.order_by():
            family = families[parent_id]
            family.inner |= not is_leaf
            (family.leaves if is_leaf else family.signed).count(numbers)


def _add_reports(request_id: int, unit_ids: Collection[int] | None, families: dict[int, _Family], judge: Judge) -> None:
    """Put the sent figures of the direct children into their families, judged."""
    reports = Report.objects.counting().filter(request_id=request_id, place__parent_id__isnull=False)
    own_targets = TargetFigure.objects.filter(
        request_id=request_id, unit__report_places__request_id=request_id, unit__report_places__is_leaf=True
    )
    own: dict[int, Figures] = {}
    for batch in _batches(own_targets, "unit__report_places__parent_id__in", unit_ids):
        rows = batch.values_list("unit_id", "values", "given")
        own.update((unit_id, target_row(values, given)) for unit_id, values, given in rows)
    for batch in _batches(reports, "place__parent_id__in", unit_ids):
        rows = batch.values_list("place__parent_id", "unit_id", "place__is_leaf", _packed("sent_values")).order_by()
        for parent_id, unit_id, is_leaf, packed in rows.iterator(ROWS_AT_ONCE):
            family = families[parent_id]
            sheaf = family.leaves if is_leaf else family.signed
            sheaf.add_report(packed, judge.verdicts(packed, own.get(unit_id)))


def _add_kept(request_id: int, families: dict[int, _Family]) -> None:
    """Add the roll-up rows of the children that consolidate and are not computed anew."""
    children = PeriodUnit.objects.filter(request_id=request_id, is_leaf=False)
    parents: dict[int, int] = {}
    for batch in _batches(children, "parent_id__in", families):
        parents.update((unit, parent) for unit, parent in batch.values_list("unit_id", "parent_id"))
    rollups = Rollup.objects.filter(request_id=request_id, basis=Basis.LIVE)
    for batch in _batches(rollups, "unit_id__in", set(parents) - set(families)):
        rows = batch.values_list("unit_id", *(_packed(name) for name in LISTS), *NUMBERS)
        for unit_id, *row in rows:
            families[parents[unit_id]].below.add_kept(row[: len(LISTS)], row[len(LISTS) :])


def _packed(name: str) -> ExpressionWrapper:
    """The bytes of a column of figures, as they are kept."""
    return ExpressionWrapper(F(name), output_field=BinaryField())


def live_total(request_id: int, unit_id: int) -> Rollup | None:
    """What the units below a unit added up to at the last merge, on the live basis; None where nothing is kept."""
    return Rollup.objects.filter(request_id=request_id, unit_id=unit_id, basis=Basis.LIVE).first()
