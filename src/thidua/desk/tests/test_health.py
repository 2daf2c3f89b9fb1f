import datetime as dt
import logging

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from thidua.accounts.choices import Role
from thidua.accounts.models import User
from thidua.accounts.tests.factories import make_actor
from thidua.common import clock
from thidua.organisation.tests.factories import make_district, make_province

pytestmark = pytest.mark.django_db


def signed_in(unit, role: Role) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=make_actor(unit, role).user_id))
    return client


@pytest.fixture
def waiting_work():
    result = DBTaskResult.objects.create(
        task_path="thidua.jobs.tasks.x",
        args_kwargs={"args": [], "kwargs": {}},
        queue_name="default",
        backend_name="default",
    )
    DBTaskResult.objects.filter(pk=result.pk).update(enqueued_at=clock.now() - dt.timedelta(minutes=30))


def test_alive_answers_without_sign_in(client):
    assert client.get("/suc-khoe").content == b"ok\n"


def test_a_stranger_learns_only_whether_the_server_is_ready(client):
    answer = client.get("/san-sang")
    assert (answer.status_code, answer.content) == (200, b"ready\n")


def test_the_administrator_of_the_topmost_unit_reads_every_sign():
    province = make_province()
    seen = signed_in(province, Role.ADMIN).get("/san-sang").json()
    assert set(seen) == {"database", "migrations", "worker", "disk"}
    assert signed_in(province, Role.OFFICER).get("/san-sang").content == b"ready\n"
    assert signed_in(make_district(province), Role.ADMIN).get("/san-sang").content == b"ready\n"


def test_not_ready_when_background_work_waits_too_long(client, waiting_work, caplog):
    with caplog.at_level(logging.WARNING, logger="thidua.desk"):
        answer = client.get("/san-sang")
    assert (answer.status_code, answer.content) == (503, b"not ready\n")
    assert "worker (oldest task waits" in caplog.text
    assert signed_in(make_province(), Role.ADMIN).get("/san-sang").json()["worker"]["ok"] is False
