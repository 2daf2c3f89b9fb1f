"""Last year's words and days for this year: what moves on, what stays, what is counted again."""

from __future__ import annotations

import datetime as dt

import pytest

from thidua.norms.queries import founding_of
from thidua.plans.models import Commemoration, Phase, PlanDuty
from thidua.plans.queries.moving_on import YearOn, years_left

pytestmark = pytest.mark.django_db


def on(year: int, years: int = 1) -> YearOn:
    return YearOn(year, founding_of, years)


@pytest.mark.parametrize(
    ("year", "before", "after"),
    [
        (2021, "Phát động phong trào thi đua năm 2021", "Phát động phong trào thi đua năm 2022"),
        (2021, "từ ngày 01/01/2021 đến ngày 30/6/2021", "từ ngày 01/01/2022 đến ngày 30/6/2022"),
        (2021, "từ 01/01/2021 - 30/6/2021", "từ 01/01/2022 - 30/6/2022"),
        (2024, "trước ngày 29/02/2024", "trước ngày 28/02/2025"),
        (2024, "trong tháng 3/2024, quý I/2024", "trong tháng 3/2025, quý I/2025"),
        (2021, "giai đoạn 2021 - 2025, nhiệm kỳ 2018-2021", "giai đoạn 2021 - 2025, nhiệm kỳ 2018-2021"),
        (2021, "theo Nghị quyết số 02-NQ/TW ngày 12/6/2021", "theo Nghị quyết số 02-NQ/TW ngày 12/6/2021"),
        (2021, "Nghị định 45/2021/NĐ-CP", "Nghị định 45/2021/NĐ-CP"),
        (2021, "vui Tết Tân Sửu 2021, đón Tết Nhâm Dần", "vui Tết Nhâm Dần 2022, đón Tết Quý Mão"),
        (2021, "kết quả năm 2020", "kết quả năm 2020"),
        (2021, "khen thưởng 20 năm công tác", "khen thưởng 20 năm công tác"),
        (2021, "kế hoạch 5 năm phát triển kinh tế", "kế hoạch 5 năm phát triển kinh tế"),
    ],
)
def test_the_year_s_words_move_on_and_others_stay(year, before, after):
    assert on(year).text(before) == after


@pytest.mark.parametrize(
    ("year", "before", "after"),
    [
        (2020, "chào mừng 66 năm Ngày Giải phóng Thủ đô", "chào mừng 67 năm Ngày Giải phóng Thủ đô"),
        (2021, "92 năm Ngày thành lập Công đoàn Việt Nam", "93 năm Ngày thành lập Công đoàn Việt Nam"),
        (2014, "68 năm Cách mạng Tháng 8", "70 năm Cách mạng Tháng 8"),
        (2021, "kỷ niệm 15 năm thành lập Khu công nghiệp", "kỷ niệm 16 năm thành lập Khu công nghiệp"),
        (
            2021,
            "130 năm ngày sinh (19/5/1891 - 19/5/2021) của Bác",
            "131 năm ngày sinh (19/5/1891 - 19/5/2022) của Bác",
        ),
    ],
)
def test_anniversaries_are_counted_again(year, before, after):
    assert on(year).text(before) == after


def test_days_months_and_days_before_a_day():
    step = on(2023)
    before = PlanDuty(text="Gửi kế hoạch trước ngày 01/3/2023", due_on=dt.date(2023, 2, 28))
    assert step.change(before)["due_on"] == dt.date(2024, 2, 29)
    assert on(2024).change(PlanDuty(text="Nộp ngày 29/02/2024", due_on=dt.date(2024, 2, 29)))["due_on"] == dt.date(
        2025, 2, 28
    )
    plain = PlanDuty(text="Gửi trước ngày 20/02/2014", due_on=dt.date(2014, 2, 19))
    changed = on(2014).change(plain)
    assert (changed["due_on"], changed["text"]) == (dt.date(2015, 2, 19), "Gửi trước ngày 20/02/2015")
    phase = Phase(name="Đợt 1", start_month="2023-03", ends_on=dt.date(2023, 2, 28))
    changed = step.change(phase)
    assert (changed["start_month"], changed["starts_on"], changed["ends_on"]) == ("2024-03", None, dt.date(2024, 2, 29))


def test_a_commemoration_gets_the_right_count_through_the_catalogue_and_only_the_end_of_its_range_moves():
    known = Commemoration(
        event="92 năm Ngày thành lập Công đoàn Việt Nam", years=92, date_range="28/7/1929 - 28/7/2021"
    )
    changed = on(2021).change(known)
    assert (changed["event"], changed["years"]) == ("93 năm Ngày thành lập Công đoàn Việt Nam", 93)
    assert changed["date_range"] == "28/7/1929 - 28/7/2022"
    unknown = Commemoration(event="Ngày thành lập Nhà máy", years=66)
    assert on(2021, years=2).change(unknown)["years"] == 68


def test_years_that_stay_are_told():
    assert years_left(
        "phát huy kết quả năm 2020; giai đoạn 2021 - 2025; Kế hoạch 63/KH-LĐLĐ ngày 31/12/2020", 2022
    ) == ["2020"]
