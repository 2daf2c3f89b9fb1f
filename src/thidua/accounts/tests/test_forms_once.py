"""A form acts once; a form sent after the session ended is kept and sent again."""

import threading

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from thidua.accounts.actions import forget_old_forms, reserve_form
from thidua.accounts.choices import Role
from thidua.accounts.models import Appointment, KeptForm, UsedForm, User
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
    sent = client.post(url, dict(page.context["kept"].pairs) | {"_resent": "1"})
    assert sent.status_code == 302
    assert User.objects.filter(username="0987654321").exists()
    assert client.get(reverse("kept_form")).url == "/"


def kept_by(user, base):
    """A browser in which the session of that user ended while she filled a form, and what she typed was kept."""
    client = signed_in(user)
    client.get(reverse("own_account"))
    client.cookies.pop(settings.SESSION_COOKIE_NAME)
    client.post(reverse("account_add", args=[base.pk]), ROLE)
    return client


def sign_in(client, user):
    data = {"login": user.username, "password": PASSWORD, "next": reverse("kept_form")}
    return client.post(reverse("account_login"), data, follow=True)


def test_what_one_person_typed_is_read_by_nobody_else_at_the_same_machine_and_is_still_hers(base, chair):
    other = make_user(base)
    client = kept_by(other, base)
    assert ROLE["full_name"] not in str(dict(client.session))
    page = sign_in(client, chair)
    assert page.redirect_chain[-1][0] == "/"
    assert ROLE["full_name"] not in page.content.decode()
    assert client.get(reverse("kept_form")).url == "/"
    client.post(reverse("account_logout"))
    assert ROLE["full_name"] in sign_in(client, other).content.decode()


def test_what_was_kept_is_found_at_the_next_sign_in_wherever_she_wanted_to_go(base, chair):
    client = kept_by(chair, base)
    data = {"login": chair.username, "password": PASSWORD, "next": reverse("own_account")}
    assert client.post(reverse("account_login"), data).url == reverse("kept_form")


def test_what_was_kept_may_be_dropped(base, chair):
    client = kept_by(chair, base)
    sign_in(client, chair)
    assert client.post(reverse("kept_form")).url == "/"
    assert not KeptForm.objects.exists()


def test_a_form_of_somebody_unknown_is_not_kept_and_says_so(base):
    client = Client()
    page = client.post(reverse("account_add", args=[base.pk]), ROLE, follow=True)
    assert "nội dung vừa gửi không được nhận" in page.content.decode()
    assert not KeptForm.objects.exists()


def test_kept_forms_are_forgotten_after_two_weeks(base, chair):
    kept_by(chair, base)
    KeptForm.objects.update(kept_at=clock.now() - clock.dt.timedelta(days=15))
    forget_old_forms()
    assert not KeptForm.objects.exists()


def test_a_kept_form_is_sent_only_with_the_right_to_do_it(base):
    viewer = make_user(base, Role.VIEWER)
    client = kept_by(viewer, base)
    page = sign_in(client, viewer)
    url = reverse("account_add", args=[base.pk])
    sent = client.post(url, dict(page.context["kept"].pairs) | {"_resent": "1"})
    assert sent.status_code == 422
    assert not User.objects.filter(username="0987654321").exists()
