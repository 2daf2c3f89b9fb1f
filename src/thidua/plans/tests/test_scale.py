"""A thousand units at once: statements, pages and bytes do not grow with them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thidua.accounts.choices import Role
from thidua.accounts.models import User
from thidua.accounts.tests.factories import make_actor
from thidua.duties.choices import DutyKind
from thidua.duties.models import Duty
from thidua.organisation.choices import UnitKind, UnitLevel
from thidua.organisation.models import PATH_STEP, Unit
from thidua.organisation.tests.factories import make_district, make_province
from thidua.plans.actions import issue_plan, remind_missing
from thidua.plans.models import Plan, PlanReceipt
from thidua.plans.queries import plan_tree
from thidua.plans.tests.factories import make_approved_plan

pytestmark = pytest.mark.django_db
DAY = dt.date(2021, 1, 7)
HTML_BYTES = 60 * 1024


def wide_district(size: int, name: str) -> Unit:
    """A district with that many base unions."""
    district = make_district(make_province(f"Liên đoàn Lao động tỉnh {name}"), name)
    rows = []
    for number in range(1, size + 1):
        unit = Unit(level=UnitLevel.BASE, kind=UnitKind.NON_STATE, parent=district, search_text=f"co so {number}")
        unit.code, unit.name = f"{district.code}-B{number}", f"Công đoàn cơ sở số {number}"
        unit.path, unit.name_key = f"{district.path}{number:0{PATH_STEP}d}", f"{number:06d}"
        rows.append(unit)
    Unit.objects.bulk_create(rows)
    return district


def issued(plan: Plan) -> list[str]:
    """Issue it; gives the statements that took."""
    with CaptureQueriesContext(connection) as caught:
        issue_plan(by=make_actor(plan.unit, Role.OFFICER), plan=plan, number_text="03/KH-LĐLĐ", issued_on=DAY)
    return [query["sql"] for query in caught.captured_queries]


def give_plans(plan: Plan, many: int) -> None:
    """Issued plans of that many of the units below."""
    units = Unit.objects.filter(parent_id=plan.unit_id).order_by("path")[:many]
    rows = [
        Plan(
            unit=unit, parent=plan, title="Thi đua", year=2021, state="issued", number_text="01/KH-CĐCS", issued_on=DAY
        )
        for unit in units
    ]
    Plan.objects.bulk_create(rows)


def test_issuing_to_a_thousand_units_takes_as_many_statements_as_to_two():
    few, many = (
        make_approved_plan(wide_district(size, f"Liên đoàn Lao động quận {size}"), with_duties=True)
        for size in (2, 1000)
    )
    counts = [len(issued(plan)) for plan in (few, many)]
    assert counts[0] == counts[1]
    assert PlanReceipt.objects.filter(plan=many).count() == 1000
    assert Duty.objects.open().filter(kind=DutyKind.CONFIRM_PLAN, subject_id=many.pk).count() == 1000
    assert Duty.objects.open().filter(kind=DutyKind.MAKE_PLAN, subject_id=many.pk).count() == 1000


def test_reminding_all_who_lack_it_takes_as_many_statements_for_a_thousand():
    counts = []
    for size in (2, 1000):
        plan = make_approved_plan(wide_district(size, f"Liên đoàn Lao động quận {size}"))
        issued(plan)
        officer = make_actor(plan.unit, Role.OFFICER)
        make_actor(Unit.objects.filter(parent=plan.unit).earliest("pk"))
        with CaptureQueriesContext(connection) as caught:
            assert remind_missing(by=officer, plan=plan) == size
        counts.append(len(caught.captured_queries))
    assert counts[0] == counts[1]


def test_the_tree_and_the_board_keep_their_limits_with_a_thousand_plans(client: Client):
    plan = make_approved_plan(wide_district(1000, "Liên đoàn Lao động quận rộng"))
    issued(plan)
    give_plans(plan, 900)
    officer = make_actor(plan.unit, Role.OFFICER)
    client.force_login(User.objects.get(pk=officer.user_id))
    for name in ("plan_tree", "lower_plans"):
        client.get(reverse(name, args=[plan.pk]))
        with CaptureQueriesContext(connection) as caught:
            answer = client.get(reverse(name, args=[plan.pk]))
        assert len(answer.content) <= HTML_BYTES, name
        assert len(caught.captured_queries) <= 15, name
    board = reverse("lower_plans", args=[plan.pk])
    assert "Nhắc 100 đơn vị còn thiếu" in client.get(board).content.decode()
    table = client.get(board, {"tt": "missing", "nhan": "no", "q": "co so 95"}).context["table"]
    assert len(table.rows) == 11


def test_the_tree_pages_narrows_and_opens_one_branch():
    plan = make_approved_plan(wide_district(120, "Liên đoàn Lao động quận rộng"))
    issued(plan)
    give_plans(plan, 120)
    officer = make_actor(plan.unit, Role.OFFICER)
    seen, after = [], ""
    while True:
        tree = plan_tree(plan, officer, after=after)
        seen += [branch.plan.unit_id for branch in tree.children]
        after = tree.last_key
        if not after:
            break
    assert (len(seen), len(set(seen)), tree.total) == (120, 120, 120)
    found = plan_tree(plan, officer, words="cơ sở 117").children
    assert [branch.plan.unit.name for branch in found] == ["Công đoàn cơ sở số 117"]
    province = plan.unit.parent
    top = Plan.objects.create(unit=province, title="Trên", year=2021, state="issued", number_text="1/KH", issued_on=DAY)
    Plan.objects.filter(pk=plan.pk).update(parent=top)
    tree = plan_tree(top, make_actor(province, Role.OFFICER), opened=plan.pk)
    assert tree.children[0].below == 120
    assert len(tree.children[0].shown) == 30
    assert tree.children[0].hidden == 90


def test_the_board_pages_by_the_units_names_and_counts_all(client: Client):
    plan = make_approved_plan(wide_district(120, "Liên đoàn Lao động quận rộng"))
    issued(plan)
    give_plans(plan, 70)
    officer = make_actor(plan.unit, Role.OFFICER)
    client.force_login(User.objects.get(pk=officer.user_id))
    board, query, seen = reverse("lower_plans", args=[plan.pk]), "", []
    while True:
        context = client.get(f"{board}?{query}").context
        seen += [duty.unit.name_key for duty in context["table"].rows]
        assert (context["counts"].total, context["counts"].done, context["counts"].unconfirmed) == (120, 70, 120)
        query = context["table"].next_query
        if not query:
            break
    assert seen == [f"{number:06d}" for number in range(1, 121)]
    with CaptureQueriesContext(connection) as caught:
        sheet = client.get(reverse("lower_plans_excel", args=[plan.pk]))
        assert sheet.streaming
        assert len(sheet.getvalue()) > 0
    assert len(caught.captured_queries) <= 8
