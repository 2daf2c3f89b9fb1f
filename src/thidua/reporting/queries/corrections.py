"""What changed below after a report was signed, figure by figure; and two revisions of a report beside each other."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.urls import reverse

from thidua.plans.choices import IndicatorKind
from thidua.reporting.models import Figures, PeriodUnit, Report, ReportRevision, Rollup, SignedPart, Slot
from thidua.reporting.queries.adding import IS_ANSWER, Amount, amount, change_words, figure_at, list_size, padded
from thidua.reporting.queries.asked import slots_of
from thidua.reporting.queries.rows import Row, child_rows
from thidua.reporting.queries.totals import live_total
from thidua.ui.kept import Kept

MOST_REPORTS = 50
NOT_TAKEN = (*IS_ANSWER, IndicatorKind.DISTINCT)
"""Kinds that a unit answers for itself: what the units below add up to is not its own figure."""


def same_figures(one: Figures | None, other: Figures | None) -> bool:
    """The same to the last digit; a list that is shorter is unanswered at its end."""
    size = max(len(one or ()), len(other or ()))
    return padded(one, size) == padded(other, size)


@dataclass(frozen=True)
class ChangedPart:
    """One unit directly below that tells something else than when the report was signed."""

    name: str
    then: Amount
    now: Amount
    url: str

    @property
    def change(self) -> str:
        """By how much its figure (or numerator) changed."""
        return change_words(self.then.num, self.now.num, self.now.scale)


@dataclass(frozen=True)
class DifferenceLine:
    """One figure: as it was signed, what the units below added up to then, what they add up to now, and from whom."""

    slot: Slot
    signed: Amount
    then: Amount
    now: Amount
    parts: list[ChangedPart]

    @property
    def differs(self) -> bool:
        """The units below tell something else than at the signing."""
        return bool(self.parts) or (self.then.num, self.then.den) != (self.now.num, self.now.den)

    @property
    def was_changed_by_hand(self) -> bool:
        """The unit signed something else than the sum of that day."""
        return self.then.num is not None and (self.signed.num, self.signed.den) != (self.then.num, self.then.den)

    @property
    def change(self) -> str:
        """By how much the sum changed since the signing."""
        return change_words(self.then.num, self.now.num, self.now.scale)


@dataclass(frozen=True)
class Correction:
    """A report below that was sent, sent anew or drawn back after the signing."""

    report: Report
    words: str
    at: dt.datetime | None


@dataclass(frozen=True)
class ReportDifference:
    """All that changed below since a report was signed. ``is_known`` is False for a report signed before the parts
    were kept, of which nothing can be told."""

    lines: list[DifferenceLine]
    corrections: list[Correction]
    more: int
    is_known: bool
    done_then: str = ""
    done_now: str = ""
    signed_at: dt.datetime | None = None

    @property
    def differing(self) -> list[DifferenceLine]:
        """The figures that differ."""
        return [line for line in self.lines if line.differs]

    @property
    def is_settled(self) -> bool:
        """Units below tell something else, and add up to the same all the same: the corrections cancel out."""
        found = self.differing
        return bool(found) and all((one.then.num, one.then.den) == (one.now.num, one.now.den) for one in found)


def difference_of(report: Report) -> ReportDifference:
    """What the units below tell now against what they told when the last revision was signed. ``report`` comes with
    its request, unit and place; it takes in others. Eight queries, however many units."""
    place = report.place
    parts = {part.unit_id: part for part in SignedPart.objects.filter(report=report, number=report.revision)}
    whole = parts.pop(report.unit_id, None)
    if whole is None:
        return ReportDifference([], [], 0, is_known=False, signed_at=report.submitted_at)
    slots = slots_of(report.request_id)
    total = live_total(report.request_id, report.unit_id)
    rows = child_rows(place)
    lines = [_line(report, slot, whole, total, rows, parts) for slot in slots]
    corrections, more = _corrections(report)
    return ReportDifference(
        lines=lines,
        corrections=corrections,
        more=more,
        is_known=True,
        done_then=f"{whole.n_done}/{whole.n_all}",
        done_now=f"{total.n_done}/{total.n_all}" if total else "–",
        signed_at=report.submitted_at,
    )


def _line(
    report: Report,
    slot: Slot,
    whole: SignedPart,
    total: Rollup | None,
    rows: list[Row],
    parts: dict[int, SignedPart],
) -> DifferenceLine:
    changed = []
    for row in rows:
        part = parts.get(row.unit_id)
        then = amount(slot, part.figures if part else None, part.counts if part and part.counts else None)
        now = amount(slot, row.figures, None if row.is_leaf else row.counted or [])
        if (then.num, then.den) != (now.num, now.den):
            changed.append(ChangedPart(row.title, then, now, part_url(row, slot.num)))
    return DifferenceLine(
        slot=slot,
        signed=amount(slot, report.sent_values),
        then=amount(slot, whole.figures, whole.counts),
        now=amount(slot, total.sums if total else None, total.counts if total else []),
        parts=changed,
    )


def part_url(row: Row, num: int) -> str:
    """Where the child's figure at that place comes from: its own parts, or the very figure of its report."""
    if not row.is_leaf:
        return reverse("figure_parts", args=[row.request_id, row.unit_id, num])
    return f"{row.url}#so-{num}" if row.url else ""


