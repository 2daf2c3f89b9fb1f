"""May this person mark a duty as done, extend it, free a unit from it; why not, in Vietnamese."""

from __future__ import annotations

from thidua.accounts.choices import Verb
from thidua.common.actor import Actor
from thidua.common.verdicts import YES, Verdict, all_of, no
from thidua.duties.choices import DONE_BY_WORD, KEPT_BY_SUBJECT
from thidua.duties.models import Duty


def may_complete(by: Actor, duty: Duty) -> Verdict:
    """The unit itself marks a duty of ``DONE_BY_WORD`` as done; the others are done by doing them."""
    own = YES if duty.unit_id == by.unit_id else no("not_own", "Chỉ đơn vị được giao việc mới ghi là đã làm.")
    verb = YES if by.can(Verb.PREPARE) else no("no_verb", "Vai trò của bạn chỉ được xem.")
    kind = YES
    if duty.kind not in DONE_BY_WORD:
        kind = no("done_elsewhere", "Việc này tự hoàn thành khi bạn làm xong ở trang của nó.")
    return all_of(own, verb, kind, _open(duty))


def may_extend(by: Actor, duty: Duty, *, from_subject: bool = False) -> Verdict:
    """The level above moves the due day of a unit below. ``from_subject``: asked by the room of its subject."""
    return all_of(_above(by, duty), _open(duty), YES if from_subject else _kept_here(duty))


def may_exempt(by: Actor, duty: Duty, *, from_subject: bool = False) -> Verdict:
    """The level above frees a unit below from a duty. ``from_subject``: asked by the room of its subject."""
    return all_of(_above(by, duty), _open(duty), YES if from_subject else _kept_here(duty))


def _kept_here(duty: Duty) -> Verdict:
    if duty.kind not in KEPT_BY_SUBJECT:
        return YES
    text = "Hạn nộp báo cáo được gia hạn hoặc miễn ở mục Báo cáo: mở kỳ báo cáo, chọn “Gia hạn, miễn, nhập thay”."
    return no("kept_by_subject", text)


def _above(by: Actor, duty: Duty) -> Verdict:
    if not by.is_above(duty.unit.path):
        return no("not_above", "Chỉ công đoàn cấp trên mới gia hạn hoặc miễn việc này.")
    if not by.can(Verb.REMIND):
        return no("no_verb", "Việc gia hạn, miễn do cán bộ phụ trách hoặc chủ tịch của cấp trên thực hiện.")
    return YES


def _open(duty: Duty) -> Verdict:
    if duty.withdrawn_at:
        return no("withdrawn", "Việc này đã được thu hồi.")
    if duty.exempted_at:
        return no("exempted", "Đơn vị đã được miễn việc này.")
    return no("done", "Việc này đã xong.") if duty.fulfilled_at else YES


def may_hold_feed(by: Actor) -> Verdict:
    """Everybody may read the duties of a unit she holds a role at in her own calendar."""
    if by.user_id is None or by.typed_in_for:
        return no("typed_in", "Địa chỉ lịch chỉ dành cho người có vai trò tại đơn vị.")
    return YES


def may_set_reminders(by: Actor) -> Verdict:
    """Who reminds others of their duties says on which days."""
    if not by.can(Verb.REMIND):
        return no("no_verb", "Lịch nhắc do chủ tịch hoặc cán bộ phụ trách của đơn vị đặt.")
    return YES
