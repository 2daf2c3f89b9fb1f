"""Reads of this room: nominations, decisions, awards."""

from thidua.awards.queries.awards import (
    AwardFilter,
    Share,
    award_list,
    awards_of,
    awards_of_year,
    direct_worker_share,
    history_of_person,
    history_of_unit,
    linked_share,
    women_share,
)
from thidua.awards.queries.certificates import PublicAward, public_award
from thidua.awards.queries.decisions import (
    DecisionDraft,
    LeftByUndone,
    decision_draft,
    left_by_undone,
    ready_dossiers,
)
from thidua.awards.queries.dossiers import (
    ListNumbers,
    QuotaStatus,
    dossiers_of,
    forms_for,
    giver_for,
    inbox,
    list_numbers,
    people_to_nominate,
    quota_status,
    units_to_nominate,
)

__all__ = [
    "AwardFilter",
    "DecisionDraft",
    "LeftByUndone",
    "ListNumbers",
    "PublicAward",
    "QuotaStatus",
    "Share",
    "award_list",
    "awards_of",
    "awards_of_year",
    "decision_draft",
    "direct_worker_share",
    "dossiers_of",
    "forms_for",
    "giver_for",
    "history_of_person",
    "history_of_unit",
    "inbox",
    "left_by_undone",
    "linked_share",
    "list_numbers",
    "people_to_nominate",
    "public_award",
    "quota_status",
    "ready_dossiers",
    "units_to_nominate",
    "women_share",
]
