"""Forms of notices."""

from __future__ import annotations

from django import forms

from thidua.ui.forms import Form


class MailChoiceForm(Form):
    wants_mail = forms.BooleanField(label="Gửi e-mail cho tôi, mỗi ngày nhiều nhất một thư", required=False)
