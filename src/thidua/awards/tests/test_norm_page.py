"""The page of the register of norms, which stands on a floor below accounts and so is opened from here."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_user
from thidua.organisation.tests.factories import make_province

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(make_user(make_province(), Role.VIEWER))
    return client


def test_the_register_is_searched_without_accents_and_by_force(reader: Client):
    page = reader.get(reverse("norm_list"), {"q": "quy che khen thuong"}).content.decode()
    assert "999/QĐ-TLĐ" in page
    assert "30/2020/NĐ-CP" not in page
    page = reader.get(reverse("norm_list"), {"hieu-luc": "expired"}).content.decode()
    assert "98/2023/NĐ-CP" in page
    assert "30/2020/NĐ-CP" not in page


def test_the_register_keeps_the_limits(reader: Client, count_queries):
    answer = reader.get(reverse("norm_list"))
    assert len(answer.content) <= 60 * 1024
    assert count_queries(lambda: reader.get(reverse("norm_list"))) <= 10
