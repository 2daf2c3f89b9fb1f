"""The desks of everybody in the sample year at each of its stages, and at its end every place of the menus.

``test_every_page`` opens each address as one person with all roles in a unit without a past: of the desks it sees an
officer's, and every list on it is empty.
"""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.browser import Visitor
from tests.journeys.sample import person
from thidua.accounts.models import User
from thidua.demo import story, world

CHAIR = "0912000101"
OF_EACH_KIND = (world.OFFICER, world.LEADER, world.CLERK, world.ADMIN, CHAIR)


def test_desks_and_menus_of_the_sample_year_fit_and_are_accessible(
    story_day: Callable[[str], None], phone: Visitor, desktop: Visitor
):
    wrong: list[str] = []
    lived = ""
    for stage in story.STAGES:
        for scene in story.scenes_between(lived, stage):
            story.play(scene)
        lived = stage
        story_day(story.DAY_OF_STAGE[stage].isoformat())
        for user in _people():
            wrong += _faults(phone, user, "/", stage)
    for user in _people():
        wrong += _faults(desktop, user, "/")
    for user in map(person, OF_EACH_KIND):
        wrong += _faults(phone, user, "/", with_axe=True)
        for address in _menu(phone):
            wrong += _faults(phone, user, address)
    assert not wrong, "\n\n".join(wrong)
    phone.sign_in(person(CHAIR))
    expect(phone.open("/").get_by_role("heading", name="Đã được khen thưởng")).to_be_visible()


def _people() -> list[User]:
    """Everybody who acts for a unit by now."""
    return list(User.objects.filter(appointments__isnull=False).distinct().order_by("username"))


def _menu(visitor: Visitor) -> list[str]:
    """The addresses of the menu at the foot of a phone."""
    links = visitor.page.locator(".phone-sheet a").all()
    return [str(link.get_attribute("href")) for link in links]


def _faults(visitor: Visitor, user: User, address: str, stage: str = "", *, with_axe: bool = False) -> list[str]:
    """What is wrong with the page as that person sees it; a list of one or none."""
    try:
        visitor.sign_in(user)
        visitor.open(address)
        if with_axe:
            visitor.accessible()
    except AssertionError as fault:
        return [f"{user} {stage}: {fault}"]
    return []
