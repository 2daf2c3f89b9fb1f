"""The paper itself: issuer, signer, number, norms, bodies, recipients, movements, shares."""

from __future__ import annotations

from collections.abc import Iterator

from thidua.common import clock
from thidua.common.text import search_text
from thidua.norms.models import LegalNorm, number_key
from thidua.norms.queries import norm_on
from thidua.organisation.choices import UnitLevel
from thidua.organisation.models import Unit
from thidua.plans.checks.finding import Finding
from thidua.plans.choices import Audience, HeadName
from thidua.plans.models import Movement
from thidua.plans.queries.contents import Contents

MANY_MOVEMENTS = 3
_UNION_WORDS = ("cong doan", "ldld", "lien doan lao dong", "cdcs", "nghiep doan")
_GROUP_WORDS = ("cac", "thuong", "ban", "luu", "website", "trang", "tong", "tt", "nhu", "bao", "phong", "uy")
_LEVEL_AUDIENCE = {UnitLevel.UPPER: Audience.UPPER, UnitLevel.BASE: Audience.BASE}


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
            )


def the_plan_has_a_signer(contents: Contents) -> Iterator[Finding]:
    """Post and name of who signs."""
    if not contents.plan.signer_name.strip() or not contents.plan.signer_post.strip():
        yield Finding("no_signer", "Chưa có người ký.", "Hãy ghi chức vụ và họ tên người ký.", "head")


def the_plan_has_a_number(contents: Contents) -> Iterator[Finding]:
    """Number and day, once it is issued."""
    if not contents.plan.number_text or contents.plan.issued_on is None:
        yield Finding(
            "no_number",
            "Chưa có số hoặc ngày ban hành.",
            "Hãy nhập số và ngày trên bản đã ký, hoặc chọn lấy số tiếp theo.",
            "head",
        )


def every_duty_has_a_day(contents: Contents) -> Iterator[Finding]:
    """Each duty has a day, a recurrence, or was said to have none."""
    for duty in contents.duties:
        if not duty.is_dated and duty.audience not in (Audience.OTHER, Audience.GIVEN):
            yield Finding(
                "duty_without_day",
                f"Nhiệm vụ “{duty.text[:70]}…” {duty.due_words}.",
                "Hãy chọn ngày, chọn lặp lại, hoặc “chưa có hạn”.",
                duty.anchor,
            )


def norms_are_in_force(contents: Contents) -> Iterator[Finding]:
    """No basis is a norm that has expired, or is not yet in force, on the plan's day."""
    day = contents.plan.issued_on or clock.today()
    keys = {number_key(basis.number): basis for basis in contents.bases if basis.number}
    known = set(LegalNorm.objects.filter(number_key__in=keys).values_list("number_key", flat=True)) if keys else set()
    for key in known:
        status = norm_on(keys[key].number, day)
        if status.is_dead_or_unborn:
            yield Finding("norm_not_in_force", status.text, "Hãy thay bằng văn bản còn hiệu lực.", keys[key].anchor)


def every_body_has_a_duty(contents: Contents) -> Iterator[Finding]:
    """Each level below the issuer is given a duty, and no duty is empty."""
    for duty in contents.duties:
        if not duty.text.strip():
            yield Finding(
                "body_without_duty", f"“{duty.actor_text}” chưa có nhiệm vụ.", "Hãy ghi nhiệm vụ.", duty.anchor
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
                f"Kế hoạch chưa giao nhiệm vụ cho {UnitLevel(level).label}.",
                "Hãy thêm nhiệm vụ cho cấp này, nếu có.",
                "duty",
            )


def every_recipient_is_known(contents: Contents) -> Iterator[Finding]:
    """A recipient that is called a union body is a unit of the product (or a group of them)."""
    for recipient in contents.recipients:
        words = search_text(recipient.name)
        is_union = any(f" {name} " in f" {words} " for name in _UNION_WORDS)
        is_group = words.split(" ")[0] in _GROUP_WORDS or "truc thuoc" in words
        if is_union and not is_group and recipient.unit_id is None:
            yield Finding(
                "recipient_is_no_unit",
                f"Nơi nhận “{recipient.name}” không khớp với đơn vị nào trong phần mềm.",
                "Hãy chọn đơn vị, hoặc giữ nguyên nếu là cơ quan ngoài.",
                recipient.anchor,
            )


def every_movement_has_criteria(contents: Contents) -> Iterator[Finding]:
    """Each movement tells by what it is judged."""
    bare = [movement for movement in contents.movements if not movement.criteria.strip()]
    if bare:
        names = ", ".join(f"“{movement.name}”" for movement in bare[:3])
        more = f" và {len(bare) - 3} phong trào khác" if len(bare) > 3 else ""
        yield Finding(
            "movement_without_criteria",
            f"Chưa có tiêu chí: {names}{more}.",
            "Hãy ghi tiêu chí đánh giá của phong trào.",
            bare[0].anchor,
        )


def few_movements_run(contents: Contents) -> Iterator[Finding]:
    """Not more than three movements of the unit run at the same time, this plan's included."""
    others = Movement.objects.filter(plan__unit_id=contents.plan.unit_id, plan__state="issued")
    others = others.filter(plan__year=contents.plan.year).exclude(plan_id=contents.plan.pk)
    count = len(contents.movements) + others.count()
    if count > MANY_MOVEMENTS:
        yield Finding(
            "many_movements",
            f"Đơn vị có {count} phong trào cùng lúc trong năm {contents.plan.year}.",
            "Nên chọn những phong trào chính để tránh dàn trải.",
            "movement",
        )


def no_share_exceeds_the_whole(contents: Contents) -> Iterator[Finding]:
    """No target in % lies above 100."""
    for target in contents.targets:
        if target.unit_word == "%" and max(target.low or 0, target.high or 0) > 100:
            yield Finding(
                "share_above_hundred",
                f"Chỉ tiêu “{target.subject[:70]}” vượt quá 100 %.",
                "Hãy kiểm tra lại mức.",
                target.anchor,
            )


def is_same_body(text: str, unit: Unit) -> bool:
    """Does that text name the unit? Words before the name ("Ban Thường vụ …") do not matter."""
    said = search_text(text).replace("ldld", "lien doan lao dong").replace("cdcs", "cong doan co so")
    names = {search_text(name) for name in (unit.name, unit.short_name) if name}
    names = {name.replace("ldld", "lien doan lao dong").replace("cdcs", "cong doan co so") for name in names}
    bare = said.removeprefix("ban thuong vu ").removeprefix("ban chap hanh ")
    return bool(bare) and any(name in said or (len(bare) > 22 and bare in name) for name in names)
