"""Who may give, end and hand over roles, issue codes, and type in for a unit below."""

from __future__ import annotations

from thidua.accounts.choices import Role, Verb
from thidua.accounts.models import Appointment, User
from thidua.accounts.queries import typing_in_verdict
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.verdicts import YES, Verdict, all_of, no
from thidua.organisation.models import Unit

# What a chair or officer may give within her own unit; everything else comes from above or from an administrator.
OWN_UNIT_ROLES = frozenset({Role.CLERK, Role.COUNCIL, Role.VIEWER})


def may_appoint(by: Actor, unit: Unit, role: str) -> Verdict:
    """An administrator everywhere below her unit; who issues codes: all roles but admin below, helpers in her own."""
    if not by.covers(unit.path):
        return no("not_yours", f"{unit.title} không thuộc phạm vi của {by.unit_name}.")
    if by.can(Verb.MANAGE_ROLES):
        return YES
    if not by.can(Verb.ISSUE_CODES):
        return no("no_verb", "Vai trò của bạn không phân công được người. Hãy nhờ chủ tịch hoặc cán bộ phụ trách.")
    if role == Role.ADMIN:
        return no("admin_only", "Chỉ người quản trị mới giao được vai trò quản trị.")
    if by.is_above(unit.path) or role in OWN_UNIT_ROLES:
        return YES
    label = Role(role).label.lower()
    return no("from_above", f"Vai trò “{label}” của đơn vị mình do cán bộ cấp trên hoặc người quản trị giao.")


def may_give_role(by: Actor, unit: Unit, role: str, to_user: User) -> Verdict:
    """As ``may_appoint``, and nobody to herself: an administrator decides nothing, an officer does not rise alone."""
    if to_user.pk == by.user_id:
        return no("own_role", "Bạn không tự giao vai trò cho mình được; hãy nhờ cấp trên hoặc người quản trị khác.")
    return may_appoint(by, unit, role)


def may_end_appointment(by: Actor, appointment: Appointment) -> Verdict:
    """Who could give the role may end it, but nobody her own and nothing twice."""
    if appointment.valid_to is not None and appointment.valid_to < clock.today():
        return no("ended", "Phân công này đã kết thúc.")
    if appointment.user_id == by.user_id:
        return no("own_role", "Bạn không tự kết thúc vai trò của mình được; hãy nhờ cấp trên hoặc dùng bàn giao.")
    return may_appoint(by, appointment.unit, appointment.role)


def may_issue_code(by: Actor, user: User, appointments: list[Appointment]) -> Verdict:
    """A code opens the account with all its roles: only for one to whom ``by`` could give every role she holds.

    ``appointments`` are the user's that hold today.
    """
    if not user.is_active:
        return no("inactive", "Tài khoản này đang bị khoá. Hãy mở khoá trước khi cấp mã.")
    if user.pk == by.user_id:
        return no("own_code", "Bạn không tự cấp mã cho mình được. Hãy dùng “Đổi mật khẩu” hoặc nhờ cấp trên.")
    if not appointments:
        return no("no_role", f"{user.full_name} chưa giữ vai trò nào. Hãy phân công trước rồi cấp mã.")
    return all_of(*(may_appoint(by, appointment.unit, appointment.role) for appointment in appointments))


def may_hand_over(by: Actor, unit: Unit, held: list[Appointment]) -> Verdict:
    """Hand all roles (``held``, open, of the one who leaves) at a unit to a successor."""
    if not held:
        return no("nothing_held", f"Người này không còn giữ vai trò nào tại {unit.title}.")
    return all_of(*(may_end_appointment(by, appointment) for appointment in held))


def may_type_in(by: Actor, unit: Unit) -> Verdict:
    """Type in for a unit below that telephones or sends paper ("nhập thay")."""
    return typing_in_verdict(by, unit)
