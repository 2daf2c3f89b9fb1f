"""Workbooks of reports, in and out: a consolidated workbook against writing the same cells with nothing else, at once
and as long work; a form of 682 units × 50 figures read and checked; a hundred reports written against as many
statements as one.

Goals: the consolidated workbook of a province at most × 3 of the bare writing, the same number of queries and about the
same memory at any size; reading and checking 682 × 50 figures at most 100 ms.
"""

from __future__ import annotations

import gc
import io
import random
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import xlsxwriter
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from benchmarks.pairs import paired
from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.workbooks import PLAIN
from thidua.jobs.models import JobFile
from thidua.organisation.choices import UnitKind, UnitLevel
from thidua.organisation.models import PATH_STEP, Unit
from thidua.organisation.tests.factories import make_district, make_province
from thidua.plans.actions import ensure_indicator
from thidua.plans.choices import IndicatorKind
from thidua.plans.models import Indicator
from thidua.reporting.actions import keep_import, rebuild_rollups, save_import
from thidua.reporting.actions.readings import Filled
from thidua.reporting.choices import Basis, ImportKind
from thidua.reporting.models import PeriodUnit, Report, ReportRequest, Rollup, Slot
from thidua.reporting.queries.imports import units_to_type_in
from thidua.reporting.queries.texts import questions_of
from thidua.reporting.queries.whole import MOST_AT_ONCE, UnitRow, count_below, depths_below, rows_below
from thidua.reporting.sheets.layout import FIGURES
from thidua.reporting.sheets.many import FIRST, FIRST_COLUMN, many_workbook, read_many
from thidua.reporting.sheets.whole import STREAMED, columns_of, whole_workbook
from thidua.reporting.tasks import start_whole_workbook
from thidua.reporting.tests.factories import make_request

SEED, INDICATORS = 20211231, 50
FORM_UNITS, FORM_FIGURES = 682, 50
DISTRICTS, SIZES = 20, (100, 1000)
READ_ROUNDS = 9


def measure() -> Iterator[object]:
    """The form in, then the workbook out."""
    yield from _form_in()
    yield from _workbook_out()


def _indicators(by: Actor, count: int) -> list[Indicator]:
    """Counts, every fifth a ratio."""
    return [
        ensure_indicator(
            by=by,
            name=f"Chỉ tiêu thử {number}",
            kind=IndicatorKind.COUNT if number % 5 else IndicatorKind.RATIO,
            unit_word="người",
            numerator_name="Số đạt",
            denominator_name="tổng số",
        )
        for number in range(count)
    ]


def _bases(district: Unit, count: int) -> None:
    rows = []
    for number in range(count):
        unit = Unit(level=UnitLevel.BASE, kind=UnitKind.NON_STATE, parent=district, search_text="cong doan co so")
        unit.code, unit.name = f"{district.code}-B{number}", f"Công đoàn cơ sở Công ty {district.pk} {number}"
        unit.name_key = f"{number:06d}"
        unit.path = f"{district.path}{number + 1:0{PATH_STEP}d}"
        rows.append(unit)
    Unit.objects.bulk_create(rows, batch_size=1000)


def _form_in() -> Iterator[object]:
    district = make_district(make_province())
    _bases(district, FORM_UNITS)
    by = make_actor(district, Role.OFFICER)
    asked = make_request(district, indicators=_indicators(by, 42))
    slots = list(Slot.objects.filter(request=asked).select_related("indicator"))
    questions = questions_of([asked.pk])[asked.pk]
    places = list(units_to_type_in(asked, by))
    empty = many_workbook(asked, slots, questions, places, {}, by=by)
    data = _filled_in(empty, sum(len(slot.places) for slot in slots))
    taken = []
    for _ in range(READ_ROUNDS):
        began = time.process_time()
        filled = read_many(data, "bieu.xlsx", by=by, asked=asked, slots=slots, questions=questions, places=places)
        taken.append(time.process_time() - began)
    cells = len(filled.rows) * filled.rows[0].given
    began = time.process_time()
    CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(FIGURES).to_python()
    bare = time.process_time() - began
    yield (
        f"a form of {len(filled.rows)} units, {cells} figures read and checked: {min(taken) * 1000:.0f} ms of "
        f"the processor (the bare reading of the sheet {bare * 1000:.0f} ms), {len(filled.problems)} problems"
    )
    for size in (1, 100, len(filled.rows)):
        yield _written(by, asked, filled, data, size)


def _filled_in(empty: bytes, figures: int) -> bytes:
    """The form with every figure typed in, as Excel would give it back."""
    book, buffer = CalamineWorkbook.from_filelike(io.BytesIO(empty)), io.BytesIO()
    chance = random.Random(SEED)
    with xlsxwriter.Workbook(buffer, PLAIN) as new:
        for name in book.sheet_names:
            sheet = new.add_worksheet(name)
            for line, row in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False)):
                sheet.write_row(line, 0, row)
                if name == FIGURES and line >= FIRST:
                    numbers = [chance.randrange(100) + 100 * (place % 2) for place in range(figures)]
                    sheet.write_row(line, FIRST_COLUMN, sorted(numbers))
    return buffer.getvalue()


