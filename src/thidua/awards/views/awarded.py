"""Pages of awards already given: the list that every figure opens, one award, histories for life, rules, quotas."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from thidua.awards import queries
from thidua.awards.actions import count_print, replace_award, revoke_award, set_quotas
from thidua.awards.choices import Severity, Track
from thidua.awards.forms import QuotaForm, ReplaceForm, RevokeForm
from thidua.awards.models import Award, AwardForm, EligibilityRule, Quota
from thidua.awards.papers import certificate_papers
from thidua.awards.policies import may_print, may_replace, may_revoke, may_set_quota
from thidua.awards.queries import (
    AwardFilter,
    direct_worker_share,
    history_of_person,
    history_of_unit,
    women_share,
)
from thidua.awards.queries.certificates import codes_of
from thidua.awards.sheets import award_workbook
from thidua.awards.tables import award_table
from thidua.awards.views.deciding import file_answer
from thidua.common import clock
from thidua.common.numbers import whole_number
from thidua.common.verdicts import Refusal
from thidua.documents.papers import render_certificates
from thidua.documents.queries import emblem_of, verification_url
from thidua.journal.queries import story_of
from thidua.organisation.models import Person, Unit
from thidua.ui.gestures import ActingRequest, reads, writes


@reads
def award_list(request: ActingRequest) -> HttpResponse:
    """Everybody awarded, by year, group, form, state and words; the count is the figure that led here."""
    by = request.actor
    under = whole_number(request.GET.get("don-vi", ""))
    rows = queries.award_list(by, AwardFilter(state="", under=under))
    table = award_table(request.GET, rows)
    year = int(table.values["nam"]) if table.values["nam"] else clock.today().year
    context = {
        "table": table,
        "year": year,
        "direct": direct_worker_share(by, year),
        "women": women_share(by, year),
        "under": Unit.objects.visible_to(by).filter(pk=under).first() if under is not None else None,
    }
    return render(request, "awards/award_list.html", context)


@reads
def award_sheet(request: ActingRequest) -> HttpResponse:
    """The list of awards with its present filters, as Excel."""
    under = whole_number(request.GET.get("don-vi", ""))
    rows = queries.award_list(request.actor, AwardFilter(state="", under=under))
    found = award_table(request.GET, rows).all_rows
    data = award_workbook(found, codes_of(found.order_by().values("pk")))
    return file_answer(data, f"danh-sach-duoc-khen-{clock.today():%Y%m%d}.xlsx")


def _awards(request: ActingRequest) -> QuerySet[Award]:
    return Award.objects.visible_to(request.actor).select_related(
        "form", "unit", "person", "decision__unit", "decision__document", "replaced_by"
    )


@reads
def award_page(request: ActingRequest, pk: int) -> HttpResponse:
    """One award: what, for what, by which decision; its code; print, revoke, replace."""
    award = get_object_or_404(_awards(request), pk=pk)
    code = codes_of([award.pk]).get(award.pk)
    context = {
        "award": award,
        "code": code.grouped if code else "",
        "address": verification_url(code) if code else "",
        "story": story_of(award),
        "may_print": may_print(request.actor, award.decision),
        "may_replace": may_replace(request.actor, award),
        "may_revoke": may_revoke(request.actor, award),
        "replaced": Award.objects.filter(replaced_by=award).first(),
    }
    return render(request, "awards/award.html", context)


@writes
def award_print(request: ActingRequest, pk: int) -> HttpResponse:
    """One certificate again: spoilt in the printer, or given anew for a lost one (``cap-lai``)."""
    award = get_object_or_404(_awards(request), pk=pk)
    if request.method != "POST":
        return redirect("award_page", pk)
    is_reissue = request.POST.get("cap-lai") == "1"
    printed = count_print(by=request.actor, decision=award.decision, awards=[award], is_reissue=is_reissue)
    data = render_certificates(certificate_papers(printed), emblem=emblem_of(award.decision.unit))
    return file_answer(data, f"giay-khen-so-vang-{award.golden_book_number:02d}-{award.year}.pdf")


@writes
def award_revoke(request: ActingRequest, pk: int) -> HttpResponse:
    """Take an award back with a reason."""
    award = get_object_or_404(_awards(request), pk=pk)
    form = RevokeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            revoke_award(by=request.actor, award=award, **form.cleaned_data)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Đã thu hồi. Trang xác minh của giấy này nay báo đã thu hồi.")
            return redirect("award_page", pk)
    context = {"award": award, "form": form, "may": may_revoke(request.actor, award)}
    return render(request, "awards/revoke.html", context, status=422 if request.method == "POST" else 200)


@writes
def award_replace(request: ActingRequest, pk: int) -> HttpResponse:
    """Replace a certificate by a corrected one."""
    award = get_object_or_404(_awards(request), pk=pk)
    form = ReplaceForm.of(award, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            fresh = replace_award(by=request.actor, award=award, **form.cleaned_data)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Đã lập giấy mới. Giấy cũ nay báo đã được thay thế.")
            return redirect("award_page", fresh.pk)
    context = {"award": award, "form": form, "may": may_replace(request.actor, award)}
    return render(request, "awards/replace.html", context, status=422 if request.method == "POST" else 200)


@reads
def person_history(request: ActingRequest, pk: int) -> HttpResponse:
    """Every award of a person for life."""
    person = get_object_or_404(Person.objects.visible_to(request.actor).select_related("unit"), pk=pk)
    context = {"person": person, "name": person.full_name, "awards": list(history_of_person(request.actor, person))}
    return render(request, "awards/history.html", context)


@reads
def unit_history(request: ActingRequest, pk: int) -> HttpResponse:
    """Every award of a unit as a collective, and the way to those of its people."""
    units = Unit.objects.visible_to(request.actor).under(request.actor.unit_path, with_self=True)
    unit = get_object_or_404(units, pk=pk)
    chosen = AwardFilter(group="person", under=unit.pk)
    context = {
        "unit": unit,
        "person": None,
        "name": unit.name,
        "awards": list(history_of_unit(request.actor, unit)),
        "people_url": chosen.url,
        "people_count": queries.award_list(request.actor, chosen).count(),
    }
    return render(request, "awards/history.html", context)


@reads
def rule_list(request: ActingRequest) -> HttpResponse:
    """The rules that nominations are judged by, with article, norm and how surely they are known."""
    rules = EligibilityRule.objects.exclude(severity=Severity.OFF).select_related("norm", "form")
    return render(request, "awards/rule_list.html", {"rules": list(rules), "day": clock.today()})


@writes
def quota_page(request: ActingRequest) -> HttpResponse:
    """How many of a form each unit below may be given in a year."""
    by = request.actor
    forms = list(AwardForm.objects.filter(track=Track.UNION, level=by.unit_level))
    wanted = request.POST.get("hinh-thuc") or request.GET.get("hinh-thuc", "")
    form_of_award = next((form for form in forms if form.code == wanted), forms[0] if forms else None)
    typed_year = request.POST.get("nam") or request.GET.get("nam", "")
    year = whole_number(typed_year, most=9999) or clock.today().year
    units = list(Unit.objects.filter(parent_id=by.unit_id).valid_on(clock.today()).order_by("name_key"))
    if form_of_award is None:
        return render(
            request, "awards/quotas.html", {"forms": [], "form": None, "year": year, "may": may_set_quota(by, None)}
        )
    quotas = Quota.objects.filter(giver_id=by.unit_id, form=form_of_award, year=year)
    held = {quota.unit_id: quota.most for quota in quotas}
    initial = {f"unit-{unit.pk}": held.get(unit.pk) for unit in units} | {"common": held.get(None)}
    form = QuotaForm(request.POST or None, units=units, initial=initial)
    if request.method == "POST" and form.is_valid():
        single = {unit: form.cleaned_data[f"unit-{unit.pk}"] for unit in units}
        try:
            set_quotas(by=by, form=form_of_award, year=year, common=form.cleaned_data["common"], single=single)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Đã lưu số lượng phân bổ.")
            return redirect(f"{request.path}?hinh-thuc={form_of_award.code}&nam={year}")
    context = {
        "forms": forms,
        "chosen": form_of_award,
        "form": form,
        "year": year,
        "may": may_set_quota(by, None),
        "rows": [form[f"unit-{unit.pk}"] for unit in units],
    }
    return render(request, "awards/quotas.html", context, status=422 if request.method == "POST" else 200)
