"""Notices: told once, read, and mailed once a day through a real SMTP conversation."""

import pytest
from django.test import Client
from django.urls import reverse

from thidua.accounts.tests.factories import make_actor, make_user
from thidua.common import clock
from thidua.notices.actions import compose_digest, mark_read, send_digests, tell
from thidua.notices.models import Digest, Notice
from thidua.notices.queries import unread_count
from thidua.notices.tests.factories import make_digest, make_notice
from thidua.notices.tests.mailbox import html_of, open_mailbox, text_of, with_email
from thidua.organisation.tests.factories import make_base, make_district, make_province

pytestmark = pytest.mark.django_db


@pytest.fixture
def mailbox(settings):
    with open_mailbox(settings) as server:
        yield server


@pytest.fixture
def base():
    return make_base(make_district(make_province()))


def test_nobody_is_told_twice_for_one_key(base):
    user = make_user(base)
    for _ in range(2):
        tell(users=[user, user], text="Kế hoạch 03/KH-LĐLĐ đã ban hành.", key="plan.issued:3")
    assert Notice.objects.count() == 1


def test_reading_one_and_all(base):
    user = make_user(base)
    client = Client()
    client.force_login(user)
    first = make_notice(user, url=reverse("own_account"))
    make_notice(user, "Hạn nộp báo cáo còn 5 ngày.")
    page = client.get(reverse("notice_list")).content.decode()
    assert "Hạn nộp báo cáo còn 5 ngày." in page
    assert client.post(reverse("notice_open", args=[first.pk])).url == reverse("own_account")
    assert Notice.objects.unread().count() == 1
    client.post(reverse("notices_read"))
    assert Notice.objects.unread().count() == 0


def test_another_persons_notices_stay_hers(base):
    notice, other = make_notice(make_user(base)), make_actor(base)
    assert unread_count(other) == 0
    assert mark_read(by=other, notice=notice) == 0


def test_one_letter_a_day_with_all_that_is_unread(base, mailbox, on_day):
    on_day("2021-03-01")
    user = with_email(make_user(base, full_name="Đỗ Thị Lan"), "lan@example.vn")
    make_notice(user, "Báo cáo sơ kết được trả lại.", "/bao-cao/1/")
    make_notice(user, "Hạn nộp còn 5 ngày.")
    make_notice(make_user(base), "Người không có e-mail.")
    assert send_digests() == 1
    (letter,) = mailbox.letters
    assert letter["To"] == "lan@example.vn"
    assert letter["Subject"] == "Thi đua: 2 thông báo chưa đọc"
    assert letter["Auto-Submitted"] == "auto-generated"
    text = text_of(letter)
    assert "Chào Đỗ Thị Lan" in text
    assert "Báo cáo sơ kết được trả lại." in text
    assert "/bao-cao/1/" in text
    make_notice(user, "Điều mới trong ngày.")
    assert send_digests() == 0
    on_day("2021-03-02")
    assert send_digests() == 1
    assert "Điều mới trong ngày." in text_of(mailbox.letters[-1])
    assert "Hạn nộp" not in text_of(mailbox.letters[-1])


def test_a_refused_address_keeps_nobody_else_waiting_and_is_tried_again(base, mailbox, caplog):
    wrong, right = with_email(make_user(base), "sai@example.vn"), with_email(make_user(base), "dung@example.vn")
    mailbox.refused.add("sai@example.vn")
    make_notice(wrong)
    make_notice(right)
    assert send_digests() == 1
    assert Digest.objects.get(sent_at__isnull=False).user == right
    mailbox.refused.clear()
    assert send_digests() == 1


