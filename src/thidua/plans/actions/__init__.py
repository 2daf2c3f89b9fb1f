"""Every write of plans."""

from thidua.plans.actions.cascade import adjust_own_plan, cascade_plan
from thidua.plans.actions.compose import create_plan, link_parent, update_head
from thidua.plans.actions.flow import (
    approve_plan,
    close_plan,
    number_plan,
    return_plan,
    send_for_review,
    withdraw_plan,
)
from thidua.plans.actions.from_reading import create_plan_from_file, create_plan_from_reading
from thidua.plans.actions.issue import issue_own_plan, issue_plan
from thidua.plans.actions.items import (
    add_award_form,
    add_basis,
    add_block,
    add_commemoration,
    add_duty,
    add_item,
    add_movement,
    add_phase,
    add_recipient,
    add_target,
    complete_targets,
    confirm_item,
    confirm_items,
    drop_item,
    ensure_indicator,
    update_item,
)
from thidua.plans.actions.receipts import confirm_receipt, remind_missing

__all__ = [
    "add_award_form",
    "add_basis",
    "add_block",
    "add_commemoration",
    "add_duty",
    "add_item",
    "add_movement",
    "add_phase",
    "add_recipient",
    "add_target",
    "adjust_own_plan",
    "approve_plan",
    "cascade_plan",
    "close_plan",
    "complete_targets",
    "confirm_item",
    "confirm_items",
    "confirm_receipt",
    "create_plan",
    "create_plan_from_file",
    "create_plan_from_reading",
    "drop_item",
    "ensure_indicator",
    "issue_own_plan",
    "issue_plan",
    "link_parent",
    "number_plan",
    "remind_missing",
    "return_plan",
    "send_for_review",
    "update_head",
    "update_item",
    "withdraw_plan",
]
