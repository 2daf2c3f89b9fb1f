"""Every write of plans."""

from thidua.plans.actions.allocating import allocate_by_key, answer_proposal, propose_allocation, set_allocations
from thidua.plans.actions.amend import begin_amendment
from thidua.plans.actions.arrange import move_item, release_item
from thidua.plans.actions.cascade import adjust_own_plan, cascade_plan
from thidua.plans.actions.compose import create_plan, link_parent, update_head
from thidua.plans.actions.dropping import drop_item, restore_item
from thidua.plans.actions.flow import (
    approve_plan,
    close_plan,
    discard_plan,
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
    ensure_indicator,
    unconfirm_item,
    update_item,
)
from thidua.plans.actions.last_year import create_from_last_year
from thidua.plans.actions.mends import mend_finding
from thidua.plans.actions.movements import edit_movement, register_movement, respond_to_movement
from thidua.plans.actions.newcomers import settle_newcomers
from thidua.plans.actions.receipts import confirm_receipt, remind_missing
from thidua.plans.actions.signed_paper import add_signed_paper

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
    "add_signed_paper",
    "add_target",
    "adjust_own_plan",
    "allocate_by_key",
    "answer_proposal",
    "approve_plan",
    "begin_amendment",
    "cascade_plan",
    "close_plan",
    "complete_targets",
    "confirm_item",
    "confirm_items",
    "confirm_receipt",
    "create_from_last_year",
    "create_plan",
    "create_plan_from_file",
    "create_plan_from_reading",
    "discard_plan",
    "drop_item",
    "edit_movement",
    "ensure_indicator",
    "issue_own_plan",
    "issue_plan",
    "link_parent",
    "mend_finding",
    "move_item",
    "number_plan",
    "propose_allocation",
    "register_movement",
    "release_item",
    "remind_missing",
    "respond_to_movement",
    "restore_item",
    "return_plan",
    "send_for_review",
    "set_allocations",
    "settle_newcomers",
    "unconfirm_item",
    "update_head",
    "update_item",
    "withdraw_plan",
]
