"""Lists of registered titles, reached by walking the real actions."""

from __future__ import annotations

import datetime as dt

from thidua.campaigns.tests.factories import make_own_plan
from thidua.common.actor import Actor
from thidua.duties.actions import give_duty
from thidua.duties.choices import DutyKind
from thidua.organisation.models import Person, Unit
from thidua.organisation.tests.factories import make_person
from thidua.registrations.actions import add_lines, start_registration, submit_registration
from thidua.registrations.models import Registration, RegistrationLine


def make_registration(size: int = 3) -> tuple[Registration, Actor, Actor, list[Person]]:
    """A draft list with that many direct workers; with the chair, the district's officer and the people."""
    plan, chair, officer = make_own_plan()
    people = [make_person(plan.unit, is_direct_worker=True) for _ in range(size)]
    registration = start_registration(by=chair, plan=plan)
    add_lines(by=chair, registration=registration, people=people, title="good_worker")
    return registration, chair, officer, people


def make_title_duty(registration: Registration, officer: Actor) -> None:
    """The upper plan's duty to register titles, given to the list's unit."""
    assert registration.plan.parent_id
    give_duty(
        by=officer,
        unit_ids=[registration.unit_id],
        kind=DutyKind.REGISTER_TITLES,
        subject_kind="plan",
        subject_id=registration.plan.parent_id,
        title="Đăng ký danh hiệu thi đua",
        due_on=dt.date(2021, 2, 28),
    )


def _plan() -> tuple[dict[str, int], Unit]:
    plan, _, _ = make_own_plan()
    return {"plan_id": plan.pk}, plan.unit


def _registration() -> tuple[dict[str, int], Unit]:
    registration, _, _, _ = make_registration()
    return {"registration_id": registration.pk}, registration.unit


def _line() -> tuple[dict[str, int], Unit]:
    arguments, unit = _registration()
    line = RegistrationLine.objects.filter(registration_id=arguments["registration_id"]).first()
    assert line
    return {**arguments, "line_id": line.pk}, unit


def _sent() -> tuple[dict[str, int], Unit]:
    registration, chair, officer, _ = make_registration()
    submit_registration(by=chair, registration=registration)
    return {"registration_id": registration.pk}, officer_unit(officer)


def officer_unit(officer: Actor) -> Unit:
    """The unit an actor acts for."""
    return Unit.objects.get(pk=officer.unit_id)


EXAMPLES = {
    "registration_start": _plan,
    "registration_page": _registration,
    "registration_add": _registration,
    "registration_collective": _registration,
    "registration_drop": _line,
    "registration_submit": _registration,
    "registration_withdraw": _registration,
    "registration_accept": _sent,
    "registration_return": _sent,
}
