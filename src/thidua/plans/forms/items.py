"""One form a kind of item; each cleans to the fields that the item's action takes."""

from __future__ import annotations

from typing import Any

from django import forms

from thidua.common.actor import Actor
from thidua.duties.choices import Recurrence
from thidua.organisation.choices import UnitKind
from thidua.organisation.models import Unit
from thidua.plans.choices import Audience, Comparator, IndicatorKind, Launcher, Scope, Section, Sector
from thidua.plans.models import PLAN_DUTY_KINDS, Plan
from thidua.plans.queries import indicators_for, upper_movements
from thidua.ui.components.controls import NEEDED_UNLESS
from thidua.ui.forms import DateField, Form, NumberField, WholeNumberField

NEW = "new:"


class ItemForm(Form):
    """Base: the version that the person has seen, and the sentence of the source that an added item was picked from."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    quote = forms.CharField(widget=forms.HiddenInput, required=False)
    start = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, by: Actor, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by, self.plan = by, plan
        self.prepare()

    def prepare(self) -> None:
        """Choices that depend on who asks and on the plan."""

    def offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        """Set the choices of a field."""
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def fields_for_action(self) -> dict[str, Any]:
        """The cleaned values without what is not the item's own."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("version", "quote", "start")}


class BasisForm(ItemForm):
    text = forms.CharField(label="Căn cứ", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    number = forms.CharField(label="Số, ký hiệu", max_length=60, required=False)
    signed_on = DateField(label="Ngày ký", required=False)
    issuer = forms.CharField(label="Cơ quan ban hành", max_length=200, required=False)


class BlockForm(ItemForm):
    section = forms.ChoiceField(label="Mục", choices=Section.choices)
    sector = forms.ChoiceField(label="Khối", choices=Sector.choices, initial=Sector.ALL)
    text = forms.CharField(label="Nội dung", widget=forms.Textarea(attrs={"rows": 8}))


class PhaseForm(ItemForm):
    name = forms.CharField(label="Tên đợt", max_length=120)
    starts_on = DateField(label="Từ ngày", required=False)
    ends_on = DateField(label="Đến hết ngày", required=False)
    theme = forms.CharField(label="Chủ đề", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "Đợt phải kết thúc sau ngày bắt đầu.")
        return cleaned


class MovementForm(ItemForm):
    name = forms.CharField(label="Tên phong trào", max_length=300)
    criteria = forms.CharField(label="Tiêu chí đánh giá", required=False, widget=forms.Textarea(attrs={"rows": 4}))
    scope = forms.ChoiceField(label="Phạm vi", choices=Scope.choices, initial=Scope.WORKERS)
    sector = forms.ChoiceField(label="Khối", choices=Sector.choices, initial=Sector.ALL)
    audience = forms.MultipleChoiceField(
        label="Chỉ dành cho loại hình công đoàn",
        choices=UnitKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Không chọn: dành cho mọi loại hình của khối",
    )
    launcher = forms.ChoiceField(label="Cấp phát động", choices=[("", "–"), *Launcher.choices], required=False)
    launched_by = forms.CharField(
        label="Tên cơ quan phát động", max_length=200, required=False, help_text="Ghi khi khác với cấp đã chọn"
    )
    responds_to = forms.ChoiceField(label="Hưởng ứng phong trào của cấp trên", required=False)
    response = forms.CharField(label="Hoặc tên phong trào không có trong phần mềm", max_length=300, required=False)

    def prepare(self) -> None:
        self.upper = {str(one.pk): one for one in upper_movements(self.by, self.plan)}
        named = [(key, f"{one.name} – {one.source_words}, {one.unit.title}") for key, one in self.upper.items()]
        self.offer("responds_to", [("", "Không, hoặc không có trong phần mềm"), *named])

    def fields_for_action(self) -> dict[str, Any]:
        values = super().fields_for_action()
        values["audience"] = ",".join(values["audience"])
        values["responds_to"] = self.upper.get(str(values["responds_to"]))
        return values


class TargetForm(ItemForm):
    subject = forms.CharField(label="Chỉ tiêu", max_length=400, widget=forms.Textarea(attrs={"rows": 3}))
    is_qualitative = forms.BooleanField(label="Không bằng số (trả lời bằng lời, có hoặc không)", required=False)
    comparator = forms.ChoiceField(
        label="So sánh", choices=[("", "–"), *Comparator.choices], required=False, initial=Comparator.GE
    )
    low = NumberField(label="Mức", required=False, places=3)
    high = NumberField(label="Đến mức", required=False, places=3, help_text="Chỉ khi là khoảng “từ … đến …”")
    unit_word = forms.CharField(
        label="Đơn vị tính", max_length=60, required=False, help_text="%, người, đoàn viên, nhà, đồng …"
    )
    indicator = forms.ChoiceField(label="Cách tính khi báo cáo", required=False)
    phase = forms.ChoiceField(label="Thuộc đợt", required=False)

    def prepare(self) -> None:
        for name in ("comparator", "low"):
            setattr(self.fields[name], NEEDED_UNLESS, True)  # the target is told in words
        self.indicators = list(indicators_for(self.by)[:120])
        self.phases = list(self.plan.phases.all())
        known = [(str(one.pk), f"{one.name} – {one.get_kind_display()}") for one in self.indicators]
        fresh = [(f"{NEW}{kind.value}", f"Tạo mới: {kind.label}") for kind in IndicatorKind]
        self.offer("indicator", [("", "Tự chọn theo đơn vị tính"), *fresh, *known])
        self.offer("phase", [("", "Cả năm"), *((str(one.pk), one.name) for one in self.phases)])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("is_qualitative"):
            if cleaned.get("low") is None and "low" not in self.errors:
                self.add_error("low", "Hãy nhập mức, hoặc đánh dấu “Không bằng số”.")
            if not cleaned.get("comparator"):
                self.add_error("comparator", "Hãy chọn so sánh, ví dụ “từ … trở lên”.")
        else:
            cleaned.update(comparator="", low=None, high=None)
        if cleaned.get("comparator") != Comparator.BETWEEN:
            cleaned["high"] = None
        elif cleaned.get("high") is None and "high" not in self.errors:
            self.add_error("high", "Khoảng phải có mức cuối.")
        return cleaned

    @property
    def new_kind(self) -> str:
        """The kind of a new indicator that was asked for, or empty."""
        value = str(self.cleaned_data.get("indicator", ""))
        return value.removeprefix(NEW) if value.startswith(NEW) else ""

    def fields_for_action(self) -> dict[str, Any]:
        values = super().fields_for_action()
        by_pk = {str(one.pk): one for one in self.indicators}
        phases = {str(one.pk): one for one in self.phases}
        values["indicator"] = by_pk.get(str(values["indicator"]))
        values["phase"] = phases.get(str(values["phase"]))
        return values


class DutyForm(ItemForm):
    text = forms.CharField(label="Nhiệm vụ", widget=forms.Textarea(attrs={"rows": 4}))
    audience = forms.ChoiceField(label="Giao cho", choices=Audience.choices)
    actor_text = forms.CharField(label="Tên đơn vị theo văn bản", max_length=200, required=False)
    kind = forms.ChoiceField(label="Loại việc", choices=PLAN_DUTY_KINDS)
    due_on = DateField(
        label="Hạn (ngày cuối còn kịp)", required=False, help_text="“Trước ngày 20/02” thì ghi ngày 19/02"
    )
    recurrence = forms.ChoiceField(label="Lặp lại", choices=Recurrence.choices, initial=Recurrence.NONE)
    has_no_date = forms.BooleanField(label="Chưa có hạn", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("has_no_date"):
            cleaned["due_on"] = None
        return cleaned

    def fields_for_action(self) -> dict[str, Any]:
        values = super().fields_for_action()
        values["actor_text"] = values["actor_text"] or Audience(values["audience"]).label
        return values


class CommemorationForm(ItemForm):
    event = forms.CharField(label="Ngày kỷ niệm", max_length=300)
    years = WholeNumberField(label="Số năm", required=False, min_value=1, max_value=3000)
    date_range = forms.CharField(
        label="Khoảng thời gian", max_length=60, required=False, help_text="Ví dụ 19/5/1890 – 19/5/2021"
    )


class AwardForm(ItemForm):
    name = forms.CharField(label="Hình thức khen thưởng", max_length=300)


class RecipientForm(ItemForm):
    name = forms.CharField(label="Nơi nhận", max_length=200)
    remark = forms.CharField(label="Để", max_length=60, required=False, help_text="(để b/c), (để th.hiện) …")
    unit = forms.ChoiceField(label="Đơn vị trong phần mềm", required=False)

    def prepare(self) -> None:
        near = Unit.objects.visible_to(self.by).order_by("path")[:80]
        self.units = {str(unit.pk): unit for unit in near}
        choices = [("", "Cơ quan ngoài, hoặc nhóm đơn vị"), *((key, unit.name) for key, unit in self.units.items())]
        self.offer("unit", choices)

    def fields_for_action(self) -> dict[str, Any]:
        values = super().fields_for_action()
        values["unit"] = self.units.get(str(values["unit"]))
        return values


ITEM_FORMS: dict[str, type[ItemForm]] = {
    "basis": BasisForm,
    "block": BlockForm,
    "phase": PhaseForm,
    "movement": MovementForm,
    "target": TargetForm,
    "duty": DutyForm,
    "commemoration": CommemorationForm,
    "award": AwardForm,
    "recipient": RecipientForm,
}
