"""A worker killed with SIGKILL in the middle of a merge: nothing half is left, and the next start goes on."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from thidua.reporting.actions import merge_everything
from thidua.reporting.models import Rollup, RollupDirty
from thidua.reporting.tests.factories import make_request, make_submitted_report

WORKER = """
import sys
import django
from django.conf import settings

django.setup()
from django.db import connection, transaction

settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = sys.argv[1]
from thidua.reporting.actions import merge_rollups

with transaction.atomic():
    merged = merge_rollups(request_id=int(sys.argv[2]))
    print("merged", merged, flush=True)
    sys.stdin.read()
"""


@pytest.mark.django_db(transaction=True)
def test_worker_killed_while_merging_leaves_nothing_half_and_the_next_start_goes_on(on_day):
    on_day("2021-07-01")
    asked = make_request()
    make_submitted_report(asked)
    name = str(connection.settings_dict["NAME"])
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER, name, str(asked.pk)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=settings.ROOT,
        env={
            **os.environ,
            "PYTHONPATH": str(settings.ROOT / "src"),
            "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE,
        },
    )
    try:
        assert worker.stdout.readline() == "merged 1\n"
        worker.kill()
    finally:
        worker.kill()
        worker.communicate()
    assert RollupDirty.objects.count() == 1
    assert Rollup.objects.get(request=asked, basis="live").n_done == 0
    assert merge_everything() == 1
    assert Rollup.objects.get(request=asked, basis="live").sums == [1, 2, 3, 4]
