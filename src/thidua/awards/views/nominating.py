"""Pages of the proposing unit: its nominations, the list with live numbers, sending."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from thidua.accounts.choices import Verb
from thidua.awards.actions import (
    add_line,
    change_line,
    create_dossier,
    remove_line,
    submit_dossier,
    withdraw_dossier,
)
from thidua.awards.checks import batch_findings, line_findings, overall, rules_on
from thidua.awards.choices import LineVerdict
from thidua.awards.forms import DossierForm, LineForm, SubmitForm, dossier_version
from thidua.awards.lifecycle import WITH_PROPOSER
from thidua.awards.models import Dossier, DossierLine
from thidua.awards.policies import may_appraise, may_edit, may_nominate, may_submit, may_withdraw
from thidua.awards.queries import (
    dossiers_of,
    forms_for,
    list_numbers,
    people_to_nominate,
    quota_status,
    units_to_nominate,
)
from thidua.awards.tables import own_table
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.numbers import whole_number
from thidua.common.verdicts import Refusal
from thidua.journal.queries import story_of
from thidua.organisation.models import Person, Unit
from thidua.plans.models import Plan
from thidua.ui.gestures import ActingRequest, reads, writes

FOUND_AT_MOST, OFFERED_AT_MOST = 12, 5
DETAILS_AT_MOST = 20


def dossiers(by: Actor) -> QuerySet[Dossier]:
    """The dossiers the actor may see, with what every page shows of them."""
    return Dossier.objects.visible_to(by).select_related("unit", "to_unit", "form", "plan")


@reads
def award_home(request: ActingRequest) -> HttpResponse:
    """Who receives nominations begins with what has come in, everybody else with her own."""
    is_receiving = request.actor.can(Verb.RECEIVE) and request.actor.unit_level != "base"
    return redirect("dossier_inbox" if is_receiving else "dossier_list")


@reads
def dossier_list(request: ActingRequest) -> HttpResponse:
    """The unit's own nominations."""
    by = request.actor
    unit = Unit.objects.get(pk=by.unit_id)
    table = own_table(request.GET, dossiers_of(by))
    return render(request, "awards/dossier_list.html", {"table": table, "may": may_nominate(by, unit)})


@reads
def nomination_start(request: ActingRequest, pk: int) -> HttpResponse:
    """From a plan's duty to nominate: begin a list for that plan, or go on with the one that was begun."""
    plan = get_object_or_404(Plan.objects.visible_to(request.actor), pk=pk)
    begun = Dossier.objects.filter(unit_id=request.actor.unit_id, plan=plan, state__in=WITH_PROPOSER).first()
    if begun:
        return redirect("dossier_page", begun.pk)
    return redirect(f"{reverse('dossier_create')}?ke-hoach={plan.pk}")


@writes
def dossier_create(request: ActingRequest) -> HttpResponse:
    """Begin a nomination, for the own unit or (``?don-vi=``) typed in for one below."""
    by = request.actor
    wanted = whole_number(request.GET.get("don-vi", ""))
    unit = get_object_or_404(
        Unit.objects.visible_to(by).under(by.unit_path, with_self=True),
        pk=by.unit_id if wanted is None else wanted,
    )
    offered = forms_for(unit, clock.today())
    plans = Plan.objects.visible_to(by).filter(state="issued").order_by("-year", "-id")[:20]
    wanted_plan = {"plan": request.GET.get("ke-hoach", "")}
    form = DossierForm(request.POST or None, offered=offered, plans=plans, initial=wanted_plan)
    if request.method == "POST" and form.is_valid():
        try:
            dossier = create_dossier(
                by=by,
                unit=unit,
                form=form.award_form,
                year=form.cleaned_data["year"],
                achievement=form.cleaned_data["achievement"],
                occasion=form.cleaned_data["occasion"],
                plan=form.chosen_plan,
                event_on=form.cleaned_data["event_on"],
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Đã lập danh sách. Bây giờ hãy tìm và thêm người.")
            return redirect("dossier_page", dossier.pk)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "unit": unit, "may": may_nominate(by, unit), "offered": offered}
    return render(request, "awards/dossier_create.html", context, status=status)


@reads
def dossier_page(request: ActingRequest, pk: int) -> HttpResponse:
    """The list: while the unit works on it with search and live numbers, afterwards with verdicts and the story."""
    dossier = get_object_or_404(dossiers(request.actor), pk=pk)
    return render(request, "awards/dossier.html", page_context(request, dossier))


@reads
def dossier_search(request: ActingRequest, pk: int) -> HttpResponse:
    """People of the unit whose names fit, as a part for HTMX or as the whole page."""
    dossier = get_object_or_404(dossiers(request.actor), pk=pk)
    if not request.headers.get("HX-Request"):
        return render(request, "awards/dossier.html", page_context(request, dossier))
    return render(request, "awards/dossier.html#found", search_context(request, dossier))


