"""``./thidua send_digests``: the reminders and e-mails of the day, by hand or from cron."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from thidua.desk.tasks import remind_of_duties
from thidua.notices.actions import send_digests


class Command(BaseCommand):
    help = "Remind everybody of what is due, and send one e-mail of the day to all who have something to be told."

    def handle(self, *args: Any, **options: Any) -> None:
        people = remind_of_duties()
        self.stdout.write(f"{people} people reminded, {send_digests()} e-mails sent.")
