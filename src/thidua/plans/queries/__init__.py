"""Reads of plans: what stands in one, lists, boards, marks in the text."""

from thidua.plans.queries.board import LowerPlan, lower_plan_board, plan_tree, receipts_of
from thidua.plans.queries.contents import Contents, contents_of
from thidua.plans.queries.indicators import indicators_for, matching_indicator
from thidua.plans.queries.lists import plans_for, running_plans, upper_plans
from thidua.plans.queries.marks import Piece, plan_text_marks
from thidua.plans.queries.units import recipients_of, units_of_audience

__all__ = [
    "Contents",
    "LowerPlan",
    "Piece",
    "contents_of",
    "indicators_for",
    "lower_plan_board",
    "matching_indicator",
    "plan_text_marks",
    "plan_tree",
    "plans_for",
    "receipts_of",
    "recipients_of",
    "running_plans",
    "units_of_audience",
    "upper_plans",
]
