"""Forms of the register, for administrators."""

from __future__ import annotations

from typing import Any

from django import forms

from thidua.norms.choices import Confidence, ParameterKind
from thidua.norms.models import LegalNorm
from thidua.ui.forms import DateField, Form, NumberField

KINDS = ("Luật", "Nghị định", "Thông tư", "Quyết định", "Hướng dẫn", "Nghị quyết", "Chỉ thị", "Kế hoạch", "Công văn")


class _KeptForm(Form):
    """Base: the version that the person has seen, and how surely the row is known."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def fields_for_action(self) -> dict[str, Any]:
        """The cleaned values without the version."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


def _confidence() -> forms.ChoiceField:
    return forms.ChoiceField(label="Độ chắc", choices=[("", "Chọn độ chắc"), *Confidence.choices])


def _source() -> forms.CharField:
    return forms.CharField(
        label="Nguồn", max_length=200, help_text="Đọc ở đâu: cổng văn bản, công báo, bản giấy của cấp trên …"
    )


def _note() -> forms.CharField:
    return forms.CharField(label="Ghi chú", max_length=300, required=False)


class NormForm(_KeptForm):
    number = forms.CharField(label="Số, ký hiệu", max_length=60, help_text="Ví dụ 152/2025/NĐ-CP")
    kind = forms.ChoiceField(label="Loại văn bản", choices=[(kind, kind) for kind in KINDS])
    title = forms.CharField(label="Nội dung", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    issuer = forms.CharField(label="Cơ quan ban hành", max_length=120)
    names = forms.CharField(
        label="Tên gọi khi không ghi số",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Mỗi dòng một tên. Phần mềm tự nhận tên kèm năm hoặc ngày ký, ví dụ “Luật Công đoàn năm 2012”",
    )
    signed_on = DateField(label="Ngày ký", required=False)
    effective_from = DateField(label="Có hiệu lực từ", required=False)
    effective_to = DateField(label="Hết hiệu lực từ", required=False, help_text="Ngày đầu tiên không còn hiệu lực")
    confidence = _confidence()
    source = _source()
    note = _note()


class EndForm(_KeptForm):
    effective_to = DateField(label="Hết hiệu lực từ", help_text="Ngày đầu tiên không còn hiệu lực")
    successor = forms.ChoiceField(label="Văn bản thay thế", required=False)

    def __init__(self, *args: Any, successors: list[LegalNorm], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.successors = {str(norm.pk): norm for norm in successors}
        choices = [(key, f"{norm.number}: {norm.title[:70]}") for key, norm in self.successors.items()]
        field = self.fields["successor"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "Chưa có hoặc chưa rõ"), *choices]

    def fields_for_action(self) -> dict[str, Any]:
        values = super().fields_for_action()
        return values | {"successor": self.successors.get(str(values["successor"]))}


class AnniversaryForm(_KeptForm):
    name = forms.CharField(label="Ngày kỷ niệm", max_length=200)
    founded_on = DateField(label="Ngày xảy ra", help_text="Ngày/tháng/năm của sự kiện, ví dụ 28/07/1929")
    aliases = forms.CharField(
        label="Cách gọi trong văn bản",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Mỗi dòng một cách gọi, không cần dấu. Ví dụ: thành lập Công đoàn Việt Nam",
    )
    unless = forms.CharField(
        label="Trừ khi có từ",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mỗi dòng một cụm từ cho biết đó là sự kiện khác. Ví dụ: Công đoàn ngành",
    )
    confidence = _confidence()
    source = _source()
    note = _note()


class ParameterForm(_KeptForm):
    kind = forms.ChoiceField(label="Tham số", choices=ParameterKind.choices)
    valid_from = DateField(label="Áp dụng từ ngày", help_text="Mức này dùng đến khi có mức sau")
    amount = NumberField(label="Mức", places=3, min_value=0, max_value=10**12)
    confidence = _confidence()
    source = _source()
    note = _note()


class DayForm(Form):
    """The day on which the register is looked at; empty is today."""

    ngay = DateField(label="Hiệu lực tính đến ngày", required=False)
