"""What the frame of every page shows: menu by verbs, the unit acted for, notices, the person.

Built only when a template asks for it, once a request: one query (unread notices, what waits) beside the
appointments that the middleware has read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch
from django.utils.functional import SimpleLazyObject

from thidua.accounts.choices import Role, Verb
from thidua.accounts.models import Appointment
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.desk.queries.waiting import badges
from thidua.ui.addresses import address
from thidua.ui.frame import Frame, MenuItem, UnitChoice
from thidua.ui.gestures import ActingRequest


@dataclass(frozen=True)
class Place:
    """One place of the menu: shown when its address exists and the actor holds one of the verbs."""

    label: str
    icon: str
    name: str
    verbs: tuple[str, ...] = (Verb.VIEW,)
    group: str = ""
    counts_duties: bool = False


AWARDS, SYSTEM = "Khen thưởng", "Hệ thống"
# The order of the menu is decided; a place whose address does not exist yet is not shown.
MENU = (
    Place("Việc cần làm", "checklist", "desk", counts_duties=True),
    Place("Kế hoạch", "clipboard-list", "plan_list"),
    Place("Phong trào", "flag-2", "movement_list"),
    Place("Đăng ký", "pencil-plus", "registration_list"),
    Place("Báo cáo", "report-analytics", "report_list"),
    Place("Đề nghị", "award", "dossier_list", (Verb.PREPARE, Verb.SUBMIT), AWARDS),
    Place("Tiếp nhận", "file-download", "dossier_inbox", (Verb.RECEIVE,), AWARDS),
    Place("Xét duyệt", "gavel", "appraisal_list", (Verb.RECEIVE, Verb.APPROVE, Verb.SCORE, Verb.VOTE), AWARDS),
    Place("Quyết định", "rubber-stamp", "decision_list", (Verb.DECIDE, Verb.ISSUE), AWARDS),
    Place("Danh sách được khen", "medal", "award_list", group=AWARDS),
    Place("Toàn cảnh năm", "timeline", "year_at_a_glance"),
    Place("Thống kê", "chart-bar", "picture_home"),
    Place("Tổ chức", "sitemap", "unit_tree", group=SYSTEM),
    Place("Đoàn viên, người lao động", "users", "own_people", (Verb.MANAGE_PEOPLE, Verb.PREPARE), SYSTEM),
    Place("Tài khoản của đơn vị", "key", "own_accounts", (Verb.ISSUE_CODES, Verb.MANAGE_ROLES), SYSTEM),
    Place("Văn bản pháp lý", "book", "norm_list", group=SYSTEM),
    Place("Việc chạy nền", "progress-check", "job_list", group=SYSTEM),
)
PHONE = (
    Place("Việc cần làm", "checklist", "desk", counts_duties=True),
    Place("Kế hoạch", "clipboard-list", "plan_list"),
    Place("Báo cáo", "report-analytics", "report_list"),
    Place("Khen thưởng", "award", "award_home"),
)


def frame(request: ActingRequest) -> dict[str, Any]:
    """``actor`` and ``frame`` for the templates; both None on public pages."""
    actor = getattr(request, "actor", None)
    return {"actor": actor, "frame": SimpleLazyObject(lambda: _frame_of(request)) if actor else None}


def _frame_of(request: ActingRequest) -> Frame:
    built: Frame | None = getattr(request, "built_frame", None)
    if built is None:
        built = _build(request, request.actor, request.appointments)
        request.built_frame = built
    return built


def _build(request: ActingRequest, actor: Actor, appointments: list[Appointment]) -> Frame:
    waiting, unread = badges(actor)
    return Frame(
        actor=actor,
        units=_units(actor, appointments),
        menu=_menu(MENU, request.path, actor, waiting),
        phone_menu=_menu(PHONE, request.path, actor, waiting),
        unread=unread,
        waiting=waiting,
        demo_day=clock.today() if settings.DEMO else None,
        demo_url=_address("demo_stage"),
        search_url=_address("search"),
        search_query=request.GET.get("q", "") if request.path == _address("search") else "",
        notices_url=_address("notice_list"),
        switch_url=_address("unit_switch"),
        sign_in_url=_address("account_login"),
        sign_out_url=_address("account_logout"),
        person_menu=(
            MenuItem("Tài khoản của tôi", "user-circle", _address("own_account")),
            MenuItem("Đổi mật khẩu", "lock", _address("account_change_password")),
        ),
        role_words=_role_words(actor.roles),
        keep_key=f"u{actor.user_id}",
    )


def _address(name: str) -> str:
    """The address of that name; empty where the product does not have it (yet)."""
    try:
        return address(name)
    except NoReverseMatch:
        return ""


def _menu(places: tuple[Place, ...], path: str, actor: Actor, waiting: int) -> tuple[MenuItem, ...]:
    shown = [(place, _address(place.name)) for place in places if any(actor.can(verb) for verb in place.verbs)]
    urls = [url for _, url in shown if url]
    here = max((url for url in urls if path == url or (url != "/" and path.startswith(url))), key=len, default="")
    return tuple(
        MenuItem(
            label=place.label,
            icon=place.icon,
            url=url,
            is_active=url == here,
            group=place.group,
            count=waiting if place.counts_duties else 0,
        )
        for place, url in shown
        if url
    )


def _role_words(roles: frozenset[str]) -> str:
    return ", ".join(role.label for role in Role if role in roles)


def _units(actor: Actor, appointments: list[Appointment]) -> tuple[UnitChoice, ...]:
    roles: dict[int, list[str]] = {}
    names: dict[int, str] = {}
    for appointment in appointments:
        roles.setdefault(appointment.unit_id, []).append(appointment.get_role_display())
        names[appointment.unit_id] = appointment.unit.name
    return tuple(
        UnitChoice(value=str(pk), name=names[pk], role=", ".join(words), is_current=pk == actor.unit_id)
        for pk, words in roles.items()
    )
