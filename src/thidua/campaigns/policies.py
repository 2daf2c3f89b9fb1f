"""May this person register, change, hold, choose now; why not, in Vietnamese."""

from __future__ import annotations

from thidua.accounts.choices import Verb
from thidua.campaigns.models import Launch, Review
from thidua.campaigns.queries.slots import launched_on
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.verdicts import YES, Reason, Verdict, all_of, no
from thidua.plans.lifecycle import CLOSED, ISSUED
from thidua.plans.models import Movement, Plan
from thidua.plans.policies import launch_findings


def may_register_launch(by: Actor, plan: Plan) -> Verdict:
    """The plan is the actor's own and issued, and passes the launch gate (decisions: Plans, "when launching")."""
    return before_launch(by, plan)[0]


def before_launch(by: Actor, plan: Plan) -> tuple[Verdict, tuple[Reason, ...]]:
    """As ``may_register_launch``, and beside a yes what is worth a look before the launch."""
    if plan.unit_id != by.unit_id:
        text = "Chỉ đơn vị ban hành kế hoạch mới đăng ký lịch phát động của kế hoạch đó."
        return no("not_own_plan", text), ()
    if not by.can(Verb.SUBMIT) and not by.can(Verb.ISSUE):
        return no("no_verb", "Việc đăng ký lịch phát động do chủ tịch công đoàn hoặc cán bộ phụ trách thực hiện."), ()
    if plan.state != "issued":
        text = "Kế hoạch chưa được ban hành. Hãy ban hành kế hoạch rồi đăng ký lịch phát động."
        return no("plan_not_issued", text), ()
    verdict, warnings = launch_findings(plan)
    return verdict, warnings if verdict else ()


def may_change_launch(by: Actor, launch: Launch) -> Verdict:
    """Day, place and form can be changed by the unit until the launch was held."""
    return all_of(_own(by, launch), launch.LIFECYCLE.allows("change", launch.state))


def may_hold_launch(by: Actor, launch: Launch) -> Verdict:
    """A launch is recorded as held on its day or later."""
    early = YES
    if launch.held_on > clock.today():
        early = no(
            "too_early",
            f"Chưa đến ngày phát động ({launch.held_on:%d/%m/%Y}). Nếu đã tổ chức sớm hơn, hãy đổi lịch trước.",
        )
    return all_of(_own(by, launch), launch.LIFECYCLE.allows("hold", launch.state), early)


def may_cancel_launch(by: Actor, launch: Launch) -> Verdict:
    """The unit may cancel what was not held yet."""
    return all_of(_own(by, launch), launch.LIFECYCLE.allows("cancel", launch.state))


def may_pick_pilot(by: Actor, launch: Launch) -> Verdict:
    """The level above chooses model launches among those registered below it, until their day: a launch that others
    come to learn from is known before it is held. Past the plan's day for choosing, it is late but done."""
    if not by.is_above(launch.unit.path):
        return no("not_above", "Chỉ công đoàn cấp trên chọn đơn vị phát động điểm.")
    if not by.can(Verb.RECEIVE):
        return no("no_verb", "Việc chọn đơn vị phát động điểm do cán bộ phụ trách của cấp trên thực hiện.")
    if launch.state != "registered":
        return no("wrong_state", "Chỉ chọn được đơn vị đã đăng ký lịch và chưa tổ chức phát động.")
    if launch.held_on < clock.today():
        return no(
            "day_gone",
            f"Buổi phát động ngày {launch.held_on:%d/%m/%Y} đã qua nên không chọn hay bỏ chọn phát động điểm được nữa. "
            "Đơn vị dời lịch thì chọn được theo lịch mới.",
        )
    return YES


def _own(by: Actor, launch: Launch) -> Verdict:
    if launch.unit_id != by.unit_id:
        return no("not_own", "Chỉ đơn vị đã đăng ký mới sửa được lịch phát động của mình.")
    if not by.can(Verb.SUBMIT) and not by.can(Verb.ISSUE):
        return no("no_verb", "Việc này do chủ tịch công đoàn hoặc cán bộ phụ trách thực hiện.")
    return YES


def may_start_review(by: Actor, movement: Movement) -> Verdict:
    """Write down a review of the unit's own movement, once it was launched."""
    if movement.unit_id != by.unit_id:
        return no("not_own", "Mỗi đơn vị tự ghi sơ kết, tổng kết phong trào của mình.")
    if not by.can(Verb.PREPARE):
        return no("no_verb", "Vai trò của bạn chỉ được xem. Việc ghi sơ kết do chủ tịch hoặc người soạn thảo làm.")
    if movement.plan is not None and movement.plan.state not in (ISSUED, CLOSED):
        return no("plan_not_issued", "Kế hoạch của phong trào này chưa ban hành hoặc không còn hiệu lực.")
    if launched_on(movement) is None:
        return no(
            "not_launched",
            "Phong trào chưa phát động nên chưa sơ kết được. Hãy đăng ký lịch và ghi nhận đã phát động trước.",
        )
    return YES


def may_edit_review(by: Actor, review: Review) -> Verdict:
    """Change or throw away a draft of the own unit."""
    return all_of(_own_review(by, review, Verb.PREPARE), review.LIFECYCLE.allows("save", review.state))


def may_record_review(by: Actor, review: Review) -> Verdict:
    """The chair, the leader or the officer of the unit records it."""
    return all_of(_own_review(by, review, Verb.SUBMIT, Verb.ISSUE), review.LIFECYCLE.allows("record", review.state))


def may_correct_review(by: Actor, review: Review) -> Verdict:
    """Who may record may correct what was recorded."""
    return all_of(_own_review(by, review, Verb.SUBMIT, Verb.ISSUE), review.LIFECYCLE.allows("correct", review.state))


def may_attach_to_review(by: Actor, review: Review) -> Verdict:
    """The unit adds minutes and reports, also after it was recorded."""
    return _own_review(by, review, Verb.PREPARE)


def may_remind_reviews(by: Actor, movement: Movement) -> Verdict:
    """Remind the units below of the reviews that they owe."""
    if not by.covers(movement.unit.path) and not by.unit_path.startswith(movement.unit.path):
        return no("not_yours", "Phong trào này không thuộc phạm vi của đơn vị.")
    return YES if by.can(Verb.REMIND) else no("no_verb", "Việc nhắc cấp dưới do cán bộ phụ trách thực hiện.")


def _own_review(by: Actor, review: Review, *verbs: str) -> Verdict:
    if review.unit_id != by.unit_id:
        return no("not_own", "Chỉ đơn vị đã tổ chức mới sửa được bản sơ kết, tổng kết của mình.")
    if not any(by.can(verb) for verb in verbs):
        return no("no_verb", "Việc này do chủ tịch công đoàn hoặc cán bộ phụ trách thực hiện.")
    return YES
