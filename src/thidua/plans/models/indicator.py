"""What can be counted."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.common.actor import Actor
from thidua.organisation.models import Unit, paths_above
from thidua.plans.choices import TWO_PART_KINDS, Direction, FigureOrigin, IndicatorKind, OfWhom

MOST_DECIMALS = 3


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def visible_to(self, by: Actor) -> IndicatorQuerySet:
        """Those that the product ships, and those of the unit and of the line of units above it."""
        line = [*paths_above(by.unit_path), by.unit_path]
        return self.filter(Q(owner__isnull=True) | Q(owner__path__in=line))

    def in_use(self) -> IndicatorQuerySet:
        """Those not retired: they may be asked anew."""
        return self.filter(retired_on__isnull=True)


class Indicator(models.Model):
    """What can be counted, and how it adds up. ``owner`` is None for the indicators that the product ships.

    ``numerator_name``/``denominator_name`` are for ratios and averages (sum and weight); ``unit_word`` is "%", "người",
    "nhà", "đồng". Figures have up to ``scale`` decimals. ``takes_last``: both parts of a ratio or average are states at
    the end of the period, so that a later period replaces an earlier one instead of being added to it. ``of_whom`` are
    the figures asked beside the total ("women,direct"), ``by_kind`` says that totals are split by type of union.
    ``formula`` tells in words how the figure is found. A retired indicator is asked no more; what was reported stays.
    """

    code = models.CharField("mã", max_length=40, unique=True)
    name = models.CharField("tên chỉ tiêu", max_length=300)
    kind = models.CharField("cách cộng", max_length=20, choices=IndicatorKind.choices)
    unit_word = models.CharField("đơn vị tính", max_length=40, blank=True)
    direction = models.CharField("chiều", max_length=10, choices=Direction.choices, default=Direction.HIGHER)
    numerator_name = models.CharField("tử số", max_length=200, blank=True)
    denominator_name = models.CharField("mẫu số", max_length=200, blank=True)
    scale = models.PositiveSmallIntegerField("số chữ số lẻ", default=0)
    takes_last = models.BooleanField("lấy kỳ cuối", default=False)
    of_whom = models.CharField("tách trong đó", max_length=40, blank=True)
    by_kind = models.BooleanField("tách theo loại hình công đoàn", default=False)
    origin = models.CharField("nguồn số liệu", max_length=10, choices=FigureOrigin.choices, default=FigureOrigin.TYPED)
    formula = models.TextField("cách tính bằng lời", blank=True)
    owner = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị đặt ra"
    )
    retired_on = models.DateField("ngừng dùng từ", null=True, blank=True)
    is_edited = models.BooleanField("do quản trị ghi", default=False)
    version = models.PositiveIntegerField("lần sửa", default=1)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = "chỉ tiêu thống kê"
        verbose_name_plural = "chỉ tiêu thống kê"
        constraints = [
            models.CheckConstraint(
                condition=Q(scale__lte=MOST_DECIMALS),
                name="indicator_has_at_most_three_decimals",
                violation_error_message="Số liệu có nhiều nhất ba chữ số lẻ.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def parts_of_whom(self) -> list[str]:
        """The figures asked beside the total, as codes of ``OfWhom``."""
        return [one.value for one in OfWhom if one.value in self.of_whom.split(",")]

    @property
    def has_two_parts(self) -> bool:
        """Kept as numerator and denominator."""
        return self.kind in TWO_PART_KINDS
