"""The queue of merges: one waiting task for many reports sent at the same time."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.test import override_settings
from django_tasks_db.models import DBTaskResult

from thidua.reporting.models import Rollup, RollupDirty
from thidua.reporting.tasks import merge_request, merge_soon, write_whole_workbook
from thidua.reporting.tests.factories import make_request, make_submitted_report

IN_SERVICE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def waiting() -> int:
    return DBTaskResult.objects.filter(status="READY").count()


@pytest.mark.django_db(transaction=True)
@override_settings(TASKS=IN_SERVICE)
def test_many_who_send_at_once_wait_for_one_merge(on_day):
    on_day("2021-07-01")
    asked, other = make_request(), make_request()
    make_submitted_report(asked)
    for _ in range(3):
        merge_soon({asked.pk})
    merge_soon({asked.pk, other.pk})
    assert waiting() == 2
    call_command("db_worker", batch=True, interval=0, verbosity=0)
    assert (waiting(), RollupDirty.objects.count()) == (0, 0)
    assert Rollup.objects.get(request=asked, basis="live").n_done == 1
    merge_soon({asked.pk})
    assert waiting() == 1


@pytest.mark.django_db(transaction=True)
@override_settings(TASKS=IN_SERVICE)
def test_a_merge_goes_before_a_workbook_that_waits_longer(on_day):
    on_day("2021-07-01")
    asked = make_request()
    write_whole_workbook.enqueue(0, 0)
    merge_soon({asked.pk})
    assert [one.task_path for one in DBTaskResult.objects.ready()] == [
        merge_request.module_path,
        write_whole_workbook.module_path,
    ]
