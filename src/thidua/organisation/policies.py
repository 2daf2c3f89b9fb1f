"""Who may change the tree of units and the lists of people.

The verbs are those of ``accounts.choices.Verb``, written as words: this room lies below accounts.
"""

from __future__ import annotations

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.verdicts import YES, Verdict, all_of, no
from thidua.organisation.models import ImportBatch, Unit

MANAGE_UNITS, MANAGE_PEOPLE = "manage_units", "manage_people"


def may_edit_unit(by: Actor, unit: Unit) -> Verdict:
    """Change the data of the own unit or one below it."""
    if not by.covers(unit.path):
        return no("not_yours", f"{unit.title} không thuộc phạm vi của {by.unit_name}.")
    if not by.can(MANAGE_UNITS):
        return no("no_verb", "Chỉ người quản trị sửa được cây đơn vị. Hãy nhờ người quản trị của cấp bạn.")
    return YES


def may_create_unit(by: Actor, parent: Unit) -> Verdict:
    """Add a unit below ``parent``."""
    return all_of(may_edit_unit(by, parent), _still_there(parent))


def may_restructure(by: Actor, unit: Unit) -> Verdict:
    """Move, merge or dissolve: a unit strictly below the actor's, that is still there."""
    if unit.path == by.unit_path:
        return no("own_unit", "Việc chuyển, sáp nhập, giải thể đơn vị mình do người quản trị cấp trên làm.")
    return all_of(may_edit_unit(by, unit), _still_there(unit))


def may_manage_people(by: Actor, unit: Unit) -> Verdict:
    """Add and change people of the own unit or one below it."""
    if not by.covers(unit.path):
        return no("not_yours", f"{unit.title} không thuộc phạm vi của {by.unit_name}.")
    if not by.can(MANAGE_PEOPLE):
        return no("no_verb", "Vai trò của bạn không sửa được danh sách người. Hãy nhờ chủ tịch hoặc cán bộ phụ trách.")
    return _still_there(unit)


def may_import(by: Actor, kind: str, unit: Unit) -> Verdict:
    """Bring people of the unit, or units below it, from Excel."""
    return may_create_unit(by, unit) if kind == "units" else may_manage_people(by, unit)


def may_save_import(by: Actor, batch: ImportBatch, good_rows: int) -> Verdict:
    """Save the good rows of what was read."""
    nothing = no("nothing_good", "Không có dòng nào lưu được. Hãy sửa tệp theo các chỗ báo sai rồi tải lại.")
    return all_of(
        may_import(by, batch.kind, batch.unit),
        type(batch).LIFECYCLE.allows("save", batch.state),
        YES if good_rows else nothing,
    )


def _still_there(unit: Unit) -> Verdict:
    if unit.valid_to is not None and unit.valid_to < clock.today():
        return no("dissolved", f"{unit.title} đã kết thúc hoạt động từ {unit.valid_to:%d/%m/%Y}.")
    return YES
