"""Recipients with a number in their name are listed by its size, those of before too."""

from __future__ import annotations

import importlib

import pytest
from django.apps import apps

from thidua.awards.models import Award, DossierLine
from thidua.awards.tests.factories import make_decided_awards

pytestmark = pytest.mark.django_db


def test_recipients_of_before_are_put_in_order():
    award = make_decided_awards()[0]
    line = DossierLine.objects.earliest("pk")
    keys = []
    for name in ("Tổ 10", "Tổ 9"):
        Award.objects.filter(pk=award.pk).update(recipient=name, name_key="cũ")
        DossierLine.objects.filter(pk=line.pk).update(full_name=name, name_key="cũ")
        importlib.import_module("thidua.awards.migrations.0005_numbers_in_order").sort_numbers(apps, None)
        award.refresh_from_db()
        line.refresh_from_db()
        keys.append((award.name_key, line.name_key))
    assert keys[0][1] > keys[1][1]
    assert keys[0][0] > keys[1][0]
    assert "cũ" not in keys[0] + keys[1]
