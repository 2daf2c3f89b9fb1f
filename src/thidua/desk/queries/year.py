"""The year at a glance of one unit. Every figure comes with the address of the list that it is the count of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst

from thidua.awards.queries.awards import AwardFilter, Share, direct_worker_share
from thidua.campaigns.queries import launch_count
from thidua.common.actor import Actor
from thidua.desk.queries.duties_below import DONE, LATE, UnitProgress, list_url, progress_by_unit
from thidua.desk.queries.strip import running_plan, year_line
from thidua.plans.models import Plan
from thidua.registrations.queries import registered_share
from thidua.reporting.queries import TargetProgress, Watched, asked_of, target_progress
from thidua.ui.charts import Bullet, Timeline


@dataclass(frozen=True)
class Tile:
    """One figure, its unit, and the list that it counts."""

    label: str
    value: int
    unit: str
    url: str
    tone: str = ""


@dataclass(frozen=True)
class Year:
    """Everything on the page, already read."""

    heading: str
    plan: Plan | None
    tiles: list[Tile]
    line: Timeline
    bullets: list[Bullet]
    in_words: list[TargetProgress]
    reports: list[Watched]
    targets_note: str
    share: Share
    units: list[UnitProgress]


def year_of(by: Actor, *, on: dt.date) -> Year:
    """The actor's unit in the year of that day."""
    plan = running_plan(by.unit_id, year=on.year)
    units = progress_by_unit(by, on=on)
    progress = target_progress(plan, plan.unit) if plan else []
    share = direct_worker_share(by, on.year)
    return Year(
        heading=f"Toàn cảnh năm {on.year}",
        plan=plan,
        tiles=_tiles(by, on, units, share),
        line=year_line(by.unit_id, title=f"Năm {on.year}", on=on, plan=plan),
        bullets=[bullet_of(one) for one in progress if one.bound is not None],
        in_words=[one for one in progress if one.bound is None],
        targets_note=f"Theo {plan.name}" if plan else "",
        reports=asked_of(by),
        share=share,
        units=units,
    )


def bullet_of(progress: TargetProgress) -> Bullet:
    """One numeric target as a chart; the figure links to what it is made of."""
    return Bullet(
        label=capfirst(progress.target.subject),
        actual=None if progress.value is None else round(progress.value, 1).normalize(),
        bound=progress.bound or 0,
        unit=progress.target.unit_word,
        on=progress.on,
        expected=progress.expected,
        is_ceiling=progress.is_ceiling,
        url=progress.url,
    )


def _tiles(by: Actor, on: dt.date, units: list[UnitProgress], share: Share) -> list[Tile]:
    launches = launch_count(by, year=on.year)
    registered = registered_share(by, year=on.year)
    tiles = [
        Tile("Buổi phát động", launches.standing, "buổi", f"{reverse('launch_list')}#lich"),
        Tile("Người đăng ký danh hiệu", registered.people, "người", f"{reverse('registration_list')}#don-vi"),
        Tile(
            "Lượt người được khen", share.denominator, "lượt", AwardFilter(year=on.year, group="person").url, "honour"
        ),
    ]
    if units:
        tiles = [
            Tile("Việc đã xong", sum(unit.done for unit in units), "việc", list_url(state=DONE), "done"),
            Tile("Việc đang chậm", sum(unit.late for unit in units), "việc", list_url(state=LATE), "late"),
            *tiles,
        ]
    return tiles
