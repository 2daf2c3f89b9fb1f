"""May this person write, send, assign, pass on, answer a difficulty or proposal now; and why not."""

from __future__ import annotations

from thidua.accounts.choices import Verb
from thidua.common.actor import Actor
from thidua.common.verdicts import YES, Verdict, all_of, no
from thidua.reporting.lifecycle import ASSIGNED, DRAFT, NOT_SENT, WAITING
from thidua.reporting.models import Proposal, Report
from thidua.reporting.queries.tree import is_below


def may_propose(by: Actor) -> Verdict:
    """Write a difficulty or proposal of one's own unit."""
    if by.is_at_the_top:
        return no("at_the_top", f"{by.unit_name} không có công đoàn cấp trên trong phần mềm để gửi kiến nghị.")
    if by.can(Verb.PREPARE) or by.can(Verb.SUBMIT):
        return YES
    return no("no_verb", "Việc ghi kiến nghị do người soạn thảo, cán bộ hoặc chủ tịch làm.")


def may_change_proposal(by: Actor, proposal: Proposal) -> Verdict:
    """Change or drop one's own while it was not sent."""
    if proposal.unit_id != by.unit_id:
        return no("not_own", "Chỉ đơn vị kiến nghị sửa được kiến nghị của mình.")
    sent = YES if proposal.state == DRAFT else no("sent", "Kiến nghị đã gửi. Hãy rút lại nếu cần sửa.")
    return all_of(may_propose(by), sent)


def may_send_proposal(by: Actor, proposal: Proposal) -> Verdict:
    """Who sends the unit's reports sends its proposals."""
    if proposal.unit_id != by.unit_id:
        return no("not_own", "Chỉ đơn vị kiến nghị gửi được kiến nghị của mình.")
    return all_of(may_send(by), proposal.LIFECYCLE.allows("send", proposal.state))


def may_send(by: Actor) -> Verdict:
    """Send what the unit has just written, without an object at hand."""
    if by.can(Verb.SUBMIT):
        return may_propose(by)
    return no("no_verb", "Kiến nghị đã lưu được; việc gửi lên cấp trên do chủ tịch hoặc lãnh đạo đơn vị thực hiện.")


def may_withdraw_proposal(by: Actor, proposal: Proposal) -> Verdict:
    """Draw it back until the first unit it came to has done something with it."""
    if proposal.unit_id != by.unit_id:
        return no("not_own", "Chỉ đơn vị kiến nghị rút lại được kiến nghị của mình.")
    verb = YES if by.can(Verb.SUBMIT) else no("no_verb", "Việc rút lại do người có quyền gửi thực hiện.")
    taken = YES
    if proposal.lifted_by_id:
        taken = no("lifted", "Kiến nghị này do cấp trên ghi nhận từ báo cáo đã nộp nên không rút lại được.")
    elif proposal.state == WAITING and (proposal.rounds or proposal.stops.count() > 1):
        taken = no("taken_up", "Cấp trên đã nhận giải quyết hoặc chuyển tiếp nên không tự rút lại được nữa.")
    return all_of(verb, proposal.LIFECYCLE.allows("withdraw", proposal.state), taken)


def may_lift(by: Actor, report: Report) -> Verdict:
    """Take a passage of a report of a unit below out as an item of its own."""
    if not is_below(by.unit_id, report.place.path):
        return no("not_above", "Chỉ công đoàn cấp trên ghi nhận kiến nghị từ báo cáo của đơn vị.")
    if report.state in NOT_SENT:
        return no("not_sent", "Báo cáo này chưa nộp.")
    return _receives(by)


def may_assign_proposal(by: Actor, proposal: Proposal) -> Verdict:
    """The unit that holds it says who prepares the answer, until when."""
    return _holds(by, proposal, "assign")


def may_pass_up(by: Actor, proposal: Proposal) -> Verdict:
    """The unit that holds it sends it on to the unit above it."""
    top = no("at_the_top", f"{by.unit_name} không có công đoàn cấp trên để chuyển tiếp.") if by.is_at_the_top else YES
    return all_of(_holds(by, proposal, "pass_up"), top)


def may_draft_answer(by: Actor, proposal: Proposal) -> Verdict:
    """Whom it was given to prepares the answer: the person, or those who prepare at the unit or department."""
    unit_id = proposal.assigned_unit_id or proposal.holder_id
    if by.unit_id != unit_id:
        return no("not_yours", "Kiến nghị này không giao cho đơn vị của bạn trả lời.")
    if not by.can(Verb.PREPARE):
        return no("no_verb", "Việc soạn trả lời do người soạn thảo, cán bộ hoặc chủ tịch làm.")
    if proposal.assigned_user_id and proposal.assigned_user_id != by.user_id:
        return no("not_yours", f"Kiến nghị này đã giao cho {proposal.assigned_to} trả lời.")
    if proposal.state != ASSIGNED:
        return proposal.LIFECYCLE.allows("draft_answer", proposal.state)
    return YES


def may_answer_proposal(by: Actor, proposal: Proposal) -> Verdict:
    """The unit that holds it answers the asker, and by choice everybody below."""
    return _holds(by, proposal, "answer")


def may_ask_again(by: Actor, proposal: Proposal) -> Verdict:
    """The asker is not content with the answer."""
    return _asker(by, proposal, "ask_again")


def may_end_proposal(by: Actor, proposal: Proposal) -> Verdict:
    """The asker is content; or the unit that answered closes it."""
    if proposal.holder_id == by.unit_id and by.unit_id != proposal.unit_id:
        return _holds(by, proposal, "end")
    return _asker(by, proposal, "end")


def _asker(by: Actor, proposal: Proposal, move: str) -> Verdict:
    if proposal.unit_id != by.unit_id:
        return no("not_own", "Việc này do đơn vị kiến nghị thực hiện.")
    return all_of(may_propose(by), proposal.LIFECYCLE.allows(move, proposal.state))


def _holds(by: Actor, proposal: Proposal, move: str) -> Verdict:
    if proposal.holder_id != by.unit_id or proposal.unit_id == by.unit_id:
        return no("not_yours", "Việc này do công đoàn cấp trên đang giữ kiến nghị thực hiện.")
    return all_of(_receives(by), proposal.LIFECYCLE.allows(move, proposal.state))


def _receives(by: Actor) -> Verdict:
    if by.can(Verb.RECEIVE):
        return YES
    return no("no_verb", "Việc tiếp nhận, giao và trả lời kiến nghị do cán bộ phụ trách hoặc chủ tịch thực hiện.")
