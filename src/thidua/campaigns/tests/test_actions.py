import datetime as dt

import pytest
from django.urls import reverse

from thidua.accounts.choices import Role
from thidua.accounts.models import User
from thidua.accounts.tests.factories import make_actor
from thidua.campaigns.actions import cancel_launch, change_launch, hold_launch, pick_pilot, register_launch
from thidua.campaigns.models import Launch
from thidua.campaigns.queries import launch_calendar, launch_counts, pilots_due, units_without_launch
from thidua.campaigns.tests.factories import make_launch, make_outside_movement, make_own_plan
from thidua.common import clock
from thidua.common.verdicts import Refusal
from thidua.duties.actions import give_duty
from thidua.duties.choices import DutyKind
from thidua.duties.models import Duty
from thidua.journal.models import Entry
from thidua.plans.actions import respond_to_movement
from thidua.plans.tests.factories import make_issued_plan

pytestmark = pytest.mark.django_db
DAY = dt.date(2021, 1, 20)


@pytest.fixture(autouse=True)
def _january():
    with clock.at(DAY):
        yield


def give_pilot_duty(officer, launch, due_on):
    """The officer's unit is to choose model launches under the upper plan."""
    give_duty(
        by=officer,
        unit_ids=[officer.unit_id],
        kind=DutyKind.PICK_PILOTS,
        subject_kind="plan",
        subject_id=launch.plan.parent_id,
        title="Chọn đơn vị phát động điểm",
        due_on=due_on,
    )


def test_register_launch_stands_on_the_calendar_and_fulfils_the_duty():
    plan, chair, officer = make_own_plan()
    assert [duty.unit_id for duty in units_without_launch(officer)] == [chair.unit_id]
    launch = register_launch(by=chair, plan=plan, held_on=dt.date(2021, 2, 5), place="Hội trường", expected_people=120)
    assert launch.state == "registered"
    assert not units_without_launch(officer)
    duty = Duty.objects.get(unit_id=chair.unit_id, kind=DutyKind.REGISTER_LAUNCH)
    assert duty.fulfilled_at is not None
    assert Entry.objects.filter(event="launch.registered", unit_id=chair.unit_id).count() == 1
    assert launch_calendar(officer, year=2021).count() == 1


def test_register_launch_twice_acts_once():
    plan, chair, _ = make_own_plan()
    register_launch(by=chair, plan=plan, held_on=dt.date(2021, 2, 5), place="Hội trường", expected_people=120)
    with pytest.raises(Refusal, match="đã đăng ký lịch phát động"):
        register_launch(by=chair, plan=plan, held_on=dt.date(2021, 2, 6), place="Sân", expected_people=10)
    assert Launch.objects.count() == 1


def test_register_launch_refuses_a_plan_that_misses_measures_and_says_so():
    plan, chair, _ = make_own_plan()
    plan.blocks.filter(section="measure").delete()
    with pytest.raises(Refusal, match=r"[Gg]iải pháp|[Bb]iện pháp"):
        register_launch(by=chair, plan=plan, held_on=dt.date(2021, 2, 5), place="Hội trường", expected_people=120)
    assert not Launch.objects.exists()


@pytest.mark.parametrize(
    ("held_on", "sentence"),
    [(dt.date(2021, 1, 19), "đã qua"), (dt.date(2022, 3, 1), "phải nằm trong một đợt")],
)
def test_register_launch_refuses_a_day_gone_or_outside_the_phases(held_on, sentence):
    plan, chair, _ = make_own_plan()
    with pytest.raises(Refusal, match=sentence):
        register_launch(by=chair, plan=plan, held_on=held_on, place="Hội trường", expected_people=120)


def test_register_launch_refuses_the_upper_unit_and_the_clerk():
    plan, _chair, officer = make_own_plan()
    with pytest.raises(Refusal, match="Chỉ đơn vị ban hành"):
        register_launch(by=officer, plan=plan, held_on=dt.date(2021, 2, 5), place="x", expected_people=1)
    clerk = make_actor(plan.unit, Role.CLERK)
    with pytest.raises(Refusal, match="chủ tịch công đoàn"):
        register_launch(by=clerk, plan=plan, held_on=dt.date(2021, 2, 5), place="x", expected_people=1)


