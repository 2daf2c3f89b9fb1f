"""Targets shared out among the units below: by hand, by members, from Excel; another amount asked for and answered."""

from __future__ import annotations

import datetime as dt
import io
import random
from decimal import Decimal

import pytest
import xlsxwriter
from django.urls import reverse
from python_calamine import CalamineWorkbook

from thidua.accounts.choices import Role
from thidua.accounts.models import User
from thidua.accounts.queries import actor_for
from thidua.accounts.tests.factories import make_actor, make_user
from thidua.common.verdicts import Refusal
from thidua.notices.models import Notice
from thidua.organisation.actions import dissolve_unit, record_figures
from thidua.organisation.tests.factories import make_base, make_district, make_province
from thidua.plans.actions import (
    allocate_by_key,
    answer_proposal,
    approve_plan,
    begin_amendment,
    cascade_plan,
    issue_plan,
    propose_allocation,
    send_for_review,
    set_allocations,
    withdraw_plan,
)
from thidua.plans.models import Allocation, CounterProposal
from thidua.plans.queries.allocations import (
    given_from_above,
    given_to,
    members_below,
    shared_targets,
    waiting_counter_proposals,
)
from thidua.plans.queries.sharing import shares_by_key
from thidua.plans.tests.factories import make_issued_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(on_day):
    on_day("2021-01-10")
    district = make_district(make_province())
    for _ in range(3):
        make_base(district)
    return make_issued_plan(district)


@pytest.fixture
def officer(plan):
    return make_actor(plan.unit, Role.OFFICER)


@pytest.fixture
def target(plan):
    return plan.targets.get(subject="đoàn viên kết nạp mới")


@pytest.fixture
def bases(plan):
    return list(plan.unit.children.order_by("pk"))


def shared(target):
    return next(one for one in shared_targets(target.plan) if one.target.pk == target.pk)


def test_what_is_left_and_what_is_too_much_is_told_until_it_is_nothing(officer, target, bases):
    assert shared(target).words == "còn 50 đoàn viên chưa giao"
    assert set_allocations(by=officer, target=target, amounts={bases[0].pk: Decimal(20), bases[1].pk: Decimal(40)}) == 2
    assert shared(target).words == "đã giao vượt 10 đoàn viên"
    assert set_allocations(by=officer, target=target, amounts={bases[0].pk: None, bases[1].pk: Decimal(50)}) == 2
    found = shared(target)
    assert (found.words, found.given, found.units, found.all_units) == ("đã giao đủ", 50, 1, 3)
    assert set_allocations(by=officer, target=target, amounts={bases[1].pk: Decimal(50)}) == 0


def test_a_share_is_the_same_for_everybody(officer, plan, bases):
    ratio = plan.targets.get(indicator__kind="ratio")
    assert shared(ratio).words == "mọi đơn vị cùng mức"
    set_allocations(by=officer, target=ratio, amounts={bases[0].pk: Decimal(80)})
    assert shared(ratio).words == "mọi đơn vị cùng mức; 1 đơn vị có mức riêng"
    with pytest.raises(Refusal) as refusal:
        allocate_by_key(by=officer, target=ratio, weights={bases[0].pk: Decimal(1)}, key_words="số đoàn viên")
    assert "not_shared_out" in refusal.value.codes


@pytest.mark.parametrize(("amount", "code"), [(Decimal(-1), "out_of_bounds"), (Decimal("1.2345"), "too_many_decimals")])
def test_impossible_amounts_are_refused_at_their_field(officer, target, bases, amount, code):
    with pytest.raises(Refusal) as refusal:
        set_allocations(by=officer, target=target, amounts={bases[0].pk: amount})
    assert (refusal.value.reasons[0].code, refusal.value.reasons[0].field) == (code, f"muc-{bases[0].pk}")
    assert not Allocation.objects.exists()


