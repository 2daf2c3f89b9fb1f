"""Is a plan's content right? One check is one function; each finding names its place and how to mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from thidua.plans.checks.anniversaries import years_add_up
from thidua.plans.checks.citations import norms_are_in_force
from thidua.plans.checks.days import (
    every_date_is_in_the_calendar,
    every_duty_has_a_day,
    every_phase_ends_after_it_begins,
    every_phase_is_dated,
    phases_do_not_overlap,
    phases_leave_no_gap,
    phases_lie_in_the_year,
)
from thidua.plans.checks.finding import ERROR, ISSUE, LAUNCH, WARNING, Add, Edit, Finding, Mend
from thidua.plans.checks.gate import (
    the_plan_has_a_target,
    the_plan_has_an_objective,
    the_plan_has_contents,
    the_plan_has_measures,
)
from thidua.plans.checks.paper import (
    every_body_has_a_duty,
    every_movement_has_criteria,
    every_recipient_is_known,
    few_movements_run,
    no_share_exceeds_the_whole,
    the_plan_has_a_number,
    the_plan_has_a_signer,
    the_plan_has_an_issuer,
)
from thidua.plans.models import Plan
from thidua.plans.queries.contents import Contents, contents_of

Check = Callable[[Contents], Iterator[Finding]]

ALWAYS_WRONG: tuple[Check, ...] = (
    every_date_is_in_the_calendar,
    every_phase_ends_after_it_begins,
    the_plan_has_an_issuer,
    the_plan_has_a_signer,
    every_duty_has_a_day,
)
LAUNCH_GATE: tuple[Check, ...] = (
    the_plan_has_an_objective,
    the_plan_has_a_target,
    the_plan_has_contents,
    the_plan_has_measures,
    every_phase_is_dated,
)
WORTH_A_LOOK: tuple[Check, ...] = (
    phases_do_not_overlap,
    phases_leave_no_gap,
    phases_lie_in_the_year,
    years_add_up,
    norms_are_in_force,
    every_body_has_a_duty,
    every_recipient_is_known,
    every_movement_has_criteria,
    few_movements_run,
    no_share_exceeds_the_whole,
)

__all__ = [
    "ALWAYS_WRONG",
    "ISSUE",
    "LAUNCH",
    "LAUNCH_GATE",
    "WORTH_A_LOOK",
    "Add",
    "Edit",
    "Finding",
    "Mend",
    "findings_for",
    "findings_in",
    "mend_called",
    "the_plan_has_a_number",
]


def findings_for(plan: Plan, moment: str = ISSUE, *, with_number: bool = True) -> list[Finding]:
    """All findings about a plan at that moment ("issue" or "launch"), errors first.

    ``with_number=False`` leaves out the missing number, while it is still to be given on issue.
    """
    return findings_in(contents_of(plan), moment, with_number=with_number)


def findings_in(contents: Contents, moment: str = ISSUE, *, with_number: bool = True) -> list[Finding]:
    """As ``findings_for``, of contents already read."""
    always = (*ALWAYS_WRONG, the_plan_has_a_number) if with_number else ALWAYS_WRONG
    gate = ERROR if moment == LAUNCH else WARNING
    table = ((always, ERROR), (LAUNCH_GATE, gate), (WORTH_A_LOOK, WARNING))
    found = [
        replace(finding, severity=severity)
        for checks, severity in table
        for check in checks
        for finding in check(contents)
    ]
    return sorted(found, key=lambda finding: not finding.is_error)


def mend_called(plan: Plan, key: str) -> Mend | None:
    """The mend of that key (``Mend.key``) among those that the checks offer now; None when it is offered no longer."""
    found = findings_in(contents_of(plan), LAUNCH, with_number=False)
    return next((mend for finding in found for mend in finding.mends if mend.key == key), None)
