"""Lists of campaigns: the register of movements, the calendar of launches, the reviews."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Exists, OuterRef, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator

from thidua.campaigns.choices import ReviewKind
from thidua.campaigns.lifecycle import LAUNCH
from thidua.campaigns.models import Launch, Review, ReviewedMovement
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.organisation.choices import UnitKind, UnitLevel
from thidua.plans.choices import Launcher, Scope, Sector
from thidua.plans.models import Movement, MovementQuerySet
from thidua.plans.queries.movements import ABOVE, ALL, BELOW, MINE, answers_below, each_once, whose
from thidua.ui.components.basics import tone_chip
from thidua.ui.tables import Column, Filter, Table

GRASSROOTS = (UnitLevel.BASE, UnitLevel.SECTION)
YEARS_BACK = 5
LONG_NAME = 90
EACH_ONCE = "Rút gọn"


def _years() -> list[tuple[str, str]]:
    this = clock.today().year
    return [(str(year), str(year)) for year in range(this + 1, this - YEARS_BACK, -1)]


def _whose(by: Actor) -> list[tuple[str, str]]:
    found = [(MINE, "Của đơn vị"), (ABOVE, "Của cấp trên")]
    below = [] if by.unit_level in GRASSROOTS else [(BELOW, "Của cấp dưới")]
    return [*found, *below, (ALL, "Mọi cấp")]


def movement_table(params: QueryDict, rows: MovementQuerySet, by: Actor) -> Table:
    """The register of movements. Each stands there once, as the own unit's or what it could still answer; all levels
    on demand."""
    below: dict[int, int] = {}

    def answering(row: Movement) -> int | None:
        return None if row.unit.path > by.unit_path else below.get(getattr(row, "top", 0), 0)

    columns = [
        Column("ten", "Phong trào", _movement_cell, sort="name", phone="title"),
        Column("don-vi", "Đơn vị", "unit.title", sort="unit__path"),
        Column("phat-dong", "Cấp phát động", _launcher),
        Column("huong-ung", "Hưởng ứng", _answers(by)),
        *(
            [Column("cap-duoi", "Cấp dưới hưởng ứng", answering, kind="number", phone="figure")]
            if by.unit_level not in GRASSROOTS
            else []
        ),
        Column("tinh-trang", "Tình trạng", _chip, phone="figure"),
    ]
    table = _register(params, rows, columns, by)
    if by.unit_level not in GRASSROOTS:
        below.update(answers_below(by, table.rows))
    return table


def movement_sheet_table(params: QueryDict, rows: MovementQuerySet, by: Actor) -> Table:
    """The register as a spreadsheet has room for."""
    columns = [
        Column("ten", "Phong trào", "name", sort="name"),
        Column("don-vi", "Đơn vị", "unit.title", sort="unit__path"),
        Column("phat-dong", "Cấp phát động", _launcher),
        Column("pham-vi", "Phạm vi", lambda row: row.get_scope_display()),
        Column("doi-tuong", "Dành cho", _audience),
        Column("theo", "Theo", "source_words"),
        Column("tieu-chi", "Tiêu chí", "criteria"),
        Column("huong-ung", "Hưởng ứng", _answered_words),
        Column("tinh-trang", "Tình trạng", lambda row: _state(row)[0]),
    ]
    return _register(params, rows, columns, by)


def _register(params: QueryDict, rows: MovementQuerySet, columns: list[Column], by: Actor) -> Table:
    filters = _movement_filters(by)
    asked = params.get("cua", "")
    return Table(
        params,
        rows if asked in dict(_whose(by)) else each_once(rows, by),
        columns,
        caption="Phong trào",
        filters=filters,
        sort="don-vi",
        size=30,
        exports=[("Tải Excel", reverse("movement_sheet"))],
        empty=(
            "Chưa có phong trào nào",
            "Phong trào có ở đây ngay khi kế hoạch nêu nó được ban hành, hoặc khi được đăng ký riêng.",
        ),
    )


def _movement_filters(by: Actor) -> list[Filter]:
    today = clock.today()
    reviewed = Exists(ReviewedMovement.objects.filter(movement=OuterRef("pk"), review__state="recorded"))

    def running(found: MovementQuerySet, value: str) -> MovementQuerySet:
        live = Movement.objects.running_on(today)
        return found.filter(pk__in=live) if value == "dang" else found.exclude(pk__in=live)

    for_whom = [
        Filter("pham-vi", "Phạm vi", lambda found, value: found.filter(scope=value), Scope.choices),
        Filter("loai-hinh", "Dành cho loại hình", lambda found, value: found.for_kind(value), UnitKind.choices),
    ]
    return [
        Filter("nam", "Năm", lambda found, value: found.of_year(int(value)), _years()),
        Filter("cua", "Đơn vị", lambda found, value: whose(found, by, value), _whose(by), none=EACH_ONCE),
        Filter("cap", "Cấp phát động", lambda found, value: found.filter(launcher=value), Launcher.choices),
        *([] if by.unit_level in GRASSROOTS else for_whom),
        Filter("tinh-trang", "Tình trạng", running, [("dang", "Đang thực hiện"), ("het", "Đã kết thúc")]),
        Filter(
            "so-ket",
            "Sơ kết, tổng kết",
            lambda found, value: found.filter(reviewed) if value == "co" else found.exclude(reviewed),
            [("co", "Đã sơ kết hoặc tổng kết"), ("chua", "Chưa sơ kết")],
        ),
    ]


def launch_table(params: QueryDict, rows: QuerySet[Launch], *, with_unit: bool, years: list[int]) -> Table:
    """The calendar of launches of a year, by day; the model ones can be asked for, and another of ``years`` (``rows``
    are of the chosen one already)."""
    columns = [
        Column("ngay", "Ngày phát động", _launch_link, sort="held_on", phone="title", export="held_on"),
        *([Column("don-vi", "Đơn vị", "unit.title", sort="unit__name_key")] if with_unit else []),
        Column("dia-diem", "Địa điểm", "place"),
        Column("hinh-thuc", "Hình thức", lambda row: row.get_form_display(), phone="hide"),
        Column("du-kien", "Dự kiến (người)", "expected_people", kind="number"),
        Column("da-du", "Đã dự (người)", "participants", kind="number"),
        Column("diem", "Phát động điểm", _pilot_chip, export=lambda row: "x" if row.is_pilot else ""),
        Column("tinh-trang", "Tình trạng", _launch_chip, phone="figure", export=lambda row: row.state_info.label),
    ]
    states = [(code, state.label) for code, state in LAUNCH.states.items() if code != "cancelled"]
    filters = [
        Filter("tinh-trang", "Tình trạng", lambda found, value: found.filter(state=value), states),
        Filter("diem", "Phát động điểm", lambda found, value: found.filter(is_pilot=True), [("co", "Chỉ đơn vị điểm")]),
        *(
            [Filter("nam", "Năm", lambda found, value: found, [(str(one), str(one)) for one in years])]
            if years[1:]
            else []
        ),
    ]
    return Table(
        params,
        rows,
        columns,
        caption="Các buổi phát động",
        filters=filters,
        sort="ngay",
        exports=[("Tải Excel", reverse("launch_sheet"))],
        empty=(
            "Chưa có lịch phát động",
            "Khi các đơn vị đăng ký ngày phát động phong trào, lịch sẽ hiện ở đây theo thứ tự ngày.",
        ),
        ident="lich",
    )


def review_table(params: QueryDict, rows: QuerySet[Review], by: Actor) -> Table:
    """Reviews, the youngest first."""
    columns = [
        Column("ban", "Sơ kết, tổng kết", _review_link, phone="title", export="title"),
        Column("don-vi", "Đơn vị", "unit.title", sort="unit__name_key"),
        Column("ngay", "Ngày tổ chức", "held_on", sort="held_on", kind="date"),
        Column("phong-trao", "Số phong trào", "movement_count", kind="number"),
        Column("du", "Người dự", "participants", sort="participants", kind="number", phone="figure"),
        Column("truc-tiep", "Lao động trực tiếp", "direct_workers", kind="number"),
        Column("cham", "Chậm (ngày)", lambda row: row.days_late or "", kind="number"),
        Column("tinh-trang", "Tình trạng", _review_chip, phone="figure", export=lambda row: row.state_info.label),
    ]

    def of(found: QuerySet[Review], value: str) -> QuerySet[Review]:
        return found.filter(unit_id=by.unit_id) if value == MINE else found.exclude(unit_id=by.unit_id)

    filters = [
        Filter("nam", "Năm", lambda found, value: found.filter(held_on__year=int(value)), _years()),
        Filter("loai", "Loại", lambda found, value: found.filter(kind=value), ReviewKind.choices),
    ]
    if by.unit_level not in GRASSROOTS:
        filters.append(Filter("cua", "Đơn vị", of, [(MINE, "Của đơn vị"), (BELOW, "Của cấp dưới")]))
    return Table(
        params,
        rows,
        columns,
        caption="Bản sơ kết, tổng kết",
        filters=filters,
        sort="-ngay",
        exports=[("Tải Excel", reverse("review_sheet"))],
        empty=("Chưa có bản sơ kết nào", "Sau mỗi đợt thi đua, bản sơ kết của các đơn vị hiện ở đây."),
    )


def _movement_cell(row: Movement) -> str:
    name = Truncator(row.name).chars(LONG_NAME)
    about = f"{row.get_scope_display()} · {_audience(row)}"
    url = reverse("movement_page", args=[row.pk])
    return format_html('<a href="{}">{}</a><div class="quiet">{}</div>', url, name, about)


def _audience(row: Movement) -> str:
    if row.audience_words:
        return row.audience_words
    return "mọi loại hình" if row.sector == Sector.ALL else str(row.get_sector_display()).lower()


def _launcher(row: Movement) -> str:
    return row.launcher_words or "Đơn vị tự phát động"


def _answers(by: Actor) -> Callable[[Movement], str]:
    """An own movement leads to the upper one that it answers; an upper one says whether the own unit answers it."""

    def cell(row: Movement) -> str:
        if row.unit_id != by.unit_id and by.unit_path.startswith(row.unit.path):
            own = getattr(row, "own_id", None)
            if own is None:
                return tone_chip("Chưa hưởng ứng", "waiting") if row.is_running_on(clock.today()) else ""
            return format_html('<a href="{}">Đơn vị đã hưởng ứng</a>', reverse("movement_page", args=[own]))
        if row.responds_to is not None:
            url = reverse("movement_page", args=[row.responds_to_id])
            return format_html('<a href="{}">{}</a>', url, row.responds_to.unit.title)
        return _answered_words(row)

    return cell


def _answered_words(row: Movement) -> str:
    if row.responds_to is not None:
        return row.responds_to.unit.title
    return Truncator(row.response).chars(60)


def _state(row: Movement) -> tuple[str, str]:
    return ("Đang thực hiện", "active") if row.is_running_on(clock.today()) else ("Đã kết thúc", "quiet")


def _chip(row: Movement) -> str:
    return tone_chip(*_state(row))


def _launch_link(row: Launch) -> str:
    words = f"{row.held_on:%d/%m/%Y} · {row.starts_at:%H:%M}"
    return format_html('<a href="{}">{}</a>', reverse("launch_page", args=[row.pk]), words)


def _pilot_chip(row: Launch) -> str:
    return tone_chip("Phát động điểm", "honour") if row.is_pilot else ""


def _launch_chip(row: Launch) -> str:
    return tone_chip(row.state_info.label, row.state_info.tone)


def _review_link(row: Review) -> str:
    return format_html('<a href="{}">{}</a>', reverse("review_page", args=[row.pk]), row.title)


def _review_chip(row: Review) -> str:
    return tone_chip(row.state_info.label, row.state_info.tone)
