"""The reminders of a morning: one digest a person and day, never twice, whatever dies or races."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import threading

import pytest
from django.conf import settings as product
from django.core import mail
from django.core.management import call_command
from django.db import connection

from thidua.accounts.actions import appoint
from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor, make_user
from thidua.common import clock
from thidua.desk.tasks import morning_round, remind_of_duties
from thidua.desk.tests.factories import make_year
from thidua.duties.actions import complete_duty
from thidua.duties.models import Duty, Reminder, ReminderRound
from thidua.duties.tests.factories import make_duty
from thidua.notices.actions import choose_mail, send_digests
from thidua.notices.models import Digest, Notice
from thidua.notices.tests.factories import make_notice
from thidua.notices.tests.mailbox import open_mailbox, with_email
from thidua.organisation.tests.factories import make_base, make_district, make_province

DUE = dt.date(2021, 6, 30)


@pytest.fixture
def base(db, on_day):
    on_day("2021-06-01")
    return make_base(make_district(make_province()))


def lines_of(user):
    return [(line.heading, line.text) for line in Digest.objects.get(user=user, day=clock.today()).lines.all()]


def test_one_digest_gathers_everything_of_all_units(base, on_day):
    user, other = with_email(make_user(base), "lan@example.vn"), make_base(base.parent, "Công đoàn cơ sở Trường A")
    appoint(by=None, user=user, unit=other, role=Role.CHAIR)
    late, today, soon = (dt.date(2021, 6, 29), DUE, dt.date(2021, 7, 1))
    for number, (unit, due_on) in enumerate([(base, soon), (other, today), (base, late)]):
        make_duty(unit, due_on=due_on, subject_id=number)
    on_day("2021-06-30")
    make_notice(user, "Báo cáo được trả lại.")
    assert morning_round() == 1
    origin = "Kế hoạch 03/KH-LĐLĐ ngày 07/01/2021"
    title = "Sơ kết đợt 1 và báo cáo kết quả"
    assert lines_of(user) == [
        ("Đang chậm", f"{title} · chậm 1 ngày (hạn 29/06/2021) · {origin} · {base.title}"),
        ("Hạn hôm nay", f"{title} · hạn hôm nay, 30/06/2021 · {origin} · {other.title}"),
        ("Sắp đến hạn", f"{title} · còn 1 ngày (hạn 01/07/2021) · {origin} · {base.title}"),
    ]
    (letter,) = mail.outbox
    assert letter.subject == "Thi đua: 3 việc cần nhớ, 1 thông báo chưa đọc"
    duty = Duty.objects.get(unit=other)
    assert f"/viec/{duty.pk}/mo/" in letter.body
    told = Notice.objects.of(user.pk).get(key="digest:2021-06-30")
    assert "1 việc đang chậm, 1 việc hạn hôm nay, 1 việc sắp đến hạn" in told.text


def test_a_second_round_and_a_lost_mark_tell_nobody_again(base, on_day):
    user = with_email(make_user(base), "lan@example.vn")
    make_duty(base, due_on=DUE)
    on_day("2021-06-30")
    assert morning_round() == 1
    assert morning_round() == 0
    ReminderRound.objects.all().delete()
    call_command("send_digests")
    assert len(mail.outbox) == 1
    assert Reminder.objects.count() == 1
    assert Notice.objects.of(user.pk).count() == 1
    on_day("2021-07-01")
    assert morning_round() == 1
    assert [one.step for one in Reminder.objects.order_by("step")] == [0, 1]


def test_a_quiet_day_sends_nothing_and_makes_nothing(base, on_day):
    with_email(make_user(base), "lan@example.vn")
    duty = make_duty(base, due_on=DUE)
    on_day("2021-06-22")
    assert morning_round() == 0
    on_day("2021-06-23")
    complete_duty(by=make_actor(base), duty=duty)
    assert morning_round() == 0
    assert mail.outbox == []
    assert not Digest.objects.exists()
    assert not Notice.objects.exists()


def test_nothing_goes_out_before_seven(base):
    with_email(make_user(base), "lan@example.vn")
    make_duty(base, due_on=DUE)
    early = dt.datetime(2021, 6, 30, 6, 59, tzinfo=clock.VIETNAM)
    with clock.at(early):
        assert morning_round() == 0
    assert not ReminderRound.objects.exists()
    with clock.at(early + dt.timedelta(minutes=1)):
        assert morning_round() == 1


def test_who_wants_no_mail_has_the_digest_in_the_product(base, on_day):
    chair = make_actor(base)
    choose_mail(by=chair, wants_mail=False)
    make_duty(base, due_on=DUE)
    on_day("2021-06-30")
    assert morning_round() == 0
    assert Notice.objects.of(chair.user_id).unread().count() == 1


def test_late_duties_fall_silent_after_eight_weeks(base, on_day):
    make_user(base)
    make_duty(base, due_on=DUE)
    told = []
    for days in range(-10, 80):
        with clock.at(DUE + dt.timedelta(days=days)):
            if remind_of_duties():
                told.append(days)
    assert told == [-7, -1, 0, 1, 7, 14, 21, 28, 35, 42, 49, 56]


@pytest.mark.django_db
def test_an_officer_is_told_how_many_units_are_late_not_which(on_day):
    year = make_year(bases=3, ready=1)
    for day, expected in (
        ("2021-02-11", "2 đơn vị dưới {} đang chậm 2 việc"),
        ("2021-02-12", ""),
        ("2021-02-15", "2 đơn vị dưới {} đang chậm 2 việc"),
    ):
        on_day(day)
        remind_of_duties()
        digest = Digest.objects.filter(user=year.officer_user, day=clock.today()).first()
        lines = [line.text for line in digest.lines.filter(heading="Đơn vị cấp dưới")] if digest else []
        assert lines == ([expected.format(year.district.title)] if expected else []), day
    assert not Notice.objects.filter(text__contains=year.bases[1].title).exists()


WORKER = """
import sys
import django
from django.conf import settings

