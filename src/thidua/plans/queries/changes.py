"""What differs between a plan and the one it was made from: the version before, or last year's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from thidua.plans.models import HeadField, Plan, PlanItem
from thidua.plans.queries.contents import Contents, contents_of

ADDED, CHANGED, DROPPED = "added", "changed", "dropped"
WORDS = {ADDED: "thêm", CHANGED: "sửa", DROPPED: "bỏ"}
HEAD = (
    ("Trích yếu", "title"),
    ("Năm", "year"),
    ("Chủ đề năm", "year_theme"),
    ("Chủ đề", "theme"),
    ("Hạn cấp dưới gửi kế hoạch", "lower_due_on"),
)


SAME, GONE_WORDS, NEW_WORDS = "same", "gone", "new"
_WORD = re.compile(r"\w(?:[\w/.,]*\w)?\s*|[^\w\s]\s*|\s+")
"""A word, number or date with the space after it; a sign by itself."""
AROUND = 9
"""How many words of what did not change are shown on each side of a change."""


@dataclass(frozen=True)
class Words:
    """A run of words that stayed ("same"), went ("gone") or came ("new")."""

    kind: str
    text: str


@dataclass(frozen=True)
class Difference:
    """One item (or line of the head) before and after. ``what`` is added, changed or dropped; ``anchor`` the item's."""

    what: str
    word: str
    before: str
    after: str
    anchor: str = ""

    @property
    def what_words(self) -> str:
        """ "thêm", "sửa", "bỏ"."""
        return WORDS[self.what]

    @property
    def words(self) -> list[Words]:
        """What was beside what is, word by word, with a little of the words around each change."""
        if not self.before or not self.after:
            return [Words(GONE_WORDS if self.before else NEW_WORDS, self.before or self.after)]
        old, new = _WORD.findall(self.before), _WORD.findall(self.after)
        found: list[Words] = []
        steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        for place, (_, first, last, start, end) in enumerate(steps):
            if old[first:last] == new[start:end]:
                found.append(Words(SAME, _around(old[first:last], place == len(steps) - 1)))
                continue
            found += _run(GONE_WORDS, old[first:last], is_parted=end > start)
            found += _run(NEW_WORDS, new[start:end])
        return found


def _run(kind: str, words: list[str], *, is_parted: bool = False) -> list[Words]:
    """What went or came, without the space after it, which stays."""
    text = "".join(words)
    bare = text.rstrip()
    space = [Words(SAME, " ")] if text and (is_parted or bare != text) else []
    return [Words(kind, bare), *space] if text else []


def _around(words: list[str], is_last: bool) -> str:
    """The words nearest to the changes, and those that the item begins with; what lies between is cut out."""
    if len(words) <= 2 * AROUND:
        return "".join(words)
    tail = [] if is_last else words[-AROUND:]
    return "".join([*words[:AROUND], "… ", *tail])


def differences_of(plan: Plan, earlier: Plan) -> list[Difference]:
    """What was changed, added and dropped from ``earlier`` to ``plan``, in the order of the paper. Ten statements."""
    return differences_in(contents_of(plan), contents_of(earlier))


def differences_in(new: Contents, old: Contents) -> list[Difference]:
    """As ``differences_of``, of contents already read."""
    found = [
        Difference(CHANGED, label, _said(old.plan, name), _said(new.plan, name))
        for label, name in HEAD
        if _said(old.plan, name) != _said(new.plan, name)
    ]
    for (model, items), (_, earlier) in zip(new.groups, old.groups, strict=True):
        if model is not HeadField:
            found += _of_kind(model, items, earlier)
    return found


def _of_kind(model: type[PlanItem], items: list[Any], earlier: list[Any]) -> list[Difference]:
    known = {item.pk: item for item in earlier}
    found = []
    for item in items:
        before = known.pop(item.copied_from_id, None)
        if before is None:
            found.append(Difference(ADDED, model.WORD, "", words_of(item), item.anchor))
        elif words_of(before) != words_of(item):
            found.append(Difference(CHANGED, model.WORD, words_of(before), words_of(item), item.anchor))
    return found + [Difference(DROPPED, model.WORD, words_of(item), "") for item in known.values()]


def words_of(item: PlanItem) -> str:
    """All that an item says."""
    return f"{item.headline} ({item.detail})" if item.detail else item.headline


def summary_of(differences: list[Difference]) -> str:
    """ "sửa 3 mục, thêm 1 mục, bỏ 2 mục"; "không đổi mục nào"."""
    counts = [(WORDS[what], sum(one.what == what for one in differences)) for what in (CHANGED, ADDED, DROPPED)]
    return ", ".join(f"{word} {count} mục" for word, count in counts if count) or "không đổi mục nào"


def _said(plan: Plan, name: str) -> str:
    value = getattr(plan, name)
    return value.strftime("%d/%m/%Y") if hasattr(value, "strftime") else str(value or "")
