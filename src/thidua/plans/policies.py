"""May this person prepare, approve, issue, cascade, confirm now; why not, in Vietnamese."""

from __future__ import annotations

from thidua.accounts.choices import Verb
from thidua.common.actor import Actor
from thidua.common.verdicts import YES, Verdict, all_of, no
from thidua.plans.checks import ISSUE, LAUNCH, findings_for
from thidua.plans.lifecycle import APPROVED, DRAFT, IN_REVIEW, ISSUED, WITHDRAWN
from thidua.plans.models import Plan, PlanReceipt


def may_prepare(by: Actor) -> Verdict:
    """Start a plan of one's own unit."""
    return _verb(
        by, Verb.PREPARE, "Vai trò của bạn chỉ được xem. Việc soạn kế hoạch do cán bộ hoặc chủ tịch thực hiện."
    )


def may_edit(by: Actor, plan: Plan) -> Verdict:
    """Change a draft of one's own unit."""
    locked = YES
    if plan.state != DRAFT:
        label = plan.state_info.label.lower()
        locked = no("not_a_draft", f"Kế hoạch đang ở trạng thái “{label}” nên không sửa được. Lãnh đạo có thể trả lại.")
    return all_of(_own(by, plan), may_prepare(by), locked)


def may_send_for_review(by: Actor, plan: Plan) -> Verdict:
    """Hand a draft to the leader."""
    return all_of(_own(by, plan), may_prepare(by), plan.LIFECYCLE.allows("send_for_review", plan.state))


def may_return(by: Actor, plan: Plan) -> Verdict:
    """Give a plan back to its drafters, with a remark."""
    return all_of(_own(by, plan), _leader(by), plan.LIFECYCLE.allows("return", plan.state))


def may_approve(by: Actor, plan: Plan) -> Verdict:
    """Approve a plan under review."""
    return all_of(_own(by, plan), _leader(by), plan.LIFECYCLE.allows("approve", plan.state))


def may_number(by: Actor, plan: Plan) -> Verdict:
    """Reserve the number that will be printed on the paper before it is signed."""
    approved = YES if plan.state == APPROVED else no("not_approved", "Chỉ lấy số cho kế hoạch đã được duyệt.")
    return all_of(_own(by, plan), _issuer(by), approved)


def may_issue(by: Actor, plan: Plan) -> Verdict:
    """Issue an approved plan. What is wrong with its content is told by ``issue_gate``."""
    return all_of(_own(by, plan), _issuer(by), plan.LIFECYCLE.allows("issue", plan.state))


def may_issue_own_plan(by: Actor, plan: Plan) -> Verdict:
    """One person prepares, approves and issues in one step: who holds all three verbs, from any state before."""
    verbs = _verb(by, Verb.APPROVE, "Bước ban hành gộp này dành cho chủ tịch công đoàn. Hãy trình lãnh đạo duyệt.")
    open_states = (DRAFT, IN_REVIEW, APPROVED)
    state = YES if plan.state in open_states else plan.LIFECYCLE.allows("issue", plan.state)
    return all_of(_own(by, plan), may_prepare(by), verbs, _issuer(by), state)


def may_close(by: Actor, plan: Plan) -> Verdict:
    """End an issued plan when its year is over."""
    return all_of(_own(by, plan), _issuer(by), plan.LIFECYCLE.allows("close", plan.state))


def may_withdraw(by: Actor, plan: Plan) -> Verdict:
    """Take back an issued plan, with a reason."""
    return all_of(_own(by, plan), _leader(by), plan.LIFECYCLE.allows("withdraw", plan.state))


def may_cascade(by: Actor, plan: Plan) -> Verdict:
    """Make the own unit's plan from an issued plan of a unit above."""
    reasons = [may_prepare(by)]
    if not by.unit_path.startswith(plan.unit.path) or by.unit_path == plan.unit.path:
        reasons.append(no("not_below", "Chỉ đơn vị cấp dưới mới lập kế hoạch của mình từ kế hoạch này."))
    if plan.state != ISSUED:
        reasons.append(no("not_issued", "Kế hoạch cấp trên chưa ban hành hoặc không còn hiệu lực."))
    own = Plan.objects.filter(parent=plan, unit_id=by.unit_id).exclude(state=WITHDRAWN).first()
    if own is not None:
        reasons.append(no("has_own", f"Đơn vị đã có kế hoạch thực hiện kế hoạch này: {own.name}. Hãy mở kế hoạch đó."))
    return all_of(*reasons)


def may_confirm_receipt(by: Actor, receipt: PlanReceipt) -> Verdict:
    """Say that the own unit has received a plan."""
    if receipt.unit_id != by.unit_id:
        return no("not_own", "Chỉ đơn vị nhận kế hoạch mới xác nhận được.")
    if receipt.confirmed_at is not None:
        return no("confirmed", "Đơn vị đã xác nhận nhận kế hoạch này.")
    return may_prepare(by)


def may_remind(by: Actor, plan: Plan) -> Verdict:
    """Remind the units below that have not made their plan."""
    verb = _verb(by, Verb.REMIND, "Việc nhắc cấp dưới do cán bộ phụ trách thực hiện.")
    issued = YES if plan.state == ISSUED else no("not_issued", "Chỉ nhắc khi kế hoạch đang thực hiện.")
    return all_of(_own(by, plan), verb, issued)


def issue_gate(plan: Plan, *, with_number: bool = True) -> Verdict:
    """The errors that stop issuing; each is one reason with its place as ``field``."""
    errors = [finding for finding in findings_for(plan, ISSUE, with_number=with_number) if finding.is_error]
    return Verdict(tuple(finding.reason for finding in errors))


def launch_gate(plan: Plan) -> Verdict:
    """What stops the launch of the plan's movements (the same checks, with their severity at launch)."""
    errors = [finding for finding in findings_for(plan, LAUNCH) if finding.is_error]
    return Verdict(tuple(finding.reason for finding in errors))


def _own(by: Actor, plan: Plan) -> Verdict:
    if plan.unit_id == by.unit_id:
        return YES
    return no("not_own_plan", f"Chỉ {plan.unit.name} mới làm được việc này với kế hoạch của mình.")


def _leader(by: Actor) -> Verdict:
    return _verb(by, Verb.APPROVE, "Việc duyệt, trả lại, thu hồi kế hoạch do lãnh đạo đơn vị thực hiện.")


def _issuer(by: Actor) -> Verdict:
    return _verb(by, Verb.ISSUE, "Việc ban hành do văn thư, cán bộ phụ trách hoặc chủ tịch thực hiện.")


def _verb(by: Actor, verb: str, text: str) -> Verdict:
    return YES if by.can(verb) else no("no_verb", text)
