"""What a check finds, how grave it is at which moment (the table of the plans' decisions), and how it is mended."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from thidua.common.verdicts import Reason
from thidua.plans.models import PlanItem

ISSUE, LAUNCH = "issue", "launch"
ERROR, WARNING = "error", "warning"


@dataclass(frozen=True)
class Edit:
    """One item with the fields to be set (of its ``EDITABLE``, or of the plan for a line of the head).

    Without fields the item is only confirmed.
    """

    item: PlanItem
    fields: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Mend:
    """What one click does about a finding, where the right value is known: the words of the button and the edits.

    ``key`` names it by its content and the versions of its items: a page that is out of date names a mend that no
    longer exists.
    """

    label: str
    edits: tuple[Edit, ...]

    @property
    def key(self) -> str:
        """Sixteen hexadecimal digits."""
        parts = [self.label]
        for edit in self.edits:
            parts.append(f"{edit.item.anchor}.{edit.item.version}.{sorted(edit.fields.items(), key=str)}")
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Add:
    """What is missing: a kind of item (or a name of the head) with the values its form opens with, and the words of
    the link."""

    kind: str
    words: str
    query: str = ""


@dataclass(frozen=True)
class Finding:
    """One thing that is not right: stable ``code``, the sentence, what to do, and where it stands.

    ``anchor`` is the item's ("phase-12"), the name of a group ("target"), or "" for the plan as a whole. ``why`` says
    by which rule, with its source. ``mends`` are done by one click, ``add`` leads to the form of what is missing.
    """

    code: str
    text: str
    mend: str
    anchor: str = ""
    severity: str = ERROR
    why: str = ""
    mends: tuple[Mend, ...] = ()
    add: Add | None = None

    @property
    def is_error(self) -> bool:
        """True when it stops the moment that was asked about."""
        return self.severity == ERROR

    @property
    def reason(self) -> Reason:
        """The finding as a reason of a refusal."""
        return Reason(self.code, f"{self.text} {self.mend}".strip(), self.anchor)


def called(item: PlanItem, length: int = 60) -> str:
    """How a finding names an item: its kind and the beginning of what it says: "Nhiệm vụ “Báo cáo kết quả…”"."""
    words = " ".join(item.headline.split())
    short = words if len(words) <= length else words[: length - 1].rstrip() + "…"
    return f"{item.WORD} “{short}”"


TEXT_FIELDS = ("text", "theme", "name", "criteria", "subject", "event")
"""The fields of items that hold sentences."""


def texts_of(item: PlanItem) -> list[tuple[str, str]]:
    """(field, text) for every sentence that an item holds and a person may change."""
    pairs = [(name, getattr(item, name)) for name in TEXT_FIELDS if name in item.EDITABLE]
    return [(name, text) for name, text in pairs if text]
