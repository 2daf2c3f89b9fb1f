"""Shape of what is typed about a launch event."""

from __future__ import annotations

import datetime as dt

from django import forms

from thidua.campaigns.choices import LaunchForm
from thidua.ui.forms import DateField, Form, WholeNumberField


class LaunchEventForm(Form):
    """Day, hour, place, form and expected number of people."""

    held_on = DateField(label="Ngày phát động")
    starts_at = forms.TimeField(
        label="Giờ bắt đầu",
        initial=dt.time(8, 0),
        input_formats=["%H:%M", "%Hh%M", "%Hh"],
        help_text="Ví dụ 8:00",
        error_messages={"invalid": "Không đọc được giờ. Hãy viết như 8:00 hoặc 14:30."},
        widget=forms.TimeInput(format="%H:%M", attrs={"inputmode": "numeric"}),
    )
    place = forms.CharField(label="Địa điểm", max_length=200, help_text="Ví dụ: Hội trường tầng 2, xưởng may 1")
    form = forms.ChoiceField(label="Hình thức", choices=LaunchForm.choices, initial=LaunchForm.CEREMONY)
    expected_people = WholeNumberField(label="Số người dự kiến tham dự", min_value=1)


class HoldForm(Form):
    """How many people took part."""

    participants = WholeNumberField(label="Số người đã tham dự", min_value=1)
    note = forms.CharField(label="Ghi chú", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class CancelForm(Form):
    """Why the launch is cancelled."""

    reason = forms.CharField(label="Lý do huỷ lịch", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
