"""No log line holds the secret part of a calendar's address."""

import logging

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from thidua.config.logs import HideCalendarAddresses

pytestmark = pytest.mark.django_db


def test_no_log_line_holds_an_address(caplog):
    caplog.handler.addFilter(HideCalendarAddresses())
    token = "a-secret-that-nobody-may-read"
    with caplog.at_level(logging.INFO):
        assert Client().get(reverse("calendar_feed", args=[token])).status_code == 404
        try:
            raise ValueError(f"no page /lich/rieng/{token}.ics")
        except ValueError:
            logging.getLogger("django.request").exception("at /lich/rieng/%s.ics", token)
    assert "/lich/rieng/…" in caplog.text
    assert token not in caplog.text


def test_every_handler_hides_them():
    assert all("no_secrets" in handler["filters"] for handler in settings.LOGGING["handlers"].values())
