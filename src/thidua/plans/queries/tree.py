"""The tree of plans: the line above, the plan, its sub-plans, and the plans below, a page of one level at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Q

from thidua.common.actor import Actor
from thidua.common.numbers import whole_number
from thidua.common.text import search_text
from thidua.plans.lifecycle import CLOSED, DROPPED, GONE, ISSUED
from thidua.plans.models import Plan, PlanDuty, PlanQuerySet

PAGE = 50
BRANCH = 30
KEY_CUT = "~"


@dataclass(frozen=True)
class Branch:
    """A plan in the tree, how deep it stands, how many plans hang under it, and those of them that are shown."""

    plan: Plan
    depth: int
    below: int = 0
    sub_plans: tuple[Plan, ...] = ()
    shown: tuple[Branch, ...] = ()

    @property
    def hidden(self) -> int:
        """How many of an open branch do not fit on the page; its own page of the tree shows them."""
        return self.below - len(self.shown) if self.shown else 0


@dataclass
class PlanTree:
    """One page of the tree. ``total``: plans directly below; ``promised``: duties of the plan that announce a plan of
    their own; ``last_key``: where the next page begins, empty on the last."""

    line: list[Branch]
    here: Branch
    children: list[Branch]
    promised: list[PlanDuty] = field(default_factory=list)
    total: int = 0
    last_key: str = ""


def plan_tree(plan: Plan, by: Actor, *, opened: int | None = None, after: str = "", words: str = "") -> PlanTree:
    """The tree around a plan. ``opened``: the lower plan whose branch is open; ``after``: the key of the page before;
    ``words`` narrow the plans below by their unit's name. At most nine statements whatever the size."""
    line = _line(plan, by)
    below = _below(by).filter(parent=plan).exclude(unit_id=plan.unit_id)
    total = below.count()
    if words:
        for word in search_text(words).split():
            below = below.filter(unit__search_text__contains=word)
    page = list(_after(below, after).order_by("unit__name_key", "id")[: PAGE + 1])
    last = page[PAGE - 1] if len(page) > PAGE else None
    page = page[:PAGE]
    shown = _branch(by, opened, len(line) + 2) if opened in {one.pk for one in page} else ()
    subs = _sub_plans(by, [plan.pk, *(one.pk for one in page)])
    children = [
        Branch(one, len(line) + 1, _count(one), tuple(subs.get(one.pk, ())), shown if one.pk == opened else ())
        for one in page
    ]
    here = Branch(plan, len(line), total, tuple(subs.get(plan.pk, ())))
    key = f"{last.unit.name_key}{KEY_CUT}{last.pk}" if last else ""
    return PlanTree([Branch(one, depth) for depth, one in enumerate(line)], here, children, _promised(plan), total, key)


def _line(plan: Plan, by: Actor) -> list[Plan]:
    """The plans above, from the top; the unit's own whole plan over a sub-plan."""
    line: list[Plan] = []
    seen = Plan.objects.visible_to(by).select_related("unit").defer("source_text", "reading_notes")
    next_id = plan.part_of_id or plan.parent_id
    while next_id and len(line) < 6:
        above = seen.filter(pk=next_id).first()
        if above is None:
            break
        line.insert(0, above)
        next_id = above.part_of_id or above.parent_id
    return line


def _below(by: Actor) -> PlanQuerySet:
    """Plans that bind, with the number of plans that carry them out at units below."""
    counted = Count("lower_plans", filter=Q(lower_plans__state__in=(ISSUED, CLOSED)))
    found = Plan.objects.visible_to(by).exclude(state__in=GONE).select_related("unit")
    return found.defer("source_text", "reading_notes").annotate(below_count=counted)


def _count(plan: Plan) -> int:
    """What ``_below`` has counted."""
    return int(getattr(plan, "below_count", 0))


def _after(found: PlanQuerySet, key: str) -> PlanQuerySet:
    name_key, _, pk = key.rpartition(KEY_CUT)
    number = whole_number(pk)
    if not name_key or number is None:
        return found
    return found.filter(Q(unit__name_key__gt=name_key) | Q(unit__name_key=name_key, pk__gt=number))


def _branch(by: Actor, plan_id: int | None, depth: int) -> tuple[Branch, ...]:
    found = _below(by).filter(parent_id=plan_id).order_by("unit__name_key", "id")[:BRANCH]
    return tuple(Branch(one, depth, _count(one)) for one in found)


def _sub_plans(by: Actor, plan_ids: Iterable[int]) -> dict[int, list[Plan]]:
    found: dict[int, list[Plan]] = {}
    seen = Plan.objects.visible_to(by).exclude(state__in=GONE).filter(part_of_id__in=list(plan_ids))
    for one in seen.select_related("unit").defer("source_text").order_by("id")[:PAGE]:
        found.setdefault(one.part_of_id or 0, []).append(one)
    return found


def _promised(plan: Plan) -> list[PlanDuty]:
    """Lines of the plan that announce a plan of its own ("sẽ có kế hoạch riêng") and have none yet."""
    made = Plan.objects.filter(promise__plan=plan).exclude(state__in=DROPPED).values("promise_id")
    said = Q(kind="make_plan", audience="issuer") | Q(text__icontains="kế hoạch riêng")
    return list(PlanDuty.objects.filter(said, plan=plan).exclude(pk__in=made)[:20])
