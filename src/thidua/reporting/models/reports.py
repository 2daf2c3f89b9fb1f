"""Reports, their signed revisions, words to single figures and remarks."""

from __future__ import annotations

from django.db import models
from django.db.models import OuterRef, Q

from thidua.common.actor import Actor
from thidua.journal.models import Stateful
from thidua.organisation.models import Unit
from thidua.reporting.lifecycle import DRAFT, GIVEN_BACK, IN_SIGNING, REPORT, SENT, WITH_UNIT
from thidua.reporting.models.figures import FiguresField
from thidua.reporting.models.requests import PeriodUnit, ReportRequest, Slot, at_or_below


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, by: Actor) -> ReportQuerySet:
        """The unit's own reports; of the units below it in the frozen tree those that were sent."""
        below = at_or_below(by.unit_id, OuterRef("request_id"), OuterRef("place__path"), strictly=True)
        return self.filter(Q(unit_id=by.unit_id) | Q(below) & Q(sent_values__isnull=False))

    def below(self, by: Actor) -> ReportQuerySet:
        """Reports owed by the units below the actor's in the frozen trees, sent or not."""
        return self.filter(at_or_below(by.unit_id, OuterRef("request_id"), OuterRef("place__path"), strictly=True))

    def counting(self) -> ReportQuerySet:
        """Those whose figures count: sent, and not drawn back (a returned one counts until it is sent again)."""
        return self.filter(sent_values__isnull=False)

    def waiting_for_unit(self) -> ReportQuerySet:
        """Those that the unit still has to send."""
        return self.filter(state__in=WITH_UNIT)


