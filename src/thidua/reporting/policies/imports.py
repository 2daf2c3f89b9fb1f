"""May this person bring figures in from Excel now; and why not."""

from __future__ import annotations

from collections.abc import Sequence

from thidua.accounts.choices import Verb
from thidua.common.actor import Actor
from thidua.common.verdicts import YES, Verdict, all_of, no
from thidua.organisation.choices import UnitLevel
from thidua.reporting.choices import ImportKind
from thidua.reporting.lifecycle import CLOSED
from thidua.reporting.models import FigureImport, Report, ReportRequest
from thidua.reporting.policies.reports import may_save, may_type_in


def may_type_in_from_excel(by: Actor, asked: ReportRequest) -> Verdict:
    """Fill in the forms of units below from one workbook: who may type in for them, while the period is open."""
    if not by.can(Verb.TYPE_IN):
        return no("no_verb", "Vai trò của bạn không được nhập thay cấp dưới.")
    return no("closed", "Kỳ báo cáo đã khoá số liệu.") if asked.state == CLOSED else YES


def may_bring_history(by: Actor) -> Verdict:
    """Bring in figures of an earlier period for the units below: the officer of a unit that has units below it."""
    if by.unit_level in (UnitLevel.BASE, UnitLevel.SECTION):
        return no("no_units_below", "Công đoàn cơ sở không có đơn vị cấp dưới để nhập số liệu kỳ trước.")
    if not by.can(Verb.RECEIVE):
        return no("no_verb", "Việc nhập số liệu kỳ trước do cán bộ phụ trách báo cáo thực hiện.")
    return YES


def may_drop_import(by: Actor, batch: FigureImport) -> Verdict:
    """Throw away what was read: who could have brought it in, at the unit where it was read."""
    if batch.unit_id != by.unit_id:
        return no("other_unit", f"Chỉ {batch.unit.title}, đơn vị đã tải tệp lên, bỏ được lần nhập này.")
    verbs = (Verb.PREPARE, Verb.SUBMIT) if batch.kind == ImportKind.OWN else (Verb.TYPE_IN,)
    if not any(by.can(verb) for verb in verbs):
        return no("no_verb", "Vai trò của bạn không nhập số liệu từ Excel.")
    return type(batch).LIFECYCLE.allows("drop", batch.state)


def may_save_import(by: Actor, batch: FigureImport, reports: Sequence[Report] = ()) -> Verdict:
    """Save what was read from a workbook: whoever may do the same by hand, for every report of it."""
    if batch.unit_id != by.unit_id:
        return no("other_unit", f"Chỉ {batch.unit.title}, đơn vị đã tải tệp lên, ghi được lần nhập này.")
    own = [type(batch).LIFECYCLE.allows("save", batch.state)]
    if batch.kind == ImportKind.HISTORY:
        return all_of(*own, may_bring_history(by))
    may = may_save if batch.kind == ImportKind.OWN else may_type_in
    for report in reports:
        verdict = may(by, report)
        if not verdict:
            return all_of(*own, *(no(one.code, f"{report.unit.title}: {one.text}") for one in verdict.reasons))
    return all_of(*own)
