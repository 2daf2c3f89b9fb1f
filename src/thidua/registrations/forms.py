"""Shape of what is typed about titles."""

from __future__ import annotations

from typing import Any

from django import forms

from thidua.common.actor import Actor
from thidua.registrations.choices import CollectiveTitle, Title
from thidua.registrations.queries import people_to_register
from thidua.ui.forms import Form


class AddLinesForm(Form):
    """A title and the people of the unit for whom it is registered."""

    title = forms.ChoiceField(label="Danh hiệu", choices=Title.choices)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"] = forms.ModelMultipleChoiceField(
            label="Người đăng ký",
            queryset=people_to_register(by),
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "required": "Hãy chọn ít nhất một người.",
                "invalid_choice": "Có người không thuộc danh sách.",
            },
        )


class CollectiveForm(Form):
    """A title for the unit itself."""

    title = forms.ChoiceField(label="Danh hiệu tập thể", choices=CollectiveTitle.choices)


class RemarkForm(Form):
    """What the unit shall mend."""

    remark = forms.CharField(label="Ý kiến để đơn vị sửa", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))
