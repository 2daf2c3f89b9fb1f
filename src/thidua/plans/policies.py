"""May this person prepare, approve, issue, cascade, confirm now; why not, in Vietnamese."""

from __future__ import annotations

from django.urls import reverse

from thidua.accounts.choices import Verb
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.verdicts import YES, Reason, Verdict, all_of, no
from thidua.plans.checks import ISSUE, LAUNCH, findings_for
from thidua.plans.choices import Source
from thidua.plans.lifecycle import AMENDED, APPROVED, CLOSED, DRAFT, DROPPED, GONE, IN_REVIEW, ISSUED, PROPOSED
from thidua.plans.models import Allocation, Indicator, Movement, Plan, PlanItem, PlanReceipt
from thidua.plans.queries.movements import own_response


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
        locked = no(
            "not_a_draft", f"Kế hoạch đang ở trạng thái “{label}” nên không sửa được. {_way_back(plan)}".strip()
        )
    return all_of(_own(by, plan), may_prepare(by), locked)


def may_change_item(by: Actor, item: PlanItem) -> Verdict:
    """Change or drop an item of a draft; what the plan above decides stays as it is."""
    locked = YES
    if item.is_locked:
        above = item.plan.parent.name if item.plan.parent else "kế hoạch cấp trên"
        mend = "Hãy thêm mục của đơn vị bên cạnh."
        if item.source == Source.INHERITED:
            mend = "Hãy bấm “Viết lại cho đơn vị”, hoặc thêm mục của đơn vị bên cạnh."
        locked = no("inherited", f"Mục này lấy từ {above} nên không sửa, không bỏ ở đây. {mend}")
    return all_of(may_edit(by, item.plan), locked)


def may_release(by: Actor, item: PlanItem) -> Verdict:
    """Rewrite inherited words for the own unit. What was allotted to the unit stays."""
    if item.source != Source.INHERITED:
        return no(
            "not_inherited", "Chỉ mục lấy nguyên văn từ cấp trên mới viết lại được; việc cấp trên giao thì không."
        )
    return may_edit(by, item.plan)


def may_send_for_review(by: Actor, plan: Plan) -> Verdict:
    """Hand a draft to the leader."""
    return all_of(_own(by, plan), may_prepare(by), plan.LIFECYCLE.allows("send_for_review", plan.state))


def may_discard(by: Actor, plan: Plan) -> Verdict:
    """Give up a draft that was begun by mistake."""
    return all_of(_own(by, plan), may_prepare(by), plan.LIFECYCLE.allows("discard", plan.state))


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


def may_add_signed_paper(by: Actor, plan: Plan) -> Verdict:
    """Add the scan or the signed PDF to a plan that was issued without it."""
    out = YES
    if plan.state not in (ISSUED, AMENDED, CLOSED):
        out = no("not_issued", "Bản đã ký được tải lên khi ban hành hoặc sau khi ban hành.")
    return all_of(_own(by, plan), _issuer(by), out)


def may_amend(by: Actor, plan: Plan) -> Verdict:
    """Begin a version that will replace an issued plan; one at a time."""
    begun = YES
    under_way = Plan.objects.filter(amends=plan).exclude(state__in=DROPPED).first()
    if under_way is not None and plan.state == ISSUED:
        label = under_way.state_info.label.lower()
        begun = no("amendment_begun", f"Đã có bản điều chỉnh của kế hoạch này ({label}). Hãy mở bản đó.")
    return all_of(_own(by, plan), may_prepare(by), plan.LIFECYCLE.allows("amend", plan.state), begun)


def may_repeat(by: Actor, plan: Plan) -> Verdict:
    """Make a later year's plan from an own plan that was issued."""
    out = YES if plan.state in (ISSUED, CLOSED) else no("not_issued", "Chỉ lấy lại kế hoạch đã ban hành của đơn vị.")
    return all_of(_own(by, plan), may_prepare(by), out)


def may_link(by: Actor, plan: Plan) -> Verdict:
    """Say which upper plan an own plan carries out, also after it was issued."""
    own = YES if plan.unit_id == by.unit_id else no("not_own_plan", "Chỉ đơn vị lập kế hoạch mới gắn được.")
    linked = YES
    if plan.parent is not None:
        linked = no("has_parent", f"Kế hoạch này đã gắn với {plan.parent.name}.")
    gone = YES
    if plan.state in GONE:
        gone = no("gone", f"Kế hoạch ở trạng thái “{plan.state_info.label.lower()}” nên không gắn được nữa.")
    return all_of(own, may_prepare(by), linked, gone)


