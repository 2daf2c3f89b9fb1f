"""Roll-ups and the marks that say which of them are behind. Derived, rebuildable, never edited by hand."""

from __future__ import annotations

from django.db import models

from thidua.common import clock
from thidua.organisation.models import Unit
from thidua.reporting.choices import Basis
from thidua.reporting.models.figures import FiguresField
from thidua.reporting.models.requests import ReportRequest


class Rollup(models.Model):
    """The sums of one unit that has others below it, by slot, on one basis.

    Beside each sum ``counts`` says how many units answered (None is not zero), ``met`` and ``judged`` how many reached
    their target of how many who have one. ``all``/``done``/``on_time``/``returned`` count the leaves expected, sent,
    sent in time, and sent but returned.
    """

    request = models.ForeignKey(ReportRequest, models.CASCADE, related_name="rollups", verbose_name="yêu cầu")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="rollups", verbose_name="đơn vị")
    basis = models.CharField("cơ sở", max_length=10, choices=Basis.choices)
    sums = FiguresField("tổng theo ô")
    counts = FiguresField("số đơn vị trả lời")
    met = FiguresField("số đơn vị đạt")
    judged = FiguresField("số đơn vị có chỉ tiêu")
    n_all = models.PositiveIntegerField("phải báo cáo", default=0)
    n_done = models.PositiveIntegerField("đã nộp", default=0)
    n_on_time = models.PositiveIntegerField("nộp đúng hạn", default=0)
    n_returned = models.PositiveIntegerField("đang bị trả lại", default=0)
    computed_at = models.DateTimeField("cộng lúc")

    class Meta:
        verbose_name = "tổng hợp"
        verbose_name_plural = "tổng hợp"
        constraints = [
            models.UniqueConstraint(fields=["request", "unit", "basis"], name="one_rollup_per_unit_and_basis")
        ]

    def __str__(self) -> str:
        return f"{self.request} – {self.unit} – {self.basis}"


class RollupDirty(models.Model):
    """A mark: the report of that unit has changed and its totals are behind. Insert-only; a merge deletes marks."""

    request = models.ForeignKey(ReportRequest, models.CASCADE, related_name="dirty_marks", verbose_name="yêu cầu")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+", verbose_name="đơn vị")
    marked_at = models.DateTimeField("lúc", default=clock.now)

    class Meta:
        verbose_name = "dấu chờ cộng"
        verbose_name_plural = "dấu chờ cộng"
        indexes = [models.Index(fields=["request", "id"], name="marks_by_request")]

    def __str__(self) -> str:
        return f"{self.request} – {self.unit}"
