"""What a report tells in words: asked as rows, kept as signed, shown as signed to those above."""

from __future__ import annotations

import pytest

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor
from thidua.common.verdicts import Refusal
from thidua.documents.papers import Heading, Paragraph
from thidua.reporting.actions import return_report, save_draft, submit_report
from thidua.reporting.models import Report, ReportRevision, ReportText
from thidua.reporting.papers import report_paper
from thidua.reporting.queries.detail import detail_of
from thidua.reporting.queries.filling import sheet_of
from thidua.reporting.tests.factories import fill, make_plan_request, make_request, make_submitted_report, report_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(on_day):
    on_day("2021-07-01")


def draft_of(asked) -> Report:
    return report_of(asked, asked.places.get(is_leaf=True).unit)


def test_a_request_asks_the_six_questions_and_only_the_results_must_be_told():
    asked = make_request()
    rows = list(asked.questions.values_list("code", "is_required"))
    assert rows == [
        ("results", True),
        ("exemplars", False),
        ("difficulties", False),
        ("causes", False),
        ("proposals", False),
        ("next_tasks", False),
    ]
    report = draft_of(asked)
    fill(report, 1, 2, 3, 4, results=" ")
    with pytest.raises(Refusal, match="Kết quả nổi bật: chưa ghi") as refused:
        submit_report(by=make_actor(report.unit), report=report)
    assert refused.value.reasons[0].field == "results"


def test_saving_writes_only_answers_that_were_asked_and_overwrites_them():
    report = draft_of(make_request())
    chair = make_actor(report.unit)
    save_draft(by=chair, report=report, version=1, texts={"causes": "Mưa", "gossip": "x"})
    save_draft(by=chair, report=report, version=2, texts={"causes": "Mưa lớn"})
    assert [(one.question.code, one.text) for one in ReportText.objects.all()] == [("causes", "Mưa lớn")]


def test_a_revision_keeps_all_words_as_signed_and_its_digest_covers_them():
    asked = make_plan_request()
    report = make_submitted_report(asked)
    revision = ReportRevision.objects.get(report=report)
    slot = asked.slots.get(kind="words")
    assert revision.texts == {"results": "Hoàn thành tốt đợt 1.", f"#{slot.num}": "Đã hoàn thành"}
    officer, chair = make_actor(asked.unit, Role.OFFICER), make_actor(report.unit)
    return_report(by=officer, report=report, remark="Xem lại")
    save_draft(by=chair, report=report, version=report.version, texts={"exemplars": "Tổ may 3"})
    submit_report(by=chair, report=report)
    second = ReportRevision.objects.get(report=report, number=2)
    assert second.texts == revision.texts | {"exemplars": "Tổ may 3"}
    assert second.digest != revision.digest


def test_those_above_read_what_was_signed_while_the_unit_writes_anew():
    asked = make_plan_request()
    report = make_submitted_report(asked)
    return_report(by=make_actor(asked.unit, Role.OFFICER), report=report, remark="Xem lại")
    slot = asked.slots.get(kind="words")
    save_draft(
        by=make_actor(report.unit),
        report=report,
        version=report.version,
        texts={"results": "Đang viết lại"},
        words={slot.pk: "Lời mới"},
    )
    above, own = detail_of(report, by_owner=False), detail_of(report, by_owner=True)
    assert (above.answers[0].text, own.answers[0].text) == ("Hoàn thành tốt đợt 1.", "Đang viết lại")
    words = [{line.slot.pk: line.words for line in detail.lines}[slot.pk] for detail in (above, own)]
    assert words == ["Đã hoàn thành", "Lời mới"]


def test_two_reports_of_one_day_ask_a_question_once():
    ours = make_request()
    unit = ours.places.get(is_leaf=True).unit
    theirs = make_request(ours.unit.parent, indicators=[slot.indicator for slot in ours.slots.all()])
    save_draft(by=make_actor(unit), report=report_of(theirs, unit), version=1, texts={"causes": "Mưa lớn"})
    sheet = sheet_of(report_of(ours, unit))
    assert [one.code for one in sheet.questions] == [one.code for one in ours.questions.all()]
    assert sheet.texts == {"causes": "Mưa lớn"}


def test_the_paper_holds_every_section_even_an_empty_one():
    report = make_submitted_report()
    paper = report_paper(report, detail_of(report, by_owner=False))
    heads = [block.text for block in paper.blocks if isinstance(block, Heading)]
    assert heads == [one.label.upper() for one in report.request.questions.all()]
    assert [block.text for block in paper.blocks if isinstance(block, Paragraph)].count("Không có.") == 5
