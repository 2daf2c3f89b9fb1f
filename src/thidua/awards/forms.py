"""Shape and cleaning of what people type about awards."""

from __future__ import annotations

from typing import Any

from django import forms

from thidua.awards.choices import DecisionWay, LineVerdict, Occasion, RevokeReason, TaskRating
from thidua.awards.models import Award, AwardForm, Dossier, DossierLine
from thidua.common import clock
from thidua.documents.choices import ALLOWED_KINDS, AttachmentUse
from thidua.organisation.models import Unit
from thidua.plans.models import Plan, PlanQuerySet
from thidua.ui.forms import DateField, FileField, Form, WholeNumberField, YearField

AREA = forms.Textarea(attrs={"rows": 3})


class DossierForm(Form):
    """Begin a nomination: which award, for which year and occasion, which achievement."""

    form = forms.ChoiceField(label="Hình thức khen thưởng")
    year = YearField(label="Năm khen thưởng", min_value=1990, max_value=2100)
    occasion = forms.ChoiceField(label="Dịp", choices=Occasion.choices)
    plan = forms.ChoiceField(label="Theo kế hoạch", required=False)
    achievement = forms.CharField(
        label="Thành tích chung",
        max_length=400,
        widget=AREA,
        help_text="Câu này được in trên giấy; sau đó vẫn sửa được cho từng người.",
    )
    event_on = DateField(label="Ngày trao tặng dự kiến", required=False)

    def __init__(self, *args: Any, offered: list[tuple[AwardForm, Unit]], plans: PlanQuerySet, **kwargs: Any) -> None:
        year = clock.today().year
        kwargs["initial"] = {
            "year": str(year),
            "occasion": Occasion.YEAR,
            "achievement": f"Đã có thành tích xuất sắc trong phong trào thi đua năm {year}",
        } | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.offered = {form.code: form for form, _ in offered}
        self.plans = {str(plan.pk): plan for plan in plans}
        self._choices("form", [(form.code, form.name_from(giver)) for form, giver in offered])
        self._choices("plan", [("", "Không theo kế hoạch nào"), *((pk, p.name) for pk, p in self.plans.items())])

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    @property
    def award_form(self) -> AwardForm:
        """The chosen form of award."""
        return self.offered[self.cleaned_data["form"]]

    @property
    def chosen_plan(self) -> Plan | None:
        """The chosen plan, if any."""
        return self.plans.get(self.cleaned_data["plan"])


class LineForm(Form):
    """Achievement and task rating of one nominee."""

    achievement = forms.CharField(label="Thành tích", max_length=400, widget=AREA)
    rating = forms.ChoiceField(label="Mức độ hoàn thành nhiệm vụ", choices=TaskRating.choices)

    @classmethod
    def of(cls, line: DossierLine, data: Any = None) -> LineForm:
        """The form of a line."""
        return cls(data, initial={"achievement": line.achievement, "rating": line.rating})


