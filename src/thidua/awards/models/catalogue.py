"""Award forms, the rules kept as data, and quotas."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Q

from thidua.awards.choices import Criterion, Scope, Severity, Track, body_in_words
from thidua.common.actor import Actor
from thidua.norms.choices import Confidence
from thidua.norms.models import LegalNorm
from thidua.organisation.choices import UnitLevel
from thidua.organisation.models import Unit, path_end, valid_on
from thidua.plans.models import Plan


class AwardFormQuerySet(models.QuerySet["AwardForm"]):
    def valid_on(self, day: dt.date) -> AwardFormQuerySet:
        """Forms that may be given on that day."""
        return self.filter(valid_on(day))


class AwardForm(models.Model):
    """One form of commendation. ``level`` is the level of the unit that decides it; ``heading`` stands large on the
    certificate ("Giấy khen"), ``verb`` above it ("Tặng")."""

    code = models.CharField("mã", max_length=30, unique=True)
    name = models.CharField("tên hình thức", max_length=200)
    heading = models.CharField("tên trên giấy", max_length=80)
    verb = models.CharField("lời tặng", max_length=40, default="Tặng")
    level = models.CharField("cấp quyết định", max_length=20, choices=UnitLevel.choices)
    track = models.CharField("nhóm", max_length=1, choices=Track.choices, default=Track.UNION)
    takes_people = models.BooleanField("khen cá nhân", default=True)
    takes_collectives = models.BooleanField("khen tập thể", default=False)
    needs_vote = models.BooleanField("hội đồng bỏ phiếu", default=False)
    order = models.PositiveSmallIntegerField("thứ tự", default=0)
    valid_from = models.DateField("từ ngày", default=dt.date(1990, 1, 1))
    valid_to = models.DateField("đến ngày", null=True, blank=True)

    objects = AwardFormQuerySet.as_manager()

    class Meta:
        verbose_name = "hình thức khen thưởng"
        verbose_name_plural = "hình thức khen thưởng"
        ordering = ["order", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(takes_people=True) | Q(takes_collectives=True), name="award_form_has_a_subject"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def name_from(self, giver: Unit) -> str:
        """ "Giấy khen của Ban Thường vụ Liên đoàn Lao động quận Ba Đình"."""
        return f"{self.heading} của {body_in_words(giver.collective_body)} {giver.name}"


class EligibilityRule(models.Model):
    """One rule as data. ``form`` None means every union award. ``sentence`` says what is asked, ``parameters`` feed
    the criterion. A rule blocks only where ``severity`` says so and its confidence is read or quoted; else it warns.
    """

    code = models.CharField("mã", max_length=20, unique=True)
    form = models.ForeignKey(
        AwardForm, models.CASCADE, null=True, blank=True, related_name="rules", verbose_name="hình thức"
    )
    scope = models.CharField("phạm vi", max_length=10, choices=Scope.choices, default=Scope.LINE)
    criterion = models.CharField("tiêu chí", max_length=30, choices=Criterion.choices)
    parameters = models.JSONField("tham số", default=dict, blank=True)
    severity = models.CharField("mức", max_length=10, choices=Severity.choices, default=Severity.WARN)
    sentence = models.CharField("yêu cầu", max_length=300)
    norm = models.ForeignKey(LegalNorm, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="căn cứ")
    article = models.CharField("điều, khoản", max_length=60, blank=True)
    confidence = models.CharField("độ chắc", max_length=1, choices=Confidence.choices)
    occasions = models.CharField("dịp", max_length=60, blank=True)
    valid_from = models.DateField("từ ngày", default=dt.date(1990, 1, 1))
    valid_to = models.DateField("đến ngày", null=True, blank=True)
    order = models.PositiveSmallIntegerField("thứ tự", default=0)

    class Meta:
        verbose_name = "tiêu chuẩn"
        verbose_name_plural = "tiêu chuẩn"
        ordering = ["order", "code"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(severity=Severity.BLOCK) | Q(confidence__in=(Confidence.READ, Confidence.QUOTED)),
                name="only_a_sure_rule_blocks",
                violation_error_message="Tiêu chuẩn chưa chắc chắn chỉ được dùng để nhắc.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.sentence}"

    @property
    def blocks(self) -> bool:
        """True when a failure stops the nomination. No achievement is ever awarded twice, whatever the norm's row."""
        return self.severity == Severity.BLOCK or self.criterion == Criterion.NO_DOUBLE

    @property
    def source(self) -> str:
        """Article and norm in words: "Điều 5 khoản 2 điểm c, Luật 06/2022/QH15"; what to say where none is known."""
        if self.norm is None:
            return "chưa có căn cứ xác nhận"
        number = f"{self.norm.kind} {self.norm.number}"
        return f"{self.article}, {number}" if self.article else number


class QuotaQuerySet(models.QuerySet["Quota"]):
    def visible_to(self, by: Actor) -> QuotaQuerySet:
        """Quotas given by the actor's unit or by one below it, and those that the actor's unit has."""
        below = Q(giver__path__gte=by.unit_path, giver__path__lt=path_end(by.unit_path))
        return self.filter(below | Q(unit_id=by.unit_id))


class Quota(models.Model):
    """How many of a form the giver keeps for a unit in a year (F2). ``unit`` None: each unit that has none of its own.

    ``plan`` names the plan that set it, if any.
    """

    giver = models.ForeignKey(Unit, models.CASCADE, related_name="+", verbose_name="đơn vị khen thưởng")
    form = models.ForeignKey(AwardForm, models.CASCADE, related_name="quotas", verbose_name="hình thức")
    year = models.PositiveSmallIntegerField("năm")
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="đơn vị")
    plan = models.ForeignKey(Plan, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="kế hoạch")
    most = models.PositiveSmallIntegerField("số lượng")

    objects = QuotaQuerySet.as_manager()

    class Meta:
        verbose_name = "số lượng phân bổ"
        verbose_name_plural = "số lượng phân bổ"
        constraints = [
            models.UniqueConstraint(fields=["giver", "form", "year", "unit"], name="one_quota_per_unit_form_year"),
            models.UniqueConstraint(
                fields=["giver", "form", "year"], condition=Q(unit__isnull=True), name="one_common_quota_per_form_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.year}: {self.most}"
