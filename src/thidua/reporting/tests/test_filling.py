"""The unit's own work: save, conflicts, impossible figures, what is missing, send, draw back."""

from __future__ import annotations

import datetime as dt

import pytest

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor
from thidua.common import clock
from thidua.common.verdicts import Refusal
from thidua.duties.models import Duty
from thidua.reporting.actions import (
    accept_report,
    open_report,
    return_report,
    save_draft,
    save_drafts,
    submit_report,
    withdraw_report,
)
from thidua.reporting.actions.filling import Entry
from thidua.reporting.models import Report, ReportRevision, RollupDirty
from thidua.reporting.tests.factories import fill, make_plan_request, make_request, make_submitted_report, report_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def today(on_day):
    on_day("2021-07-01")


@pytest.fixture
def report(today) -> Report:
    asked = make_request()
    return report_of(asked, asked.places.get(is_leaf=True).unit)


def duty_of(report: Report) -> Duty:
    return Duty.objects.get(unit=report.unit, kind="report", subject_id=report.request_id)


def test_saving_keeps_figures_by_place_and_counts_versions(report):
    chair = make_actor(report.unit)
    save_draft(by=chair, report=report, version=1, figures={0: 0, 1: 40}, texts={"results": "Tốt"})
    saved = Report.objects.get(pk=report.pk)
    assert (saved.values, saved.version, saved.edited_by_token) == ([0, 40, None, None], 2, chair.token)
    assert saved.texts.get().question.code == "results"
    assert saved.texts.get().text == "Tốt"
    save_draft(by=chair, report=saved, version=2, figures={1: None})
    assert Report.objects.get(pk=report.pk).values == [0, None, None, None]


def test_what_a_page_kept_while_typing_is_no_conflict_with_the_form_it_sends(report):
    chair = make_actor(report.unit)
    typed = [Entry(report_of(report.request, report.unit), 1, {0: 5}, page="p1")]
    save_drafts(by=chair, entries=typed)
    save_drafts(by=chair, entries=[Entry(report_of(report.request, report.unit), 2, {0: 6}, page="p1")])
    save_drafts(by=chair, entries=[Entry(report_of(report.request, report.unit), 1, {0: 7}, page="p1", is_whole=True)])
    saved = Report.objects.get(pk=report.pk)
    assert (saved.values[0], saved.version) == (7, 4)
    with pytest.raises(Refusal, match="đã sửa báo cáo này"):
        save_drafts(by=chair, entries=typed)
    assert Report.objects.get(pk=report.pk).values[0] == 7


def test_a_form_is_told_of_others_who_saved_between_what_its_page_kept(report):
    chair, clerk = make_actor(report.unit), make_actor(report.unit, Role.CLERK, full_name="Lê Thị Sớm")
    save_drafts(by=chair, entries=[Entry(report_of(report.request, report.unit), 1, {0: 5}, page="p1")])
    save_drafts(by=clerk, entries=[Entry(report_of(report.request, report.unit), 2, {0: 6}, page="p2")])
    for by in (chair, clerk):
        stale = Entry(report_of(report.request, report.unit), 1, {0: 7}, page="p1", is_whole=True)
        with pytest.raises(Refusal, match="đã sửa báo cáo này"):
            save_drafts(by=by, entries=[stale])
    save_drafts(by=chair, entries=[Entry(report_of(report.request, report.unit), 3, {0: 8}, page="p1")])
    stale = Entry(report_of(report.request, report.unit), 1, {0: 9}, page="p1", is_whole=True)
    with pytest.raises(Refusal, match="đã sửa báo cáo này"):
        save_drafts(by=chair, entries=[stale])
    assert Report.objects.get(pk=report.pk).values[0] == 8


def test_the_second_of_two_is_told_who_and_when_and_nothing_is_overwritten(report):
    first, second = make_actor(report.unit, full_name="Lê Thị Sớm"), make_actor(report.unit, Role.CLERK)
    save_draft(by=first, report=report_of(report.request, report.unit), version=1, figures={0: 5})
    with pytest.raises(Refusal) as refused:
        save_draft(by=second, report=report, version=1, figures={0: 6})
    assert refused.value.codes == ("changed_meanwhile",)
    assert "Lê Thị Sớm đã sửa báo cáo này lúc 09:00 01/07/2021" in str(refused.value)
    assert Report.objects.get(pk=report.pk).values[0] == 5


@pytest.mark.parametrize(
    ("figures", "code", "words"),
    [
        ({1: 101, 2: 100}, "numerator_above_denominator", "không thể lớn hơn tổng số người lao động (100)"),
        ({0: -1}, "below_zero", "không thể âm"),
        ({0: 2**63}, "too_large", "quá lớn"),
    ],
)
def test_impossible_figures_are_refused_with_their_field(report, figures, code, words):
    with pytest.raises(Refusal) as refused:
        save_draft(by=make_actor(report.unit), report=report, version=1, figures=figures)
    assert refused.value.codes[0] == code
    assert words in str(refused.value)
    assert refused.value.reasons[0].field.startswith(f"o-{report.request_id}-")
    assert Report.objects.get(pk=report.pk).version == 1


def test_a_part_above_its_whole_is_refused(today):
    asked = make_request(of_whom=["women"])
    report = report_of(asked, asked.places.get(is_leaf=True).unit)
    women = asked.slots.get(kind="count").women
    with pytest.raises(Refusal, match="số nữ \\(6\\) không thể lớn hơn tổng số \\(5\\)"):
        save_draft(by=make_actor(report.unit), report=report, version=1, figures={0: 5, women: 6})