def may_close(by: Actor, plan: Plan) -> Verdict:
    """End an issued plan when its year is over."""
    return all_of(_own(by, plan), _issuer(by), plan.LIFECYCLE.allows("close", plan.state))


def may_withdraw(by: Actor, plan: Plan) -> Verdict:
    """Take back an issued plan, with a reason. Not an amendment: the version before it has given everything over to it,
    and no plan would be in force."""
    last = YES
    if plan.amends is not None and plan.state == ISSUED:
        text = (
            f"{plan.name} là bản điều chỉnh của {plan.amends.name}: thu hồi thì không còn bản nào có hiệu lực. "
            "Nếu nội dung sai, hãy lập bản điều chỉnh mới. Nếu phong trào dừng hẳn, hãy bấm “Kết thúc kế hoạch”."
        )
        last = Verdict((Reason("is_amendment", text, "", reverse("plan_page", args=[plan.pk]), f"Mở {plan.name}"),))
    return all_of(_own(by, plan), _leader(by), plan.LIFECYCLE.allows("withdraw", plan.state), last)


def may_cascade(by: Actor, plan: Plan) -> Verdict:
    """Make the own unit's plan from an issued plan of a unit above."""
    reasons = [may_prepare(by)]
    if not by.unit_path.startswith(plan.unit.path) or by.unit_path == plan.unit.path:
        reasons.append(no("not_below", "Chỉ đơn vị cấp dưới mới lập kế hoạch của mình từ kế hoạch này."))
    if plan.state != ISSUED:
        reasons.append(no("not_issued", "Kế hoạch cấp trên chưa ban hành hoặc không còn hiệu lực."))
    own = Plan.objects.filter(parent=plan, unit_id=by.unit_id).exclude(state__in=GONE).first()
    if own is not None:
        text = f"Đơn vị đã có kế hoạch thực hiện kế hoạch này: {own.name}. Hãy mở kế hoạch đó."
        reasons.append(Verdict((Reason("has_own", text, "", reverse("plan_page", args=[own.pk]), f"Mở {own.name}"),)))
    return all_of(*reasons)


def may_register_movement(by: Actor) -> Verdict:
    """Register a movement that another authority launched, without a plan of one's own."""
    if by.can(Verb.ISSUE) or by.can(Verb.MANAGE_UNITS):
        return YES
    return no("no_verb", "Việc đăng ký phong trào do cán bộ phụ trách, chủ tịch hoặc người quản trị thực hiện.")


def may_change_movement(by: Actor, movement: Movement) -> Verdict:
    """Change what was registered without a plan; what stands in a plan is changed there."""
    if movement.plan is not None:
        return no("in_a_plan", f"Phong trào này nằm trong {movement.plan.name}. Hãy sửa trong kế hoạch đó.")
    if movement.unit_id != by.unit_id:
        return no("not_own", f"Chỉ {movement.unit.title} sửa được phong trào do mình đăng ký.")
    return may_register_movement(by)


def may_respond(by: Actor, movement: Movement) -> Verdict:
    """Answer a running movement of a unit above: by the own plan where it comes with one, else by one tap."""
    if not by.unit_path.startswith(movement.unit.path) or by.unit_id == movement.unit_id:
        return no("not_below", "Chỉ đơn vị cấp dưới hưởng ứng phong trào của cấp trên.")
    if not by.can(Verb.ISSUE):
        return no("no_verb", "Việc hưởng ứng phong trào do chủ tịch công đoàn hoặc cán bộ phụ trách quyết định.")
    if not movement.is_running_on(clock.today()):
        return no("not_running", "Phong trào này đã kết thúc hoặc chưa phát động nên không hưởng ứng được nữa.")
    own = own_response(by, movement)
    if own is not None:
        text = f"Đơn vị đã hưởng ứng bằng phong trào “{own.name}”."
        return Verdict((Reason("has_own", text, "", reverse("movement_page", args=[own.pk]), "Mở phong trào đó"),))
    if movement.plan is not None and may_cascade(by, movement.plan):
        text = (
            f"Phong trào này nằm trong {movement.plan.name}. Lập kế hoạch của đơn vị theo kế hoạch đó là hưởng ứng "
            "tất cả phong trào trong ấy."
        )
        url = reverse("plan_cascade", args=[movement.plan_id])
        return Verdict((Reason("by_plan", text, "", url, "Lập kế hoạch của đơn vị"),))
    return YES


