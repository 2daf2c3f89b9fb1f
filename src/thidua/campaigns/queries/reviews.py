"""Lists of reviews: what the own unit owes, everything recorded here and below."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef

from thidua.campaigns.choices import ReviewKind
from thidua.campaigns.lifecycle import HELD
from thidua.campaigns.models import Launch, Review, ReviewedMovement, ReviewQuerySet
from thidua.campaigns.queries.slots import Slot, slots_of
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.plans.models import Movement, Plan

MOST_ALONE = 20


@dataclass(frozen=True)
class OwedReview:
    """One review that the own unit has to make, or has made: its slot, the movement that its page begins with, and
    whether that was launched (before, nothing can be reviewed)."""

    slot: Slot
    movement: Movement
    words: str
    is_launched: bool = True


def review_register(by: Actor) -> ReviewQuerySet:
    """Reviews that the actor may see, with unit, plan, phase and how many movements each is about."""
    found = Review.objects.visible_to(by).select_related("unit", "plan", "phase")
    return found.annotate(movement_count=Count("lines"))


def owed_reviews(by: Actor) -> list[OwedReview]:
    """The reviews of the unit's running plans, phase by phase, and of its movements without a plan. Two queries a plan
    (a unit has one or two), three for all others."""
    out = []
    plans = Plan.objects.running().filter(unit_id=by.unit_id).defer("source_text", "reading_notes")
    held = Launch.objects.filter(plan=OuterRef("pk"), unit_id=by.unit_id, state=HELD)
    for plan in plans.annotate(launched=Exists(held)).order_by("-issued_on", "-id")[:3]:
        movements = list(plan.movements.order_by("order", "id"))
        if movements:
            words = f"{len(movements)} phong trào của {plan.name}"
            is_launched = bool(getattr(plan, "launched", False))
            out += [OwedReview(slot, movements[0], words, is_launched) for slot in slots_of(plan, movements)]
    alone = Movement.objects.filter(unit_id=by.unit_id, plan__isnull=True).running_on(clock.today())
    found = list(alone.order_by("starts_on", "id")[:MOST_ALONE])
    done = ReviewedMovement.objects.filter(movement__in=found, year=clock.today().year)
    reviews = {(line.movement_id, line.kind): line.review for line in done.select_related("review")}
    for movement in found:
        for kind in ReviewKind.values:
            slot = Slot(kind, None, 0, None, clock.today().year, reviews.get((movement.pk, kind)))
            out.append(OwedReview(slot, movement, movement.name))
    return out
