"""Each check: what it finds, where, and what is all right."""

from __future__ import annotations

import datetime as dt

import pytest

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor
from thidua.common import clock
from thidua.norms.actions import add_parameter, edit_parameter
from thidua.norms.choices import ParameterKind
from thidua.norms.models import Parameter
from thidua.norms.tests.factories import administrator
from thidua.plans.actions import (
    add_duty,
    add_movement,
    add_phase,
    add_recipient,
    add_target,
    confirm_item,
    create_plan,
    update_head,
)
from thidua.plans.checks import ALWAYS_WRONG, LAUNCH_GATE, WORTH_A_LOOK, findings_for, the_plan_has_a_number
from thidua.plans.choices import Audience, HeadName, Section
from thidua.plans.models import Block, HeadField, Phase, Target
from thidua.plans.policies import issue_gate, launch_gate
from thidua.plans.queries import contents_of
from thidua.plans.tests.factories import add_plan_duties, make_draft, make_issued_plan, make_tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def district():
    return make_tree()[1]


@pytest.fixture
def officer(district):
    return make_actor(district, Role.OFFICER)


@pytest.fixture
def plan(district, officer):
    """A plan with nothing to find but what each test puts in."""
    made = make_draft(district, by=officer)
    add_plan_duties(made, officer)
    return made


def codes(plan, moment="issue") -> set[str]:
    return {finding.code for finding in findings_for(plan, moment, with_number=False)}


def test_a_whole_plan_has_no_finding(plan):
    assert findings_for(plan, "issue", with_number=False) == []
    assert findings_for(plan, "launch", with_number=False) == []


def test_the_plan_has_an_issuer(district, plan, officer):
    other = "Ban Thường vụ Liên đoàn Lao động tỉnh Nơi Khác"
    read = HeadField.objects.create(plan=plan, name=HeadName.ISSUER, value=other, is_confirmed=False)
    found = findings_for(plan, "issue", with_number=False)
    assert [(one.code, one.anchor, one.is_error) for one in found] == [("no_issuer", read.anchor, True)]
    assert other in found[0].text
    assert district.name in found[0].text
    assert not issue_gate(plan, with_number=False)
    HeadField.objects.filter(pk=read.pk).update(value=f"Ban Thường vụ {district.name.upper()}")
    assert "no_issuer" not in codes(plan)
    HeadField.objects.filter(pk=read.pk).update(value="")
    assert "Chưa rõ cơ quan ban hành" in findings_for(plan, "issue", with_number=False)[0].text
    confirm_item(by=officer, item=read)
    assert "no_issuer" not in codes(plan)


def test_the_plan_has_a_signer(plan, officer):
    update_head(by=officer, plan=plan, name=HeadName.SIGNER, signer_name="")
    assert "no_signer" in codes(plan)


def test_the_plan_has_a_number_once_it_is_issued(plan):
    assert {finding.code for finding in findings_for(plan)} == {"no_number"}


@pytest.mark.parametrize(
    ("model", "narrow", "code"),
    [
        (Block, {"section": Section.PURPOSE}, "no_objective"),
        (Target, {}, "no_target"),
        (Block, {"section": Section.CONTENT}, "no_contents"),
        (Block, {"section": Section.MEASURE}, "no_measures"),
        (Phase, {}, "no_phase"),
    ],
)
def test_the_launch_gate_warns_on_issue_and_stops_the_launch(plan, model, narrow, code):
    model.objects.filter(plan=plan, **narrow).delete()
    assert code in codes(plan)
    assert issue_gate(plan, with_number=False)
    plan.number_text, plan.issued_on = "03/KH-LĐLĐ", dt.date(2021, 1, 7)
    assert [reason.code for reason in launch_gate(plan).reasons] == [code]


def test_every_body_has_a_duty(plan):
    plan.plan_duties.filter(audience=Audience.BASE).delete()
    assert "body_without_duty" in codes(plan)


@pytest.mark.parametrize(
    ("name", "is_known"),
    [
        ("Các CĐCS trực thuộc", True),
        ("Phòng Nội vụ quận", True),
        ("LĐLĐ huyện, thị xã, TP", True),
        ("LĐLĐ tỉnh", True),
        ("Lưu: CĐ", True),
        ("Công đoàn cơ sở Công ty Không Có", False),
        ("LĐLĐ thành phố Hà Nội", False),
    ],
)
def test_every_recipient_is_known(plan, officer, name, is_known):
    add_recipient(by=officer, plan=plan, name=name)
    assert ("recipient_is_no_unit" not in codes(plan)) is is_known


def test_a_recipient_offers_the_units_that_its_name_may_call(plan, officer, district):
    add_recipient(by=officer, plan=plan, name="LĐLĐ TP Hà Nội")
    add_recipient(by=officer, plan=plan, name="CĐCS Công ty Không Có")
    add_recipient(by=officer, plan=plan, name="Ban Thường vụ LĐLĐ thành phố Hà Nội", unit=district.parent)
    found = [finding for finding in findings_for(plan) if finding.code == "recipient_is_no_unit"]
    assert [[mend.label for mend in finding.mends] for finding in found] == [[f"Gắn với {district.parent.title}"], []]


