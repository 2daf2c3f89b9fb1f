"""One click mends what a check has found."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from thidua.common.verdicts import Refusal
from thidua.plans import actions
from thidua.plans.views.findings import OPEN
from thidua.plans.views.shared import find_own
from thidua.ui.gestures import ActingRequest, writes

BACK = ("plan_review", "plan_page", "plan_issue")


@writes
def plan_mend(request: ActingRequest, pk: int) -> HttpResponse:
    """Do the mend named by ``sua``, then back to the page one came from (``ve``) with its findings open."""
    plan = find_own(request.actor, pk)
    if request.method == "POST":
        try:
            words = actions.mend_finding(by=request.actor, plan=plan, key=request.POST.get("sua", ""))
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            paper = " Nhớ sửa cả trên bản giấy hoặc tệp gốc." if plan.source_text else ""
            messages.success(request, f"Đã sửa: {words}.{paper}")
    back = request.POST.get("ve", "")
    page = reverse(back if back in BACK else BACK[0], args=[plan.pk])
    return redirect(f"{page}?{OPEN}=mo")
