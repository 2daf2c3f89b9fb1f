"""Who below has received a plan, has made its own, is late: the board of the level above."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.dates import due_in_words, format_date
from thidua.duties.choices import DutyKind
from thidua.duties.models import Duty
from thidua.organisation.models import Unit
from thidua.plans.lifecycle import OUT, WITHDRAWN
from thidua.plans.models import Plan, PlanReceipt

HAS, HAS_LATE, WAITING, LATE, EXEMPTED = "has", "has_late", "waiting", "late", "exempted"
STATUS_WORDS = {
    HAS: ("đã có kế hoạch", "done"),
    HAS_LATE: ("có, nhưng chậm", "waiting"),
    WAITING: ("chưa có", "quiet"),
    LATE: ("chậm", "late"),
    EXEMPTED: ("được miễn", "quiet"),
}


@dataclass(frozen=True)
class LowerPlan:
    """One unit below: its receipt, its own plan if it has issued one, and how it stands on ``today``."""

    unit: Unit
    duty: Duty
    plan: Plan | None
    confirmed_at: dt.datetime | None
    status: str
    today: dt.date

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
        return f"{self.plan.number_text} ngày {format_date(self.plan.issued_on)}" if self.plan else ""


def lower_plan_board(plan: Plan, by: Actor, *, status: str = "") -> list[LowerPlan]:
    """Every unit that was asked to make its plan after ``plan`` and that the actor covers, by name. Three statements.

    ``status`` (has, has_late, waiting, late, exempted) narrows; "missing" means waiting or late.
    """
    duties = (
        Duty.objects.visible_to(by)
        .filter(subject_kind="plan", subject_id=plan.pk, kind=DutyKind.MAKE_PLAN, withdrawn_at__isnull=True)
        .exclude(unit_id=plan.unit_id)
        .select_related("unit")
        .order_by("unit__name_key", "id")
    )
    own = Plan.objects.filter(parent=plan, state__in=OUT).exclude(state=WITHDRAWN).defer("source_text").order_by("id")
    plans = {one.unit_id: one for one in own}
    receipts = dict(PlanReceipt.objects.filter(plan=plan).values_list("unit_id", "confirmed_at"))
    today = clock.today()
    rows = [_row(duty, plans.get(duty.unit_id), receipts.get(duty.unit_id), today) for duty in duties]
    wanted = {WAITING, LATE} if status == "missing" else {status}
    return [row for row in rows if not status or row.status in wanted]


def _row(duty: Duty, plan: Plan | None, confirmed_at: dt.datetime | None, today: dt.date) -> LowerPlan:
    if plan is not None:
        is_late = bool(duty.due_on and plan.issued_on and plan.issued_on > duty.due_on)
        status = HAS_LATE if is_late else HAS
    elif duty.exempted_at:
        status = EXEMPTED
    else:
        status = LATE if duty.due_on and duty.due_on < today else WAITING
    return LowerPlan(duty.unit, duty, plan, confirmed_at, status, today)


@dataclass(frozen=True)
class Receipts:
    """How many units an issued plan went to, how many confirmed, how many have made their own plan."""

    sent: int
    confirmed: int
    with_plan: int


def receipts_of(plan: Plan) -> Receipts:
    """The counts for the plan's page: two statements."""
    row = PlanReceipt.objects.filter(plan=plan).aggregate(
        sent=Count("id"), confirmed=Count("id", filter=Q(confirmed_at__isnull=False))
    )
    return Receipts(**row, with_plan=Plan.objects.filter(parent=plan, state__in=OUT).exclude(state=WITHDRAWN).count())


@dataclass(frozen=True)
class Branch:
    """A plan in the tree of plans, and how deep it stands."""

    plan: Plan
    depth: int


def plan_tree(plan: Plan, by: Actor) -> list[Branch]:
    """The line of plans above, this plan, and all plans below it that the actor may see, in the order of the tree."""
    line = [plan]
    while line[0].parent_id:
        above = Plan.objects.visible_to(by).select_related("unit").defer("source_text").filter(pk=line[0].parent_id)
        found = above.first()
        if found is None:
            break
        line.insert(0, found)
    branches = [Branch(one, depth) for depth, one in enumerate(line)]
    return [*branches, *_below(plan, by, len(line))]


def _below(plan: Plan, by: Actor, depth: int) -> Iterable[Branch]:
    """One statement a level of the tree, whatever the number of plans."""
    seen = Plan.objects.visible_to(by).select_related("unit").defer("source_text")
    children: dict[int, list[Plan]] = {}
    level = [plan.pk]
    while level:
        found = list(seen.filter(parent_id__in=level).order_by("unit__name_key", "id"))
        for one in found:
            children.setdefault(one.parent_id or 0, []).append(one)
        level = [one.pk for one in found]

    def walk(pk: int, deep: int) -> Iterable[Branch]:
        for one in children.get(pk, []):
            yield Branch(one, deep)
            yield from walk(one.pk, deep + 1)

    return walk(plan.pk, depth)