django.setup()
from django.db import connection

settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = sys.argv[1]
settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", int(sys.argv[2]), False
import datetime as dt
from thidua.common import clock
from thidua.desk.tasks import morning_round

with clock.at(dt.date(2021, 6, 30)):
    print(morning_round(), flush=True)
"""


def start_worker(port):
    """Another process that does the round of 30/06/2021 on the same database, with the mail server at that port."""
    return subprocess.Popen(
        [sys.executable, "-c", WORKER, str(connection.settings_dict["NAME"]), str(port)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=product.ROOT,
        env={
            **os.environ,
            "PYTHONPATH": str(product.ROOT / "src"),
            "DJANGO_SETTINGS_MODULE": "thidua.config.settings_test",
        },
    )


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_mid_letter_has_sent_it_once(on_day, settings):
    on_day("2021-06-30")
    base = make_base(make_district(make_province()))
    with_email(make_user(base), "lan@example.vn")
    make_duty(base, due_on=DUE)
    with open_mailbox(settings) as server:
        server.falls_silent = True
        worker = start_worker(server.server_address[1])
        try:
            assert server.has_letter.wait(60)
        finally:
            worker.kill()
            worker.communicate()
        server.falls_silent = False
        assert send_digests() == 0
        assert morning_round() == 0
        assert len(server.letters) == 1
    digest = Digest.objects.get()
    assert digest.claimed_at
    assert digest.sent_at is None
    assert Notice.objects.filter(key="digest:2021-06-30").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_tell_and_mail_everybody_once(on_day, settings):
    on_day("2021-06-30")
    district = make_district(make_province())
    for number in range(12):
        base = make_base(district)
        with_email(make_user(base), f"chu-tich-{number}@example.vn")
        make_duty(base, due_on=DUE)
    with open_mailbox(settings) as server:
        workers = [start_worker(server.server_address[1]) for _ in range(2)]
        sent = [int(worker.communicate(timeout=120)[0]) for worker in workers]
        assert sum(sent) == len(server.letters) == 12
        assert sorted(letter["To"] for letter in server.letters) == sorted(
            f"chu-tich-{number}@example.vn" for number in range(12)
        )
    assert Digest.objects.filter(sent_at__isnull=False).count() == Reminder.objects.count() == 12
    assert Notice.objects.count() == 12


@pytest.mark.needs_postgresql
@pytest.mark.django_db(transaction=True)
def test_two_rounds_that_meet_within_one_person_compose_one_digest_on_postgresql(on_day):
    on_day("2021-06-30")
    base = make_base(make_district(make_province()))
    make_user(base)
    make_duty(base, due_on=DUE)
    start, told = threading.Barrier(4), []

    def run():
        try:
            with clock.at(DUE):
                start.wait(20)
                told.append(remind_of_duties())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(told) == [0, 0, 0, 1]
    assert Digest.objects.count() == Reminder.objects.count() == Notice.objects.count() == 1
