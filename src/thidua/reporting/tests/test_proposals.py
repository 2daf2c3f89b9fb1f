"""Difficulties and proposals: sent, given to somebody, passed up, answered, published; who sees what on the way."""

from __future__ import annotations

import datetime as dt

import pytest

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor, make_user
from thidua.common import clock
from thidua.common.verdicts import Refusal
from thidua.documents.queries import attachments_of
from thidua.documents.tests.samples import png_picture
from thidua.duties.models import Duty
from thidua.journal.models import Entry
from thidua.notices.models import Notice
from thidua.organisation.tests.factories import make_base, make_district, make_province
from thidua.reporting import actions, policies
from thidua.reporting.models import Proposal, Report
from thidua.reporting.queries.proposals import drafts_beside, look_alikes, published_answers, waiting_proposals
from thidua.reporting.tests.factories import fill, make_request, make_submitted_report, report_of
from thidua.reporting.tests.proposals import (
    TITLE,
    fresh,
    holder_of,
    make_answered,
    make_assigned,
    make_passed_up,
    make_proposal,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(on_day):
    on_day("2021-07-01")


def officer_of(proposal: Proposal):
    return make_actor(holder_of(proposal), Role.OFFICER)


def codes(error: pytest.ExceptionInfo[Refusal]) -> set[str]:
    return set(error.value.codes)


def texts_to(unit_user) -> list[str]:
    return list(Notice.objects.filter(user=unit_user).order_by("id").values_list("text", flat=True))


def test_a_sent_proposal_waits_at_the_unit_above_which_is_told():
    base = make_base(make_district(make_province()))
    officer = make_user(base.parent, Role.OFFICER)
    proposal = make_proposal(base, file=("anh.png", png_picture()))
    assert (proposal.state, proposal.holder, proposal.sent_on) == ("waiting", base.parent, dt.date(2021, 7, 1))
    assert attachments_of("proposal", proposal.pk).count() == 1
    assert texts_to(officer) == [f"{base.title} gửi kiến nghị, đề xuất: {TITLE}."]
    assert Entry.objects.filter(event="proposal.send", subject_id=str(proposal.pk)).count() == 1
    assert list(waiting_proposals(officer_of(proposal))) == [proposal]


def test_how_long_it_waits_is_counted_in_days_until_it_is_answered():
    proposal = make_proposal()
    with clock.at(dt.date(2021, 7, 13)):
        assert proposal.age_words == "chờ 12 ngày"
        answered = make_answered(proposal)
    with clock.at(dt.date(2021, 9, 1)):
        assert answered.age_words == "trả lời sau 12 ngày"


def test_a_clerk_keeps_it_and_the_chair_sends_it():
    base = make_base(make_district(make_province()))
    clerk = make_actor(base, Role.CLERK)
    with pytest.raises(Refusal) as refused:
        actions.write_proposal(by=clerk, title=TITLE, text="Chỉ đủ một lớp.", sends=True)
    assert codes(refused) == {"no_verb"}
    assert not Proposal.objects.exists()
    proposal = actions.write_proposal(by=clerk, title=TITLE, text="Chỉ đủ một lớp.")
    assert proposal.state == "draft"
    assert not Proposal.objects.visible_to(make_actor(base.parent, Role.OFFICER)).exists()
    actions.change_proposal(by=clerk, proposal=proposal, text="Chỉ đủ nửa lớp.")
    actions.send_proposal(by=make_actor(base), proposal=fresh(proposal))
    assert (fresh(proposal).state, fresh(proposal).text) == ("waiting", "Chỉ đủ nửa lớp.")


@pytest.mark.parametrize(("title", "text", "field"), [("", "Nội dung", "title"), (TITLE, " ", "text")])
def test_a_proposal_without_words_is_refused_at_its_field(title, text, field):
    by = make_actor(make_base(make_district(make_province())))
    with pytest.raises(Refusal) as refused:
        actions.write_proposal(by=by, title=title, text=text)
    assert [reason.field for reason in refused.value.reasons] == [field]


def test_what_is_written_beside_a_report_goes_up_with_it():
    asked = make_request()
    unit = asked.places.get(is_leaf=True).unit
    chair, report = make_actor(unit), report_of(asked, unit)
    proposal = actions.write_proposal(by=chair, title=TITLE, text="Chỉ đủ một lớp.", report=report)
    assert drafts_beside(report.pk, unit.pk) == [proposal]
    fill(report, 1, 2, 3, 4, by=chair)
    actions.submit_report(by=chair, report=report)
    assert (fresh(proposal).state, fresh(proposal).holder) == ("waiting", unit.parent)


def test_it_is_drawn_back_until_somebody_has_taken_it_up():
    proposal = make_proposal()
    chair = make_actor(proposal.unit)
    actions.withdraw_proposal(by=chair, proposal=proposal)
    assert fresh(proposal).state == "draft"
    assert not Proposal.objects.visible_to(make_actor(proposal.unit.parent, Role.OFFICER)).exists()
    actions.send_proposal(by=chair, proposal=fresh(proposal))
    actions.pass_up_proposal(by=officer_of(fresh(proposal)), proposal=fresh(proposal), remark="Vượt thẩm quyền")
    with pytest.raises(Refusal) as refused:
        actions.withdraw_proposal(by=chair, proposal=fresh(proposal))
    assert codes(refused) == {"taken_up"}


def test_given_to_a_department_it_is_a_duty_with_a_day():
    proposal = make_assigned()
    duty = Duty.objects.get(kind="answer_proposal")
    assert (duty.unit, duty.due_on, duty.subject_id) == (proposal.holder, dt.date(2021, 7, 11), proposal.pk)
    assert TITLE not in duty.title
    assert proposal.stand_words.endswith("đã giao Ban Chính sách – Pháp luật, hạn 11/07/2021.")
    assert not proposal.is_late
    with clock.at(dt.date(2021, 7, 12)):
        assert proposal.is_late


def test_given_to_another_unit_below_it_prepares_the_answer_and_the_duty_is_done():
    district = make_district(make_province())
    proposal, helper = make_proposal(make_base(district)), make_base(district, "Công đoàn cơ sở Y tế")
    officer = make_user(district, Role.OFFICER)
    actions.assign_proposal(
        by=officer_of(proposal), proposal=proposal, unit=helper, due_on=clock.today() + dt.timedelta(days=3)
    )
    proposal = fresh(proposal)
    assert Proposal.objects.visible_to(make_actor(helper)).get() == proposal
    actions.draft_answer(by=make_actor(helper), proposal=proposal, answer="Mời học chung tại bệnh viện.")
    proposal = fresh(proposal)
    assert (proposal.state, proposal.draft, proposal.answer) == ("drafted", "Mời học chung tại bệnh viện.", "")
    assert Duty.objects.get(kind="answer_proposal").fulfilled_at
    assert texts_to(officer)[-1] == f"Đã có dự thảo trả lời kiến nghị “{TITLE}”."
    assert not policies.may_answer_proposal(make_actor(helper), proposal)


def test_given_anew_the_first_duty_is_withdrawn_and_the_second_stands():
    proposal = make_assigned()
    person = make_user(holder_of(proposal), Role.OFFICER)
    actions.assign_proposal(by=officer_of(proposal), proposal=proposal, user=person, due_on=dt.date(2021, 7, 20))
    assert list(Duty.objects.open().values_list("due_on", flat=True)) == [dt.date(2021, 7, 20)]
    proposal = fresh(proposal)
    assert proposal.assigned_to == person.full_name
    assert not policies.may_draft_answer(officer_of(proposal), proposal)


def test_it_is_not_given_to_nobody_the_asker_a_stranger_or_for_yesterday():
    proposal = make_proposal()
    officer, tomorrow = officer_of(proposal), clock.today() + dt.timedelta(days=1)
    stranger = make_user(make_base(make_district(make_province("Tỉnh khác"))), Role.CHAIR)
    for fields, code in (
        ({"due_on": tomorrow}, "nobody"),
        ({"due_on": tomorrow, "unit": proposal.unit}, "asker"),
        ({"due_on": tomorrow, "unit": make_province("Liên đoàn khác")}, "not_below"),
        ({"due_on": tomorrow, "user": stranger}, "not_of_unit"),
        ({"due_on": dt.date(2021, 6, 30), "words": "Ban Tổ chức"}, "day_gone"),
    ):
        with pytest.raises(Refusal) as refused:
            actions.assign_proposal(by=officer, proposal=proposal, **fields)
        assert codes(refused) == {code}
    assert fresh(proposal).state == "waiting"
    assert not Duty.objects.filter(kind="answer_proposal").exists()


def test_passed_up_the_unit_above_holds_it_and_both_below_see_where_it_stands():
    proposal = make_passed_up()
    asker, district, province = proposal.unit, proposal.unit.parent, proposal.unit.parent.parent
    assert (proposal.state, proposal.holder) == ("waiting", province)
    assert proposal.stand_words == f"Đang ở {province.title}."
    for unit in (asker, district, province):
        assert Proposal.objects.visible_to(make_actor(unit, Role.OFFICER)).get() == proposal
    assert not policies.may_answer_proposal(make_actor(district, Role.OFFICER), proposal)
    with pytest.raises(Refusal) as refused:
        actions.pass_up_proposal(by=make_actor(province, Role.OFFICER), proposal=proposal, remark="Xin ý kiến")
    assert codes(refused) == {"at_the_top"}


def test_an_answer_reaches_the_asker_and_only_by_choice_the_others():
    district = make_district(make_province())
    proposal, neighbour = make_proposal(make_base(district)), make_base(district, "Công đoàn cơ sở bên cạnh")
    chair = make_user(proposal.unit, Role.CHAIR)
    private = make_answered(proposal, is_public=False)
    assert texts_to(chair)[-1] == f"{district.name} đã trả lời kiến nghị “{TITLE}”."
    assert not Proposal.objects.visible_to(make_actor(neighbour)).exists()
    assert not published_answers(make_actor(neighbour)).exists()
    assert (private.answered_by, private.answered_on) == (district, dt.date(2021, 7, 1))


def test_a_published_answer_is_told_to_all_below_and_found_by_its_words():
    district = make_district(make_province())
    proposal, neighbour = make_proposal(make_base(district)), make_base(district, "Công đoàn cơ sở bên cạnh")
    chair = make_user(neighbour, Role.CHAIR)
    make_answered(proposal, public_question="Có được hỗ trợ kinh phí tập huấn không?")
    assert texts_to(chair) == [f"{district.name} giải đáp cho mọi đơn vị: Có được hỗ trợ kinh phí tập huấn không?"]
    by = make_actor(neighbour)
    assert [one.pk for one in published_answers(by, "ho tro tap huan")] == [proposal.pk]
    assert not published_answers(by, "nghỉ mát")
    assert [one.pk for one in look_alikes(by, "Hỗ trợ kinh phí tập huấn cho cơ sở")] == [proposal.pk]
    assert not Proposal.objects.visible_to(by).exists()
    assert not published_answers(make_actor(make_base(district.parent))).exists()


def test_who_does_not_want_to_be_named_is_not():
    proposal = make_proposal(hides_name=True)
    name = proposal.unit.name
    for fields in ({"public_question": f"{name} hỏi về kinh phí"}, {"answer": f"Chuyển {name} hai lớp"}):
        with pytest.raises(Refusal) as refused:
            make_answered(proposal, **fields)
        assert codes(refused) == {"names_the_asker"}
    answered = make_answered(proposal, public_question="Có được hỗ trợ kinh phí không?")
    assert (answered.shown_asker, answered.shown_question) == ("một đơn vị", "Có được hỗ trợ kinh phí không?")
    neighbour = make_actor(make_base(proposal.unit.parent))
    assert not published_answers(neighbour, name)


def test_asked_again_it_waits_where_it_was_answered_and_the_answer_stays_readable():
    proposal = make_answered()
    asker = make_actor(proposal.unit)
    actions.ask_again(by=asker, proposal=proposal, reason="Chưa nói rõ bao giờ.")
    proposal = fresh(proposal)
    assert (proposal.state, proposal.holder) == ("waiting", proposal.unit.parent)
    assert published_answers(make_actor(make_base(proposal.unit.parent))).get() == proposal
    proposal = make_answered(proposal, answer="Trong tháng 8.", is_public=False)
    assert not published_answers(asker).exists()
    actions.end_proposal(by=asker, proposal=proposal)
    assert fresh(proposal).state == "ended"


def test_a_passage_of_a_report_becomes_an_item_that_the_unit_is_told_of():
    asked = make_request()
    unit = asked.places.get(is_leaf=True).unit
    report = report_of(asked, unit)
    fill(report, 1, 2, 3, 4, results="Đạt chỉ tiêu.\nĐề nghị  bổ sung kinh phí tập huấn.")
    actions.submit_report(by=make_actor(unit), report=report)
    clerk, officer = make_user(unit, Role.CLERK), make_actor(asked.unit, Role.OFFICER)
    proposal = actions.lift_proposal(
        by=officer, report=report, passage="Đề nghị bổ sung kinh phí tập huấn.", title="Bổ sung kinh phí tập huấn"
    )
    assert (proposal.unit, proposal.holder, proposal.lifted_by_id, proposal.state) == (
        *(unit, asked.unit, asked.unit_id, "waiting"),
    )
    assert "ghi nhận để giải quyết" in texts_to(clerk)[-1]
    for passage, code in (("Đề nghị tăng lương", "not_in_report"), (proposal.text, "lifted_already")):
        with pytest.raises(Refusal) as refused:
            actions.lift_proposal(by=officer, report=report, passage=passage, title="Thử")
        assert codes(refused) == {code}
    with pytest.raises(Refusal) as refused:
        actions.withdraw_proposal(by=make_actor(unit), proposal=fresh(proposal))
    assert codes(refused) == {"lifted"}


def test_what_is_lifted_waits_since_the_report_last_came(on_day):
    on_day("2021-07-01")
    report = make_submitted_report()
    officer = make_actor(report.request.unit, Role.OFFICER)
    actions.return_report(by=officer, report=report, remark="Ghi thêm kiến nghị.")
    on_day("2021-07-03")
    report = Report.objects.get(pk=report.pk)
    fill(report, 1, 2, 3, 4, results="Đề nghị bổ sung kinh phí.")
    actions.submit_report(by=make_actor(report.unit), report=Report.objects.get(pk=report.pk))
    report = Report.objects.get(pk=report.pk)
    proposal = actions.lift_proposal(by=officer, report=report, passage="Đề nghị bổ sung kinh phí.", title="Kinh phí")
    assert (proposal.sent_on, report.submitted_on) == (dt.date(2021, 7, 3), dt.date(2021, 7, 1))


def test_only_who_stands_above_lifts_from_a_report():
    report = make_submitted_report()
    for by in (make_actor(report.unit), make_actor(make_base(report.unit.parent)), make_actor(make_province())):
        with pytest.raises(Refusal) as refused:
            actions.lift_proposal(by=by, report=report, passage="Hoàn thành tốt đợt 1.", title="Thử")
        assert codes(refused) == {"not_above"}


STEPS = ("may_change_proposal", "may_withdraw_proposal", "may_assign_proposal", "may_pass_up", "may_draft_answer")
STEPS += ("may_answer_proposal", "may_ask_again", "may_end_proposal")


@pytest.mark.parametrize(
    ("state", "asker", "clerk", "officer", "viewer"),
    [
        ("draft", {"may_change_proposal"}, {"may_change_proposal"}, set(), set()),
        ("waiting", {"may_withdraw_proposal"}, set(), {"assign", "pass_up", "answer"}, set()),
        ("assigned", set(), set(), {"assign", "pass_up", "answer", "draft"}, set()),
        ("answered", {"may_ask_again", "may_end_proposal"}, {"may_ask_again", "may_end_proposal"}, {"end"}, set()),
    ],
)
def test_who_may_do_what_in_which_state(state, asker, clerk, officer, viewer):
    words = {
        "assign": "may_assign_proposal",
        "pass_up": "may_pass_up",
        "answer": "may_answer_proposal",
        "draft": "may_draft_answer",
        "end": "may_end_proposal",
    }
    makers = {
        "draft": lambda: make_proposal(sends=False),
        "waiting": make_proposal,
        "assigned": make_assigned,
        "answered": make_answered,
    }
    proposal = makers[state]()
    above = proposal.unit.parent
    table = (
        (make_actor(proposal.unit), asker),
        (make_actor(proposal.unit, Role.CLERK), clerk),
        (make_actor(above, Role.OFFICER), {words.get(one, one) for one in officer}),
        (make_actor(above, Role.VIEWER), viewer),
        (make_actor(make_base(above), Role.CHAIR), set()),
    )
    for by, expected in table:
        assert {step for step in STEPS if getattr(policies, step)(by, proposal)} == expected
