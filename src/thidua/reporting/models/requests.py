"""What is asked, of whom: requests, their slots, the tree frozen when they open, the units' own targets."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.journal.models import Stateful
from thidua.organisation.choices import UnitKind, UnitLevel
from thidua.organisation.models import Unit
from thidua.plans.choices import Comparator, IndicatorKind
from thidua.plans.models import Indicator, Phase, Plan, Target
from thidua.reporting.choices import PeriodKind
from thidua.reporting.lifecycle import OPEN, REQUEST
from thidua.reporting.models.figures import FiguresField
from thidua.reporting.models.forms import ReportForm


class RequestQuerySet(models.QuerySet["ReportRequest"]):
    def visible_to(self, by: Actor) -> RequestQuerySet:
        """Requests whose frozen tree holds the actor's unit, and those that her unit issued."""
        place = PeriodUnit.objects.filter(request=OuterRef("pk"), unit_id=by.unit_id)
        return self.filter(Q(unit_id=by.unit_id) | Exists(place))

    def open(self) -> RequestQuerySet:
        """Still taking reports."""
        return self.filter(state=OPEN)


class ReportRequest(Stateful):
    """A unit asks its subtree for a report about a period: which figures (slots), from when to when, due when.

    ``due_on`` is the last day in time. ``jump_share``: a figure that changed by more than this share of the period
    before (per cent) asks for a word of explanation; 0 = never. The period belongs to the request: phases differ from
    plan to plan.
    ``targets_as_of``: the units' targets stand here as the plans had them then.
    ``is_history``: nobody was asked; the figures of an earlier period came in from Excel, for comparison.
    """

    LIFECYCLE = REQUEST

    state = models.CharField("trạng thái", max_length=30, choices=REQUEST.choices, default=OPEN)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="report_requests", verbose_name="đơn vị yêu cầu")
    plan = models.ForeignKey(
        Plan, models.PROTECT, null=True, blank=True, related_name="report_requests", verbose_name="kế hoạch"
    )
    phase = models.ForeignKey(
        Phase, models.SET_NULL, null=True, blank=True, related_name="report_requests", verbose_name="đợt"
    )
    form = models.ForeignKey(
        ReportForm, models.PROTECT, null=True, blank=True, related_name="requests", verbose_name="mẫu báo cáo"
    )
    title = models.CharField("tên báo cáo", max_length=300)
    kind = models.CharField("kỳ", max_length=20, choices=PeriodKind.choices)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến ngày")
    due_on = models.DateField("hạn nộp")
    is_sample = models.BooleanField("mẫu", default=False)
    is_history = models.BooleanField("số liệu nhập ban đầu", default=False)
    jump_share = models.PositiveSmallIntegerField("mức tăng, giảm cần giải thích (%)", default=50)
    opened_at = models.DateTimeField("mở lúc", default=clock.now)
    targets_as_of = models.DateTimeField("lấy chỉ tiêu của đơn vị lúc", null=True, blank=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = "yêu cầu báo cáo"
        verbose_name_plural = "yêu cầu báo cáo"
        indexes = [models.Index(fields=["unit", "starts_on"], name="requests_by_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="request_period_ends_after_it_begins",
                violation_error_message="Kỳ báo cáo phải kết thúc sau khi bắt đầu.",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("starts_on")),
                name="request_is_due_after_its_period_begins",
                violation_error_message="Hạn nộp phải sau ngày bắt đầu của kỳ báo cáo.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Slot(models.Model):
    """One figure asked: which places of the lists it takes. Append-only within a request, never moved.

    ``num`` is the place of the figure (or numerator), ``den`` of the denominator; ``women`` and ``direct`` of the
    "of whom" figures. Figures are whole numbers × 10^``scale``. Words and yes/no hold 1 or 0 at ``num``.
    ``takes_last``: over periods the last figure replaces the earlier ones though the kind is summed.
    ``heading`` is the section of the form that it stands in.
    ``part_of``: the slot that this one and the others with the same ``part_of`` add up to.
    Comparator and bounds are the issuer's target as it stood when the request opened (None = no target in numbers).
    """

    request = models.ForeignKey(ReportRequest, models.CASCADE, related_name="slots", verbose_name="yêu cầu")
    order = models.PositiveSmallIntegerField("thứ tự")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="slots", verbose_name="chỉ tiêu thống kê")
    target = models.ForeignKey(
        Target, models.SET_NULL, null=True, blank=True, related_name="slots", verbose_name="chỉ tiêu của kế hoạch"
    )
    heading = models.CharField("phần", max_length=200, blank=True)
    label = models.CharField("chỉ tiêu", max_length=400)
    kind = models.CharField("cách cộng", max_length=20, choices=IndicatorKind.choices)
    unit_word = models.CharField("đơn vị tính", max_length=60, blank=True)
    comparator = models.CharField("so sánh", max_length=10, choices=Comparator.choices, blank=True)
    low = models.DecimalField("mức", max_digits=18, decimal_places=3, null=True, blank=True)
    high = models.DecimalField("đến mức", max_digits=18, decimal_places=3, null=True, blank=True)
    num = models.PositiveSmallIntegerField("ô số liệu")
    den = models.PositiveSmallIntegerField("ô mẫu số", null=True, blank=True)
    women = models.PositiveSmallIntegerField("ô số nữ", null=True, blank=True)
    direct = models.PositiveSmallIntegerField("ô số lao động trực tiếp", null=True, blank=True)
    scale = models.PositiveSmallIntegerField("số chữ số lẻ", default=0)
    takes_last = models.BooleanField("lấy kỳ cuối", default=False)
    part_of = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="parts", verbose_name="cộng vào"
    )

    class Meta:
        verbose_name = "số liệu được hỏi"
        verbose_name_plural = "số liệu được hỏi"
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["request", "num"], name="one_slot_per_place"),
            models.UniqueConstraint(
                fields=["request", "indicator"],
                name="an_indicator_is_asked_once_per_request",
                violation_error_message="Chỉ tiêu này đã có trong yêu cầu.",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def num_words(self) -> str:
        """What the figure, or the numerator, counts, with its unit. Beside the name of the figure, not instead of it:
        the numerator of a target made from its sentence carries the sentence once more, and loses it here."""
        if self.den is not None:
            return (self.indicator.numerator_name or "Tử số").split(":")[0]
        if self.kind in (IndicatorKind.YES_NO, IndicatorKind.WORDS):
            return "Có (1), không (0)"
        return f"Số liệu ({self.unit_word})" if self.unit_word else "Số liệu"

    @property
    def den_words(self) -> str:
        """What the denominator counts."""
        return self.indicator.denominator_name or "Mẫu số"

    @property
    def places(self) -> tuple[int, ...]:
        """The places it takes in the lists."""
        return tuple(place for place in (self.num, self.den, self.women, self.direct) if place is not None)


class PeriodUnitQuerySet(models.QuerySet["PeriodUnit"]):
    def visible_to(self, by: Actor) -> PeriodUnitQuerySet:
        """Places of the frozen trees at or below the place of the actor's unit there."""
        return self.visible_to_unit(by.unit_id)

    def visible_to_unit(self, unit_id: int) -> PeriodUnitQuerySet:
        """As ``visible_to``, of whoever acts for that unit."""
        return self.filter(at_or_below(unit_id, OuterRef("request_id"), OuterRef("path")))

    def expected(self) -> PeriodUnitQuerySet:
        """Those of whom a report is expected."""
        return self.filter(is_expected=True)


class PeriodUnit(models.Model):
    """The place of a unit in the tree frozen when the request opened. Roll-ups follow ``parent``.

    ``path`` is built of the frozen parents (steps of digits), so a later merger never rewrites old totals. A leaf fills
    in figures, the units between consolidate. The issuer is the root and owes no report. ``due_on`` and
    ``is_expected`` follow extensions and exemptions (with ``reason``). ``reminded_on``: the day of the last reminder.
    """

    request = models.ForeignKey(ReportRequest, models.CASCADE, related_name="places", verbose_name="yêu cầu")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="report_places", verbose_name="đơn vị")
    parent = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="cấp trên trong kỳ"
    )
    path = models.CharField("vị trí trong kỳ", max_length=70)
    level = models.CharField("cấp", max_length=20, choices=UnitLevel.choices)
    kind = models.CharField("loại hình", max_length=30, choices=UnitKind.choices)
    is_leaf = models.BooleanField("trực tiếp nhập số liệu")
    is_expected = models.BooleanField("phải báo cáo", default=True)
    due_on = models.DateField("hạn nộp của đơn vị")
    reason = models.CharField("lý do gia hạn, miễn", max_length=300, blank=True)
    reminded_on = models.DateField("nhắc gần nhất", null=True, blank=True)

    objects = PeriodUnitQuerySet.as_manager()

    class Meta:
        verbose_name = "đơn vị trong kỳ báo cáo"
        verbose_name_plural = "đơn vị trong kỳ báo cáo"
        indexes = [
            models.Index(fields=["request", "parent"], name="places_by_parent"),
            models.Index(fields=["request", "path"], name="places_by_path"),
            models.Index(fields=["unit", "request"], name="places_by_unit"),
        ]
        constraints = [models.UniqueConstraint(fields=["request", "unit"], name="one_place_per_unit_and_request")]

    def __str__(self) -> str:
        return f"{self.unit} – {self.request}"

    def days_late(self, today: dt.date) -> int:
        """Calendar days past the unit's own due day, 0 while in time."""
        return max(0, (today - self.due_on).days)


