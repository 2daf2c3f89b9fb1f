"""What a report tells in words: the questions of a request and the answers of its reports."""

from __future__ import annotations

from django.db import models

from thidua.reporting.models.reports import Report
from thidua.reporting.models.requests import ReportRequest


class Question(models.Model):
    """One question to be answered in words. Append-only within a request, as slots; its field is named by ``code``.

    A frozen copy of what the report's form asked when the request opened. Two requests that ask the same code ask the
    same thing: their forms show it once.
    """

    request = models.ForeignKey(ReportRequest, models.CASCADE, related_name="questions", verbose_name="yêu cầu")
    order = models.PositiveSmallIntegerField("thứ tự")
    code = models.CharField("mã", max_length=60)
    label = models.CharField("mục", max_length=200)
    help = models.CharField("gợi ý", max_length=300, blank=True)
    is_required = models.BooleanField("phải trả lời", default=False)

    class Meta:
        verbose_name = "mục trả lời bằng lời"
        verbose_name_plural = "các mục trả lời bằng lời"
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["request", "code"], name="one_question_per_code_and_request")]

    def __str__(self) -> str:
        return self.label


class ReportText(models.Model):
    """What a unit is writing to one question. What it has signed stands in the revision."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="texts", verbose_name="báo cáo")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+", verbose_name="mục")
    text = models.TextField("trả lời", blank=True)

    class Meta:
        verbose_name = "phần lời của báo cáo"
        verbose_name_plural = "phần lời của báo cáo"
        constraints = [models.UniqueConstraint(fields=["report", "question"], name="one_text_per_report_and_question")]

    def __str__(self) -> str:
        return self.text[:60]
