"""May this person draw up, send, return, accept a list of titles now."""

from __future__ import annotations

from thidua.accounts.choices import Verb
from thidua.common.actor import Actor
from thidua.common.verdicts import YES, Verdict, all_of, no
from thidua.plans.models import Plan
from thidua.registrations.models import Registration


def may_start(by: Actor, plan: Plan) -> Verdict:
    """A list belongs to an issued plan of the unit itself."""
    if plan.unit_id != by.unit_id:
        return no("not_own_plan", "Danh hiệu được đăng ký theo kế hoạch của chính đơn vị.")
    if plan.state != "issued":
        return no("plan_not_issued", "Kế hoạch chưa được ban hành. Hãy ban hành kế hoạch rồi đăng ký danh hiệu.")
    return YES if by.can(Verb.PREPARE) else no("no_verb", "Việc lập danh sách do người soạn thảo hoặc chủ tịch làm.")


def may_edit(by: Actor, registration: Registration) -> Verdict:
    """The unit changes its list while it holds it."""
    if registration.unit_id != by.unit_id:
        return no("not_own", "Chỉ đơn vị đăng ký mới sửa được danh sách của mình.")
    if not by.can(Verb.PREPARE):
        return no("no_verb", "Việc lập danh sách do người soạn thảo hoặc chủ tịch làm.")
    if registration.state not in ("draft", "returned"):
        return no("sent", "Danh sách đã gửi lên cấp trên. Hãy rút lại nếu cần sửa.")
    return YES


def may_submit(by: Actor, registration: Registration) -> Verdict:
    """Only the chair (or whoever may submit) sends the list, and only with a line in it."""
    verb = YES if by.can(Verb.SUBMIT) else no("no_verb", "Chỉ chủ tịch công đoàn gửi đăng ký lên cấp trên.")
    empty = YES
    if not registration.lines.exists():
        empty = no("empty", "Danh sách chưa có ai. Hãy thêm ít nhất một người hoặc một tập thể.")
    return all_of(_own(by, registration), verb, registration.LIFECYCLE.allows("submit", registration.state), empty)


def may_withdraw(by: Actor, registration: Registration) -> Verdict:
    """The unit takes its list back until the level above has answered."""
    verb = YES if by.can(Verb.SUBMIT) else no("no_verb", "Chỉ chủ tịch công đoàn rút lại đăng ký.")
    return all_of(_own(by, registration), verb, registration.LIFECYCLE.allows("withdraw", registration.state))


def may_answer(by: Actor, registration: Registration) -> Verdict:
    """The level above accepts or returns."""
    if not by.is_above(registration.unit.path):
        return no("not_above", "Chỉ công đoàn cấp trên duyệt hoặc trả lại đăng ký.")
    verb = YES if by.can(Verb.RETURN) else no("no_verb", "Việc duyệt đăng ký do cán bộ phụ trách thực hiện.")
    return all_of(verb, registration.LIFECYCLE.allows("accept", registration.state))


def _own(by: Actor, registration: Registration) -> Verdict:
    if registration.unit_id == by.unit_id:
        return YES
    return no("not_own", "Chỉ đơn vị đăng ký mới gửi hoặc rút danh sách của mình.")
