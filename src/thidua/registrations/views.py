"""Pages of registered titles: the unit's list, the board of the units below."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from thidua.campaigns.queries import own_plan_for
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.verdicts import Refusal
from thidua.journal.queries import story_of
from thidua.organisation.choices import UnitLevel
from thidua.plans.models import Plan
from thidua.registrations import actions, policies, queries
from thidua.registrations.forms import AddLinesForm, CollectiveForm, RemarkForm
from thidua.registrations.models import Registration
from thidua.ui.gestures import ActingRequest, reads, writes


def _find(by: Actor, registration_id: int) -> Registration:
    found = Registration.objects.visible_to(by).select_related("unit", "plan")
    return get_object_or_404(found, pk=registration_id)


def _find_own(by: Actor, registration_id: int) -> Registration:
    found = Registration.objects.filter(unit_id=by.unit_id).select_related("unit", "plan")
    return get_object_or_404(found, pk=registration_id)


@reads
def registration_list(request: ActingRequest) -> HttpResponse:
    """The unit's own lists; for an upper unit also the board of those below, by state."""
    by = request.actor
    year = clock.today().year
    return render(
        request,
        "registrations/registration_list.html",
        {
            "year": year,
            "own": list(queries.own_registrations(by)),
            "to_register": queries.plan_to_register(by)
            if by.unit_level in (UnitLevel.BASE, UnitLevel.SECTION)
            else None,
            "board": list(queries.registration_board(by, year=year)),
            "missing": list(queries.units_without_registration(by)),
            "share": queries.registered_share(by, year=year),
        },
    )


@writes
def registration_start(request: ActingRequest, plan_id: int) -> HttpResponse:
    """From the upper plan's duty (or the own plan) to the unit's list: explain on GET, make and open it on POST."""
    by = request.actor
    plan = get_object_or_404(Plan.objects.visible_to(by), pk=plan_id)
    own = plan if plan.unit_id == by.unit_id else own_plan_for(by, plan)
    if own is not None:
        existing = Registration.objects.filter(unit_id=by.unit_id, plan=own).first()
        if existing is not None:
            return redirect("registration_page", existing.pk)
    if request.method == "POST" and own is not None:
        return redirect("registration_page", actions.start_registration(by=by, plan=own).pk)
    verdict = policies.may_start(by, own) if own is not None else None
    context = {"upper": plan, "own": own, "verdict": verdict}
    return render(request, "registrations/registration_start.html", context)


@reads
def registration_page(request: ActingRequest, registration_id: int) -> HttpResponse:
    """One list: its lines, its share of direct workers, its state, and what this person may do with it."""
    by = request.actor
    registration = _find(by, registration_id)
    lines = list(registration.lines.select_related("person").order_by("title", "person__name_key", "id"))
    people = {line.person_id: line.was_direct_worker for line in lines if line.person_id}
    return render(
        request,
        "registrations/registration_page.html",
        {
            "registration": registration,
            "lines": lines,
            "people": len(people),
            "direct_workers": sum(people.values()),
            "steps": story_of(registration),
            "is_own": registration.unit_id == by.unit_id,
            "may_edit": policies.may_edit(by, registration),
            "may_submit": policies.may_submit(by, registration),
            "may_withdraw": policies.may_withdraw(by, registration),
            "may_answer": policies.may_answer(by, registration),
        },
    )


@writes
def registration_add(request: ActingRequest, registration_id: int) -> HttpResponse:
    """Choose a title, then tick the people; the search narrows the list without losing ticks."""
    by = request.actor
    registration = _find_own(by, registration_id)
    form = AddLinesForm(request.POST or None, by=by, initial={"title": request.GET.get("title", "")})
    if request.method == "POST" and form.is_valid():
        people, title = list(form.cleaned_data["people"]), form.cleaned_data["title"]
        try:
            added = actions.add_lines(by=by, registration=registration, people=people, title=title)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"Đã thêm {added} người vào danh sách.")
            return redirect("registration_page", registration.pk)
    people = list(queries.people_to_register(by))
    ticked = set(request.POST.getlist("people")) if request.method == "POST" else set()
    context = {
        "registration": registration,
        "form": form,
        "people": [(person, str(person.pk) in ticked) for person in people],
        "verdict": policies.may_edit(by, registration),
    }
    return render(request, "registrations/registration_add.html", context, status=422 if form.is_bound else 200)


@writes
def registration_collective(request: ActingRequest, registration_id: int) -> HttpResponse:
    """Register a title for the unit itself."""
    by = request.actor
    registration = _find_own(by, registration_id)
    form = CollectiveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_collective(by=by, registration=registration, title=form.cleaned_data["title"])
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Đã thêm danh hiệu tập thể vào danh sách.")
            return redirect("registration_page", registration.pk)
    context = {"registration": registration, "form": form, "verdict": policies.may_edit(by, registration)}
    return render(request, "registrations/registration_collective.html", context, status=422 if form.is_bound else 200)


@writes
def registration_drop(request: ActingRequest, registration_id: int, line_id: int) -> HttpResponse:
    """Take one line off the list."""
    registration = _find_own(request.actor, registration_id)
    line = get_object_or_404(registration.lines.select_related("registration", "person"), pk=line_id)
    if request.method == "POST":
        actions.drop_line(by=request.actor, line=line)
        messages.success(request, f"Đã bỏ khỏi danh sách: {line}.")
    return redirect("registration_page", registration.pk)


@writes
def registration_submit(request: ActingRequest, registration_id: int) -> HttpResponse:
    """Send the list to the level above."""
    registration = _find_own(request.actor, registration_id)
    if request.method == "POST":
        actions.submit_registration(by=request.actor, registration=registration)
        messages.success(request, "Đã gửi đăng ký. Bạn có thể rút lại khi cấp trên chưa duyệt.")
    return redirect("registration_page", registration.pk)


@writes
def registration_withdraw(request: ActingRequest, registration_id: int) -> HttpResponse:
    """Take the list back."""
    registration = _find_own(request.actor, registration_id)
    if request.method == "POST":
        actions.withdraw_registration(by=request.actor, registration=registration)
        messages.success(request, "Đã rút lại đăng ký. Bạn sửa xong rồi gửi lại.")
    return redirect("registration_page", registration.pk)


@writes
def registration_accept(request: ActingRequest, registration_id: int) -> HttpResponse:
    """The level above accepts the list."""
    registration = _find(request.actor, registration_id)
    if request.method == "POST":
        actions.accept_registration(by=request.actor, registration=registration)
        messages.success(request, f"Đã duyệt đăng ký của {registration.unit.title}.")
    return redirect("registration_page", registration.pk)


@writes
def registration_return(request: ActingRequest, registration_id: int) -> HttpResponse:
    """The level above returns the list with a remark."""
    by = request.actor
    registration = _find(by, registration_id)
    form = RemarkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.return_registration(by=by, registration=registration, remark=form.cleaned_data["remark"])
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"Đã trả lại đăng ký của {registration.unit.title} kèm ý kiến.")
            return redirect("registration_page", registration.pk)
    context = {"registration": registration, "form": form, "verdict": policies.may_answer(by, registration)}
    return render(request, "registrations/registration_return.html", context, status=422 if form.is_bound else 200)
