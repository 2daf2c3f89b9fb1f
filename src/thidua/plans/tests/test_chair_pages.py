"""What the chair of a grassroots union sees of plans: the plan of the unit directly above is the next step."""

import datetime as dt

import pytest
from django.urls import reverse

from thidua.accounts.choices import Role
from thidua.accounts.models import User
from thidua.accounts.tests.factories import make_actor
from thidua.notices.models import Notice
from thidua.plans.actions import add_duty, approve_plan, cascade_plan, issue_own_plan, issue_plan, send_for_review
from thidua.plans.choices import Audience
from thidua.plans.tests.factories import make_draft, make_issued_plan, make_tree

pytestmark = pytest.mark.django_db


def page_of(client, actor, address):
    client.force_login(User.objects.get(pk=actor.user_id))
    return client.get(address).content.decode()


def test_only_the_plan_of_the_unit_directly_above_is_offered_and_the_higher_one_points_to_it(client):
    province, district, base = make_tree()
    chair = make_actor(base)
    top = make_issued_plan(province, number_text="63/KH-TP")
    page = page_of(client, chair, reverse("plan_list"))
    assert "trực tiếp chưa ban hành kế hoạch" in page
    assert reverse("plan_cascade", args=[top.pk]) not in page
    near = make_issued_plan(district, parent=top, number_text="03/KH-LĐLĐ")
    page = page_of(client, chair, reverse("plan_list"))
    assert reverse("plan_cascade", args=[near.pk]) in page
    assert top.name not in page
    page = page_of(client, chair, reverse("plan_page", args=[top.pk]))
    assert f'href="{reverse("plan_page", args=[near.pk])}"' in page
    assert reverse("plan_cascade", args=[top.pk]) not in page
    cascade_plan(by=chair, plan=near)
    page = page_of(client, chair, reverse("plan_list"))
    assert "chưa có kế hoạch thực hiện" not in page


def test_a_unit_without_lower_units_is_not_shown_lower_plans(client):
    _, district, base = make_tree()
    assert "Cấp dưới" not in page_of(client, make_actor(base), reverse("plan_list"))
    assert "Cấp dưới" in page_of(client, make_actor(district), reverse("plan_list"))
    own = make_issued_plan(base, number_text="01/KH-CĐCS")
    page = page_of(client, make_actor(base), reverse("plan_page", args=[own.pk]))
    assert "Cấp dưới" not in page
    assert "Phân bổ chỉ tiêu cho cấp dưới" not in page
    assert "Việc tiếp theo của đơn vị" in page


def test_a_too_long_signer_is_told_by_the_field_and_everything_typed_is_kept(client):
    _, district, base = make_tree()
    chair = make_actor(base)
    own = cascade_plan(by=chair, plan=make_issued_plan(district))
    client.force_login(User.objects.get(pk=chair.user_id))
    address = reverse("own_plan", args=[own.pk])
    form = client.get(address).context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value()}
    data = {name: f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else str(value) for name, value in data.items()}
    target = own.targets.order_by("order")[0]
    long = "Nguyễn " * 20
    answer = client.post(address, data | {"signer_name": long, f"low-{target.pk}": "1,800.5"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Họ tên người ký: Nội dung dài 139 ký tự, nhiều nhất là 80." in page
    assert f"{target.subject[:1].upper()}{target.subject[1:]}, " in page
    assert long.strip() in page
    assert "1,800.5" in page


def test_a_chair_who_issues_her_own_plan_gets_no_notice_of_what_she_did():
    _, district, base = make_tree()
    chair, colleague = make_actor(base), make_actor(base)
    own = cascade_plan(by=chair, plan=make_issued_plan(district))
    issue_own_plan(by=chair, plan=own, number_text="01/KH-CĐCS", issued_on=dt.date(2021, 1, 20))
    told = Notice.objects.filter(text__contains="chờ ban hành")
    assert not told.filter(user_id=chair.user_id).exists()
    assert told.filter(user_id=colleague.user_id).exists()


def test_the_page_before_a_plan_is_made_folds_what_is_long(client):
    _, district, base = make_tree()
    officer, leader = make_actor(district, Role.OFFICER), make_actor(district, Role.LEADER)
    plan = make_draft(district, by=officer)
    for number in range(1, 9):
        add_duty(by=officer, plan=plan, text=f"Việc thứ {number}", audience=Audience.BASE, has_no_date=True)
    send_for_review(by=officer, plan=plan)
    approve_plan(by=leader, plan=plan)
    issue_plan(by=officer, plan=plan, number_text="03/KH-LĐLĐ", issued_on=dt.date(2021, 1, 7))
    page = page_of(client, make_actor(base), reverse("plan_cascade", args=[plan.pk]))
    folded = page[page.index("Việc thứ 5") : page.index("Việc thứ 6")]
    assert "Xem thêm 3 mục" in folded
    assert all(f"Việc thứ {number}" in page for number in range(1, 9))
