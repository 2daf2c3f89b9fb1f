"""Builds the sample year, up to a stage at once or the rest of it in the background."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from thidua.common import clock
from thidua.demo import world
from thidua.demo.story import DAY_OF_STAGE, STAGES, play, scenes_between, stage_now
from thidua.demo.tasks import live_on
from thidua.jobs.actions import start_job


class Command(BaseCommand):
    help = "Builds the sample year of Hà Nội 2021 through the actions. Demo mode only."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--stage", "--until", dest="until", choices=STAGES, default=STAGES[-1])
        parser.add_argument("--later", action="store_true", help="live the stages that are left, in the background")

    def handle(self, *args: Any, **options: Any) -> None:
        now = stage_now()
        if options["later"]:
            self._later(now)
            return
        if now and STAGES.index(now) > STAGES.index(options["until"]):
            raise CommandError(f"The sample year already stands at “{now}”. An earlier stage needs an empty database.")
        for scene in scenes_between(now, options["until"]):
            self.stdout.write(f"{scene.day:%d/%m/%Y}  {scene.words}")
            play(scene)
        clock.set_day(DAY_OF_STAGE[options["until"]])

    def _later(self, now: str) -> None:
        total = len(list(scenes_between(now, STAGES[-1])))
        if total:
            job = start_job(by=world.system(world.CITY), kind="demo", title="Sống tiếp năm mẫu 2021", total=total)
            live_on.enqueue(job.pk, now)
