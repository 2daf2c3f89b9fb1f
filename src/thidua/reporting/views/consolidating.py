"""Pages of a report that takes in others: drawing from those below, what changed below since it was signed; and the
revisions of any report beside each other."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from thidua.common.numbers import whole_number
from thidua.common.verdicts import Refusal
from thidua.reporting import actions, policies
from thidua.reporting.forms import AmendForm
from thidua.reporting.models import Report
from thidua.reporting.queries.corrections import comparison_of, difference_of
from thidua.reporting.queries.drawing import Drawing, drawing_of
from thidua.reporting.queries.texts import questions_of
from thidua.reporting.tasks import merge_soon
from thidua.ui.gestures import ActingRequest, reads, writes

WITH_ALL = ("request", "request__unit", "unit", "place", "place__parent", "difference")


@writes
def report_draw(request: ActingRequest, request_id: int) -> HttpResponse:
    """Draw figures and passages from the units below into the own report. ``?muc=`` a question, ``?tim=`` words,
    ``?trang=`` a page of the passages."""
    by = request.actor
    found = Report.objects.filter(unit_id=by.unit_id, place__is_leaf=False).select_related(*WITH_ALL)
    report = get_object_or_404(found, request_id=request_id)
    code, words = request.GET.get("muc", "")[:60], request.GET.get("tim", "")[:100]
    drawing = drawing_of(by, report, code=code, words=words, page=whole_number(request.GET.get("trang", "")) or 1)
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            messages.success(request, _take(request, drawing))
        except Refusal as caught:
            refusal = caught
        else:
            return redirect(request.get_full_path())
    query: dict[str, str | int] = {"muc": drawing.question.code if drawing.question else "", "tim": words}
    context = {
        "report": report,
        "drawing": drawing,
        "words": words,
        "refusal": refusal,
        "may_save": policies.may_save(by, report),
        "may_remind": policies.may_remind(by, report.request),
        "tabs": [
            (one.label, f"?{urlencode({'muc': one.code, 'tim': words})}", one == drawing.question)
            for one in drawing.questions
        ],
        "before": f"?{urlencode({**query, 'trang': drawing.page - 1})}" if drawing.page > 1 else "",
        "after": f"?{urlencode({**query, 'trang': drawing.page + 1})}" if drawing.page < drawing.pages else "",
    }
    return render(request, "reporting/report_draw.html", context, status=422 if refusal else 200)


def _take(request: ActingRequest, drawing: Drawing) -> str:
    """Do what the button says. Output: the sentence for the person.

    A passage is appended to the text as it stands, so it can clash with nobody; a figure is taken over what the person
    saw, or over what she saved herself since (the form in another tab)."""
    by, report = request.actor, drawing.report
    if "so" in request.POST:
        seen = whole_number(request.POST.get("version", "")) or 0
        version = report.version if report.edited_by_token == by.token else seen
        given = request.POST["so"]
        slot = next((one.slot for one in drawing.figures if str(one.slot.num) == given), None)
        places = slot.places if slot else None
        count = actions.take_totals(by=by, report=report, version=version, places=places)
        return f"Đã lấy {count} số đã cộng vào báo cáo." if count else "Số này đã khớp, không cần lấy."
    if drawing.question is None:
        raise Http404
    chosen = [pk for one in request.POST.getlist("don-vi") if (pk := whole_number(one)) is not None]
    count = actions.take_texts(by=by, report=report, version=report.version, question=drawing.question, unit_ids=chosen)
    return f"Đã lấy {count} đoạn vào mục “{drawing.question.label}”. Hãy đọc lại và sửa cho liền mạch."


@writes
def report_difference(request: ActingRequest, report_id: int) -> HttpResponse:
    """What the units below tell now against what the report was signed on; its own unit may open it again."""
    by = request.actor
    found = Report.objects.visible_to(by).filter(place__is_leaf=False, revision__gt=0).select_related(*WITH_ALL)
    report = get_object_or_404(found, pk=report_id)
    form = AmendForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and report.unit_id != by.unit_id:
        raise Http404
    if request.method == "POST" and form.is_valid():
        try:
            actions.amend_report(by=by, report=report, **form.cleaned_data)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            merge_soon({report.request_id})
            messages.success(
                request,
                f"Đã mở lại báo cáo. Bản đã ký lần {report.revision} vẫn được tính cho tới khi nộp bản sửa đổi.",
            )
            return redirect("report_fill", report.request_id)
    context = {
        "report": report,
        "difference": difference_of(report),
        "form": form,
        "is_own": report.unit_id == by.unit_id,
        "may_amend": policies.may_amend(by, report),
    }
    return render(request, "reporting/report_difference.html", context, status=422 if form.errors else 200)


@reads
def report_revisions(request: ActingRequest, report_id: int) -> HttpResponse:
    """Two signed revisions beside each other: ``?lan=`` the newer, ``?voi=`` the older, by default the last two."""
    by = request.actor
    report = get_object_or_404(Report.objects.visible_to(by).select_related(*WITH_ALL), pk=report_id)
    questions = {one.code: one.label for one in questions_of([report.request_id])[report.request_id]}
    newer, older = (whole_number(request.GET.get(name, "")) for name in ("lan", "voi"))
    compared = comparison_of(report, questions, older, newer)
    if compared is None:
        return redirect(reverse("report_page", args=[report.pk]))
    context = {"report": report, "compared": compared}
    return render(request, "reporting/report_revisions.html", context)
