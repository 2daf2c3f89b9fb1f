"""Two people on one report: what each changed stands, what both changed is chosen, nothing is overwritten unseen."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor, make_user
from thidua.organisation.models import Unit
from thidua.reporting.actions import save_draft, save_drafts
from thidua.reporting.actions.meeting import ChangedMeanwhile, Entry, mark_of
from thidua.reporting.models import Report, ReportRequest
from thidua.reporting.tests.factories import make_request, report_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(on_day):
    on_day("2021-07-01")


@pytest.fixture
def asked() -> ReportRequest:
    return make_request()


@pytest.fixture
def unit(asked: ReportRequest) -> Unit:
    return asked.places.get(is_leaf=True).unit


def signed_in(unit: Unit, *roles: str, **fields: Any) -> Client:
    client = Client()
    client.force_login(make_user(unit, *(roles or (Role.CHAIR,)), **fields))
    return client


def state_of(page: str) -> dict[str, str]:
    """The hidden fields of the form's state, as the browser would send them."""
    found = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    return {
        name: value.replace("&quot;", '"')
        for name, value in found.items()
        if name.startswith("v-") or name in ("base", "page", "report")
    }


def figures(asked: ReportRequest, *typed: str) -> dict[str, str]:
    return {f"o-{asked.pk}-{place}": text for place, text in enumerate(typed)}


def saved(asked: ReportRequest, unit: Unit) -> Report:
    return report_of(asked, unit)


WHO_CHANGED = [
    ("hers", "5", "", [5, None], None),
    ("the colleague's", "", "7", [7, None], None),
    ("both the same", "7", "7", [7, None], None),
    ("both", "5", "7", [7, None], ["5", "7"]),
]


@pytest.mark.parametrize(("who", "mine", "theirs", "values", "clash"), WHO_CHANGED, ids=[one[0] for one in WHO_CHANGED])
def test_each_field_by_who_changed_it(asked, unit, who, mine, theirs, values, clash):
    report = saved(asked, unit)
    clerk, chair = make_actor(unit, Role.CLERK), make_actor(unit)
    if theirs:
        save_draft(by=clerk, report=saved(asked, unit), version=1, figures={0: int(theirs)})
    else:
        save_draft(by=clerk, report=saved(asked, unit), version=1, texts={"results": "Ghi trước"})
    seen = {("figure", 0): mark_of(None), ("text", "results"): mark_of("")}
    entry = Entry(report, 1, {0: int(mine) if mine else None}, texts={"results": ""}, seen=seen)
    if clash:
        with pytest.raises(ChangedMeanwhile) as refused:
            save_drafts(by=chair, entries=[entry])
        assert refused.value.meetings[0].clashes == {("figure", 0): int(clash[1])}
        assert saved(asked, unit).version == 2
    else:
        save_drafts(by=chair, entries=[entry])
        assert saved(asked, unit).version == 3
        assert list(saved(asked, unit).texts.exclude(text="").values_list("text", flat=True)) == (
            [] if theirs else ["Ghi trước"]
        )
    assert saved(asked, unit).values[:2] == values


def test_a_prefilled_figure_left_alone_gives_way_and_fills_what_is_empty(asked, unit):
    report = saved(asked, unit)
    save_draft(by=make_actor(unit, Role.CLERK), report=saved(asked, unit), version=1, figures={0: 7})
    seen = {("figure", place): mark_of(3, is_prefilled=True) for place in (0, 3)}
    met = save_drafts(by=make_actor(unit), entries=[Entry(report, 1, {0: 3, 3: 3}, seen=seen)])
    assert saved(asked, unit).values == [7, None, None, 3]
    assert [one.others for one in met] == [{("figure", 0): 7}]


def test_without_scripts_both_values_are_shown_and_each_is_chosen(asked, unit):
    url = reverse("report_fill", args=[asked.pk])
    chair, clerk = signed_in(unit), signed_in(unit, Role.CLERK, full_name="Lê Thị Sớm")
    mine, theirs = (state_of(client.get(url).content.decode()) for client in (chair, clerk))
    clerk.post(url, figures(asked, "5", "4", "10", "") | theirs | {"results": "Sớm viết", "save": "1"})
    typed = figures(asked, "6", "4", "", "9") | {"results": "Chủ tịch viết", "save": "1"}
    answer = chair.post(url, typed | mine)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Lê Thị Sớm đã sửa báo cáo này lúc 09:00 01/07/2021" in page
    for words in (
        "Của bạn: 6",
        "Của Lê Thị Sớm lúc 09:00 01/07/2021: 5",
        "Của bạn: Chủ tịch viết",
        "01/07/2021: Sớm viết",
    ):
        assert words in page
    assert page.count('type="radio"') == 4
    assert f'name="o-{asked.pk}-2" value="10"' in page
    again = state_of(page) | {"khac-ai": "Lê Thị Sớm", f"khac-o-{asked.pk}-0": "5", "khac-results": "Sớm viết"}
    typed = figures(asked, "6", "4", "10", "9") | {"results": "Chủ tịch viết", "save": "1"} | again
    unchosen = chair.post(url, typed)
    assert unchosen.status_code == 422
    assert "Hãy chọn giữ lại bản nào" in unchosen.content.decode()
    assert "Của bạn: 6" in unchosen.content.decode()
    chosen = chair.post(url, typed | {f"chon-o-{asked.pk}-0": "cua-toi", "chon-results": "cua-ho"})
    assert chosen.status_code == 302
    assert saved(asked, unit).values == [6, 4, 10, 9]
    assert saved(asked, unit).texts.get(question__code="results").text == "Sớm viết"


