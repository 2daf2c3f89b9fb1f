"""Excel out: what people have typed stays text."""

from __future__ import annotations

import io
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from thidua.accounts.tests.factories import make_actor
from thidua.organisation.models import Unit
from thidua.reporting.actions import merge_rollups
from thidua.reporting.models import PeriodUnit
from thidua.reporting.queries.boards import board_places
from thidua.reporting.queries.overview import overview_of
from thidua.reporting.sheets import board_workbook, rollup_workbook
from thidua.reporting.tests.factories import make_request, make_submitted_report

pytestmark = pytest.mark.django_db


def test_a_unit_named_like_a_formula_stays_text():
    asked = make_request()
    leaf = PeriodUnit.objects.filter(request=asked, is_leaf=True).first()
    assert leaf is not None
    Unit.objects.filter(pk=leaf.unit_id).update(name="=1+1", short_name="=1+1")
    data = board_workbook(asked, board_places(asked, make_actor(asked.unit)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert b"=1+1" in parts["xl/sharedStrings.xml"]
    assert b"<f>" not in parts["xl/worksheets/sheet1.xml"]


def test_the_sheet_of_totals_names_each_figure_once_over_its_columns():
    report = make_submitted_report()
    asked = report.request
    merge_rollups(request_id=asked.pk)
    place = PeriodUnit.objects.select_related("request", "unit").get(request=asked, unit_id=asked.unit_id)
    overview = overview_of(place)
    book = CalamineWorkbook.from_filelike(io.BytesIO(rollup_workbook(overview)))
    names, parts, *rows = book.get_sheet_by_index(0).to_python()[3:]
    for slot in overview.slots:
        assert names.count(slot.label) == 1
    ratio = next(slot for slot in overview.slots if slot.den is not None)
    start = names.index(ratio.label)
    assert [words != "" for words in parts[start : start + 2]] == [True, True]
    assert not any(ratio.label in words for words in parts)
    assert rows[0][start] == report.sent_values[ratio.num]
    assert rows[-1][0] == "Tỷ lệ"
