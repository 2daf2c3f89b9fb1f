"""The first administrator of a product in service."""

import io

import pytest
from django.core.management import CommandError, call_command

from thidua.accounts.choices import Role
from thidua.accounts.models import Appointment, User
from thidua.organisation.models import Unit

pytestmark = pytest.mark.django_db
UNIT = {"unit_code": "HN", "unit_name": "Liên đoàn Lao động thành phố Hà Nội"}


@pytest.fixture(autouse=True)
def _in_service(settings):
    settings.DEMO = False


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch):
    """A function that puts a line on the standard input."""
    return lambda line: monkeypatch.setattr("sys.stdin", io.StringIO(line + "\n"))


def create(**given: str) -> str:
    out = io.StringIO()
    call_command("create_admin", "0912 345 678", "Lê Thị An", password_stdin=True, stdout=out, **given)
    return out.getvalue()


def test_the_first_administrator_and_her_unit_are_made(typed):
    typed("Mot-mat-khau-dai-1948")
    assert "Lê Thị An" in create(**UNIT)
    appointment = Appointment.objects.get()
    assert (appointment.user.username, appointment.role, appointment.unit.code) == ("0912345678", Role.ADMIN, "HN")
    assert appointment.user.check_password("Mot-mat-khau-dai-1948")


def test_a_unit_that_stands_already_is_taken(typed):
    typed("Mot-mat-khau-dai-1948")
    create(**UNIT)
    typed("Mot-mat-khau-dai-1948")
    with pytest.raises(CommandError, match="Đã có tài khoản"):
        create(unit_code="HN")
    assert Unit.objects.count() == 1


def test_an_unknown_unit_needs_a_name(typed):
    typed("Mot-mat-khau-dai-1948")
    with pytest.raises(CommandError, match="--unit-name"):
        create(unit_code="HN")


def test_a_weak_password_is_refused_and_nothing_is_made(typed):
    typed("1234")
    with pytest.raises(CommandError):
        create(**UNIT)
    assert not User.objects.exists()
    assert not Unit.objects.exists()


def test_a_demo_has_its_people_and_takes_no_administrator(settings):
    settings.DEMO = True
    with pytest.raises(CommandError, match="THIDUA_MODE=service"):
        create(**UNIT)
    assert not User.objects.exists()
