"""One page for every level: the figures of a small country, written out by hand, and the lists that they lead to."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor, make_user
from thidua.common import clock
from thidua.reporting.actions import merge_rollups, submit_report
from thidua.reporting.models import RollupDirty
from thidua.reporting.tests.factories import fill, report_of
from thidua.statistics.queries.picture import picture_of
from thidua.statistics.tests.factories import TODAY, make_country

pytestmark = pytest.mark.django_db


@pytest.fixture
def country():
    with clock.at(TODAY):
        yield make_country()


def told(country, unit, by=None, **params):
    """(new members), (informed, of workers), (members) of a unit, and the same of the year before."""
    made = picture_of(by or country.officer, unit.pk, {key: str(value) for key, value in params.items()})
    assert made
    now = [(line.told.num, line.told.den) if line.told else None for line in made.lines]
    before = [(line.before.num, line.before.den) if line.before else None for line in made.lines]
    return made, now, before


EXPECTED = {
    "top": ((26, (195, 230), 382), (29, (160, 320), 416), (6, 5, 4)),
    "a": ((22, (170, 200), 330), (18, (140, 200), 310), (3, 3, 2)),
    "a1": ((15, (140, 160), 280), (12, (120, 160), 265), (2, 2, 2)),
    "a2": ((7, (30, 40), 50), (6, (20, 40), 45), (1, 1, 0)),
    "b": ((4, (25, 30), 52), (11, (20, 120), 106), (3, 2, 2)),
    "b1": ((1, (5, 10), 12), (9, (10, 100), 71), (2, 1, 1)),
}
"""Level → this year's new members, informed of workers, members; the year before; expected, sent, in time."""


@pytest.mark.parametrize("whole_year", [True, False], ids=["year", "phase"])
def test_every_level_shows_its_own_sums_beside_those_of_the_year_before(country, whole_year):
    for name, (now, before, counts) in EXPECTED.items():
        params = {} if whole_year else {"ky": country.asked.pk}
        made, found, last = told(country, getattr(country, name), **params)
        assert found == [(now[0], None), now[1], (now[2], None)], name
        assert last == [(before[0], None), before[1], (before[2], None)], name
        assert (made.row.n_all, made.row.n_done, made.row.n_on_time) == counts, name
        words = "Báo cáo sơ kết đợt 1"
        assert [[(one.words, one.now.num, one.before.num) for one in line.steps] for line in made.lines] == [
            [(words, now[0], before[0])],
            [(words, now[1][0], before[1][0])],
            [(words, now[2], before[2])],
        ], name


def test_a_factory_shows_what_it_has_sent_and_no_draft(country):
    first, fifth = country.factories[0], country.factories[4]
    made, now, before = told(country, first)
    assert made.is_leaf
    assert now == [(10, None), (90, 100), (200, None)]
    assert before == [(8, None), (80, 100), (190, None)]
    assert made.report_url == reverse("report_page", args=[report_of(country.asked, first).pk])
    fill(report_of(country.asked, fifth), 99, 9, 10, 60)
    made, now, before = told(country, fifth, ky=country.asked.pk)
    assert now == [None, None, None]
    assert before == [(9, None), (9, 90), (60, None)]
    assert made.report_url == ""


def test_the_sums_of_the_units_below_are_the_figures_of_the_page(country, client):
    """Every figure leads to a list whose rows add up to it."""
    client.force_login(make_user(country.top, Role.OFFICER))
    for unit in (*(getattr(country, name) for name in EXPECTED), country.factories[0]):
        made, _, _ = told(country, unit)
        page = client.get(reverse("picture", args=[unit.pk])).content.decode().replace("&amp;", "&")
        for line in made.lines:
            assert f'href="{line.url}"' in page
            assert_adds_up(client.get(line.url).content.decode(), made, line)
        if made.children:
            names = ("n_all", "n_done", "n_on_time", "n_late", "n_missing")
            sums = dict(zip(names, (sum(getattr(one, key) for one in made.children) for key in names), strict=True))
            own = (made.row.n_all, made.row.n_done, made.row.n_on_time)
            assert (sums["n_all"], sums["n_done"], sums["n_on_time"]) == own
            assert (sums["n_late"], sums["n_missing"]) == (own[1] - own[2], own[0] - own[1])


def assert_adds_up(page, made, line):
    """The rows of the page of one figure are those of the units below and add up to its last line, the figure."""
    body, _, last = page.partition('<tr class="is-total">')
    rows = [first_cell(row) for row in re.findall(r"<tr><th[^>]*on-title.*?</tr>", body, re.S)]
    total = first_cell(last)
    assert total[0] == (line.told.num if line.told else None)
    assert len(rows) == len(made.children)
    if rows:
        assert sum(row[0] or 0 for row in rows) == total[0]
    if rows and line.slot.den is not None:
        assert sum(row[1] or 0 for row in rows) == total[1] == line.told.den


def first_cell(row):
    """The numbers in the first cell of figures: "85 % (170/200)" → [170, 200]; "1.200 người" → [1200]; "–" → [None]."""
    cell = re.search(r"<td[^>]*>(.*?)</td>", row, re.S)
    text = re.sub(r"<[^>]+>", "", cell.group(1))
    parts = re.search(r"\(([\d.]+)/([\d.]+)\)", text)
    if parts:
        return [int(part.replace(".", "")) for part in parts.groups()]
    found = re.search(r"\d[\d.]*", text)
    return [int(found.group().replace(".", "")) if found else None, None]


