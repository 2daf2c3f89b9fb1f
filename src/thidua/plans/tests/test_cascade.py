"""The own plan from the upper plan: what is inherited, what it fulfils, who above sees it."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from thidua.accounts.choices import Role
from thidua.accounts.models import User
from thidua.accounts.tests.factories import make_actor
from thidua.common import clock
from thidua.common.verdicts import Refusal
from thidua.duties.choices import DutyKind
from thidua.duties.models import Duty
from thidua.journal.models import Entry
from thidua.notices.models import Notice
from thidua.organisation.choices import UnitKind
from thidua.organisation.tests.factories import make_base
from thidua.plans.actions import cascade_plan, issue_own_plan, link_parent, remind_missing, withdraw_plan
from thidua.plans.choices import Sector
from thidua.plans.models import Plan, PlanReceipt
from thidua.plans.policies import launch_gate
from thidua.plans.queries import (
    contents_of,
    lower_plan_board,
    plan_tree,
    plans_for,
    receipts_of,
    running_plans,
    upper_plans,
)
from thidua.plans.tests.factories import make_issued_plan, make_tree

pytestmark = pytest.mark.django_db
DAY = dt.date(2021, 1, 20)


def issued_below(plan, base) -> Plan:
    chair = make_actor(base)
    own = cascade_plan(by=chair, plan=plan)
    issue_own_plan(by=chair, plan=own, number_text="01/KH-CĐCS", issued_on=DAY)
    return own


def test_an_own_plan_answers_the_asks_of_every_plan_above_it():
    """The province asks the grassroots union for a plan, the district too: one plan is the answer to both."""
    province, district, base = make_tree()
    top = make_issued_plan(province, whole_subtree=True)
    middle = cascade_plan(by=make_actor(district, Role.OFFICER, Role.LEADER), plan=top)
    boss = make_actor(district, Role.CHAIR)
    form = {"signer_post": "CHỦ TỊCH", "signer_name": "Nguyễn Xuân Trọng"}
    issue_own_plan(by=boss, plan=middle, number_text="03/KH-LĐLĐ", issued_on=DAY, adjusted=form)
    middle.refresh_from_db()
    asked = Duty.objects.filter(unit=base, kind__in=(DutyKind.MAKE_PLAN, DutyKind.CONFIRM_PLAN), subject_kind="plan")
    assert set(asked.open().values_list("subject_id", flat=True)) == {top.pk, middle.pk}
    own = issued_below(middle, base)
    assert not asked.open().exists()
    assert not PlanReceipt.objects.filter(unit=base, confirmed_at__isnull=True).exists()
    above = make_actor(province, Role.OFFICER)
    rows = {row.unit.pk: row for row in lower_plan_board(top, above)}
    assert {row.status for row in rows.values()} == {"has"}
    assert (rows[base.pk].plan_id, receipts_of(top).with_plan) == (own.pk, 2)
    withdraw_plan(by=make_actor(base), plan=own, reason="Nhầm")
    asks = asked.open().filter(kind=DutyKind.MAKE_PLAN)
    assert set(asks.values_list("subject_id", flat=True)) == {top.pk, middle.pk}


def test_a_plan_linked_afterwards_answers_every_plan_above_it():
    province, district, base = make_tree()
    top = make_issued_plan(province, whole_subtree=True, number_text="63/KH-LĐLĐ")
    middle = make_issued_plan(district, parent=top)
    lone = make_issued_plan(base, number_text="01/KH-CĐCS")
    link_parent(by=make_actor(base), plan=lone, parent=middle)
    assert not Duty.objects.open().filter(unit=base, kind=DutyKind.MAKE_PLAN).exists()


def test_the_own_plan_inherits_what_concerns_its_sector():
    _, district, base = make_tree()
    school = make_base(district, "Trường Tiểu học", kind=UnitKind.PUBLIC_SERVICE)
    upper = make_issued_plan(district, with_duties=True)
    for unit, sector in ((base, Sector.ENTERPRISE), (school, Sector.PUBLIC)):
        own = contents_of(cascade_plan(by=make_actor(unit), plan=upper))
        assert {block.sector for block in own.blocks} == {Sector.ALL, sector}
        assert [target.subject for target in own.targets] == [
            "người lao động được phổ biến kế hoạch",
            "đoàn viên kết nạp mới",
            "Hoàn thành dự toán được giao",
        ]
        assert all(target.indicator_id for target in own.targets)
        assert [phase.ends_on for phase in own.phases] == [dt.date(2021, 6, 30), dt.date(2021, 12, 31)]
        assert own.movements[0].responds_to_id == upper.movements.get().pk
        assert own.plan.parent == upper
        assert own.bases[0].number == "03/KH-LĐLĐ"


def test_issuing_it_fulfils_the_duties_and_passes_the_launch_gate():
    _, district, base = make_tree()
    upper = make_issued_plan(district)
    own = issued_below(upper, base)
    assert own.state == "issued"
    for kind in (DutyKind.MAKE_PLAN, DutyKind.CONFIRM_PLAN):
        assert Duty.objects.get(unit=base, kind=kind).fulfilled_at
    assert PlanReceipt.objects.get(plan=upper, unit=base).confirmed_at
    assert launch_gate(own)
    assert list(running_plans(base.pk)) == [own]


def test_cascade_refuses_a_second_own_plan_and_who_is_not_below():
    _, district, base = make_tree()
    upper = make_issued_plan(district)
    chair = make_actor(base)
    own = cascade_plan(by=chair, plan=upper)
    with pytest.raises(Refusal, match="đã có kế hoạch thực hiện"):
        cascade_plan(by=chair, plan=upper)
    with pytest.raises(Refusal, match="Chỉ đơn vị cấp dưới"):
        cascade_plan(by=make_actor(district), plan=upper)
    with pytest.raises(Refusal, match="chỉ được xem"):
        cascade_plan(by=make_actor(make_base(district), Role.VIEWER), plan=upper)
    withdraw_plan(by=make_actor(district), plan=upper, reason="Nhầm")
    with pytest.raises(Refusal, match="không còn hiệu lực"):
        cascade_plan(by=make_actor(make_base(district)), plan=upper)
    with pytest.raises(Refusal, match="dành cho chủ tịch"):
        issue_own_plan(by=make_actor(base, Role.OFFICER), plan=own, take_next=True)


def test_the_board_tells_who_has_who_has_not_and_who_is_late():
    _, district, base = make_tree()
    late, waiting = make_base(district, "Công đoàn B"), make_base(district, "Công đoàn C")
    upper = make_issued_plan(district, lower_due_on=dt.date(2021, 1, 15), issued_on=dt.date(2021, 1, 7))
    officer = make_actor(district, Role.OFFICER)
    Duty.objects.filter(unit=waiting, kind=DutyKind.MAKE_PLAN).update(due_on=dt.date(2021, 3, 1))
    issued_below(upper, base)
    with clock.at(dt.date(2021, 1, 18)):
        rows = {row.unit.pk: row for row in lower_plan_board(upper, officer)}
        assert [rows[unit.pk].status for unit in (base, late, waiting)] == ["has_late", "late", "waiting"]
        assert rows[late.pk].words == "chưa có, chậm 3 ngày"
        assert len(list(lower_plan_board(upper, officer, status="missing"))) == 2
        with pytest.raises(Refusal, match="chưa có tài khoản"):
            remind_missing(by=officer, plan=upper)
        chair = make_actor(late)
        assert remind_missing(by=officer, plan=upper) == 2
        with pytest.raises(Refusal, match="Hôm nay các đơn vị còn thiếu đều đã được nhắc"):
            remind_missing(by=officer, plan=upper)
        assert Notice.objects.filter(user_id=chair.user_id).count() == 1
        with pytest.raises(Refusal, match="mới làm được"):
            remind_missing(by=chair, plan=upper)


def test_the_board_as_a_spreadsheet():
    _, district, base = make_tree()
    upper = make_issued_plan(district)
    issued_below(upper, base)
    client = Client()
    client.force_login(User.objects.get(pk=make_actor(district, Role.OFFICER).user_id))
    answer = client.get(reverse("lower_plans_excel", args=[upper.pk]))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.getvalue())).get_sheet_by_index(0).to_python()
    assert rows[4][1:4] == [base.name, clock.today(), "01/KH-CĐCS"]


def test_lists_and_the_tree_show_each_level_what_it_may_see():
    province, district, base = make_tree()
    top = make_issued_plan(province, number_text="63/KH-LĐLĐ")
    upper = make_issued_plan(district, parent=top)
    own = issued_below(upper, base)
    chair, officer = make_actor(base), make_actor(district, Role.OFFICER)
    assert list(plans_for(chair, "upper")) == [upper, top] or set(plans_for(chair, "upper")) == {upper, top}
    assert list(plans_for(officer, "lower")) == [own]
    tree = plan_tree(upper, officer)
    assert ([one.plan for one in tree.line], tree.here.plan) == ([top], upper)
    assert [branch.plan for branch in tree.children] == [own]
    assert list(upper_plans(chair)) == [top]
    neighbour = make_actor(make_base(district))
    assert own not in plans_for(neighbour, "lower")


def test_a_parent_can_be_linked_later_and_fulfils_the_duty():
    _, district, base = make_tree()
    upper = make_issued_plan(district)
    chair = make_actor(base)
    lone = make_issued_plan(base, number_text="02/KH-CĐCS")
    with pytest.raises(Refusal, match="của đơn vị cấp trên"):
        link_parent(by=chair, plan=lone, parent=lone)
    link_parent(by=chair, plan=lone, parent=upper)
    assert Duty.objects.get(unit=base, kind=DutyKind.MAKE_PLAN).fulfilled_at


def test_a_chair_makes_adjusts_and_issues_it_in_the_browser():
    _, district, base = make_tree()
    upper = make_issued_plan(district)
    client = Client()
    client.force_login(User.objects.get(pk=make_actor(base).user_id))
    answer = client.post(reverse("plan_cascade", args=[upper.pk]))
    own = Plan.objects.get(parent=upper)
    assert answer.url == reverse("own_plan", args=[own.pk])
    page = client.get(answer.url)
    form = page.context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    data = {name: value.strftime("%d/%m/%Y") if isinstance(value, dt.date) else value for name, value in data.items()}
    ratio, count, words = own.targets.order_by("order")
    data |= {f"low-{ratio.pk}": "95,5", f"low-{count.pk}": "1.200", f"drop-{words.pk}": "on", "number_text": ""}
    data = {name: str(value) for name, value in data.items() if value is not False}
    answer = client.post(reverse("own_plan", args=[own.pk]), data)
    own.refresh_from_db()
    assert answer.status_code == 302, answer.content.decode()
    assert (own.state, own.number_text) == ("issued", "01/KH-CĐCS")
    assert [float(target.low) for target in own.targets.order_by("order")] == [95.5, 1200.0]


def test_an_own_plan_that_cannot_be_issued_stays_as_it_was_and_the_page_keeps_what_was_typed():
    _, district, base = make_tree()
    upper, earlier = make_issued_plan(district), make_issued_plan(base, number_text="02/KH-CĐCS")
    chair = make_actor(base)
    own = cascade_plan(by=chair, plan=upper)
    client = Client()
    client.force_login(User.objects.get(pk=chair.user_id))
    form = client.get(reverse("own_plan", args=[own.pk])).context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    data = {name: value.strftime("%d/%m/%Y") if isinstance(value, dt.date) else value for name, value in data.items()}
    ratio, _, words = own.targets.order_by("order")
    data |= {f"low-{ratio.pk}": "95,5", f"drop-{words.pk}": "on", "signer_name": "Trần Thị Mới"}
    data |= {"number_text": earlier.number_text}
    data = {name: str(value) for name, value in data.items() if value is not False}
    lines = Entry.objects.count()
    answer = client.post(reverse("own_plan", args=[own.pk]), data)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "02/KH-CĐCS" in page
    assert "95,5" in page
    assert "Trần Thị Mới" in page
    own.refresh_from_db()
    assert (own.state, own.number_text, own.signer_name) == ("draft", "", chair.name)
    assert own.targets.get(pk=ratio.pk).low == ratio.low
    assert own.targets.filter(pk=words.pk).exists()
    assert Entry.objects.count() == lines
