"""Published plans of unions from their files to the days on the desks of three levels; no file here was made by us."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from icalendar import Calendar
from playwright.sync_api import Page, expect

from tests.journeys import chair, published
from tests.journeys.browser import DESKTOP, Visitor
from tests.journeys.conftest import Visit
from tests.journeys.published import Due, Published
from tests.journeys.test_plan_on_paper import NO_DATE, confirms_the_rest, group, upload
from thidua.accounts.choices import Role
from thidua.accounts.models import User
from thidua.accounts.queries import actor_for
from thidua.accounts.tests.factories import make_user
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.duties.actions import open_feed
from thidua.duties.models import Duty
from thidua.norms.actions import load_register
from thidua.organisation.models import Unit
from thidua.organisation.tests.factories import make_base, make_district, make_province
from thidua.plans.actions import (
    approve_plan,
    cascade_plan,
    confirm_items,
    drop_item,
    issue_own_plan,
    issue_plan,
    send_for_review,
    update_head,
    update_item,
)
from thidua.plans.choices import HeadName
from thidua.plans.models import Plan
from thidua.plans.queries import contents_of
from thidua.plans.tests.factories import make_issued_plan

pytestmark = pytest.mark.django_db
FAR = dt.date(9999, 12, 31)


class Levels:
    """A province, a union of the upper level, a grassroots union, and the people who act for them."""

    def __init__(self, story: Published) -> None:
        self.province = make_province(story.province)
        self.upper = make_district(self.province, story.upper)
        self.base = make_base(self.upper)
        self.issuer = self.province if story.is_of_province else self.upper
        self.officer = make_user(self.issuer, Role.OFFICER)
        self.leader = make_user(self.issuer, Role.LEADER)
        if story.parent_number:
            make_issued_plan(self.province, number_text=story.parent_number, issued_on=story.parent_on, year=2020)


def acting(user: User) -> Actor:
    actor = actor_for(user)
    assert actor is not None
    return actor


def due_at(unit: Unit, plan: Plan, *, is_open: bool = False) -> list[Due]:
    """The duties that a plan gave to a unit, by day; those without a day last."""
    rows = Duty.objects.filter(unit=unit, origin=plan.origin)
    found = [(duty.kind, duty.occasion, duty.due_on) for duty in (rows.open() if is_open else rows)]
    return sorted(found, key=lambda due: (due[2] or FAR, due[0], due[1]))


def read_through_the_page(user: User, story: Published, form: str) -> Plan:
    """The officer uploads the file; the page leads to the review of what was read."""
    client = Client()
    client.force_login(user)
    data = story.file(form).read_bytes()
    answer = client.post(reverse("plan_upload"), {"file": SimpleUploadedFile(f"ke-hoach.{form}", data)})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    plan = Plan.objects.get(unit_id=acting(user).unit_id, source_name__endswith=form)
    assert client.get(reverse("plan_review", args=[plan.pk])).status_code == 200
    return plan


def said(plan: Plan) -> dict[str, Any]:
    """Everything that was read, as a person sees it at review: each head and each item with its fields."""
    heads = {head.name: head.value for head in plan.head_fields.all()}
    items: dict[str, list[dict[str, Any]]] = {}
    for item in contents_of(plan).items:
        fields = {
            name: str(getattr(item, name)) for name in item.EDITABLE if name not in {"phase", "indicator", "unit"}
        }
        items.setdefault(item.CODE, []).append(fields)
    return {"heads": heads, **items}


def review(by: Actor, plan: Plan, story: Published) -> None:
    """Complete what the text leaves open, take out what is no duty, confirm the rest."""
    contents = contents_of(plan)
    for duty in contents.duties:
        if duty.text.startswith(story.no_duties):
            drop_item(by=by, item=duty)
        elif duty.due_on is None and duty.recurrence == "none":
            due_on = next((due for words, due in story.answers.items() if words in duty.text), None)
            update_item(by=by, item=duty, version=duty.version, due_on=due_on, has_no_date=due_on is None)
    for phase, (starts_on, ends_on) in zip(contents.phases, story.phases, strict=True):
        if not phase.is_dated:
            update_item(by=by, item=phase, version=phase.version, starts_on=starts_on, ends_on=ends_on)
    if story.signer:
        post = plan.signer_post
        update_head(by=by, plan=plan, name=HeadName.SIGNER, signer_post=post, signer_name=story.signer)
    confirm_items(by=by, plan=plan)


def issue(levels: Levels, plan: Plan, story: Published) -> Plan:
    officer, leader = acting(levels.officer), acting(levels.leader)
    send_for_review(by=officer, plan=plan)
    approve_plan(by=leader, plan=plan)
    clock.set_day(story.issued_on)
    issue_plan(by=officer, plan=plan, number_text=story.number, issued_on=story.issued_on)
    return Plan.objects.get(pk=plan.pk)


def cascade(levels: Levels, plan: Plan, story: Published) -> Plan:
    """Down to the grassroots union, whose chair issues her own plan; through the upper union where there is one."""
    clock.set_day(story.issued_on + dt.timedelta(days=7))
    if story.is_of_province:
        officer, leader = (acting(make_user(levels.upper, role)) for role in (Role.OFFICER, Role.LEADER))
        plan = cascade_plan(by=officer, plan=plan)
        update_head(by=officer, plan=plan, name=HeadName.SIGNER, signer_post="CHỦ TỊCH", signer_name="Y Nguyên Êban")
        send_for_review(by=officer, plan=plan)
        approve_plan(by=leader, plan=plan)
        issue_plan(by=officer, plan=plan, take_next=True, issued_on=clock.today())
        plan = Plan.objects.get(pk=plan.pk)
    chair = acting(make_user(levels.base, Role.CHAIR, full_name="Nguyễn Thị Hạnh"))
    own = cascade_plan(by=chair, plan=plan)
    issue_own_plan(by=chair, plan=own, take_next=True, issued_on=clock.today())
    return Plan.objects.get(pk=own.pk)


def calendar_is_right(user: User, expected: tuple[Due, ...]) -> None:
    """Her private address holds exactly these days, and each stands in its month and on its day with its link."""
    days = sorted(day for _, _, day in expected if day)
    feed = Client().get(reverse("calendar_feed", args=[open_feed(by=acting(user))]))
    events = Calendar.from_ical(feed.content).walk("VEVENT")
    assert sorted(event.decoded("DTSTART") for event in events) == days
    assert {event.decoded("DTEND") - event.decoded("DTSTART") for event in events} <= {dt.timedelta(days=1)}
    browser = Client()
    browser.force_login(user)
    unit_id = user.appointments.get().unit_id
    for day in set(days):
        on_the_day = browser.get(f"{reverse('calendar_day')}?ngay={day:%d/%m/%Y}").content.decode()
        in_the_month = browser.get(f"{reverse('calendar_month')}?thang={day:%Y-%m}").content.decode()
        for duty in Duty.objects.filter(unit_id=unit_id, due_on=day):
            link = f'href="{reverse("duty_open", args=[duty.pk])}"'
            assert link in on_the_day
            cell = in_the_month[in_the_month.index(f'datetime="{day}"') :].split("</td>")[0]
            assert link in cell


@pytest.fixture
def on_day(story_day: Callable[[str], None]) -> Callable[[dt.date], None]:
    """Puts the clock to a day."""
    return lambda day: story_day(day.isoformat())


@pytest.mark.parametrize("story", published.ALL, ids=lambda story: story.name)
def test_every_file_of_a_plan_is_read_as_the_same_plan(story: Published, on_day: Callable[[dt.date], None]):
    on_day(story.read_on)
    readings = {}
    for form in published.FORMS:
        levels = Levels(story)
        readings[form] = said(read_through_the_page(levels.officer, story, form))
    for form in published.FORMS:
        assert readings[form] == readings["docx"], form
    assert len(readings["docx"]["duty"]) >= 6


@pytest.mark.parametrize("form", published.FORMS)
@pytest.mark.parametrize("story", published.ALL, ids=lambda story: story.name)
def test_the_days_of_three_levels_are_right(story: Published, form: str, on_day: Callable[[dt.date], None]):
    on_day(story.read_on)
    levels = Levels(story)
    plan = read_through_the_page(levels.officer, story, form)
    review(acting(levels.officer), plan, story)
    plan = issue(levels, plan, story)
    assert [(phase.starts_on, phase.ends_on) for phase in contents_of(plan).phases] == list(story.phases)
    assert due_at(levels.base, plan) == sorted(story.of_base, key=lambda due: (due[2] or FAR, due[0], due[1]))
    assert due_at(levels.issuer, plan) == list(story.of_issuer)
    calendar_is_right(make_user(levels.base, Role.CLERK), story.of_base)
    if story.is_of_province:
        assert due_at(levels.upper, plan) == list(story.of_upper)
        calendar_is_right(make_user(levels.upper, Role.OFFICER), story.of_upper)

    own = cascade(levels, plan, story)
    assert own.state == "issued"
    assert [unit.pk for unit in (levels.base, levels.upper)] == [own.unit_id, own.parent.unit_id]
    assert own.parent.pk == plan.pk or own.parent.parent.pk == plan.pk
    assert "make_plan" not in {kind for kind, _, _ in due_at(levels.upper, plan, is_open=True)}
    assert "make_plan" not in {kind for kind, _, _ in due_at(levels.base, plan, is_open=True)}


def answers_what_the_text_leaves_open(page: Page, story: Published) -> None:
    """Takes out what is no duty; each duty without a day gets one or "chưa có hạn"."""
    items = group(page, "Nhiệm vụ")
    for words in story.no_duties:
        items.filter(has_text=words).get_by_role("button", name="Bỏ", exact=True).click()
        expect(items.filter(has_text=words)).to_have_count(0)
    undated = items.and_(page.locator(":not(.is-confirmed)")).filter(has_text=NO_DATE)
    while undated.count():
        words = undated.first.inner_text()
        undated.first.get_by_role("link", name="Sửa").click()
        due_on = next((due for part, due in story.answers.items() if part in words), None)
        if due_on:
            page.get_by_label("Hạn (ngày cuối còn kịp)").fill(f"{due_on:%d/%m/%Y}")
        else:
            page.get_by_label("Chưa có hạn").check()
        page.get_by_role("button", name="Lưu và xác nhận").click()
        expect(page.locator(".is-editing")).to_have_count(0)


def corrects_a_count_of_years(page: Page) -> None:
    """The plan of 2014 counts 68 years from August 1945; the check says so, the officer sets 69."""
    wrong = "Cách mạng tháng Tám là 19/08/1945, đến năm 2014 là 69 năm."
    expect(page.get_by_role("main")).to_contain_text(wrong)
    row = group(page, "Kỷ niệm").filter(has_text="Cách mạng Tháng 8").first
    row.get_by_role("link", name="Sửa").click()
    page.get_by_label("Số năm").fill("69")
    page.get_by_role("button", name="Lưu và xác nhận").click()
    expect(page.locator(".is-editing")).to_have_count(0)


def sends_and_has_it_approved(officer: Visitor, leader: Visitor, plan: Plan) -> None:
    officer.open(f"/ke-hoach/{plan.pk}/").get_by_role("button", name="Trình lãnh đạo").click()
    expect(officer.page.get_by_text("Đã trình lãnh đạo.")).to_be_visible()
    page = leader.open(f"/ke-hoach/{plan.pk}/")
    page.get_by_role("button", name="Phê duyệt").click()
    expect(page.get_by_text("Đã phê duyệt.")).to_be_visible()


def issues(officer: Visitor, plan: Plan, number: str, on: dt.date) -> None:
    page = officer.open(f"/ke-hoach/{plan.pk}/")
    page.get_by_role("link", name="Ban hành", exact=True).click()
    page.get_by_label("Số, ký hiệu trên bản đã ký").fill(number)
    page.get_by_label("Ngày ban hành").fill(f"{on:%d/%m/%Y}")
    page.get_by_role("button", name="Ban hành", exact=True).click()
    expect(page.get_by_text(f"Đã ban hành {plan.kind} {number}.")).to_be_visible()


def upper_union_makes_its_own(officer: Visitor, leader: Visitor, plan: Plan) -> Plan:
    """From the upper union's desk: its own plan, its own signer, its own leader."""
    page = officer.open("/")
    asked = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="Xây dựng kế hoạch")).first
    expect(asked).to_contain_text("còn 7 ngày")
    asked.get_by_role("link").click()
    page.get_by_role("button", name="Lập kế hoạch").click()
    page.get_by_label("Họ tên người ký").fill("Y Nguyên Êban")
    page.get_by_role("button", name="Lưu bản thảo").click()
    expect(page.get_by_text("Đã lưu bản thảo.")).to_be_visible()
    own = Plan.objects.get(parent=plan)
    sends_and_has_it_approved(officer, leader, own)
    issues(officer, own, "05/KH-LĐLĐ", clock.today())
    return own


