"""Forms of figures of an earlier period: which figures and which days, the filled-in file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from thidua.reporting.choices import PeriodKind
from thidua.reporting.models import ReportRequest
from thidua.reporting.queries.past import year_before
from thidua.ui.forms import DateField, FileField, Form

DEPTHS = (("co-so", "Đến từng công đoàn cơ sở"), ("truc-tiep", "Chỉ các đơn vị cấp dưới trực tiếp"))


class HistoryForm(Form):
    """What the workbook is made for: the figures of which request, and the earlier period."""

    source = forms.ChoiceField(label="Theo các chỉ tiêu của báo cáo")
    title = forms.CharField(label="Tên kỳ", max_length=300, help_text="Ví dụ: Số liệu 6 tháng đầu năm 2020")
    kind = forms.ChoiceField(label="Kỳ báo cáo", choices=PeriodKind.choices)
    starts_on = DateField(label="Số liệu từ ngày")
    ends_on = DateField(label="Số liệu đến ngày")
    depth = forms.ChoiceField(label="Dòng trong tệp", choices=DEPTHS, initial="co-so")

    def __init__(self, data: Mapping[str, Any] | None, sources: Iterable[ReportRequest]) -> None:
        given = list(sources)
        initial: dict[str, Any] = {}
        if given:
            first = given[0]
            initial = {"source": str(first.pk), "kind": first.kind}
            initial |= {"starts_on": year_before(first.starts_on), "ends_on": year_before(first.ends_on)}
            initial["title"] = f"Số liệu năm {first.ends_on.year - 1} (nhập ban đầu)"
        super().__init__(data, initial=initial)
        self.fields["source"] = forms.ChoiceField(
            label="Theo các chỉ tiêu của báo cáo", choices=[(str(one.pk), one.title) for one in given]
        )

    def clean(self) -> dict[str, Any]:
        """The days in order."""
        cleaned = super().clean() or {}
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", "Ngày kết thúc phải sau ngày bắt đầu.")
        return cleaned


class HistoryFileForm(Form):
    """The filled-in workbook; a reason where figures of the same days are replaced."""

    file = FileField(label="Tệp Excel đã điền", kinds=("xlsx", "ods"))
    reason = forms.CharField(
        label="Lý do thay số liệu",
        required=False,
        max_length=300,
        help_text="Chỉ cần khi kỳ này đã nhập trước đó",
    )
