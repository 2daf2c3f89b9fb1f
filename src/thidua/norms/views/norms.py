"""Norms: the list on a day, one norm with its story, add, edit, end."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from thidua.common import clock
from thidua.common.dates import format_date
from thidua.common.verdicts import Refusal
from thidua.norms import actions, queries
from thidua.norms.forms import DayForm, EndForm, NormForm
from thidua.norms.models import LegalNorm, lines_of
from thidua.norms.policies import may_edit_register
from thidua.norms.tables import norm_table
from thidua.norms.views.shared import form_page, register_tabs
from thidua.ui.gestures import ActingRequest, reads, writes

NORM_FIELDS = ("number", "kind", "title", "issuer", "names", "signed_on", "effective_from", "effective_to")
KEPT_FIELDS = ("confidence", "source", "note", "version")


@reads
def norm_list(request: ActingRequest) -> HttpResponse:
    """Search by number or words, choose by kind, and by force on a day (``ngay``, by default today)."""
    form = DayForm(request.GET if "ngay" in request.GET else None)
    day = form.cleaned_data["ngay"] if form.is_bound and form.is_valid() else None
    day = day or clock.today()
    context = {
        "table": norm_table(request.GET, queries.register_on(request.actor, day)),
        "day": day,
        "form": form,
        "is_today": day == clock.today(),
        "verdict": may_edit_register(request.actor),
        "tabs": register_tabs("norm_list"),
    }
    return render(request, "norms/norm_list.html", context)


@reads
def norm_page(request: ActingRequest, pk: int) -> HttpResponse:
    """One norm: whether it holds today, what it replaced and what replaced it, how surely it is known, its story."""
    norms = LegalNorm.objects.visible_to(request.actor).select_related("replaced_by")
    norm = get_object_or_404(norms, pk=pk)
    day = clock.today()
    force = norm.force_on(day)
    context = {
        "norm": norm,
        "force": force,
        "sentence": queries.sentence_about(norm, day),
        "day": day,
        "replaced": list(norm.replaces.order_by("signed_on")),
        "terms": [
            ("Nội dung", norm.title),
            ("Cơ quan ban hành", norm.issuer),
            ("Ngày ký", format_date(norm.signed_on)),
            ("Có hiệu lực từ", format_date(norm.effective_from)),
            ("Hết hiệu lực từ", format_date(norm.effective_to)),
            ("Tên gọi khi không ghi số", "; ".join(lines_of(norm.names)) or "–"),
            ("Độ chắc", norm.get_confidence_display()),
            ("Nguồn", norm.source or "–"),
            ("Kiểm tra ngày", format_date(norm.checked_on)),
            ("Ghi chú", norm.note or "–"),
        ],
        "changes": queries.changes_of(norm),
        "verdict": may_edit_register(request.actor),
    }
    return render(request, "norms/norm_page.html", context)


@writes
def norm_add(request: ActingRequest) -> HttpResponse:
    """Add a norm to the register."""
    form = NormForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            norm = actions.add_norm(by=request.actor, **form.fields_for_action())
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"Đã thêm {norm.number} vào sổ.")
            return redirect("norm_page", norm.pk)
    return form_page(request, form, "Thêm văn bản", "norm_list")


@writes
def norm_edit(request: ActingRequest, pk: int) -> HttpResponse:
    """Correct a norm."""
    norm = get_object_or_404(LegalNorm.objects.visible_to(request.actor), pk=pk)
    form = NormForm(request.POST or None, initial={name: getattr(norm, name) for name in (*NORM_FIELDS, *KEPT_FIELDS)})
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            actions.edit_norm(by=request.actor, norm=norm, version=version, **form.fields_for_action())
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"Đã lưu {form.cleaned_data['number']}.")
            return redirect("norm_page", norm.pk)
    return form_page(request, form, f"Sửa {norm.number}", "norm_page", norm.pk)


@writes
def norm_end(request: ActingRequest, pk: int) -> HttpResponse:
    """Say from when a norm no longer holds, and what stands in its place."""
    norm = get_object_or_404(LegalNorm.objects.visible_to(request.actor), pk=pk)
    first = {"effective_to": norm.effective_to, "successor": str(norm.replaced_by_id or ""), "version": norm.version}
    successors = queries.successors_for(request.actor, norm)
    form = EndForm(request.POST or None, successors=successors, initial=first)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            actions.end_norm(by=request.actor, norm=norm, version=version, **form.fields_for_action())
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"Đã ghi ngày hết hiệu lực của {norm.number}.")
            return redirect("norm_page", norm.pk)
    return form_page(request, form, f"Hết hiệu lực: {norm.number}", "norm_page", norm.pk)
