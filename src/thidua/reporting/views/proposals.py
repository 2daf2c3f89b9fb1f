"""Pages of difficulties and proposals: the list, one of them, and what the asker does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from thidua.common.actor import Actor
from thidua.common.numbers import whole_number
from thidua.common.verdicts import Refusal, Verdict
from thidua.documents.queries import attachment_response, attachments_of
from thidua.journal.queries import story_of
from thidua.reporting import actions, policies
from thidua.reporting.actions.proposals import ANSWER, SUBJECT
from thidua.reporting.forms import (
    AskAgainForm,
    ProposalForm,
)
from thidua.reporting.lifecycle import ANSWERED, ENDED, WITH_UNIT
from thidua.reporting.models import Proposal, Report
from thidua.reporting.queries.proposals import (
    WITH_ALL,
    look_alikes,
    proposal_counts,
    proposals_for,
)
from thidua.reporting.tables import proposal_table
from thidua.ui.gestures import ActingRequest, reads, writes
from thidua.ui.workbooks import csv_response, excel_response, workbook_of


def find_proposal(by: Actor, proposal_id: int) -> Proposal:
    """The unit's own, or one that came to it; else 404."""
    return get_object_or_404(Proposal.objects.visible_to(by).select_related(*WITH_ALL), pk=proposal_id)


def _find_own(by: Actor, proposal_id: int) -> Proposal:
    found = Proposal.objects.filter(unit_id=by.unit_id).select_related(*WITH_ALL)
    return get_object_or_404(found, pk=proposal_id)


@reads
def proposal_list(request: ActingRequest) -> HttpResponse:
    """What the unit sent and what came to it, with how long each has waited."""
    by = request.actor
    context = {
        "table": proposal_table(request.GET, proposals_for(by), by),
        "counts": proposal_counts(by),
        "may_propose": policies.may_propose(by),
    }
    return render(request, "reporting/proposal_list.html", context)


@reads
def proposal_sheet(request: ActingRequest) -> HttpResponseBase:
    """The list as Excel, or with ``?dang=csv`` as CSV, with its filters."""
    by = request.actor
    table = proposal_table(request.GET, proposals_for(by), by)
    if request.GET.get("dang") == "csv":
        heads = [column.label for column in table.columns]
        return csv_response([heads, *table.plain_rows()], "kien-nghi")
    title = f"Khó khăn, kiến nghị – {by.unit_name}"
    return excel_response(workbook_of(table.columns, table.plain_rows(), title=title), "kien-nghi")


@writes
def proposal_new(request: ActingRequest) -> HttpResponse:
    """Write a difficulty or proposal; beside a report (``?bao-cao=``) it is kept and goes up with it."""
    by = request.actor
    report = _own_report(by, request.GET.get("bao-cao", ""))
    is_post = request.method == "POST"
    initial = {"kind": "proposal"}
    form = ProposalForm(request.POST if is_post else None, files=request.FILES if is_post else None, initial=initial)
    if is_post and form.is_valid():
        try:
            proposal = actions.write_proposal(by=by, report=report, sends="send" in request.POST, **form.values())
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return _written(request, proposal, report)
    return _form_page(request, form, None, report)


def _own_report(by: Actor, given: str) -> Report | None:
    pk = whole_number(given)
    found = Report.objects.filter(unit_id=by.unit_id).select_related("request", "unit")
    return get_object_or_404(found, pk=pk) if pk is not None else None


def _form_page(
    request: ActingRequest, form: ProposalForm, proposal: Proposal | None, report: Report | None
) -> HttpResponse:
    by = request.actor
    context = {
        "form": form,
        "proposal": proposal,
        "report": report,
        "goes_with_report": report is not None and report.state in WITH_UNIT,
        "verdict": policies.may_change_proposal(by, proposal) if proposal else policies.may_propose(by),
        "may_send": policies.may_send(by),
        "near": look_alikes(by, str(form["title"].value() or "")),
    }
    return render(request, "reporting/proposal_form.html", context, status=422 if form.errors else 200)


def _written(request: ActingRequest, proposal: Proposal, report: Report | None) -> HttpResponse:
    if proposal.state != "draft":
        messages.success(request, f"Đã gửi. {proposal.stand_words} Bạn được báo khi có trả lời.")
    elif report is not None and report.state in WITH_UNIT:
        messages.success(request, "Đã lưu. Kiến nghị được gửi cùng khi nộp báo cáo.")
        return redirect("report_fill", report.request_id)
    else:
        messages.success(request, "Đã lưu, chưa gửi.")
    return redirect("proposal_page", proposal.pk)


@writes
def proposal_edit(request: ActingRequest, proposal_id: int) -> HttpResponse:
    """Change what was not sent."""
    by = request.actor
    proposal = _find_own(by, proposal_id)
    is_post = request.method == "POST"
    known = {name: getattr(proposal, name) for name in ("kind", "title", "text", "hides_name")}
    form = ProposalForm(request.POST if is_post else None, files=request.FILES if is_post else None, initial=known)
    if is_post and form.is_valid():
        try:
            actions.change_proposal(by=by, proposal=proposal, sends="send" in request.POST, **form.values())
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return _written(request, proposal, proposal.report)
    return _form_page(request, form, proposal, proposal.report)


