import datetime as dt

import pytest

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor
from thidua.common import clock
from thidua.common.verdicts import Refusal
from thidua.journal.models import Entry
from thidua.organisation.choices import UnitKind
from thidua.organisation.tests.factories import make_base, make_district, make_province
from thidua.plans.actions import (
    add_movement,
    cascade_plan,
    edit_movement,
    issue_own_plan,
    register_movement,
    respond_to_movement,
    update_item,
)
from thidua.plans.models import Movement
from thidua.plans.policies import may_change_movement, may_register_movement, may_respond
from thidua.plans.queries.movements import ABOVE, BELOW, MINE, movement_register, running_at_once, whose
from thidua.plans.tests.factories import make_draft, make_issued_plan, make_tree
from thidua.plans.tests.test_amend import amended

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _january():
    with clock.at(dt.date(2021, 1, 20)):
        yield


def of_the_prime_minister(unit, **fields):
    given = {"launcher": "prime_minister", "criteria": "Có việc làm cụ thể", "starts_on": dt.date(2021, 1, 4)}
    name = fields.pop("name", "Cả nước chung tay vì người nghèo")
    return register_movement(by=make_actor(unit, Role.OFFICER), name=name, **given | fields)


def test_a_movement_of_another_authority_stands_without_a_plan_and_is_seen_below_and_above():
    city, district, base = make_tree()
    movement = of_the_prime_minister(district)
    assert (movement.plan, movement.unit, movement.root) == (None, district, None)
    assert Entry.objects.filter(event="movement.registered", unit_id=district.pk).count() == 1
    for unit in (city, district, base):
        assert movement in movement_register(make_actor(unit))
    stranger = make_base(make_district(make_province("Liên đoàn Lao động khác"), "Huyện khác"))
    assert movement not in movement_register(make_actor(stranger))


def test_registering_refuses_without_who_launched_it_a_last_day_before_the_first_and_who_only_prepares():
    _, district, _ = make_tree()
    with pytest.raises(Refusal, match="cấp phát động"):
        of_the_prime_minister(district, launcher="", launched_by=" ")
    with pytest.raises(Refusal, match="Ngày kết thúc"):
        of_the_prime_minister(district, ends_on=dt.date(2021, 1, 3))
    with pytest.raises(Refusal, match="cán bộ phụ trách"):
        register_movement(by=make_actor(district, Role.CLERK), name="x", starts_on=dt.date(2021, 1, 4), launcher="own")
    assert not Movement.objects.exists()


@pytest.mark.parametrize(
    ("role", "may"),
    [(Role.OFFICER, True), (Role.CHAIR, True), (Role.ADMIN, True), (Role.CLERK, False), (Role.LEADER, False)],
)
def test_who_may_register(role, may):
    assert bool(may_register_movement(make_actor(make_tree()[1], role))) is may


def test_a_tap_answers_with_name_and_criteria_and_keeps_the_uppermost_one():
    _, district, base = make_tree()
    upper = of_the_prime_minister(district, audience="guild_union,non_state_enterprise")
    chair = make_actor(base)
    own = respond_to_movement(by=chair, movement=upper)
    assert (own.unit, own.plan, own.responds_to, own.root) == (base, None, upper, upper)
    assert (own.name, own.criteria, own.audience) == (upper.name, upper.criteria, upper.audience)
    assert own.starts_on == dt.date(2021, 1, 20)
    assert Entry.objects.filter(event="movement.responded", unit_id=base.pk).count() == 1
    with pytest.raises(Refusal, match="đã hưởng ứng"):
        respond_to_movement(by=chair, movement=upper)


def test_the_own_running_movement_of_the_same_name_is_linked_with_all_that_answer_it():
    city, district, base = make_tree()
    plan = make_issued_plan(district)
    own = cascade_plan(by=make_actor(base), plan=plan)
    issue_own_plan(by=make_actor(base), plan=own, take_next=True, issued_on=dt.date(2021, 1, 20))
    upper = of_the_prime_minister(city, name="LAO ĐỘNG GIỎI, lao động sáng tạo")
    linked = respond_to_movement(by=make_actor(district, Role.OFFICER), movement=upper)
    assert linked == plan.movements.get()
    assert linked.root == upper
    assert own.movements.get().root == upper
    assert set(Movement.objects.family_of(upper)) == {upper, linked, own.movements.get()}


