"""Work of a worker that was killed goes on at the next start, and is given up when it kills worker after worker."""

import pytest
from django.apps import apps

from thidua.common import clock
from thidua.config.lost_work import TRIES, give_back, own_worker_id

pytestmark = pytest.mark.django_db


def running(*workers: str):
    """A piece of work claimed by these workers, one after another."""
    return apps.get_model("django_tasks_database", "DBTaskResult").objects.create(
        status="RUNNING",
        started_at=clock.now(),
        args_kwargs={"args": [], "kwargs": {}},
        task_path="thidua.jobs.tasks.nothing",
        worker_ids=list(workers),
        backend_name="default",
        run_after=clock.now(),
    )


def test_work_of_a_dead_worker_waits_again():
    work = running("me")
    assert give_back("me") == 1
    work.refresh_from_db()
    assert (work.status, work.started_at) == ("READY", None)


def test_work_of_another_worker_is_left_alone():
    work = running("me", "other")
    assert give_back("me") == 0
    work.refresh_from_db()
    assert work.status == "RUNNING"


def test_work_that_killed_its_worker_too_often_is_given_up():
    work = running(*["me"] * TRIES)
    assert give_back("me") == 0
    work.refresh_from_db()
    assert work.status == "FAILED"
    assert "died 3 times" in work.traceback


def test_the_name_of_the_worker_lasts():
    assert own_worker_id() == own_worker_id() != ""
