"""Somebody lost her telephone and the recovery codes: the server's keeper switches her second factor off."""

import io

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.utils import is_mfa_enabled
from django.core.management import CommandError, call_command
from django.urls import reverse

from thidua.accounts.tests.factories import PASSWORD, make_user
from thidua.journal.models import Entry
from thidua.organisation.tests.factories import make_base, make_district, make_province

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return make_user(make_base(make_district(make_province())))


def drop(username: str) -> str:
    out = io.StringIO()
    call_command("drop_second_factor", username, stdout=out)
    return out.getvalue()


def test_it_is_switched_off_with_its_recovery_codes_and_her_devices_are_signed_out(client, user):
    client.post(reverse("account_login"), {"login": user.username, "password": PASSWORD})
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    assert client.get(reverse("own_account")).status_code == 200
    assert user.full_name in drop(f"+84 {user.username[1:]}")
    assert not is_mfa_enabled(user)
    assert client.get(reverse("own_account")).status_code == 302
    assert Entry.objects.get(event="second_factor.dropped").subject_id == str(user.pk)


def test_who_has_none_and_who_is_unknown_are_told_so(user):
    with pytest.raises(CommandError, match="chưa bật"):
        drop(user.username)
    with pytest.raises(CommandError, match="Không có tài khoản"):
        drop("0999999999")
    assert not Entry.objects.filter(event="second_factor.dropped").exists()
