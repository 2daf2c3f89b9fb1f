"""Reads of campaigns: the calendar of launches, what was reviewed and what not, who answers a movement."""

from thidua.campaigns.queries.launches import (
    LaunchCounts,
    launch_calendar,
    launch_counts,
    launch_years,
    own_plan_for,
    pilots_due,
    plan_to_launch,
    units_without_launch,
)
from thidua.campaigns.queries.reviews import OwedReview, owed_reviews, review_register
from thidua.campaigns.queries.slots import Slot, beside, launched_on, slots_of

__all__ = [
    "LaunchCounts",
    "OwedReview",
    "Slot",
    "beside",
    "launch_calendar",
    "launch_counts",
    "launch_years",
    "launched_on",
    "owed_reviews",
    "own_plan_for",
    "pilots_due",
    "plan_to_launch",
    "review_register",
    "slots_of",
    "units_without_launch",
]
