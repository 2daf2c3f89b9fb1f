import datetime as dt
import re

import pytest
from django.urls import reverse

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor
from thidua.common import clock
from thidua.common.verdicts import Refusal
from thidua.desk.actions import remind_late_units
from thidua.desk.queries.chair import chair_desk
from thidua.desk.queries.duties_below import progress_by_unit
from thidua.desk.queries.duty_pages import PAGES, page_of
from thidua.desk.queries.officer import officer_desk
from thidua.desk.queries.search import search_everything
from thidua.desk.queries.year import year_of
from thidua.desk.tests.factories import TODAY, make_year
from thidua.duties.choices import DutyKind
from thidua.duties.models import Duty
from thidua.duties.tests.factories import make_duty
from thidua.journal.models import Entry
from thidua.notices.models import Notice
from thidua.organisation.models import Unit
from thidua.organisation.tests.factories import make_base, make_district, make_person, make_province
from thidua.registrations.actions import submit_registration
from thidua.registrations.tests.factories import make_registration

pytestmark = pytest.mark.django_db
WHO_IS_ASKING = 3
"""Session, person, her appointments: asked once for every page."""


@pytest.fixture(autouse=True)
def _february():
    with clock.at(TODAY):
        yield


def number_of_rows(client, url):
    """What the list at that address counts: the rows of a table, the items of a marked list, or people in words."""
    path, _, anchor = url.partition("#")
    page = client.get(path).content.decode()
    if anchor and f'<div class="list" id="{anchor}"' not in page:
        part = re.search(rf'id="{anchor}".*?</section>', page, re.S).group()
        people = re.findall(r"([\d.]+) người, trong đó", part)
        return sum(int(count.replace(".", "")) for count in people) or part.count('<li class="list-row"')
    return int(re.search(r"([\d.]+) dòng", page).group(1).replace(".", ""))


def test_every_kind_of_duty_has_a_page():
    assert {kind for kind, _ in PAGES} | {DutyKind.PLAN_DUTY} == set(DutyKind)


def test_chair_finds_her_duties_soonest_first_each_with_its_page(client):
    year = make_year()
    chair = year.chairs[1]
    desk = chair_desk(chair, on=TODAY)
    days = [card.duty.due_on for card in desk.cards if card.duty.due_on]
    assert days == sorted(days)
    client.force_login(year.chair_users[1])
    page = client.get("/").content.decode()
    for card in desk.cards:
        assert f'href="{card.url}"' in page
        assert client.get(card.url).status_code in (200, 302)


def test_chair_who_did_her_work_sees_it_as_done():
    year = make_year()
    desk = chair_desk(year.chairs[0], on=TODAY)
    assert {page.duty.kind for page in desk.done} >= {
        DutyKind.MAKE_PLAN,
        DutyKind.REGISTER_LAUNCH,
        DutyKind.REGISTER_TITLES,
    }


def test_officer_sees_what_waits_and_who_is_late():
    year = make_year()
    desk = officer_desk(year.officer, on=TODAY)
    assert [(item.label, item.count) for item in desk.waiting] == [("Đăng ký danh hiệu chờ duyệt", 1)]
    late = {unit.unit_id: unit for unit in desk.late}
    assert set(late) == {year.bases[1].pk, year.bases[2].pk}
    expected = Duty.objects.late_on(TODAY).filter(unit=year.bases[1])
    assert late[year.bases[1].pk].duties == expected.count()
    assert late[year.bases[1].pk].days == (TODAY - expected.earliest("due_on").due_on).days
    titles = next(row for row in desk.grid if row.label == "Đăng ký danh hiệu")
    assert (titles.done, len(titles.tiles)) == (1, 3)


def test_remind_tells_each_late_unit_once_a_day():
    year = make_year()
    late = Duty.objects.late_on(TODAY).filter(unit__in=year.bases)
    count = remind_late_units(by=year.officer)
    assert count == len(set(late.values_list("unit_id", flat=True)))
    told = Notice.objects.filter(text__contains="nhắc").count()
    assert told == late.count()
    with pytest.raises(Refusal, match="Hôm nay đã nhắc rồi"):
        remind_late_units(by=year.officer)
    assert Notice.objects.filter(text__contains="nhắc").count() == told
    assert Entry.objects.filter(event="units.reminded").count() == 1


def test_remind_refuses_when_nobody_is_late_and_refuses_a_viewer():
    year = make_year()
    with clock.at(TODAY.replace(month=1, day=8)), pytest.raises(Refusal, match="Không có đơn vị nào đang chậm"):
        remind_late_units(by=year.officer)
    with pytest.raises(Refusal, match="cán bộ phụ trách"):
        remind_late_units(by=make_actor(year.district, Role.VIEWER))
    assert not Notice.objects.filter(text__contains="nhắc").exists()


