"""The supplied register: which norm holds on which day, founding years, base salary."""

from __future__ import annotations

import datetime as dt

import pytest

from thidua.norms.actions import load_register
from thidua.norms.choices import Force
from thidua.norms.models import BaseSalary, FoundingYear, LegalNorm
from thidua.norms.queries import base_salary_on, founding_of, norm_on

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("words", "day", "force"),
    [
        ("1689/QĐ-TLĐ", dt.date(2021, 1, 7), Force.IN_FORCE),
        ("1689/QĐ-TLĐ", dt.date(2024, 5, 29), Force.EXPIRED),
        ("Quyết định số 999/QĐ-TLĐ ngày 29/5/2024", dt.date(2021, 1, 7), Force.NOT_YET),
        ("98/2023/NĐ-CP", dt.date(2025, 6, 30), Force.IN_FORCE),
        ("98/2023/NĐ-CP", dt.date(2025, 7, 1), Force.EXPIRED),
        ("Nghị định số 152/2025/NĐ-CP của Chính phủ", dt.date(2026, 1, 1), Force.IN_FORCE),
        ("5007/BNV-TĐKT", dt.date(2026, 1, 1), Force.UNKNOWN),
        ("63/KH-LĐLĐ", dt.date(2021, 1, 7), Force.UNKNOWN),
    ],
)
def test_norm_on_knows_whether_a_norm_holds(words: str, day: dt.date, force: Force):
    assert norm_on(words, day).force == force


def test_a_dead_norm_names_its_day_and_its_successor():
    status = norm_on("98/2023/NĐ-CP", dt.date(2026, 1, 5))
    assert status.is_dead_or_unborn
    assert status.text == "98/2023/NĐ-CP hết hiệu lực từ 01/07/2025. Văn bản thay thế: 152/2025/NĐ-CP."


@pytest.mark.parametrize(
    ("words", "year", "years"),
    [
        ("68 năm Cách mạng Tháng 8", 2014, 69),
        ("kỷ niệm 91 năm ngày thành lập Đảng Cộng sản Việt Nam", 2021, 91),
        ("130 năm ngày sinh Chủ tịch Hồ Chí Minh (19/5/1890 - 19/5/2020)", 2020, 130),
        ("92 năm ngày thành lập Công đoàn Việt Nam", 2021, 92),
        ("Ngày Quốc tế Phụ nữ 8/3", 2021, 111),
        ("Ngày thành lập Hội LHPN Việt Nam và ngày Phụ nữ Việt Nam 20/10", 2021, 91),
        ("46 năm Ngày giải phóng miền Nam", 2021, 46),
        ("67 năm giải phóng Thủ đô", 2021, 67),
    ],
)
def test_founding_of_counts_the_years_of_a_commemoration(words: str, year: int, years: int):
    founding = founding_of(words)
    assert founding is not None
    assert founding.years_on(year) == years


@pytest.mark.parametrize("words", ["30 năm thành lập Đảng bộ quận", "Đại hội Công đoàn quận", ""])
def test_founding_of_is_silent_about_other_events(words: str):
    assert founding_of(words) is None


@pytest.mark.parametrize(
    ("day", "amount"),
    [
        (dt.date(2021, 6, 1), 1_490_000),
        (dt.date(2026, 6, 30), 2_340_000),
        (dt.date(2026, 7, 1), 2_530_000),
        (dt.date(2000, 1, 1), None),
    ],
)
def test_base_salary_is_that_of_the_day(day: dt.date, amount: int | None):
    assert base_salary_on(day) == amount


def test_loading_the_register_again_changes_nothing():
    before = (LegalNorm.objects.count(), FoundingYear.objects.count(), BaseSalary.objects.count())
    load_register(by=None)
    assert (LegalNorm.objects.count(), FoundingYear.objects.count(), BaseSalary.objects.count()) == before
    assert before[0] > 30
