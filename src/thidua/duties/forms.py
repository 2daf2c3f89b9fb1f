"""Forms of duties."""

from __future__ import annotations

from django import forms

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