def test_a_province_plan_goes_from_its_file_to_the_phone_of_a_grassroots_chair(
    on_day: Callable[[dt.date], None], visit: Visit, phone: Visitor
):
    """Đắk Lắk 2014 in Word: read, corrected, approved, issued; made the upper union's, then the grassroots union's."""
    story = published.DAK_LAK
    on_day(story.read_on)
    load_register(by=None)
    levels = Levels(story)
    people = {
        "officer": levels.officer,
        "leader": levels.leader,
        "upper officer": make_user(levels.upper, Role.OFFICER),
        "upper leader": make_user(levels.upper, Role.LEADER),
    }
    desks = {}
    for name, user in people.items():
        desks[name] = visit(DESKTOP)
        desks[name].sign_in(user)

    page = upload(desks["officer"], story.file("docx"))
    corrects_a_count_of_years(page)
    answers_what_the_text_leaves_open(page, story)
    confirms_the_rest(page)
    plan = Plan.objects.get(unit=levels.province)
    sends_and_has_it_approved(desks["officer"], desks["leader"], plan)
    on_day(story.issued_on)
    issues(desks["officer"], plan, story.number, story.issued_on)
    plan.refresh_from_db()
    assert due_at(levels.upper, plan) == list(story.of_upper)

    on_day(dt.date(2014, 2, 12))
    middle = upper_union_makes_its_own(desks["upper officer"], desks["upper leader"], plan)

    phone.sign_in(make_user(levels.base, Role.CHAIR, full_name="H'Bia Niê"))
    page = phone.open("/")
    expect(page.locator(".duty").filter(has_text="28/02/2014")).to_contain_text(story.number)
    expect(page.locator(".duty").filter(has_text="15/03/2014")).to_contain_text("Đăng ký danh hiệu")
    page = phone.open(f"/ke-hoach/{middle.pk}/")
    page.get_by_role("link", name="Lập kế hoạch của đơn vị").click()
    page.get_by_role("button", name="Lập kế hoạch").click()
    chair.issue_the_own_plan(page)
    page = phone.open("/")
    expect(page.locator(".duty").filter(has_text="15/03/2014")).to_be_visible()
    expect(page.locator(".duty").filter(has_text="28/02/2014").get_by_role("link", name="Lập kế hoạch")).to_have_count(
        0
    )
    own = Plan.objects.get(unit=levels.base)
    assert (own.state, own.parent, own.parent.parent) == ("issued", middle, plan)

    page = desks["officer"].open(f"/ke-hoach/{plan.pk}/cay/")
    expect(page.get_by_role("main")).to_contain_text("Kế hoạch 05/KH-LĐLĐ")
    page.get_by_text("1 kế hoạch bên dưới").click()
    expect(page.get_by_role("main")).to_contain_text(levels.base.title)