def may_confirm_receipt(by: Actor, receipt: PlanReceipt) -> Verdict:
    """Say that the own unit has received a plan."""
    if receipt.unit_id != by.unit_id:
        return no("not_own", "Chỉ đơn vị nhận kế hoạch mới xác nhận được.")
    if receipt.confirmed_at is not None:
        return no("confirmed", "Đơn vị đã xác nhận nhận kế hoạch này.")
    if receipt.plan.state in GONE:
        label = receipt.plan.state_info.label.lower()
        return no("gone", f"Kế hoạch {label}, không phải xác nhận nữa.")
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
    return launch_findings(plan)[0]


def launch_findings(plan: Plan) -> tuple[Verdict, tuple[Reason, ...]]:
    """What stops the launch, and what does not and is worth a look first (many movements at once, gaps …)."""
    found = findings_for(plan, LAUNCH)
    errors = tuple(finding.reason for finding in found if finding.is_error)
    return Verdict(errors), tuple(finding.reason for finding in found if not finding.is_error)


def may_allocate(by: Actor, plan: Plan) -> Verdict:
    """Share the plan's targets out among the units below: of a plan in force or on its way there. An amendment takes
    over what the plan that it replaces has given."""
    if plan.state in (CLOSED, *GONE):
        locked = no("plan_is_over", f"Kế hoạch “{plan.state_info.label.lower()}” nên không giao chỉ tiêu nữa.")
    elif plan.state != ISSUED and plan.amends_id is not None:
        locked = no(
            "amendment_takes_over",
            "Bản điều chỉnh lấy nguyên mức đã giao của kế hoạch đang có hiệu lực. Hãy giao lại sau khi ban hành.",
        )
    else:
        locked = YES
    words = "Vai trò của bạn chỉ được xem. Việc giao chỉ tiêu do cán bộ hoặc chủ tịch thực hiện."
    return all_of(_own(by, plan), _verb(by, Verb.PREPARE, words), locked)


def may_add_indicator(by: Actor, *, is_shared: bool) -> Verdict:
    """Add an indicator of the own unit; or one for all, as an administrator of a unit with nobody above it."""
    if not is_shared:
        return _verb(by, Verb.PREPARE, "Vai trò của bạn chỉ được xem. Việc thêm chỉ tiêu do cán bộ thực hiện.")
    if by.can(Verb.MANAGE_NORMS) and by.is_at_the_top:
        return YES
    return no("not_at_the_top", "Chỉ tiêu dùng chung do người quản trị của cấp cao nhất giữ.")


def may_keep_indicator(by: Actor, indicator: Indicator) -> Verdict:
    """Correct or retire an indicator: those of the own unit, or the shared ones at the top."""
    if indicator.owner_id is None:
        return may_add_indicator(by, is_shared=True)
    if indicator.owner_id != by.unit_id:
        return no("not_own_indicator", "Chỉ tiêu này do cấp trên đặt ra, đơn vị chỉ dùng.")
    return may_add_indicator(by, is_shared=False)


def may_propose(by: Actor, allocation: Allocation) -> Verdict:
    """Ask for another amount than the own unit was given, once at a time, while the plan above is in force."""
    if allocation.unit_id != by.unit_id:
        return no("not_own_allocation", f"Chỉ {allocation.unit.name} mới đề nghị được mức khác cho mình.")
    if allocation.target.plan.state != ISSUED:
        return no("plan_not_in_force", "Kế hoạch của cấp trên không còn hiệu lực nên không đề nghị được nữa.")
    if allocation.proposals.filter(state=PROPOSED).exists():
        return no("proposal_waits", "Đơn vị đã có một đề nghị đang chờ trả lời. Hãy chờ cấp trên trả lời trước.")
    return _verb(by, Verb.PREPARE, "Vai trò của bạn chỉ được xem. Việc đề nghị do chủ tịch hoặc người soạn thực hiện.")


def _way_back(plan: Plan) -> str:
    """How a plan that is no draft could be changed after all."""
    if plan.state in (IN_REVIEW, APPROVED):
        return "Lãnh đạo có thể trả lại để sửa."
    return "Muốn thay đổi, hãy lập bản điều chỉnh." if plan.state == ISSUED else ""


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
