"""The pages of jobs, seen by a person (rooms above ``jobs`` make persons)."""

import pytest
from django.test import Client
from django.urls import reverse

from thidua.accounts.tests.factories import make_user
from thidua.jobs.actions import begin, finish
from thidua.jobs.tests.factories import make_job
from thidua.organisation.tests.factories import make_base, make_district, make_province

pytestmark = pytest.mark.django_db


def test_the_page_refreshes_itself_until_the_end():
    base = make_base(make_district(make_province()))
    job = make_job(base.pk)
    client = Client()
    client.force_login(make_user(base))
    page = client.get(reverse("job_page", args=[job.pk])).content.decode()
    assert 'hx-trigger="every 2s"' in page
    assert "Đang chờ" in client.get(reverse("job_list")).content.decode()
    begin(job_id=job.pk)
    finish(job_id=job.pk, result_url="/")
    part = client.get(reverse("job_page", args=[job.pk]), headers={"HX-Request": "true"})
    assert part["HX-Refresh"] == "true"
    assert "every 2s" not in part.content.decode()
