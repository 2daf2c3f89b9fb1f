"""Pages of the decision: the preview of names and letters, recording, taking back, papers and certificates."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from thidua.awards.actions import add_scan, add_signed_pdf, count_print, decide, undo_decision
from thidua.awards.actions.decisions import DECISION_KIND
from thidua.awards.choices import DecisionWay
from thidua.awards.forms import DecisionForm, SignedPaperForm
from thidua.awards.lifecycle import APPRAISED, RECORDED, VALID
from thidua.awards.models import Award, Decision, Dossier
from thidua.awards.papers import certificate_papers, decision_paper, drafted_paper, sample_certificates
from thidua.awards.policies import (
    may_decide,
    may_manage_decision,
    may_print,
    may_record_decision,
    may_undo,
    undo_until,
)
from thidua.awards.queries import DecisionDraft, LeftByUndone, decision_draft, left_by_undone, ready_dossiers
from thidua.awards.tables import decision_table
from thidua.awards.views.nominating import dossiers
from thidua.common import clock
from thidua.common.files import mime
from thidua.common.numbers import whole_number
from thidua.common.verdicts import Refusal
from thidua.documents.choices import AttachmentUse, DocumentKind
from thidua.documents.papers import render_certificates, render_docx, render_pdf
from thidua.documents.queries import attachment_response, attachments_of, emblem_of, numbering
from thidua.ui.gestures import ActingRequest, reads, writes

PAPERS = ("pdf", "docx")


def file_answer(data: bytes, name: str, *, is_download: bool = True) -> HttpResponse:
    """A made file as an answer; ``name`` with its ending decides the kind."""
    answer = HttpResponse(data, content_type=mime(name.rpartition(".")[2]))
    way = "attachment" if is_download else "inline"
    answer["Content-Disposition"] = f'{way}; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def decisions(request: ActingRequest) -> Any:
    """The decisions the actor may see, with what every page shows of them."""
    return Decision.objects.visible_to(request.actor).select_related("unit__parent", "form", "document")


@reads
def decision_list(request: ActingRequest) -> HttpResponse:
    """Decisions, youngest first; above them what is ready to be decided."""
    by = request.actor
    found = (
        decisions(request).filter(state=RECORDED).annotate(award_count=Count("awards", filter=Q(awards__state=VALID)))
    )
    table = decision_table(request.GET, found)
    context = {"table": table, "ready": list(ready_dossiers(by)[:50]), "may_record": may_record_decision(by)}
    return render(request, "awards/decision_list.html", context)


def _chosen(request: ActingRequest) -> list[Dossier]:
    """The dossiers named by ``ho-so``: appraised, sent to the unit; one that is not → 404."""
    typed = (whole_number(text) for text in (request.POST or request.GET).getlist("ho-so"))
    ids = [number for number in typed if number is not None]
    found = dossiers(request.actor).filter(pk__in=ids, to_unit_id=request.actor.unit_id)
    chosen = list(found.order_by("unit__name_key", "pk"))
    if len(chosen) != len(set(ids)):
        raise Http404
    return chosen


@writes
def decision_create(request: ActingRequest) -> HttpResponse:
    """First the list of names and letters that the decision will make, then number, date and signer."""
    by = request.actor
    chosen = _chosen(request)
    if not chosen:
        return redirect("decision_list")
    draft = decision_draft(chosen)
    left = left_by_undone(chosen)
    first = _as_before(left) if left else _usual(request, draft)
    form = DecisionForm(request.POST or None, request.FILES or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            decision = _record(request, chosen, form, left)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Đã ghi quyết định. Trong một phút bạn còn rút lại được.")
            return redirect("decision_page", decision.pk)
    context = {
        "form": form,
        "draft": draft,
        "chosen": chosen,
        "left": left,
        "query": "&".join(f"ho-so={dossier.pk}" for dossier in chosen),
        "may": may_record_decision(by),
        "may_system": may_decide(by),
        "is_ready": all(dossier.state == APPRAISED for dossier in chosen),
        "number_note": f"Số kế tiếp của phần mềm: {_next_number(chosen[0])}",
    }
    return render(request, "awards/decision_create.html", context, status=422 if request.method == "POST" else 200)


def _next_number(dossier: Dossier) -> int:
    return numbering(dossier.to_unit, DocumentKind.DECISION, clock.today()).next_number


def _usual(request: ActingRequest, draft: DecisionDraft | None) -> dict[str, Any]:
    """What the form begins with: today, the signer of the unit's last decision, the usual title."""
    last = Decision.objects.filter(unit_id=request.actor.unit_id, state=RECORDED).order_by("-pk").first()
    document = last.document if last else None
    return {
        "way": DecisionWay.PAPER,
        "decided_on": clock.today(),
        "signer_post": document.signer_post if document else "",
        "signer_name": document.signer_name if document else "",
        "title": f"Về việc tặng {draft.form.heading.lower()} năm {draft.year}" if draft else "",
    }


