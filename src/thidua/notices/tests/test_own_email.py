"""One's own address: nothing is mailed there before the code that was sent to it is typed in. A real SMTP talk."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from thidua.accounts.actions import send_email_code
from thidua.accounts.actions.email import MOST_OF_A_PERSON, MOST_TO_AN_ADDRESS
from thidua.accounts.models import EmailCode
from thidua.accounts.queries import MOST_CODE_TRIES, NO_MAIL, waiting_email_code
from thidua.accounts.tests.factories import make_user
from thidua.common.verdicts import Refusal
from thidua.journal.models import Entry
from thidua.notices.actions import send_digests
from thidua.notices.tests.factories import make_notice
from thidua.notices.tests.mailbox import open_mailbox, text_of, with_email
from thidua.organisation.tests.factories import make_base, make_district, make_province

pytestmark = pytest.mark.django_db
ADDRESS = "lan@example.vn"
WRONG = "Mã không đúng hoặc đã hết hạn"


@pytest.fixture
def mailbox(settings):
    with open_mailbox(settings) as server:
        yield server


@pytest.fixture
def base(on_day):
    on_day("2021-03-01")
    return make_base(make_district(make_province()))


@pytest.fixture
def user(base):
    return make_user(base)


@pytest.fixture
def page(user):
    client = Client()
    client.force_login(user)
    return client


def ask(page, address=ADDRESS):
    return page.post(reverse("own_email"), {"address": address})


def type_in(page, code):
    return page.post(reverse("own_email_confirm"), {"code": code})


def code_in(letter):
    return re.search(r"\b\d{3} \d{3}\b", text_of(letter)).group()


def other_than(code):
    return f"{(int(code.replace(' ', '')) + 1) % 1_000_000:06d}"


def address_of(user):
    user.refresh_from_db()
    return user.email


def test_reminders_go_to_an_address_only_after_its_code_was_typed_in(page, user, mailbox):
    make_notice(user)
    assert ask(page, "  Lan@Example.VN ").url == reverse("own_email_confirm")
    [letter] = mailbox.letters
    assert (letter["To"], letter["Auto-Submitted"]) == (ADDRESS, "auto-generated")
    assert send_digests() == 0
    assert address_of(user) == ""
    assert ADDRESS in page.get(reverse("own_email_confirm")).content.decode()
    assert type_in(page, code_in(letter)).url == reverse("own_email")
    assert address_of(user) == ADDRESS
    assert send_digests() == 1
    entry = Entry.objects.get(event="user.email_set")
    assert (entry.subject_id, ADDRESS in entry.text) == (str(user.pk), False)
    shown = page.get(reverse("own_account")).content.decode()
    assert ADDRESS in shown
    assert reverse("mail_choice") in shown


def test_a_wrong_code_sets_nothing_and_the_fifth_spends_the_right_one(page, user, mailbox):
    ask(page)
    code = code_in(mailbox.letters[0])
    for _ in range(MOST_CODE_TRIES):
        answer = type_in(page, other_than(code))
        assert answer.status_code == 422
        assert WRONG in answer.content.decode()
    assert type_in(page, code).status_code == 422
    assert address_of(user) == ""
    assert waiting_email_code(user) is None


def test_a_code_dies_with_its_half_hour_and_with_the_next_code(page, user, mailbox):
    ask(page)
    EmailCode.objects.update(expires_at=EmailCode.objects.get().sent_at)
    assert type_in(page, code_in(mailbox.letters[0])).status_code == 422
    ask(page, "moi@example.vn")
    assert type_in(page, code_in(mailbox.letters[1])).status_code == 302
    assert address_of(user) == "moi@example.vn"
    assert type_in(page, code_in(mailbox.letters[1])).status_code == 422


def test_the_old_address_stays_until_the_new_one_is_confirmed(page, user, mailbox):
    with_email(user, "cu@example.vn")
    ask(page)
    assert address_of(user) == "cu@example.vn"
    type_in(page, code_in(mailbox.letters[0]))
    assert address_of(user) == ADDRESS


def test_removing_the_address_drops_the_code_that_waits_too(page, user, mailbox):
    with_email(user, "cu@example.vn")
    ask(page)
    assert page.post(reverse("own_email_remove")).url == reverse("own_email")
    assert address_of(user) == ""
    assert type_in(page, code_in(mailbox.letters[0])).status_code == 422
    assert Entry.objects.filter(event="user.email_removed").count() == 1
    page.post(reverse("own_email_remove"))
    assert Entry.objects.filter(event="user.email_removed").count() == 1


def test_an_address_of_another_account_is_asked_for_as_any_other(base, page, user, mailbox):
    with_email(make_user(base), "taken@example.vn")
    taken, free = ask(page, "taken@example.vn"), ask(page, "free@example.vn")
    assert (taken.status_code, taken.url) == (free.status_code, free.url)
    assert [letter["To"] for letter in mailbox.letters] == ["taken@example.vn", "free@example.vn"]


def test_one_person_and_one_address_get_so_many_letters(base, user, mailbox, on_day):
    for number in range(MOST_OF_A_PERSON):
        send_email_code(user=user, address=f"{number}@example.vn")
    with pytest.raises(Refusal, match="Đã gửi nhiều thư"):
        send_email_code(user=user, address=ADDRESS)
    for _ in range(MOST_TO_AN_ADDRESS):
        send_email_code(user=make_user(base), address=ADDRESS)
    with pytest.raises(Refusal, match="Đã gửi nhiều thư"):
        send_email_code(user=make_user(base), address=ADDRESS)
    on_day("2021-03-03")
    send_email_code(user=user, address=ADDRESS)
    assert EmailCode.objects.filter(user=user).count() == 1


def test_an_address_that_the_mail_server_refuses_and_no_answer_are_told_apart(page, user, mailbox, settings):
    mailbox.refused = {"nobody@example.vn"}
    answer = ask(page, "nobody@example.vn")
    assert answer.status_code == 422
    assert "Máy chủ thư không nhận địa chỉ này" in answer.content.decode()
    assert waiting_email_code(user) is None
    settings.EMAIL_PORT = 1
    assert "máy chủ thư không trả lời" in ask(page).content.decode()
    assert EmailCode.objects.filter(address=ADDRESS).count() == 0


def test_a_server_without_mail_says_so_and_still_removes(page, user, settings):
    settings.EMAIL_BACKEND = NO_MAIL
    with_email(user, "cu@example.vn")
    shown = page.get(reverse("own_email")).content.decode()
    assert "Máy chủ này chưa gửi được e-mail" in shown
    assert "Gửi mã xác nhận" not in shown
    assert ask(page).status_code == 422
    page.post(reverse("own_email_remove"))
    assert address_of(user) == ""


@pytest.mark.parametrize("address", ["", "lan", "lan@", "a@b\nBcc: c@d.vn"])
def test_what_is_no_address_is_refused_beside_the_field(page, mailbox, address):
    assert ask(page, address).status_code == 422
    assert not mailbox.letters
