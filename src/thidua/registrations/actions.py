"""Every write of registrations."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.verdicts import Refusal, require
from thidua.duties.actions import fulfil_duty, reopen_duty
from thidua.duties.choices import DutyKind
from thidua.journal.actions import move, record, require_now
from thidua.organisation.models import Person
from thidua.plans.models import Plan
from thidua.registrations import policies
from thidua.registrations.choices import CollectiveTitle, Title
from thidua.registrations.models import Registration, RegistrationLine


@transaction.atomic
def start_registration(*, by: Actor, plan: Plan) -> Registration:
    """The unit's list for its plan, made on first call, the same one afterwards."""
    require(policies.may_start(by, plan))
    registration, is_new = Registration.objects.get_or_create(unit_id=by.unit_id, plan=plan)
    if is_new:
        record(by=by, event="registration.started", subject_kind="registration", subject_id=registration.pk)
    return registration


@transaction.atomic
def add_lines(*, by: Actor, registration: Registration, people: list[Person], title: str) -> int:
    """Register a title for people of the unit. Output: how many are new; those registered already are left as they are.

    Errors: Refusal for a person of another unit or a title that is not for persons.
    """
    require(policies.may_edit(by, registration))
    if title not in Title.values:
        raise Refusal("Hãy chọn danh hiệu trong danh sách.", "no_title", "title")
    if not people:
        raise Refusal("Hãy chọn ít nhất một người.", "nobody", "people")
    strangers = [person.full_name for person in people if person.unit_id != registration.unit_id]
    if strangers:
        raise Refusal(f"{', '.join(strangers)} không thuộc danh sách của đơn vị.", "stranger", "people")
    held = set(registration.lines.filter(title=title).values_list("person_id", flat=True))
    new = [
        RegistrationLine(
            registration=registration, person=person, title=title, was_direct_worker=person.is_direct_worker
        )
        for person in people
        if person.pk not in held
    ]
    RegistrationLine.objects.bulk_create(new)
    record(
        by=by,
        event="registration.lines_added",
        subject_kind="registration",
        subject_id=registration.pk,
        data={"lines": len(new), "title": title},
    )
    return len(new)


@transaction.atomic
def add_collective(*, by: Actor, registration: Registration, title: str) -> None:
    """Register a title for the unit itself. Errors: Refusal when it is registered already or is not for collectives."""
    require(policies.may_edit(by, registration))
    if title not in CollectiveTitle.values:
        raise Refusal("Hãy chọn danh hiệu tập thể trong danh sách.", "no_title", "title")
    if registration.lines.filter(person=None, title=title).exists():
        raise Refusal("Tập thể đã đăng ký danh hiệu này.", "registered_already", "title")
    try:
        RegistrationLine.objects.create(registration=registration, person=None, title=title)
    except IntegrityError as error:
        raise Refusal("Tập thể đã đăng ký danh hiệu này.", "registered_already", "title") from error


@transaction.atomic
def drop_line(*, by: Actor, line: RegistrationLine) -> None:
    """Take one line off the list."""
    require(policies.may_edit(by, line.registration))
    record(by=by, event="registration.line_dropped", subject_kind="registration", subject_id=line.registration_id)
    line.delete()


@transaction.atomic
def submit_registration(*, by: Actor, registration: Registration) -> None:
    """Send the list to the level above; fulfils the duty "đăng ký danh hiệu" of the upper plan."""
    require(policies.may_submit(by, registration))
    move(registration, "submit", by=by, submitted_at=clock.now())
    _duty(by, registration, done=True)


@transaction.atomic
def withdraw_registration(*, by: Actor, registration: Registration) -> None:
    """Take the list back before the level above has answered."""
    require(policies.may_withdraw(by, registration))
    move(registration, "withdraw", by=by)
    _duty(by, registration, done=False)


@transaction.atomic
def accept_registration(*, by: Actor, registration: Registration) -> None:
    """The level above accepts the list."""
    require_now(policies.may_answer(by, registration), registration)
    move(registration, "accept", by=by)


@transaction.atomic
def return_registration(*, by: Actor, registration: Registration, remark: str) -> None:
    """The level above returns the list with a remark; it is due again. Errors: Refusal without a remark."""
    require_now(policies.may_answer(by, registration), registration)
    if not remark.strip():
        raise Refusal("Hãy ghi ý kiến để đơn vị biết cần sửa gì.", "remark_missing", "remark")
    move(registration, "return", by=by, remark=remark)
    _duty(by, registration, done=False)


def _duty(by: Actor, registration: Registration, *, done: bool) -> None:
    parent = registration.plan.parent_id
    if not parent:
        return
    change = fulfil_duty if done else reopen_duty
    change(
        by=by,
        unit_id=registration.unit_id,
        kind=DutyKind.REGISTER_TITLES,
        subject_kind="plan",
        subject_id=parent,
    )