def test_answering_refuses_the_own_one_an_ended_one_who_only_prepares_and_points_to_the_plan():
    _, district, base = make_tree()
    upper = of_the_prime_minister(district, ends_on=dt.date(2021, 6, 30))
    with pytest.raises(Refusal, match="Chỉ đơn vị cấp dưới"):
        respond_to_movement(by=make_actor(district, Role.OFFICER), movement=upper)
    with pytest.raises(Refusal, match="chủ tịch công đoàn"):
        respond_to_movement(by=make_actor(base, Role.CLERK), movement=upper)
    with clock.at(dt.date(2021, 7, 1)), pytest.raises(Refusal, match="đã kết thúc"):
        respond_to_movement(by=make_actor(base), movement=upper)
    in_plan = make_issued_plan(district).movements.select_related("plan__unit", "unit").get()
    verdict = may_respond(make_actor(base), in_plan)
    assert verdict.reasons[0].code == "by_plan"
    assert verdict.reasons[0].link == "Lập kế hoạch của đơn vị"
    draft = make_draft(district).movements.select_related("plan__unit", "unit").get()
    assert may_respond(make_actor(base), draft).reasons[0].code == "not_running"


def test_changing_ends_it_and_the_second_of_two_editors_loses():
    _, district, base = make_tree()
    movement = of_the_prime_minister(district)
    officer = make_actor(district, Role.OFFICER)
    edit_movement(by=officer, movement=movement, version=1, ends_on=dt.date(2021, 1, 19), launcher="prime_minister")
    assert not Movement.objects.running_on(clock.today()).filter(pk=movement.pk).exists()
    with pytest.raises(Refusal, match="người khác đã sửa"):
        edit_movement(by=officer, movement=movement, version=1, name="Khác", launcher="prime_minister")
    assert may_change_movement(make_actor(base), movement).reasons[0].code == "not_own"
    planned = make_issued_plan(district).movements.select_related("plan").get()
    assert may_change_movement(officer, planned).reasons[0].code == "in_a_plan"


def test_links_made_in_a_draft_keep_the_uppermost_one():
    city, district, _ = make_tree()
    upper = of_the_prime_minister(city)
    plan = make_draft(district)
    officer = make_actor(district, Role.OFFICER)
    added = add_movement(by=officer, plan=plan, name="Hưởng ứng", criteria="x", responds_to=upper)
    assert (added.unit, added.root) == (district, upper)
    update_item(by=officer, item=added, version=added.version, responds_to=None)
    assert Movement.objects.get(pk=added.pk).root is None


def test_an_amended_plan_keeps_its_family():
    _, district, base = make_tree()
    plan = make_issued_plan(district)
    own = cascade_plan(by=make_actor(base), plan=plan)
    issue_own_plan(by=make_actor(base), plan=own, take_next=True, issued_on=dt.date(2021, 1, 20))
    with clock.at(dt.date(2021, 4, 2)):
        new = amended(plan)
    assert own.movements.get().root == new.movements.get()


def test_the_register_by_whose_by_year_and_by_type_of_union():
    city, district, base = make_tree()
    of_city, of_district = of_the_prime_minister(city), of_the_prime_minister(district, name="Khác", sector="public")
    officer = make_actor(district, Role.OFFICER)
    rows = movement_register(officer)
    respond = respond_to_movement(by=make_actor(base), movement=of_district)
    assert list(whose(rows, officer, MINE)) == [of_district]
    assert list(whose(rows, officer, ABOVE)) == [of_city]
    assert list(whose(rows, officer, BELOW)) == [respond]
    assert not rows.of_year(2020)
    assert set(rows.of_year(2023)) == {of_city, of_district, respond}
    assert of_district not in rows.for_kind(UnitKind.FOREIGN)
    assert of_district in rows.for_kind(UnitKind.PUBLIC_SERVICE)
    named = of_the_prime_minister(city, name="Riêng", audience=UnitKind.GUILD)
    assert named in rows.for_kind(UnitKind.GUILD)
    assert named not in rows.for_kind(UnitKind.COOPERATIVE)


def test_more_movements_than_the_register_allows_are_told():
    _, district, _ = make_tree()
    officer = make_actor(district, Role.OFFICER)
    for number in range(3):
        of_the_prime_minister(district, name=f"Phong trào {number}")
    assert running_at_once(officer) == []
    of_the_prime_minister(district, name="Phong trào 2")
    assert running_at_once(officer) == []
    of_the_prime_minister(district, name="Phong trào thứ tư")
    assert len(running_at_once(officer)) == 4
