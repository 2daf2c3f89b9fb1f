"""Everything the form of a unit needs: its cards, what is known already, what was last, what was remarked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.urls import reverse

from thidua.common.dates import format_date
from thidua.common.numbers import format_number, format_share
from thidua.journal.queries import names_of
from thidua.plans.choices import IndicatorKind
from thidua.reporting.choices import PeriodKind
from thidua.reporting.lifecycle import IN_SIGNING, IN_WORK
from thidua.reporting.models import Question, Remark, Report, ReportRequest, Rollup, Slot, TargetFigure
from thidua.reporting.queries.adding import IS_ANSWER, Amount, adds_over_periods, bound_text, figure_at, same_as
from thidua.reporting.queries.asked import slots_by_figure, slots_by_request
from thidua.reporting.queries.computed import computed_figures
from thidua.reporting.queries.given import given_figures
from thidua.reporting.queries.past import pasts_of
from thidua.reporting.queries.texts import merged, questions_of, texts_of, words_of
from thidua.reporting.queries.totals import live_total

PARTS = ("num", "den", "women", "direct")


@dataclass
class Card:
    """One figure on the form. ``doubles`` are the same figure for the same dates in the unit's other reports here."""

    report: Report
    slot: Slot
    doubles: list[tuple[Report, Slot]] = field(default_factory=list)
    own_target: str = ""
    given: str = ""
    last: str = ""
    last_told: Amount | None = None
    known: dict[str, int] = field(default_factory=dict)
    source: str = ""
    computed: tuple[int, int] | None = None
    remarks: list[str] = field(default_factory=list)
    words: str = ""
    days: str = ""
    """From when to when it is counted; "" where all figures of the form are of the same days."""

    @property
    def name(self) -> str:
        """What it is called away from the heading of its days."""
        return f"{self.slot.label} ({self.days})" if self.days else self.slot.label

    @property
    def bound(self) -> str:
        """What was promised, in words."""
        slot = self.slot
        return bound_text(slot.comparator, slot.low, slot.high, slot.unit_word)

    @property
    def share_words(self) -> str:
        """What the two fields of a ratio or average come to: "90 %", "7,5 triệu đồng"."""
        num, den = self.known.get("num"), self.known.get("den")
        saved_num, saved_den = self.figure("num"), self.figure("den")
        num, den = num if saved_num is None else saved_num, den if saved_den is None else saved_den
        if self.slot.kind == IndicatorKind.AVERAGE:
            told = Amount(self.slot.kind, num, den, 1, self.slot.unit_word, self.slot.scale)
            return f"{told.plain} {told.unit_word}".strip() if den else "–"
        return format_share(num, den)

    @property
    def is_prefilled(self) -> bool:
        """A known figure stands in a field that was not saved yet."""
        return any(self.figure(part) is None for part in self.known)

    @property
    def has_words(self) -> bool:
        """Asks for words: an answer, or why the figure is not the one that the product's records give."""
        return self.is_answer or self.computed is not None

    @property
    def records_url(self) -> str:
        """The list behind a figure that the product knows; "" where it knows none."""
        if self.computed is None:
            return ""
        return reverse("figure_records", args=[self.report.request_id, self.report.unit_id, self.slot.num])

    @property
    def is_answer(self) -> bool:
        """Answered by Có or Không."""
        return self.slot.kind in IS_ANSWER

    def figure(self, part: str) -> int | None:
        """What is saved at a part, or None."""
        return figure_at(self.report.values, getattr(self.slot, part))


@dataclass
class Sheet:
    """The form of one unit: its reports of one due day, with their cards."""

    report: Report
    reports: list[Report]
    cards: list[Card]
    questions: list[Question]
    texts: dict[str, str]
    remarks: list[str] = field(default_factory=list)
    added_up: Rollup | None = None

    @property
    def is_consolidated(self) -> bool:
        """An upper unit's own report, drawn from those below."""
        return not self.report.place.is_leaf


