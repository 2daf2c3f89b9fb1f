"""Forms of a plan as a whole: upload, compose, head, issue, remarks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import Truncator, capfirst

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.norms.queries import NormStatus
from thidua.plans.choices import Comparator, HeadName
from thidua.plans.models import LegalBasis, Plan
from thidua.plans.queries import upper_plans
from thidua.ui.forms import DateField, FileField, Form, NumberField, YearField

READABLE = ("docx", "pdf", "text", "odt", "rtf", "ole")


class UploadForm(Form):
    """A file, or the text itself. What the reader refuses is told beside the field by the action."""

    file = forms.FileField(
        label="Tệp kế hoạch",
        required=False,
        help_text="Word (.docx, .doc), PDF, .odt, .rtf hoặc .txt; không quá 20 MB",
        error_messages={"empty": "Tệp này rỗng, không có nội dung. Hãy mở tệp xem lại rồi chọn tệp khác."},
    )
    text = forms.CharField(
        label="Hoặc dán nội dung kế hoạch",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Dùng khi không có tệp, chỉ có nội dung trong thư hoặc trên trang web",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("file") and not cleaned.get("text"):
            self.add_error("file", "Chưa chọn tệp nào. Hãy chọn tệp kế hoạch, hoặc dán nội dung vào ô bên dưới.")
        return cleaned


class ComposeForm(Form):
    title = forms.CharField(label="Trích yếu", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    year = YearField(label="Năm", min_value=2000, max_value=2100)
    year_theme = forms.CharField(
        label="Chủ đề năm", max_length=300, required=False, help_text="Chủ đề của năm do cấp trên hoặc đơn vị đặt ra"
    )
    theme = forms.CharField(
        label="Chủ đề đợt thi đua này", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    lower_due_on = DateField(label="Hạn cấp dưới gửi kế hoạch", required=False)
    signer_post = forms.CharField(label="Chức vụ người ký", max_length=80, required=False)
    signer_name = forms.CharField(label="Họ tên người ký", max_length=80, required=False)


class HeadForm(Form):
    """One line of the head. Only the fields of that line are kept."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    number_text = forms.CharField(label="Số, ký hiệu", max_length=60, required=False)
    issued_on = DateField(label="Ngày ban hành", required=False)
    place = forms.CharField(label="Địa danh", max_length=60, required=False)
    kind = forms.CharField(label="Loại văn bản", max_length=40)
    title = forms.CharField(label="Trích yếu", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    year = YearField(label="Năm", min_value=2000, max_value=2100)
    year_theme = forms.CharField(
        label="Chủ đề năm", max_length=300, required=False, help_text="Chủ đề của năm do cấp trên hoặc đơn vị đặt ra"
    )
    theme = forms.CharField(
        label="Chủ đề đợt thi đua này", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    parent = forms.ChoiceField(label="Kế hoạch trong phần mềm", required=False)
    outside_parent_number = forms.CharField(label="Số, ký hiệu kế hoạch cấp trên", max_length=60, required=False)
    outside_parent_on = DateField(label="Ngày của kế hoạch cấp trên", required=False)
    outside_parent_issuer = forms.CharField(label="Cơ quan ban hành kế hoạch cấp trên", max_length=200, required=False)
    signer_on_behalf = forms.CharField(
        label="Thay mặt",
        max_length=80,
        required=False,
        help_text="TM. BAN THƯỜNG VỤ; ký thay thì thêm sau dấu chấm phẩy: TM. BAN THƯỜNG VỤ; KT. CHỦ TỊCH",
    )
    signer_post = forms.CharField(label="Chức vụ người ký", max_length=80, required=False)
    signer_name = forms.CharField(label="Họ tên người ký", max_length=80, required=False)
    lower_due_on = DateField(label="Hạn cấp dưới gửi kế hoạch", required=False)

    def __init__(self, *args: Any, by: Actor, plan: Plan, name: str, names: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = {"version", *names, *(("parent",) if name == HeadName.PARENT else ())}
        for field in set(self.fields) - kept:
            del self.fields[field]
        self.plans: dict[str, Plan] = {}
        if "parent" in self.fields:
            above = [plan.parent] if plan.parent else []
            self.plans = {str(one.pk): one for one in (*above, *upper_plans(by)[:30])}
            choices = [("", "Không có trong phần mềm: ghi bên dưới")]
            choices += [(key, f"{one.origin} – {one.unit.name}") for key, one in self.plans.items()]
            above_field = self.fields["parent"]
            if isinstance(above_field, forms.ChoiceField):
                above_field.choices = choices

    def values(self) -> dict[str, Any]:
        """The fields for the action."""
        found = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        if "parent" in found:
            found["parent"] = self.plans.get(str(found["parent"]))
        return found


class SignedPaperForm(Form):
    """The signed paper of a plan: one of the two."""

    scan = FileField(label="Bản quét đã ký, đóng dấu", kinds=("pdf", "png", "jpeg"), required=False)
    signed = FileField(label="Hoặc tệp PDF đã ký số", kinds=("pdf",), required=False)


class IssueForm(SignedPaperForm):
    """How the plan is issued: number and day as signed on paper, or the next number; the signed paper or PDF."""

    number_text = forms.CharField(
        label="Số, ký hiệu trên bản đã ký", max_length=60, required=False, help_text="Ví dụ 03/KH-LĐLĐ"
    )
    take_next = forms.BooleanField(label="Lấy số tiếp theo của đơn vị", required=False)
    issued_on = DateField(label="Ngày ban hành")
    whole_subtree = forms.BooleanField(label="Gửi đến mọi cấp bên dưới, không chỉ đơn vị trực thuộc", required=False)

    def __init__(self, *args: Any, plan: Plan, has_number: bool, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {})
        kwargs["initial"] = {
            "number_text": plan.number_text,
            "issued_on": plan.issued_on or clock.today(),
            "whole_subtree": bool(plan.amends and plan.amends.goes_to_subtree),
            **kwargs["initial"],
        }
        super().__init__(*args, **kwargs)
        if has_number:
            del self.fields["number_text"], self.fields["take_next"], self.fields["issued_on"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("take_next") and cleaned.get("number_text"):
            self.add_error("take_next", f"Ở ô trên đã ghi số {cleaned['number_text']}. Hãy xoá số đó, hoặc bỏ ô này.")
        return cleaned


class NumberingForm(Form):
    on = DateField(label="Ngày ban hành")


class CloseForm(Form):
    remark = forms.CharField(
        label="Kết quả chung, một câu",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Các đơn vị đã nhận kế hoạch đọc được câu này",
    )


class RemarkForm(Form):
    remark = forms.CharField(label="Ý kiến", widget=forms.Textarea(attrs={"rows": 4}))


class WithdrawForm(Form):
    remark = forms.CharField(
        label="Lý do thu hồi",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Các đơn vị đã nhận kế hoạch đọc được lý do này",
    )


LOW_LABELS = {
    Comparator.GT: "Đơn vị phấn đấu đạt trên",
    Comparator.GE: "Đơn vị phấn đấu đạt ít nhất",
    Comparator.EQ: "Đơn vị phấn đấu đạt",
    Comparator.LE: "Đơn vị giữ không quá",
    Comparator.LT: "Đơn vị giữ dưới",
    Comparator.BETWEEN: "Đơn vị phấn đấu đạt ít nhất",
}
"""What the bound of a target is called on the own plan, by its comparator."""


class OwnPlanForm(Form):
    """The grassroots chair's whole plan on one page: bounds of the targets, days of the phases, number and day."""

    number_text = forms.CharField(
        label="Số, ký hiệu", max_length=60, required=False, help_text="Để trống để lấy số tiếp theo của đơn vị"
    )
    issued_on = DateField(label="Ngày ban hành")
    signer_post = forms.CharField(label="Chức vụ người ký", max_length=80)
    signer_name = forms.CharField(label="Họ tên người ký", max_length=80)

    def __init__(self, *args: Any, plan: Plan, targets: list[Any], phases: list[Any], **kwargs: Any) -> None:
        kwargs["initial"] = {
            "number_text": plan.number_text,
            "issued_on": plan.issued_on or clock.today(),
            "signer_post": plan.signer_post,
            "signer_name": plan.signer_name,
            **{f"low-{target.pk}": target.low for target in targets},
            **{f"high-{target.pk}": target.high for target in targets},
            **{f"starts-{phase.pk}": phase.starts_on for phase in phases},
            **{f"ends-{phase.pk}": phase.ends_on for phase in phases},
        }
        super().__init__(*args, **kwargs)
        self.targets, self.phases = targets, phases
        for target in targets:
            if not target.is_qualitative:
                self._add_bound(f"low-{target.pk}", target, LOW_LABELS[target.comparator])
                if target.high is not None:
                    self._add_bound(f"high-{target.pk}", target, "Cao nhất")
            self.fields[f"drop-{target.pk}"] = forms.BooleanField(label="Bỏ chỉ tiêu này", required=False)
        for phase in phases:
            self.fields[f"starts-{phase.pk}"] = DateField(label=f"{phase.name}: từ ngày", help_text=" ")
            self.fields[f"ends-{phase.pk}"] = DateField(label=f"{phase.name}: đến hết ngày", help_text=" ")

    def _add_bound(self, name: str, target: Any, label: str) -> None:
        field = NumberField(label=label, places=3)
        field.summary_name = f"{capfirst(Truncator(target.subject).chars(80))}, {label.lower()}"
        self.fields[name] = field

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for phase in self.phases:
            start, end = cleaned.get(f"starts-{phase.pk}"), cleaned.get(f"ends-{phase.pk}")
            if start and end and end < start:
                self.add_error(f"ends-{phase.pk}", f"{phase.name} phải kết thúc sau ngày bắt đầu.")
        return cleaned

    @property
    def target_rows(self) -> list[tuple[Any, Any, Any, Any]]:
        """(target, field of its bound or None, field of its upper bound or None, field that drops it)."""
        return [
            (
                target,
                self[f"low-{target.pk}"] if f"low-{target.pk}" in self.fields else None,
                self[f"high-{target.pk}"] if f"high-{target.pk}" in self.fields else None,
                self[f"drop-{target.pk}"],
            )
            for target in self.targets
        ]

    @property
    def phase_rows(self) -> list[tuple[Any, Any, Any]]:
        """(phase, field of its first day, field of its last day)."""
        return [(phase, self[f"starts-{phase.pk}"], self[f"ends-{phase.pk}"]) for phase in self.phases]


class RepeatForm(Form):
    """This year's plan from an earlier one: the year, the upper plan, and which of the bases still hold."""

    year = YearField(label="Năm của kế hoạch mới", min_value=2000, max_value=2100)
    parent = forms.ChoiceField(label="Kế hoạch cấp trên của năm mới", required=False)
    bases = forms.MultipleChoiceField(
        label="Căn cứ còn dùng cho năm mới",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Chỉ chọn văn bản vẫn áp dụng; căn cứ mới thêm ở bước soạn",
    )

    def __init__(
        self, *args: Any, upper: list[Plan], bases: list[LegalBasis], statuses: list[NormStatus], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.upper = {str(plan.pk): plan for plan in upper}
        named = [(key, f"{plan.origin} – {plan.unit.title}") for key, plan in self.upper.items()]
        self._offer("parent", [("", "Chưa có trong phần mềm, gắn sau"), *named])
        told = [f"{basis.text} ({status.text})" for basis, status in zip(bases, statuses, strict=True)]
        self._offer("bases", [(str(basis.pk), words) for basis, words in zip(bases, told, strict=True)])
        if not bases:
            del self.fields["bases"]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        found = self.fields[name]
        if isinstance(found, forms.ChoiceField):
            found.choices = choices

    def values(self) -> dict[str, Any]:
        """The arguments of the action."""
        kept = {int(pk) for pk in self.cleaned_data.get("bases", ())}
        parent = self.upper.get(str(self.cleaned_data["parent"]))
        return {"year": self.cleaned_data["year"], "parent": parent, "kept_bases": kept}


class LinkForm(Form):
    """Which upper plan an own plan carries out."""

    def __init__(self, *args: Any, plans: list[Plan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plans = {str(plan.pk): plan for plan in plans}
        named = [(key, f"{plan.origin} – {plan.unit.title}") for key, plan in self.plans.items()]
        self.fields["upper"] = forms.ChoiceField(
            label="Kế hoạch cấp trên",
            choices=[("", "–"), *named],
            error_messages={"required": "Chưa chọn kế hoạch cấp trên."},
        )

    @property
    def parent(self) -> Plan:
        """The plan that was chosen."""
        return self.plans[str(self.cleaned_data["upper"])]
