"""Filled-in workbooks as they were read, waiting for the person's word."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.journal.models import Stateful
from thidua.organisation.models import Unit, path_end
from thidua.reporting.choices import ImportKind
from thidua.reporting.lifecycle import FIGURE_IMPORT
from thidua.reporting.models.figures import FiguresField
from thidua.reporting.models.reports import Report
from thidua.reporting.models.requests import ReportRequest


class FigureImportQuerySet(models.QuerySet["FigureImport"]):
    def visible_to(self, by: Actor) -> FigureImportQuerySet:
        """What was read at the actor's unit and at the units below it, drawn as they stand today."""
        return self.filter(unit__path__gte=by.unit_path, unit__path__lt=path_end(by.unit_path))


class FigureImport(Stateful):
    """One workbook of figures as it was read. Nothing of it is in a report before ``save``; it is kept as the source.

    ``unit`` is the unit at which it was given. ``about`` says, for figures of an earlier period, which period and which
    indicators (``starts_on``, ``ends_on``, ``kind``, ``title``, ``reason``, ``columns``); else it is empty.
    ``request`` is empty for a period that is not there yet.
    """

    LIFECYCLE = FIGURE_IMPORT

    state = models.CharField("trạng thái", max_length=30, choices=FIGURE_IMPORT.choices, default=FIGURE_IMPORT.initial)
    kind = models.CharField("nhập gì", max_length=10, choices=ImportKind.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị nhập")
    request = models.ForeignKey(
        ReportRequest, models.CASCADE, null=True, blank=True, related_name="imports", verbose_name="yêu cầu"
    )
    file_name = models.CharField("tên tệp", max_length=200)
    about = models.JSONField("kỳ và chỉ tiêu", default=dict, blank=True)
    remarks = models.JSONField("điều nên xem lại", default=list, blank=True)
    created_at = models.DateTimeField("đọc lúc", default=clock.now)

    objects = FigureImportQuerySet.as_manager()

    class Meta:
        verbose_name = "lần nhập số liệu"
        verbose_name_plural = "các lần nhập số liệu"

    def __str__(self) -> str:
        return self.file_name


class FigureImportRow(models.Model):
    """What a workbook says for one unit: the figures that stood, the whole new list, and the texts given.

    ``report`` and its ``version`` are what stood when the file was read; empty for a unit without a report there yet.
    ``given`` counts the figures that differ from what stood. ``words``: slot id → text. ``texts``: key → text.
    """

    batch = models.ForeignKey(FigureImport, models.CASCADE, related_name="rows", verbose_name="lần nhập")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    report = models.ForeignKey(
        Report, models.CASCADE, null=True, blank=True, related_name="import_rows", verbose_name="báo cáo"
    )
    version = models.PositiveIntegerField("lần sửa đã đọc", default=0)
    sheet = models.CharField("trang", max_length=40, blank=True)
    number = models.PositiveIntegerField("dòng", default=0)
    before = FiguresField("số liệu khi đọc")
    values = FiguresField("số liệu")
    given = models.PositiveSmallIntegerField("số ô thay đổi", default=0)
    words = models.JSONField("lời kèm số liệu", default=dict, blank=True)
    texts = models.JSONField("lời văn", default=dict, blank=True)

    class Meta:
        verbose_name = "dòng của lần nhập số liệu"
        verbose_name_plural = "các dòng của lần nhập số liệu"
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "report"], condition=Q(report__isnull=False), name="one_import_row_per_report"
            ),
            models.UniqueConstraint(
                fields=["batch", "unit"], condition=Q(report__isnull=True), name="one_import_row_per_unit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch} {self.number}"