def sheet_of(report: Report) -> Sheet:
    """The form that a report belongs to. ``report`` comes with its request, place and unit."""
    reports = _of_one_day(report)
    ids = [one.request_id for one in reports]
    slots = slots_by_request(ids)
    sheet = Sheet(report, reports, _cards(reports, slots), merged(questions_of(ids), ids), _texts(reports))
    _add_days(sheet)
    _add_words_and_remarks(sheet)
    _add_own_targets(sheet)
    _add_given(sheet)
    _add_last(sheet, slots)
    if sheet.is_consolidated:
        _add_totals(sheet)
    else:
        _add_known(sheet)
    _add_computed(sheet)
    return sheet


def _texts(reports: Sequence[Report]) -> dict[str, str]:
    """code → what stands in the form: the words of the first of its reports that has any."""
    found: dict[str, str] = {}
    by_report = texts_of(reports)
    for report in reports:
        for code, text in by_report.get(report.pk, {}).items():
            found[code] = found.get(code) or text
    return found


def _of_one_day(report: Report) -> list[Report]:
    others = (
        Report.objects.filter(state__in=IN_SIGNING if report.is_in_signing else IN_WORK)
        .filter(unit_id=report.unit_id, request__state="open", place__due_on=report.place.due_on)
        .filter(place__is_expected=True, place__is_leaf=report.place.is_leaf)
        .exclude(pk=report.pk)
        .select_related("request", "request__unit", "request__plan", "place", "unit")
        .order_by("id")
    )
    return [report, *others] if report.place.is_leaf else [report]


def _cards(reports: Sequence[Report], slots: dict[int, list[Slot]]) -> list[Card]:
    cards: dict[tuple[object, ...], Card] = {}
    for report in reports:
        for slot in slots[report.request_id]:
            shape = tuple(getattr(slot, part) is not None for part in PARTS)
            key = (same_as(slot), _period(report), shape, slot.scale)
            if key in cards:
                cards[key].doubles.append((report, slot))
            else:
                cards[key] = Card(report, slot)
    periods = list(dict.fromkeys(_period(report) for report in reports))
    return sorted(cards.values(), key=lambda card: periods.index(_period(card.report)))


def _period(report: Report) -> tuple[dt.date, dt.date]:
    return report.request.starts_on, report.request.ends_on


def days_told(requests: Iterable[ReportRequest]) -> dict[int, str]:
    """request id → from when to when it asks; "" for each where all ask for the same days."""
    periods = {one.pk: (one.starts_on, one.ends_on) for one in requests}
    is_mixed = len(set(periods.values())) > 1
    return {pk: " – ".join(map(format_date, days)) if is_mixed else "" for pk, days in periods.items()}


def _add_days(sheet: Sheet) -> None:
    """Reports of one due day may tell of different days: then every figure says of which."""
    days = days_told(one.request for one in sheet.reports)
    for card in sheet.cards:
        card.days = days[card.report.request_id]


def _add_words_and_remarks(sheet: Sheet) -> None:
    ids = [one.pk for one in sheet.reports]
    words = words_of(sheet.reports)
    remarks = list(Remark.objects.filter(report_id__in=ids))
    names = names_of({one.made_by_token for one in remarks}) if remarks else {}
    now = {one.pk: one.revision for one in sheet.reports}
    current = [one for one in remarks if one.revision == now[one.report_id]]
    for card in sheet.cards:
        card.words = words.get(card.report.pk, {}).get(card.slot.pk, "")
        seen = {card.slot.pk, *(slot.pk for _, slot in card.doubles)}
        card.remarks = [_said(one, names) for one in current if one.slot_id in seen]
    sheet.remarks = [_said(one, names) for one in current if one.slot_id is None]


def _said(remark: Remark, names: dict[str, str]) -> str:
    return f"{names.get(remark.made_by_token, 'Cấp trên')}: {remark.text}"


def _add_given(sheet: Sheet) -> None:
    """What the level above gave to the unit, as it stands today."""
    for report in sheet.reports:
        given = given_figures(report.request, [report.unit_id]).get(report.unit_id, {})
        for card in sheet.cards:
            if card.report.pk == report.pk and card.slot.num in given:
                card.given = f"{format_number(given[card.slot.num])} {card.slot.unit_word}".strip()


def _add_own_targets(sheet: Sheet) -> None:
    rows = TargetFigure.objects.filter(request__in=[one.request_id for one in sheet.reports], unit=sheet.report.unit)
    values = dict(rows.values_list("request_id", "values"))
    for card in sheet.cards:
        own = figure_at(values.get(card.report.request_id), card.slot.num)
        if own is not None:
            card.own_target = f"{format_number(Decimal(own).scaleb(-3))} {card.slot.unit_word}".strip()


