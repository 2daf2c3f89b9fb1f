"""Roles and what each may do: the one table of role × verb (decisions: People and access)."""

from django.db import models


class Role(models.TextChoices):
    CHAIR = "chair", "Chủ tịch công đoàn"
    CLERK = "clerk", "Người soạn thảo"
    OFFICER = "officer", "Cán bộ chuyên trách"
    LEADER = "leader", "Lãnh đạo"
    COUNCIL = "council", "Thành viên hội đồng"
    VIEWER = "viewer", "Người xem"
    ADMIN = "admin", "Quản trị"


class Verb(models.TextChoices):
    """What a role lets a person do for her unit. Policies ask ``actor.can(Verb.…)``."""

    VIEW = "view", "xem"
    VIEW_DOSSIERS = "view_dossiers", "xem hồ sơ đề nghị khen thưởng"
    PREPARE = "prepare", "soạn thảo"
    SUBMIT = "submit", "nộp lên cấp trên"
    RECEIVE = "receive", "tiếp nhận của cấp dưới"
    RETURN = "return", "trả lại kèm ý kiến"
    REMIND = "remind", "nhắc cấp dưới"
    TYPE_IN = "type_in", "nhập thay cấp dưới"
    APPROVE = "approve", "phê duyệt"
    SIGN = "sign", "ký"
    ISSUE = "issue", "ban hành"
    DECIDE = "decide", "quyết định khen thưởng"
    SCORE = "score", "chấm điểm"
    VOTE = "vote", "bỏ phiếu"
    MANAGE_PEOPLE = "manage_people", "quản lý người của đơn vị"
    ISSUE_CODES = "issue_codes", "cấp mã đăng nhập"
    MANAGE_UNITS = "manage_units", "quản lý đơn vị"
    MANAGE_ROLES = "manage_roles", "phân vai trò"
    MANAGE_NORMS = "manage_norms", "sửa sổ văn bản pháp lý"


VERBS_BY_ROLE: dict[str, frozenset[str]] = {
    Role.CHAIR: frozenset(
        {
            Verb.VIEW,
            Verb.VIEW_DOSSIERS,
            Verb.PREPARE,
            Verb.SUBMIT,
            Verb.RECEIVE,
            Verb.RETURN,
            Verb.REMIND,
            Verb.TYPE_IN,
            Verb.APPROVE,
            Verb.SIGN,
            Verb.ISSUE,
            Verb.DECIDE,
            Verb.MANAGE_PEOPLE,
            Verb.ISSUE_CODES,
        }
    ),
    Role.CLERK: frozenset({Verb.VIEW, Verb.VIEW_DOSSIERS, Verb.PREPARE}),
    Role.OFFICER: frozenset(
        {
            Verb.VIEW,
            Verb.VIEW_DOSSIERS,
            Verb.PREPARE,
            Verb.RECEIVE,
            Verb.RETURN,
            Verb.REMIND,
            Verb.TYPE_IN,
            Verb.ISSUE,
            Verb.MANAGE_PEOPLE,
            Verb.ISSUE_CODES,
        }
    ),
    Role.LEADER: frozenset({Verb.VIEW, Verb.VIEW_DOSSIERS, Verb.APPROVE, Verb.SIGN, Verb.DECIDE, Verb.SUBMIT}),
    Role.COUNCIL: frozenset({Verb.VIEW, Verb.VIEW_DOSSIERS, Verb.SCORE, Verb.VOTE}),
    Role.VIEWER: frozenset({Verb.VIEW, Verb.VIEW_DOSSIERS}),
    Role.ADMIN: frozenset(
        {
            Verb.VIEW,
            Verb.MANAGE_UNITS,
            Verb.MANAGE_PEOPLE,
            Verb.MANAGE_ROLES,
            Verb.ISSUE_CODES,
            Verb.MANAGE_NORMS,
        }
    ),
}
