"""The paper itself: issuer, signer, number, bodies, recipients, movements, shares."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from thidua.common import clock
from thidua.common.text import search_text
from thidua.norms.queries import most_movements_on
from thidua.organisation.choices import UnitLevel
from thidua.organisation.models import Unit
from thidua.plans.checks.finding import Add, Edit, Finding, Mend, called
from thidua.plans.checks.sources import layout_rule, movement_rule
from thidua.plans.choices import Audience, HeadName
from thidua.plans.models import Movement, PlanDuty
from thidua.plans.queries.contents import Contents
from thidua.plans.queries.units import units_called

_UNION_WORDS = ("cong doan", "ldld", "lien doan lao dong", "cdcs", "nghiep doan")
_GROUP_WORDS = ("cac", "thuong", "ban", "luu", "website", "trang", "tong", "tt", "nhu", "bao", "phong", "uy")
_LEVEL_WORDS = (
    *("co so", "tinh", "thanh pho", "tp", "quan", "huyen", "thi xa", "tx", "xa", "phuong", "thi tran", "nganh"),
    *("dia phuong", "cap tren", "cap duoi", "va", "kcn", "khu cong nghiep"),
)
"""A name of nothing but these and union words calls a level, no single unit: "LĐLĐ huyện, thị xã, TP"."""
_LEVEL_AUDIENCE = {UnitLevel.UPPER: Audience.UPPER, UnitLevel.BASE: Audience.BASE}
_GROWTH_WORDS = ("tang", "vuot", "so voi", "cung ky", "ke hoach", "du toan", "dinh muc", "chi tieu")
"""A share of these may lie above the whole: growth, and what was planned."""


def the_plan_has_an_issuer(contents: Contents) -> Iterator[Finding]:
    """What was read as the issuing body is this unit, or a person has said so."""
    for head in contents.heads:
        if head.name == HeadName.ISSUER and not head.is_confirmed and not is_same_body(head.value, contents.plan.unit):
            found = f"Văn bản ghi cơ quan ban hành là “{head.value}”" if head.value else "Chưa rõ cơ quan ban hành"
            yield Finding(
                "no_issuer",
                f"{found}; bạn đang lập kế hoạch của {contents.plan.unit.name}.",
                "Nếu đúng là đơn vị này, hãy xác nhận mục “Cơ quan ban hành”.",
                head.anchor,
                why=layout_rule(contents.plan, "tên cơ quan, tổ chức ban hành"),
                mends=(Mend(f"Đúng là {contents.plan.unit.title}", (Edit(head),)),),
            )


def the_plan_has_a_signer(contents: Contents) -> Iterator[Finding]:
    """Post and name of who signs."""
    if not contents.plan.signer_name.strip() or not contents.plan.signer_post.strip():
        yield Finding(
            "no_signer",
            "Phần cuối kế hoạch chưa có người ký.",
            "Hãy ghi chức vụ và họ tên người ký.",
            "head",
            why=layout_rule(contents.plan, "chức vụ, họ tên và chữ ký của người có thẩm quyền"),
            add=Add(HeadName.SIGNER, "Ghi người ký"),
        )


def the_plan_has_a_number(contents: Contents) -> Iterator[Finding]:
    """Number and day, once it is issued."""
    if not contents.plan.number_text or contents.plan.issued_on is None:
        yield Finding(
            "no_number",
            "Phần đầu kế hoạch chưa có số hoặc ngày ban hành.",
            "Hãy nhập số và ngày trên bản đã ký, hoặc chọn lấy số tiếp theo.",
            "head",
            why=layout_rule(contents.plan, "số, ký hiệu, địa danh và thời gian ban hành"),
            add=Add(HeadName.NUMBER, "Ghi số"),
        )


def every_body_has_a_duty(contents: Contents) -> Iterator[Finding]:
    """Each level below the issuer is given a duty, and no body that the plan names stands without words."""
    why = "Mỗi cấp nhận kế hoạch cần biết mình làm gì, hạn nào; việc chỉ được giao cho cấp có tên trong kế hoạch."
    for duty in contents.duties:
        if not duty.text.strip():
            yield Finding(
                "body_without_duty",
                f"“{duty.actor_text}” chưa có nhiệm vụ.",
                "Hãy ghi nhiệm vụ.",
                duty.anchor,
                why=why,
            )
    given = {duty.audience for duty in contents.duties}
    if Audience.CHILDREN in given:
        return
    below = Unit.objects.under(contents.plan.unit.path).valid_on(clock.today())
    levels = set(below.order_by().values_list("level", flat=True).distinct())
    for level, audience in _LEVEL_AUDIENCE.items():
        if level in levels and audience not in given:
            yield Finding(
                "body_without_duty",
                f"Phần nhiệm vụ chưa giao việc cho cấp {UnitLevel(level).label}.",
                "Hãy thêm nhiệm vụ cho cấp này, nếu có.",
                PlanDuty.CODE,
                why=why,
                add=Add(PlanDuty.CODE, f"Thêm nhiệm vụ cho {audience.label}", f"giao={audience}"),
            )


def every_recipient_is_known(contents: Contents) -> Iterator[Finding]:
    """A recipient that is called a union body is a unit of the product (or a group of them)."""
    unknown = [one for one in contents.recipients if one.unit_id is None and _is_one_union(one.name)]
    found = units_called(contents.plan.unit, [one.name for one in unknown])
    for recipient, units in zip(unknown, found, strict=True):
        yield Finding(
            "recipient_is_no_unit",
            f"{called(recipient)} chưa gắn với đơn vị nào trong phần mềm.",
            "Hãy chọn đơn vị, hoặc giữ nguyên nếu là cơ quan ngoài.",
            recipient.anchor,
            why="Nơi nhận đã gắn với đơn vị thì đơn vị đó được tính và báo khi ban hành.",
            mends=tuple(Mend(f"Gắn với {unit.title}", (Edit(recipient, {"unit": unit}),)) for unit in units),
        )


def every_movement_has_criteria(contents: Contents) -> Iterator[Finding]:
    """Each movement tells by what it is judged."""
    bare = [movement for movement in contents.movements if not movement.criteria.strip()]
    if bare:
        names = ", ".join(f"“{movement.name}”" for movement in bare[:3])
        more = f" và {len(bare) - 3} phong trào khác" if len(bare) > 3 else ""
        yield Finding(
            "movement_without_criteria",
            f"Phong trào chưa có tiêu chí: {names}{more}.",
            "Hãy ghi tiêu chí đánh giá của phong trào.",
            bare[0].anchor,
            why=f"Tổ chức phong trào phải xác định nội dung, tiêu chí thi đua ({movement_rule(contents.plan)}).",
        )


def few_movements_run(contents: Contents) -> Iterator[Finding]:
    """No more movements of the unit run at the same time than the register's figure, this plan's included."""
    plan = contents.plan
    most = most_movements_on(max(clock.today(), dt.date(plan.year, 1, 1)))
    if most is None:
        return
    others = Movement.objects.filter(unit_id=plan.unit_id).running_on(clock.today()).of_year(plan.year)
    others = others.exclude(plan__in=[plan.pk, plan.amends_id])
    names = [*(movement.name for movement in contents.movements), *others.values_list("name", flat=True)]
    running = {search_text(name): name for name in names}
    if len(running) > most:
        listed = ", ".join(f"“{name}”" for name in list(running.values())[:5])
        yield Finding(
            "many_movements",
            f"Đơn vị có {len(running)} phong trào cùng lúc trong năm {contents.plan.year}: {listed}"
            f"{' …' if len(running) > 5 else ''}.",
            "Nên chọn những phong trào chính để tránh dàn trải.",
            Movement.CODE,
            why=f"Mức nhắc áp dụng là {most} phong trào (sổ văn bản pháp lý, tham số theo thời gian).",
        )


def no_share_exceeds_the_whole(contents: Contents) -> Iterator[Finding]:
    """No share of a whole lies above 100 %; growth, and what was planned, may."""
    for target in contents.targets:
        words = f" {search_text(target.subject)} "
        is_share = target.unit_word.strip().lower() in ("%", "phần trăm")
        if not is_share or any(f" {growth} " in words for growth in _GROWTH_WORDS):
            continue
        if max(target.low or 0, target.high or 0) > 100:
            yield Finding(
                "share_above_hundred",
                f"{called(target, 90)} vượt quá 100 %.",
                "Hãy kiểm tra lại mức.",
                target.anchor,
                why="Một phần không lớn hơn toàn bộ; chỉ mức tăng hoặc mức so với kế hoạch mới có thể quá 100 %.",
            )


def is_same_body(text: str, unit: Unit) -> bool:
    """Does that text name the unit? Words before the name ("Ban Thường vụ …") do not matter."""
    said = search_text(text).replace("ldld", "lien doan lao dong").replace("cdcs", "cong doan co so")
    names = {search_text(name) for name in (unit.name, unit.short_name) if name}
    names = {name.replace("ldld", "lien doan lao dong").replace("cdcs", "cong doan co so") for name in names}
    bare = said.removeprefix("ban thuong vu ").removeprefix("ban chap hanh ")
    return bool(bare) and any(name in said or (len(bare) > 22 and bare in name) for name in names)


def _is_one_union(name: str) -> bool:
    """Whether a line of "Nơi nhận" calls one union body, no group and no other office."""
    words = f" {search_text(name)} "
    is_union = any(f" {union} " in words for union in _UNION_WORDS)
    if not is_union or words.split()[0] in _GROUP_WORDS or " truc thuoc " in words:
        return False
    for common in (*_UNION_WORDS, *_LEVEL_WORDS):
        words = words.replace(f" {common} ", " ").replace(f" {common} ", " ")
    return bool(words.strip())