class Report(Stateful):
    """The report of one unit to one request. Made with the request, so that it has an address from the start.

    ``values`` is what the unit is working on; ``sent_values`` what it last sent and what the roll-ups count (None =
    nothing counts). ``submitted_on`` is the Vietnamese day since which it counts: what was sent in time stays in time
    when it is returned or corrected later (``submitted_at``: the last sending). ``revision`` is the number of the last
    signed one. ``edited_page`` marks the page that saved last, ``page_since`` the version from which it alone has
    saved. ``opened_at``: somebody above has opened it; until then it can be drawn back.
    ``handed_back`` is what the chair said when she last handed it back inside, "" once it is presented anew.
    """

    LIFECYCLE = REPORT

    state = models.CharField("trạng thái", max_length=30, choices=REPORT.choices, default=DRAFT)
    request = models.ForeignKey(ReportRequest, models.CASCADE, related_name="reports", verbose_name="yêu cầu")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="reports", verbose_name="đơn vị")
    place = models.OneToOneField(PeriodUnit, models.CASCADE, related_name="report", verbose_name="vị trí trong kỳ")
    values = FiguresField("số liệu đang soạn")
    sent_values = FiguresField("số liệu đã nộp", null=True, blank=True)
    revision = models.PositiveSmallIntegerField("lần nộp", default=0)
    submitted_at = models.DateTimeField("nộp lúc", null=True, blank=True)
    submitted_on = models.DateField("ngày nộp", null=True, blank=True)
    opened_at = models.DateTimeField("cấp trên mở xem lúc", null=True, blank=True)
    handed_back = models.TextField("lời trả lại trong đơn vị", blank=True)
    edited_at = models.DateTimeField("sửa lúc", null=True, blank=True)
    edited_by_token = models.CharField("người sửa", max_length=32, blank=True)
    edited_page = models.CharField("trang sửa", max_length=32, blank=True)
    page_since = models.PositiveIntegerField("bản mà trang sửa mở ra", default=0)
    typed_in_by = models.ForeignKey(
        Unit, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="đơn vị nhập thay"
    )
    filled_from = models.ForeignKey(
        "reporting.FigureImport",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="tệp Excel đã nhập",
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = "báo cáo"
        verbose_name_plural = "báo cáo"
        indexes = [
            models.Index(fields=["unit", "state"], name="reports_by_unit"),
            models.Index(fields=["request"], name="reports_not_sent", condition=Q(sent_values__isnull=True)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["request", "unit"], name="one_report_per_unit_and_request"),
            models.CheckConstraint(
                condition=~Q(state__in=SENT)
                | Q(sent_values__isnull=False, submitted_at__isnull=False, submitted_on__isnull=False),
                name="sent_report_has_its_figures_and_time",
                violation_error_message="Báo cáo đã nộp phải có số liệu và thời điểm nộp.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request} – {self.unit}"

    @property
    def is_with_unit(self) -> bool:
        """True while the unit still has to send it."""
        return self.state in WITH_UNIT

    @property
    def is_in_signing(self) -> bool:
        """True while it lies before the chair or leader."""
        return self.state in IN_SIGNING

    @property
    def is_given_back(self) -> bool:
        """True when it was returned from above and not sent again."""
        return self.state in GIVEN_BACK

    @property
    def is_counted(self) -> bool:
        """True when its last sent figures count in the roll-ups."""
        return self.sent_values is not None


class ReportRevision(models.Model):
    """One signed sending of a report, as it was. Append-only.

    ``texts``: code of the question → answer; the words to a figure stand under ``#`` and its place.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="revisions", verbose_name="báo cáo")
    number = models.PositiveSmallIntegerField("lần nộp")
    values = FiguresField("số liệu")
    texts = models.JSONField("phần lời", default=dict)
    signed_at = models.DateTimeField("nộp lúc")
    signed_by_token = models.CharField("người nộp", max_length=32, blank=True)
    digest = models.CharField("mã nội dung", max_length=64)

    class Meta:
        verbose_name = "lần nộp báo cáo"
        verbose_name_plural = "các lần nộp báo cáo"
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="one_revision_per_number")]

    def __str__(self) -> str:
        return f"{self.report} lần {self.number}"


class FigureWords(models.Model):
    """What a unit says in words to one figure: the answer to a target without a number, or a note. Sparse."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="figure_words", verbose_name="báo cáo")
    slot = models.ForeignKey(Slot, models.PROTECT, related_name="+", verbose_name="số liệu")
    text = models.TextField("lời")

    class Meta:
        verbose_name = "lời kèm số liệu"
        verbose_name_plural = "lời kèm số liệu"
        constraints = [models.UniqueConstraint(fields=["report", "slot"], name="one_text_per_report_and_slot")]

    def __str__(self) -> str:
        return self.text[:60]


class Overruling(models.Model):
    """A figure that the product knows from its records, and that the unit reports otherwise: with its reason. Sparse.

    ``known`` is the figure as the product told it then ("3/4"), ``source`` what it was found from.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="overrulings", verbose_name="báo cáo")
    slot = models.ForeignKey(Slot, models.PROTECT, related_name="+", verbose_name="số liệu")
    known = models.CharField("số phần mềm tính", max_length=60, blank=True)
    source = models.CharField("nguồn", max_length=200, blank=True)
    reason = models.TextField("lý do báo cáo khác")

    class Meta:
        verbose_name = "lý do sửa số liệu phần mềm tính"
        verbose_name_plural = "lý do sửa số liệu phần mềm tính"
        constraints = [models.UniqueConstraint(fields=["report", "slot"], name="one_overruling_per_report_and_slot")]

    def __str__(self) -> str:
        return self.reason[:60]


class Remark(models.Model):
    """A remark of the level above on a report: on one figure, or (without a slot) on the whole. Append-only.

    ``revision`` is the sending that it was made about.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="remarks", verbose_name="báo cáo")
    slot = models.ForeignKey(Slot, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="số liệu")
    text = models.TextField("ý kiến")
    revision = models.PositiveSmallIntegerField("về lần nộp")
    made_at = models.DateTimeField("lúc")
    made_by_token = models.CharField("người ghi", max_length=32, blank=True)

    class Meta:
        verbose_name = "ý kiến về báo cáo"
        verbose_name_plural = "ý kiến về báo cáo"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text[:60]
