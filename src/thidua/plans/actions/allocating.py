"""Share targets out among the units below; ask for another amount; answer."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.urls import reverse

from thidua.accounts.choices import Verb
from thidua.accounts.queries import users_by_unit, users_with
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.checking import checked
from thidua.common.numbers import format_number
from thidua.common.verdicts import Reason, Refusal, require
from thidua.journal.actions import move, record
from thidua.notices.actions import tell
from thidua.plans.lifecycle import ISSUED, PROPOSED
from thidua.plans.models import MOST_DECIMALS, Allocation, CounterProposal, Target
from thidua.plans.policies import may_allocate, may_propose
from thidua.plans.queries.allocations import shares_out, units_to_allocate
from thidua.plans.queries.sharing import shares_by_key

MOST = Decimal(10) ** 15
AS_ASKED = "Đã giao đúng mức đơn vị đề nghị."


def field_of(unit_id: int) -> str:
    """The name of the field of one unit's amount."""
    return f"muc-{unit_id}"


@transaction.atomic
def set_allocations(*, by: Actor, target: Target, amounts: Mapping[int, Decimal | None]) -> int:
    """Give these units these amounts of a target (None takes back). Output: how many changed; they are told.

    A unit that was given just what it had asked for has its answer with that. From a unit that stands below no more
    its amount can be taken back, nothing else. Errors: Refusal of ``may_allocate``; a reason with the unit's field for
    an amount below zero or with too many decimals, and for a unit that is not directly below.
    """
    require(may_allocate(by, target.plan))
    names = dict(units_to_allocate(target.plan).filter(pk__in=list(amounts)).values_list("pk", "name"))
    now = dict(Allocation.objects.filter(target=target, unit_id__in=list(amounts)).values_list("unit_id", "amount"))
    changed = {unit_id: amount for unit_id, amount in amounts.items() if amount != now.get(unit_id)}
    gone = {unit_id for unit_id in now if changed.get(unit_id, Decimal(0)) is None}
    faults = [fault for pk, amount in changed.items() if pk not in gone and (fault := _fault(pk, names, amount))]
    if faults:
        raise Refusal(faults)
    if not changed:
        return 0
    _write(by, target, changed)
    record(
        by=by,
        event="target.allocated",
        subject_kind="plan_target",
        subject_id=target.pk,
        text=f"{target.subject}: giao cho {len(changed)} đơn vị"[:300],
        data={"units": sorted(changed)[:200]},
    )
    if target.plan.state == ISSUED:
        _tell(by, target, [unit_id for unit_id, amount in changed.items() if amount is not None])
        _tell(by, target, list(gone), is_taken_back=True)
    _agree_where_given(by, target, changed)
    return len(changed)


def _agree_where_given(by: Actor, target: Target, changed: Mapping[int, Decimal | None]) -> None:
    """Proposals whose very amount was given are answered with it."""
    waiting = CounterProposal.objects.filter(
        allocation__target=target, allocation__unit_id__in=list(changed), state=PROPOSED
    )
    for proposal in waiting.select_related("allocation"):
        if proposal.amount == changed.get(proposal.allocation.unit_id):
            move(proposal, "agree", by=by, remark=AS_ASKED, answer=AS_ASKED)
            _tell_answer(by, target, proposal)


def _fault(unit_id: int, names: Mapping[int, str], amount: Decimal | None) -> Reason | None:
    if unit_id not in names:
        return Reason("not_below", "Có đơn vị không trực thuộc đơn vị ban hành kế hoạch.", field_of(unit_id))
    if amount is None:
        return None
    if amount < 0 or amount > MOST:
        return Reason("out_of_bounds", f"{names[unit_id]}: mức giao phải từ 0 trở lên.", field_of(unit_id))
    if amount != round(amount, MOST_DECIMALS):
        return Reason("too_many_decimals", f"{names[unit_id]}: chỉ lấy ba chữ số sau dấu phẩy.", field_of(unit_id))
    return None


def _write(by: Actor, target: Target, changed: Mapping[int, Decimal | None]) -> None:
    moment = clock.now()
    gone = [unit_id for unit_id, amount in changed.items() if amount is None]
    Allocation.objects.filter(target=target, unit_id__in=gone).delete()
    Allocation.objects.bulk_create(
        [
            Allocation(target=target, unit_id=unit_id, amount=amount, set_at=moment, set_by_token=by.token)
            for unit_id, amount in changed.items()
            if amount is not None
        ],
        update_conflicts=True,
        unique_fields=["target", "unit"],
        update_fields=["amount", "set_at", "set_by_token"],
        batch_size=500,
    )
    Target.objects.filter(pk=target.pk).update(shared_at=moment)


