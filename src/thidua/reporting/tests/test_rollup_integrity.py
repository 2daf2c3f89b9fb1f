"""The kept totals against a sum made otherwise, after everything that may happen in a period, in any order; and fifty
reports sent at once while a worker adds up."""

from __future__ import annotations

import datetime as dt
import random
import threading
from collections.abc import Callable

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor
from thidua.common.actor import Actor
from thidua.common.verdicts import Refusal
from thidua.organisation.actions import merge_units
from thidua.organisation.models import Unit
from thidua.organisation.tests.factories import make_base, make_district, make_province, system
from thidua.reporting.actions import (
    accept_report,
    exempt_unit,
    extend_unit,
    merge_everything,
    merge_rollups,
    rebuild_rollups,
    rehome_unit,
    return_report,
    submit_report,
    withdraw_report,
)
from thidua.reporting.actions.merging import lost_totals
from thidua.reporting.choices import Basis
from thidua.reporting.models import PeriodUnit, Report, ReportRequest, Rollup, RollupDirty
from thidua.reporting.queries.adding import over_units
from thidua.reporting.tests.factories import fill, make_request, make_submitted_report, report_of

STEPS = 45
CLERKS = 25


def a_city(bases: int) -> tuple[ReportRequest, Actor]:
    """Two districts in one, a third beside it, each with base unions; one stands directly under the city."""
    city = make_province()
    districts = [make_district(city) for _ in range(2)]
    districts.append(make_district(districts[0]))
    for district in districts:
        for _ in range(bases):
            make_base(district)
    make_base(city)
    officer = make_actor(city, Role.OFFICER, Role.ADMIN)
    return make_request(city, by=officer), officer


