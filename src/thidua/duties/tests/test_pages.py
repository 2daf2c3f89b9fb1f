"""One duty: the unit says it is done, the level above extends or exempts, each refusal with its reason."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from thidua.accounts.choices import Role
from thidua.accounts.models import User
from thidua.accounts.tests.factories import make_actor, make_user
from thidua.common import clock
from thidua.common.verdicts import Refusal
from thidua.duties.actions import complete_duty, exempt_from_duty, extend_duty
from thidua.duties.choices import DutyKind
from thidua.duties.models import Duty
from thidua.duties.tests.factories import make_duty

pytestmark = pytest.mark.django_db
DAY = dt.date(2021, 6, 30)


def test_complete_marks_the_duty_once_with_its_note():
    duty = make_duty(due_on=DAY)
    chair = make_actor(duty.unit)
    stale = Duty.objects.get(pk=duty.pk)
    complete_duty(by=chair, duty=duty, note="Đã sơ kết ngày 25/6")
    assert Duty.objects.get(pk=duty.pk).fulfilled_at
    with pytest.raises(Refusal, match="người khác ghi là xong"):
        complete_duty(by=chair, duty=stale)


def test_complete_refuses_another_unit_a_viewer_and_a_duty_with_a_page_of_its_own():
    duty = make_duty(due_on=DAY)
    with pytest.raises(Refusal, match="Chỉ đơn vị được giao"):
        complete_duty(by=make_actor(duty.unit.parent), duty=duty)
    with pytest.raises(Refusal, match="chỉ được xem"):
        complete_duty(by=make_actor(duty.unit, Role.VIEWER), duty=duty)
    with pytest.raises(Refusal, match="ở trang của nó"):
        complete_duty(by=make_actor(duty.unit), duty=make_duty(duty.unit, kind=DutyKind.REGISTER_TITLES))


def test_a_choice_with_nothing_left_to_choose_from_is_ended_with_the_reason(client):
    duty = make_duty(kind=DutyKind.PICK_PILOTS, due_on=DAY)
    chair = make_user(duty.unit, Role.CHAIR)
    with pytest.raises(Refusal, match="Hãy ghi vì sao"):
        complete_duty(by=make_actor(duty.unit), duty=duty, note=" ")
    client.force_login(chair)
    page = client.get(f"/viec/{duty.pk}/").content.decode()
    assert "Mở trang để làm" in page
    assert client.post(f"/viec/{duty.pk}/xong/", {"note": ""}).status_code == 422
    client.post(f"/viec/{duty.pk}/xong/", {"note": "Các buổi phát động đã tổ chức xong"})
    duty.refresh_from_db()
    assert duty.fulfilled_at


def test_the_level_above_extends_and_exempts_with_a_reason():
    duty = make_duty(due_on=DAY)
    officer = make_actor(duty.unit.parent, Role.OFFICER)
    with clock.at(DAY):
        with pytest.raises(Refusal, match="Chỉ công đoàn cấp trên"):
            extend_duty(by=make_actor(duty.unit), duty=duty, due_on=DAY, reason="Xin thêm ngày")
        with pytest.raises(Refusal, match="lý do gia hạn"):
            extend_duty(by=officer, duty=duty, due_on=DAY, reason=" ")
        with pytest.raises(Refusal, match="từ hôm nay"):
            extend_duty(by=officer, duty=duty, due_on=dt.date(2021, 6, 1), reason="Dịch bệnh")
        extend_duty(by=officer, duty=duty, due_on=dt.date(2021, 7, 15), reason="Dịch bệnh")
        duty.refresh_from_db()
        assert (duty.due_on, duty.first_due_on) == (dt.date(2021, 7, 15), DAY)
        exempt_from_duty(by=officer, duty=duty, reason="Đơn vị ngừng hoạt động")
    assert not Duty.objects.open().filter(pk=duty.pk).exists()


def test_the_way_back_leads_to_the_list_that_holds_the_duty():
    duty = make_duty(due_on=DAY)
    for unit, back in ((duty.unit, "duty_list"), (duty.unit.parent, "duties_below")):
        client = Client()
        client.force_login(User.objects.get(pk=make_actor(unit, Role.OFFICER).user_id))
        page = client.get(reverse("duty_page", args=[duty.pk])).content.decode()
        kicker = page.split('class="kicker"')[1].split("</")[0]
        assert f'href="{reverse(back)}"' in kicker


def test_a_chair_marks_it_in_the_browser():
    duty = make_duty(due_on=DAY)
    client = Client()
    client.force_login(User.objects.get(pk=make_actor(duty.unit).user_id))
    assert duty.title in client.get(reverse("duty_list")).content.decode()
    answer = client.post(reverse("duty_done", args=[duty.pk]), {"note": "Đã nộp"})
    assert answer.url == reverse("duty_page", args=[duty.pk])
    assert "Đã nộp" in client.get(answer.url).content.decode()
    assert duty.title not in client.get(reverse("duty_list")).content.decode()
    assert duty.title in client.get(f"{reverse('duty_list')}?tinh-trang=xong").content.decode()
