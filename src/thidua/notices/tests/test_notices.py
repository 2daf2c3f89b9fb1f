"""Notices: told once, read, and mailed once a day through a real SMTP conversation."""

import email
import email.policy
import socketserver
import threading

import pytest
from django.test import Client
from django.urls import reverse

from thidua.accounts.tests.factories import make_actor, make_user
from thidua.notices.actions import mark_read, send_digests, tell
from thidua.notices.models import Digest, Notice
from thidua.notices.queries import unread_count
from thidua.notices.tests.factories import make_notice
from thidua.organisation.tests.factories import make_base, make_district, make_province

pytestmark = pytest.mark.django_db


class Mailbox(socketserver.ThreadingTCPServer):
    """A mail server that speaks as much SMTP as is needed to take letters, and keeps them."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.letters = []
        self.refused = set()


class Conversation(socketserver.StreamRequestHandler):
    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self):
        self.say("220 mailbox")
        while line := self.rfile.readline().decode().strip():
            verb = line[:4].upper()
            if verb == "RCPT" and any(address in line for address in self.server.refused):
                self.say("550 no such person")
            elif verb == "DATA":
                self.say("354 go on")
                lines = iter(self.rfile.readline, b".\r\n")
                letter = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
                self.server.letters.append(letter)
                self.say("250 kept")
            elif verb == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")


@pytest.fixture
def mailbox(settings):
    with Mailbox() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.EMAIL_USE_TLS, settings.EMAIL_HOST_USER = False, ""
        yield server
        server.shutdown()


@pytest.fixture
def base():
    return make_base(make_district(make_province()))


def with_email(user, address):
    user.email = address
    user.save()
    return user


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
    text = letter.get_content()
    assert "Chào Đỗ Thị Lan" in text
    assert "Báo cáo sơ kết được trả lại." in text
    assert "/bao-cao/1/" in text
    make_notice(user, "Điều mới trong ngày.")
    assert send_digests() == 0
    on_day("2021-03-02")
    assert send_digests() == 1
    assert "Điều mới trong ngày." in mailbox.letters[-1].get_content()
    assert "Hạn nộp" not in mailbox.letters[-1].get_content()


def test_a_refused_address_keeps_nobody_else_waiting_and_is_tried_again(base, mailbox, caplog):
    wrong, right = with_email(make_user(base), "sai@example.vn"), with_email(make_user(base), "dung@example.vn")
    mailbox.refused.add("sai@example.vn")
    make_notice(wrong)
    make_notice(right)
    assert send_digests() == 1
    assert Digest.objects.get().user == right
    mailbox.refused.clear()
    assert send_digests() == 1


def test_without_a_mail_server_nothing_is_marked_as_sent(base, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    make_notice(with_email(make_user(base), "lan@example.vn"))
    assert send_digests() == 0
    assert Notice.objects.filter(digest_sent_at=None).count() == 1
