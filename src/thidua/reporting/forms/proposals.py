"""Forms of difficulties and proposals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from thidua.documents.choices import ALLOWED_KINDS, AttachmentUse
from thidua.reporting.choices import ProposalKind
from thidua.ui.forms import DateField, FileField, Form


def _file(label: str) -> FileField:
    return FileField(label=label, kinds=ALLOWED_KINDS[AttachmentUse.EVIDENCE], required=False)


class WithFile(Form):
    """A form with one file beside it."""

    def upload(self) -> tuple[str, bytes] | None:
        """The file's name and bytes; None without one."""
        file = self.cleaned_data.get("file")
        return (file.name, file.read()) if file else None


class ProposalForm(WithFile):
    """One difficulty or proposal."""

    kind = forms.ChoiceField(label="Loại", choices=ProposalKind.choices, widget=forms.RadioSelect)
    title = forms.CharField(label="Tóm tắt", max_length=200, help_text="Một câu, để cấp trên đọc là hiểu cần gì")
    text = forms.CharField(
        label="Nội dung",
        max_length=4000,
        help_text="Việc gì, từ bao giờ, ảnh hưởng thế nào, đề nghị cấp trên làm gì",
        widget=forms.Textarea({"rows": 6}),
    )
    hides_name = forms.BooleanField(
        label="Không nêu tên đơn vị khi câu trả lời được công bố cho các đơn vị khác", required=False
    )
    file = _file("Tài liệu kèm theo")

    def values(self) -> dict[str, Any]:
        """What the action takes, with the file."""
        names = ("kind", "title", "text", "hides_name")
        return {name: self.cleaned_data[name] for name in names} | {"file": self.upload()}


class LiftForm(Form):
    """A passage of a report as an item of its own."""

    passage = forms.CharField(
        label="Đoạn trong báo cáo",
        max_length=4000,
        help_text="Chép nguyên văn một đoạn ở phần bằng lời của báo cáo",
        widget=forms.Textarea({"rows": 5, "data-passage": ""}),
    )
    title = forms.CharField(label="Tóm tắt", max_length=200)
    kind = forms.ChoiceField(label="Loại", choices=ProposalKind.choices, widget=forms.RadioSelect)


class AssignForm(Form):
    """Who prepares the answer, until when."""

    whom = forms.ChoiceField(label="Giao cho", required=False)
    words = forms.CharField(
        label="Ban, bộ phận", max_length=120, required=False, help_text="Ví dụ: Ban Chính sách – Pháp luật"
    )
    due_on = DateField(label="Hạn trả lời")

    def __init__(self, data: Mapping[str, Any] | None, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["whom"] = forms.ChoiceField(
            label="Giao cho", required=False, choices=[("", "Không chọn người, đơn vị"), *choices]
        )

    def whom_ids(self) -> tuple[int | None, int | None]:
        """(unit id, user id) of whom was chosen; None where it is not one."""
        sort, _, pk = str(self.cleaned_data["whom"]).partition("-")
        return (int(pk) if sort == "donvi" else None, int(pk) if sort == "nguoi" else None)


class RemarkForm(Form):
    """What the own unit says on passing it up, or what is still open."""

    remark = forms.CharField(label="Ý kiến của đơn vị", max_length=2000, widget=forms.Textarea({"rows": 4}))


class AskAgainForm(Form):
    """What the answer left open."""

    reason = forms.CharField(label="Điều còn chưa được giải đáp", max_length=2000, widget=forms.Textarea({"rows": 4}))


class DraftForm(WithFile):
    """A prepared answer."""

    answer = forms.CharField(label="Trả lời", max_length=6000, widget=forms.Textarea({"rows": 8}))
    file = _file("Văn bản kèm theo")


class AnswerForm(DraftForm):
    """The answer, for the asker alone or for all units below."""

    is_public = forms.BooleanField(label="Công bố cho mọi đơn vị cấp dưới cùng đọc", required=False)
    public_question = forms.CharField(
        label="Câu hỏi khi công bố",
        max_length=2000,
        required=False,
        help_text="Viết lại ngắn gọn, không nêu chuyện riêng. Để trống thì công bố nguyên văn.",
        widget=forms.Textarea({"rows": 3}),
    )
    hides_name = forms.BooleanField(label="Không nêu tên đơn vị đã hỏi", required=False)

    def values(self) -> dict[str, Any]:
        """What the action takes, with the file."""
        names = ("answer", "is_public", "public_question", "hides_name")
        return {name: self.cleaned_data[name] for name in names} | {"file": self.upload()}
