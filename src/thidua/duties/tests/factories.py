"""Duties of a unit, given through the room's action."""

from __future__ import annotations

import datetime as dt

from thidua.accounts.queries import system_actor
from thidua.duties.actions import give_duty
from thidua.duties.choices import DutyKind
from thidua.duties.models import Duty
from thidua.organisation.models import Unit
from thidua.organisation.tests.factories import make_base, make_district, make_province


def make_duty(
    unit: Unit | None = None, *, kind: str = DutyKind.PLAN_DUTY, due_on: dt.date | None = None, subject_id: int = 1
) -> Duty:
    """A duty of a grassroots union under a district under a province."""
    unit = unit or make_base(make_district(make_province()))
    give_duty(
        by=system_actor(unit),
        unit_ids=[unit.pk],
        kind=kind,
        subject_kind="plan_duty",
        subject_id=subject_id,
        title="Sơ kết đợt 1 và báo cáo kết quả",
        origin="Kế hoạch 03/KH-LĐLĐ ngày 07/01/2021",
        due_on=due_on,
    )
    return Duty.objects.get(unit=unit, kind=kind, subject_id=subject_id)


def _duty() -> tuple[dict[str, int], Unit]:
    duty = make_duty()
    return {"pk": duty.pk}, duty.unit


EXAMPLES = {"duty_page": _duty, "duty_done": _duty, "duty_extend": _duty, "duty_exempt": _duty}
