"""Shape of a movement that stands without a plan."""

from __future__ import annotations

from typing import Any

from django import forms

from thidua.organisation.choices import UnitKind
from thidua.plans.choices import Launcher, Scope, Sector
from thidua.ui.forms import DateField, Form


class MovementForm(Form):
    """Name, who launched it, by what document, since when, for whom, judged by what."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label="Tên phong trào", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    launcher = forms.ChoiceField(label="Cấp phát động", choices=[("", "–"), *Launcher.choices], required=False)
    launched_by = forms.CharField(
        label="Tên cơ quan phát động", max_length=200, required=False, help_text="Ghi khi khác với cấp đã chọn"
    )
    document = forms.CharField(
        label="Văn bản phát động",
        max_length=300,
        required=False,
        help_text="Số, ký hiệu, ngày, ví dụ: Quyết định 1044/QĐ-TTg ngày 09/9/2024",
    )
    starts_on = DateField(label="Phát động từ ngày")
    ends_on = DateField(label="Đến hết ngày", required=False, help_text="Bỏ trống nếu chưa định ngày kết thúc")
    scope = forms.ChoiceField(label="Phạm vi", choices=Scope.choices, initial=Scope.WORKERS)
    sector = forms.ChoiceField(label="Khối", choices=Sector.choices, initial=Sector.ALL)
    audience = forms.MultipleChoiceField(
        label="Chỉ dành cho loại hình công đoàn",
        choices=UnitKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Không chọn: dành cho mọi loại hình của khối",
    )
    criteria = forms.CharField(label="Tiêu chí đánh giá", required=False, widget=forms.Textarea(attrs={"rows": 4}))

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return data | {"audience": ",".join(data["audience"])}
