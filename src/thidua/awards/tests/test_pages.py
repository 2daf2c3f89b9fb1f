"""The pages: gestures of each role, parts for HTMX, refusals beside the button, limits, figures that add up."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from thidua.accounts.choices import Role
from thidua.accounts.models import User
from thidua.accounts.tests.factories import make_actor, make_user
from thidua.awards.actions import (
    add_scan,
    decide,
    receive_dossier,
    replace_award,
    revoke_award,
    set_quotas,
    submit_dossier,
    undo_decision,
)
from thidua.awards.models import Award, Decision, Dossier, Quota
from thidua.awards.queries import AwardFilter, award_list, awards_of, direct_worker_share, women_share
from thidua.awards.tests.factories import (
    A_SCAN,
    Place,
    make_appraised,
    make_decided_awards,
    make_decision,
    make_dossier,
    make_form,
)
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.verdicts import Refusal
from thidua.organisation.tests.factories import make_base, make_person

pytestmark = pytest.mark.django_db
LIST_QUERIES, PAGE_QUERIES = 12, 15
FRAME = 6  # session, person, appointments, unread notices, waiting duties, savepoint of none


@pytest.fixture
def place() -> Place:
    return Place()


def signed_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def text_of(answer) -> str:
    return answer.content.decode()


def send(client: Client, name: str, pk: int, status: int = 302, **data):
    answer = client.post(reverse(name, args=[pk]), data)
    assert answer.status_code == status, text_of(answer)[:2000]
    return answer


def test_the_whole_way_through_the_pages(place: Place):
    chair, officer, leader = signed_in(place.chair), signed_in(place.officer), signed_in(place.leader)
    people = [make_person(place.base, name, is_direct_worker=True) for name in ("Lê Thị Xuân", "Bùi Văn Hạ")]
    form = make_form()
    year = clock.today().year
    started = chair.post(
        reverse("dossier_create"),
        {"form": form.code, "year": year, "occasion": "year", "plan": "", "achievement": "Lao động giỏi năm nay"},
    )
    dossier = Dossier.objects.get()
    assert started.url == reverse("dossier_page", args=[dossier.pk])
    for person in people:
        send(chair, "line_add", dossier.pk, person=person.pk)
    line = dossier.lines.first()
    send(chair, "line_change", line.pk, achievement="Lao động rất giỏi", rating="excellent")
    version = Dossier.objects.get().version
    send(chair, "dossier_submit", dossier.pk, is_declared="on", version=version)
    send(officer, "dossier_receive", dossier.pk)
    version = Dossier.objects.get().version
    send(officer, "dossier_appraise", dossier.pk, version=version, pass_all="1")
    send(officer, "dossier_finish", dossier.pk, opinion="")
    preview = text_of(leader.get(reverse("decision_create"), {"ho-so": dossier.pk}))
    assert "Quyết định này sẽ" in preview
    assert "Số kế tiếp của phần mềm: 1" in preview
    decided = leader.post(
        reverse("decision_create"),
        {
            "ho-so": dossier.pk,
            "way": "paper",
            "number": "15",
            "decided_on": clock.today().strftime("%d/%m/%Y"),
            "signer_post": "Chủ tịch",
            "signer_name": "Phạm Văn Ký",
            "title": "Về việc tặng giấy khen",
            "scan": SimpleUploadedFile("qd.pdf", A_SCAN),
        },
    )
    decision = Decision.objects.get()
    assert decided.url == reverse("decision_page", args=[decision.pk])
    page = text_of(leader.get(decided.url))
    assert "Rút lại quyết định vừa ghi" in page
    assert "qd.pdf" in page
    printed = leader.post(reverse("decision_print", args=[decision.pk]))
    assert printed["Content-Type"] == "application/pdf"
    assert set(Award.objects.values_list("printed_times", flat=True)) == {1}
    one = Award.objects.first()
    assert leader.post(reverse("award_print", args=[one.pk]), {"cap-lai": "1"}).content.startswith(b"%PDF")
    assert Award.objects.get(pk=one.pk).reissue == 1
    for kind in ("pdf", "docx"):
        assert leader.get(reverse("decision_text", args=[decision.pk, kind])).status_code == 200


def test_search_answers_a_part_and_adding_swaps_list_meter_and_results(place: Place):
    dossier = make_dossier(place)
    wanted = make_person(place.base, "Đỗ Thị Thuỷ", is_direct_worker=True)
    chair = signed_in(place.chair)
    found = chair.get(reverse("dossier_search", args=[dossier.pk]), {"q": "thuy"}, headers={"HX-Request": "true"})
    assert "Đỗ Thị Thuỷ" in text_of(found)
    assert "<html" not in text_of(found)
    answer = chair.post(
        reverse("line_add", args=[dossier.pk]), {"person": wanted.pk, "q": "thuy"}, headers={"HX-Request": "true"}
    )
    assert 'id="nomination"' in text_of(answer)
    assert text_of(answer).count("hx-swap-oob") == 2
    assert "2 trên 3 người" in text_of(answer)


def test_the_plain_search_works_without_scripts(place: Place):
    dossier = make_dossier(place)
    make_person(place.base, "Đỗ Thị Thuỷ")
    page = text_of(signed_in(place.chair).get(reverse("dossier_page", args=[dossier.pk]), {"q": "do thi thuy"}))
    assert "Đỗ Thị Thuỷ" in page
    assert "<html" in page


def test_a_refused_sending_stands_on_the_list_with_its_reason(place: Place):
    person = make_person(place.base, "Ngô Thị Bốn", is_direct_worker=True)
    make_decided_awards(place, person)
    dossier = make_dossier(place, person)
    answer = send(signed_in(place.chair), "dossier_submit", dossier.pk, status=422, version=dossier.version)
    assert "Ngô Thị Bốn: Thành tích này đã được khen" in text_of(answer)


def test_a_page_left_open_keeps_the_remark_that_was_typed(place: Place):
    dossier = make_dossier(place)
    submit_dossier(by=place.chair, dossier=dossier)
    before = dossier.version
    receive_dossier(by=place.officer, dossier=dossier)
    other = signed_in(make_actor(place.district, Role.OFFICER))
    answer = send(other, "dossier_return", dossier.pk, status=422, remark="Bổ sung chức vụ", version=before)
    assert "Nguyễn Thị Cán Bộ đã “nhận thẩm định”" in text_of(answer)
    assert "Bổ sung chức vụ" in text_of(answer)


def test_a_verdict_without_its_reason_keeps_what_was_chosen(place: Place):
    dossier = make_dossier(place)
    submit_dossier(by=place.chair, dossier=dossier)
    receive_dossier(by=place.officer, dossier=dossier)
    line = dossier.lines.first()
    data = {"version": dossier.version, f"verdict-{line.pk}": "fail", f"remark-{line.pk}": ""}
    answer = send(signed_in(place.officer), "dossier_appraise", dossier.pk, status=422, **data)
    assert "hãy ghi lý do" in text_of(answer)
    assert re.search(rf'name="verdict-{line.pk}" value="fail" checked', text_of(answer))


def test_a_double_tap_on_the_decision_records_one(place: Place):
    dossier = make_appraised(place)
    leader = signed_in(place.leader)
    address = f"{reverse('decision_create')}?ho-so={dossier.pk}"
    once = re.search(r'name="_once" value="(\w+)"', text_of(leader.get(address)))
    assert once is not None
    data = {
        "_once": once[1],
        "ho-so": dossier.pk,
        "way": "paper",
        "number": "3",
        "decided_on": clock.today().strftime("%d/%m/%Y"),
        "signer_post": "Chủ tịch",
        "signer_name": "Phạm Văn Ký",
        "title": "Về việc tặng giấy khen",
    }
    first, second = leader.post(address, data), leader.post(address, data)
    assert Decision.objects.count() == 1
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.url == second.url


def test_undo_leads_back_to_the_preview_with_number_signer_and_scan_of_the_paper(place: Place):
    decision = make_decision(place)
    number = decision.document.number
    scan = add_scan(by=place.leader, decision=decision, name="quyet-dinh-da-ky.pdf", data=A_SCAN)
    leader = signed_in(place.leader)
    answer = send(leader, "decision_undo", decision.pk)
    assert answer.url.startswith(reverse("decision_create"))
    assert not Award.objects.exists()
    page = leader.get(answer.url)
    assert "Giữ từ lần ghi đã rút lại:" in text_of(page)
    assert reverse("decision_file", args=[decision.pk, scan.pk]) in text_of(page)
    as_shown = {name: page.context["form"][name].value() for name in ("way", "number", "signer_post", "signer_name")}
    assert as_shown == {"way": "paper", "number": str(number), "signer_post": "Chủ tịch", "signer_name": "Phạm Văn Ký"}
    data = as_shown | {"title": "Về việc tặng giấy khen", "decided_on": clock.today().strftime("%d/%m/%Y")}
    ids = [dossier.pk for dossier in decision.dossiers.all()]
    again = leader.post(answer.url, data | {"ho-so": ids, "keep_scan": "on"})
    assert again.status_code == 302
    right = Decision.objects.get(state="recorded")
    assert right.document.number == number
    assert leader.get(reverse("decision_file", args=[right.pk, scan.pk])).status_code == 200
    assert leader.get(reverse("decision_file", args=[decision.pk, scan.pk])).status_code == 404


def test_a_decision_with_its_signed_paper_offers_no_way_back_that_would_be_refused(place: Place):
    dossier = make_appraised(place)
    signer = {"signer_name": "Phạm Văn Ký", "signer_post": "Chủ tịch"}
    decision = decide(by=place.leader, dossiers=[dossier], way="system", decided_on=clock.today(), **signer)
    leader = signed_in(place.leader)
    page = reverse("decision_page", args=[decision.pk])
    assert "Rút lại quyết định vừa ghi" in text_of(leader.get(page))
    add_scan(by=place.leader, decision=decision, name="quyet-dinh-da-ky.pdf", data=A_SCAN)
    assert "Rút lại quyết định vừa ghi" not in text_of(leader.get(page))
    refused = send(leader, "decision_undo", decision.pk, status=422)
    assert "đã có bản ký" in text_of(refused)


def test_a_number_used_elsewhere_after_an_undo_is_not_offered_again(place: Place):
    decision = make_decision(place)
    number = decision.document.number
    undo_decision(by=place.leader, decision=decision)
    other = make_appraised(place, make_person(place.base, "Người Khác"))
    signer = {"signer_name": "Phạm Văn Ký", "signer_post": "Chủ tịch"}
    decide(by=place.leader, dossiers=[other], number=number, decided_on=clock.today(), **signer)
    page = signed_in(place.leader).get(reverse("decision_create"), {"ho-so": decision.dossiers.get().pk})
    assert page.status_code == 200
    assert "Giữ từ lần ghi" not in text_of(page)
    assert not page.context["form"]["number"].value()


def test_a_number_of_the_product_is_voided_by_an_undo_and_the_next_one_is_told(place: Place):
    dossier = make_appraised(place)
    signer = {"signer_name": "Phạm Văn Ký", "signer_post": "Chủ tịch"}
    decision = decide(by=place.leader, dossiers=[dossier], way="system", decided_on=clock.today(), **signer)
    voided = decision.document.number
    leader = signed_in(place.leader)
    answer = send(leader, "decision_undo", decision.pk)
    page = text_of(leader.get(answer.url))
    assert "do phần mềm cấp đã huỷ" in page
    assert "Giữ từ lần ghi" not in page
    assert f"Số kế tiếp của phần mềm: {voided + 1}" in page


def test_revoke_and_replace_through_their_pages(place: Place):
    first, second = make_decided_awards(place)
    leader = signed_in(place.leader)
    refused = send(leader, "award_revoke", first.pk, status=422, category="mistake", reason="")
    assert "Chưa nhập" in text_of(refused)
    send(leader, "award_revoke", first.pk, category="mistake", reason="Cấp nhầm")
    words = {"recipient": "Tên đã sửa", "recipient_line": "", "achievement": second.achievement, "reason": "Sai tên"}
    send(leader, "award_replace", second.pk, **words)
    assert sorted(Award.objects.values_list("state", flat=True)) == ["replaced", "revoked", "valid"]
    assert "Tên đã sửa" in text_of(leader.get(reverse("award_page", args=[second.pk])))


def test_quotas_are_typed_and_seen_by_the_unit(place: Place):
    officer = signed_in(place.officer)
    address = reverse("quota_page")
    assert place.base.title in text_of(officer.get(address))
    year = clock.today().year
    data = {"hinh-thuc": "GK_UPPER", "nam": year, "common": "3", f"unit-{place.base.pk}": "1"}
    assert officer.post(address, data).status_code == 302
    dossier = make_dossier(place)
    assert "1, vượt 1" in text_of(signed_in(place.chair).get(reverse("dossier_page", args=[dossier.pk])))


def test_quotas_of_a_page_are_kept_all_or_none(place: Place):
    officer = signed_in(place.officer)
    address, year = reverse("quota_page"), clock.today().year
    data = {"hinh-thuc": "GK_UPPER", "common": "3", f"unit-{place.base.pk}": "1"}
    answer = officer.post(address, data | {"nam": "9000"})
    assert answer.status_code == 422
    assert "Năm phân bổ phải từ" in text_of(answer)
    assert officer.get(address, {"nam": "9" * 5000}).status_code == 200
    with pytest.raises(Refusal, match=r"9\.999"):
        set_quotas(by=place.officer, form=make_form(), year=year, common=5, single={place.base: 10_000})
    assert not Quota.objects.exists()
    assert set_quotas(by=place.officer, form=make_form(), year=year, common=5, single={place.base: 2}) == 2
    assert set_quotas(by=place.officer, form=make_form(), year=year, common=5, single={place.base: None}) == 1
    assert list(Quota.objects.values_list("most", flat=True)) == [5]


def test_histories_for_life(on_day):
    on_day("2023-01-05")
    place = Place()
    person = make_person(place.base, "Lý Thị Năm", is_direct_worker=True)
    for day in ("2023-12-01", "2024-12-01", "2025-12-01"):
        on_day(day)
        make_decided_awards(place, person)
    page = text_of(signed_in(place.chair).get(reverse("person_history", args=[person.pk])))
    assert re.findall(r'"honour-year">(\d+)', page) == ["2025", "2024", "2023"]
    unit_page = text_of(signed_in(place.officer).get(reverse("unit_history", args=[place.base.pk])))
    assert "3 lượt cá nhân" in unit_page


PAGES = ["dossier_list", "dossier_inbox", "appraisal_list", "decision_list", "award_list", "rule_list", "quota_page"]


@pytest.mark.parametrize("name", PAGES)
def test_a_list_asks_as_often_for_thirty_rows_as_for_one(name: str, place: Place, count_queries):
    make_decision(place)
    make_appraised(place, make_person(place.base))
    make_dossier(place, make_person(place.base))
    actor = place.chair if name == "dossier_list" else place.officer
    client = signed_in(actor)
    few = count_queries(lambda: client.get(reverse(name)))
    for _ in range(4):
        make_decision(place, *[make_person(place.base) for _ in range(5)])
        make_appraised(place, make_person(place.base))
    answer = client.get(reverse(name))
    assert count_queries(lambda: client.get(reverse(name))) == few
    assert few <= LIST_QUERIES + FRAME
    assert len(answer.content) <= 60 * 1024


@pytest.mark.parametrize("name", ["dossier_page", "dossier_appraise"])
def test_a_dossier_of_thirty_keeps_the_limits(name: str, place: Place, count_queries):
    small = make_dossier(place, make_person(place.base))
    large = make_dossier(place, *[make_person(place.base, is_direct_worker=True) for _ in range(30)])
    for dossier in (small, large):
        dossier.refresh_from_db()
        if name == "dossier_appraise":
            submit_dossier(by=place.chair, dossier=dossier)
            receive_dossier(by=place.officer, dossier=dossier)
    client = signed_in(place.chair if name == "dossier_page" else place.officer)
    client.get(reverse(name, args=[small.pk]))
    few = count_queries(lambda: client.get(reverse(name, args=[small.pk])))
    many = count_queries(lambda: client.get(reverse(name, args=[large.pk])))
    assert many == few
    assert few <= PAGE_QUERIES + FRAME
    assert len(client.get(reverse(name, args=[large.pk])).content) <= 60 * 1024


def list_behind(by: Actor, url: str) -> int:
    """How many rows the list behind a figure has, as its page says."""
    page = text_of(signed_in(by).get(url))
    found = re.search(r"<span>([\d.]+) dòng", page)
    assert found is not None, url
    return int(found[1].replace(".", ""))


def test_every_figure_is_the_length_of_the_list_it_opens(on_day):
    on_day("2025-12-01")
    place = Place()
    make_decided_awards(place)
    on_day("2026-06-01")
    people = [
        make_person(place.base, is_direct_worker=True, sex="f"),
        make_person(place.base, sex="f"),
        make_person(place.base, is_leader=True, sex="m"),
        make_person(place.base, is_leader=True, sex="f"),
    ]
    awards = make_decided_awards(place, *people)
    wrong = next(award for award in awards if award.person == people[1])
    revoke_award(by=place.leader, award=wrong, category="mistake", reason="Cấp nhầm")
    other = next(award for award in awards if award.person == people[2])
    replace_award(by=place.leader, award=other, reason="Sai tên", recipient="Tên đúng")
    for by in (place.chair, place.officer):
        share = direct_worker_share(by, 2026)
        assert (share.numerator, share.denominator, share.text) == (1, 3, "33,3 %")
        assert list_behind(by, share.url) == share.numerator
        assert list_behind(by, share.denominator_url) == share.denominator
        women = women_share(by, 2026)
        assert (women.numerator, women.denominator) == (2, 3)
        assert list_behind(by, women.url) == women.numerator
    assert awards_of(place.district, 2026).count() == 3
    assert awards_of(place.district, 2025).count() == 2
    assert list_behind(place.officer, AwardFilter(year=2026, under=place.base.pk).url) == 3
    assert list_behind(place.officer, AwardFilter(year=2026, state="revoked").url) == 1


def test_the_address_of_a_filter_says_what_it_filters():
    asked = parse_qs(urlsplit(AwardFilter(year=2021, group="direct").url).query)
    assert asked == {"nam": ["2021"], "nhom": ["direct"], "trang-thai": ["valid"]}


def test_a_base_union_sees_its_own_people_only(place: Place):
    other = Place(place.province)
    other.district, other.officer, other.leader = place.district, place.officer, place.leader
    other.base = make_base(place.district, "Công đoàn Trường học")
    other.chair = make_actor(other.base)
    make_decided_awards(place)
    make_decided_awards(other)
    assert award_list(place.chair, AwardFilter()).count() == 2
    assert award_list(place.officer, AwardFilter()).count() == 4
    assert direct_worker_share(place.chair, clock.today().year).denominator == 2


def test_a_bad_scan_stops_the_decision_and_nothing_changes(place: Place):
    dossier = make_appraised(place)
    address = f"{reverse('decision_create')}?ho-so={dossier.pk}"
    answer = signed_in(place.leader).post(
        address,
        {
            "ho-so": dossier.pk,
            "way": "paper",
            "number": "3",
            "decided_on": clock.today().strftime("%d/%m/%Y"),
            "signer_post": "Chủ tịch",
            "signer_name": "Phạm Văn Ký",
            "title": "Về việc tặng giấy khen",
            "scan": SimpleUploadedFile("quyet-dinh.pdf", b"%PDF-1.7\nthis is cut off"),
        },
    )
    assert answer.status_code == 422
    assert "Tệp PDF “quyet-dinh.pdf” bị hỏng" in text_of(answer)
    dossier.refresh_from_db()
    assert dossier.state == "appraised"
    assert not Decision.objects.exists()
    assert not Award.objects.exists()


@pytest.mark.parametrize("digits", ["²", "9" * 5000, "9" * 30])
def test_odd_or_endless_digits_are_no_number(place: Place, digits: str):
    leader, officer, chair = (signed_in(by) for by in (place.leader, place.officer, place.chair))
    dossier = make_dossier(place, make_person(place.base))
    assert leader.get(reverse("award_list"), {"don-vi": digits}).status_code == 200
    assert leader.get(reverse("award_list"), {"nam": digits}).status_code == 200
    assert leader.get(reverse("unit_tree"), {"o": digits}).status_code == 200
    assert leader.get(reverse("decision_create"), {"ho-so": digits}).status_code in (200, 302)
    assert chair.get(reverse("dossier_create"), {"don-vi": digits}).status_code == 200
    assert chair.post(reverse("line_remove", args=[dossier.pk]), {"line": digits}).status_code == 404
    assert chair.post(reverse("line_add", args=[dossier.pk]), {"person": digits}).status_code == 422
    assert officer.post(reverse("remind"), {"unit": digits, "duty": digits}).status_code == 422


def test_an_administrator_sees_no_dossiers_and_decides_nothing(client):
    place = Place()
    dossier = make_appraised(place)
    line = dossier.lines.first()
    client.force_login(make_user(place.district, Role.ADMIN))
    for name in ("dossier_inbox", "appraisal_list", "dossier_list"):
        page = client.get(reverse(name)).content.decode()
        assert place.base.title not in page
    for name, pk in (("dossier_page", dossier.pk), ("dossier_appraise", dossier.pk), ("line_change", line.pk)):
        assert client.get(reverse(name, args=[pk])).status_code == 404
    assert client.get(reverse("decision_create"), {"ho-so": dossier.pk}).status_code == 404
    assert client.post(reverse("decision_create"), {"ho-so": dossier.pk, "number": 1}).status_code == 404
    client.force_login(make_user(place.district, Role.VIEWER))
    assert client.get(reverse("dossier_page", args=[dossier.pk])).status_code == 200
