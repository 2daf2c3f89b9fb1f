"""Two people on one report: what each changed since the page was opened, put together where that is safe.

A page says with each field what stood there when the person saw it (``Entry.seen``). A field that she left alone keeps
what the colleague wrote; one that the colleague left alone takes hers; one that both changed is a clash, which only a
person can settle: ``ChangedMeanwhile`` carries both values.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from thidua.common import clock
from thidua.common.text import normalise
from thidua.common.verdicts import Reason, Refusal
from thidua.journal.queries import names_of
from thidua.reporting.models import Report, Slot
from thidua.reporting.queries.adding import figure_at
from thidua.reporting.queries.texts import questions_of, texts_of, words_of

Key = tuple[str, int | str]
"""("figure", place), ("words", slot id) or ("text", name)."""
Value = int | str | None
PREFILLED = "~"


@dataclass(frozen=True)
class Entry:
    """What is to be saved of one report. Places, slots and texts that are not named stay as they are.

    ``version`` is the one the person saw; ``figures`` place → whole number × 10^scale, or None to empty it; ``words``
    slot id → answer in words; ``texts`` code of the question → answer. ``page`` is the mark of the page it was typed
    in. ``is_whole``: the whole form of that page was sent, which holds all that the page kept while typing; such saves
    of the same person and page since ``version`` are no conflict. ``seen``: what the person saw in each field
    (``mark_of``), so that changes of two people can be told apart; empty = unknown.
    """

    report: Report
    version: int
    figures: Mapping[int, int | None] = field(default_factory=dict)
    words: Mapping[int, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    page: str = ""
    is_whole: bool = False
    seen: Mapping[Key, str] = field(default_factory=dict)

    @property
    def answers(self) -> dict[Key, Value]:
        """Everything that is to be saved, by key."""
        found: dict[Key, Value] = {("figure", place): figure for place, figure in self.figures.items()}
        found |= {("words", slot_id): normalise(text) for slot_id, text in self.words.items()}
        return found | {("text", name): normalise(text) for name, text in self.texts.items()}


@dataclass(frozen=True)
class Meeting:
    """Where two people met on one report: ``clashes`` both changed, ``others`` only the colleague (key → her value).

    ``is_moved``: the report is no longer in the state in which the page was opened.
    """

    report: Report
    who: str
    when: str
    clashes: dict[Key, Value]
    others: dict[Key, Value]
    is_moved: bool = False


class ChangedMeanwhile(Refusal):
    """Somebody else saved the same reports. ``meetings``: one for each report, with the colleague's values."""

    def __init__(self, meetings: Sequence[Meeting]) -> None:
        self.meetings = tuple(meetings)
        super().__init__([_reason(one) for one in meetings])


def mark_of(value: Value, *, is_prefilled: bool = False) -> str:
    """A short mark of what stood in a field, to be compared later. A prefilled figure was shown but never saved."""
    text = normalise(value) if isinstance(value, str) else "" if value is None else f"={value}"
    digest = hashlib.sha256(text.encode()).hexdigest()[:8] if text else ""
    return f"{PREFILLED}{digest}" if is_prefilled else digest


def caught_up(entry: Entry) -> tuple[Entry, Meeting]:
    """The entry as it may be saved over what stands there now, and what the colleague wrote elsewhere in the form.

    The report of the entry gets the figures and the version of now. Errors: ``ChangedMeanwhile`` where both changed the
    same field, where the page did not say what it showed, and where the report is no longer in the same state.
    """
    now = Report.objects.get(pk=entry.report.pk)
    saved = _saved(now)
    clashes: dict[Key, Value] = {}
    others: dict[Key, Value] = {}
    for key, mine in entry.answers.items():
        if key not in saved:
            continue
        theirs = saved[key]
        if _plain(mine) == _plain(theirs):
            continue
        whose = _whose(entry.seen.get(key), mine, theirs)
        if whose == "theirs":
            others[key] = theirs
        elif whose == "both":
            clashes[key] = theirs
    who = names_of({now.edited_by_token}).get(now.edited_by_token, "Người khác")
    when = f"{clock.local(now.edited_at):%H:%M %d/%m/%Y}" if now.edited_at else ""
    meeting = Meeting(now, who, when, clashes, others, is_moved=now.state != entry.report.state)
    if clashes or not entry.seen or meeting.is_moved:
        raise ChangedMeanwhile([meeting])
    entry.report.values, entry.report.version = now.values, now.version
    kept = replace(
        entry,
        version=now.version,
        figures={place: one for place, one in entry.figures.items() if ("figure", place) not in others},
        words={slot_id: one for slot_id, one in entry.words.items() if ("words", slot_id) not in others},
        texts={name: one for name, one in entry.texts.items() if ("text", name) not in others},
    )
    return kept, meeting


def _plain(value: Value) -> Value:
    return None if value == "" else value


def _whose(seen: str | None, mine: Value, theirs: Value) -> str:
    if seen is None:
        return "both"
    if seen.startswith(PREFILLED):
        if mark_of(mine) != seen.removeprefix(PREFILLED):
            return "mine" if theirs is None else "both"
        return "mine" if theirs is None else "theirs"
    if seen == mark_of(mine):
        return "theirs"
    return "mine" if seen == mark_of(theirs) else "both"


def _saved(report: Report) -> dict[Key, Value]:
    """Everything that the report asks for, with what is saved there."""
    slots = Slot.objects.filter(request_id=report.request_id)
    found: dict[Key, Value] = {("words", slot.pk): None for slot in slots}
    found |= {("figure", place): figure_at(report.values, place) for slot in slots for place in slot.places}
    words = words_of([report]).get(report.pk, {})
    found |= {("words", slot_id): text for slot_id, text in words.items()}
    asked = questions_of([report.request_id])[report.request_id]
    texts = texts_of([report])[report.pk]
    return found | {("text", one.code): texts.get(one.code) for one in asked}


def _reason(met: Meeting) -> Reason:
    now = met.report
    if met.is_moved:
        since = f"{clock.local(now.state_since):%H:%M %d/%m/%Y}"
        text = f"Báo cáo nay đã ở trạng thái “{now.state_info.label}” từ {since}."
    else:
        when = f" lúc {met.when}" if met.when else ""
        text = f"{met.who} đã sửa báo cáo này{when}, sau khi bạn mở trang."
    if met.clashes:
        return Reason("changed_meanwhile", f"{text} Hãy chọn số liệu giữ lại rồi lưu lần nữa.")
    return Reason("changed_meanwhile", f"{text} Hãy xem lại rồi lưu lần nữa.")
