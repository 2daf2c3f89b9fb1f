import datetime as dt
import io

import pytest
from python_calamine import CalamineWorkbook

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor, make_user
from thidua.campaigns.tests.factories import make_outside_movement, make_review
from thidua.common import clock
from thidua.plans.actions import respond_to_movement
from thidua.plans.models import Movement
from thidua.plans.tests.factories import make_issued_plan, make_tree

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _february():
    with clock.at(dt.date(2021, 2, 8)):
        yield


def names_in(page: str) -> set[str]:
    rows = page.split('id="list"')[1]
    return {name for name in ("Của trên", "Của mình", "Của dưới") if f">{name}<" in rows}


def test_the_register_filters_by_whose_launcher_kind_and_state(client):
    city, district, base = make_tree()
    make_outside_movement(city, name="Của trên")
    make_outside_movement(district, name="Của mình", launcher="other", audience="cooperative", scope="union")
    upper = make_outside_movement(district, name="Của dưới", ends_on=dt.date(2021, 12, 31))
    respond_to_movement(by=make_actor(base), movement=upper)
    Movement.objects.filter(pk=upper.pk).update(name="x")
    Movement.objects.filter(name="Của mình").update(ends_on=dt.date(2021, 2, 1))
    client.force_login(make_user(district, Role.OFFICER))
    for query, found in (
        ("", {"Của trên", "Của mình"}),
        ("?cua=tat-ca", {"Của trên", "Của mình", "Của dưới"}),
        ("?cua=cap-tren", {"Của trên"}),
        ("?cua=cap-duoi", {"Của dưới"}),
        ("?cap=other", {"Của mình"}),
        ("?pham-vi=union", {"Của mình"}),
        ("?cua=tat-ca&loai-hinh=guild_union", {"Của trên", "Của dưới"}),
        ("?tinh-trang=het", {"Của mình"}),
        ("?tinh-trang=dang", {"Của trên"}),
        ("?cua=tat-ca&tinh-trang=dang", {"Của trên", "Của dưới"}),
        ("?so-ket=co", set()),
        ("?nam=2020", set()),
        ("?sap=criteria", {"Của trên", "Của mình"}),
    ):
        assert names_in(client.get(f"/phong-trao/{query}").content.decode()) == found, query


def rows_of(client) -> dict[str, str]:
    """Whose movement → its row of the register's first page."""
    rows = client.get("/phong-trao/").content.decode().split("<tbody>")[1].split("</tbody>")[0]
    cells = [row.split("</td>") for row in rows.split("<tr>")[1:]]
    return {cell[0].split('data-label="Đơn vị">')[1]: "".join(cell[1:]) for cell in cells}


def test_a_movement_stands_once_with_what_the_unit_does_about_it_and_how_many_below_answer(client):
    city, district, base = make_tree()
    chair = make_user(base, Role.CHAIR)
    upper = make_outside_movement(city)
    client.force_login(chair)
    rows = rows_of(client)
    assert set(rows) == {city.title}
    assert "Chưa hưởng ứng" in rows[city.title]

    middle = respond_to_movement(by=make_actor(district, Role.OFFICER), movement=upper)
    rows = rows_of(client)
    assert set(rows) == {district.title}
    assert "Chưa hưởng ứng" in rows[district.title]

    own = respond_to_movement(by=make_actor(base), movement=middle)
    rows = rows_of(client)
    assert set(rows) == {base.title}
    assert f'href="/phong-trao/{middle.pk}">{district.title}<' in rows[base.title]
    page = client.get("/phong-trao/?cua=cap-tren").content.decode()
    assert page.count(f'href="/phong-trao/{own.pk}">Đơn vị đã hưởng ứng<') == 2

    client.force_login(make_user(district, Role.OFFICER))
    rows = rows_of(client)
    assert set(rows) == {district.title}
    assert 'data-label="Cấp dưới hưởng ứng">1' in rows[district.title]


def test_the_sheet_says_who_launched_it_by_what_and_how_it_is_judged(client):
    _, district, _ = make_tree()
    make_outside_movement(district)
    client.force_login(make_user(district, Role.OFFICER))
    answer = client.get("/phong-trao/danh-sach.xlsx?cap=prime_minister")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    line = dict(zip(rows[3], rows[4], strict=True))
    assert line["Phong trào"] == "Cả nước chung tay vì người nghèo"
    assert line["Cấp phát động"] == "Thủ tướng Chính phủ"
    assert line["Theo"] == "Quyết định 1/QĐ-TTg"
    assert line["Tiêu chí"] == "Có việc làm cụ thể"
    assert len(rows) == 5


def test_registering_and_changing_on_the_page(client):
    _, district, _ = make_tree()
    client.force_login(make_user(district, Role.OFFICER))
    sent = {"name": "Chung sức", "scope": "workers", "sector": "all", "starts_on": "04/01/2021"}
    answer = client.post("/phong-trao/dang-ky", sent)
    assert answer.status_code == 422
    assert "cấp phát động" in answer.content.decode()
    answer = client.post("/phong-trao/dang-ky", sent | {"launcher": "confederation", "audience": ["cooperative"]})
    movement = Movement.objects.get()
    assert answer.url == f"/phong-trao/{movement.pk}"
    assert movement.audience == "cooperative"
    changed = sent | {"launcher": "confederation", "version": "1", "ends_on": "31/12/2021"}
    assert client.post(f"/phong-trao/{movement.pk}/sua", changed).status_code == 302
    movement.refresh_from_db()
    assert (movement.ends_on, movement.audience) == (dt.date(2021, 12, 31), "")
    assert client.post(f"/phong-trao/{movement.pk}/sua", changed).status_code == 422


def test_a_tap_answers_and_a_movement_with_a_plan_leads_to_the_plan(client):
    _, district, base = make_tree()
    upper = make_outside_movement(district)
    client.force_login(make_user(base, Role.CHAIR))
    answer = client.post(f"/phong-trao/{upper.pk}/huong-ung")
    own = Movement.objects.get(unit=base)
    assert answer.url == f"/phong-trao/{own.pk}"
    planned = make_issued_plan(district)
    page = client.get(f"/phong-trao/{planned.movements.get().pk}").content.decode()
    assert "Lập kế hoạch của đơn vị" in page
    assert client.post(f"/phong-trao/{planned.movements.get().pk}/huong-ung").status_code == 422


def test_the_list_of_reviews_shows_the_own_and_those_below(client):
    with clock.at(dt.date(2021, 6, 30)):
        review, chair, officer = make_review()
        client.force_login(make_user(review.unit.parent, Role.OFFICER))
        page = client.get("/phong-trao/so-ket/?loai=interim").content.decode()
        assert review.unit.title in page
        assert f"/phong-trao/so-ket/{review.pk}" in page
        assert f"/phong-trao/so-ket/{review.pk}" not in client.get("/phong-trao/so-ket/?loai=final").content.decode()
        make_review(is_recorded=False)
        assert client.get("/phong-trao/so-ket/").content.decode().count("Bản nháp") == 0
    assert chair.unit_id != officer.unit_id
