"""The statistics of a request as a printed form: sections, numbered lines, what was set, told before and told now.

The same lines for one unit's report and for the total of a level.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.text import capfirst

from thidua.common.numbers import format_number
from thidua.plans.choices import TWO_PART_KINDS
from thidua.reporting.models import Report, ReportRequest, Slot
from thidua.reporting.queries.adding import IS_ANSWER, Amount, figure_at
from thidua.reporting.queries.detail import Detail
from thidua.reporting.queries.overview import Overview
from thidua.reporting.queries.past import Past, PastOfUnit, past_of

OF_THE_PLAN = "Chỉ tiêu của kế hoạch"
"""The section of the figures that come from the plan and stand in none of the form."""


@dataclass(frozen=True)
class FormRow:
    """One line. ``part``: "num", "den", "women", "direct", or "" for a share or an average worked out of two lines.

    ``figure`` is the whole number behind ``told`` (None for a share and where nothing was told), ``last`` the number
    behind ``before``.
    """

    number: str
    label: str
    code: str
    unit: str
    target: str
    before: str
    told: str
    slot: Slot
    part: str
    figure: int | None = None
    last: Decimal | None = None


@dataclass(frozen=True)
class FormSection:
    """A section with its lines."""

    heading: str
    rows: list[FormRow]

    @property
    def slots(self) -> list[Slot]:
        """The figures asked in it."""
        return list(dict.fromkeys(row.slot for row in self.rows))


@dataclass(frozen=True)
class PrintedForm:
    """The whole form. ``scope`` says for a total of how many it is; "" for one unit's report."""

    request: ReportRequest
    sign: str
    title: str
    sections: list[FormSection]
    scope: str = ""
    is_sum: bool = False


def has_sections(slots: Iterable[Slot]) -> bool:
    """True where the request asks what a statistical form asks."""
    return any(slot.heading for slot in slots)


def form_of_report(report: Report, detail: Detail) -> PrintedForm | None:
    """What a unit told, as its form; None where the request asks no statistics."""
    lines = detail.lines
    if not has_sections(line.slot for line in lines):
        return None
    past = _past(report.request, [line.slot for line in lines], report.unit_id)
    told = [
        _Told(line.slot, line.told, line.women, line.direct, line.given or line.own_target or line.bound)
        for line in lines
    ]
    return _form(report.request, told, past)


def form_of_total(overview: Overview) -> PrintedForm | None:
    """What the units below a unit told together, as its form; None where the request asks no statistics."""
    if not has_sections(overview.slots):
        return None
    past = _past(overview.request, overview.slots, overview.place.unit_id)
    sums = overview.row.sums if overview.row else None
    told = [
        _Told(
            one.slot, one.live, figure_at(sums, one.slot.women), figure_at(sums, one.slot.direct), one.bound_words, True
        )
        for one in overview.totals
    ]
    return _form(overview.request, told, past, scope=_scope(overview), is_sum=True)


@dataclass(frozen=True)
class _Told:
    slot: Slot
    told: Amount
    women: int | None
    direct: int | None
    target: str
    is_sum: bool = False

    def rows(self, number: int, before: Past | None) -> list[FormRow]:
        """The line of the figure and those of its parts."""
        slot, code = self.slot, self.slot.indicator.code if self.slot.indicator.owner_id is None else ""
        is_two = slot.kind in TWO_PART_KINDS
        first = FormRow(
            number=str(number),
            label=slot.label,
            code=code,
            unit=self._unit(),
            target=self.target,
            before=_short(before.told, is_sum=before.is_sum) if before else "",
            told=_short(self.told, is_sum=self.is_sum),
            slot=slot,
            part="" if is_two else "num",
            figure=None if is_two else self.told.num,
            last=before.told.value if before and slot.kind not in IS_ANSWER else None,
        )
        parts = [(slot.num_words, "num", self.told.num), (slot.den_words, "den", self.told.den)] if is_two else []
        parts += [("Trong đó: nữ", "women", self.women)] if slot.women is not None else []
        parts += [("Trong đó: lao động trực tiếp", "direct", self.direct)] if slot.direct is not None else []
        below = [
            FormRow(f"{number}.{place}", capfirst(label), "", "", "", "", self._figure(figure), slot, part, figure)
            for place, (label, part, figure) in enumerate(parts, start=1)
        ]
        return [first, *below]

    def _unit(self) -> str:
        if self.slot.kind in IS_ANSWER:
            return "đơn vị có" if self.is_sum else "có/không"
        return self.slot.unit_word

    def _figure(self, figure: int | None) -> str:
        if figure is None:
            return ""
        return format_number(figure / 10**self.slot.scale if self.slot.scale else figure)


def _form(
    asked: ReportRequest, told: Sequence[_Told], past: PastOfUnit, *, scope: str = "", is_sum: bool = False
) -> PrintedForm:
    sections: dict[str, list[FormRow]] = {}
    for number, one in enumerate(told, start=1):
        heading = one.slot.heading or OF_THE_PLAN
        sections.setdefault(heading, []).extend(one.rows(number, past.last.get(one.slot.num)))
    sign = asked.form.printed_sign if asked.form else ""
    found = [FormSection(heading, rows) for heading, rows in sections.items()]
    return PrintedForm(asked, sign, title_of(asked), found, scope, is_sum)


def title_of(asked: ReportRequest) -> str:
    """The name of the request without the words that the kind of paper says already."""
    title = without_words(asked.title, "báo cáo ", "kèm ", "thống kê ")
    return title[:1].upper() + title[1:]


def without_words(title: str, *beginnings: str) -> str:
    """ "Báo cáo kèm thống kê năm 2021" → "thống kê năm 2021" without "báo cáo " and "kèm " at its beginning."""
    title = title.strip()
    for words in beginnings:
        title = title[len(words) :].strip() if title.lower().startswith(words) else title
    return title


def _short(told: Amount, *, is_sum: bool) -> str:
    """The figure alone; nothing where nothing was told."""
    if told.num is None:
        return ""
    return told.own_text if told.kind in IS_ANSWER and not is_sum else told.plain


def _past(asked: ReportRequest, slots: Sequence[Slot], unit_id: int) -> PastOfUnit:
    return past_of(asked, slots, unit_id)[unit_id]


def _scope(overview: Overview) -> str:
    row = overview.row
    done, owed = (row.n_done, row.n_all) if row else (0, 0)
    words = f"{format_number(done)} trên {format_number(owed)} cơ sở đã nộp"
    if overview.waiting:
        words += f"; {format_number(overview.waiting)} báo cáo đang chờ cộng, chưa gồm trong biểu này"
    return words
