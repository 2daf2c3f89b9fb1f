"""``./thidua take_up_jobs``: before the worker starts, what it left running waits again."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from thidua.jobs.actions import requeue_interrupted


class Command(BaseCommand):
    help = "Let interrupted jobs wait again, to go on where they were. Only while no worker is running."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{requeue_interrupted()} jobs taken up.")
