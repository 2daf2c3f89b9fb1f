"""Every address turns away who has nothing to do with the thing: nobody, a stranger, a neighbour unit.

Not signed in: to the sign-in page (or 404). Signed in at another place of the tree: 404, for looking and for acting.
Pages without an object show a stranger her own things only: they answer, and never break.
"""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.house.addresses import Address, addresses
from tests.house.openers import Opened, example_of
from thidua.accounts.actions import create_account
from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_user
from thidua.journal.models import Entry, MoveLog
from thidua.organisation.tests.factories import make_base, make_district, make_province

pytestmark = pytest.mark.django_db
CLOSED = [address for address in addresses() if not address.is_public]
OF_OBJECTS = [address for address in CLOSED if address.arguments]
HARMLESS = (200, 302, 404, 405, 422)
"""Her own things, or nothing, or a reason."""
OF_LISTS = [address for address in CLOSED if not address.arguments]
OPEN = {
    "account_login": "who signs in is nobody yet",
    "code_sign_in": "the first sign-in, with a one-time code",
    "sample_sign_in": "sample people of a demo; 404 in service",
    "mfa_index": "leads on to one's own account",
    "mfa_view_recovery_codes": "allauth asks for the password itself",
    "mfa_download_recovery_codes": "allauth asks for the password itself",
    "certificate_lookup": "anyone may check a certificate",
    "certificate": "anyone may check a certificate; nothing else of the person is shown",
    "alive": "for the machines that watch the server",
    "ready": "for the machines that watch the server; no secrets",
    "offline_worker": "a script without anything of anybody in it",
    "offline_page": "says that there is no network",
    "calendar_feed": "calendars cannot sign in: the address itself is the key, 256 random bits, revocable",
}
"""Every address that anybody may open, and why."""
ALLAUTHS = {"account_logout", "account_change_password", "account_reauthenticate"}
"""allauth's own views in our look; they ask for a session themselves. So do those whose names begin with "mfa_"."""


@pytest.mark.parametrize("address", CLOSED, ids=str)
def test_who_is_not_signed_in_is_sent_to_the_sign_in_page(address: Address, client: Client):
    path = example_of(address).path
    for answer in (client.get(path), client.post(path)):
        if answer.status_code == 302:
            assert answer.url.startswith(reverse("account_login")), answer.url
        else:
            assert answer.status_code in (404, 405)


@pytest.mark.parametrize("address", OF_OBJECTS, ids=str)
def test_a_stranger_finds_nothing(address: Address, client: Client):
    opened = example_of(address)
    client.force_login(stranger())
    assert_closed(address, client, opened)


@pytest.mark.parametrize("address", OF_OBJECTS, ids=str)
def test_a_neighbour_unit_finds_nothing(address: Address, client: Client):
    opened = example_of(address)
    parent = opened.unit.parent or make_province("Liên đoàn Lao động khác")
    client.force_login(make_user(make_base(parent, "Công đoàn cơ sở bên cạnh"), Role.CHAIR, Role.ADMIN))
    assert_closed(address, client, opened)


@pytest.mark.parametrize("address", OF_LISTS, ids=str)
def test_a_page_without_an_object_answers_a_stranger(address: Address, client: Client):
    client.force_login(stranger())
    path = example_of(address).path
    assert client.get(path).status_code in HARMLESS


def test_who_holds_no_appointment_today_is_told_so(client: Client):
    client.force_login(create_account(by=None, username="0911222333", full_name="Lê Thị Thôi", password="x" * 12))
    answer = client.get(example_of(OF_LISTS[0]).path)
    assert answer.status_code == 403
    assert "Tài khoản của bạn chưa có vai trò" in answer.content.decode()


def test_each_public_address_has_its_reason():
    public = {address.name for address in addresses() if address.is_public}
    assert {name for name in public - set(OPEN) - ALLAUTHS if not name.startswith("mfa_")} == set()
    assert set(OPEN) <= public, "no longer public"


@pytest.mark.parametrize("address", [a for a in addresses() if a.is_public], ids=str)
def test_a_public_page_answers_anybody(address: Address, client: Client):
    path = example_of(address).path
    assert client.get(path).status_code in (200, 302, 404, 405, 503)


def stranger():
    """A person with every power at a union of the same level in another province."""
    district = make_district(make_province("Liên đoàn Lao động tỉnh xa"), "Liên đoàn Lao động huyện xa")
    return make_user(make_base(district, "Công đoàn cơ sở xa"), *Role.values)


def assert_closed(address: Address, client: Client, opened: Opened) -> None:
    """Looking finds nothing, acting finds nothing."""
    path = opened.path
    seen = client.get(path)
    if not opened.names_an_object:
        assert seen.status_code in HARMLESS
        return
    assert seen.status_code in (404, 405), f"GET {path} answered {seen.status_code}"
    if getattr(address.view, "gesture", "") == "writes":
        acted = client.post(path)
        assert acted.status_code == 404, f"POST {path} answered {acted.status_code}"


LOOKERS = (Role.VIEWER, Role.COUNCIL)
"""Roles that see a unit's things and change none of those that stand here."""
STEPS_OF_THE_LOWER_UNIT = {"plan_cascade", "movement_respond"}
"""What a chair below is asked to do with a thing of the unit above."""


@pytest.mark.parametrize("address", [a for a in OF_OBJECTS if getattr(a.view, "gesture", "") == "writes"], ids=str)
def test_lower_and_upper_unit_and_who_only_looks_get_404_or_the_reason_and_change_nothing(
    address: Address, client: Client
):
    opened = example_of(address)
    above = opened.unit.parent or opened.unit
    below = make_base(opened.unit, "Công đoàn bộ phận bên dưới")
    for user in (
        make_user(opened.unit, *LOOKERS),
        make_user(above, *LOOKERS),
        make_user(below, *LOOKERS),
        *([] if address.name in STEPS_OF_THE_LOWER_UNIT else [make_user(below, Role.CHAIR, Role.ADMIN)]),
    ):
        client.force_login(user)
        before = Entry.objects.count(), MoveLog.objects.count()
        answer = client.post(opened.path)
        assert answer.status_code in (200, 302, 403, 404, 405, 422), f"{user} got {answer.status_code}"
        assert (Entry.objects.count(), MoveLog.objects.count()) == before, f"{user} changed something"