def search_context(request: HttpRequest, dossier: Dossier) -> dict[str, Any]:
    """What the search box shows: people and collectives not yet on the list."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    words = (request.POST.get("q") or request.GET.get("q") or "").strip()[:80]
    most = FOUND_AT_MOST if words else OFFERED_AT_MOST
    people = list(people_to_nominate(by, dossier, words=words)[: most + 1]) if dossier.form.takes_people else []
    units = list(units_to_nominate(by, dossier, words=words)[:most]) if dossier.form.takes_collectives else []
    return {
        "dossier": dossier,
        "words": words,
        "people": people[:most],
        "has_more": len(people) > most,
        "is_part": False,
        "units": units,
        "editable": may_edit(by, dossier),
    }


def list_context(by: Actor, dossier: Dossier) -> dict[str, Any]:
    """The list with findings, numbers and quota: judged now while the unit works on it, as kept once it was sent."""
    lines = list(dossier.lines.all())
    numbers = list_numbers(dossier, lines)
    live = [line for line in lines if line.verdict != LineVerdict.FAIL]
    quota = quota_status(dossier, len(live))
    day = dossier.received_on or clock.today()
    rules = rules_on(dossier, day)
    if dossier.state in WITH_PROPOSER:
        found = line_findings(dossier, lines, rules, day)
        for line in lines:
            line.findings = [finding.as_row() for finding in found[line.pk]]
            line.result = overall(found[line.pk])
    return {
        "dossier": dossier,
        "lines": lines,
        "numbers": numbers,
        "quota": quota,
        "batch": batch_findings(dossier, rules, numbers, quota, day),
        "with_details": len(lines) <= DETAILS_AT_MOST,
        "editable": may_edit(by, dossier),
        "may_submit": may_submit(by, dossier),
        "may_withdraw": may_withdraw(by, dossier),
        "may_appraise": may_appraise(by, dossier),
        "submit_form": SubmitForm(initial=dossier_version(dossier)),
    }


def page_context(request: HttpRequest, dossier: Dossier) -> dict[str, Any]:
    """Everything of the dossier's page."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    context = list_context(by, dossier)
    context |= {"story": story_of(dossier), "is_part": False}
    if context["editable"]:
        context |= search_context(request, dossier)
    return context


def _after_change(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """The changed list: as parts for HTMX, else back to the page with the words of the search kept."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    if request.headers.get("HX-Request"):
        context = list_context(by, dossier) | search_context(request, dossier) | {"is_part": True}
        return render(request, "awards/dossier.html#changed", context)
    return redirect("dossier_page", dossier.pk)


@writes
def line_add(request: ActingRequest, pk: int) -> HttpResponse:
    """Add a person or a collective in one tap."""
    by = request.actor
    dossier = get_object_or_404(dossiers(by), pk=pk)
    if request.method != "POST":
        return redirect("dossier_page", pk)
    person = collective = None
    person_id, unit_id = (whole_number(request.POST.get(name, "")) for name in ("person", "unit"))
    if person_id is not None:
        person = get_object_or_404(Person.objects.visible_to(by), pk=person_id)
    elif unit_id is not None:
        collective = get_object_or_404(Unit.objects.visible_to(by), pk=unit_id)
    add_line(by=by, dossier=dossier, person=person, collective=collective)
    return _after_change(request, dossier)


@writes
def line_remove(request: ActingRequest, pk: int) -> HttpResponse:
    """Take a line off the list (``line`` names it)."""
    by = request.actor
    dossier = get_object_or_404(dossiers(by), pk=pk)
    if request.method != "POST":
        return redirect("dossier_page", pk)
    wanted = whole_number(request.POST.get("line", ""))
    lines = DossierLine.objects.filter(dossier=dossier).select_related("dossier__unit", "dossier__to_unit")
    line = get_object_or_404(lines, pk=wanted or 0)
    remove_line(by=by, line=line)
    dossier.refresh_from_db()
    return _after_change(request, dossier)


@writes
def line_change(request: ActingRequest, pk: int) -> HttpResponse:
    """One nominee: what the rules say with their sources, achievement and rating."""
    by = request.actor
    lines = DossierLine.objects.filter(dossier__in=Dossier.objects.visible_to(by))
    line = get_object_or_404(
        lines.select_related("dossier__unit", "dossier__to_unit", "dossier__form", "person", "collective"), pk=pk
    )
    form = LineForm.of(line, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change_line(by=by, line=line, **form.cleaned_data)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"Đã lưu phần của {line.full_name}.")
            return redirect("dossier_page", line.dossier_id)
    rows = line.findings
    if line.dossier.state in WITH_PROPOSER:
        day = clock.today()
        found = line_findings(line.dossier, [line], rules_on(line.dossier, day), day)
        rows = [finding.as_row() for finding in found[line.pk]]
    context = {"line": line, "dossier": line.dossier, "form": form, "rows": rows, "may": may_edit(by, line.dossier)}
    return render(request, "awards/line.html", context, status=422 if request.method == "POST" else 200)


@writes
def dossier_submit(request: ActingRequest, pk: int) -> HttpResponse:
    """Send the list; a refusal comes back on the list with its reasons beside the button."""
    by = request.actor
    dossier = get_object_or_404(dossiers(by), pk=pk)
    if request.method != "POST":
        return redirect("dossier_page", pk)
    form = SubmitForm(request.POST)
    try:
        form.is_valid()
        submit_dossier(
            by=by,
            dossier=dossier,
            is_declared=form.cleaned_data.get("is_declared", False),
            version=form.cleaned_data.get("version"),
        )
    except Refusal as refusal:
        dossier.refresh_from_db()
        context = page_context(request, dossier) | {"refused": refusal.reasons}
        return render(request, "awards/dossier.html", context, status=422)
    messages.success(request, f"Đã gửi {dossier.to_unit.name}. Bạn rút lại được cho đến khi cấp trên nhận thẩm định.")
    return redirect("dossier_page", pk)


@writes
def dossier_withdraw(request: ActingRequest, pk: int) -> HttpResponse:
    """Take a sent list back."""
    dossier = get_object_or_404(dossiers(request.actor), pk=pk)
    if request.method == "POST":
        withdraw_dossier(by=request.actor, dossier=dossier)
        messages.success(request, "Đã rút lại. Danh sách trở về bản nháp, sửa xong bạn gửi lại.")
    return redirect("dossier_page", pk)
