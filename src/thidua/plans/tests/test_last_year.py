"""The doors to a plan: last year's moved on and listed beside what it was, sub-plans, the upper plan linked later."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from thidua.accounts.choices import Role
from thidua.accounts.models import User
from thidua.accounts.tests.factories import make_actor
from thidua.common import clock
from thidua.common.verdicts import Refusal
from thidua.duties.models import Duty
from thidua.plans.actions import (
    add_basis,
    add_block,
    add_commemoration,
    add_duty,
    create_from_last_year,
    create_plan,
    issue_plan,
    link_parent,
)
from thidua.plans.choices import Audience
from thidua.plans.models import Plan
from thidua.plans.queries import Difference, differences_of, old_years_in
from thidua.plans.queries.changes import CHANGED
from thidua.plans.queries.tree import plan_tree
from thidua.plans.tests.factories import make_approved_plan, make_issued_plan, make_tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def district():
    return make_tree()[1]


def approved(district, **fields) -> Plan:
    return make_approved_plan(district, title="Phát động phong trào thi đua năm 2021", **fields)


def issued_2021(district) -> Plan:
    """A plan of 2021 with a basis, an anniversary, a duty before a day, and a look back at 2020."""
    officer = make_actor(district, Role.OFFICER)
    with clock.at(dt.date(2021, 1, 5)):
        plan = approved(
            district, lower_due_on=dt.date(2021, 1, 31), theme="Chào mừng 92 năm thành lập Công đoàn Việt Nam"
        )
        Plan.objects.filter(pk=plan.pk).update(state="draft")
        plan.refresh_from_db()
        add_basis(by=officer, plan=plan, text="Kế hoạch số 63/KH-LĐLĐ ngày 31/12/2020 của LĐLĐ thành phố")
        add_basis(by=officer, plan=plan, text="Luật Thi đua, khen thưởng")
        add_commemoration(
            by=officer, plan=plan, event="66 năm Ngày thành lập Nhà máy", years=66, date_range="01/5/1955 - 01/5/2021"
        )
        add_block(by=officer, plan=plan, section="preamble", text="Phát huy kết quả năm 2020, bước vào năm 2021.")
        add_duty(
            by=officer,
            plan=plan,
            text="Gửi báo cáo trước ngày 01/3/2021",
            audience=Audience.BASE,
            due_on=dt.date(2021, 2, 28),
        )
        Plan.objects.filter(pk=plan.pk).update(state="approved")
        plan.refresh_from_db()
        issue_plan(by=officer, plan=plan, number_text="03/KH-LĐLĐ", issued_on=dt.date(2021, 1, 5))
    return plan


def test_everything_moves_on_a_year_and_the_upper_plan_and_bases_are_asked_anew(district):
    plan = issued_2021(district)
    officer = make_actor(district, Role.OFFICER)
    law = plan.legal_bases.get(text="Luật Thi đua, khen thưởng")
    new = create_from_last_year(by=officer, plan=plan, year=2022, kept_bases=[law.pk])
    assert (new.title, new.year, new.state) == ("Phát động phong trào thi đua năm 2022", 2022, "draft")
    assert (new.based_on, new.parent, new.number_text) == (plan, None, "")
    assert new.theme == "Chào mừng 93 năm thành lập Công đoàn Việt Nam"
    assert new.lower_due_on == dt.date(2022, 1, 31)
    assert [basis.text for basis in new.legal_bases.all()] == ["Luật Thi đua, khen thưởng"]
    assert [phase.ends_on for phase in new.phases.all()] == [dt.date(2022, 6, 30), dt.date(2022, 12, 31)]
    duty, feast = new.plan_duties.get(), new.commemorations.get()
    assert (duty.text, duty.due_on) == ("Gửi báo cáo trước ngày 01/3/2022", dt.date(2022, 2, 28))
    assert (feast.event, feast.years) == ("67 năm Ngày thành lập Nhà máy", 67)
    assert feast.date_range == "01/5/1955 - 01/5/2022"
    assert [target.low for target in new.targets.all()] == [target.low for target in plan.targets.all()]
    assert [(item.headline, years) for item, years in old_years_in(new)] == [
        ("Phát huy kết quả năm 2020, bước vào năm 2022.", "2020")
    ]
    changed = {one.word for one in differences_of(new, plan) if one.what == "changed"}
    assert {"Năm", "Trích yếu", "Chủ đề", "Đợt thi đua", "Nhiệm vụ", "Kỷ niệm", "Đoạn"} <= changed


def test_it_is_refused_for_an_earlier_year_another_unit_and_a_draft(district):
    plan = issued_2021(district)
    officer = make_actor(district, Role.OFFICER)
    with pytest.raises(Refusal, match="phải sau năm 2021"):
        create_from_last_year(by=officer, plan=plan, year=2021)
    with pytest.raises(Refusal, match="Chỉ Liên đoàn"):
        create_from_last_year(by=make_actor(make_tree()[1], Role.OFFICER), plan=plan, year=2022)
    with pytest.raises(Refusal, match="đã ban hành"):
        create_from_last_year(by=officer, plan=make_approved_plan(district), year=2022)


def test_the_pages_list_the_changes_before_and_after(district, client: Client):
    plan = issued_2021(district)
    client.force_login(User.objects.get(pk=make_actor(district, Role.OFFICER).user_id))
    assert reverse("plan_repeat", args=[plan.pk]) in client.get(reverse("plan_begin")).content.decode()
    address = f"{reverse('plan_repeat', args=[plan.pk])}?nam=2022"
    page = client.get(address).content.decode()
    assert "<del>66</del>" in page
    assert "<ins>67</ins>" in page
    assert "Luật Thi đua, khen thưởng (" in page
    answer = client.post(address, {"year": "2022", "parent": ""})
    new = Plan.objects.get(based_on=plan)
    assert answer.url == reverse("plan_changes", args=[new.pk])
    page = client.get(answer.url).content.decode()
    assert "Nên xem: còn nhắc năm cũ" in page
    assert client.post(address, {"year": "2.022", "parent": ""}).status_code == 422


def test_a_sub_plan_hangs_under_its_plan_and_fulfils_the_promise(district, client: Client):
    officer = make_actor(district, Role.OFFICER)
    plan = approved(district)
    Plan.objects.filter(pk=plan.pk).update(state="draft")
    plan.refresh_from_db()
    promise = add_duty(
        by=officer,
        plan=plan,
        text="Hội thi tay nghề sẽ có kế hoạch riêng",
        audience=Audience.ISSUER,
        kind="make_plan",
        has_no_date=True,
    )
    Plan.objects.filter(pk=plan.pk).update(state="approved")
    plan.refresh_from_db()
    issue_plan(by=officer, plan=plan, number_text="03/KH-LĐLĐ", issued_on=dt.date(2021, 1, 5))
    duty = Duty.objects.open().get(unit=district, subject_kind="plan_duty", subject_id=promise.pk)
    assert plan_tree(plan, officer).promised == [promise]
    client.force_login(User.objects.get(pk=officer.user_id))
    page = client.get(reverse("plan_tree", args=[plan.pk])).content.decode()
    link = f"{reverse('plan_compose')}?phan={plan.pk}&amp;theo={promise.pk}"
    assert link in page
    answer = client.post(
        link.replace("&amp;", "&"),
        {"title": "Tổ chức hội thi tay nghề", "year": "2021", "signer_post": "CHỦ TỊCH", "signer_name": "A"},
    )
    sub = Plan.objects.get(part_of=plan)
    assert (answer.url, sub.promise) == (reverse("plan_blocks", args=[sub.pk]), promise)
    page = client.get(reverse("plan_page", args=[sub.pk])).content.decode()
    assert "chưa phát động được" not in page
    assert "Kế hoạch chưa có chỉ tiêu nào." in page
    Plan.objects.filter(pk=sub.pk).update(state="approved")
    sub.refresh_from_db()
    issue_plan(by=officer, plan=sub, number_text="09/KH-LĐLĐ", issued_on=dt.date(2021, 3, 1))
    duty.refresh_from_db()
    assert duty.fulfilled_at
    assert not Duty.objects.filter(kind="make_plan", subject_id=sub.pk, subject_kind="plan").exists()
    tree = plan_tree(plan, officer)
    assert (tree.here.sub_plans, tree.promised) == ((sub,), [])
    assert [one.plan for one in plan_tree(sub, officer).line] == [plan]


def test_an_upper_plan_that_comes_in_later_is_offered_and_linked(district, client: Client):
    base = make_tree()[2]
    chair = make_actor(base)
    own = make_issued_plan(
        base, number_text="01/KH-CĐCS", outside_parent_number="03/KH-LĐLĐ", outside_parent_issuer="LĐLĐ quận"
    )
    client.force_login(User.objects.get(pk=chair.user_id))
    page = reverse("plan_page", args=[own.pk])
    assert "nay đã có trong phần mềm" not in client.get(page).content.decode()
    upper = make_issued_plan(base.parent)
    assert "nay đã có trong phần mềm" in client.get(page).content.decode()
    address = reverse("plan_link", args=[own.pk])
    assert client.get(address).context["form"]["upper"].value() == str(upper.pk)
    assert client.post(address, {"upper": ""}).status_code == 422
    assert client.post(address, {"upper": str(upper.pk)}).url == page
    own.refresh_from_db()
    assert own.parent == upper
    assert Duty.objects.get(unit=base, kind="make_plan").fulfilled_at
    assert "đã gắn với" in client.get(address).content.decode()


def test_a_plan_from_nothing_leads_to_its_blocks(district, client: Client):
    client.force_login(User.objects.get(pk=make_actor(district, Role.OFFICER).user_id))
    answer = client.post(reverse("plan_compose"), {"title": "Kế hoạch mới", "year": "2021", "year_theme": "Năm cơ sở"})
    plan = Plan.objects.get()
    assert answer.url == reverse("plan_blocks", args=[plan.pk])
    assert plan.year_theme == "Năm cơ sở"


def test_linking_refuses_what_is_no_plan_above(district):
    officer = make_actor(district, Role.OFFICER)
    plan = create_plan(by=officer, title="Kế hoạch", year=2021)
    with pytest.raises(Refusal, match="của đơn vị cấp trên"):
        link_parent(by=officer, plan=plan, parent=make_issued_plan(district))


def test_every_count_of_an_anniversary_is_counted_again(district):
    plan = issued_2021(district)
    officer = make_actor(district, Role.OFFICER)
    Plan.objects.filter(pk=plan.pk).update(state="draft")
    plan.refresh_from_db()
    event = "60 năm thành lập quận và 60 năm thành lập Đảng bộ quận Ba Đình, 25 năm mang tên mới"
    add_commemoration(by=officer, plan=plan, event=event, years=60, date_range="1961 - 2021")
    Plan.objects.filter(pk=plan.pk).update(state="issued")
    plan.refresh_from_db()
    new = create_from_last_year(by=officer, plan=plan, year=2022)
    found = new.commemorations.get(event__contains="Đảng bộ")
    assert found.event == "61 năm thành lập quận và 61 năm thành lập Đảng bộ quận Ba Đình, 26 năm mang tên mới"
    assert (found.years, found.date_range) == (61, "1961 - 2022")


def test_a_difference_begins_with_the_words_of_its_item_and_keeps_signs_apart():
    duty = "Báo cáo kết quả tuyên truyền bầu cử về Liên đoàn Lao động quận theo mẫu và gửi kèm số liệu của từng tổ"
    one = Difference(CHANGED, "Nhiệm vụ", f"{duty} (hạn 30/05/2021)", f"{duty} (hạn 05/06/2021)")
    assert [(run.kind, run.text) for run in one.words] == [
        ("same", "Báo cáo kết quả tuyên truyền bầu cử về … gửi kèm số liệu của từng tổ (hạn "),
        ("gone", "30/05/2021"),
        ("same", " "),
        ("new", "05/06/2021"),
        ("same", ")"),
    ]
