"""Counts of years, held against the printed range and against the founding days of the register."""

from __future__ import annotations

import datetime as dt

import pytest

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor
from thidua.plans.actions import add_block, add_commemoration, add_phase, create_plan, mend_finding, update_head
from thidua.plans.checks import Finding, findings_for
from thidua.plans.choices import HeadName, Section
from thidua.plans.tests.factories import make_tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_actor(make_tree()[1], Role.OFFICER)


def plan_of(officer, year: int):
    return create_plan(by=officer, title="Phát động thi đua", year=year)


def found_in(plan) -> list[Finding]:
    return [finding for finding in findings_for(plan) if finding.code == "years_do_not_add_up"]


HO = "130 năm Ngày sinh Chủ tịch Hồ Chí Minh"


@pytest.mark.parametrize(
    ("year", "event", "years", "date_range", "label"),
    [
        (2020, HO, 130, "19/5/1980 – 19/5/2020", "Lấy năm đầu là 1890"),
        (2020, HO, 130, "19/5/1890 – 19/5/2020", None),
        (2020, HO, 131, "19/5/1890 – 19/5/2020", "Đổi thành 130 năm"),
        (
            2020,
            "40 năm Ngày sinh Chủ tịch Hồ Chí Minh",
            40,
            "19/5/1980 - 19/5/2020",
            "Đổi thành 130 năm, lấy năm đầu là 1890",
        ),
        (2014, "68 năm Cách mạng Tháng 8", 68, "", "Đổi thành 69 năm"),
        (2014, "68 nam cach mang thang tam", 68, "", "Đổi thành 69 năm"),
        (2014, "69 năm Cách mạng Tháng 8", 69, "", None),
        (2014, "85 năm Công đoàn Việt Nam", 85, "", None),
        (2014, "84 năm Công đoàn Việt Nam", 84, "", "Đổi thành 85 năm"),
        (2014, "Ngày thành lập Đảng Cộng sản Việt Nam", 83, "", "Đổi thành 84 năm"),
        (2021, "60 năm thành lập quận Ba Đình", 60, "1961 – 2021", None),
        (2021, "61 năm thành lập quận Ba Đình", 61, "1961 – 2021", ""),
        (2021, "70 năm truyền thống Công đoàn Giáo dục Việt Nam", 70, "22/7/1951 – 22/7/2021", None),
        (2021, "10 năm thực hiện phong trào Phụ nữ Việt Nam tích cực học tập", 10, "", None),
        (2021, "92 năm ngày thành lập Đảng Cộng sản Việt Nam", 92, "3/2/1930 - 3/2/2022", None),
    ],
)
def test_years_add_up(officer, year, event, years, date_range, label):
    """``label``: of the one-click mend; empty where only a person knows what is right; None where all is well."""
    plan = plan_of(officer, year)
    item = add_commemoration(by=officer, plan=plan, event=event, years=years, date_range=date_range)
    found = found_in(plan)
    assert len(found) == (label is not None)
    if found:
        assert found[0].anchor == item.anchor
        assert [mend.label for mend in found[0].mends] == ([label] if label else [])
        assert found[0].why
        assert not found[0].is_error


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("chào mừng 68 năm Cách mạng Tháng 8 và Quốc khánh 2/9", "Đổi thành 69 năm"),
        ("chào mừng 84 năm ngày thành lập Đảng (3/2/1930 – 3/2/2014); 85 năm thành lập Công đoàn Việt Nam", None),
        ("kỷ niệm 124 năm ngày sinh Chủ tịch Hồ Chí Minh 19/5/1890 - 19/5/2014", None),
        ("hướng tới 85 năm ngày thành lập Đảng (3/2/2015)", None),
        ("hướng tới 86 năm ngày thành lập Đảng (3/2/2015)", "Đổi thành 85 năm"),
        ("sau 10 năm đổi mới công tác thi đua", None),
    ],
)
def test_years_are_read_out_of_every_sentence(officer, text, label):
    plan = plan_of(officer, 2014)
    days = {"starts_on": dt.date(2014, 7, 1), "ends_on": dt.date(2014, 12, 31)}
    phase = add_phase(by=officer, plan=plan, name="Đợt 2", theme=text, **days)
    block = add_block(by=officer, plan=plan, section=Section.CONTENT, text=text)
    found = found_in(plan)
    assert [[mend.label for mend in finding.mends] for finding in found] == ([[label]] if label else [])
    if label:
        assert found[0].anchor == phase.anchor
        assert "và 1 chỗ khác" in found[0].text
        mend_finding(by=officer, plan=plan, key=found[0].mends[0].key)
        for item in (phase, block):
            item.refresh_from_db()
        assert phase.theme == block.text != text
        assert found_in(plan) == []


def test_years_in_the_theme_of_the_plan_are_mended_in_the_plan(officer):
    plan = plan_of(officer, 2014)
    update_head(by=officer, plan=plan, name=HeadName.THEME, theme="Chào mừng 68 năm Quốc khánh 2/9")
    (found,) = found_in(plan)
    mend_finding(by=officer, plan=plan, key=found.mends[0].key)
    plan.refresh_from_db()
    assert plan.theme == "Chào mừng 69 năm Quốc khánh 2/9"
    assert found_in(plan) == []


def test_the_finding_names_the_event_its_day_and_the_source(officer):
    plan = plan_of(officer, 2014)
    add_commemoration(by=officer, plan=plan, event="68 năm Cách mạng Tháng 8", years=68)
    (found,) = found_in(plan)
    assert found.text == (
        "Kỷ niệm “68 năm Cách mạng Tháng 8”: “68 năm Cách mạng Tháng 8”, nhưng Cách mạng tháng Tám là 19/08/1945, "
        "đến năm 2014 là 69 năm."
    )
    assert "sổ ngày kỷ niệm" in found.why


def test_a_range_that_starts_in_a_wrong_year_is_mended_in_count_words_and_range(officer):
    plan = plan_of(officer, 2020)
    event = "40 năm Ngày sinh Chủ tịch Hồ Chí Minh"
    item = add_commemoration(by=officer, plan=plan, event=event, years=40, date_range="19/5/1980 – 19/5/2020")
    (found,) = found_in(plan)
    mend_finding(by=officer, plan=plan, key=found.mends[0].key)
    item.refresh_from_db()
    assert (item.event, item.years, item.date_range) == (HO, 130, "19/5/1890 – 19/5/2020")
    assert found_in(plan) == []