def test_only_the_issuer_gives_and_only_to_units_directly_below(plan, officer, target, bases):
    stranger = make_base(make_district(make_province()))
    with pytest.raises(Refusal) as refusal:
        set_allocations(by=officer, target=target, amounts={stranger.pk: Decimal(5)})
    assert "not_below" in refusal.value.codes
    with pytest.raises(Refusal):
        set_allocations(by=make_actor(bases[0]), target=target, amounts={bases[1].pk: Decimal(5)})
    withdraw_plan(by=make_actor(plan.unit, Role.LEADER), plan=plan, reason="Sai số")
    target.plan.refresh_from_db()
    with pytest.raises(Refusal) as refusal:
        set_allocations(by=officer, target=target, amounts={bases[0].pk: Decimal(5)})
    assert "plan_is_over" in refusal.value.codes


def test_by_members_the_parts_add_up_to_the_whole(officer, target, bases):
    for base, members in zip(bases, (100, 50, 7), strict=True):
        record_figures(by=officer, unit=base, as_of=dt.date(2021, 1, 1), members=members, workers=200)
    weights = members_below(target.plan)
    assert weights == {base.pk: members for base, members in zip(bases, (100, 50, 7), strict=True)}
    assert allocate_by_key(by=officer, target=target, weights=weights, key_words="số đoàn viên") == 3
    assert sorted(Allocation.objects.values_list("amount", flat=True)) == [2, 16, 32]
    assert shared(target).words == "đã giao đủ"


def test_what_is_left_goes_to_those_that_have_nothing(officer, target, bases):
    set_allocations(by=officer, target=target, amounts={bases[0].pk: Decimal(20)})
    weights = {base.pk: Decimal(1) for base in bases}
    allocate_by_key(by=officer, target=target, weights=weights, key_words="số đoàn viên", only_open=True)
    assert dict(Allocation.objects.values_list("unit_id", "amount")) == {
        bases[0].pk: 20, bases[1].pk: 15, bases[2].pk: 15,
    }  # fmt: skip
    with pytest.raises(Refusal) as refusal:
        allocate_by_key(by=officer, target=target, weights=weights, key_words="số đoàn viên", only_open=True)
    assert "nothing_left" in refusal.value.codes


def test_without_a_key_it_is_said_what_is_missing(officer, target):
    with pytest.raises(Refusal) as refusal:
        allocate_by_key(by=officer, target=target, weights={}, key_words="số đoàn viên")
    assert "Chưa có số đoàn viên" in refusal.value.reasons[0].text


def test_shares_always_add_up_and_none_is_off_by_a_whole_step():
    dice = random.Random(7)
    for _ in range(300):
        places = dice.randint(0, 3)
        whole = Decimal(dice.randint(0, 10**9)).scaleb(-places)
        weights = {key: Decimal(dice.choice((0, dice.randint(1, 10**6)))) for key in range(dice.randint(0, 40))}
        found = shares_by_key(whole, weights, places=places)
        positive = {key: one for key, one in weights.items() if one}
        assert set(found) == set(positive)
        if found:
            assert sum(found.values()) == whole
            exact, step = sum(positive.values()), Decimal(1).scaleb(-places)
            assert all(abs(found[key] - whole * positive[key] / exact) <= step for key in found)


def test_a_unit_asks_for_another_amount_and_is_answered(officer, target, bases):
    set_allocations(by=officer, target=target, amounts={bases[0].pk: Decimal(30)})
    allocation, chair = Allocation.objects.get(), make_actor(bases[0])
    made = propose_allocation(by=chair, allocation=allocation, amount=Decimal(20), reason="Đơn hàng giảm")
    assert shared(target).waiting == 1
    with pytest.raises(Refusal) as refusal:
        propose_allocation(by=chair, allocation=allocation, amount=Decimal(10), reason="Thêm")
    assert "proposal_waits" in refusal.value.codes
    answer_proposal(by=officer, proposal=made, is_agreed=True, words="Đồng ý")
    allocation.refresh_from_db()
    assert (allocation.amount, made.state, made.answer) == (20, "agreed", "Đồng ý")
    again = propose_allocation(by=chair, allocation=allocation, amount=Decimal(5), reason="Vẫn khó")
    answer_proposal(by=officer, proposal=again, is_agreed=False, words="Giữ mức đã giao")
    allocation.refresh_from_db()
    assert (allocation.amount, again.state) == (20, "declined")
    with pytest.raises(Refusal):
        answer_proposal(by=officer, proposal=again, is_agreed=True, words="Đổi ý")


