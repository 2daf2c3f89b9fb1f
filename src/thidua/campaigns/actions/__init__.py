"""Every write of campaigns."""

from thidua.campaigns.actions.launches import (
    cancel_launch,
    change_launch,
    hold_launch,
    pick_pilot,
    register_launch,
)
from thidua.campaigns.actions.reviews import (
    attach_to_review,
    correct_review,
    drop_review,
    record_review,
    remind_unreviewed,
    rewrite_review,
    save_review,
    start_review,
    write_review,
)

__all__ = [
    "attach_to_review",
    "cancel_launch",
    "change_launch",
    "correct_review",
    "drop_review",
    "hold_launch",
    "pick_pilot",
    "record_review",
    "register_launch",
    "remind_unreviewed",
    "rewrite_review",
    "save_review",
    "start_review",
    "write_review",
]
