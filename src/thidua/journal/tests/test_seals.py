"""Sealing: what is changed, removed or cut off in the journal is found."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.journal.actions import record, seal_everything, seal_journal
from thidua.journal.models import Entry, Seal
from thidua.journal.queries import broken_seals, last_seal, typed_in_entries

pytestmark = pytest.mark.django_db
BY = Actor(user_id=None, name="Hệ thống", unit_id=1, unit_name="", unit_path="1", unit_level="", token="t")


@pytest.fixture
def lines(on_day):
    on_day("2021-03-01")
    made = [record(by=BY, event="plan.issued", subject_kind="plan", subject_id=number) for number in range(4)]
    on_day("2021-03-02")
    return made


def test_only_lines_older_than_the_horizon_are_sealed(lines):
    young = record(by=BY, event="plan.issued", subject_kind="plan", subject_id=9)
    assert seal_everything() == 1
    assert last_seal().last_id == lines[-1].pk
    assert seal_journal() is None
    with clock.at(clock.now() + dt.timedelta(minutes=6)):
        assert seal_journal().last_id == young.pk
    assert broken_seals() == []


def test_a_changed_line_is_found(lines):
    seal_journal()
    Entry.objects.filter(pk=lines[1].pk).update(text="khác")
    assert "có dòng đã bị sửa" in broken_seals()[0]


def test_a_removed_line_is_found(lines):
    seal_journal()
    lines[1].delete()
    assert "ghi 4 dòng nhưng nhật ký còn 3 dòng" in broken_seals()[0]


def test_a_missing_last_line_is_found(lines):
    seal_journal()
    last = lines[-1].pk
    lines[-1].delete()
    assert any(f"Dòng {last}, dòng cuối đã niêm phong, không còn" in finding for finding in broken_seals())


def test_a_cut_off_end_with_its_seal_is_found_by_the_anchor_kept_outside(lines):
    seal_journal()
    anchor = last_seal().digest
    Seal.objects.all().delete()
    Entry.objects.filter(pk__gte=lines[2].pk).delete()
    seal_journal()
    assert any("phần cuối của nhật ký đã bị cắt" in finding for finding in broken_seals(anchor=anchor))


def test_a_removed_seal_is_found(lines):
    seal_journal()
    with clock.at(clock.now() + dt.timedelta(days=1)):
        record(by=BY, event="plan.issued", subject_kind="plan", subject_id=8)
    with clock.at(clock.now() + dt.timedelta(days=2)):
        seal_journal()
    Seal.objects.order_by("last_id").first().delete()
    assert "không nối tiếp niêm phong trước" in broken_seals()[0]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL leaves gaps where a transaction was rolled back")
def test_a_removed_unsealed_line_is_found_where_numbers_have_no_gaps(lines):
    seal_journal()
    fresh = [record(by=BY, event="plan.issued", subject_kind="plan", subject_id=number) for number in range(3)]
    assert broken_seals() == []
    gone = fresh[1].pk
    fresh[1].delete()
    assert f"Thiếu dòng {gone} trong phần chưa niêm phong." in broken_seals()
    fresh[2].delete()
    assert any("phần cuối chưa niêm phong đã bị xoá" in finding for finding in broken_seals())


def test_the_command_says_whole_or_fails_with_the_findings(lines):
    seal_journal()
    said = StringIO()
    call_command("check_journal", anchor=last_seal().digest, stdout=said)
    assert "Nhật ký nguyên vẹn" in said.getvalue()
    assert last_seal().digest in said.getvalue()
    lines[0].delete()
    with pytest.raises(CommandError, match="nhật ký còn 3 dòng"):
        call_command("check_journal")


def test_what_was_typed_in_for_a_unit_is_shown_to_it():
    typing = Actor(
        user_id=1,
        name="Cán bộ",
        unit_id=5,
        unit_name="",
        unit_path="1",
        unit_level="",
        token="t",
        typed_in_for=True,
        home_unit_id=2,
    )
    record(by=BY, event="report.submitted", subject_kind="report", subject_id=1, unit_id=5)
    line = record(by=typing, event="report.submitted", subject_kind="report", subject_id=2)
    assert typed_in_entries(5) == [line]
    assert line.data == {"typed_in_by_unit": 2}
