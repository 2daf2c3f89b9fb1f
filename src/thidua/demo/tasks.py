"""The later months of the sample year, lived in the background with their progress shown."""

from __future__ import annotations

from django_tasks import task

from thidua.common import clock
from thidua.demo.story import DAY_OF_STAGE, STAGES, play, scenes_between
from thidua.jobs.actions import advance, begin, finish


@task()
def live_on(job_id: int, after: str) -> None:
    """Play the scenes after that stage one by one; the clock moves on at the end of each stage."""
    job = begin(job_id=job_id)
    if job is None:
        return
    scenes = list(scenes_between(after, STAGES[-1]))
    for number, scene in enumerate(scenes[job.done :], start=job.done + 1):
        play(scene)
        if number == len(scenes) or scenes[number].stage != scene.stage:
            clock.set_day(DAY_OF_STAGE[scene.stage])
        advance(job_id=job_id, done=number)
    finish(job_id=job_id, message="Năm mẫu đã đến ngày trao giấy khen.", result_url="/")
