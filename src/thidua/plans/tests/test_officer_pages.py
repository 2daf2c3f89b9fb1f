"""On the way of a plan: refusals that lead on, warnings in plain sight, a sheet with real dates."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from thidua.accounts.choices import Role
from thidua.accounts.models import User
from thidua.accounts.tests.factories import make_actor
from thidua.common import clock
from thidua.common.verdicts import Refusal
from thidua.organisation.tests.factories import make_base
from thidua.plans.actions import approve_plan, begin_amendment, cascade_plan, issue_plan, return_plan, send_for_review
from thidua.plans.models import Plan
from thidua.plans.policies import may_cascade
from thidua.plans.tests.factories import make_approved_plan, make_draft, make_issued_plan, make_tree
from thidua.plans.tests.test_review import BA_DINH

pytestmark = pytest.mark.django_db
DAY = dt.date(2021, 1, 7)


def test_a_plan_uploaded_twice_is_refused_with_a_link_to_the_first(client):
    _, district, _ = make_tree()
    officer = make_actor(district, Role.OFFICER)
    client.force_login(User.objects.get(pk=officer.user_id))
    address, text = reverse("plan_upload"), BA_DINH.read_text()
    assert client.post(address, {"text": text}).status_code == 302
    first = Plan.objects.get(unit=district)
    answer = client.post(address, {"text": text})
    assert answer.status_code == 422
    assert f'<a href="{reverse("plan_page", args=[first.pk])}">Mở {first.name}</a>' in answer.content.decode()
    assert Plan.objects.count() == 1


def test_the_upload_page_asks_for_one_of_two(client):
    client.force_login(User.objects.get(pk=make_actor(make_tree()[1], Role.OFFICER).user_id))
    page = client.get(reverse("plan_upload")).content.decode()
    assert "một trong hai" in page
    assert "không bắt buộc" not in page


def test_a_second_own_plan_is_refused_with_a_link_to_the_first():
    _, district, base = make_tree()
    upper = make_issued_plan(district)
    chair = make_actor(base)
    own = cascade_plan(by=chair, plan=upper)
    (reason,) = may_cascade(chair, upper).reasons
    assert (reason.code, reason.url) == ("has_own", reverse("plan_page", args=[own.pk]))


def test_a_step_that_somebody_else_has_taken_says_who_and_when():
    _, district, _ = make_tree()
    officer = make_actor(district, Role.OFFICER, full_name="Hoàng Thu Trang")
    leader = make_actor(district, Role.LEADER, full_name="Nguyễn Xuân Trọng")
    plan = make_draft(district, by=officer)
    send_for_review(by=officer, plan=plan)
    approve_plan(by=leader, plan=plan)
    for step in (
        lambda: send_for_review(by=officer, plan=plan),
        lambda: approve_plan(by=leader, plan=plan),
    ):
        with pytest.raises(Refusal, match=r"Nguyễn Xuân Trọng đã “phê duyệt” lúc \d\d:\d\d") as refused:
            step()
        assert "wrong_state" in refused.value.codes
    return_plan(by=leader, plan=plan, remark="Ghi rõ hạn")
    with pytest.raises(Refusal, match="Nguyễn Xuân Trọng đã “trả lại”"):
        issue_plan(by=officer, plan=plan, number_text="03/KH-LĐLĐ", issued_on=DAY)


def test_before_issue_the_page_says_what_cannot_be_added_afterwards(client):
    _, district, _ = make_tree()
    plan = make_approved_plan(district)
    client.force_login(User.objects.get(pk=make_actor(district, Role.OFFICER).user_id))
    address = reverse("plan_issue", args=[plan.pk])
    assert "chưa phát động được" not in client.get(address).content.decode()
    plan.targets.all().delete()
    page = client.get(address).content.decode()
    assert "Kế hoạch chưa có chỉ tiêu nào" in page
    assert "muốn thêm phải lập bản điều chỉnh" in page


def test_a_typed_number_and_the_next_one_are_not_taken_together(client):
    _, district, _ = make_tree()
    plan = make_approved_plan(district)
    client.force_login(User.objects.get(pk=make_actor(district, Role.OFFICER).user_id))
    address, form = reverse("plan_issue", args=[plan.pk]), {"issued_on": "07/01/2021", "take_next": "on"}
    answer = client.post(address, {**form, "number_text": "03/KH-LĐLĐ"})
    assert answer.status_code == 422
    assert "Ở ô trên đã ghi số 03/KH-LĐLĐ" in answer.content.decode()
    assert client.post(address, {**form, "number_text": ""}).status_code == 302


def test_a_refusal_on_a_page_of_its_own_leads_back_to_where_one_was(client):
    _, district, _ = make_tree()
    plan = make_approved_plan(district)
    client.force_login(User.objects.get(pk=make_actor(district, Role.LEADER).user_id))
    here = f"http://testserver{reverse('plan_page', args=[plan.pk])}"
    for referer, is_link in ((here, True), ("https://khac.vn/x", False)):
        answer = client.post(reverse("plan_approve", args=[plan.pk]), headers={"referer": referer})
        assert answer.status_code == 422
        assert (f'href="{referer}"' in answer.content.decode()) == is_link


def test_an_issued_plan_without_targets_shows_its_leader_the_way_out(client):
    _, district, base = make_tree()
    plan = make_issued_plan(district)
    plan.targets.all().delete()
    address = reverse("plan_page", args=[plan.pk])
    client.force_login(User.objects.get(pk=make_actor(district, Role.LEADER).user_id))
    page = client.get(address).content.decode()
    assert "Kế hoạch chưa có chỉ tiêu nào" in page
    assert page.count(f'href="{reverse("plan_withdraw", args=[plan.pk])}"') == 2
    client.force_login(User.objects.get(pk=make_actor(district, Role.OFFICER).user_id))
    assert f'href="{reverse("plan_amend", args=[plan.pk])}"' in client.get(address).content.decode()
    client.force_login(User.objects.get(pk=make_actor(base).user_id))
    assert "chưa có chỉ tiêu nào" not in client.get(address).content.decode()


def test_the_sheet_of_lower_plans_holds_real_dates(client):
    _, district, base = make_tree()
    with clock.at(DAY):
        plan = make_issued_plan(district, lower_due_on=dt.date(2021, 1, 31))
        own = make_issued_plan(base, parent=plan, number_text="01/KH-CĐCS")
    client.force_login(User.objects.get(pk=make_actor(district, Role.OFFICER).user_id))
    answer = client.get(reverse("lower_plans_excel", args=[plan.pk]))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.getvalue())).get_sheet_by_index(0).to_python()
    line = dict(zip(rows[3], rows[4], strict=True))
    assert (line["Ngày ban hành"], line["Hạn"]) == (own.issued_on, dt.date(2021, 1, 31))


def test_the_list_says_which_plan_is_a_sample(client):
    plan = make_issued_plan()
    client.force_login(User.objects.get(pk=make_actor(plan.unit, Role.OFFICER).user_id))
    assert "(mẫu)" not in client.get(reverse("plan_list")).content.decode()
    Plan.objects.filter(pk=plan.pk).update(is_sample=True)
    assert "<small>(mẫu)</small>" in client.get(reverse("plan_list")).content.decode()


@pytest.mark.parametrize(
    ("role", "shown", "hidden"),
    [
        (Role.LEADER, ["Xem từng điểm đã đổi"], ["Trình lãnh đạo", "Soạn từng khối", "Rà soát, sửa"]),
        (Role.OFFICER, ["Trình lãnh đạo", "Soạn từng khối"], []),
        (Role.ADMIN, [], ["Trình lãnh đạo", "Soạn từng khối"]),
    ],
)
def test_a_draft_offers_nobody_a_button_that_is_never_hers(client, role, shown, hidden):
    plan = make_issued_plan()
    draft = begin_amendment(by=make_actor(plan.unit, Role.OFFICER), plan=plan)
    client.force_login(User.objects.get(pk=make_actor(plan.unit, role).user_id))
    page = client.get(reverse("plan_page", args=[draft.pk])).content.decode()
    for words in shown:
        assert words in page
    for words in hidden:
        assert words not in page
    assert "Vai trò của bạn" not in page


def test_a_button_that_is_hers_but_locked_now_stands_there_with_its_reason(client):
    upper = make_issued_plan()
    lower = make_base(upper.unit)
    drafter = make_actor(lower, Role.CHAIR)
    own = cascade_plan(by=drafter, plan=upper)
    client.force_login(User.objects.get(pk=drafter.user_id))
    page = client.get(reverse("plan_page", args=[upper.pk])).content.decode()
    assert "Lập kế hoạch của đơn vị" in page
    assert f"Mở {own.name}" in page
    client.force_login(User.objects.get(pk=make_actor(lower, Role.VIEWER).user_id))
    assert "Lập kế hoạch của đơn vị" not in client.get(reverse("plan_page", args=[upper.pk])).content.decode()
