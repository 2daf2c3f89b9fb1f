"""Reads of registrations: the board of the units below, the unit's people to choose from."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.text import search_text
from thidua.duties.choices import DutyKind
from thidua.duties.models import Duty, DutyQuerySet
from thidua.organisation.models import Person, PersonQuerySet, path_end
from thidua.plans.models import Plan
from thidua.plans.queries import running_plans
from thidua.registrations.models import Registration, RegistrationLine, RegistrationQuerySet


def registration_board(by: Actor, *, year: int) -> RegistrationQuerySet:
    """Lists of the units below for plans of that year, with their numbers of lines, people and direct workers."""
    return (
        Registration.objects.visible_to(by)
        .filter(plan__year=year)
        .exclude(unit_id=by.unit_id)
        .select_related("unit", "plan")
        .annotate(
            line_count=Count("lines"),
            people_count=Count("lines__person", distinct=True),
            direct_count=Count("lines__person", filter=Q(lines__was_direct_worker=True), distinct=True),
        )
        .order_by("state", "unit__name_key", "id")
    )


def own_registrations(by: Actor) -> RegistrationQuerySet:
    """The unit's own lists, newest plan first."""
    return (
        Registration.objects.filter(unit_id=by.unit_id)
        .select_related("plan")
        .annotate(line_count=Count("lines"))
        .order_by("-plan__year", "-id")
    )


def plan_to_register(by: Actor) -> Plan | None:
    """The unit's newest issued plan for which it has no list yet."""
    return running_plans(by.unit_id).filter(registrations__isnull=True).first()


def people_to_register(by: Actor, *, text: str = "") -> PersonQuerySet:
    """People on the unit's list today whose names hold all the words, accents or not."""
    people = Person.objects.at_work_on(clock.today()).filter(unit_id=by.unit_id)
    for word in search_text(text).split():
        people = people.filter(search_text__contains=word)
    return people.order_by("name_key", "id")


@dataclass(frozen=True)
class RegisteredShare:
    """Of the people registered under a unit in a year: how many, and how many are direct workers."""

    people: int
    direct_workers: int


def registered_lines(by: Actor, *, year: int, with_own: bool = False) -> QuerySet[RegistrationLine]:
    """The lines of people on the sent lists of the units below (``with_own``: and of the actor's) of that year."""
    return RegistrationLine.objects.filter(
        **{f"registration__unit__path__{'gte' if with_own else 'gt'}": by.unit_path},
        registration__plan__year=year,
        registration__unit__path__lt=path_end(by.unit_path),
        registration__state__in=("submitted", "returned", "accepted"),
        person__isnull=False,
    )


def registered_share(by: Actor, *, year: int) -> RegisteredShare:
    """Distinct people on the sent lists of the units below: the sum over ``registration_board``."""
    row = registered_lines(by, year=year).aggregate(
        people=Count("person", distinct=True),
        direct_workers=Count("person", distinct=True, filter=Q(was_direct_worker=True)),
    )
    return RegisteredShare(**row)


def units_without_registration(by: Actor) -> DutyQuerySet:
    """Open duties "đăng ký danh hiệu" of the units below, soonest due first."""
    return (
        Duty.objects.open()
        .filter(kind=DutyKind.REGISTER_TITLES, unit__path__gt=by.unit_path, unit__path__lt=path_end(by.unit_path))
        .select_related("unit")
        .order_by("due_on", "unit__name_key", "id")
    )
