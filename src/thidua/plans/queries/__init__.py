"""Reads of plans: what stands in one, lists, boards, marks in the text."""

from thidua.plans.queries.allocations import waiting_counter_proposals
from thidua.plans.queries.board import (
    LowerPlan,
    board_counts,
    last_reminder,
    lower_plan_board,
    lower_plan_rows,
    receipts_of,
)
from thidua.plans.queries.changes import Difference, differences_in, differences_of, summary_of
from thidua.plans.queries.contents import Contents, contents_of
from thidua.plans.queries.edits import LastEdit, last_edit_of
from thidua.plans.queries.indicators import indicators_for, matching_indicator
from thidua.plans.queries.inheritance import shares_of
from thidua.plans.queries.last_year import LastYear, last_year, old_years_in
from thidua.plans.queries.lists import (
    amendment_of,
    earlier_plans,
    last_signer,
    nearer_plan,
    parent_found,
    plans_above,
    plans_for,
    plans_to_follow,
    running_plans,
    upper_movements,
    upper_plans,
)
from thidua.plans.queries.marks import Piece, plan_text_marks
from thidua.plans.queries.picking import first_day, last_day, picked_values, place_of_block
from thidua.plans.queries.tree import Branch, PlanTree, plan_tree
from thidua.plans.queries.units import recipients_of, units_of_audience

__all__ = [
    "Branch",
    "Contents",
    "Difference",
    "LastEdit",
    "LastYear",
    "LowerPlan",
    "Piece",
    "PlanTree",
    "amendment_of",
    "board_counts",
    "contents_of",
    "differences_in",
    "differences_of",
    "earlier_plans",
    "first_day",
    "indicators_for",
    "last_day",
    "last_edit_of",
    "last_reminder",
    "last_signer",
    "last_year",
    "lower_plan_board",
    "lower_plan_rows",
    "matching_indicator",
    "nearer_plan",
    "old_years_in",
    "parent_found",
    "picked_values",
    "place_of_block",
    "plan_text_marks",
    "plan_tree",
    "plans_above",
    "plans_for",
    "plans_to_follow",
    "receipts_of",
    "recipients_of",
    "running_plans",
    "shares_of",
    "summary_of",
    "units_of_audience",
    "upper_movements",
    "upper_plans",
    "waiting_counter_proposals",
]
