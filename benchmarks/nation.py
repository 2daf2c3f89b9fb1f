"""A national tree with reports, loaded in bulk into the product's own tables; the same with every run.

Scale S is a hundredth, M a tenth, L the whole: 1 + 34 + 3,300 + 125,000 units, 50 indicators in 61 places, four
periods, 92 % of the base units have sent. Sizes are skewed as those of the provinces are: the biggest has about 16 % of
the units, one base unit in fifty stands directly under its province.
"""

from __future__ import annotations

import datetime as dt
import random
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models, transaction

from thidua.common import clock
from thidua.organisation.choices import UnitKind, UnitLevel
from thidua.organisation.models import PATH_STEP, Unit
from thidua.plans.choices import Comparator, IndicatorKind
from thidua.plans.models import Indicator
from thidua.reporting.choices import PeriodKind
from thidua.reporting.models import PeriodUnit, Report, ReportRequest, Slot
from thidua.reporting.models.figures import NOTHING

SEED = 20251121
WHOLE = {"provinces": 34, "uppers": 3300, "bases": 125_000}
SHARES = {"S": 100, "M": 10, "L": 1}
KINDS = (
    *((IndicatorKind.COUNT, "người"),) * 27,
    *((IndicatorKind.MONEY, "đồng"),) * 3,
    *((IndicatorKind.RATIO, "%"),) * 8,
    *((IndicatorKind.YES_NO, ""),) * 6,
    *((IndicatorKind.RATIO, "giờ"),) * 3,
    *((IndicatorKind.STOCK, "người"),) * 3,
)
PLACES = sum(2 if kind == IndicatorKind.RATIO else 1 for kind, _ in KINDS)
SENT, IN_TIME, UNANSWERED = 0.92, 0.85, 0.0004
POOL = 1500
DAY = dt.date(2021, 1, 1)


@dataclass(frozen=True)
class Place:
    """A unit of the tree: its number, that of its parent, its path, how many units stand below it."""

    pk: int
    parent: int | None
    path: str
    level: str


@dataclass
class Nation:
    """The tree, and the requests loaded so far."""

    places: list[Place]
    requests: list[ReportRequest]
    dice: random.Random

    @property
    def bases(self) -> list[Place]:
        """Those that fill in figures."""
        return [place for place in self.places if place.level == UnitLevel.BASE]

    def by_size(self, level: str) -> list[Place]:
        """The units of a level, those with the most base units below first."""
        depth = {UnitLevel.PROVINCE: 2, UnitLevel.UPPER: 3}[UnitLevel(level)] * PATH_STEP
        size: dict[str, int] = {}
        for place in self.bases:
            size[place.path[:depth]] = size.get(place.path[:depth], 0) + 1
        found = [place for place in self.places if place.level == level]
        return sorted(found, key=lambda place: -size.get(place.path, 0))


def plant(scale: str) -> Nation:
    """The tree at a scale, with its indicators, and no request yet."""
    dice = random.Random(SEED)
    places = _tree(dice, SHARES[scale])
    load(Unit, (_unit(place) for place in places))
    indicators = [
        Indicator(code=f"BENCH-{number:02d}", name=f"Chỉ tiêu số {number}", kind=kind, unit_word=word)
        for number, (kind, word) in enumerate(KINDS, start=1)
    ]
    Indicator.objects.bulk_create(indicators)
    return Nation(places, [], dice)