def told(user: User) -> list[str]:
    return [one.text for one in Notice.objects.filter(user=user).order_by("id")]


def test_given_just_what_it_asked_for_the_unit_has_its_answer(officer, target, bases):
    chair = make_user(bases[0])
    set_allocations(by=officer, target=target, amounts={bases[0].pk: Decimal(30)})
    made = propose_allocation(
        by=actor_for(chair), allocation=Allocation.objects.get(), amount=Decimal(20), reason="Đơn hàng giảm"
    )
    set_allocations(by=officer, target=target, amounts={bases[0].pk: Decimal(25)})
    made.refresh_from_db()
    assert made.state == "proposed"
    set_allocations(by=officer, target=target, amounts={bases[0].pk: Decimal(20)})
    made.refresh_from_db()
    assert (made.state, made.answer) == ("agreed", "Đã giao đúng mức đơn vị đề nghị.")
    assert shared(target).waiting == 0
    assert any("trả lời đề nghị" in text for text in told(chair))


def test_a_unit_is_told_when_its_amount_is_taken_back(officer, target, bases):
    chair = make_user(bases[0])
    set_allocations(by=officer, target=target, amounts={bases[0].pk: Decimal(30)})
    set_allocations(by=officer, target=target, amounts={bases[0].pk: None})
    assert not Allocation.objects.exists()
    assert ["đã giao chỉ tiêu" in text or "đã rút mức giao" in text for text in told(chair)] == [True, True]


def test_what_a_unit_that_left_was_given_stands_there_until_it_is_taken_back(client, officer, target, bases, on_day):
    whole = target.low
    set_allocations(by=officer, target=target, amounts={bases[0].pk: whole - 10, bases[1].pk: Decimal(10)})
    on_day("2021-03-01")
    dissolve_unit(
        by=make_actor(target.plan.unit, Role.ADMIN), unit=bases[1], last_day=dt.date(2021, 2, 20), successor=bases[0]
    )
    assert shared(target).words == "đã giao đủ"
    client.force_login(User.objects.get(pk=officer.user_id))
    page = client.get(reverse("allocation_target", args=[target.plan_id, target.pk])).text
    assert "Không còn trực thuộc." in page
    with pytest.raises(Refusal) as refusal:
        set_allocations(by=officer, target=target, amounts={bases[1].pk: Decimal(11)})
    assert refusal.value.codes == ("not_below",)
    amounts = {bases[0].pk: whole, bases[1].pk: None}
    assert set_allocations(by=officer, target=target, amounts=amounts) == 2
    assert shared(target).words == "đã giao đủ"
    assert (
        "Không còn trực thuộc." not in client.get(reverse("allocation_target", args=[target.plan_id, target.pk])).text
    )


@pytest.mark.parametrize(("amount", "reason", "code"), [(30, "Có lý do", "same_amount"), (20, "  ", "reason_missing")])
def test_a_proposal_without_sense_is_refused(officer, target, bases, amount, reason, code):
    set_allocations(by=officer, target=target, amounts={bases[0].pk: Decimal(30)})
    with pytest.raises(Refusal) as refusal:
        propose_allocation(
            by=make_actor(bases[0]), allocation=Allocation.objects.get(), amount=Decimal(amount), reason=reason
        )
    assert code in refusal.value.codes


def test_another_unit_cannot_ask_and_an_answer_needs_a_word(officer, target, bases):
    set_allocations(by=officer, target=target, amounts={bases[0].pk: Decimal(30)})
    allocation = Allocation.objects.get()
    with pytest.raises(Refusal) as refusal:
        propose_allocation(by=make_actor(bases[1]), allocation=allocation, amount=Decimal(1), reason="Khó")
    assert "not_own_allocation" in refusal.value.codes
    made = propose_allocation(by=make_actor(bases[0]), allocation=allocation, amount=Decimal(1), reason="Khó")
    with pytest.raises(Refusal) as refusal:
        answer_proposal(by=officer, proposal=made, is_agreed=True, words=" ")
    assert "answer_missing" in refusal.value.codes


