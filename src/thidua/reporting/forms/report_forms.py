"""The form in which an officer makes and changes a report form: questions, and indicators by sections."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.plans.models import Indicator
from thidua.plans.queries.indicators import indicators_for, match_among
from thidua.reporting.actions.asking import MOST_FIGURES
from thidua.reporting.actions.forms import AskedLine, AskedQuestion
from thidua.reporting.choices import STANDARD_QUESTIONS, PeriodKind
from thidua.reporting.models import FormLine, ReportForm
from thidua.ui.forms import DateField, Form

SPARE_QUESTIONS, SPARE_LINES, MORE = 1, 1, 3
_ROW = re.compile(r"^(?:q|s)-(\d+)(?:-(\d+))?-")


@dataclass
class Section:
    """The fields of a section: its heading and its indicators (name, women, direct)."""

    number: int
    heading: BoundField
    lines: list[tuple[BoundField, BoundField, BoundField]] = field(default_factory=list)


class ReportFormForm(Form):
    """Name, period, day; a row a question; sections with a row an indicator. An empty row is left out.

    Rows stand under ``q-<n>-…`` and ``s-<section>-<n>-…``. ``seen`` is the version that stood last.
    """

    name = forms.CharField(label="Tên mẫu", max_length=200)
    sign = forms.CharField(
        label="Ký hiệu biểu thống kê",
        max_length=30,
        required=False,
        help_text="In ở góc phải biểu, ví dụ 02-TĐKT/N. Để trống thì in mã của mẫu.",
    )
    kind = forms.ChoiceField(label="Kỳ báo cáo", choices=PeriodKind.choices, widget=forms.RadioSelect)
    valid_from = DateField(label="Áp dụng từ ngày")
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Mapping[str, Any] | None, by: Actor, of: ReportForm | None, *, last: int, is_growing: bool = False
    ) -> None:
        initial = {"valid_from": clock.today(), "kind": PeriodKind.PHASE, "seen": last}
        if of is not None:
            initial |= {"name": of.name, "kind": of.kind, "sign": of.sign}
        super().__init__(data, initial=initial)
        self.indicators: list[Indicator] = list(indicators_for(by))
        shape = _shape_of(data) if data is not None else None
        self._add_questions(of, shape[0] if shape else None, is_growing=is_growing)
        self._add_sections(of, shape[1] if shape else None, is_growing=is_growing)

    def _add_questions(self, of: ReportForm | None, count: int | None, *, is_growing: bool) -> None:
        rows = (
            [(one.code, one.label, one.help, one.is_required) for one in of.questions.all()]
            if of
            else list(STANDARD_QUESTIONS)
        )
        size = len(rows) + SPARE_QUESTIONS if count is None else count + is_growing
        self.question_count = size
        for number in range(size):
            code, label, words, is_required = rows[number] if number < len(rows) else ("", "", "", False)
            hidden = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60, initial=code)
            self.fields[f"q-{number}-code"] = hidden
            self.fields[f"q-{number}-label"] = forms.CharField(
                label=f"Mục {number + 1}", required=False, max_length=200, initial=label
            )
            self.fields[f"q-{number}-help"] = forms.CharField(
                label="Gợi ý cho người viết", required=False, max_length=300, initial=words
            )
            self.fields[f"q-{number}-must"] = forms.BooleanField(
                label="Phải trả lời", required=False, initial=is_required, widget=_check()
            )

    def _add_sections(self, of: ReportForm | None, shape: list[int] | None, *, is_growing: bool) -> None:
        saved: dict[str, list[FormLine]] = {}
        for line in of.lines.select_related("indicator") if of else ():
            saved.setdefault(line.heading, []).append(line)
        groups = list(saved.items())
        sizes = shape if shape is not None else [*(len(lines) + SPARE_LINES for _, lines in groups), MORE]
        if is_growing:
            sizes = [*(size + SPARE_LINES for size in sizes), MORE]
        self.sizes = sizes
        for number, size in enumerate(sizes):
            heading, lines = groups[number] if number < len(groups) else ("", [])
            self.fields[f"s-{number}-heading"] = forms.CharField(
                label="Tên phần", required=False, max_length=200, initial=heading
            )
            for row in range(size):
                self._add_line(f"s-{number}-{row}", lines[row] if row < len(lines) else None)

    def _add_line(self, prefix: str, line: FormLine | None) -> None:
        name = line.indicator.name if line else ""
        self.fields[f"{prefix}-name"] = forms.CharField(
            label="Chỉ tiêu",
            required=False,
            max_length=300,
            initial=name,
            widget=forms.TextInput({"list": "chi-tieu", "class": "form-control"}),
        )
        for part, words in (("women", "nữ"), ("direct", "lao động trực tiếp")):
            self.fields[f"{prefix}-{part}"] = forms.BooleanField(
                label=words, required=False, initial=bool(line and getattr(line, part)), widget=_check()
            )

    def clean(self) -> dict[str, Any]:
        """Every name written must be an indicator that the unit may use."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for name in [one for one in self.fields if one.startswith("s-") and one.endswith("-name")]:
            words = data.get(name, "")
            if words and match_among(self.indicators, words) is None:
                self.add_error(
                    name,
                    ValidationError(
                        f"Chưa có chỉ tiêu “{words}”. Hãy chọn trong danh sách gợi ý hoặc lập chỉ tiêu trước."
                    ),
                )
        return data

    @property
    def questions(self) -> list[tuple[BoundField, BoundField, BoundField, BoundField]]:
        """(code, label, help, must) of each row."""
        return [
            (self[f"q-{n}-code"], self[f"q-{n}-label"], self[f"q-{n}-help"], self[f"q-{n}-must"])
            for n in range(self.question_count)
        ]

    @property
    def sections(self) -> list[Section]:
        """The sections with their rows."""
        return [
            Section(
                number,
                self[f"s-{number}-heading"],
                [
                    (self[f"s-{number}-{row}-name"], self[f"s-{number}-{row}-women"], self[f"s-{number}-{row}-direct"])
                    for row in range(size)
                ],
            )
            for number, size in enumerate(self.sizes)
        ]

    def asked_questions(self) -> list[AskedQuestion]:
        """The questions written."""
        data = self.cleaned_data
        return [
            AskedQuestion(data[f"q-{n}-label"], data[f"q-{n}-help"], data[f"q-{n}-must"], data[f"q-{n}-code"])
            for n in range(self.question_count)
            if data[f"q-{n}-label"]
        ]

    def asked_lines(self) -> list[AskedLine]:
        """The indicators written, by sections."""
        data, found = self.cleaned_data, []
        for number, size in enumerate(self.sizes):
            for row in range(size):
                prefix = f"s-{number}-{row}"
                indicator = match_among(self.indicators, data[f"{prefix}-name"]) if data[f"{prefix}-name"] else None
                if indicator is not None:
                    heading, parts = data[f"s-{number}-heading"], (data[f"{prefix}-women"], data[f"{prefix}-direct"])
                    found.append(AskedLine(indicator, heading, *parts))
        return found


def _check() -> forms.CheckboxInput:
    return forms.CheckboxInput({"class": "form-check-input"})


def _shape_of(data: Mapping[str, Any]) -> tuple[int, list[int]]:
    """(how many questions, how many lines in each section) stand in what was posted; at most 60, and 40 sections."""
    questions = 0
    sections: dict[int, int] = {}
    for name in data:
        found = _ROW.match(name)
        if found and name.startswith("q-"):
            questions = max(questions, int(found[1]) + 1)
        elif found:
            rows = sections.setdefault(int(found[1]), 0)
            sections[int(found[1])] = max(rows, int(found[2]) + 1) if found[2] else rows
    size = min(max(sections, default=-1) + 1, 40)
    return min(questions, 60), [min(sections.get(number, 0), MOST_FIGURES) for number in range(size)]
