"""The consolidated workbook as long work: progress, its file for the one who asked alone, and what may go wrong."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from thidua.accounts.choices import Role
from thidua.accounts.models import User
from thidua.accounts.tests.factories import make_actor, make_user
from thidua.common.verdicts import Refusal
from thidua.jobs.actions import KEPT_DAYS, advance, drop_old_files
from thidua.jobs.models import Job, JobFile
from thidua.notices.models import Notice
from thidua.organisation.tests.factories import make_base, make_district, make_province
from thidua.reporting import tasks
from thidua.reporting.actions import workbooks
from thidua.reporting.models import PeriodUnit
from thidua.reporting.queries.whole import rows_below
from thidua.reporting.sheets.whole import whole_workbook
from thidua.reporting.tasks import start_whole_workbook, write_whole_workbook
from thidua.reporting.tests.factories import make_request, make_submitted_report, make_whole_file
from thidua.reporting.tests.workbooks import table
from thidua.reporting.views import whole

pytestmark = pytest.mark.django_db
IN_SERVICE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def asker_of(kept: JobFile) -> User:
    return User.objects.get(pk=kept.job.user_id)


def where(place: PeriodUnit) -> list[int]:
    return [place.request_id, place.unit_id]


def a_place() -> PeriodUnit:
    asked = make_submitted_report().request
    return asked.places.select_related("request", "unit").get(unit_id=asked.unit_id)


def test_a_workbook_too_large_to_wait_for_leads_to_the_page_that_lets_it_be_written(monkeypatch):
    monkeypatch.setattr(whole, "MOST_AT_ONCE", 0)
    place = a_place()
    user = make_user(place.unit, Role.OFFICER)
    client, page = signed_in(user), reverse("rollup_whole_job", args=where(place))
    assert client.get(reverse("rollup_whole", args=[*where(place), "xlsx"])).url == page
    text = client.get(page).content.decode()
    assert "1 đơn vị" in text
    assert "Lập bảng Excel" in text
    assert not Job.objects.exists()
    answer = client.post(page)
    job = Job.objects.get()
    assert answer.url == reverse("job_page", args=[job.pk])
    assert (job.state, job.done, job.total, job.user_id, job.result_url) == ("done", 1, 1, user.pk, page)
    assert f"giữ {KEPT_DAYS} ngày" in job.message
    notice = Notice.objects.get(user=user)
    assert notice.url == page
    text = client.get(page).content.decode()
    file = reverse("rollup_whole_file", args=[*where(place), job.pk])
    assert file in text
    data = client.get(file)
    assert data["Cache-Control"] == "private, no-store"
    rows = table(b"".join(data.streaming_content), "Tổng hợp")
    assert [row[0] for row in rows[5:]] == [place.unit.name, PeriodUnit.objects.get(is_leaf=True).unit.name]
    direct = client.get(reverse("rollup_whole", args=[*where(place), "csv"]))
    assert direct.status_code == 200


def test_what_was_written_in_the_background_is_what_is_written_at_once():
    kept = make_whole_file()
    request_id, unit_id = map(int, kept.job.subject.split(":"))
    client = signed_in(make_user(PeriodUnit.objects.get(unit_id=unit_id).unit, Role.OFFICER))
    at_once = client.get(reverse("rollup_whole", args=[request_id, unit_id, "xlsx"])).content
    with kept.file.open("rb") as file:
        assert table(file.read(), "Tổng hợp") == table(at_once, "Tổng hợp")
    assert kept.size == default_storage.size(kept.file.name)


def test_the_file_is_for_the_one_who_asked_even_in_her_own_unit():
    kept = make_whole_file()
    request_id, unit_id = map(int, kept.job.subject.split(":"))
    file = reverse("rollup_whole_file", args=[request_id, unit_id, kept.job_id])
    unit = PeriodUnit.objects.get(request_id=request_id, unit_id=unit_id).unit
    colleague = signed_in(make_user(unit, Role.OFFICER, Role.LEADER, Role.ADMIN))
    assert colleague.get(file).status_code == 404
    page = colleague.get(reverse("rollup_whole_job", args=[request_id, unit_id])).content.decode()
    assert file not in page
    own = signed_in(asker_of(kept))
    assert own.get(file).status_code == 200
    other = make_request()
    elsewhere = reverse("rollup_whole_file", args=[other.pk, other.unit_id, kept.job_id])
    assert own.get(elsewhere).status_code == 404


def test_after_its_days_the_file_is_gone_for_her_and_then_from_the_disk(on_day):
    on_day("2021-07-01")
    kept = make_whole_file()
    request_id, unit_id = map(int, kept.job.subject.split(":"))
    client, name = signed_in(asker_of(kept)), kept.file.name
    file = reverse("rollup_whole_file", args=[request_id, unit_id, kept.job_id])
    assert drop_old_files() == 0
    assert client.get(file).status_code == 200
    on_day((dt.date(2021, 7, 1) + dt.timedelta(days=KEPT_DAYS + 1)).isoformat())
    assert client.get(file).status_code == 404
    assert default_storage.exists(name)
    call_command("run_timers", once=True)
    assert not default_storage.exists(name)
    assert not JobFile.objects.exists()
    assert "Đã lập" not in client.get(reverse("rollup_whole_job", args=[request_id, unit_id])).content.decode()


@override_settings(TASKS=IN_SERVICE)
def test_asking_twice_waits_for_one_and_four_are_too_many():
    place = a_place()
    by = make_actor(place.unit, Role.OFFICER)
    first = start_whole_workbook(by=by, place=place)
    assert start_whole_workbook(by=by, place=place) == first
    assert DBTaskResult.objects.filter(task_path=write_whole_workbook.module_path).count() == 1
    asked = [make_request(place.unit, by=by, title=f"Báo cáo {number}") for number in range(3)]
    places = [one.places.select_related("request", "unit").get(unit_id=place.unit_id) for one in asked]
    for one in places[:2]:
        start_whole_workbook(by=by, place=one)
    with pytest.raises(Refusal, match="đang có 3 bảng chờ lập"):
        start_whole_workbook(by=by, place=places[2])
    assert start_whole_workbook(by=make_actor(place.unit, Role.LEADER), place=place) != first


def test_more_units_than_a_workbook_takes_are_refused(monkeypatch):
    monkeypatch.setattr(workbooks, "MOST_IN_A_JOB", 0)
    place = a_place()
    page = reverse("rollup_whole_job", args=where(place))
    answer = signed_in(make_user(place.unit, Role.OFFICER)).post(page)
    assert answer.status_code == 422
    assert "hoặc tải tệp CSV" in answer.content.decode()
    assert not Job.objects.exists()


def test_rows_that_are_not_those_of_the_tree_end_the_work_with_a_reason():
    place = a_place()
    slots = list(place.request.slots.select_related("indicator"))
    for depths in ([], [1, 1]):
        with pytest.raises(Refusal, match="vừa thay đổi"):
            whole_workbook(place, slots, depths, rows_below(place), None)


@override_settings(TASKS=IN_SERVICE)
def test_a_killed_worker_writes_it_anew_and_leaves_one_file():
    place = a_place()
    by = make_actor(place.unit, Role.OFFICER)
    job = start_whole_workbook(by=by, place=place)
    write_whole_workbook.func(job.pk, place.pk)
    first = JobFile.objects.get().file.name
    Job.objects.filter(pk=job.pk).update(state="running", ended_at=None)
    call_command("take_up_jobs", verbosity=0)
    write_whole_workbook.func(job.pk, place.pk)
    again = JobFile.objects.get()
    assert again.file.name != first
    assert not default_storage.exists(first)
    assert default_storage.exists(again.file.name)
    assert Notice.objects.filter(user_id=by.user_id).count() == 1
    assert Job.objects.get().state == "done"


def test_a_fault_ends_the_job_with_what_to_do():
    place = a_place()
    by = make_actor(place.unit, Role.OFFICER)
    with override_settings(TASKS=IN_SERVICE):
        job = start_whole_workbook(by=by, place=place)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE reporting_report SET sent_values = %s", [b"torn"])
    with pytest.raises(ValueError, match="bytes"):
        write_whole_workbook.func(job.pk, place.pk)
    job.refresh_from_db()
    assert job.state == "failed"
    assert "Hãy lập lại" in job.message
    assert not JobFile.objects.exists()


def test_progress_is_told_on_the_way(monkeypatch):
    told: list[int] = []
    monkeypatch.setattr(tasks, "STEP", 2)
    monkeypatch.setattr(tasks, "advance", lambda **words: told.append(words["done"]) or advance(**words))
    district = make_district(make_province())
    for number in range(5):
        make_base(district, f"CĐCS {number}")
    asked = make_request(district)
    place = asked.places.select_related("request", "unit").get(unit=district)
    start_whole_workbook(by=make_actor(district, Role.OFFICER), place=place)
    job = Job.objects.get()
    assert told == [0, 2, 4, 5]
    assert (job.done, job.total, job.percent) == (5, 5, 100)
