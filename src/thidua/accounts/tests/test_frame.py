"""The frame of every page: menu by verbs, few queries."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_user
from thidua.organisation.tests.factories import make_base, make_district, make_province

pytestmark = pytest.mark.django_db


def frame_of(user):
    client = Client()
    client.force_login(user)
    return client.get(reverse("own_account")).context["frame"]


def test_the_menu_follows_the_verbs():
    base = make_base(make_district(make_province()))
    chair = [item.label for item in frame_of(make_user(base)).menu]
    viewer = [item.label for item in frame_of(make_user(base, Role.VIEWER)).menu]
    assert "Tài khoản của đơn vị" in chair
    assert "Tài khoản của đơn vị" not in viewer
    assert chair[:1] == viewer[:1] == ["Việc cần làm"]


def test_the_frame_takes_three_queries_beside_session_and_person():
    client = Client()
    client.force_login(make_user(make_base(make_district(make_province()))))
    client.get(reverse("own_account"))
    with CaptureQueriesContext(connection) as caught:
        client.get(reverse("notice_list"))
    asked = [query["sql"] for query in caught.captured_queries]
    of_the_page = 3
    of_the_session = 2
    assert len(asked) <= of_the_session + 3 + of_the_page, "\n".join(asked)
