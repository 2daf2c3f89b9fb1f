"""The year at a glance of one unit. Every figure comes with the address of the list that it is the count of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst

from thidua.awards.queries import AwardFilter, Share, awards_of_year, linked_share
from thidua.campaigns.queries import launch_calendar
from thidua.common.actor import Actor
from thidua.desk.queries.duties_below import DONE, LATE, UnitProgress, list_url, progress_by_unit
from thidua.desk.queries.strip import issued_plans, year_line
from thidua.desk.queries.waiting import GRASSROOTS
from thidua.organisation.models import Unit
from thidua.plans.models import Plan
from thidua.registrations.queries import registered_lines
from thidua.reporting.queries import TargetProgress, Watched, requests_of_year, target_progress, watched
from thidua.ui.charts import Bullet, Timeline
from thidua.ui.counting import length_of


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


@dataclass(frozen=True)
class _Counts:
    """How many things of the year there are, each the length of a list."""

    launches: int
    registered: int
    awarded: int
    direct: int


def year_of(by: Actor, *, on: dt.date) -> Year:
    """The actor's unit in the year of that day, in seven queries."""
    plan, counts = _plan_and_counts(by, on.year)
    units = progress_by_unit(by, on=on)
    requests = requests_of_year(by.unit_id, plan=plan, year=on.year)
    progress = target_progress(plan, by.unit_id, requests) if plan else []
    share = linked_share(on.year, "direct", counts.direct, counts.awarded)
    return Year(
        heading=f"Toàn cảnh năm {on.year}",
        plan=plan,
        tiles=_tiles(counts, on, units),
        line=year_line(by.unit_id, title=f"Năm {on.year}", on=on, plan=plan),
        bullets=[bullet_of(one) for one in progress if one.bound is not None],
        in_words=[one for one in progress if one.bound is None],
        targets_note=f"Theo {plan.name}" if plan else "",
        reports=watched(by, [one.request for one in requests if one.is_watched]),
        share=share,
        units=units,
    )


def _plan_and_counts(by: Actor, year: int) -> tuple[Plan | None, _Counts]:
    """The running plan and the counts in one row; without a plan they come with the unit itself."""
    counts = {
        "n_launches": length_of(launch_calendar(by, year=year)),
        "n_registered": length_of(
            registered_lines(by, year=year, with_own=by.unit_level in GRASSROOTS), distinct="person_id"
        ),
        "n_awarded": length_of(awards_of_year(by, year, "person")),
        "n_direct": length_of(awards_of_year(by, year, "direct")),
    }
    plan = issued_plans(by.unit_id, year=year).annotate(**counts).first()
    row: Any = plan or Unit.objects.annotate(**counts).get(pk=by.unit_id)
    return plan, _Counts(row.n_launches, row.n_registered, row.n_awarded, row.n_direct)


def bullet_of(progress: TargetProgress) -> Bullet:
    """One numeric target as a chart; the figure links to what it is made of."""
    return Bullet(
        label=capfirst(progress.target.subject),
        actual=progress.value,
        bound=progress.bound or 0,
        unit=progress.target.unit_word,
        on=progress.on,
        expected=progress.expected,
        is_ceiling=progress.is_ceiling,
        url=progress.url,
        told=progress.actual.text if progress.actual and progress.actual.den is not None else "",
        bound_words=progress.bound_text,
        said=progress.state.said if progress.state else None,
    )


def _tiles(counts: _Counts, on: dt.date, units: list[UnitProgress]) -> list[Tile]:
    awarded = AwardFilter(year=on.year, group="person").url
    tiles = [
        Tile("Buổi phát động", counts.launches, "buổi", f"{reverse('launch_list')}#lich"),
        Tile("Người đăng ký danh hiệu", counts.registered, "người", f"{reverse('registration_list')}#don-vi"),
        Tile("Lượt người được khen", counts.awarded, "lượt", awarded, "honour"),
    ]
    if units:
        tiles = [
            Tile("Việc đã xong", sum(unit.done for unit in units), "việc", list_url(state=DONE), "done"),
            Tile("Việc đang chậm", sum(unit.late for unit in units), "việc", list_url(state=LATE), "late"),
            *tiles,
        ]
    return tiles
