"""Movements without a plan of one's own: those of other authorities, and the answers to upper ones."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.checking import checked
from thidua.common.text import squeeze
from thidua.common.verdicts import Refusal, require
from thidua.journal.actions import record
from thidua.plans.actions.roots import settle_roots
from thidua.plans.models import Movement
from thidua.plans.policies import may_change_movement, may_register_movement, may_respond
from thidua.plans.queries.movements import namesake

TAKEN_OVER = ("scope", "sector", "audience", "criteria")
"""What an answer carries over from the movement it answers."""


@transaction.atomic
def register_movement(
    *, by: Actor, name: str, starts_on: dt.date, ends_on: dt.date | None = None, **fields: Any
) -> Movement:
    """Register a movement that another authority launched (the Prime Minister, the Confederation …), so that the own
    unit and those below can answer it. ``fields``: scope, sector, audience, launcher, launched_by, criteria, document.

    Errors: Refusal of ``may_register_movement``; ``no_launcher``; ``invalid`` with the model's sentence.
    """
    require(may_register_movement(by))
    _require_launcher(fields)
    _require_known(fields)
    movement = Movement(unit_id=by.unit_id, name=squeeze(name), starts_on=starts_on, ends_on=ends_on, **fields)
    movement.is_confirmed = True
    checked(movement)
    movement.save()
    _record(by, "movement.registered", movement)
    return movement


@transaction.atomic
def edit_movement(*, by: Actor, movement: Movement, version: int, **fields: Any) -> None:
    """Change what was registered without a plan; ``ends_on`` ends it. ``version`` is the one the person has seen.

    Errors: Refusal of ``may_change_movement``; ``edited_meanwhile``; as ``register_movement``.
    """
    require(may_change_movement(by, movement))
    _require_known(fields)
    if movement.responds_to_id is None:
        _require_launcher(fields)
    for name, value in fields.items():
        setattr(movement, name, value)
    checked(movement)
    if not Movement.objects.filter(pk=movement.pk, version=version).update(**fields, version=F("version") + 1):
        text = "Trong lúc bạn sửa, người khác đã sửa phong trào này. Hãy mở lại trang, xem bản mới rồi sửa tiếp."
        raise Refusal(text, "edited_meanwhile")
    _record(by, "movement.changed", movement)


@transaction.atomic
def respond_to_movement(*, by: Actor, movement: Movement) -> Movement:
    """Answer a movement of a unit above (hưởng ứng): the own running movement of the same name is linked to it; where
    there is none, one is registered from today on, with name, criteria, scope and audience of the upper one.

    Output: the own movement. Errors: Refusal of ``may_respond``; ``has_own`` when somebody has just done it.
    """
    require(may_respond(by, movement))
    own = namesake(by, movement)
    if own is not None:
        Movement.objects.filter(pk=own.pk).update(responds_to=movement)
    else:
        taken = {name: getattr(movement, name) for name in TAKEN_OVER}
        own = Movement(
            unit_id=by.unit_id,
            name=movement.name,
            launcher=movement.launcher,
            launched_by=movement.launcher_words or movement.unit.name,
            responds_to=movement,
            starts_on=clock.today(),
            ends_on=movement.ends_on,
            is_confirmed=True,
            **taken,
        )
        try:
            with transaction.atomic():
                own.save()
        except IntegrityError as error:
            raise Refusal("Đơn vị vừa hưởng ứng phong trào này.", "has_own") from error
    settle_roots(own)
    _record(by, "movement.responded", own)
    own.refresh_from_db()
    return own


def _require_launcher(fields: dict[str, Any]) -> None:
    if not fields.get("launcher") and not squeeze(fields.get("launched_by", "")):
        raise Refusal("Hãy chọn cấp phát động hoặc ghi tên cơ quan phát động.", "no_launcher", "launcher")


def _require_known(fields: dict[str, Any]) -> None:
    unknown = set(fields) - set(Movement.EDITABLE) - set(Movement.ALONE)
    if unknown:
        raise ValueError(f"Movement has no {sorted(unknown)}")


def _record(by: Actor, event: str, movement: Movement) -> None:
    record(by=by, event=event, subject_kind="plan_movement", subject_id=movement.pk, text=movement.name)