def test_without_a_mail_server_nothing_is_marked_as_sent(base, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    make_notice(with_email(make_user(base), "lan@example.vn"))
    assert send_digests() == 0
    assert Notice.objects.filter(digest_sent_at=None).count() == 1


def test_the_digest_of_a_day_is_one_with_its_notice_and_its_lines(base, on_day):
    on_day("2021-03-01")
    user = make_user(base)
    lines = [("Đang chậm", "Sơ kết đợt 1", "/viec/1/mo/"), ("Hạn hôm nay", "Đăng ký danh hiệu", "")]
    day = clock.today()
    assert compose_digest(user=user, day=day, lines=lines, summary="1 việc đang chậm, 1 việc hạn hôm nay")
    assert not compose_digest(user=user, day=day, lines=lines, summary="lần nữa")
    digest, notice = Digest.objects.get(), Notice.objects.get()
    assert notice.text == "Việc cần nhớ ngày 01/03/2021: 1 việc đang chậm, 1 việc hạn hôm nay."
    client = Client()
    client.force_login(user)
    assert client.post(reverse("notice_open", args=[notice.pk])).url == reverse("digest_page", args=[digest.pk])
    page = client.get(reverse("digest_page", args=[digest.pk])).content.decode()
    assert '<a href="/viec/1/mo/">Sơ kết đợt 1</a>' in page
    assert page.index("Đang chậm") < page.index("Hạn hôm nay")


def test_the_letter_carries_lines_and_notices_as_text_and_html(base, mailbox, on_day, settings):
    on_day("2021-03-01")
    settings.PUBLIC_URL = "https://thidua.example.vn"
    user = with_email(make_user(base), "lan@example.vn")
    make_digest(user)
    make_notice(user, "Báo cáo <sơ kết> được trả lại.", "/bao-cao/1/")
    assert send_digests() == 1
    (letter,) = mailbox.letters
    assert letter["Subject"].strip() == "Thi đua: 1 việc cần nhớ, 1 thông báo chưa đọc"
    assert "HẠN HÔM NAY\n- Sơ kết đợt 1 · hạn hôm nay\n  https://thidua.example.vn/lich/" in text_of(letter).replace(
        "\r\n", "\n"
    )
    assert "https://thidua.example.vn/thong-bao/cach-bao/" in text_of(letter)
    assert '<a href="https://thidua.example.vn/lich/">Sơ kết đợt 1' in html_of(letter)
    assert "Báo cáo &lt;sơ kết&gt; được trả lại." in html_of(letter)
    assert "Việc cần nhớ ngày" not in text_of(letter), "the notice of the digest itself is not mailed"


def test_who_wants_no_mail_gets_none_and_is_told_in_the_product(base, mailbox, on_day):
    on_day("2021-03-01")
    user = with_email(make_user(base), "lan@example.vn")
    client = Client()
    client.force_login(user)
    assert client.post(reverse("mail_choice"), {}).url == reverse("notice_list")
    make_digest(user)
    assert send_digests() == 0
    assert mailbox.letters == []
    assert Notice.objects.of(user.pk).unread().count() == 1
    client.post(reverse("mail_choice"), {"wants_mail": "on"})
    assert send_digests() == 1


def test_a_notice_of_long_ago_is_not_mailed(base, mailbox, on_day):
    on_day("2021-01-01")
    user = make_user(base)
    make_notice(user)
    on_day("2021-03-01")
    with_email(user, "lan@example.vn")
    assert send_digests() == 0


def test_a_line_that_breaks_in_mid_letter_is_not_tried_again_that_day(base, mailbox, on_day, settings, caplog):
    on_day("2021-03-01")
    settings.EMAIL_TIMEOUT = 0.3
    user = with_email(make_user(base), "lan@example.vn")
    make_digest(user)
    mailbox.falls_silent = True
    assert send_digests() == 0
    mailbox.falls_silent = False
    assert send_digests() == 0
    assert len(mailbox.letters) == 1
    assert "may not have arrived" in caplog.text
    assert Digest.objects.get().sent_at is None


def test_a_mail_server_that_is_away_marks_nothing(base, settings, on_day, caplog):
    on_day("2021-03-01")
    with open_mailbox(settings) as server:
        away = server.server_address
    settings.EMAIL_HOST, settings.EMAIL_PORT = away
    make_digest(with_email(make_user(base), "lan@example.vn"))
    assert send_digests() == 0
    assert Digest.objects.get().claimed_at is None
    with open_mailbox(settings) as server:
        assert send_digests() == 1
        assert len(server.letters) == 1


def test_another_persons_digest_is_not_found(base):
    digest = make_digest(make_user(base))
    client = Client()
    client.force_login(make_user(base))
    assert client.get(reverse("digest_page", args=[digest.pk])).status_code == 404
