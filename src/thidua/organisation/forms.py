"""Forms of units, people and Excel files."""

from __future__ import annotations

from typing import Any

from django import forms

from thidua.organisation.choices import Sex, UnitKind, UnitLevel
from thidua.organisation.models import Unit
from thidua.ui.forms import DateField, FileField, Form, PhoneField, WholeNumberField


class UnitForm(Form):
    """A new unit, with its first counts."""

    name = forms.CharField(label="Tên đơn vị", max_length=200)
    short_name = forms.CharField(label="Tên gọn", max_length=100, required=False, help_text="Ví dụ: CĐCS May Hồ Tây")
    level = forms.ChoiceField(label="Cấp", choices=[("", "Chọn cấp"), *UnitLevel.choices])
    kind = forms.ChoiceField(label="Loại hình", choices=[("", "Chọn loại hình"), *UnitKind.choices])
    valid_from = DateField(label="Thành lập ngày")
    symbol = forms.CharField(
        label="Ký hiệu văn bản", max_length=30, required=False, help_text="Phần chữ trong số văn bản, ví dụ LĐLĐ"
    )
    place = forms.CharField(
        label="Địa danh", max_length=60, required=False, help_text="Đứng trước ngày tháng của văn bản, ví dụ Ba Đình"
    )


class UnitEditForm(Form):
    """What may be changed of a unit without a date: everything but its name and its place in the tree."""

    short_name = forms.CharField(label="Tên gọn", max_length=100, required=False, help_text="Ví dụ: CĐCS May Hồ Tây")
    kind = forms.ChoiceField(label="Loại hình", choices=UnitKind.choices)
    symbol = forms.CharField(
        label="Ký hiệu văn bản", max_length=30, required=False, help_text="Phần chữ trong số văn bản, ví dụ LĐLĐ"
    )
    place = forms.CharField(label="Địa danh", max_length=60, required=False, help_text="Đứng trước ngày tháng")
    collective_body = forms.CharField(
        label="Cơ quan ký thay mặt", max_length=80, help_text="Trên chữ ký và giấy khen, ví dụ BAN THƯỜNG VỤ"
    )
    letterhead_parent = forms.CharField(
        label="Dòng cơ quan chủ quản", max_length=120, required=False, help_text="Dòng trên tên đơn vị ở đầu văn bản"
    )


class RenameForm(Form):
    name = forms.CharField(label="Tên mới", max_length=200)
    from_day = DateField(label="Dùng từ ngày")


class _TargetForm(Form):
    """A form with one unit to choose among those in reach."""

    target_field = ""

    def __init__(self, *args: Any, targets: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.targets = {str(unit.pk): unit for unit in targets}
        choices = [("", "Chọn đơn vị"), *((key, unit.name) for key, unit in self.targets.items())]
        self.fields[self.target_field].choices = choices  # type: ignore[attr-defined]

    @property
    def target(self) -> Unit | None:
        """The unit chosen, None where nothing was."""
        return self.targets.get(self.cleaned_data.get(self.target_field) or "")


class MoveForm(_TargetForm):
    target_field = "new_parent"
    new_parent = forms.ChoiceField(label="Chuyển về trực thuộc")
    from_day = DateField(label="Từ ngày")


class DissolveForm(_TargetForm):
    target_field = "successor"
    last_day = DateField(label="Ngày hoạt động cuối cùng")
    successor = forms.ChoiceField(
        label="Đơn vị kế thừa", required=False, help_text="Tiếp nhận những việc còn dở; để trống nếu không có"
    )


class MergeForm(_TargetForm):
    target_field = "into"
    into = forms.ChoiceField(label="Sáp nhập vào", help_text="Các đơn vị trực thuộc được chuyển về đơn vị này")
    last_day = DateField(label="Ngày hoạt động cuối cùng", help_text="Từ hôm sau mọi việc thuộc đơn vị nhận sáp nhập")


class FiguresForm(Form):
    """Counts of people as of a day."""

    as_of = DateField(label="Tính đến ngày")
    members = WholeNumberField(label="Đoàn viên", min_value=0)
    workers = WholeNumberField(label="Người lao động", min_value=0)
    women = WholeNumberField(label="Trong đó nữ", min_value=0)
    direct_workers = WholeNumberField(label="Trong đó lao động trực tiếp", min_value=0)


class PersonForm(Form):
    """A person of a unit's list."""

    full_name = forms.CharField(label="Họ và tên", max_length=120)
    sex = forms.ChoiceField(label="Giới tính", choices=Sex.choices, initial=Sex.UNKNOWN)
    birth_year = forms.CharField(label="Năm sinh", required=False, help_text="Bốn chữ số, ví dụ 1985")
    post = forms.CharField(label="Chức vụ, công việc", max_length=120, required=False)
    department = forms.CharField(label="Tổ, phòng, phân xưởng", max_length=120, required=False)
    is_member = forms.BooleanField(label="Là đoàn viên", required=False, initial=True)
    is_direct_worker = forms.BooleanField(label="Là lao động trực tiếp", required=False)
    is_leader = forms.BooleanField(label="Giữ chức vụ lãnh đạo, quản lý", required=False)
    phone = PhoneField(label="Điện thoại", required=False)

    def clean_birth_year(self) -> int | None:
        """Four digits, never with a dot; empty is unknown."""
        text = self.cleaned_data["birth_year"].strip()
        if not text:
            return None
        if not (text.isdecimal() and len(text) == 4 and 1900 <= int(text) <= 2100):
            raise forms.ValidationError(f"“{text}” không phải năm sinh. Hãy nhập bốn chữ số, ví dụ 1985.")
        return int(text)


class PersonEndForm(Form):
    last_day = DateField(label="Ngày cuối trong danh sách")


class ImportForm(Form):
    """The filled-in template."""

    file = FileField(label="Tệp Excel đã điền", kinds=("xlsx", "ods"))
