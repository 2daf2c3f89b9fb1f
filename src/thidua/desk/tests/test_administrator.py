"""The administrator's desk: units without anybody, codes to hand out, imports that wait; none of the unit's duties."""

from __future__ import annotations

import re

import pytest

from thidua.accounts.actions import appoint, create_account, issue_one_time_code
from thidua.accounts.choices import Role
from thidua.accounts.models import User
from thidua.accounts.queries import actor_for
from thidua.accounts.tests.factories import make_user
from thidua.common import clock
from thidua.desk.queries.administrator import administrator_desk, only_administers
from thidua.desk.queries.waiting import badges
from thidua.desk.tests.factories import TODAY, make_year
from thidua.duties.models import Duty
from thidua.organisation.models import Unit
from thidua.organisation.tests.factories import make_base, make_import

pytestmark = pytest.mark.django_db


@pytest.fixture
def year():
    with clock.at(TODAY):
        yield make_year()


def newcomer(unit: Unit, name: str) -> User:
    """Somebody who was given a role and has never signed in."""
    user = create_account(by=None, username=f"{name.lower()}@congdoan.vn", full_name=name)
    appoint(by=None, user=user, unit=unit, role=Role.CHAIR)
    return user


def badge_of(page: str) -> set[int]:
    return {int(found) for found in re.findall(r'<b class="count">(\d+)</b>', page)}


def test_it_shows_what_is_hers_and_nothing_of_the_units_own_work(client, year):
    admin = make_user(year.district, Role.ADMIN)
    by = actor_for(admin)
    assert Duty.objects.open().filter(unit=year.district).exists()
    client.force_login(admin)
    page = client.get("/").content.decode()
    assert badges(by)[0] == administrator_desk(by).to_do == 0
    assert not badge_of(page)
    for words in ("Nhắc tất cả", "Chờ tôi xử lý", "Cấp dưới chậm hoặc thiếu", "Sắp đến hạn", "đã làm đến đâu"):
        assert words not in page
    assert "Việc của người quản trị" in page


def test_it_counts_units_without_anybody_codes_and_imports_of_its_own_reach(client, year):
    admin = make_user(year.district, Role.ADMIN)
    alone = make_base(year.district, "Công đoàn Trường Tiểu học Hoa Sen")
    new, told = newcomer(year.bases[0], "Hoa"), newcomer(year.bases[1], "Lan")
    issue_one_time_code(by=actor_for(year.officer_user), user=told)
    batch = make_import(year.bases[2])
    desk = administrator_desk(actor_for(admin))
    assert [unit.pk for unit in desk.units] == [alone.pk]
    assert [one.user_id for one in desk.appointments] == [new.pk]
    assert [one.pk for one in desk.imports] == [batch.pk]
    client.force_login(admin)
    page = client.get("/").content.decode()
    assert badge_of(page) == {3}
    for words in (alone.title, "Hoa", batch.file_name):
        assert words in page
    neighbour = make_user(year.district.parent, Role.ADMIN)
    found = administrator_desk(actor_for(neighbour))
    assert (found.appointments_count, found.imports_count) == (0, 0)


def test_who_also_works_for_the_unit_keeps_the_desk_of_that_work(client, year):
    both = make_user(year.district, Role.ADMIN, Role.OFFICER)
    assert not only_administers(actor_for(both))
    client.force_login(both)
    page = client.get("/").content.decode()
    assert "Việc của người quản trị" in page
    assert "Nhắc tất cả" in page


def test_it_costs_the_same_with_one_unit_and_with_thirty(client, year, count_queries):
    admin = make_user(year.district, Role.ADMIN)
    client.force_login(admin)
    counts = []
    for more in (1, 29):
        for number in range(more):
            newcomer(make_base(year.district, f"Công đoàn cơ sở mới {more} {number}"), f"Nga{more}x{number}")
        counts.append(count_queries(lambda: client.get("/")))
    assert counts[0] == counts[1] <= 8 + 6
