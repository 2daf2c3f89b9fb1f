import datetime as dt

import pytest

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor
from thidua.campaigns.tests.factories import make_own_plan
from thidua.common import clock
from thidua.common.verdicts import Refusal
from thidua.duties.choices import DutyKind
from thidua.duties.models import Duty
from thidua.journal.models import MoveLog
from thidua.organisation.tests.factories import make_base, make_person
from thidua.registrations import actions
from thidua.registrations.models import Registration, RegistrationLine
from thidua.registrations.queries import people_to_register, registered_share
from thidua.registrations.tests.factories import make_registration, make_title_duty

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _january():
    with clock.at(dt.date(2021, 1, 25)):
        yield


def test_start_registration_makes_one_list_per_plan():
    plan, chair, _ = make_own_plan()
    first = actions.start_registration(by=chair, plan=plan)
    assert actions.start_registration(by=chair, plan=plan) == first
    assert Registration.objects.count() == 1


def test_start_registration_refuses_another_units_plan():
    plan, _, officer = make_own_plan()
    with pytest.raises(Refusal, match="kế hoạch của chính đơn vị"):
        actions.start_registration(by=officer, plan=plan)


def test_add_lines_registers_each_person_once_per_title():
    registration, chair, _, people = make_registration()
    again = actions.add_lines(by=chair, registration=registration, people=people, title="good_worker")
    assert again == 0
    assert actions.add_lines(by=chair, registration=registration, people=people[:1], title="creative_labour") == 1
    assert RegistrationLine.objects.count() == len(people) + 1
    assert registration.lines.get(person=people[0], title="good_worker").was_direct_worker


@pytest.mark.parametrize(("title", "sentence"), [("", "chọn danh hiệu"), ("advanced_collective", "chọn danh hiệu")])
def test_add_lines_refuses_what_is_no_title_of_a_person(title, sentence):
    registration, chair, _, people = make_registration()
    with pytest.raises(Refusal, match=sentence):
        actions.add_lines(by=chair, registration=registration, people=people, title=title)


def test_add_lines_refuses_a_person_of_another_unit():
    registration, chair, _, _ = make_registration()
    stranger = make_person(make_base(registration.unit.parent), "Lê Thị Lạ")
    with pytest.raises(Refusal, match="Lê Thị Lạ không thuộc"):
        actions.add_lines(by=chair, registration=registration, people=[stranger], title="good_worker")
    assert not RegistrationLine.objects.filter(person=stranger).exists()


def test_add_collective_registers_the_unit_once():
    registration, chair, _, _ = make_registration()
    actions.add_collective(by=chair, registration=registration, title="excellent_base_union")
    with pytest.raises(Refusal, match="đã đăng ký"):
        actions.add_collective(by=chair, registration=registration, title="excellent_base_union")


def test_drop_line_takes_it_off():
    registration, chair, _, people = make_registration()
    actions.drop_line(by=chair, line=registration.lines.get(person=people[0]))
    assert registration.lines.count() == len(people) - 1


def test_submit_fulfils_the_duty_and_withdraw_opens_it_again():
    registration, chair, officer, people = make_registration()
    make_title_duty(registration, officer)
    actions.submit_registration(by=chair, registration=registration)
    duty = Duty.objects.get(kind=DutyKind.REGISTER_TITLES, unit_id=chair.unit_id)
    assert registration.state == "submitted"
    assert duty.fulfilled_at is not None
    assert registered_share(officer, year=2021).people == len(people)
    with pytest.raises(Refusal, match="đã gửi"):
        actions.add_lines(by=chair, registration=registration, people=people, title="good_labour")
    actions.withdraw_registration(by=chair, registration=registration)
    duty.refresh_from_db()
    assert duty.fulfilled_at is None


def test_submit_refuses_an_empty_list_and_a_clerk():
    plan, chair, _ = make_own_plan()
    registration = actions.start_registration(by=chair, plan=plan)
    with pytest.raises(Refusal, match="chưa có ai"):
        actions.submit_registration(by=chair, registration=registration)
    with pytest.raises(Refusal, match="Chỉ chủ tịch"):
        actions.submit_registration(by=make_actor(plan.unit, Role.CLERK), registration=registration)


def test_return_needs_a_remark_and_hands_the_list_back():
    registration, chair, officer, _people = make_registration()
    actions.submit_registration(by=chair, registration=registration)
    with pytest.raises(Refusal, match="ý kiến"):
        actions.return_registration(by=officer, registration=registration, remark="")
    actions.return_registration(by=officer, registration=registration, remark="Thiếu tổ sản xuất số 3")
    assert registration.state == "returned"
    assert MoveLog.objects.get(kind="registration", move="return").remark == "Thiếu tổ sản xuất số 3"
    actions.drop_line(by=chair, line=registration.lines.first())
    actions.submit_registration(by=chair, registration=registration)
    actions.accept_registration(by=officer, registration=registration)
    assert registration.state == "accepted"


def test_answer_is_refused_to_the_unit_itself():
    registration, chair, _, _ = make_registration()
    actions.submit_registration(by=chair, registration=registration)
    with pytest.raises(Refusal, match="cấp trên"):
        actions.accept_registration(by=chair, registration=registration)


def test_two_officers_the_second_is_told_who_was_first():
    registration, chair, officer, _ = make_registration()
    actions.submit_registration(by=chair, registration=registration)
    stale = Registration.objects.get(pk=registration.pk)
    actions.accept_registration(by=officer, registration=registration)
    other = make_actor(registration.unit.parent, Role.OFFICER)
    with pytest.raises(Refusal, match=f"{officer.name} đã “duyệt”"):
        actions.return_registration(by=other, registration=stale, remark="Bổ sung")


def test_people_are_found_without_accents():
    registration, chair, _, _ = make_registration()
    make_person(registration.unit, "Đặng Thị Ánh Tuyết")
    found = people_to_register(chair, text="tuyet dang")
    assert [person.full_name for person in found] == ["Đặng Thị Ánh Tuyết"]
