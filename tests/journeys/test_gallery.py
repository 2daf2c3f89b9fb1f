"""The gallery of components: fits, passes axe and works without scripts, in both themes."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.journeys.browser import DESKTOP, PHONE
from tests.journeys.conftest import Visit
from thidua.accounts.choices import Role
from thidua.accounts.models import User
from thidua.accounts.tests.factories import make_user
from thidua.organisation.tests.factories import make_base, make_district, make_province


@pytest.fixture
def person(transactional_db: None) -> User:
    return make_user(make_base(make_district(make_province())), *Role.values)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_gallery_fits_and_is_accessible(visit: Visit, person: User, size: dict[str, int], theme: str):
    visitor = visit(size, color_scheme=theme)
    visitor.sign_in(person)
    visitor.open(reverse("component_gallery"))
    visitor.accessible()


def test_controls_are_large_enough_for_a_thumb(visit: Visit, person: User):
    visitor = visit(PHONE)
    visitor.sign_in(person)
    page = visitor.open(reverse("component_gallery"))
    small = page.evaluate(
        """() => [...document.querySelectorAll("main .btn, main .form-control, main summary, .phone-bar a")]
        .filter((one) => one.offsetParent && one.getBoundingClientRect().height < 43.5).map((one) => one.outerHTML)"""
    )
    assert small == []


def test_slash_focuses_the_search_and_the_rail_folds(visit: Visit, person: User):
    visitor = visit(DESKTOP)
    visitor.sign_in(person)
    page = visitor.open(reverse("component_gallery"))
    page.click("[data-rail-fold]")
    page.reload()
    assert "rail-is-folded" in page.locator("html").get_attribute("class")
    box = page.locator("[data-search]")
    if box.count():
        page.keyboard.press("/")
        assert box.evaluate("(one) => one === document.activeElement")


def test_dialog_opens_on_a_desk_and_leads_to_a_page_without_scripts(visit: Visit, person: User):
    visitor = visit(DESKTOP)
    visitor.sign_in(person)
    page = visitor.open(reverse("component_gallery"))
    page.click("[data-dialog-open]")
    assert page.locator("#sample-dialog").evaluate("(one) => one.open")
    page.keyboard.press("Escape")
    plain = visit(DESKTOP, scripts=False)
    plain.sign_in(person)
    opened = plain.page
    opened.goto(plain.base_url + reverse("component_gallery"))
    assert opened.locator("[data-dialog-open]").get_attribute("href") == "?"


def test_what_was_typed_comes_back_after_a_reload(visit: Visit, person: User):
    visitor = visit(PHONE)
    visitor.sign_in(person)
    page = visitor.open(reverse("component_gallery"))
    page.fill("#right_title", "Ngày hội công nhân")
    page.get_by_text("Đã giữ trên máy lúc").wait_for()
    page.reload()
    assert page.input_value("#right_title") == "Ngày hội công nhân"
