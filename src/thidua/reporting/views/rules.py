"""How the figures of a request are checked: set by who asks."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from thidua.common.verdicts import Refusal
from thidua.reporting import actions, policies
from thidua.reporting.forms import RulesForm
from thidua.reporting.models import ReportRequest
from thidua.ui.gestures import ActingRequest, writes


@writes
def request_rules(request: ActingRequest, request_id: int) -> HttpResponse:
    """The share of change that asks for an explanation, and which figures add up to which."""
    by = request.actor
    found = ReportRequest.objects.visible_to(by).filter(unit_id=by.unit_id).select_related("unit")
    asked = get_object_or_404(found, pk=request_id)
    form = RulesForm(request.POST if request.method == "POST" else None, asked, asked.slots.all())
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_request_rules(
                by=by, asked=asked, jump_share=form.cleaned_data["jump_share"], part_of=form.part_of
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Đã đặt cách kiểm tra số liệu; áp dụng cho những lần nhập, nộp từ bây giờ.")
            return redirect("request_board", asked.pk)
    context = {"asked": asked, "form": form, "verdict": policies.may_set_rules(by, asked)}
    return render(request, "reporting/request_rules.html", context, status=422 if form.errors else 200)