def test_the_own_plan_begins_with_what_was_given(plan, officer, target, bases):
    set_allocations(by=officer, target=target, amounts={bases[0].pk: Decimal(30)})
    chair = make_actor(bases[0])
    own = cascade_plan(by=chair, plan=plan)
    mine = own.targets.get(subject=target.subject)
    assert (mine.low, mine.comparator) == (30, ">=")
    assert {pk: one.amount for pk, one in given_to(chair, own.targets.all()).items()} == {mine.pk: 30}


def test_an_amendment_takes_over_what_was_given(plan, officer, target, bases):
    set_allocations(by=officer, target=target, amounts={bases[0].pk: Decimal(30)})
    new = begin_amendment(by=officer, plan=plan)
    copy = new.targets.get(subject=target.subject)
    with pytest.raises(Refusal) as refusal:
        set_allocations(by=officer, target=copy, amounts={bases[1].pk: Decimal(3)})
    assert "amendment_takes_over" in refusal.value.codes


def test_the_pages_save_search_and_tell_what_was_asked(client, officer, target, bases):
    client.force_login(_user(officer))
    url = reverse("allocation_target", args=[target.plan_id, target.pk])
    page = client.get(url, {"q": bases[0].name})
    assert f'name="muc-{bases[0].pk}"' in page.text
    assert f'name="muc-{bases[1].pk}"' not in page.text
    answer = client.post(url, {f"muc-{bases[0].pk}": "30", f"muc-{bases[1].pk}": "20", f"muc-{bases[2].pk}": ""})
    assert answer.status_code == 302
    assert dict(Allocation.objects.values_list("unit_id", "amount")) == {bases[0].pk: 30, bases[1].pk: 20}
    wrong = client.post(url, {f"muc-{bases[0].pk}": "ba mươi"})
    assert wrong.status_code == 422
    assert "ba mươi" in wrong.text
    assert "đã giao đủ" in client.get(reverse("allocation_board", args=[target.plan_id])).text


def _user(by):
    return User.objects.get(pk=by.user_id)


def _workbook(rows):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate(rows):
            sheet.write_row(line, 0, row)
    file.seek(0)
    file.name = "giao.xlsx"
    return file


def test_excel_goes_down_and_comes_up_and_saves_nothing_before_the_yes(client, officer, target, bases):
    client.force_login(_user(officer))
    sheet = client.get(reverse("allocation_sheet", args=[target.plan_id, target.pk])).content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(sheet)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    codes = {rows[line][0]: line + 1 for line in range(4, 7)}
    assert set(codes) == {base.code for base in bases}
    rows[codes[bases[0].code] - 1][4] = 30
    rows[codes[bases[1].code] - 1][4] = "hai mươi"
    rows.append(["KHONG-CO", "", "", "", 3])
    filled = _workbook(rows)
    seen = client.post(reverse("allocation_upload", args=[target.plan_id, target.pk]), {"file": filled})
    assert f"Dòng {codes[bases[1].code]}, cột Mức giao: thấy “hai mươi”" in seen.text
    assert f"Dòng {len(rows)}, cột Mã đơn vị: thấy “KHONG-CO”" in seen.text
    assert not Allocation.objects.exists()
    kept = seen.context["save_form"].initial["rows"]
    client.post(reverse("allocation_save", args=[target.plan_id, target.pk]), {"rows": kept})
    assert dict(Allocation.objects.values_list("unit_id", "amount")) == {bases[0].pk: 30}


