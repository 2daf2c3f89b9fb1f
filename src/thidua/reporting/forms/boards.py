"""Forms of who asks and answers: the remarks of a return, a new request, an extension, another parent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import F, Q

from thidua.common.actor import Actor
from thidua.plans.lifecycle import ISSUED
from thidua.plans.models import Phase, Plan, Target
from thidua.reporting.choices import PeriodKind
from thidua.reporting.models import ReportForm, Slot
from thidua.reporting.queries.report_forms import usual_form
from thidua.ui.forms import DateField, Form


class ReturnForm(Form):
    """A remark on the whole and one for each figure."""

    remark = forms.CharField(label="Ý kiến chung", required=False, max_length=2000, widget=forms.Textarea({"rows": 3}))
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Mapping[str, Any] | None, slots: list[Slot], *, seen: str) -> None:
        super().__init__(data, initial={"seen": seen})
        self.slots = slots
        for slot in slots:
            self.fields[f"y-{slot.pk}"] = forms.CharField(label=slot.label, required=False, max_length=1000)

    def figure_remarks(self) -> dict[int, str]:
        """slot id → remark, those that were written."""
        found = {slot.pk: self.cleaned_data.get(f"y-{slot.pk}", "") for slot in self.slots}
        return {pk: text for pk, text in found.items() if text}


class ReasonForm(Form):
    """A reason, as every exception asks for."""

    reason = forms.CharField(label="Lý do", max_length=300, widget=forms.Textarea({"rows": 2}))


class ExtendForm(ReasonForm):
    """A new due day with its reason."""

    due_on = DateField(label="Hạn mới")


class RehomeForm(ReasonForm):
    """Another parent within the period."""

    def __init__(self, data: Mapping[str, Any] | None, parents: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["parent"] = forms.ChoiceField(label="Đơn vị tổng hợp mới trong kỳ này", choices=parents)


class RequestForm(Form):
    """A new request. Targets are those of the plan, then those of the issued plans of its own that carry it out in
    part."""

    title = forms.CharField(label="Tên báo cáo", max_length=300)
    kind = forms.ChoiceField(label="Kỳ báo cáo", choices=PeriodKind.choices, widget=forms.RadioSelect)
    starts_on = DateField(label="Số liệu từ ngày")
    ends_on = DateField(label="Số liệu đến ngày")
    due_on = DateField(label="Hạn nộp")
    of_whom = forms.MultipleChoiceField(
        label="Tách riêng trong các số lượng",
        choices=(("women", "Nữ"), ("direct", "Lao động trực tiếp")),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, data: Mapping[str, Any] | None, plan: Plan, phase: Phase | None, by: Actor, kind: str = PeriodKind.YEAR
    ) -> None:
        initial = _period(plan, phase, kind)
        usual = usual_form(by, initial["kind"])
        initial["form"] = usual.pk if usual else None
        parts = Q(plan__part_of=plan, plan__state=ISSUED)
        targets = Target.objects.filter(Q(plan=plan) | parts).select_related("indicator")
        targets = targets.order_by(F("plan__part_of").asc(nulls_first=True), "plan_id", "order", "id")
        initial["targets"] = [target for target in targets if target.plan_id == plan.pk]
        super().__init__(data, initial=initial)
        self.fields["targets"] = forms.ModelMultipleChoiceField(
            label="Chỉ tiêu báo cáo",
            queryset=targets,
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
        self.fields["form"] = forms.ModelChoiceField(
            label="Mẫu báo cáo",
            queryset=ReportForm.objects.visible_to(by).current().select_related("owner").order_by("kind", "name", "id"),
            required=False,
            empty_label="Các mục chung, không kèm chỉ tiêu",
        )
        self.fields["more"] = forms.CharField(
            label="Câu hỏi thêm của đơn vị",
            help_text="Mỗi dòng một câu.",
            required=False,
            max_length=2000,
            widget=forms.Textarea({"rows": 3}),
        )

    def clean_more(self) -> list[str]:
        """The further questions, one a line."""
        return [line.strip() for line in self.cleaned_data["more"].splitlines() if line.strip()]


def _period(plan: Plan, phase: Phase | None, kind: str) -> dict[str, Any]:
    """Kind, days and title to begin with: a phase of the plan, the first six months, or the year."""
    start = dt.date(plan.year, 1, 1)
    if phase:
        title = f"Báo cáo kết quả {phase.name} theo {plan.name}"
        return {"kind": PeriodKind.PHASE, "starts_on": phase.starts_on, "ends_on": phase.ends_on, "title": title}
    if kind == PeriodKind.HALF_YEAR:
        title = f"Báo cáo 6 tháng đầu năm {plan.year} theo {plan.name}"
        return {"kind": kind, "starts_on": start, "ends_on": dt.date(plan.year, 6, 30), "title": title}
    title = f"Báo cáo năm {plan.year} theo {plan.name}"
    return {"kind": PeriodKind.YEAR, "starts_on": start, "ends_on": dt.date(plan.year, 12, 31), "title": title}


class AmendForm(ReasonForm):
    """Why a signed report is opened again, and whether it takes the new sums over."""

    takes_totals = forms.BooleanField(
        label="Lấy luôn số cộng nay cho các số trước đây cộng từ cấp dưới", required=False, initial=True
    )