class TargetFigure(models.Model):
    """A unit's targets for a request, by slot in thousandths (a target has three places); None = none.

    ``values`` are its own ("tự đăng ký"), taken from its own issued plan; ``given`` what the level above allocated to
    it ("được giao"). Both are shown beside the issuer's target, never instead of it.
    """

    request = models.ForeignKey(ReportRequest, models.CASCADE, related_name="target_figures", verbose_name="yêu cầu")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="target_figures", verbose_name="đơn vị")
    values = FiguresField("chỉ tiêu tự đăng ký theo ô")
    given = FiguresField("chỉ tiêu được giao theo ô", null=True, blank=True)

    class Meta:
        verbose_name = "chỉ tiêu của đơn vị"
        verbose_name_plural = "chỉ tiêu của đơn vị"
        constraints = [models.UniqueConstraint(fields=["request", "unit"], name="one_target_row_per_unit_and_request")]

    def __str__(self) -> str:
        return f"{self.unit} – {self.request}"


def at_or_below(unit_id: int, request_id: OuterRef, path: OuterRef, *, strictly: bool = False) -> Exists:
    """A condition: the place (request, path) stands at or below that of the unit in the same frozen tree."""
    own = PeriodUnit.objects.filter(request_id=request_id, unit_id=unit_id).annotate(
        asked=models.ExpressionWrapper(path, output_field=models.CharField())
    )
    own = own.filter(asked__startswith=F("path"))
    return Exists(own.exclude(path=F("asked")) if strictly else own)
