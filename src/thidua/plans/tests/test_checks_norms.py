"""Norms that a plan cites, on the plan's own day: right in 2020, dead in 2026; unborn; unknown."""

from __future__ import annotations

import datetime as dt

import pytest

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor
from thidua.common import clock
from thidua.plans.actions import add_basis, add_block, create_plan, mend_finding
from thidua.plans.checks import Finding, findings_for
from thidua.plans.choices import Section
from thidua.plans.tests.factories import make_tree

pytestmark = pytest.mark.django_db
IN_2020, IN_2026 = dt.date(2020, 6, 1), dt.date(2026, 6, 1)


@pytest.fixture
def officer():
    return make_actor(make_tree()[1], Role.OFFICER)


@pytest.fixture
def plan(officer):
    return create_plan(by=officer, title="Phát động thi đua", year=2020)


def found_in(plan, day: dt.date) -> list[Finding]:
    plan.issued_on = day
    return [finding for finding in findings_for(plan) if finding.code == "norm_not_in_force"]


@pytest.mark.parametrize(
    ("text", "day", "is_wrong"),
    [
        ("Luật Thi đua, khen thưởng năm 2003", IN_2020, False),
        ("Luật Thi đua, khen thưởng năm 2003", IN_2026, True),
        ("Luật thi đua - khen thưởng ngày 26 tháng 11 năm 2003", IN_2026, True),
        ("Nghị định số 91 / 2017 / NĐ – CP", IN_2020, False),
        ("Nghị định số 91 / 2017 / NĐ – CP", IN_2026, True),
        ("Luật Thi đua, khen thưởng năm 2022", IN_2020, True),
        ("Luật Thi đua, khen thưởng năm 2022", IN_2026, False),
        ("Luật Thi đua, khen thưởng", IN_2026, False),
        ("Hướng dẫn số 1271/HD-TLĐ của Tổng Liên đoàn", IN_2026, False),
        ("Quyết định 1689/QĐ-TLĐ ngày 12/11/2019", IN_2020, False),
        ("Quyết định 1689/QĐ-TLĐ ngày 12/11/2019", IN_2026, True),
        ("Quyết định 61/QĐ-TLĐ", IN_2020, False),
        ("Quyết định 61/QĐ-TLĐ ngày 29/7/2025", IN_2020, True),
    ],
)
def test_norms_are_in_force(plan, officer, text, day, is_wrong):
    basis = add_basis(by=officer, plan=plan, text=text)
    found = found_in(plan, day)
    assert [finding.anchor for finding in found] == ([basis.anchor] if is_wrong else [])
    assert not any(finding.is_error for finding in found)


def test_a_draft_is_held_to_today_but_not_beyond_its_year(plan, officer, monkeypatch):
    add_basis(by=officer, plan=plan, text="Nghị định 91/2017/NĐ-CP", number="91/2017/NĐ-CP")
    monkeypatch.setattr(clock, "today", lambda: IN_2026)
    assert found_in(plan, None) == []
    plan.year = 2026
    assert len(found_in(plan, None)) == 1


def test_a_norm_is_found_in_every_text_and_named_once(plan, officer):
    basis = add_basis(by=officer, plan=plan, text="Nghị định 91/2017/NĐ-CP")
    add_block(by=officer, plan=plan, section=Section.MEASURE, text="Khen thưởng theo Nghị định số 91/2017/NĐ-CP.")
    (found,) = found_in(plan, IN_2026)
    assert found.anchor == basis.anchor
    assert "và 1 chỗ khác: 91/2017/NĐ-CP hết hiệu lực từ 01/01/2024." in found.text
    assert "152/2025/NĐ-CP" in found.mend
    assert found.mends == (), "a sentence is rewritten by a person"
    assert "xét vào ngày 01/06/2026" in found.why
    assert "nguồn:" in found.why


def test_a_dead_basis_is_replaced_by_the_successor_of_the_day(plan, officer):
    basis = add_basis(
        by=officer,
        plan=plan,
        text="Nghị định số 91/2017/NĐ-CP ngày 31/7/2017 của Chính phủ",
        number="91/2017/NĐ-CP",
        signed_on=dt.date(2017, 7, 31),
    )
    plan.issued_on = IN_2026
    plan.save()
    (found,) = found_in(plan, IN_2026)
    assert [mend.label for mend in found.mends] == ["Thay bằng 152/2025/NĐ-CP"]
    mend_finding(by=officer, plan=plan, key=found.mends[0].key)
    basis.refresh_from_db()
    assert (basis.number, basis.signed_on, basis.issuer) == ("152/2025/NĐ-CP", dt.date(2025, 6, 14), "Chính phủ")
    assert basis.text.startswith("Nghị định số 152/2025/NĐ-CP ngày 14/06/2025 của Chính phủ về phân cấp")
    assert found_in(plan, IN_2026) == []


def test_a_successor_that_is_there_already_is_not_cited_twice(plan, officer):
    add_basis(by=officer, plan=plan, text="Luật Thi đua, khen thưởng năm 2003")
    add_basis(by=officer, plan=plan, text="Luật Thi đua, khen thưởng ngày 15/6/2022")
    (found,) = found_in(plan, IN_2026)
    assert "06/2022/QH15 đã có trong kế hoạch" in found.mend
    assert found.mends == ()
