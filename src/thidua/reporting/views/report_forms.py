"""Report forms: the list, one form with its versions, making and changing one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from thidua.common.actor import Actor
from thidua.common.numbers import whole_number
from thidua.common.verdicts import Refusal
from thidua.reporting import actions, policies
from thidua.reporting.forms.report_forms import ReportFormForm
from thidua.reporting.models import ReportForm
from thidua.reporting.queries.report_forms import forms_in_use, last_version, versions_of
from thidua.ui.gestures import ActingRequest, reads, writes


def _find(by: Actor, form_id: int) -> ReportForm:
    return get_object_or_404(ReportForm.objects.visible_to(by).select_related("owner"), pk=form_id)


@reads
def form_list(request: ActingRequest) -> HttpResponse:
    """The forms that the unit may use, and its own that are out of use."""
    by = request.actor
    context = {"forms": forms_in_use(by), "may_keep": policies.may_keep_forms(by)}
    return render(request, "reporting/form_list.html", context)


@writes
def form_page(request: ActingRequest, form_id: int) -> HttpResponse:
    """One version of a form, with the others; put out of use."""
    by = request.actor
    form = _find(by, form_id)
    if request.method == "POST":
        actions.retire_form(by=by, form=form)
        messages.success(request, "Đã ngừng dùng mẫu này. Các kỳ báo cáo đã mở vẫn giữ nguyên.")
        return redirect("form_list")
    context = {
        "form": form,
        "questions": list(form.questions.all()),
        "lines": list(form.lines.select_related("indicator")),
        "versions": versions_of(form),
        "may_keep": policies.may_keep_forms(by),
        "may_change": policies.may_change_form(by, form),
    }
    return render(request, "reporting/form_page.html", context)


@writes
def form_new(request: ActingRequest) -> HttpResponse:
    """A new form of the unit, empty or as a copy (``?tu=``)."""
    pk = whole_number(request.GET.get("tu", ""))
    return _edit(request, _find(request.actor, pk) if pk is not None else None)


@writes
def form_edit(request: ActingRequest, form_id: int) -> HttpResponse:
    """Change a form of the unit: saving makes its next version."""
    return _edit(request, _find(request.actor, form_id))


def _edit(request: ActingRequest, of: ReportForm | None) -> HttpResponse:
    by = request.actor
    is_own = of is not None and of.owner_id == by.unit_id
    is_growing = "more" in request.POST
    data = request.POST if request.method == "POST" else None
    last = last_version(of) if of is not None and is_own else 0
    form = ReportFormForm(data, by, of, last=last, is_growing=is_growing)
    if data is not None and not is_growing and form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.save_form(
                by=by,
                name=given["name"],
                sign=given["sign"],
                kind=given["kind"],
                valid_from=given["valid_from"],
                questions=form.asked_questions(),
                lines=form.asked_lines(),
                of=of,
                seen=given["seen"] or 0,
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"Đã lưu “{made.name}”, bản {made.version}. Yêu cầu báo cáo mới dùng bản này.")
            return redirect("form_page", made.pk)
    is_bad = data is not None and not is_growing and bool(form.errors)
    context = {"form": form, "of": of, "is_own": is_own, "verdict": policies.may_keep_forms(by)}
    return render(request, "reporting/form_edit.html", context, status=422 if is_bad else 200)
