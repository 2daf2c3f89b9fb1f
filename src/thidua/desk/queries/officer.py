"""The desk of an upper unit: what waits for me, who below is late, what is due soon, and the grid of completeness."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Min, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from thidua.accounts.choices import Verb
from thidua.awards.models import Dossier
from thidua.common.actor import Actor
from thidua.common.dates import due_in_words, format_date
from thidua.desk.queries.duties_below import LATE, list_url, of_year
from thidua.desk.queries.duty_pages import INTERNAL, DutyPage, page_of
from thidua.duties.models import Duty
from thidua.duties.queries import late_duties_under, open_duties_of
from thidua.plans.models import Plan
from thidua.registrations.models import Registration
from thidua.reporting.queries import waiting_reports
from thidua.ui.charts import GridRow, Tile

MOST_CARDS, MOST_LATE, MOST_SOON, MOST_ROWS, MOST_TILES = 12, 12, 12, 6, 60
SOON = dt.timedelta(days=14)


@dataclass(frozen=True)
class Waiting:
    """Things of one kind that wait for this person: how many, since when the oldest, where they are."""

    label: str
    count: int
    since: dt.datetime | None
    url: str
    action: str


@dataclass(frozen=True)
class LateUnit:
    """A unit below that is late: with how many duties, and for how many days with the oldest of them."""

    unit_id: int
    title: str
    duties: int
    days: int

    @property
    def url(self) -> str:
        """The list of its late duties."""
        return list_url(unit_id=self.unit_id, state=LATE)


@dataclass(frozen=True)
class OfficerDesk:
    """Everything on the page, already read."""

    waiting: list[Waiting]
    cards: list[DutyPage]
    late: list[LateUnit]
    late_units: int
    soon: list[DutyPage]
    grid: list[GridRow]


def officer_desk(by: Actor, *, on: dt.date) -> OfficerDesk:
    """The three columns and the grid for the actor's unit."""
    late = late_units_under(by, on=on)
    return OfficerDesk(
        waiting=waiting_for(by),
        cards=[page_of(duty) for duty in open_duties_of(by.unit_id)[:MOST_CARDS]],
        late=late[:MOST_LATE],
        late_units=len(late),
        soon=[page_of(duty) for duty in soon_under(by, on=on)[:MOST_SOON]],
        grid=completeness_rows(by, on=on),
    )


def late_units_under(by: Actor, *, on: dt.date) -> list[LateUnit]:
    """The units below with their late duties, the one that is late for longest first."""
    rows = (
        late_duties_under(by, on=on)
        .exclude(kind__in=INTERNAL)
        .values_list("unit_id", "unit__short_name", "unit__name")
        .annotate(duties=Count("id"), oldest=Min("due_on"))
        .order_by("oldest", "unit__name_key")
    )
    return [LateUnit(pk, short or name, duties, (on - oldest).days) for pk, short, name, duties, oldest in rows]


def waiting_for(by: Actor) -> list[Waiting]:
    """What others have sent and this person's verbs allow her to answer; kinds with nothing waiting are left out."""
    found: list[Waiting | None] = []
    if by.can(Verb.APPROVE):
        plans = Plan.objects.filter(unit_id=by.unit_id, state="in_review")
        found.append(_waiting("Kế hoạch chờ duyệt", plans, reverse("plan_list"), "Xem và duyệt"))
    if by.can(Verb.ISSUE):
        plans = Plan.objects.filter(unit_id=by.unit_id, state="approved")
        found.append(_waiting("Kế hoạch chờ ban hành", plans, reverse("plan_list"), "Ban hành"))
    if by.can(Verb.RETURN):
        sent = Registration.objects.filter(state="submitted", unit__parent_id=by.unit_id)
        reports = waiting_reports(by)
        found.append(_waiting("Báo cáo chờ xem", reports, reverse("report_inbox"), "Xem báo cáo"))
        found.append(_waiting("Đăng ký danh hiệu chờ duyệt", sent, reverse("registration_list"), "Duyệt đăng ký"))
    if by.can(Verb.RECEIVE):
        dossiers = Dossier.objects.sent_to(by).filter(state__in=("submitted", "under_appraisal"))
        found.append(_waiting("Hồ sơ khen thưởng chờ thẩm định", dossiers, reverse("dossier_inbox"), "Thẩm định"))
    if by.can(Verb.DECIDE):
        ready = Dossier.objects.sent_to(by).filter(state="appraised")
        found.append(_waiting("Hồ sơ chờ quyết định", ready, reverse("decision_create"), "Quyết định"))
    return [item for item in found if item is not None]


def _waiting(label: str, rows: QuerySet[Any], url: str, action: str) -> Waiting | None:
    times = list(rows.order_by("state_since").values_list("state_since", flat=True))
    return Waiting(label, len(times), times[0], url, action) if times else None


def soon_under(by: Actor, *, on: dt.date) -> QuerySet[Duty]:
    """Open duties of the units below that are due within two weeks, soonest first."""
    return (
        Duty.objects.visible_to(by)
        .open()
        .exclude(unit_id=by.unit_id)
        .filter(due_on__gte=on, due_on__lte=on + SOON)
        .select_related("unit")
        .order_by("due_on", "unit__name_key", "id")
    )


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
    found = given.filter(wanted).select_related("unit").annotate(place=place).filter(place__lte=MOST_TILES)
    return list(found.order_by("unit__name_key", "id"))


def _row(group: _Group, duties: list[Duty], on: dt.date) -> GridRow:
    note = f"hạn {format_date(group.due_on)}" if group.due_on else "chưa có hạn"
    if group.units > len(duties):
        note += f" · {len(duties)} trong {group.units} đơn vị"
    return GridRow(page_of(duties[0]).title, tuple(_tiles(duties, on)), note)


def _tiles(duties: Iterable[Duty], on: dt.date) -> Iterable[Tile]:
    for duty in duties:
        tone, words = _tone(duty, on)
        yield Tile(duty.unit.title, tone, words, list_url(unit_id=duty.unit_id))


def _tone(duty: Duty, on: dt.date) -> tuple[str, str]:
    if duty.fulfilled_at:
        return "done", "đã xong"
    if duty.exempted_at:
        return "quiet", "được miễn"
    if duty.due_on and duty.due_on < on:
        return "late", due_in_words(duty.due_on, on)
    return "waiting", due_in_words(duty.due_on, on)