def test_change_launch_moves_the_day_before_it_was_held():
    launch, chair, _ = make_launch()
    change_launch(
        by=chair,
        launch=launch,
        held_on=dt.date(2021, 2, 9),
        place="Sân trường",
        expected_people=90,
        starts_at=dt.time(14, 0),
        form="workshop",
    )
    launch.refresh_from_db()
    assert (launch.held_on, launch.place, launch.state) == (dt.date(2021, 2, 9), "Sân trường", "registered")


def test_hold_launch_refuses_before_its_day_and_records_after():
    launch, chair, _ = make_launch()
    with pytest.raises(Refusal, match="Chưa đến ngày phát động"):
        hold_launch(by=chair, launch=launch, participants=100)
    with clock.at(dt.date(2021, 2, 6)):
        with pytest.raises(Refusal, match="ít nhất là 1"):
            hold_launch(by=chair, launch=launch, participants=0)
        hold_launch(by=chair, launch=launch, participants=100)
        with pytest.raises(Refusal, match="Không thể “đổi lịch”"):
            change_launch(
                by=chair,
                launch=launch,
                held_on=dt.date(2021, 2, 9),
                place="x",
                expected_people=1,
                starts_at=dt.time(8, 0),
                form="online",
            )
    launch.refresh_from_db()
    assert (launch.state, launch.participants) == ("held", 100)


def test_cancel_launch_wants_a_reason_and_opens_the_duty_again():
    launch, chair, officer = make_launch()
    with pytest.raises(Refusal, match="lý do"):
        cancel_launch(by=chair, launch=launch, reason=" ")
    cancel_launch(by=chair, launch=launch, reason="Dịch bệnh, dời sang tháng sau")
    assert launch.state == "cancelled"
    assert [duty.unit_id for duty in units_without_launch(officer)] == [chair.unit_id]


def test_pick_pilot_is_for_the_level_above_only():
    launch, chair, officer = make_launch()
    with pytest.raises(Refusal, match="cấp trên"):
        pick_pilot(by=chair, launch=launch)
    pick_pilot(by=officer, launch=launch)
    launch.refresh_from_db()
    assert launch.is_pilot
    assert launch_calendar(officer, year=2021).filter(is_pilot=True).count() == 1


def test_a_launch_whose_day_has_passed_is_no_longer_picked_nor_left_out(client):
    launch, _, officer = make_launch()
    with clock.at(dt.date(2021, 2, 6)):
        with pytest.raises(Refusal, match="ngày 05/02/2021 đã qua"):
            pick_pilot(by=officer, launch=launch)
        client.force_login(User.objects.get(pk=officer.user_id))
        page = client.get(f"/phong-trao/phat-dong/{launch.pk}").content.decode()
        assert "ngày 05/02/2021 đã qua" in page
        assert f'action="/phong-trao/phat-dong/{launch.pk}/chon-diem"' not in page
    with clock.at(dt.date(2021, 2, 5)):
        pick_pilot(by=officer, launch=launch)
    with clock.at(dt.date(2021, 2, 6)), pytest.raises(Refusal, match="bỏ chọn"):
        pick_pilot(by=officer, launch=launch, is_pilot=False)
    launch.refresh_from_db()
    assert launch.is_pilot


def test_a_choice_after_the_plans_day_is_done_and_counted_late():
    launch, _, officer = make_launch()
    give_pilot_duty(officer, launch, due_on=dt.date(2021, 2, 2))
    with clock.at(dt.date(2021, 2, 4)):
        assert pilots_due(officer)
        pick_pilot(by=officer, launch=launch)
        assert pilots_due(officer) is None
    duty = Duty.objects.get(kind=DutyKind.PICK_PILOTS)
    assert (clock.local(duty.fulfilled_at).date() - duty.due_on).days == 2


def test_neighbour_sees_no_launch():
    launch, _chair, officer = make_launch()
    other_plan = make_issued_plan()
    neighbour = make_actor(other_plan.unit)
    assert launch not in Launch.objects.visible_to(neighbour)
    assert launch in Launch.objects.visible_to(officer)


