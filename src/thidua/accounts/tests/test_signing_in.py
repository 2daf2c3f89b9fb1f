"""Signing in: password, one-time code, sample people, switching the unit."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.urls import reverse

from thidua.accounts.actions import (
    appoint,
    create_account,
    end_appointment,
    first_sign_in,
    hand_over,
    issue_one_time_code,
    mark_as_sample,
)
from thidua.accounts.choices import Role
from thidua.accounts.models import Appointment, OneTimeCode, User
from thidua.accounts.queries import actor_for
from thidua.accounts.tests.factories import PASSWORD, make_actor, make_user
from thidua.common import clock
from thidua.common.verdicts import Refusal
from thidua.journal.models import Entry
from thidua.organisation.tests.factories import make_base, make_district, make_province

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    city = make_province()
    district = make_district(city)
    return city, district, make_base(district)


def sign_in(client, user, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": user.username, "password": password})


def test_sign_in_takes_a_number_as_people_write_it(client, tree):
    user = make_user(tree[2])
    spaced = f"+84 {user.username[1:4]} {user.username[4:]}"
    response = client.post(reverse("account_login"), {"login": spaced, "password": PASSWORD})
    assert response.status_code == 302
    page = client.get(reverse("own_account"))
    assert user.full_name in page.content.decode()


def test_a_wrong_password_is_said_in_vietnamese(client, tree):
    response = sign_in(client, make_user(tree[2]), "sai")
    assert response.status_code == 422
    assert "hoặc mật khẩu không đúng" in response.content.decode()


def test_failed_sign_ins_are_throttled(client, tree, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "3/5m/key"}
    cache.clear()
    user = make_user(tree[2])
    for _ in range(3):
        sign_in(client, user, "sai")
    response = sign_in(client, user)
    assert "Đã nhập sai nhiều lần" in response.content.decode()
    cache.clear()


def test_codes_are_not_guessed_without_end(client, tree, settings):
    settings.ACCOUNT_RATE_LIMITS = {"one_time_code": "2/5m/ip"}
    cache.clear()
    fields = {"username": "0912345678", "code": "12345678", "password": PASSWORD, "password_again": PASSWORD}
    for _ in range(2):
        assert client.post(reverse("code_sign_in"), fields).status_code == 422
    response = client.post(reverse("code_sign_in"), fields)
    assert response.status_code == 429
    assert "Đã thử quá nhiều lần" in response.content.decode()
    cache.clear()


def test_sample_people_are_offered_in_the_demo_only(client, tree, settings):
    user = make_user(tree[2])
    mark_as_sample(user=user)
    settings.DEMO = True
    assert user.full_name in client.get(reverse("account_login")).content.decode()
    assert client.post(reverse("sample_sign_in", args=[user.pk])).status_code == 302
    assert client.get(reverse("own_account")).status_code == 200
    client.logout()
    settings.DEMO = False
    assert user.full_name not in client.get(reverse("account_login")).content.decode()
    assert client.post(reverse("sample_sign_in", args=[user.pk])).status_code == 404


def test_only_sample_people_are_signed_in_without_a_password(client, tree, settings):
    settings.DEMO = True
    assert client.post(reverse("sample_sign_in", args=[make_user(tree[2]).pk])).status_code == 404


def test_a_code_from_the_upper_officer_sets_the_first_password(client, tree):
    _, district, base = tree
    officer = make_actor(district, Role.OFFICER)
    user = create_account(by=officer, username="0912345678", full_name="Đỗ Thị Lan")
    appoint(by=officer, user=user, unit=base, role=Role.CHAIR)
    issued = issue_one_time_code(by=officer, user=user)
    row = OneTimeCode.objects.get()
    assert issued.code not in row.code_hash
    assert row.expires_at > clock.now()
    fields = {"username": "0912 345 678", "code": issued.spaced, "password": PASSWORD, "password_again": PASSWORD}
    assert client.post(reverse("code_sign_in"), fields).status_code == 302
    assert client.get(reverse("own_account")).status_code == 200
    user.refresh_from_db()
    assert not user.must_set_password
    assert user.check_password(PASSWORD)
    events = set(Entry.objects.filter(subject_kind="user").values_list("event", flat=True))
    assert {"user.created", "user.appointed", "code.issued", "code.used"} <= events
    again = client.post(reverse("code_sign_in"), fields)
    assert again.status_code == 422
    assert "mã không đúng" in again.content.decode()


def test_a_code_dies_after_five_wrong_tries(tree):
    officer, user = make_actor(tree[1], Role.OFFICER), make_user(tree[2])
    code = issue_one_time_code(by=officer, user=user).code
    wrong = "0" * 8 if code != "0" * 8 else "1" * 8
    for _ in range(5):
        with pytest.raises(Refusal):
            first_sign_in(username=user.username, code=wrong, password="Mat-khau-moi-2021")
    with pytest.raises(Refusal) as refusal:
        first_sign_in(username=user.username, code=code, password="Mat-khau-moi-2021")
    assert refusal.value.codes == ("wrong_code",)


def test_a_code_dies_after_three_days(tree, on_day):
    on_day("2021-03-01")
    officer, user = make_actor(tree[1], Role.OFFICER), make_user(tree[2])
    code = issue_one_time_code(by=officer, user=user).code
    on_day("2021-03-05")
    with pytest.raises(Refusal):
        first_sign_in(username=user.username, code=code, password="Mat-khau-moi-2021")


def test_a_weak_password_leaves_the_code_whole(tree):
    officer, user = make_actor(tree[1], Role.OFFICER), make_user(tree[2])
    code = issue_one_time_code(by=officer, user=user).code
    with pytest.raises(Refusal) as refusal:
        first_sign_in(username=user.username, code=code, password="123")
    assert refusal.value.codes[0] == "weak_password"
    assert first_sign_in(username=user.username, code=code, password="Mat-khau-moi-2021") == user


@pytest.mark.parametrize(
    ("giver", "role", "code"),
    [
        (Role.CHAIR, Role.CHAIR, "from_above"),
        (Role.CLERK, Role.VIEWER, "no_verb"),
        (Role.CHAIR, Role.ADMIN, "admin_only"),
    ],
)
def test_roles_that_one_may_not_give_in_her_own_unit(tree, giver, role, code):
    by, user = make_actor(tree[2], giver), make_user(tree[2], Role.VIEWER)
    with pytest.raises(Refusal) as refusal:
        appoint(by=by, user=user, unit=tree[2], role=role)
    assert refusal.value.codes == (code,)


def test_nobody_opens_an_account_that_could_do_more_than_she_may_give(tree):
    officer, leader = make_actor(tree[1], Role.OFFICER), make_user(tree[1], Role.LEADER)
    with pytest.raises(Refusal) as refusal:
        issue_one_time_code(by=officer, user=leader)
    assert refusal.value.codes == ("from_above",)


def test_a_neighbour_gives_no_roles_here(tree):
    neighbour = make_actor(make_district(tree[0], "Liên đoàn Lao động quận Hoàn Kiếm"), Role.OFFICER)
    with pytest.raises(Refusal) as refusal:
        appoint(by=neighbour, user=make_user(tree[2]), unit=tree[2], role=Role.CLERK)
    assert refusal.value.codes == ("not_yours",)


def test_hand_over_gives_every_role_to_the_successor_and_ends_the_old_sessions(client, tree, on_day):
    on_day("2021-03-01")
    _, district, base = tree
    old, new = make_user(base, Role.CHAIR, Role.VIEWER), make_user(base, Role.CLERK)
    sign_in(client, old)
    assert client.get(reverse("own_account")).status_code == 200
    on_day("2021-03-10")
    officer = make_actor(district, Role.OFFICER)
    hand_over(by=officer, unit=base, from_user=old, to_user=new)
    assert actor_for(old) is None
    assert actor_for(new).roles == {Role.CHAIR, Role.VIEWER, Role.CLERK}
    ended = Appointment.objects.filter(user=old)
    assert {row.valid_to for row in ended} == {dt.date(2021, 3, 9)}
    assert client.get(reverse("own_account")).status_code == 302
    assert Entry.objects.filter(event="user.handed_over", unit_id=base.pk).exists()


def test_hand_over_refuses_one_who_holds_nothing_and_the_same_person(tree):
    officer = make_actor(tree[1], Role.OFFICER)
    stranger, chair = make_user(tree[0], Role.VIEWER), make_user(tree[2])
    with pytest.raises(Refusal) as refusal:
        hand_over(by=officer, unit=tree[2], from_user=stranger, to_user=chair)
    assert refusal.value.codes == ("nothing_held",)
    with pytest.raises(Refusal) as refusal:
        hand_over(by=officer, unit=tree[2], from_user=chair, to_user=chair)
    assert refusal.value.codes == ("same_person",)


def test_nobody_ends_her_own_role(tree):
    admin = make_actor(tree[0], Role.ADMIN)
    own = Appointment.objects.select_related("unit").get(user_id=admin.user_id)
    with pytest.raises(Refusal) as refusal:
        end_appointment(by=admin, appointment=own)
    assert refusal.value.codes == ("own_role",)


def test_one_without_a_role_is_told_so(client, tree):
    user = make_user(tree[2])
    Appointment.objects.filter(user=user).delete()
    sign_in(client, user)
    page = client.get(reverse("unit_accounts", args=[tree[2].pk]))
    assert page.status_code == 403
    assert "chưa có vai trò" in page.content.decode()


def test_the_unit_acted_for_is_switched_among_her_own_only(client, tree):
    _, district, base = tree
    user = make_user(base)
    appoint(by=None, user=user, unit=district, role=Role.VIEWER)
    sign_in(client, user)
    assert client.get(reverse("own_account")).context["actor"].unit_id == district.pk
    client.post(reverse("unit_switch"), {"unit": base.pk})
    assert client.get(reverse("own_account")).context["actor"].unit_id == base.pk
    client.post(reverse("unit_switch"), {"unit": tree[0].pk})
    assert client.get(reverse("own_account")).context["actor"].unit_id == base.pk


def test_a_session_on_another_device_can_be_ended(client, tree, django_user_model):
    user = make_user(tree[2])
    other = type(client)()
    sign_in(client, user)
    sign_in(other, user)
    page = client.get(reverse("own_account"))
    assert len(page.context["sessions"]) == 2
    theirs = next(s for s in page.context["sessions"] if s.session_key != client.session.session_key)
    client.post(reverse("session_end"), {"session": theirs.pk})
    assert other.get(reverse("own_account")).status_code == 302
    assert client.get(reverse("own_account")).status_code == 200
    assert User.objects.count() == 1


def test_a_role_listed_for_the_second_factor_sets_it_up_before_anything_else(client, tree, settings):
    settings.SECOND_FACTOR_ROLES = ("chair",)
    sign_in(client, make_user(tree[2]))
    response = client.get(reverse("own_account"))
    assert response.url == reverse("mfa_activate_totp")
    again = client.get(response.url)
    assert again.url.startswith(reverse("account_reauthenticate"))
    page = client.post(again.url, {"password": PASSWORD}, follow=True)
    assert page.status_code == 200
    assert "ứng dụng xác thực" in page.content.decode()


@pytest.mark.parametrize(("place", "role"), [(0, Role.LEADER), (0, Role.COUNCIL), (1, Role.CHAIR)])
def test_an_administrator_gives_herself_no_role_that_decides(tree, place, role):
    admin = make_actor(tree[0], Role.ADMIN)
    with pytest.raises(Refusal) as refusal:
        appoint(by=admin, user=User.objects.get(pk=admin.user_id), unit=tree[place], role=role)
    assert refusal.value.codes == ("own_role",)
    assert list(Appointment.objects.filter(user_id=admin.user_id).values_list("role", flat=True)) == [Role.ADMIN]


def test_nobody_hands_the_roles_of_a_unit_below_to_herself(tree, on_day):
    on_day("2021-03-01")
    officer, chair = make_actor(tree[1], Role.OFFICER), make_user(tree[2], Role.CHAIR)
    on_day("2021-03-02")
    with pytest.raises(Refusal) as refusal:
        hand_over(by=officer, unit=tree[2], from_user=chair, to_user=User.objects.get(pk=officer.user_id))
    assert refusal.value.codes == ("own_role",)
    assert Appointment.objects.get(user=chair).valid_to is None


def test_a_right_code_after_four_wrong_ones_is_taken(tree):
    officer, user = make_actor(tree[1], Role.OFFICER), make_user(tree[2])
    code = issue_one_time_code(by=officer, user=user).code
    wrong = "0" * 8 if code != "0" * 8 else "1" * 8
    for _ in range(4):
        with pytest.raises(Refusal):
            first_sign_in(username=user.username, code=wrong, password="Mat-khau-moi-2021")
    assert first_sign_in(username=user.username, code=code, password="Mat-khau-moi-2021") == user
