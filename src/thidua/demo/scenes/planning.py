"""New Year: the city composes and issues its plan; the district uploads its own from the published text."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from thidua.common.actor import Actor
from thidua.demo import world
from thidua.demo.scenes.sharing import OF_THE_CITY, promise_new_members
from thidua.duties.choices import DutyKind
from thidua.plans.actions import (
    add_award_form,
    add_block,
    add_commemoration,
    add_duty,
    add_movement,
    add_phase,
    add_recipient,
    add_target,
    approve_plan,
    create_plan,
    create_plan_from_file,
    ensure_indicator,
    issue_plan,
    send_for_review,
)
from thidua.plans.choices import Audience, IndicatorKind, Section
from thidua.plans.models import Indicator, Plan

PAPER = Path(__file__).parent.parent / "plans" / "ke-hoach-03-ba-dinh-2021.txt"
RATIO, YES_NO = IndicatorKind.RATIO, IndicatorKind.YES_NO
# The yearly targets of Resolution 07/NQ-TLĐ of 15/01/2020; the first has two bounds, by level. Those with a code are
# counted as the register of indicators says, some of them by the product itself.
TARGETS = (
    ("công đoàn cấp trên cơ sở xây dựng kế hoạch và tổ chức phát động phong trào thi đua", "=", 100, RATIO),
    ("công đoàn cơ sở xây dựng kế hoạch và tổ chức phát động phong trào thi đua", ">=", 90, YES_NO),
    ("phong trào thi đua đã phát động được hưởng ứng, sơ kết, tổng kết và nhân rộng điển hình", "=", 100, "NQ07-2"),
    ("cá nhân được khen thưởng là lao động trực tiếp, người không giữ chức vụ lãnh đạo", ">=", 15, "NQ07-3"),
    ("cán bộ làm công tác thi đua, khen thưởng được tập huấn nghiệp vụ", "=", 100, "NQ07-4"),
    ("khối thi đua tổ chức sơ kết, tổng kết và giới thiệu được mô hình mới", "=", 100, "NQ07-5"),
)


def city_issues_its_plan() -> None:
    """Hà Nội's 63/KH-LĐLĐ, composed here and marked as a sample: its text is not supplied."""
    officer, leader = world.actor(world.CITY_OFFICER), world.actor(world.CITY_LEADER)
    plan = create_plan(
        by=officer,
        title="Phát động phong trào thi đua trong CNVCLĐ Thủ đô năm 2021",
        year=2021,
        is_sample=True,
        lower_due_on=dt.date(2021, 1, 15),
        signer_post="PHÓ CHỦ TỊCH",
        signer_name="Đỗ Quang Hùng",
    )
    _texts(officer, plan)
    for name, starts_on, ends_on in (
        ("Đợt 1", dt.date(2021, 1, 1), dt.date(2021, 3, 31)),
        ("Đợt 2", dt.date(2021, 4, 1), dt.date(2021, 6, 30)),
        ("Đợt 3", dt.date(2021, 7, 1), dt.date(2021, 12, 31)),
    ):
        add_phase(by=officer, plan=plan, name=name, starts_on=starts_on, ends_on=ends_on)
    for subject, comparator, bound, how in TARGETS:
        indicator = _indicator(officer, subject, how)
        add_target(
            by=officer, plan=plan, subject=subject, comparator=comparator, low=bound, unit_word="%", indicator=indicator
        )
    promise_new_members(officer, plan, sum(int(amount) for amount in OF_THE_CITY.values()))
    _duties(officer, plan)
    send_for_review(by=officer, plan=plan)
    approve_plan(by=leader, plan=plan)
    issue_plan(by=officer, plan=plan, number_text=world.CITY_PLAN, issued_on=dt.date(2020, 12, 31))


def _indicator(officer: Actor, subject: str, how: str) -> Indicator:
    """What is counted for a target: the shipped indicator of that code, else one of the city's own of that kind."""
    if how not in IndicatorKind.values:
        return Indicator.objects.get(code=how)
    parts = {"numerator_name": "Công đoàn đã ban hành kế hoạch", "denominator_name": "Tổng số công đoàn cấp trên cơ sở"}
    fields = parts if how == IndicatorKind.RATIO else {}
    return ensure_indicator(by=officer, name=subject, kind=how, unit_word="%", **fields)


def _texts(officer: Actor, plan: Plan) -> None:
    for section, text in (
        (Section.PURPOSE, "Đẩy mạnh phong trào thi đua yêu nước trong công nhân, viên chức, lao động Thủ đô."),
        (
            Section.PURPOSE,
            "Kịp thời biểu dương, nhân rộng điển hình tiên tiến, trước hết là lao động trực tiếp.",
        ),
        (
            Section.CONTENT,
            "Thi đua lao động giỏi, lao động sáng tạo, nâng cao năng suất, chất lượng, hiệu quả.",
        ),
        (Section.MEASURE, "Tuyên truyền sâu rộng; chỉ phát động khi đã rõ mục tiêu, chỉ tiêu, nội dung, biện pháp."),
    ):
        add_block(by=officer, plan=plan, section=section, text=text)
    for name in ("Lao động giỏi, Lao động sáng tạo", "Sáng kiến trong CNVCLĐ Thủ đô"):
        add_movement(by=officer, plan=plan, name=name, criteria="Kết quả công việc và sáng kiến được công nhận")
    add_commemoration(
        by=officer, plan=plan, event="Ngày thành lập Công đoàn Việt Nam", years=92, date_range="28/7/1929 - 28/7/2021"
    )
    add_award_form(by=officer, plan=plan, name="Bằng khen của Ban Chấp hành Liên đoàn Lao động thành phố")


def _duties(officer: Actor, plan: Plan) -> None:
    add_duty(
        by=officer,
        plan=plan,
        text="Xây dựng kế hoạch và gửi về LĐLĐ Thành phố",
        audience=Audience.CHILDREN,
        kind=DutyKind.MAKE_PLAN,
        due_on=dt.date(2021, 1, 15),
    )
    add_duty(
        by=officer,
        plan=plan,
        text="Tập huấn nghiệp vụ thi đua, khen thưởng cho cán bộ công đoàn cơ sở",
        audience=Audience.CHILDREN,
        due_on=dt.date(2021, 5, 31),
    )
    add_recipient(by=officer, plan=plan, name="LĐLĐ các quận, huyện, thị xã", remark="để thực hiện")


def district_reads_its_plan() -> None:
    """Ba Đình's officer uploads the plan's text; the draft waits for her review."""
    create_plan_from_file(by=world.actor(world.OFFICER), name="03-KH-LDLD-Ba-Dinh.txt", data=PAPER.read_bytes())