def test_chair_finds_the_way_to_register_on_the_calendar_and_no_counts_of_others(client):
    plan, chair, _ = make_own_plan()
    client.force_login(User.objects.get(pk=chair.user_id))
    page = client.get("/phong-trao/phat-dong/").content.decode()
    assert f'href="/phong-trao/phat-dong/dang-ky/{plan.pk}"' in page
    assert "Chưa đăng ký" not in page
    register_launch(by=chair, plan=plan, held_on=dt.date(2021, 2, 5), place="Hội trường", expected_people=120)
    page = client.get("/phong-trao/phat-dong/").content.decode()
    assert f'href="/phong-trao/phat-dong/dang-ky/{plan.pk}"' not in page


def test_a_step_that_somebody_else_has_taken_says_who_and_when():
    launch, chair, _ = make_launch()
    cancel_launch(by=chair, launch=launch, reason="Mưa bão")
    with pytest.raises(Refusal, match=r"đã “huỷ lịch” lúc \d\d:\d\d \d\d/\d\d/2021"):
        cancel_launch(by=chair, launch=launch, reason="Mưa bão")


def test_the_first_pilot_does_the_duty_to_choose_and_taking_the_last_back_opens_it_again():
    launch, _chair, officer = make_launch()
    give_pilot_duty(officer, launch, due_on=dt.date(2021, 2, 15))
    assert pilots_due(officer)
    pick_pilot(by=officer, launch=launch)
    assert pilots_due(officer) is None
    pick_pilot(by=officer, launch=launch, is_pilot=False)
    assert pilots_due(officer)


def test_the_calendar_counts_what_its_lists_hold_and_leads_from_the_duty_to_choose(client):
    launch, _chair, officer = make_launch()
    client.force_login(User.objects.get(pk=officer.user_id))
    counts = launch_counts(officer, year=2021)
    assert (counts.standing, counts.held, counts.pilots, counts.missing) == (1, 0, 0, 0)
    answer = client.get(f"/phong-trao/phat-dong/diem/{launch.plan.parent_id}")
    assert answer.url == "/phong-trao/phat-dong/?tinh-trang=registered"
    page = client.get("/phong-trao/phat-dong/?diem=co").content.decode()
    assert launch.unit.title not in page.split('id="lich"')[1]
    assert client.get("/phong-trao/phat-dong/lich.xlsx").content[:2] == b"PK"


def test_many_movements_are_told_before_the_launch_and_do_not_stop_it(client):
    plan, chair, officer = make_own_plan()
    client.force_login(User.objects.get(pk=chair.user_id))
    url = f"/phong-trao/phat-dong/dang-ky/{plan.pk}"
    assert "phong trào cùng lúc" not in client.get(url).content.decode()
    unit = User.objects.get(pk=officer.user_id).appointments.get().unit
    for number in range(3):
        respond_to_movement(by=chair, movement=make_outside_movement(unit, name=f"Phong trào {number}"))
    page = client.get(url).content.decode()
    assert "4 phong trào cùng lúc" in page
    assert "Đăng ký lịch phát động</button>" in page


def test_the_calendar_of_an_earlier_year_is_one_click_away(client):
    with clock.at(dt.date(2021, 2, 1)):
        launch, _, officer = make_launch()
    client.force_login(User.objects.get(pk=officer.user_id))
    with clock.at(dt.date(2022, 1, 10)):
        page = client.get(reverse("launch_list")).content.decode()
        assert 'href="?nam=2021"' in page
        assert launch.place not in page
        page = client.get(reverse("launch_list"), {"nam": "2021"}).content.decode()
        assert "Lịch phát động năm 2021" in page
        assert launch.place in page
        assert "?nam=2021&amp;tinh-trang=held#lich" in page
        assert client.get(reverse("launch_list"), {"nam": "1900"}).context["year"] == 2022
        sheet = client.get(reverse("launch_sheet"), {"nam": "2021"})
        assert sheet.status_code == 200
    with clock.at(dt.date(2021, 2, 1)):
        assert "?nam=2020" not in client.get(reverse("launch_list")).content.decode()
