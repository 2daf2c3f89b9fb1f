"""May this person register, change, hold, choose now; why not, in Vietnamese."""

from __future__ import annotations

from thidua.accounts.choices import Verb
from thidua.campaigns.models import Launch
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.verdicts import YES, Verdict, all_of, no
from thidua.plans.models import Plan
from thidua.plans.policies import launch_gate


def may_register_launch(by: Actor, plan: Plan) -> Verdict:
    """The plan is the actor's own and issued, and passes the launch gate (decisions: Plans, "when launching")."""
    if plan.unit_id != by.unit_id:
        return no("not_own_plan", "Chỉ đơn vị ban hành kế hoạch mới đăng ký lịch phát động của kế hoạch đó.")
    if not by.can(Verb.SUBMIT) and not by.can(Verb.ISSUE):
        return no("no_verb", "Việc đăng ký lịch phát động do chủ tịch công đoàn hoặc cán bộ phụ trách thực hiện.")
    if plan.state != "issued":
        return no("plan_not_issued", "Kế hoạch chưa được ban hành. Hãy ban hành kế hoạch rồi đăng ký lịch phát động.")
    return launch_gate(plan)


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
    """The level above chooses model launches among those registered below it and not yet held."""
    if not by.is_above(launch.unit.path):
        return no("not_above", "Chỉ công đoàn cấp trên chọn đơn vị phát động điểm.")
    if not by.can(Verb.RECEIVE):
        return no("no_verb", "Việc chọn đơn vị phát động điểm do cán bộ phụ trách của cấp trên thực hiện.")
    if launch.state != "registered":
        return no("wrong_state", "Chỉ chọn được đơn vị đã đăng ký lịch và chưa tổ chức phát động.")
    return YES


def _own(by: Actor, launch: Launch) -> Verdict:
    if launch.unit_id != by.unit_id:
        return no("not_own", "Chỉ đơn vị đã đăng ký mới sửa được lịch phát động của mình.")
    if not by.can(Verb.SUBMIT) and not by.can(Verb.ISSUE):
        return no("no_verb", "Việc này do chủ tịch công đoàn hoặc cán bộ phụ trách thực hiện.")
    return YES