def _corrections(report: Report) -> tuple[list[Correction], int]:
    """The reports of units that fill in figures, below the place, that changed after the signing; latest first."""
    signed_at = report.submitted_at
    below = Report.objects.filter(
        request_id=report.request_id, place__path__startswith=report.place.path, place__is_leaf=True
    ).exclude(pk=report.pk)
    sent = Q(submitted_at__gt=signed_at, sent_values__isnull=False)
    drawn = Q(sent_values__isnull=True, revision__gt=0, state_since__gt=signed_at)
    found = below.filter(sent | drawn).select_related("unit", "place", "place__parent").order_by("-state_since", "-id")
    shown = list(found[: MOST_REPORTS + 1])
    more = found.count() - MOST_REPORTS if len(shown) > MOST_REPORTS else 0
    return [_correction(one) for one in shown[:MOST_REPORTS]], more


def _correction(report: Report) -> Correction:
    if report.sent_values is None:
        return Correction(report, "rút lại báo cáo đã nộp", report.state_since)
    words = f"nộp lại (lần {report.revision})" if report.revision > 1 else "nộp sau khi cấp trên đã ký"
    return Correction(report, words, report.submitted_at)


def totals_taken_over(report: Report) -> Figures:
    """The figures of a signed report with what the units below add up to now, where the signed figure was their sum;
    what the unit had put in by hand, and what it answers for itself, stays."""
    slots = slots_of(report.request_id)
    signed = padded(report.sent_values, list_size(slots))
    whole = SignedPart.objects.filter(report=report, number=report.revision, unit_id=report.unit_id).first()
    total = live_total(report.request_id, report.unit_id)
    if whole is None or total is None:
        return signed
    for place in taken_places(slots):
        if signed[place] is not None and signed[place] == figure_at(whole.figures, place):
            signed[place] = figure_at(total.sums, place)
    return signed


def taken_places(slots: list[Slot]) -> list[int]:
    """The places of the lists that a unit takes over from those below."""
    return [place for slot in slots if slot.kind not in NOT_TAKEN for place in slot.places]


@dataclass(frozen=True)
class RevisionLine:
    """One figure in two revisions."""

    slot: Slot
    before: Amount
    after: Amount

    @property
    def change(self) -> str:
        """By how much the figure changed."""
        return change_words(self.before.num, self.after.num, self.after.scale)

    @property
    def differs(self) -> bool:
        """Not the same in both."""
        return (self.before.num, self.before.den) != (self.after.num, self.after.den)


@dataclass(frozen=True)
class TextLine:
    """One question in two revisions."""

    label: str
    before: str
    after: str

    @property
    def differs(self) -> bool:
        """Not the same in both."""
        return self.before != self.after


@dataclass(frozen=True)
class Comparison:
    """Two revisions of one report beside each other, the older one first."""

    revisions: list[ReportRevision]
    before: ReportRevision
    after: ReportRevision
    lines: list[RevisionLine]
    texts: list[TextLine] = field(default_factory=list)


def comparison_of(report: Report, questions: dict[str, str], older: int | None, newer: int | None) -> Comparison | None:
    """The revisions with these numbers (by default the last two; of one alone itself twice); None before the first.

    ``questions``: code → label of what was asked in words."""
    revisions = list(ReportRevision.objects.filter(report=report).order_by("number"))
    if not revisions:
        return None
    by_number = {one.number: one for one in revisions}
    after = by_number.get(newer or 0, revisions[-1])
    earlier = [one for one in revisions if one.number < after.number]
    before = by_number.get(older or 0, earlier[-1] if earlier else after)
    slots = slots_of(report.request_id)
    lines = [RevisionLine(slot, amount(slot, before.values), amount(slot, after.values)) for slot in slots]
    texts = [
        TextLine(label, before.texts.get(code, ""), after.texts.get(code, "")) for code, label in questions.items()
    ]
    return Comparison(revisions, before, after, lines, texts)


def _differing(request_id: int, unit_id: int) -> QuerySet[Report]:
    return (
        Report.objects.filter(request_id=request_id, difference__isnull=False)
        .filter(Q(place__parent_id=unit_id) | Q(unit_id=unit_id))
        .select_related("unit", "difference")
        .order_by("unit__name_key", "id")[:MOST_REPORTS]
    )


differing_of = Kept(_differing)


def differing_below(place: PeriodUnit) -> list[Report]:
    """The signed reports of the units directly below a place, and its own, that differ from what is below them now."""
    return differing_of(place.request_id, place.unit_id)
