"""The desk of an upper unit: what waits for me, who below is late, what is due soon, and the grid of completeness."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Min, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from thidua.common.actor import Actor
from thidua.common.dates import format_date
from thidua.desk.queries.duties_below import (
    DONE,
    EXEMPTED,
    GIVEN_BACK,
    LATE,
    OPEN,
    RETURNED_WORDS,
    duty_key,
    list_url,
    of_year,
    owed_below,
    state_condition,
    state_of,
    state_words,
    told_with_state,
)
from thidua.desk.queries.duty_pages import INTERNAL, DutyPage, page_of, short_title
from thidua.desk.queries.waiting import Waiting, own_duties, waiting_for
from thidua.duties.models import Duty
from thidua.ui.charts import GridRow, Tile

MOST_CARDS, MOST_LATE, MOST_SOON, MOST_ROWS, MOST_TILES = 12, 12, 12, 6, 60
SOON = dt.timedelta(days=14)
TONES = {DONE: "done", LATE: "late", GIVEN_BACK: "late", OPEN: "waiting", EXEMPTED: "quiet"}


@dataclass(frozen=True)
class LateUnit:
    """A unit below that is late: with how many duties, for how many days with the oldest of them; and how many
    reports were given back to it."""

    unit_id: int
    title: str
    duties: int
    days: int
    given_back: int = 0

    @property
    def url(self) -> str:
        """The list of its late duties, or of the reports given back."""
        return list_url(unit_id=self.unit_id, state=LATE if self.duties else GIVEN_BACK)

    @property
    def words(self) -> str:
        """ "5 việc chậm, lâu nhất 159 ngày · 1 báo cáo đang trả lại – chờ gửi lại"."""
        late = f"{self.duties} việc chậm, lâu nhất {self.days} ngày" if self.duties else ""
        back = f"{self.given_back} báo cáo {RETURNED_WORDS}" if self.given_back else ""
        return " · ".join(part for part in (late, back) if part)


@dataclass(frozen=True)
class SoonDuty:
    """One duty that units below still have to do soon: its title, its last day, how many units, the list of them.

    ``unit`` names the unit where it is one alone.
    """

    title: str
    due_on: dt.date
    units: int
    unit: str
    url: str

    @property
    def who(self) -> str:
        """ "6 đơn vị", or the name of the only one."""
        return self.unit if self.units == 1 and self.unit else f"{self.units} đơn vị"


@dataclass(frozen=True)
class OfficerDesk:
    """Everything on the page, already read. ``to_do`` = all that waits for this person, as the menu's badge says."""

    to_do: int
    waiting: list[Waiting]
    cards: list[DutyPage]
    more_cards: int
    late: list[LateUnit]
    late_units: int
    soon: list[SoonDuty]
    grid: list[GridRow]


def officer_desk(by: Actor, *, on: dt.date) -> OfficerDesk:
    """The three columns and the grid for the actor's unit."""
    late = late_units_under(by, on=on)
    waiting = waiting_for(by)
    own = list(own_duties(by))
    return OfficerDesk(
        to_do=sum(item.count for item in waiting) + len(own),
        waiting=waiting,
        cards=[page_of(duty) for duty in own[:MOST_CARDS]],
        more_cards=max(0, len(own) - MOST_CARDS),
        late=late[:MOST_LATE],
        late_units=len(late),
        soon=soon_under(by, on=on),
        grid=completeness_rows(by, on=on),
    )


def late_units_under(by: Actor, *, on: dt.date) -> list[LateUnit]:
    """The units below with their late duties, the one that is late for longest first; then those that have only a
    report given back."""
    is_late = state_condition(LATE, on)
    rows = (
        owed_below(by, on=on)
        .order_by()
        .values_list("unit_id", "unit__short_name", "unit__name")
        .annotate(
            duties=Count("id", filter=is_late),
            oldest=Min("due_on", filter=is_late),
            given_back=Count("id", filter=state_condition(GIVEN_BACK, on)),
        )
        .order_by(F("oldest").asc(nulls_last=True), "unit__name_key")
    )
    return [
        LateUnit(pk, short or name, duties, (on - oldest).days if oldest else 0, given_back)
        for pk, short, name, duties, oldest, given_back in rows
    ]


