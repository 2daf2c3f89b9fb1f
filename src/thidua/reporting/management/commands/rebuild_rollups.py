"""``./thidua rebuild_rollups``: throw all totals away and add them up again from the reports."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from thidua.reporting.actions import rebuild_rollups
from thidua.reporting.models import ReportRequest


class Command(BaseCommand):
    help = "Add up all totals again from the reports."

    def handle(self, *args: Any, **options: Any) -> None:
        rows = sum(rebuild_rollups(request_id=asked.pk) for asked in ReportRequest.objects.order_by("id"))
        self.stdout.write(f"Đã cộng lại {rows} dòng tổng hợp.")