class SubmitForm(Form):
    """The declaration that goes with a list, and the version of the page."""

    is_declared = forms.BooleanField(
        label="Đơn vị cam kết: không ai trong danh sách đang bị xem xét kỷ luật, điều tra, thanh tra, tố cáo",
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class WordingForm(Form):
    """The words of one certificate before the decision."""

    printed_name = forms.CharField(label="Tên in trên giấy", max_length=200)
    printed_line = forms.CharField(label="Chức vụ, đơn vị in trên giấy", max_length=300, required=False)
    printed_achievement = forms.CharField(label="Thành tích in trên giấy", max_length=400, widget=AREA)

    @classmethod
    def of(cls, line: DossierLine, data: Any = None) -> WordingForm:
        """The form of a line, filled with what would be printed."""
        words = {
            "printed_name": line.name_on_paper,
            "printed_line": line.line_on_paper,
            "printed_achievement": line.achievement_on_paper,
        }
        return cls(data, initial=words)


class RemarkForm(Form):
    """A remark that the other side will read."""

    remark = forms.CharField(label="Cần sửa gì", widget=AREA, max_length=2000)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class FinishForm(Form):
    """The conclusion of an appraisal."""

    opinion = forms.CharField(label="Kết luận thẩm định", widget=AREA, max_length=2000, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class VerdictsForm(Form):
    """Verdict and remark for every line, as ``verdict-<id>`` and ``remark-<id>``."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, lines: list[DossierLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            self.fields[f"verdict-{line.pk}"] = forms.ChoiceField(choices=LineVerdict.choices, required=False)
            self.fields[f"remark-{line.pk}"] = forms.CharField(max_length=300, required=False)

    @property
    def verdicts(self) -> dict[int, tuple[str, str]]:
        """line id → (verdict, remark) for the lines that were posted."""
        found = {}
        for line in self.lines:
            verdict = self.cleaned_data.get(f"verdict-{line.pk}")
            if verdict:
                found[line.pk] = (verdict, self.cleaned_data.get(f"remark-{line.pk}", ""))
        return found


class DecisionForm(Form):
    """Number, date and signer of a decision; with the scan if it is at hand."""

    way = forms.ChoiceField(label="Cách ban hành", choices=DecisionWay.choices, widget=forms.RadioSelect)
    number = WholeNumberField(
        label="Số quyết định",
        required=False,
        min_value=1,
        help_text="Chỉ ghi phần số, ví dụ 12. Để trống nếu phần mềm cấp số.",
    )
    decided_on = DateField(label="Ngày quyết định")
    signer_post = forms.CharField(label="Chức vụ người ký", max_length=120)
    signer_name = forms.CharField(label="Họ tên người ký", max_length=120)
    title = forms.CharField(label="Trích yếu", max_length=300)
    scan = FileField(
        label="Bản quét quyết định đã ký, đóng dấu", kinds=ALLOWED_KINDS[AttachmentUse.SCAN], required=False
    )
    keep_scan = forms.BooleanField(
        label="Dùng lại bản quét của lần ghi trước",
        required=False,
        help_text="Chọn tệp mới thì tệp mới thay bản quét này.",
    )


class SignedPaperForm(Form):
    """The signed decision: a scan, or a PDF with electronic signatures."""

    use = forms.ChoiceField(
        label="Loại tệp",
        choices=[
            (AttachmentUse.SCAN.value, AttachmentUse.SCAN.label),
            (AttachmentUse.SIGNED.value, AttachmentUse.SIGNED.label),
        ],
        widget=forms.RadioSelect,
    )
    file = FileField(label="Tệp", kinds=ALLOWED_KINDS[AttachmentUse.SCAN])


class RevokeForm(Form):
    """Why an award is taken back."""

    category = forms.ChoiceField(
        label="Loại lý do (hiện trên trang xác minh)", choices=RevokeReason.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="Lý do cụ thể (chỉ lưu trong hồ sơ)",
        max_length=300,
        widget=AREA,
        help_text="Ghi số, ngày văn bản thu hồi nếu có.",
    )


class ReplaceForm(Form):
    """What is corrected on a certificate."""

    recipient = forms.CharField(label="Họ và tên, tên tập thể", max_length=200)
    recipient_line = forms.CharField(label="Chức vụ, đơn vị", max_length=300, required=False)
    achievement = forms.CharField(label="Thành tích", max_length=400, widget=AREA)
    reason = forms.CharField(label="Giấy cũ sai ở đâu", max_length=300)

    @classmethod
    def of(cls, award: Award, data: Any = None) -> ReplaceForm:
        """The form of an award, filled with the words of the old certificate."""
        fields = ("recipient", "recipient_line", "achievement")
        return cls(data, initial={field: getattr(award, field) for field in fields})


class QuotaForm(Form):
    """Quotas of one form and year: one for every unit, and one for single units (``unit-<id>``)."""

    common = WholeNumberField(label="Mỗi đơn vị", required=False, min_value=0, max_value=9999)

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = units
        for unit in units:
            self.fields[f"unit-{unit.pk}"] = WholeNumberField(
                label=unit.title, required=False, min_value=0, max_value=9999
            )


def dossier_version(dossier: Dossier) -> dict[str, int]:
    """The initial values that carry the version of the page."""
    return {"version": dossier.version}
