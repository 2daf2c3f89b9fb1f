"""Every unit below a place with its figures, down to the units that fill in: for the consolidated workbook and CSV."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from thidua.common.actor import PATH_STEP
from thidua.reporting.choices import Basis
from thidua.reporting.lifecycle import GIVEN_BACK
from thidua.reporting.models import Figures, PeriodUnit, Rollup

AT_ONCE = 2000
MOST_AT_ONCE = 5000
"""How many units a workbook takes that is made while the person waits."""
MOST_IN_A_JOB = 25_000
"""And one that is made in the background: the largest province has some twenty thousand."""
WHOLE = "rollup_whole"
"""The kind of the job that makes it."""


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit of the tree: how deep it stands below the place (1 = directly), its figures (sums for an upper one)."""

    name: str
    depth: int
    is_leaf: bool
    is_expected: bool
    is_given_back: bool
    figures: Figures | None

    @property
    def state_words(self) -> str:
        """What stands beside its figures."""
        if not self.is_leaf:
            return ""
        if self.figures is None:
            return "chưa nộp" if self.is_expected else "không phải nộp"
        return "đã nộp, đang trả lại" if self.is_given_back else "đã nộp"


def subject_of(place: PeriodUnit) -> str:
    """What such a job is about."""
    return f"{place.request_id}:{place.unit_id}"


def count_below(place: PeriodUnit) -> int:
    """How many units stand below a place."""
    below = PeriodUnit.objects.filter(request_id=place.request_id, path__startswith=place.path)
    return below.exclude(pk=place.pk).count()


def depths_below(place: PeriodUnit) -> list[int]:
    """How deep each of ``rows_below`` stands, in the same order: all that has to be known before they are written."""
    places = PeriodUnit.objects.filter(request_id=place.request_id, path__startswith=place.path).exclude(pk=place.pk)
    top = len(place.path)
    return [
        (len(path) - top) // PATH_STEP
        for path in places.order_by("path").values_list("path", flat=True).iterator(chunk_size=AT_ONCE)
    ]


def rows_below(place: PeriodUnit) -> Iterator[UnitRow]:
    """The units below a place in the order of the tree, in two queries however many there are."""
    totals = Rollup.objects.filter(request_id=place.request_id, basis=Basis.LIVE, n_done__gt=0)
    totals = totals.filter(
        unit__report_places__request_id=place.request_id, unit__report_places__path__startswith=place.path
    )
    sums = dict(totals.values_list("unit_id", "sums"))
    places = PeriodUnit.objects.filter(request_id=place.request_id, path__startswith=place.path).exclude(pk=place.pk)
    found = places.order_by("path").values_list(
        "unit_id", "unit__name", "path", "is_leaf", "is_expected", "report__state", "report__sent_values"
    )
    top = len(place.path)
    for unit_id, name, path, is_leaf, is_expected, state, figures in found.iterator(chunk_size=AT_ONCE):
        own = figures if is_leaf else sums.get(unit_id)
        yield UnitRow(name, (len(path) - top) // PATH_STEP, is_leaf, is_expected, state in GIVEN_BACK, own)
