"""What the desk itself does: remind units below of what they owe."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse

from thidua.accounts.choices import Verb
from thidua.accounts.queries import users_by_unit
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.verdicts import Refusal, require
from thidua.desk.policies import may_remind
from thidua.desk.queries.duties_below import owed_below, state_words
from thidua.journal.actions import record
from thidua.notices.actions import tell
from thidua.notices.queries import told_by_key


@transaction.atomic
def remind_late_units(*, by: Actor, unit_id: int | None = None, duty_id: int | None = None) -> int:
    """Remind the late units below (or one of them) of everything they are late with, and of reports given back to
    them (or of one such duty), at most once a day for each duty.

    Output: how many units were reminded. Errors: Refusal when nobody is late, nobody there has an account, or all
    were reminded today.
    """
    require(may_remind(by))
    today = clock.today()
    wanted = {"unit_id": unit_id, "pk": duty_id}
    duties = list(owed_below(by, on=today).filter(**{name: pk for name, pk in wanted.items() if pk}))
    if not duties:
        raise Refusal("Không có đơn vị nào đang chậm. Không cần nhắc.", "nobody_late")
    people = users_by_unit({duty.unit_id for duty in duties}, Verb.PREPARE)
    keys = {duty.pk: f"remind:{duty.pk}:{today}" for duty in duties if people[duty.unit_id]}
    told = told_by_key(keys.values())
    reminded = set()
    for duty in duties:
        text = f"{by.unit_name} nhắc: “{duty.title}” {state_words(duty, today)}."
        if duty.pk in keys and keys[duty.pk] not in told:
            tell(users=people[duty.unit_id], text=text, url=reverse("desk"), key=keys[duty.pk])
            reminded.add(duty.unit_id)
    if told and not reminded:
        raise Refusal("Hôm nay đã nhắc rồi. Mỗi việc chỉ nhắc một lần trong ngày, mai hãy nhắc lại.", "reminded_today")
    if not reminded:
        raise Refusal("Các đơn vị đang chậm chưa có tài khoản nào. Hãy cấp mã đăng nhập cho họ.", "no_accounts")
    record(by=by, event="units.reminded", subject_kind="unit", subject_id=by.unit_id, data={"units": len(reminded)})
    return len(reminded)