def test_what_a_colleague_filled_in_is_looked_at_before_it_is_sent(asked, unit):
    url = reverse("report_fill", args=[asked.pk])
    chair, clerk = signed_in(unit), signed_in(unit, Role.CLERK)
    mine, theirs = (state_of(client.get(url).content.decode()) for client in (chair, clerk))
    clerk.post(url, figures(asked, "", "", "", "9") | theirs | {"results": "", "save": "1"})
    typed = figures(asked, "5", "4", "10", "") | {"results": "Xong", "send": "1"}
    answer = chair.post(url, typed | mine)
    assert answer.status_code == 422
    assert f'name="o-{asked.pk}-3" value="9"' in answer.content.decode()
    assert (saved(asked, unit).state, saved(asked, unit).values) == ("draft", [5, 4, 10, 9])
    again = figures(asked, "5", "4", "10", "9") | state_of(answer.content.decode()) | {"results": "Xong", "send": "1"}
    assert chair.post(url, again).status_code == 302
    assert saved(asked, unit).state == "submitted"


def test_what_goes_up_twice_after_the_answer_was_lost_changes_nothing(asked, unit):
    url = reverse("report_autosave", args=[asked.pk])
    chair = signed_in(unit)
    state = state_of(chair.get(reverse("report_fill", args=[asked.pk])).content.decode())
    typed = figures(asked, "5", "4", "", "") | state | {"results": ""}
    for _ in range(2):
        answer = chair.post(url, typed, headers={"X-Outbox": "1"})
        assert 'data-problem=""' in answer.content.decode()
    assert saved(asked, unit).values == [5, 4, None, None]
    later = typed | figures(asked, "5", "4", "10", "")
    chair.post(url, later, headers={"X-Outbox": "1"})
    assert saved(asked, unit).values == [5, 4, 10, None]
    assert Report.objects.filter(request=asked, unit=unit).count() == 1


def test_while_typing_a_colleagues_figures_come_back_to_the_page(asked, unit):
    url = reverse("report_autosave", args=[asked.pk])
    chair, clerk = signed_in(unit), signed_in(unit, Role.CLERK, full_name="Lê Thị Sớm")
    state = state_of(chair.get(reverse("report_fill", args=[asked.pk])).content.decode())
    clerk.post(url, figures(asked, "", "", "", "1.900") | {f"v-{saved(asked, unit).pk}": "1"})
    answer = chair.post(url, figures(asked, "5", "", "", "") | state, headers={"X-Outbox": "1"}).content.decode()
    theirs = re.search(r'data-theirs="([^"]*)"', answer)
    assert theirs is not None
    assert json.loads(theirs[1].replace("&quot;", '"')) == {f"o-{asked.pk}-3": "1.900"}
    assert "Lê Thị Sớm cũng đã sửa báo cáo này" in answer
    clash = chair.post(url, figures(asked, "5", "", "", "2") | state, headers={"X-Outbox": "1"}).content.decode()
    assert 'data-problem="clash"' in clash
    assert saved(asked, unit).values == [5, None, None, 1900]


def test_what_was_typed_for_another_person_or_unit_is_not_taken(asked, unit):
    url = reverse("report_autosave", args=[asked.pk])
    user = make_user(unit)
    client = Client()
    client.force_login(user)
    state = state_of(client.get(reverse("report_fill", args=[asked.pk])).content.decode())
    typed = figures(asked, "5", "", "", "") | state
    assert client.post(url, typed | {"_person": "u0"}).status_code == 409
    assert client.post(url, typed | {"report": "999999"}).status_code == 409
    other = client.post(reverse("report_fill", args=[asked.pk]), typed | {"report": "999999", "save": "1"})
    assert other.status_code == 422
    assert "đơn vị khác" in other.content.decode()
    assert saved(asked, unit).values == []
    assert client.post(url, typed | {"_person": f"u{user.pk}"}).status_code == 200


def test_who_is_signed_out_is_told_so_and_nothing_is_kept_on_the_server(asked, client):
    answer = client.post(reverse("report_autosave", args=[asked.pk]), {}, headers={"X-Outbox": "1"})
    assert answer.status_code == 401


def test_the_pages_that_may_be_kept_say_whose_they_are(asked, unit):
    user = make_user(unit)
    client = Client()
    client.force_login(user)
    for url, is_kept in ((reverse("report_fill", args=[asked.pk]), True), ("/bao-cao/", True), ("/", False)):
        answer = client.get(url)
        assert (answer.headers["X-Person"], "X-Keep-Page" in answer.headers) == (f"u{user.pk}", is_kept)
    assert "X-Person" not in Client().get("/tai-khoan/dang-nhap/").headers
