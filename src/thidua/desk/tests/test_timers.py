import pytest
from django.core import mail
from django.core.management import call_command

from thidua.accounts.actions import reserve_form
from thidua.accounts.models import UsedForm
from thidua.accounts.tests.factories import make_user
from thidua.journal.models import Seal
from thidua.notices.tests.factories import make_notice
from thidua.organisation.tests.factories import make_base, make_district, make_person, make_province

pytestmark = pytest.mark.django_db


def test_the_timers_seal_mail_and_tidy_up_and_a_second_round_does_nothing_more(on_day):
    on_day("2021-03-01")
    base = make_base(make_district(make_province()))
    user = make_user(base)
    user.email = "lan@example.vn"
    user.save()
    reserve_form(user=user, token="old")
    call_command("take_up_jobs")
    make_person(base)
    make_notice(user)
    on_day("2021-03-20")
    for _ in range(2):
        call_command("run_timers", once=True)
    assert Seal.objects.count() == 1
    assert [letter.to for letter in mail.outbox] == [["lan@example.vn"]]
    assert UsedForm.objects.count() == 0
