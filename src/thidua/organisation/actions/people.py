"""People of a unit: added, changed, ended."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.checking import checked
from thidua.common.verdicts import Refusal, require
from thidua.journal.actions import record
from thidua.organisation.models import Person, Unit
from thidua.organisation.policies import may_manage_people


@transaction.atomic
def add_person(*, by: Actor, unit: Unit, full_name: str, **fields: Any) -> Person:
    """Add a person to a unit's list. Fields as of ``Person``.

    Errors: Refusal of ``may_manage_people`` and of the model.
    """
    require(may_manage_people(by, unit))
    fields.setdefault("valid_from", clock.today())
    person = Person(unit=unit, full_name=full_name, **fields)
    checked(person)
    person.save()
    record(by=by, event="person.added", subject_kind="person", subject_id=person.pk, unit_id=unit.pk)
    return person


@transaction.atomic
def edit_person(*, by: Actor, person: Person, **fields: Any) -> Person:
    """Change what is written of a person. Errors: Refusal of ``may_manage_people`` and of the model."""
    require(may_manage_people(by, person.unit))
    for name, value in fields.items():
        setattr(person, name, value)
    checked(person)
    person.save()
    record(by=by, event="person.edited", subject_kind="person", subject_id=person.pk, unit_id=person.unit_id)
    return person


@transaction.atomic
def end_person(*, by: Actor, person: Person, last_day: dt.date) -> None:
    """Take a person off the list after her last day; what she registered or was awarded stays.

    Errors: Refusal of ``may_manage_people``; ``before_start``.
    """
    require(may_manage_people(by, person.unit))
    if last_day < person.valid_from:
        raise Refusal(
            f"Ngày cuối phải từ {person.valid_from:%d/%m/%Y}, là ngày vào danh sách.", "before_start", "last_day"
        )
    person.valid_to = last_day
    person.save()
    record(by=by, event="person.ended", subject_kind="person", subject_id=person.pk, unit_id=person.unit_id)