def _as_before(left: LeftByUndone) -> dict[str, Any]:
    """The form as it was when the decision that was taken back was recorded; what was wrong is changed there."""
    document = left.document
    return {
        "way": DecisionWay.PAPER,
        "number": document.number,
        "decided_on": document.issued_on,
        "signer_post": document.signer_post,
        "signer_name": document.signer_name,
        "title": left.decision.title,
        "keep_scan": bool(left.scans),
    }


def _record(request: ActingRequest, chosen: list[Dossier], form: DecisionForm, left: LeftByUndone | None) -> Decision:
    typed = form.cleaned_data
    scan = typed["scan"]
    keeps = left is not None and typed["keep_scan"] and typed["way"] == DecisionWay.PAPER
    return decide(
        by=request.actor,
        dossiers=chosen,
        way=typed["way"],
        number=typed["number"],
        decided_on=typed["decided_on"],
        signer_post=typed["signer_post"],
        signer_name=typed["signer_name"],
        title=typed["title"],
        scan=(scan.name, scan.read()) if scan else None,
        with_scans_of=left.decision if left is not None and keeps else None,
    )


@reads
def decision_draft_file(request: ActingRequest, kind: str) -> HttpResponse:
    """The decision before it is recorded, as Word or PDF, number and date blank: to be signed on paper."""
    if kind not in PAPERS:
        raise Http404
    draft = decision_draft(_chosen(request))
    if draft is None or not draft.awards:
        return redirect("decision_list")
    paper = drafted_paper(draft, post=request.GET.get("chuc-vu", ""), name=request.GET.get("nguoi-ky", ""))
    return file_answer(render_docx(paper) if kind == "docx" else render_pdf(paper), f"quyet-dinh-du-thao.{kind}")


@reads
def decision_samples(request: ActingRequest) -> HttpResponse:
    """The certificates that the decision would make, marked "MẪU", to read them through."""
    draft = decision_draft(_chosen(request))
    if draft is None or not draft.awards:
        return redirect("decision_list")
    data = render_certificates(sample_certificates(draft, clock.today()), emblem=emblem_of(draft.unit))
    return file_answer(data, "giay-khen-mau.pdf", is_download=False)


@reads
def decision_page(request: ActingRequest, pk: int) -> HttpResponse:
    """A decision: its list, its papers, certificates, and for a minute the way back."""
    decision = get_object_or_404(decisions(request), pk=pk)
    return render(request, "awards/decision.html", _page(request, decision))


def _page(request: ActingRequest, decision: Decision) -> dict[str, Any]:
    by = request.actor
    awards = Award.objects.visible_to(by).filter(decision=decision).select_related("unit", "replaced_by")
    rows = list(awards.order_by("golden_book_number", "pk"))
    undo = may_undo(by, decision)
    return {
        "decision": decision,
        "awards": rows,
        "valid_count": sum(award.state == VALID for award in rows),
        "people": sum(award.person_id is not None and award.state == VALID for award in rows),
        "direct": sum(award.counts_as_direct and award.state == VALID for award in rows),
        "files": list(attachments_of(DECISION_KIND, decision.pk)),
        "may_manage": may_manage_decision(by, decision),
        "may_print": may_print(by, decision),
        "may_undo": undo,
        "seconds_left": max(0, int((undo_until(decision) - clock.now()).total_seconds())) if undo else 0,
        "paper_form": SignedPaperForm(initial={"use": AttachmentUse.SCAN}),
    }


