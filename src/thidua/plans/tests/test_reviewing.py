"""One item at review: confirmed, reopened, dropped, taken back with what pointed at it; what a picked sentence says."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from thidua.accounts.choices import Role
from thidua.accounts.models import User
from thidua.accounts.tests.factories import make_actor
from thidua.common.verdicts import Refusal
from thidua.plans.actions import (
    add_item,
    confirm_item,
    confirm_items,
    create_plan_from_file,
    drop_item,
    restore_item,
    unconfirm_item,
    update_item,
)
from thidua.plans.models import DroppedItem, Phase, Plan, PlanDuty, Target
from thidua.plans.queries import contents_of, picked_values
from thidua.plans.tests.factories import make_draft, make_tree

pytestmark = pytest.mark.django_db
BA_DINH = Path(__file__).parents[2] / "demo" / "plans" / "ke-hoach-03-ba-dinh-2021.txt"
PART = {"HX-Request": "true"}


@pytest.fixture
def officer():
    return make_actor(make_tree()[1], Role.OFFICER)


@pytest.fixture
def read_plan(officer) -> Plan:
    return create_plan_from_file(by=officer, name=BA_DINH.name, data=BA_DINH.read_bytes())


@pytest.fixture
def browser(officer) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=officer.user_id))
    return client


def test_a_dropped_phase_comes_back_with_what_pointed_at_it(officer, read_plan):
    phase, target = read_plan.phases.all()[0], read_plan.targets.all()[0]
    update_item(by=officer, item=target, version=1, phase=phase)
    before = Phase.objects.filter(pk=phase.pk).values().get()
    dropped = drop_item(by=officer, item=Phase.objects.get(pk=phase.pk))
    assert Target.objects.get(pk=target.pk).phase is None
    restore_item(by=officer, dropped=dropped)
    assert Phase.objects.filter(pk=phase.pk).values().get() == before
    assert Target.objects.get(pk=target.pk).phase_id == phase.pk
    with pytest.raises(Refusal, match="đã được lấy lại"):
        restore_item(by=officer, dropped=dropped)


def test_every_kind_of_item_comes_back_as_it_was(officer, read_plan):
    from thidua.plans.queries import contents_of

    for item in [one for one in contents_of(read_plan).items if one.CODE != "head"]:
        model = type(item)
        before = model._default_manager.filter(pk=item.pk).values().get()
        restore_item(by=officer, dropped=drop_item(by=officer, item=model._default_manager.get(pk=item.pk)))
        assert model._default_manager.filter(pk=item.pk).values().get() == before
    assert not DroppedItem.objects.exists()


def test_who_may_not_edit_takes_nothing_back(officer, read_plan):
    dropped = drop_item(by=officer, item=read_plan.phases.all()[0])
    viewer = make_actor(read_plan.unit, Role.VIEWER)
    with pytest.raises(Refusal):
        restore_item(by=viewer, dropped=dropped)
    with pytest.raises(Refusal):
        unconfirm_item(by=viewer, item=read_plan.targets.all()[0])


def test_a_confirmation_is_taken_back(officer, browser):
    target = make_draft(make_tree()[1]).targets.all()[0]
    own = make_draft(officer_unit(officer), by=officer).targets.all()[0]
    assert own.is_confirmed
    answer = browser.post(reverse("item_confirm", args=["target", own.pk]), {"lai": "1"}, headers=PART)
    own.refresh_from_db()
    assert not own.is_confirmed
    assert "Xác nhận</button>" in answer.content.decode()
    assert browser.post(reverse("item_confirm", args=["target", target.pk]), {"lai": "1"}).status_code == 404


def officer_unit(officer):
    return User.objects.get(pk=officer.user_id).appointments.get().unit


def test_a_group_is_confirmed_but_for_what_lacks_its_day(officer, read_plan, browser):
    undated = [duty for duty in read_plan.plan_duties.all() if duty.lacks]
    assert undated
    answer = browser.post(reverse("plan_confirm", args=[read_plan.pk]), {"nhom": "duty"}, headers=PART)
    assert f"{len(undated)} mục còn thiếu ngày hoặc hạn" in answer.content.decode()
    left = set(read_plan.plan_duties.filter(is_confirmed=False).values_list("pk", flat=True))
    assert left == {duty.pk for duty in undated}
    assert confirm_items(by=officer, plan=read_plan, kind="duty") == 0


def test_a_month_alone_is_offered_as_its_days(officer, read_plan, browser):
    duty = read_plan.plan_duties.all()[0]
    PlanDuty.objects.filter(pk=duty.pk).update(due_on=None, due_month="2024-02", recurrence="none")
    phase = read_plan.phases.all()[0]
    Phase.objects.filter(pk=phase.pk).update(starts_on=None, start_month="2024-03", ends_on=None, end_month="2024-04")
    page = browser.get(reverse("item_edit", args=["duty", duty.pk])).content.decode()
    assert 'value="29/02/2024"' in page
    page = browser.get(reverse("item_edit", args=["phase", phase.pk])).content.decode()
    assert "Đã điền sẵn 01/03/2024 đến 30/04/2024" in page
    assert Phase.objects.get(pk=phase.pk).span_words == "tháng 3/2024 – tháng 4/2024"
    data = {"text": duty.text, "audience": duty.audience, "kind": duty.kind, "recurrence": "none", "version": "1"}
    browser.post(reverse("item_edit", args=["duty", duty.pk]), data | {"due_on": "29/02/2024", "has_no_date": "on"})
    duty.refresh_from_db()
    assert (duty.due_on, duty.has_no_date) == (None, True)


@pytest.mark.parametrize(
    ("kind", "quote", "expected"),
    [
        ("target", "Trên 90% CNVCLĐ được tuyên truyền", {"comparator": ">", "low": Decimal(90), "unit_word": "%"}),
        ("target", "Kết nạp từ 1.800 – 2.000 đoàn viên", {"comparator": "between", "high": Decimal(2000)}),
        ("target", "Hoàn thành dự toán được giao", {"is_qualitative": True}),
        ("duty", "gửi báo cáo sơ kết trước ngày 20/6/2021", {"due_on": dt.date(2021, 6, 19)}),
        ("duty", "đăng ký thi đua trong tháng 3/2021", {"due_on": dt.date(2021, 3, 31), "kind": "register_titles"}),
        ("phase", "Đợt 1: Từ ngày 01/01/2021 đến 30/6/2021", {"name": "Đợt 1", "ends_on": dt.date(2021, 6, 30)}),
        ("movement", "phong trào thi đua “Lao động giỏi”", {"name": "Lao động giỏi"}),
        ("commemoration", "kỷ niệm 91 năm Ngày thành lập Đảng Cộng sản Việt Nam", {"years": 91}),
        ("recipient", "Các CĐCS trực thuộc", {"name": "Các CĐCS trực thuộc"}),
    ],
)
def test_a_picked_sentence_fills_the_form(kind, quote, expected):
    values = picked_values(kind, quote, 2021)
    assert {name: values[name] for name in expected} == expected


def test_a_picked_paragraph_takes_the_section_of_the_one_before_it(browser, read_plan):
    measure = read_plan.blocks.filter(section="measure", span_start__isnull=False).latest("span_start")
    address = reverse("item_add", args=[read_plan.pk, "block"])
    page = browser.get(f"{address}?tu={measure.span_start}&den={measure.span_end}", headers=PART).content.decode()
    assert '<option value="measure" selected>' in page
    assert read_plan.source_text[measure.span_start : measure.span_start + 30] in page


def test_paragraphs_and_what_was_picked_out_of_them_are_tied_to_the_text(browser, read_plan):
    page = browser.get(reverse("plan_review", args=[read_plan.pk])).content.decode()
    marks = page.split('id="van-ban"')[1]
    for item in contents_of(read_plan).items:
        if item.span_start is not None:
            assert f'id="t-{item.anchor}"' in marks, item.anchor


def test_an_item_keeps_the_place_that_was_picked_not_the_first_that_reads_alike(officer, browser, read_plan):
    words = "Liên đoàn Lao động"
    text = read_plan.source_text
    second = text.index(words, text.index(words) + 1)
    address = f"{reverse('item_add', args=[read_plan.pk, 'movement'])}?tu={second - 1}&den={second + len(words)}"
    page = browser.get(address, headers=PART).content.decode()
    assert f'name="start" value="{second}"' in page
    add_item(by=officer, plan=read_plan, model=Target, quote=words, start=second, subject="x", is_qualitative=True)
    assert read_plan.targets.get(subject="x").span_start == second
    add_item(by=officer, plan=read_plan, model=Target, quote=words, start=3, subject="y", is_qualitative=True)
    assert read_plan.targets.get(subject="y").span_start == text.index(words)
    assert browser.get(f"{address[:-3]}{'9' * 4000}").status_code == 200


def test_one_confirmation_is_one_small_part(browser, read_plan, count_queries):
    target, other = read_plan.targets.all()[:2]
    answer = browser.post(reverse("item_confirm", args=["target", target.pk]), {"nhom": ""}, headers=PART)
    page = answer.content.decode()
    assert page.count("<li") == 1
    for part in ("review-progress", "review-tabs", "review-next", "d-"):
        assert f'id="{part}' in page
    assert len(answer.content) <= 8 * 1024
    phase = read_plan.phases.all()[0]
    asked = count_queries(lambda: browser.post(reverse("item_confirm", args=["phase", phase.pk]), headers=PART))
    assert asked <= 15
    first = count_queries(lambda: browser.post(reverse("item_confirm", args=["target", other.pk]), headers=PART))
    assert first <= 20


def test_an_undated_duty_is_not_confirmed_alone_either(officer, read_plan):
    duty = next(duty for duty in read_plan.plan_duties.all() if duty.lacks)
    with pytest.raises(Refusal, match="còn thiếu hạn") as refused:
        confirm_item(by=officer, item=duty)
    assert refused.value.codes == ("lacks",)
    duty.refresh_from_db()
    assert not duty.is_confirmed