class Life:
    """What may happen in a period, a step at a time."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.asked, self.officer = a_city(3)
        leaves = PeriodUnit.objects.filter(request=self.asked, is_leaf=True).select_related("unit")
        self.chairs = {place.unit_id: make_actor(place.unit) for place in leaves}

    def place(self) -> PeriodUnit:
        units = PeriodUnit.objects.filter(request=self.asked, unit_id__in=self.chairs)
        return self.dice.choice(list(units.select_related("unit", "request", "parent").order_by("pk")))

    def send(self) -> None:
        place = self.place()
        workers = self.dice.randrange(500)
        figures = (self.dice.randrange(90), self.dice.randint(0, workers), workers, self.dice.randrange(900))
        make_submitted_report(self.asked, place.unit, figures, by=self.chairs[place.unit_id])

    def draw_back(self) -> None:
        place = self.place()
        withdraw_report(by=self.chairs[place.unit_id], report=report_of(self.asked, place.unit))

    def give_back(self) -> None:
        return_report(by=self.officer, report=report_of(self.asked, self.place().unit), remark="Xem lại")

    def accept(self) -> None:
        accept_report(by=self.officer, report=report_of(self.asked, self.place().unit))

    def move(self) -> None:
        inner = PeriodUnit.objects.filter(request=self.asked, is_leaf=False).order_by("pk")
        moved = self.place() if self.dice.random() < 0.7 else self.dice.choice(list(inner.select_related("request")))
        rehome_unit(by=self.officer, place=moved, new_parent=self.dice.choice(list(inner)), reason="Chuyển")

    def merge_two(self) -> None:
        """Two base unions become one in the organisation; the period goes on as it was frozen."""
        units = list(Unit.objects.filter(pk__in=self.chairs, valid_to__isnull=True).order_by("pk"))
        one, other = self.dice.sample(units, 2)
        merge_units(by=system(self.asked.unit), units=[one], into=other, last_day=dt.date(2021, 7, 31))

    def exempt(self) -> None:
        exempt_unit(by=self.officer, place=self.place(), reason="Tạm ngừng")

    def extend(self) -> None:
        extend_unit(by=self.officer, place=self.place(), due_on=dt.date(2021, 7, 20), reason="Bão")

    def add_up(self) -> None:
        merge_rollups(request_id=self.asked.pk)

    def step(self) -> str:
        """One of these; what is refused does not happen. Output: which, with "!" where it was refused."""
        steps: list[tuple[Callable[[], None], int]] = [
            (self.send, 12), (self.draw_back, 3), (self.give_back, 4), (self.accept, 2), (self.move, 5),
            (self.merge_two, 1), (self.exempt, 2), (self.extend, 2), (self.add_up, 8),
        ]  # fmt: skip
        do = self.dice.choices([one for one, _ in steps], [weight for _, weight in steps])[0]
        try:
            do()
        except Refusal:
            return f"{do.__name__}!"
        return do.__name__


def leaves_below(places: list[PeriodUnit], unit_id: int) -> list[PeriodUnit]:
    """Found by walking down, not by paths."""
    found = []
    for place in places:
        if place.parent_id == unit_id:
            found += [place] if place.is_leaf else leaves_below(places, place.unit_id)
    return found


def assert_totals_are_right(asked: ReportRequest) -> None:
    """Every live total against the reports themselves, figure by figure; the signed one against the direct children."""
    places = list(PeriodUnit.objects.filter(request=asked).select_related("report"))
    size = sum(len(slot.places) for slot in asked.slots.all())
    parents = [place for place in places if not place.is_leaf]
    assert Rollup.objects.filter(request=asked).count() == 2 * len(parents)
    for parent in parents:
        below = leaves_below(places, parent.unit_id)
        told = [place for place in below if place.report.sent_values is not None]
        row = Rollup.objects.get(request=asked, unit_id=parent.unit_id, basis=Basis.LIVE)
        assert (row.sums, row.counts) == over_units([place.report.sent_values or [] for place in told], size)
        in_time = [one for one in told if one.report.submitted_on and one.report.submitted_on <= one.due_on]
        assert row.n_all == sum(place.is_expected for place in below)
        assert row.n_done == sum(place.is_expected for place in told)
        assert row.n_on_time == sum(place.is_expected for place in in_time)
        assert row.n_returned == sum(place.report.state == "returned" for place in told)
        direct = [place.report.sent_values for place in places if place.parent_id == parent.unit_id]
        signed = Rollup.objects.get(request=asked, unit_id=parent.unit_id, basis=Basis.SIGNED)
        assert signed.sums == over_units([values for values in direct if values is not None], size)[0]


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(5))
def test_kept_totals_are_the_sums_of_the_reports_whatever_happened(seed, on_day):
    on_day("2021-07-02")
    life = Life(random.Random(seed))
    happened = [life.step() for _ in range(STEPS)]
    on_day("2021-07-12")
    happened += [life.step() for _ in range(STEPS)]
    assert {"send", "move", "add_up"} <= set(happened)
    merge_everything()
    assert_totals_are_right(life.asked)
    assert lost_totals(request_id=life.asked.pk) == []
    fields = ("unit_id", "basis", "sums", "counts", "met", "judged", "n_all", "n_done", "n_on_time", "n_returned")
    rows = Rollup.objects.filter(request=life.asked).order_by("unit_id", "basis").values_list(*fields)
    kept = list(rows)
    assert rebuild_rollups(request_id=life.asked.pk) == len(kept)
    assert list(rows.all()) == kept


@pytest.mark.django_db
@pytest.mark.parametrize(
    "planted",
    [
        {"sums": [9, 2, 3, 4]},
        {"counts": [1, 1, 1, 2]},
        {"met": [1, 0, 0, 0]},
        {"judged": [0, 0, 0, 1]},
        {"n_all": 7},
        {"n_done": 0},
        {"n_on_time": 0},
        {"n_returned": 1},
    ],
)
def test_the_check_tells_every_kind_of_difference(planted, on_day):
    on_day("2021-07-01")
    asked = make_submitted_report().request
    merge_everything()
    call_command("check_rollups")
    Rollup.objects.filter(request=asked, basis=Basis.LIVE).update(**planted)
    with pytest.raises(CommandError, match=f"{asked.unit.name}.*không khớp"):
        call_command("check_rollups")
    RollupDirty.objects.create(request=asked, unit=asked.unit)
    assert lost_totals(request_id=asked.pk) == []
    merge_everything()
    call_command("check_rollups")


@pytest.mark.django_db
def test_the_check_tells_of_a_total_that_lacks_and_of_one_too_many(on_day):
    on_day("2021-07-01")
    asked = make_submitted_report().request
    merge_everything()
    leaf = PeriodUnit.objects.get(request=asked, is_leaf=True)
    row = Rollup.objects.get(request=asked, basis=Basis.SIGNED)
    row.delete()
    assert len(lost_totals(request_id=asked.pk)) == 1
    rebuild_rollups(request_id=asked.pk)
    Rollup.objects.filter(request=asked, basis=Basis.SIGNED).update(unit_id=leaf.unit_id)
    assert len(lost_totals(request_id=asked.pk)) == 2
    rebuild_rollups(request_id=asked.pk)
    assert lost_totals(request_id=asked.pk) == []
    assert not Rollup.objects.filter(unit_id=leaf.unit_id).exists()


def in_threads(*calls: Callable[[], object]) -> list[str]:
    """Run these at once, each with a connection of its own. Output: the errors."""
    errors: list[str] = []

    def run(call: Callable[[], object]) -> None:
        try:
            call()
        except Exception as error:
            errors.append(f"{type(error).__name__}: {error}")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


@pytest.mark.django_db(transaction=True)
def test_fifty_reports_sent_at_once_under_one_root_while_a_worker_adds_up(on_day):
    on_day("2021-07-01")
    city = make_province()
    districts = [make_district(city) for _ in range(2)]
    bases = [make_base(districts[number % 2]) for number in range(2 * CLERKS)]
    asked = make_request(city)
    work = []
    for number, base in enumerate(bases):
        chair = make_actor(base)
        work.append((chair, fill(report_of(asked, base), number, number, 2 * number, 1, by=chair)))
    done, gate = threading.Event(), threading.Barrier(CLERKS + 1)

    def clerk(number: int) -> None:
        gate.wait()
        for by, report in work[number::CLERKS]:
            submit_report(by=by, report=report)

    def worker() -> None:
        gate.wait()
        while not done.is_set():
            merge_everything()

    def clerks() -> None:
        errors.extend(in_threads(*(lambda number=number: clerk(number) for number in range(CLERKS))))
        done.set()

    errors: list[str] = []
    errors += in_threads(clerks, worker)
    assert errors == []
    merge_everything()
    assert RollupDirty.objects.count() == 0
    assert Report.objects.filter(request=asked, state="submitted").count() == 2 * CLERKS
    assert_totals_are_right(asked)
    whole = Rollup.objects.get(request=asked, unit=city, basis=Basis.LIVE)
    assert (whole.sums, whole.n_done) == ([1225, 1225, 2450, 50], 50)