def _written(by: Actor, asked: ReportRequest, filled: Filled, data: bytes, size: int) -> str:
    """Seconds and statements of writing that many drafts in one go."""
    fresh = {report.unit_id: report for report in Report.objects.filter(request=asked)}
    rows = [replace(row, report=fresh[row.unit_id]) for row in filled.rows[:size]]
    kind = ImportKind.TYPED_IN
    batch = keep_import(by=by, kind=kind, asked=asked, filled=Filled(rows), file_name="bieu.xlsx", data=data)
    with CaptureQueriesContext(connection) as caught:
        began = time.perf_counter()
        save_import(by=by, batch=batch)
        took = time.perf_counter() - began
    return f"{size} reports written into drafts: {took * 1000:.0f} ms, {len(caught.captured_queries)} statements"


def _workbook_out() -> Iterator[object]:
    for bases in SIZES:
        place, slots, total = _told(bases)
        as_job = count_below(place) > MOST_AT_ONCE
        write = _job_of(place) if as_job else _at_once(place, slots, total)
        with CaptureQueriesContext(connection) as caught:
            size = write()
        counted = sum("jobs_" not in query["sql"] for query in caught.captured_queries)
        rows = list(rows_below(place))
        plain = _cells(slots, rows)
        peak = _peak(write)
        yield f"{len(rows)} units, {size / 1e6:.1f} MB, {counted} queries beside those of the job, peak {peak:.0f} MB"
        name = f"{'as long work' if as_job else 'at once'}: workbook of {DISTRICTS * bases} base unions"
        yield paired(name, write, lambda plain=plain: _bare(plain), rounds=2, pairs=1)


def _at_once(place: PeriodUnit, slots: list[Slot], total: list[int | None]) -> Callable[[], int]:
    return lambda: len(whole_workbook(place, slots, depths_below(place), rows_below(place), total))


def _job_of(place: PeriodUnit) -> Callable[[], int]:
    """Asking for it and the work of the task, as the worker does it."""
    by = make_actor(place.unit, Role.OFFICER)

    def write() -> int:
        job = start_whole_workbook(by=by, place=place)
        return JobFile.objects.get(job=job).size

    return write


def _peak(write: Callable[[], int]) -> float:
    """Megabytes that Python held at most while writing."""
    gc.collect()
    tracemalloc.start()
    write()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def _told(bases: int) -> tuple[PeriodUnit, list[Slot], list[int | None]]:
    """A province whose base unions have all sent their figures, added up."""
    province = make_province(f"Liên đoàn Lao động tỉnh {bases}")
    by = make_actor(province, Role.OFFICER)
    for number in range(DISTRICTS):
        _bases(make_district(province, f"Liên đoàn Lao động huyện {bases} {number}"), bases)
    asked = make_request(province, indicators=_indicators(by, INDICATORS))
    slots = list(Slot.objects.filter(request=asked).select_related("indicator"))
    size, chance = sum(len(slot.places) for slot in slots), random.Random(SEED)
    reports = list(Report.objects.filter(request=asked, place__is_leaf=True).only("pk"))
    for report in reports:
        report.sent_values = sorted(chance.randrange(1000) for _ in range(size))
    Report.objects.bulk_update(reports, ["sent_values"], batch_size=500)
    Report.objects.filter(request=asked, place__is_leaf=True).update(
        state="submitted", submitted_at=clock.now(), submitted_on=clock.today()
    )
    rebuild_rollups(request_id=asked.pk)
    place = PeriodUnit.objects.select_related("request", "unit").get(request=asked, unit=province)
    return place, slots, Rollup.objects.get(request=asked, unit=province, basis=Basis.LIVE).sums


def _cells(slots: Sequence[Slot], rows: Sequence[UnitRow]) -> list[tuple[str, list[int], int]]:
    """The same cells as plain values: the name, the figures, and how many formulas a row has."""
    columns = columns_of(slots)
    figures = sum(column.asked is not None for column in columns)
    return [(row.name, [one or 0 for one in (row.figures or [])[:figures]], len(columns) - figures) for row in rows]


def _bare(cells: Sequence[tuple[str, list[int], int]]) -> bytes:
    """Writing these cells with nothing else."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, STREAMED) as book:
        sheet = book.add_worksheet()
        number = book.add_format({"num_format": "#,##0"})
        for line, (name, figures, formulas) in enumerate(cells):
            sheet.write_string(line, 0, name)
            sheet.write_number(line, 1, 1)
            sheet.write_string(line, 2, "đã nộp")
            for column, figure in enumerate(figures, start=3):
                sheet.write_number(line, column, figure, number)
            for column in range(3 + len(figures), 3 + len(figures) + formulas):
                sheet.write_formula(line, column, "=IF(N(D1)=0,0,D1/E1)", number, 0)
    return buffer.getvalue()