def test_another_unit_a_viewer_and_a_sent_report_are_refused(report):
    with pytest.raises(Refusal, match="Chỉ đơn vị báo cáo"):
        save_draft(by=make_actor(report.request.unit), report=report, version=1)
    with pytest.raises(Refusal, match="người soạn thảo"):
        save_draft(by=make_actor(report.unit, Role.VIEWER), report=report, version=1)
    sent = make_submitted_report(report.request)
    with pytest.raises(Refusal, match="Báo cáo đã nộp"):
        save_draft(by=make_actor(report.unit), report=sent, version=sent.version)


def test_sending_signs_a_revision_fulfils_the_duty_and_marks_the_totals(report):
    chair = make_actor(report.unit)
    fill(report, 3, 40, 50, 48, by=chair)
    submit_report(by=chair, report=report)
    sent = Report.objects.get(pk=report.pk)
    assert (sent.state, sent.sent_values, sent.revision) == ("submitted", [3, 40, 50, 48], 1)
    assert sent.submitted_on == dt.date(2021, 7, 1)
    revision = ReportRevision.objects.get(report=report)
    assert (revision.number, revision.values, revision.signed_by_token, len(revision.digest)) == (
        1, [3, 40, 50, 48], chair.token, 64,
    )  # fmt: skip
    assert duty_of(report).fulfilled_at is not None
    assert RollupDirty.objects.get().unit_id == report.unit_id


def test_sending_says_all_that_is_missing(report):
    with pytest.raises(Refusal) as refused:
        submit_report(by=make_actor(report.unit), report=report)
    texts = [reason.text for reason in refused.value.reasons]
    assert len(texts) == 5
    assert "Còn thiếu: Đoàn viên kết nạp mới: chưa có số liệu." in texts
    assert "Còn thiếu: Kết quả nổi bật: chưa ghi." in texts
    assert Report.objects.get(pk=report.pk).state == "draft"


def test_a_target_in_words_wants_words(today):
    asked = make_plan_request()
    report = report_of(asked, asked.places.get(is_leaf=True).unit)
    chair = make_actor(report.unit)
    slot = asked.slots.get(kind="words")
    figures = {place: 1 for one in asked.slots.all() for place in one.places}
    save_draft(by=chair, report=report, version=1, figures=figures, texts={"results": "Tốt"})
    with pytest.raises(Refusal, match="chưa trả lời bằng lời"):
        submit_report(by=chair, report=report)
    save_draft(by=chair, report=report, version=2, words={slot.pk: "Đã hoàn thành dự toán"})
    submit_report(by=chair, report=report)
    assert Report.objects.get(pk=report.pk).state == "submitted"


def test_a_clerk_does_not_send(report):
    clerk = make_actor(report.unit, Role.CLERK)
    fill(report, 1, 1, 1, 1, by=clerk)
    with pytest.raises(Refusal, match="chủ tịch công đoàn"):
        submit_report(by=clerk, report=report)


def test_drawing_back_counts_no_more_and_the_duty_is_open_again(report):
    report = make_submitted_report(report.request)
    withdraw_report(by=make_actor(report.unit), report=report)
    now = Report.objects.get(pk=report.pk)
    assert (now.state, now.sent_values, now.values) == ("draft", None, [1, 2, 3, 4])
    assert duty_of(report).fulfilled_at is None
    assert RollupDirty.objects.count() == 2


def test_drawing_back_is_refused_once_somebody_above_has_opened_it(report):
    report = make_submitted_report(report.request)
    open_report(by=make_actor(report.request.unit, Role.OFFICER), report=Report.objects.get(pk=report.pk))
    with pytest.raises(Refusal) as refused:
        withdraw_report(by=make_actor(report.unit), report=report)
    assert "opened_above" in refused.value.codes
    assert Report.objects.get(pk=report.pk).state == "submitted"


def test_accepting_and_returning(report):
    officer = make_actor(report.request.unit, Role.OFFICER)
    report = make_submitted_report(report.request)
    with pytest.raises(Refusal, match="Hãy ghi ý kiến"):
        return_report(by=officer, report=report)
    slot = report.request.slots.first()
    return_report(by=officer, report=report, figure_remarks={slot.pk: "Kiểm tra lại số này"})
    now = Report.objects.get(pk=report.pk)
    assert (now.state, now.sent_values) == ("returned", [1, 2, 3, 4])
    assert [(one.slot_id, one.text, one.revision) for one in now.remarks.all()] == [(slot.pk, "Kiểm tra lại số này", 1)]
    assert duty_of(report).fulfilled_at is None
    now = report_of(report.request, report.unit)
    submit_report(by=make_actor(report.unit), report=now)
    accept_report(by=officer, report=now)
    assert Report.objects.get(pk=report.pk).state == "accepted"
    assert Report.objects.get(pk=report.pk).revision == 2


@pytest.mark.parametrize("who", ["own", "neighbour", "viewer"])
def test_only_an_officer_above_answers(report, who):
    report = make_submitted_report(report.request)
    district = report.request.unit
    actors = {
        "own": lambda: make_actor(report.unit),
        "neighbour": lambda: make_actor(make_request().unit, Role.OFFICER),
        "viewer": lambda: make_actor(district, Role.VIEWER),
    }
    with pytest.raises(Refusal):
        accept_report(by=actors[who](), report=report)
    assert Report.objects.get(pk=report.pk).state == "submitted"


def test_a_late_report_is_late_in_days(report):
    with clock.at(dt.date(2021, 7, 8)):
        sent = make_submitted_report(report.request)
    assert (sent.submitted_on - sent.place.due_on).days == 3
