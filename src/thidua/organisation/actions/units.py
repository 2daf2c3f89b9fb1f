"""The tree of units: made, renamed, moved, merged, dissolved, counted."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from thidua.common.actor import PATH_STEP, Actor
from thidua.common.checking import checked
from thidua.common.text import squeeze
from thidua.common.verdicts import Refusal, require
from thidua.journal.actions import record
from thidua.organisation.models import FormerName, Unit, UnitFigures, UnitParent, path_end
from thidua.organisation.policies import may_create_unit, may_edit_unit, may_manage_people, may_restructure


@transaction.atomic
def create_unit(
    *, by: Actor | None, parent: Unit | None, name: str, level: str, kind: str, code: str = "", **fields: Any
) -> Unit:
    """Add a unit under its parent. ``by`` is None only for the first unit of an empty product and in factories.

    Without a ``code`` the next one of the parent is given. Errors: Refusal of ``may_create_unit`` and of the model.
    """
    if by is not None and parent is not None:
        require(may_create_unit(by, parent))
    code = code or next_code(parent)
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
    """Put a unit, with all below it, under another parent from that day on. Closed periods keep the old parent.

    Errors: Refusal of ``may_restructure``, ``own_subtree``, ``same_parent``, ``too_early`` (before the last move).
    """
    require(may_restructure(by, unit))
    require(may_create_unit(by, new_parent))
    if unit.parent_id == new_parent.pk:
        raise Refusal(f"{unit.title} đang trực thuộc {new_parent.title}.", "same_parent", "new_parent")
    last = UnitParent.objects.filter(unit=unit, valid_to__isnull=True).first()
    if last and from_day <= last.valid_from:
        raise Refusal(
            f"Ngày chuyển phải sau ngày {last.valid_from:%d/%m/%Y}, là ngày bắt đầu trực thuộc đơn vị hiện nay.",
            "too_early",
            "from_day",
        )
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
    """End a unit on its last day; ``successor`` takes over what is still open.

    Errors: Refusal of ``may_restructure``; ``has_children`` while units below it live on; ``own_successor``.
    """
    require(may_restructure(by, unit))
    if successor is not None and successor.pk == unit.pk:
        raise Refusal("Đơn vị kế thừa phải là đơn vị khác.", "own_successor", "successor")
    below = Unit.objects.under(unit.path).filter(valid_from__lte=last_day)
    living = below.exclude(valid_to__lte=last_day).count()
    if living:
        raise Refusal(
            f"Còn {living} đơn vị trực thuộc đang hoạt động. Hãy chuyển hoặc kết thúc các đơn vị đó trước.",
            "has_children",
        )
    unit.valid_to, unit.successor = last_day, successor
    checked(unit)
    unit.save(update_fields=["valid_to", "successor"])
    record(by=by, event="unit.dissolved", subject_kind="unit", subject_id=unit.pk, unit_id=unit.pk, text=unit.name)


@transaction.atomic
def record_figures(
    *, by: Actor, unit: Unit, as_of: dt.date, members: int, workers: int, women: int = 0, direct_workers: int = 0
) -> UnitFigures:
    """Set the unit's counts as of a day (people). Errors: Refusal of ``may_manage_people`` and of the model."""
    require(may_manage_people(by, unit))
    figures = UnitFigures.objects.filter(unit=unit, as_of=as_of).first() or UnitFigures(unit=unit, as_of=as_of)
    figures.members, figures.workers = members, workers
    figures.women, figures.direct_workers = women, direct_workers
    checked(figures)
    figures.save()
    record(by=by, event="unit.counted", subject_kind="unit", subject_id=unit.pk, unit_id=unit.pk)
    return figures


@transaction.atomic
def edit_unit(*, by: Actor, unit: Unit, **fields: Any) -> Unit:
    """Change the data of a unit other than its name and place in the tree. Errors: Refusal of ``may_edit_unit``."""
    require(may_edit_unit(by, unit))
    for name, value in fields.items():
        setattr(unit, name, value)
    checked(unit)
    unit.save()
    record(by=by, event="unit.edited", subject_kind="unit", subject_id=unit.pk, unit_id=unit.pk)
    return unit


@transaction.atomic
def rename_unit(*, by: Actor, unit: Unit, name: str, from_day: dt.date) -> Unit:
    """Give a unit another name from that day on; the old one stays in its history.

    Errors: Refusal of ``may_edit_unit``; ``same_name``; ``too_early`` (not after the day of the last renaming).
    """
    require(may_edit_unit(by, unit))
    if squeeze(name) == unit.name:
        raise Refusal("Tên mới giống tên hiện nay.", "same_name", "name")
    last_day = from_day - dt.timedelta(days=1)
    last = FormerName.objects.filter(unit=unit).order_by("-valid_to").first()
    if last and last_day <= last.valid_to:
        raise Refusal(f"Ngày đổi tên phải sau ngày {last.valid_to:%d/%m/%Y}.", "too_early", "from_day")
    FormerName.objects.create(unit=unit, name=unit.name, valid_to=last_day)
    old, unit.name = unit.name, name
    checked(unit)
    unit.save()
    record(
        by=by,
        event="unit.renamed",
        subject_kind="unit",
        subject_id=unit.pk,
        unit_id=unit.pk,
        text=f"{old} → {unit.name}, từ {from_day:%d/%m/%Y}",
    )
    return unit


@transaction.atomic
def merge_units(*, by: Actor, units: list[Unit], into: Unit, last_day: dt.date) -> None:
    """Merge units into another: units below them move to it the day after, they end, it is their successor.

    Errors: Refusal of the steps (``move_unit``, ``dissolve_unit``); ``nothing_to_merge``.
    """
    merged = [unit for unit in units if unit.pk != into.pk]
    if not merged:
        raise Refusal("Hãy chọn ít nhất một đơn vị khác để sáp nhập.", "nothing_to_merge", "units")
    for unit in merged:
        for child in Unit.objects.filter(parent=unit).exclude(valid_to__lte=last_day).select_related("parent"):
            move_unit(by=by, unit=child, new_parent=into, from_day=last_day + dt.timedelta(days=1))
        unit.refresh_from_db()
        dissolve_unit(by=by, unit=unit, last_day=last_day, successor=into)
    record(
        by=by,
        event="unit.merged",
        subject_kind="unit",
        subject_id=into.pk,
        unit_id=into.pk,
        text=", ".join(unit.name for unit in merged),
    )


def next_code(parent: Unit | None) -> str:
    """A free code: the parent's and a running number ("BD-014"); people never type codes."""
    stem = parent.code if parent else "DV"
    number = Unit.objects.filter(parent=parent).count() + 1
    while Unit.objects.filter(code=f"{stem}-{number:03d}").exists():
        number += 1
    return f"{stem}-{number:03d}"
