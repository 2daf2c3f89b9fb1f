"""Who keeps report forms."""

from __future__ import annotations

from thidua.accounts.choices import Verb
from thidua.common.actor import Actor
from thidua.common.verdicts import YES, Verdict, no
from thidua.organisation.choices import UnitLevel
from thidua.reporting.models import ReportForm


def may_keep_forms(by: Actor) -> Verdict:
    """Make forms: who asks units below for reports."""
    if by.unit_level in (UnitLevel.BASE, UnitLevel.SECTION):
        return no("not_yours", "Công đoàn cơ sở báo cáo theo mẫu của công đoàn cấp trên.")
    if not by.can(Verb.RECEIVE):
        return no("no_verb", "Mẫu báo cáo do cán bộ phụ trách báo cáo lập và sửa.")
    return YES


def may_change_form(by: Actor, form: ReportForm) -> Verdict:
    """Change a form or put it out of use: the unit that made it. Others copy it."""
    verdict = may_keep_forms(by)
    if verdict and form.owner_id != by.unit_id:
        return no("not_own", "Mẫu này của nơi khác. Hãy lập mẫu của đơn vị từ mẫu này.")
    return verdict
