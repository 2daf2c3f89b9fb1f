"""Excel out: what people have typed stays text."""

from __future__ import annotations

import io
import zipfile

import pytest

from thidua.accounts.tests.factories import make_actor
from thidua.organisation.models import Unit
from thidua.reporting.models import PeriodUnit
from thidua.reporting.queries.boards import board_places
from thidua.reporting.sheets import board_workbook
from thidua.reporting.tests.factories import make_request

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