def _add_last(sheet: Sheet, slots: dict[int, list[Slot]]) -> None:
    """What was told in the period before."""
    unit_id = sheet.report.unit_id
    past = pasts_of([(one.request, slots[one.request_id]) for one in sheet.reports], unit_id, signed=True)
    for card in sheet.cards:
        before = past[card.report.request_id][unit_id].last.get(card.slot.num)
        if before is not None:
            card.last, card.last_told = f"{before.text} ({before.request.title})", before.told


def _add_totals(sheet: Sheet) -> None:
    report = sheet.report
    sheet.added_up = live_total(report.request_id, report.unit_id)
    if sheet.added_up is None or not sheet.added_up.n_done:
        return
    for card in sheet.cards:
        if card.is_answer:
            continue
        found = {part: figure_at(sheet.added_up.sums, getattr(card.slot, part)) for part in PARTS}
        card.known = {part: figure for part, figure in found.items() if figure is not None}
        card.source = f"cộng từ {sheet.added_up.n_done}/{sheet.added_up.n_all} đơn vị cấp dưới"


def _add_known(sheet: Sheet) -> None:
    """Figures of the unit's other reports: the same one typed already, sums of the phases."""
    shown = {one.pk for one in sheet.reports}
    latest = (
        Report.objects.filter(unit_id=sheet.report.unit_id)
        .exclude(pk__in=shown)
        .select_related("request", "request__unit")
        .order_by("-request__ends_on", "-id")[:24]
    )
    others = list(reversed(latest))
    slot_of = slots_by_figure(one.request_id for one in others)
    for card in sheet.cards:
        pairs = [
            (one, slot_of[one.request_id, same_as(card.slot)])
            for one in others
            if (one.request_id, same_as(card.slot)) in slot_of
        ]
        _know(card, pairs)


def _know(card: Card, pairs: list[tuple[Report, Slot]]) -> None:
    asked = card.report.request
    same = [
        (other, slot)
        for other, slot in pairs
        if (other.request.starts_on, other.request.ends_on) == (asked.starts_on, asked.ends_on)
        and figure_at(other.values, slot.num) is not None
    ]
    if same:
        other, slot = same[-1]
        card.known = _parts(other, slot, other.values)
        card.source = f"đã nhập trong “{other.request.title}” của {other.request.unit.title}"
    elif asked.kind == PeriodKind.YEAR and adds_over_periods(card.slot):
        _sum_of_phases(card, pairs)


def _sum_of_phases(card: Card, pairs: list[tuple[Report, Slot]]) -> None:
    phases = [
        (other, slot) for other, slot in pairs if other.is_counted and is_phase_of(other.request, card.report.request)
    ]
    total: dict[str, int] = {}
    for other, slot in phases:
        for part, figure in _parts(other, slot, other.sent_values).items():
            total[part] = total.get(part, 0) + figure
    if total:
        card.known, card.source = total, f"cộng từ {len(phases)} đợt đã báo cáo"


def is_phase_of(phase: ReportRequest, year: ReportRequest) -> bool:
    """A phase of the same issuer inside the year's period."""
    return (
        phase.unit_id == year.unit_id
        and phase.kind == PeriodKind.PHASE
        and year.starts_on <= phase.starts_on
        and phase.ends_on <= year.ends_on
    )


def _parts(report: Report, slot: Slot, values: list[int | None] | None) -> dict[str, int]:
    found = {part: figure_at(values, getattr(slot, part)) for part in PARTS}
    return {part: figure for part, figure in found.items() if figure is not None}


def _add_computed(sheet: Sheet) -> None:
    """What the product's records give stands before whatever was typed elsewhere."""
    for report in sheet.reports:
        cards = [card for card in sheet.cards if card.report.pk == report.pk]
        found = computed_figures(report, [card.slot for card in cards])
        for card in cards:
            if card.slot.pk in found:
                source, num, den = found[card.slot.pk]
                card.computed, card.known = (num, den), {"num": num, "den": den}
                card.source = f"phần mềm tính từ {source.words}"
