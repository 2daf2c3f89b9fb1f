"""The giving unit: receive, appraise, return, decide, undo, sign, print, revoke, replace; one refusal per reason."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor, make_user
from thidua.awards.actions import (
    add_scan,
    appraise_line,
    appraise_lines,
    close_dossier,
    count_print,
    decide,
    finish_appraisal,
    receive_dossier,
    reopen_appraisal,
    replace_award,
    return_dossier,
    revoke_award,
    submit_dossier,
    undo_decision,
    word_line,
)
from thidua.awards.choices import DecisionWay, LineVerdict, RevokeReason
from thidua.awards.lifecycle import APPRAISED, CLOSED, DECIDED, RETURNED, UNDER_APPRAISAL, UNDONE
from thidua.awards.models import Award, Decision, Dossier
from thidua.awards.papers import certificate_papers, decision_paper
from thidua.awards.policies import may_replace, may_revoke
from thidua.awards.tests.factories import (
    A_SCAN,
    Place,
    make_appraised,
    make_decided_awards,
    make_decision,
    make_dossier,
)
from thidua.awards.tests.test_nominating import refused
from thidua.common import clock
from thidua.documents.lifecycle import ISSUED, NUMBERED, VOIDED
from thidua.documents.models import OfficialDocument
from thidua.documents.papers import render_certificates, render_docx, render_pdf
from thidua.duties.models import Duty
from thidua.journal.models import MoveLog
from thidua.notices.models import Notice
from thidua.organisation.tests.factories import make_base, make_person

pytestmark = pytest.mark.django_db
SIGNER = {"signer_name": "Phạm Văn Ký", "signer_post": "Chủ tịch"}


@pytest.fixture
def place() -> Place:
    return Place()


def received(place: Place) -> Dossier:
    dossier = make_dossier(place)
    submit_dossier(by=place.chair, dossier=dossier)
    return receive_dossier(by=place.officer, dossier=dossier)


def terms(chosen, **changed):
    return {"dossiers": chosen, "number": 7, "decided_on": clock.today(), **SIGNER, **changed}


def test_receive_writes_down_the_day_that_picks_the_rules(place: Place):
    dossier = received(place)
    assert (dossier.state, dossier.received_on) == (UNDER_APPRAISAL, clock.today())


def test_only_the_giving_unit_appraises(place: Place):
    dossier = make_dossier(place)
    submit_dossier(by=place.chair, dossier=dossier)
    refused("other_unit", receive_dossier, by=place.chair, dossier=dossier)
    refused("no_verb", receive_dossier, by=make_actor(place.district, Role.VIEWER), dossier=dossier)


def test_verdicts_are_kept_and_a_no_needs_its_reason(place: Place):
    dossier = received(place)
    first, second = dossier.lines.all()
    appraise_line(by=place.officer, line=first, verdict=LineVerdict.PASS)
    dossier.refresh_from_db()
    refused("no_remark", appraise_lines, by=place.officer, dossier=dossier, verdicts={second.pk: ("fail", " ")})
    appraise_lines(by=place.officer, dossier=dossier, verdicts={second.pk: ("fail", "Chưa đủ thời gian")})
    assert [(one.verdict, one.remark) for one in dossier.lines.all()] == [("pass", ""), ("fail", "Chưa đủ thời gian")]


def test_of_two_officers_the_second_is_told_who_did_what(place: Place):
    dossier = received(place)
    seen = Dossier.objects.get(pk=dossier.pk)
    other = make_actor(place.district, Role.OFFICER, full_name="Lê Thị Hai")
    return_dossier(by=place.officer, dossier=dossier, remark="Ghi rõ thành tích")
    sentence = refused("changed_meanwhile", return_dossier, by=other, dossier=seen, remark="Bổ sung chức vụ")
    assert "Nguyễn Thị Cán Bộ đã “trả lại” lúc" in sentence


def test_return_with_a_remark_brings_the_duty_back_to_the_unit(place: Place):
    dossier = received(place)
    refused("no_remark", return_dossier, by=place.officer, dossier=dossier, remark="  ")
    return_dossier(by=place.officer, dossier=dossier, remark="Ghi rõ thành tích")
    assert dossier.state == RETURNED
    duty = Duty.objects.open().get()
    assert (duty.unit, duty.kind) == (place.base, "nominate")
    told = Notice.objects.get(user_id=place.chair.user_id)
    assert "Ghi rõ thành tích" in told.text
    submit_dossier(by=place.chair, dossier=dossier)
    assert dossier.round == 2
    assert [(one.unit, one.kind) for one in Duty.objects.open()] == [(place.district, "appraise")]


def test_finish_wants_a_verdict_for_everybody(place: Place):
    dossier = received(place)
    refused("pending", finish_appraisal, by=place.officer, dossier=dossier)
    verdicts = {line.pk: ("pass", "") for line in dossier.lines.all()}
    appraise_lines(by=place.officer, dossier=dossier, verdicts=verdicts)
    finish_appraisal(by=place.officer, dossier=dossier)
    assert (dossier.state, dossier.opinion) == (APPRAISED, "2 trên 2 đề nghị đạt tiêu chuẩn.")
    reopen_appraisal(by=place.officer, dossier=dossier)
    assert dossier.state == UNDER_APPRAISAL


def test_close_without_any_award(place: Place):
    dossier = make_appraised(place)
    refused("has_passed", close_dossier, by=place.officer, dossier=dossier, remark="Không đủ")
    reopen_appraisal(by=place.officer, dossier=dossier)
    verdicts = {line.pk: ("fail", "Chưa đủ") for line in dossier.lines.all()}
    appraise_lines(by=place.officer, dossier=dossier, verdicts=verdicts)
    finish_appraisal(by=place.officer, dossier=dossier)
    refused("no_remark", close_dossier, by=place.officer, dossier=dossier, remark="")
    close_dossier(by=place.officer, dossier=dossier, remark="Chưa ai đạt")
    assert dossier.state == CLOSED
    assert not Duty.objects.open().exists()


def test_wording_of_one_certificate_before_the_decision(place: Place):
    dossier = make_appraised(place)
    line = dossier.lines.first()
    words = {"printed_name": "Trần Thị Ngọc Bích", "printed_line": line.line_on_paper, "printed_achievement": "Giỏi"}
    word_line(by=place.officer, line=line, **words)
    assert (line.printed_name, line.printed_line, line.printed_achievement) == ("Trần Thị Ngọc Bích", "", "Giỏi")
    decision = decide(by=place.leader, **terms([Dossier.objects.get(pk=dossier.pk)]))
    award = decision.awards.get(line=line)
    assert (award.recipient, award.achievement) == ("Trần Thị Ngọc Bích", "Giỏi")
    line.dossier.refresh_from_db()
    refused("wrong_state", word_line, by=place.officer, line=line, **words)
    refused("other_unit", word_line, by=place.chair, line=line, **words)


def test_decide_merges_dossiers_of_several_units(place: Place):
    first = make_appraised(place)
    other = Place(place.province)
    other.district, other.officer, other.leader = place.district, place.officer, place.leader
    other.base = make_base(place.district, "Công đoàn Bệnh viện")
    other.chair = make_actor(other.base)
    second = make_appraised(other, make_person(other.base, "An Thị Yến"))
    decision = decide(by=place.leader, **terms([first, second]))
    assert decision.awards.count() == 3
    assert {one.state for one in decision.dossiers.all()} == {DECIDED}
    assert decision.document.number_text == "07/QĐ-LĐLĐ"
    assert decision.document.state == ISSUED
    assert Notice.objects.filter(user_id=other.chair.user_id, text__contains="07/QĐ-LĐLĐ").exists()


def test_deciding_many_dossiers_is_a_few_statements_and_all_or_nothing(place: Place, count_queries):
    dossiers = [make_appraised(place, make_person(place.base)) for _ in range(12)]
    stale = Dossier.objects.get(pk=dossiers[5].pk)
    return_dossier(by=place.officer, dossier=dossiers[5], remark="Xem lại")
    dossiers[5] = stale
    refused("changed_meanwhile", decide, by=place.leader, **terms(dossiers))
    assert not Award.objects.exists()
    assert set(Dossier.objects.values_list("state", flat=True)) == {APPRAISED, RETURNED}
    del dossiers[5]
    taken = count_queries(lambda: decide(by=place.leader, **terms(dossiers)))
    assert taken <= 48 + len(dossiers)
    assert Award.objects.count() == 11
    assert MoveLog.objects.filter(kind="dossier", move="decide").count() == 11


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"number": None}, "no_number"),
        ({"signer_name": " "}, "no_signer"),
        ({"signer_post": ""}, "no_post"),
        ({"decided_on": dt.date(2999, 1, 1)}, "future_day"),
        ({"dossiers": []}, "no_dossiers"),
    ],
)
def test_decide_refuses_what_is_missing_and_changes_nothing(place: Place, changed, code):
    dossier = make_appraised(place)
    refused(code, decide, by=place.leader, **terms([dossier], **changed))
    assert not Award.objects.exists()
    assert not Decision.objects.exists()
    dossier.refresh_from_db()
    assert dossier.state == APPRAISED


def test_decide_refuses_a_number_that_is_taken(place: Place):
    decision = decide(by=place.leader, **terms([make_appraised(place)]))
    other = make_appraised(place, make_person(place.base))
    sentence = refused("number_taken", decide, by=place.leader, **terms([other]))
    assert decision.document.citation in sentence
    assert Award.objects.count() == 2


def test_decide_refuses_who_may_not_and_what_is_not_ready(place: Place):
    dossier = make_appraised(place)
    refused("no_verb", decide, by=make_actor(place.district, Role.CLERK), **terms([dossier]))
    refused("no_verb", decide, by=place.officer, **terms([dossier], way=DecisionWay.SYSTEM, number=None))
    refused("other_unit", decide, by=place.chair, **terms([dossier]))
    refused("wrong_state", decide, by=place.leader, **terms([received(place)]))


def test_decide_refuses_mixed_years_and_nobody(place: Place, on_day):
    on_day("2025-12-01")
    before = make_appraised(place)
    on_day("2026-01-05")
    now = make_appraised(place, make_person(place.base))
    refused("mixed", decide, by=place.leader, **terms([before, now]))
    now.lines.update(verdict="fail")
    refused("nobody", decide, by=place.leader, **terms([now]))


def test_decide_refuses_an_achievement_awarded_meanwhile(place: Place):
    person = make_person(place.base, "Ngô Văn Ba")
    first = make_appraised(place, person, achievement="Cứu tài sản trong đám cháy")
    decide(by=place.leader, **terms([first]))
    second = make_appraised(place, person, achievement="Một việc khác hẳn")
    second.lines.update(achievement="cứu tài sản trong  Đám cháy")
    sentence = refused("no_double", decide, by=place.leader, **terms([second], number=8))
    assert "Ngô Văn Ba đã được khen" in sentence


def test_the_database_itself_keeps_an_achievement_from_being_awarded_twice(place: Place):
    award = make_decided_awards(place)[0]
    copy = Award.objects.get(pk=award.pk)
    copy.pk, copy.golden_book_number = None, 99
    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save(force_insert=True)


def test_a_number_given_by_the_product_waits_for_the_signed_paper(place: Place):
    decision = decide(by=place.leader, **terms([make_appraised(place)], way=DecisionWay.SYSTEM, number=None))
    awards = list(decision.awards.all())
    assert decision.document.state == NUMBERED
    refused("unsigned", count_print, by=place.leader, decision=decision, awards=awards)
    add_scan(by=place.leader, decision=decision, name="qd.pdf", data=A_SCAN)
    decision.document.refresh_from_db()
    assert decision.document.state == ISSUED
    count_print(by=place.leader, decision=decision, awards=awards)


def test_undo_voids_a_number_of_the_product_and_frees_one_of_the_paper(place: Place):
    dossier = make_appraised(place)
    decision = decide(by=place.leader, **terms([dossier], way=DecisionWay.SYSTEM, number=None))
    undo_decision(by=place.leader, decision=decision)
    assert decision.state == UNDONE
    assert OfficialDocument.objects.get().state == VOIDED
    dossier.refresh_from_db()
    wrong = decide(by=place.leader, **terms([dossier], number=12, decided_on=clock.today() - dt.timedelta(days=9)))
    undo_decision(by=place.leader, decision=wrong)
    dossier.refresh_from_db()
    right = decide(by=place.leader, **terms([dossier], number=12))
    assert (right.document.number, right.document.issued_on) == (12, clock.today())
    assert [duty.fulfilled_at is not None for duty in Duty.objects.filter(kind="decide_awards")] == [True]


def test_undo_only_within_a_minute_and_before_a_print(place: Place):
    decision = make_decision(place)
    count_print(by=place.leader, decision=decision, awards=list(decision.awards.all()))
    refused("printed", undo_decision, by=place.leader, decision=decision)
    other = make_decision(place, make_person(place.base))
    with clock.at(other.decided_at + dt.timedelta(seconds=61)):
        refused("too_late", undo_decision, by=place.leader, decision=other)
    refused("other_unit", undo_decision, by=place.chair, decision=other)
    assert Award.objects.count() == 3


def test_print_counts_and_a_reissue_says_so(place: Place):
    decision = make_decision(place)
    awards = list(decision.awards.all())
    count_print(by=place.leader, decision=decision, awards=awards)
    again = count_print(by=place.leader, decision=decision, awards=awards[:1], is_reissue=True)
    assert (again[0].printed_times, again[0].reissue) == (2, 1)
    assert certificate_papers(again)[0].reissue == 1
    refused("other_unit", count_print, by=place.chair, decision=decision, awards=awards)
    refused("nothing_to_print", count_print, by=place.leader, decision=decision, awards=[])


def test_papers_are_made_of_the_decision(place: Place):
    decision = make_decision(place)
    awards = list(decision.awards.select_related("form", "decision__unit", "decision__document"))
    paper = decision_paper(decision, awards)
    assert paper.annexes[0].blocks[0].rows[0][1] == awards[0].recipient
    assert render_pdf(paper).startswith(b"%PDF")
    assert render_docx(paper).startswith(b"PK")
    papers = certificate_papers(awards)
    assert render_certificates(papers).startswith(b"%PDF")
    assert all("/xac-minh/" in one.verification_url for one in papers)


def test_bases_of_a_decision_are_those_in_force_that_day(place: Place, on_day):
    on_day("2021-12-10")
    decision = make_decision(place)
    text = " ".join(decision_paper(decision, decision.awards.all()).bases)
    assert "1689/QĐ-TLĐ" in text
    assert "999/QĐ-TLĐ" not in text
    assert "06/2022/QH15" not in text


def test_revoke_wants_a_reason_and_frees_the_achievement(place: Place):
    person = make_person(place.base)
    award = make_decided_awards(place, person)[0]
    refused("no_category", revoke_award, by=place.leader, award=award, category="", reason="Sai")
    refused("no_reason", revoke_award, by=place.leader, award=award, category=RevokeReason.MISTAKE, reason=" ")
    refused("other_unit", revoke_award, by=place.chair, award=award, category=RevokeReason.MISTAKE, reason="Sai")
    revoke_award(by=place.leader, award=award, category=RevokeReason.MISTAKE, reason="Sai người")
    award.refresh_from_db()
    assert (award.state, award.ended_on, award.reason) == ("revoked", clock.today(), "Sai người")
    refused("wrong_state", revoke_award, by=place.leader, award=award, category=RevokeReason.MISTAKE, reason="Sai")
    submit_dossier(by=place.chair, dossier=make_dossier(place, person))


@pytest.mark.parametrize(
    ("role", "at_giver", "revoke", "replace"),
    [
        (Role.LEADER, True, (), ()),
        (Role.OFFICER, True, ("no_verb",), ()),
        (Role.CLERK, True, ("no_verb",), ("no_verb",)),
        (Role.VIEWER, True, ("no_verb",), ("no_verb",)),
        (Role.ADMIN, True, ("no_verb",), ("no_verb",)),
        (Role.CHAIR, False, ("other_unit",), ("other_unit",)),
        (Role.LEADER, False, ("other_unit",), ("other_unit",)),
    ],
)
def test_who_decides_revokes_and_who_issues_may_correct(place: Place, role, at_giver, revoke, replace):
    award = make_decided_awards(place)[0]
    by = make_actor(place.district if at_giver else place.base, role)
    assert tuple(reason.code for reason in may_revoke(by, award).reasons) == revoke
    assert tuple(reason.code for reason in may_replace(by, award).reasons) == replace


def test_an_officer_reads_why_she_may_not_revoke(client, place: Place):
    award = make_decided_awards(place)[0]
    client.force_login(make_user(place.district, Role.OFFICER))
    page = client.get(reverse("award_page", args=[award.pk])).content.decode()
    assert "Thay bằng giấy đã sửa" in page
    assert reverse("award_revoke", args=[award.pk]) not in page
    assert "Chỉ lãnh đạo được thu hồi khen thưởng." in page
    answer = client.post(reverse("award_revoke", args=[award.pk]), {"category": "mistake", "reason": "Sai"})
    assert answer.status_code == 422
    award.refresh_from_db()
    assert award.state == "valid"


def test_replace_keeps_decision_and_number_and_makes_a_new_code(place: Place):
    award = make_decided_awards(place)[0]
    refused("no_reason", replace_award, by=place.leader, award=award, reason="", recipient="Khác")
    refused("nothing_changed", replace_award, by=place.leader, award=award, reason="Sai tên")
    fresh = replace_award(by=place.leader, award=award, reason="Sai tên", recipient="Trần Thị Bích Ngọc")
    award.refresh_from_db()
    assert (award.state, award.replaced_by) == ("replaced", fresh)
    assert (fresh.golden_book_number, fresh.decision_id) == (award.golden_book_number, award.decision_id)
    assert fresh.achievement == award.achievement
