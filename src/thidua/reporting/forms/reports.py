"""Forms about one report: handing it back inside, asking those above, files, its number as a document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms

from thidua.common import clock
from thidua.documents.choices import ALLOWED_KINDS, AttachmentUse
from thidua.reporting.choices import AskKind
from thidua.reporting.models import ReportAsk
from thidua.ui.components.controls import NEEDED_UNLESS
from thidua.ui.forms import DateField, FileField, Form, WholeNumberField


class HandBackForm(Form):
    """A word to those who prepared the report."""

    remark = forms.CharField(label="Cần sửa gì", max_length=1000, widget=forms.Textarea({"rows": 3}))


class AskForm(Form):
    """What the unit asks of those above, with its reason; more time also with the day."""

    due_on = DateField(label="Xin nộp chậm nhất ngày")
    reason = forms.CharField(label="Lý do", max_length=300, widget=forms.Textarea({"rows": 3}))

    def __init__(self, data: Mapping[str, Any] | None, kind: str) -> None:
        super().__init__(data)
        if kind != AskKind.EXTEND:
            del self.fields["due_on"]


class AnswerAskForm(Form):
    """Yes or no; with the new day where more time was asked for."""

    verdict = forms.ChoiceField(
        label="Trả lời", choices=(("yes", "Đồng ý"), ("no", "Không đồng ý")), widget=forms.RadioSelect
    )
    due_on = DateField(label="Hạn mới", required=False)
    answer = forms.CharField(
        label="Lời nhắn cho đơn vị",
        required=False,
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        help_text="Không đồng ý thì phải ghi lý do",
    )

    def __init__(self, data: Mapping[str, Any] | None, ask: ReportAsk) -> None:
        super().__init__(data, initial={"verdict": "yes", "due_on": ask.due_on})
        if ask.kind != AskKind.EXTEND:
            del self.fields["due_on"]
        setattr(self.fields["answer"], NEEDED_UNLESS, True)  # the answer is yes


class AttachForm(Form):
    """A file to go with the report; once it is sent only the signed paper."""

    def __init__(self, data: Mapping[str, Any] | None, files: Any, uses: tuple[AttachmentUse, ...]) -> None:
        super().__init__(data, files)
        kinds = tuple(dict.fromkeys(kind for use in uses for kind in ALLOWED_KINDS[use]))
        self.fields["use"] = forms.ChoiceField(
            label="Loại tệp",
            choices=[(use.value, use.label) for use in uses],
            initial=uses[0].value,
            widget=forms.RadioSelect,
        )
        self.fields["file"] = FileField(label="Tệp", kinds=kinds)


class ReportNumberForm(Form):
    """Number, day and signer. Without a number the product gives the next one."""

    number = WholeNumberField(label="Số đã cấp trên giấy", required=False, min_value=1)
    on = DateField(label="Ngày văn bản")
    signer_post = forms.CharField(label="Chức vụ người ký", max_length=120)
    signer_name = forms.CharField(label="Họ tên người ký", max_length=120)

    def __init__(self, data: Mapping[str, Any] | None, *, on: dt.date | None, signer_name: str) -> None:
        initial = {"on": on or clock.today(), "signer_post": "CHỦ TỊCH", "signer_name": signer_name}
        super().__init__(data, initial=initial)
        self.fields["number"].help_text = "Để trống thì phần mềm cấp số tiếp theo của đơn vị."
