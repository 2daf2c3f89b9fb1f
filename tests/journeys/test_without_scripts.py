"""One whole journey in a browser that runs no scripts: own plan, launch, titles, nomination."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys import chair
from tests.journeys.browser import Visitor
from tests.journeys.sample import live_until, person
from thidua.awards.models import Dossier

CHAIR = "0912000101"
PEOPLE = ("Trần Ngọc Liên", "Ngô Thị Trang")


def test_a_year_without_scripts(story_day: Callable[[str], None], plain: Visitor):
    live_until("2021-01-18")
    story_day("2021-01-18")
    plain.sign_in(person(CHAIR))
    chair.issue_the_own_plan(chair.make_the_own_plan(plain))
    chair.register_the_launch(plain, "19/02/2021")
    chair.register_titles(plain, PEOPLE)

    story_day("2021-07-14")
    plain.sign_in(person(CHAIR))
    page = chair.begin_a_nomination(plain)
    for name in PEOPLE:
        page.get_by_label("Thêm người vào danh sách").fill(name)
        page.get_by_role("button", name="Tìm", exact=True).last.click()
        page.get_by_role("button", name=f"Thêm {name}").click()
        expect(page.locator(".nominee-name").filter(has_text=name)).to_be_visible()
    expect(page.locator("#meter")).to_contain_text("2 trên 2 người")
    chair.send_the_nomination(page)
    assert Dossier.objects.get().state == "submitted"