def test_a_thousand_units_are_pages_of_fifty_with_the_same_questions(
    client, officer, plan, target, django_assert_max_num_queries
):
    for _ in range(60):
        make_base(plan.unit)
    client.force_login(_user(officer))
    url = reverse("allocation_target", args=[target.plan_id, target.pk])
    with django_assert_max_num_queries(15):
        first = client.get(url)
    assert first.text.count('name="muc-') == 50
    assert len(first.content) < 60 * 1024
    assert client.get(url, {"trang": 2}).text.count('name="muc-') == 13


def test_the_unit_reads_what_it_was_given_and_asks_on_the_page(client, officer, target, bases):
    set_allocations(by=officer, target=target, amounts={bases[0].pk: Decimal(30)})
    client.force_login(_user(make_actor(bases[0])))
    page = client.get(reverse("allocation_given", args=[target.plan_id]))
    assert "30 đoàn viên" in page.text
    url = reverse("allocation_propose", args=[Allocation.objects.get().pk])
    assert client.post(url, {"amount": "20", "reason": "Đơn hàng giảm"}).status_code == 302
    made = CounterProposal.objects.get()
    client.force_login(_user(officer))
    assert "Đơn hàng giảm" in client.get(reverse("allocation_target", args=[target.plan_id, target.pk])).text
    answer = client.post(
        reverse("allocation_answer", args=[made.pk]), {"decision": "decline", "answer": "Giữ để đủ chỉ tiêu"}
    )
    assert answer.status_code == 302
    client.force_login(_user(make_actor(bases[0])))
    assert "Giữ để đủ chỉ tiêu" in client.get(reverse("allocation_given", args=[target.plan_id])).text


def test_an_issued_amendment_has_the_allocations(plan, officer, target, bases):
    set_allocations(by=officer, target=target, amounts={bases[0].pk: Decimal(30)})
    new = begin_amendment(by=officer, plan=plan)
    send_for_review(by=officer, plan=new)
    approve_plan(by=make_actor(plan.unit, Role.LEADER), plan=new)
    issue_plan(by=officer, plan=new, number_text="09/KH-LĐLĐ", issued_on=dt.date(2021, 1, 10))
    assert Allocation.objects.get().target.plan_id == new.pk


def test_what_the_level_above_gives_stands_beside_what_is_shared_out(client, plan, officer, target, bases):
    city = plan.unit.parent
    upper = make_issued_plan(city)
    above = upper.targets.get(subject=target.subject)
    set_allocations(by=make_actor(city, Role.OFFICER), target=above, amounts={plan.unit_id: Decimal(45)})
    assert given_from_above(officer, target) == Allocation.objects.get()
    client.force_login(User.objects.get(pk=officer.user_id))
    page = client.get(reverse("allocation_target", args=[plan.pk, target.pk])).text
    assert "Cấp trên giao cho đơn vị <strong>45 đoàn viên</strong>" in page
    assert given_from_above(make_actor(city, Role.OFFICER), above) is None


def test_what_units_ask_for_waits_in_one_list_until_it_is_answered(client, officer, target, bases):
    set_allocations(by=officer, target=target, amounts={base.pk: Decimal(30) for base in bases[:2]})
    for base, allocation in zip(bases[:2], Allocation.objects.order_by("unit_id"), strict=True):
        chair = make_actor(base)
        propose_allocation(by=chair, allocation=allocation, amount=Decimal(20), reason=f"Đơn hàng của {base.pk} giảm")
    client.force_login(User.objects.get(pk=officer.user_id))
    page = client.get(reverse("counter_proposals")).text
    assert [f"Đơn hàng của {base.pk} giảm" in page for base in bases[:2]] == [True, True]
    first = CounterProposal.objects.get(allocation__unit=bases[0])
    assert reverse("allocation_answer", args=[first.pk]) in page
    assert "đề nghị mức giao khác chờ trả lời" in client.get(reverse("desk")).text
    answer_proposal(by=officer, proposal=first, is_agreed=False, words="Giữ nguyên mức đã giao.")
    assert list(waiting_counter_proposals(officer)) == [CounterProposal.objects.get(allocation__unit=bases[1])]
    stranger = make_actor(target.plan.unit.parent, Role.OFFICER)
    assert not waiting_counter_proposals(stranger).exists()
