"""``./thidua run_timers``: what has to be done again and again beside the queue of tasks; started by run and serve.

Every piece is idempotent, so that two servers, or a timer and a hand, do no harm.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

from thidua.accounts.actions import forget_old_forms
from thidua.desk.tasks import morning_round
from thidua.documents.actions import sweep_uploads
from thidua.duties.actions import hand_over_duties
from thidua.jobs.actions import drop_old_files
from thidua.journal.actions import seal_everything
from thidua.plans.actions import settle_newcomers
from thidua.reporting.actions import merge_everything

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Timer:
    """A piece of housekeeping and how often it is looked at, in seconds."""

    name: str
    every: int
    do: Callable[[], object]


TIMERS = (
    Timer("add up the reports that wait", 30, merge_everything),
    Timer("seal the journal", 300, seal_everything),
    Timer("hand over the duties of units that have ended", 900, hand_over_duties),
    Timer("give running plans to units that are new below their issuers", 900, settle_newcomers),
    Timer("remind of duties, send the daily e-mails", 900, morning_round),
    Timer("delete the files of uploads that were rolled back", 6 * 3600, sweep_uploads),
    Timer("throw away the results of long work whose days are over", 6 * 3600, drop_old_files),
    Timer("forget tokens of old forms", 6 * 3600, forget_old_forms),
)


class Command(BaseCommand):
    help = "Add up reports, seal the journal, remind, send the daily e-mails, tidy up; runs until it is stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do everything once and end")

    def handle(self, *args: Any, **options: Any) -> None:
        due = dict.fromkeys(TIMERS, 0.0)
        while True:
            for timer in TIMERS:
                if time.monotonic() >= due[timer]:
                    self._do(timer)
                    due[timer] = time.monotonic() + timer.every
            if options["once"]:
                return
            close_old_connections()
            time.sleep(10)

    def _do(self, timer: Timer) -> None:
        try:
            timer.do()
        except Exception:
            log.exception("the timer failed: %s", timer.name)
