"""A form acts once; a form sent after the session ended is kept and sent again."""

import threading

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from thidua.accounts.actions import reserve_form
from thidua.accounts.choices import Role
from thidua.accounts.models import Appointment, UsedForm, User
from thidua.accounts.tests.factories import PASSWORD, make_user
from thidua.common import clock
from thidua.organisation.tests.factories import make_base, make_district, make_province

ROLE = {"full_name": "Vũ Ngọc Anh", "username": "0987654321", "role": Role.CLERK, "post": ""}


@pytest.fixture
def base(db):
    return make_base(make_district(make_province()))


@pytest.fixture
def chair(base):
    return make_user(base)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def test_double_tap_on_submit_and_back_and_submit_again_act_once_and_say_so(base, chair):
    client = signed_in(chair)
    url = reverse("account_add", args=[base.pk])
    first = client.post(url, ROLE | {"_once": "t1"})
    again = client.post(url, ROLE | {"_once": "t1"}, follow=True)
    assert again.redirect_chain == [(first.url, 302)]
    assert "Việc này đã được thực hiện lúc" in again.content.decode()
    assert "không làm lại" in again.content.decode()
    assert User.objects.filter(username="0987654321").count() == 1


def test_a_refused_form_may_be_sent_again(base, chair):
    client = signed_in(chair)
    url = reverse("account_add", args=[base.pk])
    assert client.post(url, ROLE | {"full_name": "", "_once": "t2"}).status_code == 422
    assert client.post(url, ROLE | {"_once": "t2"}).status_code == 302
    assert Appointment.objects.filter(user__username="0987654321").exists()


def test_a_code_is_not_issued_twice_by_going_back(base):
    officer, chair = make_user(base.parent, Role.OFFICER), make_user(base)
    client = signed_in(officer)
    url = reverse("code_issue", args=[base.pk, chair.pk])
    assert "Mã chỉ hiện một lần" in client.post(url, {"_once": "t3"}).content.decode()
    assert client.post(url, {"_once": "t3"}).url == url


@pytest.mark.django_db(transaction=True)
def test_a_true_double_tap_at_the_same_moment_acts_once():
    base = make_base(make_district(make_province()))
    chair = make_user(base)
    clients = [signed_in(chair), signed_in(chair)]
    url = reverse("account_add", args=[base.pk])
    answers, start = [], threading.Barrier(2)

    def tap(client):
        start.wait()
        answers.append(client.post(url, ROLE | {"_once": "t4"}))
        connection.close()

    threads = [threading.Thread(target=tap, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].url == answers[1].url
    assert Appointment.objects.filter(user__username="0987654321").count() == 1


def test_a_reservation_of_a_killed_server_is_taken_over(chair):
    assert reserve_form(user=chair, token="t5") is None
    assert reserve_form(user=chair, token="t5") is not None
    UsedForm.objects.update(used_at=clock.now() - clock.dt.timedelta(minutes=3))
    assert reserve_form(user=chair, token="t5") is None


def test_session_ended_in_mid_form_is_as_she_left_it_and_is_sent(base, chair):
    client = signed_in(chair)
    client.get(reverse("own_account"))
    client.cookies.pop(settings.SESSION_COOKIE_NAME)
    url = reverse("account_add", args=[base.pk])
    answer = client.post(url, ROLE | {"_once": "t6"})
    assert answer.url == f"{reverse('account_login')}?next={reverse('kept_form').replace('/', '%2F')}"
    assert not User.objects.filter(username="0987654321").exists()
    page = client.post(
        reverse("account_login"),
        {"login": chair.username, "password": PASSWORD, "next": reverse("kept_form")},
        follow=True,
    )
    text = page.content.decode()
    assert "Vũ Ngọc Anh" in text
    assert f'action="{url}" data-send-now' in text
    sent = client.post(url, dict(page.context["pairs"]) | {"_resent": "1"})
    assert sent.status_code == 302
    assert User.objects.filter(username="0987654321").exists()
    assert client.get(reverse("kept_form")).url == "/"


def test_a_form_of_another_person_on_the_same_machine_is_not_sent_by_itself(base, chair):
    client = signed_in(make_user(base))
    client.get(reverse("own_account"))
    client.cookies.pop(settings.SESSION_COOKIE_NAME)
    client.post(reverse("account_add", args=[base.pk]), ROLE)
    page = client.post(
        reverse("account_login"),
        {"login": chair.username, "password": PASSWORD, "next": reverse("kept_form")},
        follow=True,
    )
    assert "khi người khác đang đăng nhập" in page.content.decode()
    assert "data-send-now" not in page.content.decode()


def test_a_kept_form_is_sent_only_with_the_right_to_do_it(base):
    viewer = make_user(base, Role.VIEWER)
    client = Client()
    url = reverse("account_add", args=[base.pk])
    client.post(url, ROLE)
    page = client.post(
        reverse("account_login"),
        {"login": viewer.username, "password": PASSWORD, "next": reverse("kept_form")},
        follow=True,
    )
    sent = client.post(url, dict(page.context["pairs"]) | {"_resent": "1"})
    assert sent.status_code == 422
    assert not User.objects.filter(username="0987654321").exists()
