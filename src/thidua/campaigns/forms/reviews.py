"""Shape of what is typed about a review."""

from __future__ import annotations

from typing import Any

from django import forms

from thidua.campaigns.queries import Slot
from thidua.documents.choices import ALLOWED_KINDS, AttachmentUse
from thidua.plans.models import Movement
from thidua.ui.forms import DateField, FileField, Form, WholeNumberField


def _text(label: str, rows: int, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=6000, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows})
    )


class ReviewForm(Form):
    """One review: of which phase, of which movements, when, who came, what came of it."""

    slot = forms.ChoiceField(label="Sơ kết hay tổng kết", widget=forms.RadioSelect)
    movements = forms.MultipleChoiceField(label="Phong trào được sơ kết, tổng kết", widget=forms.CheckboxSelectMultiple)
    held_on = DateField(label="Ngày tổ chức")
    place = forms.CharField(label="Địa điểm", max_length=200, required=False)
    participants = WholeNumberField(label="Số người dự", min_value=0, required=False)
    direct_workers = WholeNumberField(label="Trong đó lao động trực tiếp", min_value=0, required=False)
    results = _text("Kết quả", 5, "Đã đạt gì so với mục tiêu, chỉ tiêu")
    exemplars = _text("Điển hình được biểu dương", 3, "Tên tập thể, cá nhân và việc làm")
    difficulties = _text("Khó khăn, bài học", 3)
    file = FileField(
        label="Biên bản hoặc báo cáo kèm theo", kinds=ALLOWED_KINDS[AttachmentUse.EVIDENCE], required=False
    )

    def __init__(self, *args: Any, slots: list[Slot], movements: list[Movement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._movements = {str(one.pk): one for one in movements}
        self._offer("movements", [(key, one.name) for key, one in self._movements.items()])
        if slots:
            self._offer("slot", [(slot.key, _words(slot)) for slot in slots])
        else:
            del self.fields["slot"]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def values(self) -> dict[str, Any]:
        """What the action takes: the movements themselves, empty numbers as 0, without slot and file."""
        data = {name: value for name, value in self.cleaned_data.items() if name not in ("slot", "file", "reason")}
        data["movements"] = [self._movements[key] for key in data["movements"]]
        for name in ("participants", "direct_workers"):
            data[name] = data[name] or 0
        return data


class CorrectionForm(ReviewForm):
    """The same for what was recorded, with the reason."""

    reason = forms.CharField(label="Lý do đính chính", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


def _words(slot: Slot) -> str:
    return f"{slot.title} ({slot.due_words})" if slot.due_words else slot.title