def soon_under(by: Actor, *, on: dt.date) -> list[SoonDuty]:
    """What is due below within two weeks, one line a duty however many units bear it; soonest first."""
    rows = (
        Duty.objects.visible_to(by)
        .open()
        .exclude(unit_id=by.unit_id)
        .exclude(kind__in=INTERNAL)
        .filter(due_on__gte=on, due_on__lte=on + SOON)
        .order_by()
        .values_list("kind", "subject_kind", "subject_id", "occurrence", "due_on")
        .annotate(units=Count("unit", distinct=True), title=Min("title"), unit=Min("unit__short_name"))
        .order_by("due_on", "kind", "subject_id", "occurrence")
    )
    return [
        SoonDuty(short_title(kind, title), due_on, units, unit, list_url(duty=duty_key(kind, *subject)))
        for kind, *subject, due_on, units, title, unit in rows[:MOST_SOON]
    ]


@dataclass(frozen=True)
class _Group:
    """One duty as many units bear it: what names it, how many units, how many of them have still to do it."""

    kind: str
    subject_kind: str
    subject_id: int
    occurrence: int
    due_on: dt.date | None
    units: int
    left: int

    def urgency(self, on: dt.date) -> tuple[int, int]:
        """Late first, then by how near the day is; what all have done, and what has no day, last."""
        if self.due_on is None:
            return (3, 0)
        if self.left and self.due_on < on:
            return (0, (on - self.due_on).days)
        return (1 if self.left else 2, abs((self.due_on - on).days))

    def holds(self, duty: Duty) -> bool:
        """Is that duty one of this group?"""
        key = (duty.kind, duty.subject_kind, duty.subject_id, duty.occurrence, duty.due_on)
        return key == (self.kind, self.subject_kind, self.subject_id, self.occurrence, self.due_on)

    @property
    def condition(self) -> Q:
        """The duties of this group."""
        return Q(
            kind=self.kind,
            subject_kind=self.subject_kind,
            subject_id=self.subject_id,
            occurrence=self.occurrence,
            due_on=self.due_on,
        )


def completeness_rows(by: Actor, *, on: dt.date) -> list[GridRow]:
    """One row a duty that the units directly below were given this year, the most urgent first; one tile a unit.

    Of very many units those that have still to do it are shown, and the note says how many there are in all.
    """
    given = Duty.objects.filter(of_year(on.year), unit__parent_id=by.unit_id, withdrawn_at__isnull=True)
    given = given.exclude(kind__in=INTERNAL)
    names = ("kind", "subject_kind", "subject_id", "occurrence", "due_on")
    counted = given.values_list(*names).annotate(
        units=Count("id"), left=Count("id", filter=Q(fulfilled_at__isnull=True, exempted_at__isnull=True))
    )
    groups = sorted((_Group(*row) for row in counted.order_by(*names)), key=lambda group: group.urgency(on))
    shown = groups[:MOST_ROWS]
    tiles = _worst_of(given, shown, names)
    return [_row(group, [duty for duty in tiles if group.holds(duty)], on) for group in shown]


def _worst_of(given: QuerySet[Duty], groups: list[_Group], names: tuple[str, ...]) -> list[Duty]:
    """Of each group at most MOST_TILES duties, those left to do before those done, in one query."""
    if not groups:
        return []
    wanted = Q()
    for group in groups:
        wanted |= group.condition
    place = Window(
        RowNumber(),
        partition_by=[F(name) for name in names],
        order_by=[F("fulfilled_at").desc(nulls_first=True), F("id").asc()],
    )
    found = (
        told_with_state(given.filter(wanted).select_related("unit")).annotate(place=place).filter(place__lte=MOST_TILES)
    )
    return list(found.order_by("unit__name_key", "id"))


def _row(group: _Group, duties: list[Duty], on: dt.date) -> GridRow:
    note = f"hạn {format_date(group.due_on)}" if group.due_on else "chưa có hạn"
    if group.units > len(duties):
        note += f" · {len(duties)} trong {group.units} đơn vị"
    return GridRow(page_of(duties[0]).title, tuple(_tiles(duties, on)), note)


def _tiles(duties: Iterable[Duty], on: dt.date) -> Iterable[Tile]:
    for duty in duties:
        state = state_of(duty, on)
        words = state_words(duty, on)
        yield Tile(
            duty.unit.title,
            TONES[state],
            words[:1].lower() + words[1:],
            list_url(unit_id=duty.unit_id),
            still_counts=state == GIVEN_BACK,
        )
