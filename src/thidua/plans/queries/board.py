"""Who below has received a plan, has made its own, is late: the board of the level above."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, Subquery, Value, When

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.dates import due_in_words, format_date
from thidua.common.text import search_text
from thidua.duties.choices import DutyKind
from thidua.duties.models import Duty, DutyQuerySet
from thidua.journal.models import Entry
from thidua.journal.queries import entries_about
from thidua.organisation.models import Unit
from thidua.plans.lifecycle import CLOSED, GONE, OUT, WITHDRAWN
from thidua.plans.models import Plan, PlanQuerySet, PlanReceipt

HAS, HAS_LATE, WAITING, LATE, EXEMPTED = "has", "has_late", "waiting", "late", "exempted"
MISSING = "missing"
STATUS_WORDS = {
    HAS: ("đã có kế hoạch", "done"),
    HAS_LATE: ("có, nhưng chậm", "waiting"),
    WAITING: ("chưa có", "quiet"),
    LATE: ("chậm", "late"),
    EXEMPTED: ("được miễn", "quiet"),
}
AT_ONCE = 500
"""Rows that are in memory at one time while the whole board is read."""


@dataclass(frozen=True)
class LowerPlan:
    """One unit below: its receipt, its own plan if it has issued one, and how it stands on ``today``."""

    unit: Unit
    duty: Duty
    plan_id: int | None
    number_text: str
    issued_on: dt.date | None
    confirmed_at: dt.datetime | None
    status: str
    today: dt.date

    @classmethod
    def of(cls, duty: Any) -> LowerPlan:
        """The line of a duty that ``lower_plan_rows`` has found."""
        own = (duty.own_id, duty.own_number or "", duty.own_issued_on)
        return cls(duty.unit, duty, *own, duty.confirmed_at, duty.status, clock.today())

    @property
    def words(self) -> str:
        """ "đã có kế hoạch", "chậm 3 ngày"."""
        if self.status in (LATE, WAITING):
            return f"chưa có, {due_in_words(self.duty.due_on, self.today)}"
        return STATUS_WORDS[self.status][0]

    @property
    def tone(self) -> str:
        """The tone of the chip."""
        return STATUS_WORDS[self.status][1]

    @property
    def plan_words(self) -> str:
        """ "01/KH-CĐCS ngày 20/01/2021", or nothing."""
        return f"{self.number_text} ngày {format_date(self.issued_on)}" if self.plan_id else ""


@dataclass(frozen=True)
class BoardCounts:
    """How many units stand how (by the keys of ``STATUS_WORDS``), and how many have not confirmed the plan."""

    by_status: dict[str, int]
    unconfirmed: int

    @property
    def total(self) -> int:
        """All units that were asked."""
        return sum(self.by_status.values())

    @property
    def done(self) -> int:
        """Those that have a plan, late or not."""
        return self.by_status[HAS] + self.by_status[HAS_LATE]

    @property
    def missing(self) -> int:
        """Those that have none and are not exempted."""
        return self.by_status[WAITING] + self.by_status[LATE]


def lower_plan_rows(plan: Plan, by: Actor) -> DutyQuerySet:
    """The duty of every unit that was asked to make its plan after ``plan`` and that the actor covers, with how it
    stands today; ``LowerPlan.of`` makes a line of each. A later amendment does not make an own plan late."""
    own = own_plans_after(plan).filter(unit_id=OuterRef("unit_id"))
    held = own.exclude(state__in=GONE).order_by("-id")
    in_time = Q(due_on__isnull=True) | Exists(own.filter(issued_on__lte=OuterRef("due_on")))
    receipt = PlanReceipt.objects.filter(plan=plan, unit_id=OuterRef("unit_id"))
    status = Case(
        When(Exists(held) & in_time, then=Value(HAS)),
        When(Exists(held), then=Value(HAS_LATE)),
        When(exempted_at__isnull=False, then=Value(EXEMPTED)),
        When(due_on__lt=clock.today(), then=Value(LATE)),
        default=Value(WAITING),
        output_field=CharField(),
    )
    asked = Q(withdrawn_at__isnull=True)
    if plan.state == CLOSED:  # closing has withdrawn what was open until then
        asked |= Q(withdrawn_at__gte=plan.state_since)
    return (
        Duty.objects.visible_to(by)
        .filter(asked, subject_kind="plan", subject_id=plan.pk, kind=DutyKind.MAKE_PLAN)
        .exclude(unit_id=plan.unit_id)
        .select_related("unit")
        .annotate(
            status=status,
            confirmed_at=Subquery(receipt.values("confirmed_at")[:1]),
            own_id=Subquery(held.values("id")[:1]),
            own_number=Subquery(held.values("number_text")[:1]),
            own_issued_on=Subquery(held.values("issued_on")[:1]),
        )
    )


def lower_plan_board(
    plan: Plan, by: Actor, *, status: str = "", received: str = "", words: str = ""
) -> Iterator[LowerPlan]:
    """The whole board by the units' names, read in one statement and some rows at a time.

    ``status`` (has, has_late, waiting, late, exempted) narrows; "missing" means waiting or late. ``received``: "yes" or
    "no", whether the unit has confirmed the plan; ``words``: of the unit's name.
    """
    rows = with_words(with_receipt(with_status(lower_plan_rows(plan, by), status), received), words)
    return map(LowerPlan.of, rows.order_by("unit__name_key", "id").iterator(AT_ONCE))


def board_counts(plan: Plan, by: Actor) -> BoardCounts:
    """How the units of the board stand, in one statement."""
    found: Counter[str] = Counter(dict.fromkeys(STATUS_WORDS, 0))
    unconfirmed = 0
    asked: Any = lower_plan_rows(plan, by)
    rows = asked.values("status").annotate(n=Count("pk"), n_seen=Count("confirmed_at"))
    for row in rows.order_by():
        found[row["status"]] += row["n"]
        unconfirmed += row["n"] - row["n_seen"]
    return BoardCounts(dict(found), unconfirmed)


def last_reminder(plan: Plan) -> Entry | None:
    """When the units that lack their plan were last reminded of it by hand (``data["units"]``: how many lacked it)."""
    reminders = [entry for entry in entries_about("plan", plan.pk) if entry.event == "plan.reminded"]
    return reminders[-1] if reminders else None


def with_status(rows: Any, status: str) -> DutyQuerySet:
    """Those that stand so; "missing" means waiting or late; empty leaves all."""
    wanted = (WAITING, LATE) if status == MISSING else (status,)
    return rows.filter(status__in=wanted) if status else rows


def with_receipt(rows: Any, received: str) -> DutyQuerySet:
    """Those that have ("yes") or have not ("no") confirmed; empty leaves all."""
    return rows.filter(confirmed_at__isnull=received == "no") if received else rows


def with_words(rows: DutyQuerySet, words: str) -> DutyQuerySet:
    """Those whose unit's name holds every word, without accents; empty leaves all."""
    for word in search_text(words).split():
        rows = rows.filter(unit__search_text__contains=word)
    return rows


def own_plans_after(plan: Plan) -> PlanQuerySet:
    """The plans of the units that it went to which carry it out, also through the plan of a unit between; also those
    that were amended since."""
    out = Q(parent=plan) | Q(parent__parent=plan) | Q(parent__parent__parent=plan)
    return Plan.objects.filter(out, state__in=OUT).exclude(state=WITHDRAWN)


@dataclass(frozen=True)
class Receipts:
    """How many units an issued plan went to, how many confirmed, how many have made their own plan."""

    sent: int
    confirmed: int
    with_plan: int


def receipts_of(plan: Plan) -> Receipts:
    """The counts for the plan's page: two statements."""
    sent = PlanReceipt.objects.filter(plan=plan)
    own = own_plans_after(plan).filter(unit_id__in=sent.values("unit_id"))
    row = sent.aggregate(sent=Count("id"), confirmed=Count("id", filter=Q(confirmed_at__isnull=False)))
    return Receipts(**row, with_plan=own.values("unit_id").distinct().count())