def _tell(by: Actor, target: Target, unit_ids: list[int], *, is_taken_back: bool = False) -> None:
    people = users_by_unit(unit_ids, Verb.PREPARE, Verb.SUBMIT) if unit_ids else {}
    given = f"đã giao chỉ tiêu “{target.subject[:120]}”. Mở để xem mức của đơn vị."
    taken = f"đã rút mức giao chỉ tiêu “{target.subject[:120]}” của đơn vị."
    tell(
        users=[user for users in people.values() for user in users],
        text=f"{by.unit_name} {taken if is_taken_back else given}",
        url=reverse("allocation_given", args=[target.plan_id]),
        key=f"target.{'taken_back' if is_taken_back else 'allocated'}:{target.pk}:{clock.today():%Y%m%d}",
    )


def _tell_answer(by: Actor, target: Target, proposal: CounterProposal) -> None:
    tell(
        users=users_with(Verb.PREPARE, unit_id=proposal.allocation.unit_id),
        text=f"{by.unit_name} trả lời đề nghị về chỉ tiêu “{target.subject[:120]}”: {proposal.state_info.label}.",
        url=reverse("allocation_given", args=[target.plan_id]),
        key=f"counter_proposal.answered:{proposal.pk}",
    )


@transaction.atomic
def allocate_by_key(
    *, by: Actor, target: Target, weights: Mapping[int, Decimal], key_words: str, only_open: bool = False
) -> int:
    """Share a target out in proportion to ``weights`` (unit id → weight); the parts add up to the target exactly.

    ``key_words`` names the key in the journal and in refusals ("số đoàn viên"). ``only_open``: what is left goes to the
    units that have nothing yet; else all are given anew. Output: how many units changed. Errors: Refusal of
    ``may_allocate``; for a target that does not add up; without any weight; where nothing is left.
    """
    require(may_allocate(by, target.plan))
    if not shares_out(target) or target.low is None or target.indicator is None:
        raise Refusal("Chỉ tiêu này không chia được: mỗi đơn vị có cùng một mức.", "not_shared_out")
    children = set(units_to_allocate(target.plan).values_list("pk", flat=True))
    given = dict(Allocation.objects.filter(target=target).values_list("unit_id", "amount"))
    left = target.low
    if only_open:
        left -= sum(given.values(), Decimal(0))
        children -= set(given)
        if left <= 0:
            raise Refusal("Chỉ tiêu đã giao hết, không còn phần nào để chia.", "nothing_left")
    found = shares_by_key(
        left, {pk: one for pk, one in weights.items() if pk in children}, places=target.indicator.scale
    )
    if not found:
        raise Refusal(
            f"Chưa có {key_words} của đơn vị nào để làm căn cứ chia. Hãy giao bằng tay hoặc từ Excel.", "no_weights"
        )
    amounts: dict[int, Decimal | None] = dict(found)
    if not only_open:
        amounts = {**dict.fromkeys(given), **amounts}
        amounts = {pk: one for pk, one in amounts.items() if pk in children or one is None}
    return set_allocations(by=by, target=target, amounts=amounts)


@transaction.atomic
def propose_allocation(*, by: Actor, allocation: Allocation, amount: Decimal, reason: str) -> CounterProposal:
    """Ask the level above for another amount, with a reason; what was given holds until it answers.

    Errors: Refusal of ``may_propose``; without a reason; for the amount that was given; ``invalid``.
    """
    require(may_propose(by, allocation))
    if not reason.strip():
        raise Refusal("Hãy ghi lý do để cấp trên xem xét.", "reason_missing", "reason")
    if amount == allocation.amount:
        raise Refusal("Mức đề nghị bằng mức đã giao. Hãy nhập mức khác.", "same_amount", "amount")
    made = CounterProposal(
        allocation=allocation, given=allocation.amount, amount=amount, reason=reason.strip(), made_by_token=by.token
    )
    checked(made)
    made.save()
    target = allocation.target
    record(
        by=by,
        event="counter_proposal.made",
        subject_kind="counter_proposal",
        subject_id=made.pk,
        unit_id=target.plan.unit_id,
        text=f"{target.subject[:200]}: được giao {allocation.words}, đề nghị {format_number(amount)}",
    )
    tell(
        users=users_with(Verb.RECEIVE, unit_id=target.plan.unit_id),
        text=f"{by.unit_name} đề nghị mức khác cho chỉ tiêu “{target.subject[:120]}”.",
        url=reverse("allocation_target", args=[target.plan_id, target.pk]) + "?loc=de-nghi",
        key=f"counter_proposal.made:{made.pk}",
    )
    return made


@transaction.atomic
def answer_proposal(*, by: Actor, proposal: CounterProposal, is_agreed: bool, words: str) -> None:
    """Agree (the unit is given what it asked for) or keep what was given; always with a word to the unit.

    Errors: Refusal of ``may_allocate``; without a word; when it was answered already.
    """
    allocation = proposal.allocation
    target = allocation.target
    require(may_allocate(by, target.plan))
    if not words.strip():
        raise Refusal("Hãy ghi một lời trả lời cho đơn vị.", "answer_missing", "answer")
    move(proposal, "agree" if is_agreed else "decline", by=by, remark=words.strip(), answer=words.strip())
    if is_agreed:
        _write(by, target, {allocation.unit_id: proposal.amount})
    _tell_answer(by, target, proposal)