def _sees_answer(by: Actor, proposal: Proposal) -> bool:
    """The files of an answer that is still a draft are for those who prepare it."""
    return proposal.unit_id != by.unit_id or proposal.state in (ANSWERED, ENDED)


@reads
def proposal_page(request: ActingRequest, proposal_id: int) -> HttpResponse:
    """One difficulty or proposal: where it stands, who holds it, what was answered, its way, what may be done."""
    by = request.actor
    proposal = find_proposal(by, proposal_id)
    context = {
        "proposal": proposal,
        "is_own": proposal.unit_id == by.unit_id,
        "files": list(attachments_of(SUBJECT, proposal.pk)),
        "answer_files": list(attachments_of(ANSWER, proposal.pk)) if _sees_answer(by, proposal) else [],
        "sees_draft": proposal.draft and proposal.unit_id != by.unit_id,
        "story": story_of(proposal),
        "report": Report.objects.visible_to(by).filter(items=proposal).select_related("request").first(),
    }
    verdicts: dict[str, Callable[[Actor, Proposal], Verdict]] = {
        "may_change": policies.may_change_proposal,
        "may_send": policies.may_send_proposal,
        "may_withdraw": policies.may_withdraw_proposal,
        "may_assign": policies.may_assign_proposal,
        "may_pass_up": policies.may_pass_up,
        "may_draft": policies.may_draft_answer,
        "may_answer": policies.may_answer_proposal,
        "may_ask_again": policies.may_ask_again,
        "may_end": policies.may_end_proposal,
    }
    context |= {name: policy(by, proposal) for name, policy in verdicts.items()}
    return render(request, "reporting/proposal_page.html", context)


@writes
def proposal_drop(request: ActingRequest, proposal_id: int) -> HttpResponse:
    """Throw away what was not sent."""
    proposal = _find_own(request.actor, proposal_id)
    if request.method == "POST":
        actions.drop_proposal(by=request.actor, proposal=proposal)
        messages.success(request, "Đã bỏ kiến nghị chưa gửi.")
        return redirect("proposal_list")
    return redirect("proposal_page", proposal.pk)


@writes
def proposal_send(request: ActingRequest, proposal_id: int) -> HttpResponse:
    """Send what was kept."""
    proposal = _find_own(request.actor, proposal_id)
    if request.method == "POST":
        actions.send_proposal(by=request.actor, proposal=proposal)
        messages.success(request, "Đã gửi lên cấp trên. Bạn được báo khi có trả lời.")
    return redirect("proposal_page", proposal.pk)


@writes
def proposal_withdraw(request: ActingRequest, proposal_id: int) -> HttpResponse:
    """Draw it back."""
    proposal = _find_own(request.actor, proposal_id)
    if request.method == "POST":
        actions.withdraw_proposal(by=request.actor, proposal=proposal)
        messages.success(request, "Đã rút lại để sửa.")
    return redirect("proposal_page", proposal.pk)


@writes
def proposal_end(request: ActingRequest, proposal_id: int) -> HttpResponse:
    """Close what was answered."""
    proposal = find_proposal(request.actor, proposal_id)
    if request.method == "POST":
        actions.end_proposal(by=request.actor, proposal=proposal)
        messages.success(request, "Đã kết thúc kiến nghị này.")
    return redirect("proposal_page", proposal.pk)


def step_page(
    request: ActingRequest,
    proposal: Proposal,
    form: Any,
    act: Callable[[], None],
    *,
    title: str,
    done: str,
    verdict: Verdict,
) -> HttpResponse:
    """One step of the holder or asker: the form, the call, back to the page of the proposal."""
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, done)
            return redirect("proposal_page", proposal.pk)
    context = {"proposal": proposal, "form": form, "step_title": title, "verdict": verdict}
    return render(request, "reporting/proposal_step.html", context, status=422 if form.errors else 200)


@writes
def proposal_ask_again(request: ActingRequest, proposal_id: int) -> HttpResponse:
    """Ask again where the answer does not settle it."""
    by = request.actor
    proposal = _find_own(by, proposal_id)
    form = AskAgainForm(request.POST if request.method == "POST" else None)

    def act() -> None:
        actions.ask_again(by=by, proposal=proposal, reason=form.cleaned_data["reason"])

    verdict = policies.may_ask_again(by, proposal)
    return step_page(request, proposal, form, act, title="Hỏi lại", done="Đã gửi câu hỏi lại.", verdict=verdict)


@reads
def proposal_file(request: ActingRequest, proposal_id: int, file_id: int) -> FileResponse:
    """A file of a proposal or of its answer."""
    by = request.actor
    proposal = find_proposal(by, proposal_id)
    found = attachments_of(SUBJECT, proposal.pk)
    if _sees_answer(by, proposal):
        found |= attachments_of(ANSWER, proposal.pk)
    return attachment_response(get_object_or_404(found, pk=file_id))
