"""Pages of the unit that holds a difficulty or proposal, and of the answers for everybody."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from thidua.accounts.models import User
from thidua.common.actor import Actor
from thidua.common.verdicts import Refusal
from thidua.documents.queries import attachment_response, attachments_of
from thidua.organisation.models import Unit
from thidua.reporting import actions, policies
from thidua.reporting.actions.proposals import ANSWER
from thidua.reporting.forms import AnswerForm, AssignForm, DraftForm, LiftForm, RemarkForm
from thidua.reporting.models import Proposal, Report
from thidua.reporting.queries.narrative import narrative_of
from thidua.reporting.queries.proposals import published_answers, whom_choices
from thidua.reporting.tables import answer_table
from thidua.reporting.views.proposals import find_proposal, step_page
from thidua.ui.gestures import ActingRequest, reads, writes


@writes
def proposal_assign(request: ActingRequest, proposal_id: int) -> HttpResponse:
    """Say who prepares the answer, until when."""
    by = request.actor
    proposal = find_proposal(by, proposal_id)
    form = AssignForm(request.POST if request.method == "POST" else None, whom_choices(by, proposal))

    def act() -> None:
        unit_id, user_id = form.whom_ids()
        actions.assign_proposal(
            by=by,
            proposal=proposal,
            unit=Unit.objects.filter(pk=unit_id).first() if unit_id else None,
            user=User.objects.filter(pk=user_id).first() if user_id else None,
            words=form.cleaned_data["words"],
            due_on=form.cleaned_data["due_on"],
        )

    verdict = policies.may_assign_proposal(by, proposal)
    return step_page(request, proposal, form, act, title="Giao giải quyết", done="Đã giao trả lời.", verdict=verdict)


@writes
def proposal_pass_up(request: ActingRequest, proposal_id: int) -> HttpResponse:
    """Send it on to the unit above."""
    by = request.actor
    proposal = find_proposal(by, proposal_id)
    form = RemarkForm(request.POST if request.method == "POST" else None)

    def act() -> None:
        actions.pass_up_proposal(by=by, proposal=proposal, remark=form.cleaned_data["remark"])

    done = "Đã chuyển lên cấp trên. Đơn vị kiến nghị đã được báo."
    verdict = policies.may_pass_up(by, proposal)
    return step_page(request, proposal, form, act, title="Chuyển lên cấp trên", done=done, verdict=verdict)


@writes
def proposal_draft(request: ActingRequest, proposal_id: int) -> HttpResponse:
    """Prepare the answer, where it was given to."""
    by = request.actor
    proposal = find_proposal(by, proposal_id)
    is_post = request.method == "POST"
    initial = {"answer": proposal.draft or proposal.answer}
    form = DraftForm(request.POST if is_post else None, files=request.FILES if is_post else None, initial=initial)

    def act() -> None:
        actions.draft_answer(by=by, proposal=proposal, answer=form.cleaned_data["answer"], file=form.upload())

    done = "Đã gửi dự thảo trả lời."
    verdict = policies.may_draft_answer(by, proposal)
    return step_page(request, proposal, form, act, title="Soạn trả lời", done=done, verdict=verdict)


@writes
def proposal_answer(request: ActingRequest, proposal_id: int) -> HttpResponse:
    """Answer the asker, by choice all units below."""
    by = request.actor
    proposal = find_proposal(by, proposal_id)
    is_post = request.method == "POST"
    initial = {"answer": proposal.draft or proposal.answer, "hides_name": proposal.hides_name}
    form = AnswerForm(request.POST if is_post else None, files=request.FILES if is_post else None, initial=initial)

    def act() -> None:
        actions.answer_proposal(by=by, proposal=proposal, **form.values())

    done = f"Đã trả lời; {proposal.unit.title} đã được báo."
    verdict = policies.may_answer_proposal(by, proposal)
    return step_page(request, proposal, form, act, title="Trả lời", done=done, verdict=verdict)


@writes
def proposal_lift(request: ActingRequest, report_id: int) -> HttpResponse:
    """Take a passage of a report from below out as an item of its own."""
    by = request.actor
    found = Report.objects.below(by).counting().select_related("request", "unit", "place")
    report = get_object_or_404(found, pk=report_id)
    form = LiftForm(request.POST if request.method == "POST" else None, initial={"kind": "proposal"})
    if request.method == "POST" and form.is_valid():
        try:
            proposal = actions.lift_proposal(by=by, report=report, **form.cleaned_data)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"Đã ghi nhận để giải quyết; {report.unit.title} đã được báo.")
            return redirect("proposal_page", proposal.pk)
    context = {
        "report": report,
        "form": form,
        "narrative": narrative_of(report),
        "lifted": list(Proposal.objects.visible_to(by).filter(report=report).order_by("id")),
        "verdict": policies.may_lift(by, report),
    }
    return render(request, "reporting/proposal_lift.html", context, status=422 if form.errors else 200)


@reads
def answer_list(request: ActingRequest) -> HttpResponse:
    """What the units above have answered for everybody; ``?tim=`` searches in it."""
    words = request.GET.get("tim", "")[:200]
    table = answer_table(request.GET, published_answers(request.actor, words))
    context = {"table": table, "words": words, "may_propose": policies.may_propose(request.actor)}
    return render(request, "reporting/answer_list.html", context)


def _find_answer(by: Actor, proposal_id: int) -> Proposal:
    found = Proposal.objects.published_to(by).select_related("unit", "answered_by")
    return get_object_or_404(found, pk=proposal_id)


@reads
def answer_page(request: ActingRequest, proposal_id: int) -> HttpResponse:
    """One published question with its answer."""
    by = request.actor
    proposal = _find_answer(by, proposal_id)
    context = {
        "proposal": proposal,
        "files": list(attachments_of(ANSWER, proposal.pk)),
        "proposal_url": reverse("proposal_page", args=[proposal.pk])
        if Proposal.objects.visible_to(by).filter(pk=proposal.pk).exists()
        else "",
    }
    return render(request, "reporting/answer_page.html", context)


@reads
def answer_file(request: ActingRequest, proposal_id: int, file_id: int) -> FileResponse:
    """A file that goes with a published answer."""
    proposal = _find_answer(request.actor, proposal_id)
    return attachment_response(get_object_or_404(attachments_of(ANSWER, proposal.pk), pk=file_id))
