"""Report forms as data: what a unit asks again and again, in versions that are never changed once made."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.organisation.models import Unit, paths_above
from thidua.plans.models import Indicator
from thidua.reporting.choices import PeriodKind


class FormQuerySet(models.QuerySet["ReportForm"]):
    def visible_to(self, by: Actor) -> FormQuerySet:
        """The forms that the product ships, those of the actor's unit and of the units above it."""
        return self.filter(Q(owner__isnull=True) | Q(owner__path__in=[*paths_above(by.unit_path), by.unit_path]))

    def current(self) -> FormQuerySet:
        """The last version of each form that is still in use."""
        return self.filter(is_current=True)


class ReportForm(models.Model):
    """One version of a form. ``owner`` None: shipped with the product. ``code`` is the same in all its versions.

    A change makes a new version; a request keeps the version that it was made from, and its own frozen copy of what
    was asked. ``is_current``: the version that new requests take; none is when the form is no longer used. ``sign`` is
    what its statistics are known by on paper ("02-TĐKT/N").
    """

    owner = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="report_forms", verbose_name="đơn vị đặt ra"
    )
    code = models.CharField("mã", max_length=60)
    version = models.PositiveSmallIntegerField("phiên bản", default=1)
    name = models.CharField("tên mẫu", max_length=200)
    sign = models.CharField("ký hiệu biểu", max_length=30, blank=True)
    kind = models.CharField("kỳ", max_length=20, choices=PeriodKind.choices)
    valid_from = models.DateField("áp dụng từ")
    is_current = models.BooleanField("đang dùng", default=True)
    made_at = models.DateTimeField("lập lúc", default=clock.now)
    made_by_token = models.CharField("người lập", max_length=32, blank=True)

    objects = FormQuerySet.as_manager()

    class Meta:
        verbose_name = "mẫu báo cáo"
        verbose_name_plural = "mẫu báo cáo"
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="one_form_per_code_and_version"),
            models.UniqueConstraint(fields=["code"], condition=Q(is_current=True), name="one_current_form_per_code"),
        ]

    def __str__(self) -> str:
        return self.name if self.version == 1 else f"{self.name} (bản {self.version})"

    @property
    def printed_sign(self) -> str:
        """ "02-TĐKT/N (bản 1)": what tells two printed forms, and two versions of one, apart."""
        return f"{self.sign or self.code.upper()} (bản {self.version})"


class FormQuestion(models.Model):
    """A question in words of a form."""

    form = models.ForeignKey(ReportForm, models.CASCADE, related_name="questions", verbose_name="mẫu")
    order = models.PositiveSmallIntegerField("thứ tự")
    code = models.CharField("mã", max_length=60)
    label = models.CharField("mục", max_length=200)
    help = models.CharField("gợi ý", max_length=300, blank=True)
    is_required = models.BooleanField("phải trả lời", default=False)

    class Meta:
        verbose_name = "mục trả lời bằng lời của mẫu"
        verbose_name_plural = "các mục trả lời bằng lời của mẫu"
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["form", "code"], name="one_question_per_code_and_form")]

    def __str__(self) -> str:
        return self.label


class FormLine(models.Model):
    """An indicator that a form always asks, under the heading of its section; ``women``, ``direct``: also of whom."""

    form = models.ForeignKey(ReportForm, models.CASCADE, related_name="lines", verbose_name="mẫu")
    order = models.PositiveSmallIntegerField("thứ tự")
    heading = models.CharField("phần", max_length=200, blank=True)
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", verbose_name="chỉ tiêu thống kê")
    women = models.BooleanField("tách số nữ", default=False)
    direct = models.BooleanField("tách lao động trực tiếp", default=False)

    class Meta:
        verbose_name = "chỉ tiêu của mẫu"
        verbose_name_plural = "các chỉ tiêu của mẫu"
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["form", "indicator"], name="one_line_per_indicator_and_form")]

    def __str__(self) -> str:
        return f"{self.heading}: {self.indicator}"
