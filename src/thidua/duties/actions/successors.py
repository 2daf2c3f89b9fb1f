"""What becomes of the open duties of a unit that is no more."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from thidua.accounts.queries import system_actor
from thidua.common import clock
from thidua.duties.choices import DutyKind
from thidua.duties.models import Duty
from thidua.journal.actions import record
from thidua.organisation.models import Unit

HANDED_ON = (DutyKind.PLAN_DUTY,)
"""Duties of a plan's own text, done by saying so, go to the successor."""
LEFT = (DutyKind.REPORT, DutyKind.NOMINATE, DutyKind.APPRAISE, DutyKind.DECIDE_AWARDS)
"""Duties about a paper of that very unit stay with it: the level above types the paper in for it, or exempts it."""


def hand_over_duties() -> int:
    """Move the open duties of units that have ended to their successors, withdraw the rest (a timer).

    A duty that the successor has already, a gesture that each unit makes for itself (its own plan, its own titles) and
    everything of a unit without a successor is withdrawn. Output: how many units were cleared. Running it again
    changes nothing more.
    """
    today = clock.today()
    ended = Unit.objects.filter(valid_to__lt=today, pk__in=Duty.objects.open().exclude(kind__in=LEFT).values("unit_id"))
    cleared = 0
    for unit in ended.select_related("successor").order_by("id"):
        cleared += _clear(unit)
    return cleared


@transaction.atomic
def _clear(unit: Unit) -> int:
    heir = _living(unit.successor)
    moved = withdrawn = 0
    for duty in Duty.objects.open().filter(unit=unit).exclude(kind__in=LEFT).order_by("id"):
        about = {
            "kind": duty.kind,
            "subject_kind": duty.subject_kind,
            "subject_id": duty.subject_id,
            "occurrence": duty.occurrence,
        }
        marks = {"changed_at": clock.now(), "revision": F("revision") + 1}
        has = heir is not None and Duty.objects.filter(unit=heir, withdrawn_at__isnull=True, **about).exists()
        row = Duty.objects.open().filter(pk=duty.pk, unit=unit)
        if heir is not None and duty.kind in HANDED_ON and not has:
            moved += row.update(unit=heir, inherited_from=unit, **marks)
        else:
            withdrawn += row.update(withdrawn_at=clock.now(), **marks)
    if not moved + withdrawn:
        return 0
    text = f"{heir.title if heir else 'Không có đơn vị kế thừa'}: nhận {moved} việc, thu hồi {withdrawn} việc"
    record(
        by=system_actor(unit),
        event="duty.handed_over",
        subject_kind="unit",
        subject_id=unit.pk,
        unit_id=unit.pk,
        text=text,
    )
    return 1


def _living(unit: Unit | None) -> Unit | None:
    """The unit, or the successor of its successor, that is still there; None at the end of the line or in a ring."""
    seen: set[int] = set()
    while unit is not None and unit.valid_to is not None and unit.valid_to < clock.today():
        if unit.pk in seen:
            return None
        seen.add(unit.pk)
        unit = unit.successor
    return unit
