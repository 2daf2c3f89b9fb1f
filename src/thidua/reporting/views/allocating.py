"""A target shared out by what the units below reached the year before."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from thidua.plans.actions import allocate_by_key
from thidua.plans.models import Target
from thidua.reporting.queries.given import last_year_results
from thidua.ui.gestures import ActingRequest, writes


@writes
def allocation_by_last_year(request: ActingRequest, target_id: int) -> HttpResponse:
    """Share a target of an own plan out in proportion to the results of the year before."""
    by = request.actor
    found = Target.objects.filter(plan__unit_id=by.unit_id, low__isnull=False).select_related("plan__unit", "indicator")
    target = get_object_or_404(found, pk=target_id)
    if request.method == "POST":
        changed = allocate_by_key(
            by=by,
            target=target,
            weights=last_year_results(target),
            key_words=f"kết quả năm {target.plan.year - 1}",
            only_open=bool(request.POST.get("only_open")),
        )
        words = f"Đã chia theo kết quả năm {target.plan.year - 1}: {changed} đơn vị có mức mới. Sửa từng mức nếu cần."
        messages.success(request, words)
    return redirect("allocation_target", target.plan_id, target.pk)