def test_each_figure_of_a_unit_is_a_link_to_the_list_that_adds_up_to_it(client):
    year = make_year()
    client.force_login(year.officer_user)
    for unit in progress_by_unit(year.officer, on=TODAY):
        assert number_of_rows(client, unit.given_url) == unit.given
        assert number_of_rows(client, unit.done_url) == unit.done
        assert number_of_rows(client, unit.late_url) == unit.late


def test_each_tile_of_the_year_is_a_link_to_the_list_that_adds_up_to_it(client):
    year = make_year(ready=2)
    client.force_login(year.officer_user)
    tiles = year_of(year.officer, on=TODAY).tiles
    assert {tile.label for tile in tiles} >= {"Việc đã xong", "Việc đang chậm", "Buổi phát động"}
    assert [tile.value for tile in tiles if tile.label == "Người đăng ký danh hiệu"] == [4]
    for tile in tiles:
        assert number_of_rows(client, tile.url) == tile.value, tile.label


def test_a_plan_issued_in_the_last_days_of_december_counts_for_the_year_it_is_for():
    year = make_year()
    before = len(progress_by_unit(year.officer, on=TODAY))
    Duty.objects.filter(unit__in=year.bases).update(given_at=clock.now().replace(year=2020, month=12, day=31))
    assert len(progress_by_unit(year.officer, on=TODAY)) == before
    assert progress_by_unit(year.officer, on=TODAY.replace(year=2020)) == []


def test_search_finds_without_accents_in_any_order_and_only_what_one_may_see():
    year = make_year()
    make_person(year.bases[0], "Đặng Thị Ánh Tuyết")
    stranger = make_person(make_base(make_district(make_province("LĐLĐ khác"))), "Đặng Thị Ánh Tuyết")
    groups = search_everything(year.officer, "tuyet anh dang")
    assert [(group.title, len(group.rows)) for group in groups] == [("Người", 1)]
    assert groups[0].rows[0].url != reverse("person_history", args=[stranger.pk])
    assert year.bases[1].name in [row.words for row in search_everything(year.officer, "2 ty cong")[0].rows]
    assert search_everything(year.officer, "03 kh ldld")[0].title == "Văn bản"
    assert search_everything(year.officer, "  ") == []


def test_the_list_of_duties_asks_as_many_questions_for_one_unit_as_for_three(client, django_assert_max_num_queries):
    counts = []
    for bases in (1, 3):
        year = make_year(bases=bases, ready=bases)
        client.force_login(year.officer_user)
        with django_assert_max_num_queries(15 + WHO_IS_ASKING) as found:
            assert client.get(reverse("duties_below")).status_code == 200
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_page_of_a_plan_duty_is_its_own():
    year = make_year()
    duty = Duty.objects.filter(kind=DutyKind.PLAN_DUTY, unit=year.bases[0]).first()
    assert page_of(duty).url == reverse("duty_page", args=[duty.pk])


def test_what_is_due_soon_is_one_line_a_duty_and_opens_the_list_that_it_counts(client):
    year = make_year()
    district = year.officer
    bases = [make_base(Unit.objects.get(pk=district.unit_id)) for _ in range(3)]
    day = TODAY + dt.timedelta(days=5)
    for base in bases:
        make_duty(base, due_on=day, subject_id=77)
    make_duty(bases[0], due_on=day + dt.timedelta(days=30), subject_id=78)
    line = next(one for one in officer_desk(district, on=TODAY).soon if one.due_on == day)
    assert (line.units, line.who, line.title) == (3, "3 đơn vị", "Sơ kết đợt 1 và báo cáo kết quả")
    client.force_login(year.officer_user)
    assert number_of_rows(client, line.url) == 3
    for odd in ("plan_duty.plan_duty.x.0", "plan_duty", "a.b.1.2.3"):
        assert client.get(reverse("duties_below"), {"viec": odd}).status_code == 200


def test_a_card_says_the_gesture_and_the_plan_once_and_only_what_the_sentence_adds():
    def page(kind, title, origin="Kế hoạch 03/KH-LĐLĐ ngày 07/01/2021"):
        found = page_of(Duty(kind=kind, title=title, origin=origin, subject_kind="plan", subject_id=1))
        return found.title, found.note

    made = page("make_plan", "Xây dựng kế hoạch của đơn vị theo Kế hoạch 03/KH-LĐLĐ")
    assert made == ("Xây dựng kế hoạch", "")
    seen = page("confirm_plan", "Xác nhận đã nhận Kế hoạch 03/KH-LĐLĐ: Phát động thi đua năm 2021")
    assert seen == ("Xác nhận đã nhận kế hoạch", "Phát động thi đua năm 2021")
    other = page("register_titles", "Đăng ký ít nhất một tập thể")
    assert other == ("Đăng ký danh hiệu", "Đăng ký ít nhất một tập thể")


def test_the_year_of_a_grassroots_union_counts_the_people_it_registered_itself():
    registration, chair, *_ = make_registration(size=3)
    submit_registration(by=chair, registration=registration)
    tiles = {tile.label: tile.value for tile in year_of(chair, on=TODAY).tiles}
    assert tiles["Người đăng ký danh hiệu"] == 3