def test_one_click_leads_a_level_down_and_one_back_up(country, client):
    client.force_login(make_user(country.top, Role.OFFICER))
    for above, below in (
        *((country.top, country.a), (country.a, country.a1), (country.a1, country.factories[0])),
        (country.b, country.factories[3]),
    ):
        down = f"{reverse('picture', args=[below.pk])}?ky={country.asked.pk}"
        page = client.get(f"{reverse('picture', args=[above.pk])}?ky={country.asked.pk}").content.decode()
        assert page.count(f'href="{down}"') >= 2  # its tile and its row
        up = f"{reverse('picture', args=[above.pk])}?ky={country.asked.pk}"
        assert f'href="{up}"' in client.get(down).content.decode()


def test_a_unit_finds_no_level_above_or_beside_it(country, client):
    chair = make_user(country.factories[0], Role.CHAIR)
    client.force_login(chair)
    own = client.get(reverse("picture_home"))
    assert own.status_code == 200
    page = own.content.decode()
    for unit in (country.top, country.a, country.a1, country.a2, country.factories[1]):
        assert unit.name not in page
        assert client.get(reverse("picture", args=[unit.pk])).status_code == 404
        assert client.get(reverse("picture_figures", args=[unit.pk])).status_code == 404
        for name in ("picture_chart", "picture_table"):
            extra = ["chi-tieu"] if name == "picture_chart" else ["chi-tieu", "csv"]
            assert client.get(reverse(name, args=[unit.pk, *extra])).status_code == 404
        indicator = country.three.informed.pk
        assert client.get(reverse("picture_indicator", args=[unit.pk, indicator])).status_code == 404


def test_a_changed_report_is_said_to_wait_and_the_page_adds_nothing(country, client):
    client.force_login(make_user(country.top, Role.OFFICER))
    fifth = country.factories[4]
    fill(report_of(country.asked, fifth), 4, 9, 10, 60)
    submit_report(by=make_actor(fifth), report=report_of(country.asked, fifth))
    marks = RollupDirty.objects.count()
    assert marks
    for unit, words in ((country.top, True), (country.b1, True), (country.a, False)):
        page = client.get(reverse("picture", args=[unit.pk])).content.decode()
        assert ("1 báo cáo đang chờ cộng" in page) is words
    assert RollupDirty.objects.count() == marks
    _, now, _ = told(country, country.top)
    assert now[0] == (26, None)
    leaf = told(country, fifth)[1]
    assert leaf == [(4, None), (9, 10), (60, None)]


def test_of_whom_and_types_of_union_add_up_to_the_figure(country, client):
    client.force_login(make_user(country.top, Role.OFFICER))
    address = reverse("picture_indicator", args=[country.top.pk, country.three.new_members.pk])
    page = client.get(address).content.decode()
    parts = dict(re.findall(r'<span class="bar-label">(.*?)</span><strong>([\d.]+) người</strong>', page))
    assert parts == {
        "Doanh nghiệp ngoài nhà nước": "17",
        "Doanh nghiệp có vốn đầu tư nước ngoài": "6",
        "Đơn vị sự nghiệp": "3",
    }


def test_years_and_periods_are_plain_links_and_nonsense_is_ignored(country):
    made, now, before = told(country, country.top, nam=2020)
    assert made.choice.year == 2020
    assert now == [(29, None), (160, 320), (416, None)]
    assert before == [None, None, None]
    for nonsense in (
        {"nam": "1999"},
        {"ky": "x"},
        {"ky": "99999999999999999999999"},
        {"nguon": "1-2-3"},
        {"chi-tieu": "-1"},
    ):
        made, now, _ = told(country, country.top, **nonsense)
        assert made.choice.year == 2021
        assert now[0] == (26, None)


def test_before_the_first_period_the_page_says_what_will_be_here(client):
    with clock.at(TODAY):
        from thidua.organisation.tests.factories import make_base, make_district, make_province

        district = make_district(make_province())
        base = make_base(district, "Công đoàn cơ sở Dệt")
        client.force_login(make_user(district, Role.OFFICER))
        page = client.get(reverse("picture_home")).content.decode()
    assert "Chưa có kỳ báo cáo nào" in page
    assert reverse("picture", args=[base.pk]) in page


def test_timeliness_is_counted_in_days(country):
    made, _, _ = told(country, country.a2)
    assert [(child.days_late, child.n_late) for child in made.children] == [(1, 1)]
    made, _, _ = told(country, country.b1)
    assert [(child.n_missing, child.days_late) for child in made.children] == [(1, 15), (0, 0)]
    assert (TODAY - dt.date(2021, 7, 5)).days == 15


def test_figures_brought_in_from_excel_stand_beside_this_year_s_and_are_not_shown_unasked(client):
    from thidua.reporting.models import ReportRequest
    from thidua.reporting.tests.factories import make_request, make_submitted_report

    with clock.at(TODAY):
        asked = make_submitted_report().request
        unit = asked.unit
        last = make_request(
            unit,
            indicators=[slot.indicator for slot in asked.slots.order_by("order")],
            title="Số liệu đợt 1 năm 2020",
            starts_on=dt.date(2020, 1, 1),
            ends_on=dt.date(2020, 6, 30),
            due_on=dt.date(2020, 6, 30),
        )
        make_submitted_report(last, figures=(8, 80, 100, 190))
        ReportRequest.objects.filter(pk=last.pk).update(is_history=True)
        merge_rollups(request_id=asked.pk)
        merge_rollups(request_id=last.pk)
        officer = make_actor(unit, Role.OFFICER)
        made = picture_of(officer, unit.pk, {})
        assert made.choice.year == 2021
        assert [(line.told.num, line.before.num) for line in made.lines] == [(1, 8), (2, 80), (4, 190)]
        made = picture_of(officer, unit.pk, {"nam": "2020"})
        assert [line.told.num for line in made.lines] == [8, 80, 190]
        client.force_login(make_user(unit, Role.OFFICER))
        assert client.get(reverse("picture_home") + "?nam=2020").status_code == 200
