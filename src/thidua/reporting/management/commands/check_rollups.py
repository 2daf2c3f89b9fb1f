"""``./thidua check_rollups``: add everything up again and compare with the totals that are kept; changes nothing."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from thidua.reporting.actions.merging import lost_totals
from thidua.reporting.models import ReportRequest


class Command(BaseCommand):
    help = "Compare all totals with the reports they come from."

    def handle(self, *args: Any, **options: Any) -> None:
        findings = [text for asked in ReportRequest.objects.order_by("id") for text in lost_totals(request_id=asked.pk)]
        if findings:
            raise CommandError("\n".join([*findings, "Chạy “./thidua rebuild_rollups” để cộng lại từ báo cáo."]))
        self.stdout.write("Mọi số tổng hợp đều khớp với báo cáo.")
