"""Forms of duties."""

from __future__ import annotations

import re

from django import forms

from thidua.duties.models import numbers_in
from thidua.duties.queries.reminders import FURTHEST, SILENT_AFTER
from thidua.ui.forms import DateField, Form


class DoneForm(Form):
    note = forms.CharField(
        label="Đã làm thế nào", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class ExtendForm(Form):
    due_on = DateField(label="Hạn mới")
    reason = forms.CharField(label="Lý do gia hạn", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class ExemptForm(Form):
    reason = forms.CharField(label="Lý do miễn", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class ReminderRuleForm(Form):
    days_before = forms.CharField(
        label="Nhắc trước hạn (số ngày)",
        required=False,
        max_length=40,
        help_text="Ví dụ 7, 1. Để trống thì không nhắc trước.",
    )
    is_on_the_day = forms.BooleanField(label="Nhắc đúng ngày đến hạn", required=False)
    days_after = forms.CharField(
        label="Nhắc khi đã chậm (số ngày)",
        required=False,
        max_length=40,
        help_text="Ví dụ 1, 7. Để trống thì không nhắc việc chậm.",
    )
    is_weekly = forms.BooleanField(label="Sau đó mỗi tuần nhắc một lần, đến hết 8 tuần", required=False)

    def clean_days_before(self) -> str:
        return _days(self.cleaned_data["days_before"], FURTHEST)

    def clean_days_after(self) -> str:
        return _days(self.cleaned_data["days_after"], SILENT_AFTER)


def _days(text: str, most: int) -> str:
    """ "7,1" → "7, 1". Errors: ValidationError for words, for 0, for a number above ``most``, for more than six."""
    if re.search(r"[^\d\s,;]", text):
        raise forms.ValidationError("Hãy viết các số ngày cách nhau bằng dấu phẩy, ví dụ 7, 1.")
    days = sorted(set(numbers_in(text)), reverse=True)
    if len(days) > 6 or any(not 1 <= day <= most for day in days):
        raise forms.ValidationError(f"Mỗi số từ 1 đến {most}, nhiều nhất sáu số.")
    return ", ".join(str(day) for day in days)
