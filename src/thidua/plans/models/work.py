"""What is to be done by when: phases, targets with what is counted for them, duties."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from thidua.common.dates import format_date
from thidua.common.numbers import format_number
from thidua.duties.choices import DutyKind, Recurrence
from thidua.plans.choices import Audience, Comparator
from thidua.plans.models.indicator import Indicator
from thidua.plans.models.item import PlanItem
from thidua.plans.models.plan import Plan

GESTURES = (DutyKind.REGISTER_LAUNCH, DutyKind.REGISTER_TITLES, DutyKind.REVIEW, DutyKind.PICK_PILOTS)
"""What a line of a plan may ask for that has a page of its own; such a duty is about the plan."""
PLAN_DUTY_KINDS = [(kind.value, kind.label) for kind in (DutyKind.PLAN_DUTY, DutyKind.MAKE_PLAN, *GESTURES)]


def month_words(month: str) -> str:
    """ "2024-03" → "tháng 3/2024"."""
    year, _, number = month.partition("-")
    return f"tháng {int(number)}/{year}"


class Phase(PlanItem):
    """A dated phase (đợt). A side that the plan gives only as a month stays partial until a person completes it."""

    CODE, WORD = "phase", "Đợt thi đua"
    EDITABLE = ("name", "theme", "starts_on", "ends_on")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="phases")
    name = models.CharField("tên đợt", max_length=120)
    theme = models.CharField("chủ đề", max_length=500, blank=True)
    starts_on = models.DateField("từ ngày", null=True, blank=True)
    ends_on = models.DateField("đến ngày", null=True, blank=True)
    start_month = models.CharField("từ tháng", max_length=7, blank=True)
    end_month = models.CharField("đến tháng", max_length=7, blank=True)

    class Meta(PlanItem.Meta):
        verbose_name = "đợt thi đua"
        verbose_name_plural = "đợt thi đua"

    def __str__(self) -> str:
        return self.name

    @property
    def span_words(self) -> str:
        """ "01/01/2021 – 30/06/2021"; a month alone as "tháng 3/2024"; "chưa có ngày" where nothing is known."""
        start = format_date(self.starts_on) if self.starts_on else self.start_month and month_words(self.start_month)
        end = format_date(self.ends_on) if self.ends_on else self.end_month and month_words(self.end_month)
        return f"{start or 'chưa có ngày'} – {end or 'chưa có ngày'}"

    @property
    def headline(self) -> str:
        return f"{self.name}: {self.span_words}"

    @property
    def detail(self) -> str:
        return self.theme

    @property
    def is_dated(self) -> bool:
        """True when both days are set."""
        return bool(self.starts_on and self.ends_on)

    @property
    def lacks(self) -> str:
        return "" if self.is_dated else "ngày"


class Target(PlanItem):
    """A target of the plan: comparator and bound (or range ``low``–``high``), or qualitative, told in words.

    ``indicator`` says what is counted for it; set at review at the latest. ``shared_at``: when its parts were last
    given to the units below, or changed.
    """

    CODE, WORD = "target", "Chỉ tiêu"
    EDITABLE = ("subject", "comparator", "low", "high", "unit_word", "is_qualitative", "indicator", "phase")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="targets")
    subject = models.CharField("chỉ tiêu", max_length=400)
    comparator = models.CharField("so sánh", max_length=10, choices=Comparator.choices, blank=True)
    low = models.DecimalField("mức", max_digits=18, decimal_places=3, null=True, blank=True)
    high = models.DecimalField("đến mức", max_digits=18, decimal_places=3, null=True, blank=True)
    unit_word = models.CharField("đơn vị tính", max_length=60, blank=True)
    is_qualitative = models.BooleanField("không bằng số", default=False)
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="targets", verbose_name="chỉ tiêu thống kê"
    )
    phase = models.ForeignKey(Phase, models.SET_NULL, null=True, blank=True, related_name="targets")
    shared_at = models.DateTimeField("giao, sửa mức giao lúc", null=True, blank=True)

    class Meta(PlanItem.Meta):
        verbose_name = "chỉ tiêu"
        verbose_name_plural = "chỉ tiêu"
        indexes = [
            models.Index(fields=["shared_at"], name="targets_by_sharing", condition=Q(shared_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_qualitative=True) | (Q(low__isnull=False) & ~Q(comparator="")),
                name="numeric_target_has_a_bound",
                violation_error_message="Chỉ tiêu bằng số phải có mức.",
            ),
            models.CheckConstraint(
                condition=~Q(comparator="between") | Q(high__isnull=False, high__gte=F("low")),
                name="range_target_has_both_ends",
                violation_error_message="Khoảng phải có mức đầu và mức cuối lớn hơn.",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def bound_words(self) -> str:
        """ "trên 90 %", "từ 1.800 đến 2.000 đoàn viên", "trả lời bằng lời"."""
        if self.is_qualitative or self.low is None:
            return "không bằng số"
        low, unit = format_number(self.low), f" {self.unit_word}" if self.unit_word else ""
        if self.comparator == Comparator.BETWEEN:
            return f"từ {low} đến {format_number(self.high)}{unit}"
        words = {">": "trên ", ">=": "từ ", "=": "", "<=": "không quá ", "<": "dưới "}[self.comparator]
        return f"{words}{low}{unit}" + (" trở lên" if self.comparator == Comparator.GE else "")

    @property
    def headline(self) -> str:
        return self.subject if self.is_qualitative else f"{self.subject}: {self.bound_words}"

    @property
    def detail(self) -> str:
        if self.is_qualitative:
            return "Chỉ tiêu bằng lời: đơn vị trả lời có hoặc không, và kể kết quả"
        return f"Cách tính: {self.indicator.name}" if self.indicator else "Chưa chọn cách tính"


class PlanDuty(PlanItem):
    """A duty that the plan gives to a body, with a day, a recurrence, or "chưa có hạn" (``has_no_date``)."""

    CODE, WORD = "duty", "Nhiệm vụ"
    EDITABLE = ("actor_text", "audience", "kind", "text", "due_on", "recurrence", "has_no_date")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="plan_duties")
    actor_text = models.CharField("đơn vị thực hiện (theo văn bản)", max_length=200)
    audience = models.CharField("giao cho", max_length=20, choices=Audience.choices)
    kind = models.CharField("loại việc", max_length=30, choices=PLAN_DUTY_KINDS, default=DutyKind.PLAN_DUTY)
    text = models.TextField("nhiệm vụ")
    due_on = models.DateField("hạn", null=True, blank=True)
    due_month = models.CharField("hạn (tháng)", max_length=7, blank=True)
    recurrence = models.CharField("lặp lại", max_length=20, choices=Recurrence.choices, default=Recurrence.NONE)
    has_no_date = models.BooleanField("chưa có hạn", default=False)

    class Meta(PlanItem.Meta):
        verbose_name = "nhiệm vụ"
        verbose_name_plural = "nhiệm vụ"

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def is_dated(self) -> bool:
        """True when it has a day, a recurrence, or was said to have none."""
        return bool(self.due_on or self.has_no_date or self.recurrence != Recurrence.NONE)

    @property
    def lacks(self) -> str:
        return "" if self.is_dated or self.audience == Audience.OTHER else "hạn"

    @property
    def due_words(self) -> str:
        """ "hạn 19/02/2014", "sau mỗi đợt thi đua", "chưa có hạn", or what is still asked for."""
        if self.due_on:
            return f"hạn {format_date(self.due_on)}"
        if self.recurrence != Recurrence.NONE:
            return self.get_recurrence_display().lower()
        if self.has_no_date:
            return "chưa có hạn"
        return f"{month_words(self.due_month)}, cần chọn ngày" if self.due_month else "cần chọn hạn"

    @property
    def headline(self) -> str:
        return self.text

    @property
    def detail(self) -> str:
        return f"{self.get_audience_display()} · {self.get_kind_display()} · {self.due_words}"
