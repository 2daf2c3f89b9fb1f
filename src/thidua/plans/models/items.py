"""What stands in a plan besides its work: head, bases, paragraphs, movements, anniversaries, awards, recipients."""

from __future__ import annotations

from django.db import models

from thidua.common.dates import format_date
from thidua.organisation.models import Unit
from thidua.plans.choices import HeadName, Section, Sector
from thidua.plans.models.item import PlanItem
from thidua.plans.models.plan import Plan


class HeadField(PlanItem):
    """One thing that the head or the end of the paper says about the plan; the value itself stands in ``Plan``."""

    CODE, WORD, EDITABLE = "head", "Phần đầu và phần cuối", ()

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="head_fields")
    name = models.CharField("mục", max_length=20, choices=HeadName.choices)
    value = models.CharField("giá trị", max_length=700, blank=True)

    class Meta(PlanItem.Meta):
        verbose_name = "phần đầu văn bản"
        verbose_name_plural = "phần đầu văn bản"
        constraints = [models.UniqueConstraint(fields=["plan", "name"], name="one_head_field_of_a_name")]

    def __str__(self) -> str:
        return f"{self.get_name_display()}: {self.value or 'chưa có'}"

    @property
    def key(self) -> str:
        return f"{self.CODE}-{self.name}"

    @property
    def headline(self) -> str:
        return self.value or "Chưa có"

    @property
    def detail(self) -> str:
        return self.get_name_display()


class LegalBasis(PlanItem):
    """A document that the plan carries out."""

    CODE, WORD = "basis", "Căn cứ"
    EDITABLE = ("text", "number", "signed_on", "issuer")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="legal_bases")
    text = models.CharField("căn cứ", max_length=500)
    number = models.CharField("số, ký hiệu", max_length=60, blank=True)
    signed_on = models.DateField("ngày ký", null=True, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=200, blank=True)

    class Meta(PlanItem.Meta):
        verbose_name = "căn cứ"
        verbose_name_plural = "căn cứ"

    def __str__(self) -> str:
        return self.text

    @property
    def detail(self) -> str:
        parts = (self.number, format_date(self.signed_on) if self.signed_on else "", self.issuer)
        return " · ".join(part for part in parts if part)


class Block(PlanItem):
    """A paragraph of the plan: purpose, content (per sector), measure, preamble, award or closing."""

    CODE, WORD = "block", "Đoạn"
    EDITABLE = ("section", "sector", "text")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="blocks")
    section = models.CharField("mục", max_length=20, choices=Section.choices)
    sector = models.CharField("khối", max_length=20, choices=Sector.choices, default=Sector.ALL)
    text = models.TextField("nội dung")
    edited_by_token = models.CharField(max_length=32, blank=True)

    class Meta(PlanItem.Meta):
        verbose_name = "đoạn"
        verbose_name_plural = "đoạn"

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def headline(self) -> str:
        return self.text

    @property
    def detail(self) -> str:
        sector = "" if self.sector == Sector.ALL else f" · {self.get_sector_display()}"
        return f"{self.get_section_display()}{sector}"


class Commemoration(PlanItem):
    """An anniversary that the plan names, with its printed count of years and range of dates."""

    CODE, WORD = "commemoration", "Kỷ niệm"
    EDITABLE = ("event", "years", "date_range", "celebrated_on")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="commemorations")
    event = models.CharField("ngày kỷ niệm", max_length=300)
    years = models.PositiveSmallIntegerField("số năm", null=True, blank=True)
    date_range = models.CharField("khoảng thời gian", max_length=60, blank=True)
    celebrated_on = models.DateField("ngày", null=True, blank=True)

    class Meta(PlanItem.Meta):
        verbose_name = "kỷ niệm"
        verbose_name_plural = "kỷ niệm"

    def __str__(self) -> str:
        return self.event

    @property
    def detail(self) -> str:
        parts = (f"{self.years} năm" if self.years else "", self.date_range)
        return " · ".join(part for part in parts if part)


class PlanAwardForm(PlanItem):
    """An award form that the plan names."""

    CODE, WORD = "award", "Hình thức khen thưởng"
    EDITABLE = ("name",)

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="award_forms")
    name = models.CharField("hình thức khen thưởng", max_length=300)

    class Meta(PlanItem.Meta):
        verbose_name = "hình thức khen thưởng trong kế hoạch"
        verbose_name_plural = "hình thức khen thưởng trong kế hoạch"

    def __str__(self) -> str:
        return self.name


class Recipient(PlanItem):
    """A line of Nơi nhận; ``unit`` where it is a unit of the product."""

    CODE, WORD = "recipient", "Nơi nhận"
    EDITABLE = ("name", "remark", "unit")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="recipients")
    name = models.CharField("nơi nhận", max_length=200)
    remark = models.CharField("để", max_length=60, blank=True)
    unit = models.ForeignKey(Unit, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta(PlanItem.Meta):
        verbose_name = "nơi nhận"
        verbose_name_plural = "nơi nhận"

    def __str__(self) -> str:
        return self.name

    @property
    def headline(self) -> str:
        remark = self.remark.strip(" ()")
        return f"{self.name} ({remark})" if remark else self.name

    @property
    def detail(self) -> str:
        return f"Đơn vị trong phần mềm: {self.unit.name}" if self.unit else ""
