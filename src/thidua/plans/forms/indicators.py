"""The form of an indicator."""

from __future__ import annotations

from typing import Any

from django import forms

from thidua.plans.choices import Direction, FigureOrigin, IndicatorKind, OfWhom
from thidua.plans.models import MOST_DECIMALS, Indicator
from thidua.ui.forms import Form

FIXED = ("kind", "scale", "takes_last")
PLAIN = ("name", "unit_word", "numerator_name", "denominator_name", "direction", "by_kind", "origin", "formula")


class IndicatorForm(Form):
    """All that an indicator says of itself; without ``row`` a new one, with it all but how it adds up."""

    name = forms.CharField(label="Tên chỉ tiêu", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    kind = forms.ChoiceField(label="Cách cộng", choices=IndicatorKind.choices)
    unit_word = forms.CharField(
        label="Đơn vị tính", max_length=40, required=False, help_text="%, người, nhà, đồng, triệu đồng …"
    )
    numerator_name = forms.CharField(
        label="Tử số đếm gì", max_length=200, required=False, help_text="Chỉ khi là tỷ lệ hoặc bình quân"
    )
    denominator_name = forms.CharField(label="Mẫu số đếm gì", max_length=200, required=False)
    takes_last = forms.BooleanField(
        label="Là số có đến cuối kỳ: kỳ sau thay kỳ trước, không cộng các kỳ", required=False
    )
    scale = forms.TypedChoiceField(
        label="Số chữ số lẻ", choices=[(one, str(one)) for one in range(MOST_DECIMALS + 1)], coerce=int, initial=0
    )
    direction = forms.ChoiceField(label="Chiều tốt", choices=Direction.choices, initial=Direction.HIGHER)
    of_whom = forms.MultipleChoiceField(
        label="Hỏi thêm trong đó", choices=OfWhom.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    by_kind = forms.BooleanField(label="Tách theo loại hình công đoàn khi tổng hợp", required=False)
    origin = forms.ChoiceField(label="Nguồn số liệu", choices=FigureOrigin.choices, initial=FigureOrigin.TYPED)
    formula = forms.CharField(
        label="Cách tính bằng lời", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any, *, row: Indicator | None = None, may_share: bool = False, may_own: bool = True
    ) -> None:
        initial: dict[str, Any] = {}
        if row is not None:
            initial = {name: getattr(row, name) for name in (*PLAIN, "version")} | {"of_whom": row.parts_of_whom}
        super().__init__(data, initial=initial)
        if row is not None:
            for name in FIXED:
                del self.fields[name]
        elif may_share:
            self.fields["is_shared"] = forms.BooleanField(
                label="Dùng chung cho mọi đơn vị", required=False, initial=not may_own
            )
        del self.fields["origin"]

    def values(self) -> dict[str, Any]:
        """The arguments of the action, without the version."""
        found = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return found | {"of_whom": ",".join(found["of_whom"])}
