"""Pages of the giving unit before the decision: what has come in, verdicts, wording, return, conclusion."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from thidua.awards.actions import (
    appraise_lines,
    close_dossier,
    finish_appraisal,
    receive_dossier,
    reopen_appraisal,
    return_dossier,
    word_line,
)
from thidua.awards.choices import LineVerdict
from thidua.awards.forms import FinishForm, RemarkForm, VerdictsForm, WordingForm, dossier_version
from thidua.awards.lifecycle import APPRAISED, DRAFT, UNDER_APPRAISAL
from thidua.awards.models import Dossier, DossierLine
from thidua.awards.policies import may_appraise, may_give_verdicts, may_record_decision, may_return, may_word
from thidua.awards.queries import inbox
from thidua.awards.sheets import dossier_workbook
from thidua.awards.tables import inbox_table
from thidua.awards.views.deciding import file_answer
from thidua.awards.views.nominating import dossiers, list_context
from thidua.common import clock
from thidua.common.numbers import whole_number
from thidua.common.verdicts import Refusal
from thidua.journal.queries import story_of
from thidua.organisation.queries import has_units_below
from thidua.ui.gestures import ActingRequest, reads, writes


@reads
def dossier_inbox(request: ActingRequest) -> HttpResponse:
    """Nominations sent to the unit: by state, year and unit, the longest waiting first."""
    table = inbox_table(request.GET, inbox(request.actor))
    context = {
        "table": table,
        "may_decide": may_record_decision(request.actor),
        "has_below": has_units_below(request.actor, clock.today()),
    }
    return render(request, "awards/inbox.html", context)


@reads
def dossier_sheet(request: ActingRequest) -> HttpResponse:
    """The list of nominations with its present filters, as Excel, the longest waiting first."""
    found = inbox_table(request.GET, inbox(request.actor)).all_rows
    return file_answer(
        dossier_workbook(found.order_by("submitted_at", "pk")), f"ho-so-de-nghi-{clock.today():%Y%m%d}.xlsx"
    )


@reads
def appraisal_list(request: ActingRequest) -> HttpResponse:
    """Nominations that the unit has received and not yet decided."""
    found = inbox(request.actor).filter(state__in=(UNDER_APPRAISAL, APPRAISED))
    return render(request, "awards/appraisals.html", {"table": inbox_table(request.GET, found)})


@writes
def dossier_appraise(request: ActingRequest, pk: int) -> HttpResponse:
    """Every line with its findings and a verdict; saved together."""
    by = request.actor
    dossier = get_object_or_404(dossiers(by).filter(to_unit_id=by.unit_id).exclude(state=DRAFT), pk=pk)
    context = _appraisal(request, dossier)
    if request.method != "POST":
        return render(request, "awards/appraise.html", context)
    form = VerdictsForm(request.POST, lines=context["lines"])
    verdicts = _posted(request, form) if form.is_valid() else {}
    try:
        count = appraise_lines(by=by, dossier=dossier, verdicts=verdicts, version=form.cleaned_data.get("version"))
    except Refusal as refusal:
        _keep_typed(context["lines"], verdicts)
        dossier.refresh_from_db()
        context |= {"refused": refusal.reasons, "version": dossier.version}
        return render(request, "awards/appraise.html", context, status=422)
    messages.success(request, f"Đã lưu thẩm định của {count} dòng." if count else "Không có gì thay đổi.")
    return redirect("dossier_appraise", pk)


def _appraisal(request: ActingRequest, dossier: Dossier) -> dict[str, Any]:
    by = request.actor
    context = list_context(by, dossier)
    return context | {
        "story": story_of(dossier),
        "is_part": False,
        "version": dossier.version,
        "may_appraise": may_appraise(by, dossier),
        "may_verdict": may_give_verdicts(by, dossier),
        "may_word": may_word(by, dossier),
        "may_return": may_return(by, dossier),
        "may_decide": may_record_decision(by),
        "decide_url": f"{reverse('decision_create')}?ho-so={dossier.pk}",
        "return_form": RemarkForm(initial=dossier_version(dossier)),
        "finish_form": FinishForm(initial=dossier_version(dossier) | {"opinion": dossier.opinion}),
        "verdict_choices": [choice for choice in LineVerdict.choices if choice[0] != LineVerdict.PENDING],
        "pending": sum(line.verdict == LineVerdict.PENDING for line in context["lines"]),
        "passed": sum(line.verdict == LineVerdict.PASS for line in context["lines"]),
    }


def _posted(request: ActingRequest, form: VerdictsForm) -> dict[int, tuple[str, str]]:
    """The verdicts as posted; the button "Đạt tất cả" passes every line that has none yet."""
    verdicts = form.verdicts
    if "pass_all" in request.POST:
        for line in form.lines:
            verdict, remark = verdicts.get(line.pk, (LineVerdict.PENDING, ""))
            if verdict == LineVerdict.PENDING:
                verdicts[line.pk] = (LineVerdict.PASS, remark)
    return verdicts


def _keep_typed(lines: list[DossierLine], verdicts: dict[int, tuple[str, str]]) -> None:
    for line in lines:
        if line.pk in verdicts:
            line.verdict, line.remark = verdicts[line.pk]


def _act(request: ActingRequest, pk: int, verb: Callable[[Dossier], Any], done: str) -> HttpResponse:
    """One verb on a dossier sent to the unit; a refusal comes back on the page of the appraisal."""
    by = request.actor
    dossier = get_object_or_404(dossiers(by).filter(to_unit_id=by.unit_id).exclude(state=DRAFT), pk=pk)
    if request.method != "POST":
        return redirect("dossier_appraise", pk)
    try:
        verb(dossier)
    except Refusal as refusal:
        dossier.refresh_from_db()
        context = _appraisal(request, dossier) | {"refused": refusal.reasons}
        if "remark" in request.POST:
            context["return_form"] = RemarkForm(initial=dossier_version(dossier) | {"remark": request.POST["remark"]})
        if "opinion" in request.POST:
            context["finish_form"] = FinishForm(initial=dossier_version(dossier) | {"opinion": request.POST["opinion"]})
        return render(request, "awards/appraise.html", context, status=422)
    messages.success(request, done)
    return redirect("dossier_appraise", pk)


def _version(request: ActingRequest) -> int | None:
    return whole_number(request.POST.get("version", ""))


@writes
def dossier_receive(request: ActingRequest, pk: int) -> HttpResponse:
    """Take a sent dossier into appraisal."""
    return _act(request, pk, lambda dossier: receive_dossier(by=request.actor, dossier=dossier), "Đã nhận thẩm định.")


@writes
def dossier_finish(request: ActingRequest, pk: int) -> HttpResponse:
    """Conclude the appraisal."""
    opinion = request.POST.get("opinion", "")
    return _act(
        request,
        pk,
        lambda dossier: finish_appraisal(by=request.actor, dossier=dossier, opinion=opinion, version=_version(request)),
        "Đã kết luận thẩm định. Hồ sơ chờ quyết định.",
    )


@writes
def dossier_return(request: ActingRequest, pk: int) -> HttpResponse:
    """Send the dossier back with a remark."""
    remark = request.POST.get("remark", "")
    return _act(
        request,
        pk,
        lambda dossier: return_dossier(by=request.actor, dossier=dossier, remark=remark, version=_version(request)),
        "Đã trả lại. Đơn vị đề nghị thấy ý kiến của bạn trong việc cần làm.",
    )


@writes
def dossier_reopen(request: ActingRequest, pk: int) -> HttpResponse:
    """Go back to the verdicts."""
    return _act(
        request, pk, lambda dossier: reopen_appraisal(by=request.actor, dossier=dossier), "Đã mở lại thẩm định."
    )


@writes
def dossier_close(request: ActingRequest, pk: int) -> HttpResponse:
    """End a dossier without any award."""
    remark = request.POST.get("remark", "")
    return _act(
        request,
        pk,
        lambda dossier: close_dossier(by=request.actor, dossier=dossier, remark=remark),
        "Đã kết thúc hồ sơ, không khen.",
    )


@writes
def line_word(request: ActingRequest, pk: int) -> HttpResponse:
    """The wording of one certificate before the decision."""
    by = request.actor
    mine = Dossier.objects.visible_to(by).filter(to_unit_id=by.unit_id).exclude(state=DRAFT)
    lines = DossierLine.objects.filter(dossier__in=mine)
    line = get_object_or_404(lines.select_related("dossier__unit", "dossier__to_unit", "dossier__form"), pk=pk)
    form = WordingForm.of(line, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            word_line(by=by, line=line, **form.cleaned_data)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"Đã lưu lời in trên giấy của {line.full_name}.")
            return redirect("dossier_appraise", line.dossier_id)
    context = {"line": line, "dossier": line.dossier, "form": form, "may": may_word(by, line.dossier)}
    return render(request, "awards/wording.html", context, status=422 if request.method == "POST" else 200)
