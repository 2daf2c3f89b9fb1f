"""How rows of the register are saved: what the editor has seen must still stand there."""

from __future__ import annotations

from copy import copy
from typing import Any, TypeVar

from django.db.models import F

from thidua.common.actor import Actor
from thidua.common.checking import checked
from thidua.common.verdicts import Refusal, require
from thidua.journal.actions import record
from thidua.norms.models import Kept
from thidua.norms.policies import may_edit_register

Row = TypeVar("Row", bound=Kept)


def add_row(row: Row, *, by: Actor, event: str, text: str) -> Row:
    """Check and save a new row, marked as a person's. Errors: Refusal of ``may_edit_register``; ``invalid``."""
    require(may_edit_register(by))
    row.is_edited = True
    checked(row)
    row.save()
    record(by=by, event=event, subject_kind=kind_of(row), subject_id=row.pk, text=text[:500])
    return row


def change_row(row: Row, *, by: Actor, version: int, event: str, text: str, **fields: Any) -> Row:
    """Set fields of a row that the person has seen as ``version``.

    Errors: Refusal of ``may_edit_register``; ``invalid``; ``edited_meanwhile`` with both texts.
    """
    require(may_edit_register(by))
    mine = copy(row)
    for name, value in fields.items():
        setattr(mine, name, value)
    mine.is_edited = True
    checked(mine)
    manager = type(row)._default_manager
    if not manager.filter(pk=row.pk, version=version).update(version=F("version") + 1):
        stored = manager.filter(pk=row.pk).first()
        raise Refusal(
            f"Trong lúc bạn sửa, người khác đã sửa dòng này. Bản đang lưu: “{stored or 'đã xóa'}”. "
            f"Bản của bạn: “{mine}”. Hãy mở lại trang, xem rồi lưu bản đúng.",
            "edited_meanwhile",
        )
    mine.version = version + 1
    mine.save()
    record(by=by, event=event, subject_kind=kind_of(row), subject_id=row.pk, text=text[:500])
    return mine


def remove_row(row: Kept, *, by: Actor, version: int, event: str, text: str) -> None:
    """Take out a row that the person has seen as ``version``.

    Errors: Refusal of ``may_edit_register``; ``edited_meanwhile`` with what stands there now.
    """
    require(may_edit_register(by))
    number = row.pk
    if not type(row)._default_manager.filter(pk=number, version=version).delete()[0]:
        stored = type(row)._default_manager.filter(pk=number).first()
        raise Refusal(
            f"Trong lúc bạn xem, người khác đã sửa dòng này. Bản đang lưu: “{stored or 'đã xóa'}”. "
            "Hãy mở lại trang, xem rồi hãy xóa.",
            "edited_meanwhile",
        )
    record(by=by, event=event, subject_kind=kind_of(row), subject_id=number, text=text[:500])


def kind_of(row: Kept) -> str:
    """The word of a row's kind in the journal: "legalnorm", "foundingyear", "parameter"."""
    return str(row._meta.model_name)
