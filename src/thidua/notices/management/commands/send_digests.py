"""``./thidua send_digests``: the daily e-mails, by hand or from cron."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from thidua.notices.actions import send_digests


class Command(BaseCommand):
    help = "Send one e-mail of the day to everybody who has unread notices."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{send_digests()} e-mails sent.")