@writes
def decision_undo(request: ActingRequest, pk: int) -> HttpResponse:
    """Take back a decision just recorded."""
    decision = get_object_or_404(decisions(request), pk=pk)
    if request.method != "POST":
        return redirect("decision_page", pk)
    ids = list(decision.dossiers.values_list("pk", flat=True))
    number = _what_becomes_of_the_number(decision)
    try:
        undo_decision(by=request.actor, decision=decision)
    except Refusal as refusal:
        decision = get_object_or_404(decisions(request), pk=pk)
        context = _page(request, decision) | {"refused": refusal.reasons}
        return render(request, "awards/decision.html", context, status=422)
    messages.success(request, f"Đã rút lại quyết định. Không ai được khen; các hồ sơ lại chờ quyết định. {number}")
    return redirect(f"{reverse('decision_create')}?{'&'.join(f'ho-so={pk}' for pk in ids)}")


def _what_becomes_of_the_number(decision: Decision) -> str:
    if decision.document is None:
        return ""
    if decision.way == DecisionWay.SYSTEM:
        return f"Số {decision.document.number_text} do phần mềm cấp đã huỷ và ghi vào sổ; lần ghi sau có số mới."
    scan = ", bản quét" if attachments_of(DECISION_KIND, decision.pk).exists() else ""
    return f"Số, ngày, người ký{scan} của quyết định trên giấy còn giữ ở dưới: sửa chỗ sai rồi ghi lại."


@writes
def decision_attach(request: ActingRequest, pk: int) -> HttpResponse:
    """Add the signed decision: a scan or a signed PDF."""
    decision = get_object_or_404(decisions(request), pk=pk)
    if request.method != "POST":
        return redirect("decision_page", pk)
    form = SignedPaperForm(request.POST, request.FILES)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        act = add_signed_pdf if form.cleaned_data["use"] == AttachmentUse.SIGNED else add_scan
        try:
            act(by=request.actor, decision=decision, name=upload.name, data=upload.read())
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Đã lưu bản ký của quyết định.")
            return redirect("decision_page", pk)
    context = _page(request, decision) | {"paper_form": form}
    return render(request, "awards/decision.html", context, status=422)


@reads
def decision_file(request: ActingRequest, pk: int, attachment: int) -> FileResponse:
    """A file of the decision, for who may see the decision."""
    decision = get_object_or_404(decisions(request), pk=pk)
    found = get_object_or_404(attachments_of(DECISION_KIND, decision.pk), pk=attachment)
    return attachment_response(found)


@reads
def decision_text(request: ActingRequest, pk: int, kind: str) -> HttpResponse:
    """The decision with its whole list, as it was signed, as Word or PDF."""
    decision = get_object_or_404(decisions(request).filter(state=RECORDED), pk=pk)
    if kind not in PAPERS:
        raise Http404
    signed = decision.awards.filter(replaces__isnull=True).order_by("golden_book_number")
    paper = decision_paper(decision, signed)
    data = render_docx(paper) if kind == "docx" else render_pdf(paper)
    return file_answer(data, f"quyet-dinh-{decision.document.number:02d}-{decision.year}.{kind}")


@writes
def decision_print(request: ActingRequest, pk: int) -> HttpResponse:
    """All valid certificates of a decision as one PDF; each print is counted."""
    decision = get_object_or_404(decisions(request), pk=pk)
    if request.method != "POST":
        return redirect("decision_page", pk)
    awards = list(Award.objects.visible_to(request.actor).valid().filter(decision=decision))
    try:
        printed = count_print(by=request.actor, decision=decision, awards=awards)
    except Refusal as refusal:
        context = _page(request, decision) | {"refused": refusal.reasons}
        return render(request, "awards/decision.html", context, status=422)
    data = render_certificates(certificate_papers(printed), emblem=emblem_of(decision.unit))
    return file_answer(data, f"giay-khen-{decision.document.number:02d}-{decision.year}.pdf")
