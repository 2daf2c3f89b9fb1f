"""Forms of workbooks: which form to fetch, the filled-in file, what to do with what was read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from thidua.ui.forms import FileField, Form

WHICH = (("thieu", "Các đơn vị chưa nộp"), ("tat-ca", "Tất cả đơn vị"))
HOW = (
    ("draft", "Ghi vào bản đang soạn; đơn vị xem lại rồi tự nộp"),
    ("send", "Nhập thay và nộp luôn cho các đơn vị"),
)


class WorkbookForm(Form):
    """The filled-in workbook."""

    file = FileField(label="Tệp Excel đã điền", kinds=("xlsx", "ods"))


class SaveImportForm(Form):
    """What to do with what was read for units below."""

    how = forms.ChoiceField(label="Ghi như thế nào", choices=HOW, initial="draft", widget=forms.RadioSelect)


class WhichForm(Form):
    """Which units the form to fill in is made for: those missing or all, of one branch or of all."""

    which = forms.ChoiceField(label="Đơn vị", choices=WHICH, initial="thieu", required=False)

    def __init__(self, data: Mapping[str, Any] | None, branches: list[tuple[str, str]]) -> None:
        super().__init__(data)
        choices = [("", "Mọi đơn vị cấp dưới"), *branches]
        self.fields["branch"] = forms.ChoiceField(label="Thuộc", required=False, choices=choices)
        self.has_branches = bool(branches)
