"""Every write to the tree of units and to their people."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.verdicts import Reason, Refusal
from thidua.journal.actions import record
from thidua.organisation.models import PATH_STEP, Person, Unit, UnitFigures, UnitParent, path_end


def checked(thing: models.Model, *, exclude: tuple[str, ...] = ()) -> None:
    """Run the model's own checks; a violation becomes a Refusal with the constraint's Vietnamese sentence."""
    try:
        thing.full_clean(exclude=exclude)
    except ValidationError as error:
        reasons = [
            Reason("invalid", message, "" if field == "__all__" else field)
            for field, messages in error.message_dict.items()
            for message in messages
        ]
        raise Refusal(reasons) from error


@transaction.atomic
def create_unit(
    *, by: Actor | None, parent: Unit | None, code: str, name: str, level: str, kind: str, **fields: Any
) -> Unit:
    """Add a unit under its parent. ``by`` is None only for the first unit of an empty product."""
    unit = Unit(parent=parent, code=code, name=name, level=level, kind=kind, path=f"new-{code}", **fields)
    unit.name = name
    checked(unit, exclude=("path",))
    unit.save()
    unit.path = (parent.path if parent else "") + f"{unit.pk:0{PATH_STEP}d}"
    Unit.objects.filter(pk=unit.pk).update(path=unit.path)
    if parent:
        UnitParent.objects.create(unit=unit, parent=parent, valid_from=unit.valid_from)
    if by:
        record(by=by, event="unit.created", subject_kind="unit", subject_id=unit.pk, unit_id=unit.pk, text=unit.name)
    return unit


@transaction.atomic
def move_unit(*, by: Actor, unit: Unit, new_parent: Unit, from_day: dt.date) -> None:
    """Put a unit, with all below it, under another parent from that day on. Closed periods keep the old parent."""
    if new_parent.path.startswith(unit.path):
        raise Refusal("Không thể chuyển một đơn vị về dưới chính nó hoặc dưới đơn vị cấp dưới của nó.", "own_subtree")
    old_path, new_path = unit.path, new_parent.path + f"{unit.pk:0{PATH_STEP}d}"
    UnitParent.objects.filter(unit=unit, valid_to__isnull=True).update(valid_to=from_day - dt.timedelta(days=1))
    UnitParent.objects.create(unit=unit, parent=new_parent, valid_from=from_day)
    Unit.objects.filter(pk=unit.pk).update(parent=new_parent)
    Unit.objects.filter(path__gte=old_path, path__lt=path_end(old_path)).update(
        path=Concat(Value(new_path), Substr(F("path"), len(old_path) + 1))
    )
    unit.parent, unit.path = new_parent, new_path
    record(by=by, event="unit.moved", subject_kind="unit", subject_id=unit.pk, unit_id=unit.pk, text=new_parent.name)


@transaction.atomic
def dissolve_unit(*, by: Actor, unit: Unit, last_day: dt.date, successor: Unit | None = None) -> None:
    """End a unit on its last day; ``successor`` takes over what is still open."""
    unit.valid_to, unit.successor = last_day, successor
    checked(unit)
    unit.save(update_fields=["valid_to", "successor"])
    record(by=by, event="unit.dissolved", subject_kind="unit", subject_id=unit.pk, unit_id=unit.pk, text=unit.name)


@transaction.atomic
def record_figures(
    *, by: Actor, unit: Unit, as_of: dt.date, members: int, workers: int, women: int = 0, direct_workers: int = 0
) -> UnitFigures:
    """Set the unit's counts as of a day (people)."""
    figures = UnitFigures.objects.filter(unit=unit, as_of=as_of).first() or UnitFigures(unit=unit, as_of=as_of)
    figures.members, figures.workers = members, workers
    figures.women, figures.direct_workers = women, direct_workers
    checked(figures)
    figures.save()
    record(by=by, event="unit.counted", subject_kind="unit", subject_id=unit.pk, unit_id=unit.pk)
    return figures


@transaction.atomic
def add_person(*, by: Actor, unit: Unit, full_name: str, **fields: Any) -> Person:
    """Add a person to a unit's list. Fields as of ``Person``."""
    fields.setdefault("valid_from", clock.today())
    person = Person(unit=unit, full_name=full_name, **fields)
    checked(person)
    person.save()
    record(by=by, event="person.added", subject_kind="person", subject_id=person.pk, unit_id=unit.pk)
    return person
