"""What the report of a unit that consolidates was signed on, and that its children tell something else since."""

from __future__ import annotations

from django.db import models

from thidua.common import clock
from thidua.organisation.models import Unit
from thidua.reporting.models.figures import FiguresField
from thidua.reporting.models.reports import Report


class SignedPart(models.Model):
    """What one unit directly below told when a report that consolidates was signed; the row of the reporting unit
    itself holds what they added up to. Append-only, one set a revision (``number``).

    ``figures`` None = the unit had told nothing. ``child_revision`` is the number of its own report then, 0 where it
    had sent none. Made with the signing, so that later corrections below can be shown figure by figure.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="signed_parts", verbose_name="báo cáo")
    number = models.PositiveSmallIntegerField("lần nộp")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    figures = FiguresField("số liệu khi ký", null=True, blank=True)
    counts = FiguresField("số đơn vị trả lời khi ký")
    n_all = models.PositiveIntegerField("phải báo cáo khi ký", default=0)
    n_done = models.PositiveIntegerField("đã nộp khi ký", default=0)
    child_revision = models.PositiveSmallIntegerField("lần nộp của đơn vị khi ký", default=0)

    class Meta:
        verbose_name = "số liệu cấp dưới khi ký"
        verbose_name_plural = "số liệu cấp dưới khi ký"
        constraints = [
            models.UniqueConstraint(fields=["report", "number", "unit"], name="one_signed_part_per_revision_and_unit")
        ]

    def __str__(self) -> str:
        return f"{self.report} lần {self.number}: {self.unit}"


class Difference(models.Model):
    """The units below add up to something else than when the report was signed. Derived: written and taken away by the
    merge of the roll-ups, and taken away when the report is signed anew. Never changes the report itself."""

    report = models.OneToOneField(Report, models.CASCADE, related_name="difference", verbose_name="báo cáo")
    number = models.PositiveSmallIntegerField("so với lần nộp")
    since = models.DateTimeField("từ lúc", default=clock.now)

    class Meta:
        verbose_name = "chênh lệch sau khi ký"
        verbose_name_plural = "chênh lệch sau khi ký"

    def __str__(self) -> str:
        return f"{self.report} từ {self.since:%Y-%m-%d %H:%M}"
