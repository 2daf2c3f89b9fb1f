"""February to June: launches are held, the last unions follow, the lists of titles are answered."""

from __future__ import annotations

import datetime as dt

from thidua.campaigns.actions import correct_review, hold_launch, register_launch, write_review
from thidua.campaigns.models import Launch, Review
from thidua.campaigns.queries import slots_of
from thidua.demo import world
from thidua.demo.scenes.launching import TITLES
from thidua.organisation.models import Person
from thidua.plans.actions import cascade_plan, issue_own_plan
from thidua.registrations.actions import (
    accept_registration,
    add_lines,
    return_registration,
    start_registration,
    submit_registration,
)
from thidua.registrations.models import Registration

PARTICIPANTS = (286, 431, 148)
RESULTS = (
    "Năng suất các chuyền may tăng 6 % so với cùng kỳ; 14 sáng kiến được công nhận, làm lợi 380 triệu đồng.",
    "Tỷ lệ lỗi giảm còn 0,8 %; 22 sáng kiến được công nhận, làm lợi 1,25 tỷ đồng; không có tai nạn lao động.",
    "Hoàn thành kế hoạch chăm sóc cây xanh sáu tháng; giữ vững an toàn lao động, vệ sinh môi trường.",
)
EXEMPLARS = (
    "Chuyền 2: vượt năng suất ba tháng liền. Tổ cắt: tiết kiệm 3 % nguyên liệu.",
    "Xưởng 1: cải tiến giá đỡ bo mạch, giảm một công đoạn.",
)


def launches_are_held() -> None:
    """The three registered launches were held."""
    for chair, participants in zip(world.chairs()[:3], PARTICIPANTS, strict=True):
        hold_launch(by=chair, launch=Launch.objects.get(unit_id=chair.unit_id), participants=participants)


def late_unions_follow() -> None:
    """Two more unions make their plans and register a launch, late; the last one still has none."""
    plan = world.plan(world.DISTRICT_PLAN)
    for chair in world.chairs()[3:5]:
        if not world.has_plan(chair):
            issue_own_plan(
                by=chair, plan=cascade_plan(by=chair, plan=plan), take_next=True, issued_on=dt.date(2021, 2, 24)
            )
        register_launch(
            by=chair,
            plan=world.own_plan(chair),
            held_on=dt.date(2021, 3, 5),
            place="Hội trường đơn vị",
            expected_people=40,
            form="with_meeting",
        )


def late_launches_are_held() -> None:
    """And held them with the March meeting."""
    for chair in world.chairs()[3:5]:
        hold_launch(by=chair, launch=Launch.objects.get(unit_id=chair.unit_id), participants=36)


def titles_are_answered() -> None:
    """The district accepts one list and returns another with a remark; more lists come in."""
    officer, chairs = world.actor(world.OFFICER), world.chairs()
    accept_registration(by=officer, registration=Registration.objects.get(unit_id=chairs[0].unit_id))
    returned = Registration.objects.get(unit_id=chairs[1].unit_id)
    return_registration(
        by=officer, registration=returned, remark="Danh sách còn thiếu Xưởng 2. Đề nghị bổ sung rồi gửi lại."
    )
    submit_registration(by=chairs[2], registration=Registration.objects.get(unit_id=chairs[2].unit_id))
    for chair in chairs[3:5]:
        registration = start_registration(by=chair, plan=world.own_plan(chair))
        people = list(Person.objects.filter(unit_id=chair.unit_id, is_leader=False).order_by("id"))
        add_lines(by=chair, registration=registration, people=people[:6], title=TITLES[0])
        submit_registration(by=chair, registration=registration)
        accept_registration(by=officer, registration=registration)


def returned_list_comes_back() -> None:
    """The returned list is completed, sent again and accepted."""
    officer, chair = world.actor(world.OFFICER), world.chairs()[1]
    registration = Registration.objects.get(unit_id=chair.unit_id)
    people = list(Person.objects.filter(unit_id=chair.unit_id, is_leader=False).order_by("-id"))
    add_lines(by=chair, registration=registration, people=people[:4], title=TITLES[3])
    submit_registration(by=chair, registration=registration)
    accept_registration(by=officer, registration=registration)


def first_phase_is_reviewed() -> None:
    """Two unions review the first phase in time; one of them met before and has kept a draft until now."""
    for number, chair in enumerate(world.chairs()[:2]):
        plan = world.own_plan(chair)
        movements = list(plan.movements.order_by("order", "id"))
        write_review(
            by=chair,
            movement=movements[0],
            slot=slots_of(plan, [])[0].key,
            movements=movements,
            is_final_step=True,
            held_on=dt.date(2021, 6, 16 + number),
            place="Hội trường tầng 2",
            participants=(64, 58)[number],
            direct_workers=(51, 40)[number],
            results=RESULTS[number],
            exemplars=EXEMPLARS[number],
            difficulties="Dịch bệnh làm giảm đơn hàng trong tháng 5.",
        )


def late_review_comes() -> None:
    """A third union follows after the day; a fourth has a draft; the first corrects a figure."""
    chairs = world.chairs()
    for chair, is_recorded in zip(chairs[2:4], (True, False), strict=True):
        plan = world.own_plan(chair)
        movements = list(plan.movements.order_by("order", "id"))
        write_review(
            by=chair,
            movement=movements[0],
            slot=slots_of(plan, [])[0].key,
            movements=movements,
            is_final_step=is_recorded,
            held_on=dt.date(2021, 7, 3),
            participants=32,
            direct_workers=24,
            results=RESULTS[2],
        )
    review = Review.objects.get(unit_id=chairs[0].unit_id)
    known = {name: getattr(review, name) for name in ("held_on", "place", "results", "exemplars", "difficulties")}
    correct_review(
        by=chairs[0],
        review=review,
        reason="Ghi thiếu 6 đoàn viên tổ cắt",
        movements=list(review.movements.all()),
        participants=70,
        direct_workers=57,
        **known,
    )
