"""What a unit asks of the levels above about its own report: more time, to be freed of it, or to have it reopened."""

from __future__ import annotations

from django.db import models
from django.db.models import OuterRef, Q

from thidua.common.actor import Actor
from thidua.journal.models import Stateful
from thidua.reporting.choices import AskKind
from thidua.reporting.lifecycle import ASK, ASKED
from thidua.reporting.models.reports import Report
from thidua.reporting.models.requests import at_or_below


class AskQuerySet(models.QuerySet["ReportAsk"]):
    def visible_to(self, by: Actor) -> AskQuerySet:
        """The unit's own, and those of the units below it in the frozen trees."""
        return self.filter(at_or_below(by.unit_id, OuterRef("report__request_id"), OuterRef("report__place__path")))

    def waiting(self) -> AskQuerySet:
        """Not yet answered."""
        return self.filter(state=ASKED)


class ReportAsk(Stateful):
    """One request of a unit with its reason, and how it was answered. One of a kind waits at a time.

    ``due_on`` is the day asked for (more time); ``answer`` the words of those above.
    """

    LIFECYCLE = ASK

    state = models.CharField("trạng thái", max_length=30, choices=ASK.choices, default=ASKED)
    report = models.ForeignKey(Report, models.CASCADE, related_name="asks", verbose_name="báo cáo")
    kind = models.CharField("việc đề nghị", max_length=10, choices=AskKind.choices)
    reason = models.CharField("lý do", max_length=300)
    due_on = models.DateField("hạn đề nghị", null=True, blank=True)
    asked_at = models.DateTimeField("lúc")
    asked_by_token = models.CharField("người đề nghị", max_length=32, blank=True)
    answer = models.CharField("trả lời", max_length=300, blank=True)

    objects = AskQuerySet.as_manager()

    class Meta:
        verbose_name = "đề nghị về báo cáo"
        verbose_name_plural = "đề nghị về báo cáo"
        constraints = [
            models.UniqueConstraint(
                fields=["report", "kind"],
                condition=Q(state=ASKED),
                name="one_waiting_ask_per_report_and_kind",
                violation_error_message="Đề nghị này đã gửi, đang chờ cấp trên trả lời.",
            ),
            models.CheckConstraint(
                condition=~Q(kind=AskKind.EXTEND) | Q(due_on__isnull=False),
                name="more_time_asks_for_a_day",
                violation_error_message="Hãy ghi hạn mới mà đơn vị đề nghị.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.report}"
