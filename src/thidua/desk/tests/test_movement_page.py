import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from thidua.accounts.choices import Role
from thidua.accounts.models import User
from thidua.accounts.tests.factories import make_user
from thidua.campaigns.actions import hold_launch, write_review
from thidua.campaigns.models import Launch
from thidua.campaigns.queries import slots_of
from thidua.campaigns.queries.family import CONCLUDED, JOINED, LATE, LAUNCHED, NOT_JOINED, REVIEWED
from thidua.campaigns.tests.factories import make_outside_movement
from thidua.common import clock
from thidua.desk.queries.movements import MovementFamily
from thidua.desk.tests.factories import Year, make_year
from thidua.organisation.tests.factories import make_base
from thidua.plans.actions import cascade_plan

pytestmark = pytest.mark.django_db
JULY = dt.date(2021, 7, 2)


def live_on(year: Year, *, reviewed: int) -> None:
    """The ready unions hold their launches; the first ``reviewed`` of them review the first phase."""
    chairs = {chair.unit_id: chair for chair in year.chairs}
    with clock.at(dt.date(2021, 2, 6)):
        for launch in Launch.objects.filter(unit__in=chairs).order_by("unit_id"):
            hold_launch(by=chairs[launch.unit_id], launch=launch, participants=40)
    with clock.at(dt.date(2021, 6, 29)):
        for launch in Launch.objects.filter(unit__in=chairs).order_by("unit_id")[:reviewed]:
            movement = launch.plan.movements.get()
            write_review(
                by=chairs[launch.unit_id],
                movement=movement,
                movements=[movement],
                slot=slots_of(launch.plan, [])[0].key,
                is_final_step=True,
                held_on=dt.date(2021, 6, 28),
                participants=30,
                results="Đạt",
            )


@pytest.fixture(autouse=True)
def _july():
    with clock.at(JULY):
        yield


def opened(client, user, movement, query=""):
    client.force_login(user)
    return client.get(f"/phong-trao/{movement.pk}{query}")


def test_every_total_is_the_length_of_the_list_it_opens(client):
    year = make_year(bases=4, ready=3)
    live_on(year, reviewed=2)
    movement = year.plan.movements.get()
    family = MovementFamily(movement, year.officer)
    totals, registered = family.figures()
    found = {code: family.units_in(code).count() for code in (JOINED, LAUNCHED, REVIEWED, CONCLUDED, LATE)}
    assert found == {JOINED: 3, LAUNCHED: 3, REVIEWED: 2, CONCLUDED: 0, LATE: 1}
    assert (totals.asked, totals.joined, totals.launched) == (4, 3, 3)
    assert (totals.reviewed, totals.concluded, totals.late) == (2, 0, 1)
    units = list(family.listed())
    beside = family.beside(units)
    assert totals.participants == sum(row.launch.participants for row in beside.rows.values() if row.launch) == 120
    assert registered == sum(beside.people.values()) == 6
    page = opened(client, year.officer_user, movement).content.decode()
    for code, count in [*found.items(), (NOT_JOINED, 1), ("co-danh-hieu", 3)]:
        listed = opened(client, year.officer_user, movement, f"?tinh-trang={code}").content.decode()
        rows = listed.split('id="don-vi-huong-ung"')[1]
        assert len(re.findall(r'<th class="on-title" scope="row"', rows)) == count, code
    for link in re.findall(r'href="(\?tinh-trang=[\w-]+)#don-vi-huong-ung"', page):
        assert opened(client, year.officer_user, movement, link).status_code == 200


def test_the_city_sees_the_unions_through_the_district_and_a_union_sees_its_own_part_first(client):
    year = make_year(bases=2, ready=1)
    live_on(year, reviewed=0)
    movement = year.plan.movements.get()
    city = make_user(year.district.parent, Role.OFFICER)
    page = opened(client, city, movement).content.decode()
    assert "Đơn vị hưởng ứng" in page
    page = opened(client, year.chair_users[0], movement).content.decode()
    assert page.index("Phần của đơn vị") < page.index("Về phong trào")
    assert "Công ty 2" not in page
    assert "Nhắc đơn vị" not in page
    own = year.chairs[0].unit_id
    of_union = Launch.objects.get(unit_id=own).plan.movements.get()
    assert opened(client, year.chair_users[0], of_union).status_code == 200
    assert opened(client, year.chair_users[1], of_union).status_code == 404


def test_a_district_sees_of_an_upper_movement_its_own_units_only(client):
    year = make_year(bases=2, ready=0)
    upper = make_outside_movement(year.district.parent)
    other = make_base(year.district.parent, "Công đoàn cơ sở trực thuộc thành phố")
    seen = set(MovementFamily(upper, year.officer).units)
    assert seen == {year.district, *year.bases}
    page = opened(client, year.officer_user, upper).content.decode()
    assert other.name not in page
    assert "Hưởng ứng phong trào" in page
    answer = client.post(f"/phong-trao/{upper.pk}/huong-ung")
    assert answer.status_code == 302
    assert "Hưởng ứng phong trào</button>" not in opened(client, year.officer_user, upper).content.decode()


def test_a_response_in_a_draft_says_what_is_still_to_be_done(client):
    year = make_year(bases=1, ready=0)
    own = cascade_plan(by=year.chairs[0], plan=year.plan)
    page = opened(client, User.objects.get(pk=year.chairs[0].user_id), year.plan.movements.get()).content.decode()
    assert "Kế hoạch của đơn vị chưa ban hành; ban hành là hưởng ứng." in page
    assert f'href="/ke-hoach/{own.pk}/"' in page
    assert "Tổng kết năm" not in page.split("Về phong trào")[0]


def test_a_movement_for_some_types_of_union_asks_only_these(client):
    year = make_year(bases=2, ready=0)
    kind = "cooperative"
    year.bases[0].kind = kind
    year.bases[0].save()
    upper = make_outside_movement(year.district, audience=kind)
    assert list(MovementFamily(upper, year.officer).units) == [year.bases[0]]


@pytest.mark.parametrize("who", ["officer", "city", "chair"])
def test_the_page_asks_as_much_for_thirty_units_as_for_one_and_stays_small(client, who):
    asked = []
    for bases in (1, 30):
        year = make_year(bases=bases, ready=bases)
        live_on(year, reviewed=bases)
        movement = year.plan.movements.get()
        city = make_user(year.district.parent, Role.OFFICER)
        user = {"officer": year.officer_user, "city": city, "chair": year.chair_users[0]}[who]
        opened(client, user, movement)
        with CaptureQueriesContext(connection) as caught:
            answer = client.get(f"/phong-trao/{movement.pk}")
        frame = ('"django_session"', "SAVEPOINT", 'FROM "accounts_user"', 'FROM "accounts_appointment"')
        data = [query["sql"] for query in caught if not any(part in query["sql"] for part in frame)]
        asked.append(len(data))
        assert len(data) <= 12, "\n".join(data)
        assert len(answer.content) <= 60 * 1024
    assert asked[0] == asked[1]


def test_the_sheet_holds_every_unit(client):
    year = make_year(bases=3, ready=1)
    client.force_login(year.officer_user)
    answer = client.get(f"/phong-trao/{year.plan.movements.get().pk}/don-vi.xlsx")
    assert answer.status_code == 200
    assert answer.content[:2] == b"PK"
