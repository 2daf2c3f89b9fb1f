"""The supplied register: which norm holds on which day, founding days, figures."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from thidua.norms.actions import edit_anniversary, edit_norm, edit_parameter, load_register
from thidua.norms.choices import Confidence, Force, ParameterKind
from thidua.norms.models import FoundingYear, LegalNorm, Parameter, number_key
from thidua.norms.queries import (
    base_salary_on,
    figures_with_ends,
    founding_of,
    foundings_of,
    most_movements_on,
    norm_on,
    successor_on,
)
from thidua.norms.tests.factories import administrator

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


def test_an_unborn_norm_is_told_apart_from_one_signed_but_not_yet_in_force():
    assert "ký ngày 15/06/2022" in norm_on("06/2022/QH15", dt.date(2020, 1, 1)).text
    assert "chỉ có hiệu lực từ 01/01/2024" in norm_on("06/2022/QH15", dt.date(2023, 1, 1)).text


def test_the_successor_is_the_one_in_force_that_day_along_the_line():
    old = LegalNorm.objects.get(code="ND-91")
    assert str(successor_on(old, dt.date(2024, 6, 1))) == "98/2023/NĐ-CP"
    assert str(successor_on(old, dt.date(2026, 6, 1))) == "152/2025/NĐ-CP"
    assert successor_on(LegalNorm.objects.get(code="HD-1217"), dt.date(2020, 1, 1)) is None


@pytest.mark.parametrize("number", ["06/2022/QH15", "6/2022/QH15", "06 / 2022 / QH 15", "06/2022-QH15"])
def test_a_number_has_one_key_however_it_is_spelled(number: str):
    assert number_key(number) == "6 2022 qh15"


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
        ("cach mang thang tam", 2021, 76),
        ("73 năm ngày Chủ tịch Hồ Chí Minh ra Lời kêu gọi thi đua ái quốc", 2021, 73),
        ("39 năm ngày Nhà giáo Việt Nam", 2021, 39),
        ("77 năm Ngày thành lập Quân đội nhân dân Việt Nam", 2021, 77),
        ("Ngày hội Quốc phòng toàn dân", 2021, 32),
        ("74 năm ngày Thương binh – Liệt sỹ", 2021, 74),
        ("68 năm Cách mạng Tháng 8 và Quốc khánh 2/9", 2014, 69),
    ],
)
def test_founding_of_counts_the_years_of_a_commemoration(words: str, year: int, years: int):
    founding = founding_of(words)
    assert founding is not None
    assert founding.years_on(year) == years


@pytest.mark.parametrize(
    "words",
    [
        "30 năm thành lập Đảng bộ quận",
        "Đại hội Công đoàn quận",
        "20 năm thành lập Công đoàn Viên chức Việt Nam",
        "60 năm thành lập Mặt trận Dân tộc Giải phóng miền Nam",
        "",
    ],
)
def test_founding_of_is_silent_about_other_events(words: str):
    assert founding_of(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "thực hiện phong trào Phụ nữ Việt Nam tích cực học tập",
        "xây dựng nền Quốc phòng toàn dân",
        "thành lập quận Ba Đình và chào mừng ngày Giải phóng Thủ đô",
    ],
)
def test_years_of_something_else_are_not_held_against_an_event_named_later(words: str):
    assert founding_of(words) is not None
    assert foundings_of([words], within=6) == [None]


@pytest.mark.parametrize(
    ("day", "amount"),
    [
        (dt.date(2013, 7, 1), 1_150_000),
        (dt.date(2017, 6, 30), 1_210_000),
        (dt.date(2021, 6, 1), 1_490_000),
        (dt.date(2026, 6, 30), 2_340_000),
        (dt.date(2026, 7, 1), 2_530_000),
        (dt.date(2000, 1, 1), None),
    ],
)
def test_base_salary_is_that_of_the_day(day: dt.date, amount: int | None):
    assert base_salary_on(day) == amount


def test_a_figure_holds_until_the_next_of_its_kind():
    held = [figure for figure in figures_with_ends() if figure.holds_on(dt.date(2025, 1, 1))]
    assert {(figure.row.kind, figure.row.amount) for figure in held} == {
        (ParameterKind.BASE_SALARY, Decimal(2_340_000)),
        (ParameterKind.MOVEMENTS_AT_ONCE, Decimal(3)),
    }
    assert most_movements_on(dt.date(2021, 1, 1)) == 3


def test_every_supplied_row_says_where_it_is_from_and_unread_ones_do_not_claim_to_be_read():
    silent = [norm.code for norm in LegalNorm.objects.filter(source="")]
    assert not silent
    assert not Parameter.objects.filter(source="").exists()
    assert LegalNorm.objects.get(code="L-TDKT-2003").confidence == Confidence.LOCAL


def test_no_two_events_share_a_way_to_be_called():
    keys = [key for row in FoundingYear.objects.all() for key in row.keys]
    assert len(keys) == len(set(keys))


def test_loading_the_register_again_changes_nothing_and_leaves_what_a_person_changed():
    before = (LegalNorm.objects.count(), FoundingYear.objects.count(), Parameter.objects.count())
    by = administrator()
    norm, founding, figure = (
        LegalNorm.objects.get(code="ND-91"),
        FoundingYear.objects.all()[0],
        Parameter.objects.all()[0],
    )
    edit_norm(by=by, norm=norm, version=norm.version, note="Đã đối chiếu với bản giấy")
    edit_anniversary(by=by, row=founding, version=founding.version, note="Đã xem")
    edit_parameter(by=by, row=figure, version=figure.version, note="Đã xem lại")
    load_register(by=None)
    assert (LegalNorm.objects.count(), FoundingYear.objects.count(), Parameter.objects.count()) == before
    norm.refresh_from_db()
    assert norm.note == "Đã đối chiếu với bản giấy"
    assert before[0] > 40