def test_every_movement_has_criteria(plan, officer):
    add_movement(by=officer, plan=plan, name="Giỏi việc nước", criteria="Có sáng kiến")
    assert "movement_without_criteria" not in codes(plan)
    bare = add_movement(by=officer, plan=plan, name="Xanh, sạch, đẹp")
    (found,) = findings_for(plan, with_number=False)
    assert (found.code, found.anchor) == ("movement_without_criteria", bare.anchor)
    assert "“Xanh, sạch, đẹp”" in found.text
    assert "Luật Thi đua, khen thưởng" in found.why


def test_few_movements_run(plan, officer, district):
    for name in ("Giỏi việc nước", "Xanh, sạch, đẹp"):
        add_movement(by=officer, plan=plan, name=name, criteria="Có")
    assert "many_movements" not in codes(plan)
    make_issued_plan(district, number_text="09/KH-LĐLĐ")
    assert "many_movements" not in codes(plan), "the same movement in two plans runs once"
    add_movement(by=officer, plan=plan, name="Lao động giỏi mỗi ngày", criteria="Có")
    found = next(finding for finding in findings_for(plan) if finding.code == "many_movements")
    assert "4 phong trào" in found.text
    assert "3 phong trào" in found.why


def test_the_number_of_movements_is_a_figure_of_the_register(plan, officer):
    for number in range(3):
        add_movement(by=officer, plan=plan, name=f"Phong trào {number}", criteria="Có")
    assert "many_movements" in codes(plan)
    figure = Parameter.objects.get(kind=ParameterKind.MOVEMENTS_AT_ONCE)
    edit_parameter(by=administrator(), row=figure, version=figure.version, amount=4)
    assert "many_movements" not in codes(plan)


def test_a_plan_for_next_year_is_held_against_the_figure_of_that_year(plan, officer):
    for number in range(3):
        add_movement(by=officer, plan=plan, name=f"Phong trào {number}", criteria="Có")
    begins = dt.date(plan.year, 1, 1)
    add_parameter(by=administrator(), kind=ParameterKind.MOVEMENTS_AT_ONCE, valid_from=begins, amount=9)
    with clock.at(begins - dt.timedelta(days=40)):
        assert "many_movements" not in codes(plan)


@pytest.mark.parametrize(
    ("subject", "low", "unit_word", "is_wrong"),
    [
        ("đoàn viên tham gia", 110, "%", True),
        ("đoàn viên tham gia", 100, "%", False),
        ("đoàn viên tham gia", 110, "phần trăm", True),
        ("đoàn viên kết nạp mới", 110, "người", False),
        ("thu kinh phí công đoàn so với dự toán", 105, "%", False),
        ("tăng năng suất lao động", 120, "%", False),
    ],
)
def test_no_share_exceeds_the_whole(plan, officer, subject, low, unit_word, is_wrong):
    add_target(by=officer, plan=plan, subject=subject, comparator=">=", low=low, unit_word=unit_word)
    assert ("share_above_hundred" in codes(plan)) is is_wrong


@pytest.mark.parametrize("check", [*ALWAYS_WRONG, *LAUNCH_GATE, *WORTH_A_LOOK, the_plan_has_a_number])
def test_every_check_is_a_sentence_that_is_true_of_a_whole_plan(plan, check):
    plan.number_text, plan.issued_on = "03/KH-LĐLĐ", dt.date(2021, 1, 7)
    assert list(check(contents_of(plan))) == []
    assert check.__doc__


def test_every_finding_names_its_place_says_why_and_how_it_is_mended():
    """The worst plan: all checks but those of texts speak; each with place, reason and what to do."""
    district = make_tree()[1]
    officer = make_actor(district, Role.OFFICER)
    plan = create_plan(by=officer, title="Phát động thi đua", year=2021, signer_name="")
    add_phase(by=officer, plan=plan, name="Đợt 1", starts_on=dt.date(2021, 7, 1), ends_on=dt.date(2021, 6, 1))
    add_phase(by=officer, plan=plan, name="Đợt 2", starts_on=None, ends_on=None)
    add_duty(by=officer, plan=plan, text="Báo cáo", audience=Audience.ISSUER)
    add_recipient(by=officer, plan=plan, name="CĐCS Công ty Không Có")
    add_target(by=officer, plan=plan, subject="đoàn viên", comparator=">=", low=110, unit_word="%")
    for number in range(4):
        add_movement(by=officer, plan=plan, name=f"Phong trào {number}")
    found = findings_for(plan)
    assert len({finding.code for finding in found}) >= 12
    for finding in found:
        assert all((finding.anchor, finding.text, finding.mend, finding.why)), finding
    assert [finding.is_error for finding in found] == sorted((finding.is_error for finding in found), reverse=True)


def test_an_old_plan_is_held_to_the_rules_of_its_time(district, officer):
    plan = create_plan(by=officer, title="Phát động thi đua", year=2021, signer_name="")
    whys = " ".join(finding.why for finding in findings_for(plan))
    assert "năm 2003, Điều 16" in whys
    assert "1013/QĐ-TLĐ" in whys
    plan.issued_on = dt.date(2026, 1, 5)
    whys = " ".join(finding.why for finding in findings_for(plan))
    assert "năm 2022, Điều 17" in whys
    assert "933/QĐ-TLĐ" in whys