def _tree(dice: random.Random, share: int) -> list[Place]:
    provinces = max(3, WHOLE["provinces"] // (1 if share < 100 else 10))
    uppers, bases = WHOLE["uppers"] // share, WHOLE["bases"] // share
    places = [Place(1, None, _step(1), UnitLevel.CONFEDERATION)]
    first = _below(places, [places[0]] * provinces, UnitLevel.PROVINCE)
    weights = [8.5, 4.5, *(dice.lognormvariate(0, 0.35) for _ in first[2:])]
    second = _below(places, sorted(dice.choices(first, weights, k=uppers), key=lambda place: place.pk), UnitLevel.UPPER)
    sizes = [min(25.0, max(0.08, dice.lognormvariate(0, 0.8))) for _ in second]
    direct = bases // 50
    above = [*dice.choices(first, weights, k=direct), *dice.choices(second, sizes, k=bases - direct)]
    _below(places, sorted(above, key=lambda place: place.pk), UnitLevel.BASE)
    return places


def _below(places: list[Place], parents: Sequence[Place], level: str) -> list[Place]:
    found = [
        Place(pk, parent.pk, parent.path + _step(pk), level) for pk, parent in enumerate(parents, start=len(places) + 1)
    ]
    places += found
    return found


def _step(pk: int) -> str:
    return f"{pk:0{PATH_STEP}d}"


def _unit(place: Place) -> Unit:
    name = {
        UnitLevel.CONFEDERATION: "Tổng Liên đoàn Lao động Việt Nam",
        UnitLevel.PROVINCE: f"Liên đoàn Lao động tỉnh {place.pk}",
        UnitLevel.UPPER: f"Công đoàn phường {place.pk}",
    }.get(UnitLevel(place.level), f"Công đoàn cơ sở {place.pk}")
    return Unit(
        pk=place.pk, code=f"B{place.pk:06d}", name=name, level=place.level, parent_id=place.parent, path=place.path,
        kind=UnitKind.NON_STATE if place.level == UnitLevel.BASE else UnitKind.FEDERATION,
        name_key=f"{place.level} {place.pk:06d}", search_text=name.lower(), valid_from=dt.date(2000, 1, 1),
    )  # fmt: skip


def add_period(nation: Nation, number: int) -> ReportRequest:
    """One more period of three months (the first has number 0), its reports sent or missing; nothing added up yet."""
    first = dt.date(2021 + number // 4, 1 + number % 4 * 3, 1)
    last = first + dt.timedelta(days=89)
    asked = ReportRequest.objects.create(
        unit_id=1, title=f"Báo cáo quý {number + 1}", kind=PeriodKind.PHASE, opened_at=clock.now(),
        starts_on=first, ends_on=last, due_on=last + dt.timedelta(days=5),
    )  # fmt: skip
    Slot.objects.bulk_create(_slots(asked))
    start = max(model.objects.aggregate(last=models.Max("pk"))["last"] or 0 for model in (PeriodUnit, Report))
    parents = {place.parent for place in nation.places}
    load(PeriodUnit, (_place(asked, place, start, place.pk not in parents) for place in nation.places))
    load(Report, _reports(nation, asked, start, parents))
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        _vacuum(PeriodUnit, Report)
    nation.requests.append(asked)
    return asked


def _slots(asked: ReportRequest) -> Iterator[Slot]:
    free = 0
    for order, indicator in enumerate(Indicator.objects.filter(code__startswith="BENCH-").order_by("code"), start=1):
        slot = Slot(
            request=asked, order=order, indicator=indicator, label=indicator.name, kind=indicator.kind,
            unit_word=indicator.unit_word, num=free,
        )  # fmt: skip
        free += 1
        if indicator.kind == IndicatorKind.RATIO:
            slot.den, free = free, free + 1
        if indicator.kind == IndicatorKind.RATIO and indicator.unit_word == "%":
            slot.comparator, slot.low = Comparator.GE, 50
        yield slot


def _place(asked: ReportRequest, place: Place, start: int, is_leaf: bool) -> PeriodUnit:
    return PeriodUnit(
        pk=start + place.pk, request=asked, unit_id=place.pk, parent_id=place.parent, path=place.path,
        level=place.level, kind=UnitKind.NON_STATE if is_leaf else UnitKind.FEDERATION, is_leaf=is_leaf,
        is_expected=place.parent is not None, due_on=asked.due_on,
    )  # fmt: skip


def _reports(nation: Nation, asked: ReportRequest, start: int, parents: set[int | None]) -> Iterator[Report]:
    dice, pools = nation.dice, _pools(nation.dice)
    moment, empty = clock.now(), NOTHING.to_bytes(8, "little", signed=True) * PLACES
    for place in nation.places:
        if place.parent is None:
            continue
        report = Report(pk=start + place.pk, request=asked, unit_id=place.pk, place_id=start + place.pk, values=empty)
        report.state_since = moment
        if place.pk not in parents and dice.random() < SENT:
            report.values = report.sent_values = b"".join([dice.choice(pool) for pool in pools])
            late = 0 if dice.random() < IN_TIME else dice.randrange(1, 20)
            report.state, report.revision, report.results = "submitted", 1, "Hoàn thành tốt."
            report.submitted_at, report.submitted_on = moment, asked.due_on + dt.timedelta(days=late)
        yield report


def _pools(dice: random.Random) -> list[list[bytes]]:
    """Parts of rows, eight indicators each, out of which rows are put together: a report draws one part of each."""
    return [[_part(dice, KINDS[first : first + 8]) for _ in range(POOL)] for first in range(0, len(KINDS), 8)]


def _part(dice: random.Random, kinds: Sequence[tuple[str, str]]) -> bytes:
    figures = array("q")
    for kind, _ in kinds:
        if dice.random() < UNANSWERED:
            figures.extend([NOTHING] * (2 if kind == IndicatorKind.RATIO else 1))
        elif kind == IndicatorKind.RATIO:
            whole = int(dice.lognormvariate(4, 1))
            figures.extend([dice.randint(0, whole), whole])
        elif kind == IndicatorKind.YES_NO:
            figures.append(dice.randrange(2))
        else:
            figures.append(int(dice.lognormvariate(4, 1)) * (100_000 if kind == IndicatorKind.MONEY else 1))
    return figures.tobytes()


def load(model: type[models.Model], things: Iterable[models.Model]) -> None:
    """Put rows into a table as fast as the database takes them: COPY on PostgreSQL, one prepared insert on SQLite."""
    fields = list(model._meta.concrete_fields)

    def rows() -> Iterator[tuple[Any, ...]]:
        for thing in things:
            yield tuple(field.get_db_prep_save(field.pre_save(thing, add=True), connection) for field in fields)

    names = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows():
                    copy.write_row(row)
            for sql in connection.ops.sequence_reset_sql(no_style(), [model]):
                cursor.execute(sql)
        else:
            marks = ", ".join("?" * len(fields))
            cursor.cursor.connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows())


def _vacuum(*tables: type[models.Model]) -> None:
    with connection.cursor() as cursor:
        for model in tables:
            cursor.execute(f"VACUUM ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
