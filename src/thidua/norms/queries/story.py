"""Who changed a row of the register, and when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from thidua.journal.queries import entries_about, names_of
from thidua.norms.models import Kept

WORDS = {
    "added": "Thêm vào sổ",
    "changed": "Sửa",
    "ended": "Ghi ngày hết hiệu lực",
    "removed": "Xóa khỏi sổ",
}


@dataclass(frozen=True)
class Change:
    """One change: when, who, what, and the words of the journal."""

    at: dt.datetime
    name: str
    words: str
    text: str


def changes_of(row: Kept) -> list[Change]:
    """The changes of one row, oldest first, with the names behind the tokens."""
    entries = entries_about(str(row._meta.model_name), row.pk)
    names = names_of({entry.actor_token for entry in entries})
    return [
        Change(
            entry.at,
            names.get(entry.actor_token, "đã xoá tên"),
            WORDS.get(entry.event.rpartition(".")[2], entry.event),
            entry.text,
        )
        for entry in entries
    ]
