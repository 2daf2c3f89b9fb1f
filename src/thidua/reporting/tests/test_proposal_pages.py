"""Pages of difficulties and proposals, from the fill page to the published answer."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor, make_user
from thidua.common import clock
from thidua.common.verdicts import Refusal
from thidua.organisation.models import Unit
from thidua.organisation.tests.factories import make_base, make_district, make_province
from thidua.reporting.actions import lift_proposal
from thidua.reporting.models import Proposal
from thidua.reporting.tests.factories import make_presented_report, make_request, make_submitted_report
from thidua.reporting.tests.proposals import TITLE, fresh, holder_of, make_answered, make_assigned, make_proposal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(on_day):
    on_day("2021-07-01")


def signed_in(unit: Unit, *roles: str) -> Client:
    client = Client()
    client.force_login(make_user(unit, *(roles or (Role.CHAIR,))))
    return client


def text_of(answer: Any) -> str:
    return answer.content.decode()


def test_the_chair_writes_it_beside_her_report_and_sees_it_there():
    asked = make_request()
    unit = asked.places.get(is_leaf=True).unit
    client = signed_in(unit)
    fill_url = reverse("report_fill", args=[asked.pk])
    new_url = f"{reverse('proposal_new')}?bao-cao={asked.reports.get(unit=unit).pk}"
    assert new_url in text_of(client.get(fill_url))
    data = {"kind": "difficulty", "title": TITLE, "text": "Chỉ đủ một lớp.", "save": "1"}
    answer = client.post(new_url, data, follow=True)
    assert answer.redirect_chain[-1][0] == fill_url
    assert TITLE in text_of(answer)
    assert "Chưa gửi" in text_of(answer)
    assert Proposal.objects.get().kind == "difficulty"


def test_the_officer_assigns_then_answers_for_everybody_and_a_neighbour_reads_it_without_the_name():
    district = make_district(make_province())
    proposal, neighbour = make_proposal(make_base(district), hides_name=True), make_base(district, "Cơ sở bên cạnh")
    officer, place = signed_in(district, Role.OFFICER), [proposal.pk]
    page = text_of(officer.get(reverse("proposal_page", args=place)))
    assert "gửi hôm nay" in page
    assert reverse("proposal_assign", args=place) in page
    data = {"whom": "", "words": "Ban Chính sách", "due_on": "10/07/2021"}
    answer = officer.post(reverse("proposal_assign", args=place), data, follow=True)
    assert "đã giao Ban Chính sách, hạn 10/07/2021" in text_of(answer)
    data = {"answer": "Hỗ trợ hai lớp.", "is_public": "on", "public_question": "Có hỗ trợ tập huấn không?"}
    assert "Đã trả lời" in text_of(officer.post(reverse("proposal_answer", args=place), data, follow=True))
    other = signed_in(neighbour)
    assert "Có hỗ trợ tập huấn không?" in text_of(other.get(reverse("answer_list")))
    page = text_of(other.get(reverse("answer_page", args=place)))
    assert "Hỗ trợ hai lớp." in page
    assert "Một đơn vị hỏi." in page
    assert proposal.unit.title not in page
    assert other.get(reverse("proposal_page", args=place)).status_code == 404


def test_the_asker_does_not_see_a_draft_and_its_refusals_stand_beside_their_fields():
    proposal = make_assigned()
    place = [proposal.pk]
    officer = signed_in(holder_of(proposal), Role.OFFICER)
    answer = officer.post(reverse("proposal_draft", args=place), {"answer": ""})
    assert answer.status_code == 422
    assert "Chưa nhập “Trả lời”." in text_of(answer)
    officer.post(reverse("proposal_draft", args=place), {"answer": "Dự kiến hỗ trợ hai lớp."})
    assert "Dự kiến hỗ trợ hai lớp." in text_of(officer.get(reverse("proposal_page", args=place)))
    page = text_of(signed_in(proposal.unit).get(reverse("proposal_page", args=place)))
    assert "Dự kiến hỗ trợ hai lớp." not in page
    assert "Đã có dự thảo trả lời" in page


def test_near_answers_are_shown_where_a_question_is_written():
    proposal = make_answered(public_question="Có được hỗ trợ kinh phí tập huấn an toàn không?")
    client = signed_in(make_base(proposal.unit.parent))
    data = {"kind": "proposal", "title": "Hỗ trợ kinh phí tập huấn an toàn", "text": "", "send": "1"}
    page = text_of(client.post(reverse("proposal_new"), data))
    assert "Có thể đã có giải đáp" in page
    assert reverse("answer_page", args=[proposal.pk]) in page


def test_a_passage_is_lifted_from_the_report_of_a_unit_below():
    report = make_submitted_report()
    officer = signed_in(report.request.unit, Role.OFFICER)
    url = reverse("proposal_lift", args=[report.pk])
    assert url in text_of(officer.get(reverse("report_page", args=[report.pk])))
    assert "Hoàn thành tốt đợt 1." in text_of(officer.get(url))
    answer = officer.post(url, {"passage": "Không có", "title": "Thử", "kind": "proposal"})
    assert answer.status_code == 422
    assert "Đoạn này không có trong báo cáo." in text_of(answer)
    data = {"passage": "Hoàn thành tốt đợt 1.", "title": "Thử", "kind": "proposal"}
    assert "ghi nhận từ" in text_of(officer.post(url, data, follow=True))
    assert officer.get(reverse("report_page", args=[report.pk])).content.decode().count("Thử") == 1


def test_nothing_is_lifted_from_a_report_that_waits_for_its_signature():
    report = make_presented_report()
    officer = signed_in(report.request.unit, Role.OFFICER)
    assert officer.get(reverse("proposal_lift", args=[report.pk])).status_code == 404
    with pytest.raises(Refusal, match="chưa nộp"):
        lift_proposal(by=make_actor(report.request.unit, Role.OFFICER), report=report, passage="Tốt.", title="Thử")


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Cũ", "Mới", "Xong"]),
        ("?cho=15", ["Cũ"]),
        ("?trang-thai=chua-tra-loi", ["Cũ", "Mới"]),
        ("?trang-thai=answered", ["Xong"]),
        ("?vai=di", []),
        ("?tim=may+moc", ["Mới"]),
        ("?tim=co+so+mot", ["Cũ", "Mới", "Xong"]),
    ],
)
def test_the_list_is_filtered_by_side_state_age_and_words(query, titles):
    district = make_district(make_province())
    base = make_base(district, "Cơ sở một")
    with clock.at(dt.date(2021, 6, 1)):
        make_proposal(base, title="Cũ")
    make_proposal(base, title="Mới", text="Về máy móc")
    make_answered(make_proposal(base, title="Xong"))
    client = signed_in(district, Role.OFFICER)
    page = text_of(client.get(reverse("proposal_list") + query))
    assert [title for title in ("Cũ", "Mới", "Xong") if f">{title}</a>" in page] == titles
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(reverse("proposal_sheet") + query).content))
    assert [row[1] for row in book.get_sheet_by_index(0).to_python()[4:]] == titles
    if not query:
        assert "chờ 30 ngày" in page


def test_the_list_takes_as_many_queries_for_one_as_for_thirty():
    district = make_district(make_province())
    base, client = make_base(district), signed_in(district, Role.OFFICER)
    counts = []
    for more in (1, 29):
        for number in range(more):
            make_proposal(base, title=f"{TITLE} {number}")
        client.get(reverse("proposal_list"))
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("proposal_list"))
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 12


def test_it_waits_on_the_officers_desk_and_the_duty_leads_to_it():
    proposal = make_proposal()
    officer = signed_in(holder_of(proposal), Role.OFFICER)
    assert "kiến nghị chờ giải quyết" in text_of(officer.get(reverse("desk")))
    make_answered(fresh(proposal))
    assert "kiến nghị chờ giải quyết" not in text_of(officer.get(reverse("desk")))
    given = make_assigned()
    page = text_of(signed_in(holder_of(given), Role.OFFICER).get(reverse("desk")))
    assert reverse("proposal_page", args=[given.pk]) in page
