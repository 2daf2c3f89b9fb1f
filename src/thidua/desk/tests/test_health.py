import datetime as dt

import pytest
from django_tasks_db.models import DBTaskResult

from thidua.common import clock

pytestmark = pytest.mark.django_db


def test_alive_answers_without_sign_in(client):
    assert client.get("/suc-khoe").content == b"ok\n"


def test_ready_names_every_sign(client):
    answer = client.get("/san-sang")
    assert answer.status_code == 200
    assert set(answer.json()) == {"database", "migrations", "worker", "disk"}


def test_not_ready_when_background_work_waits_too_long(client):
    result = DBTaskResult.objects.create(
        task_path="thidua.jobs.tasks.x",
        args_kwargs={"args": [], "kwargs": {}},
        queue_name="default",
        backend_name="default",
    )
    DBTaskResult.objects.filter(pk=result.pk).update(enqueued_at=clock.now() - dt.timedelta(minutes=30))
    answer = client.get("/san-sang")
    assert answer.status_code == 503
    assert answer.json()["worker"]["ok"] is False
