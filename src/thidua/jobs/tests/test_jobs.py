import pytest

from thidua.jobs.actions import advance, begin, fail, finish, requeue_interrupted
from thidua.jobs.choices import JobState
from thidua.jobs.tests.factories import make_job

pytestmark = pytest.mark.django_db


def test_a_job_counts_its_steps_and_ends_with_a_result():
    job = begin(job_id=make_job().pk)
    assert (job.state, job.done) == (JobState.RUNNING, 0)
    advance(job_id=job.pk, done=3)
    job.refresh_from_db()
    assert job.percent == 75
    finish(job_id=job.pk, message="Đã in 4 giấy khen.", result_url="/khen-thuong/")
    job.refresh_from_db()
    assert (job.state, job.percent, job.result_url) == (JobState.DONE, 100, "/khen-thuong/")


def test_what_ended_is_not_taken_up_again():
    job = begin(job_id=make_job().pk)
    fail(job_id=job.pk, message="Thiếu phông chữ.")
    assert begin(job_id=job.pk) is None
    finish(job_id=job.pk)
    job.refresh_from_db()
    assert (job.state, job.message) == (JobState.FAILED, "Thiếu phông chữ.")


def test_after_a_killed_worker_the_next_start_goes_on_where_it_was():
    job = make_job()
    begin(job_id=job.pk)
    advance(job_id=job.pk, done=2)
    assert requeue_interrupted() == 1
    job.refresh_from_db()
    assert job.state == JobState.WAITING
    again = begin(job_id=job.pk)
    assert (again.state, again.done) == (JobState.RUNNING, 2)
    assert requeue_interrupted() == 1
