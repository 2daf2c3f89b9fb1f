"""Plans and what stands in them."""

from thidua.plans.models.allocation import Allocation, AllocationQuerySet, CounterProposal
from thidua.plans.models.dropped import DroppedItem
from thidua.plans.models.indicator import MOST_DECIMALS, Indicator, IndicatorQuerySet
from thidua.plans.models.item import SURE, PlanItem
from thidua.plans.models.items import (
    Block,
    Commemoration,
    HeadField,
    LegalBasis,
    PlanAwardForm,
    Recipient,
)
from thidua.plans.models.movement import Movement, MovementQuerySet
from thidua.plans.models.plan import Placement, Plan, PlanQuerySet, PlanReceipt
from thidua.plans.models.work import GESTURES, PLAN_DUTY_KINDS, Phase, PlanDuty, Target

ITEM_MODELS: dict[str, type[PlanItem]] = {
    model.CODE: model
    for model in (
        HeadField,
        LegalBasis,
        Phase,
        Target,
        PlanDuty,
        Movement,
        Commemoration,
        PlanAwardForm,
        Recipient,
        Block,
    )
}
"""Every kind of item by its code, in the order of the review page."""


__all__ = [
    "GESTURES",
    "ITEM_MODELS",
    "MOST_DECIMALS",
    "PLAN_DUTY_KINDS",
    "SURE",
    "Allocation",
    "AllocationQuerySet",
    "Block",
    "Commemoration",
    "CounterProposal",
    "DroppedItem",
    "HeadField",
    "Indicator",
    "IndicatorQuerySet",
    "LegalBasis",
    "Movement",
    "MovementQuerySet",
    "Phase",
    "Placement",
    "Plan",
    "PlanAwardForm",
    "PlanDuty",
    "PlanItem",
    "PlanQuerySet",
    "PlanReceipt",
    "Recipient",
    "Target",
]
