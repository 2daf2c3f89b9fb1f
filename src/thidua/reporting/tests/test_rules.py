"""How figures are checked: a jump asks for a word, a total must match its parts, both set by who asks."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from thidua.accounts.choices import Role
from thidua.accounts.tests.factories import make_actor, make_user
from thidua.common.verdicts import Refusal
from thidua.journal.models import Entry
from thidua.organisation.models import Unit
from thidua.organisation.tests.factories import make_base, make_district, make_province
from thidua.plans.actions import ensure_indicator
from thidua.plans.choices import IndicatorKind
from thidua.reporting import policies
from thidua.reporting.actions import close_request, merge_rollups, set_request_rules, submit_report
from thidua.reporting.checks import unmatched_totals
from thidua.reporting.models import ReportRequest, Slot
from thidua.reporting.queries.adding import Amount
from thidua.reporting.queries.last import jump_of
from thidua.reporting.tests.factories import fill, make_request, make_submitted_report, report_of

pytestmark = pytest.mark.django_db
H2 = {"starts_on": dt.date(2021, 7, 1), "ends_on": dt.date(2021, 12, 31), "due_on": dt.date(2022, 1, 5)}


@pytest.fixture(autouse=True)
def _day(on_day):
    on_day("2021-07-01")


def count(value: int | None) -> Amount:
    return Amount(IndicatorKind.COUNT, value, None, int(value is not None), "người")


def share(num: int, den: int) -> Amount:
    return Amount(IndicatorKind.RATIO, num, den, 1, "%")


JUMPS = [
    (count(150), count(100), 50, ""),
    (count(151), count(100), 50, "tăng 51 % so với kỳ trước (100 người)"),
    (count(49), count(100), 50, "giảm 51 % so với kỳ trước (100 người)"),
    (count(49), count(100), 60, ""),
    (count(900), count(100), 0, ""),
    (count(5), count(0), 50, ""),
    (count(None), count(100), 50, ""),
    (share(90, 100), share(200, 400), 50, "tăng 80 % so với kỳ trước (50 % (200/400))"),
    (share(700, 1000), share(200, 400), 50, ""),
]


@pytest.mark.parametrize(("now", "before", "limit", "words"), JUMPS)
def test_a_jump_is_told_beyond_the_share(now, before, limit, words):
    slot = Slot(kind=now.kind, label="Đoàn viên mới")
    found = jump_of(slot, now, before, limit, " Sáp nhập ")
    assert (found.change if found else "") == words
    assert found is None or (found.words, found.text) == ("Sáp nhập", f"Đoàn viên mới: {words}")


def three_counts(total: str = "Tổng số", first: str = "Trong doanh nghiệp", second: str = "Ngoài doanh nghiệp"):
    district = make_district(make_province())
    make_base(district)
    by = make_actor(district, Role.OFFICER)
    indicators = [ensure_indicator(by=by, name=name, kind=IndicatorKind.COUNT) for name in (total, first, second)]
    asked = make_request(district, by=by, indicators=indicators)
    return by, asked, list(asked.slots.all())


@pytest.mark.parametrize(
    ("values", "is_fine"), [([10, 4, 6], True), ([11, 4, 6], False), ([11, 4, None], True), ([None, 4, 6], True)]
)
def test_a_total_is_compared_where_everything_is_answered(values, is_fine):
    by, asked, slots = three_counts()
    set_request_rules(by=by, asked=asked, jump_share=50, part_of={one.pk: slots[0].pk for one in slots[1:]})
    found = unmatched_totals(list(asked.slots.all()), values)
    assert [one.code for one in found] == ([] if is_fine else ["total_differs"])


def test_a_total_that_differs_is_kept_as_a_draft_and_not_sent():
    by, asked, slots = three_counts()
    set_request_rules(by=by, asked=asked, jump_share=50, part_of={one.pk: slots[0].pk for one in slots[1:]})
    unit = asked.places.get(is_leaf=True).unit
    fill(report_of(asked, unit), 11, 4, 6)
    with pytest.raises(Refusal, match="“Tổng số” là 11, nhưng các phần cộng lại được 10") as refused:
        submit_report(by=make_actor(unit), report=report_of(asked, unit))
    assert (refused.value.codes, refused.value.reasons[0].field) == (("total_differs",), f"o-{asked.pk}-0")
    client = Client()
    client.force_login(make_user(unit, Role.CHAIR))
    page = client.get(reverse("report_fill", args=[asked.pk])).content.decode()
    assert "nhưng các phần cộng lại được 10" in page
    assert f'data-total-of="id_o-{asked.pk}-1 id_o-{asked.pk}-2"' in page
    fill(report_of(asked, unit), 10, 4, 6)
    submit_report(by=make_actor(unit), report=report_of(asked, unit))
    assert report_of(asked, unit).sent_values == [10, 4, 6]


def test_rules_are_set_by_the_issuer_and_journalled():
    by, asked, slots = three_counts()
    set_request_rules(by=by, asked=asked, jump_share=30, part_of={slots[1].pk: slots[0].pk})
    asked.refresh_from_db()
    assert asked.jump_share == 30
    assert list(asked.slots.values_list("part_of_id", flat=True)) == [None, slots[0].pk, None]
    line = Entry.objects.get(event="report_request.rules_set")
    assert line.data == {"jump_share": 30, "parts": {str(slots[1].pk): slots[0].pk}}
    set_request_rules(by=by, asked=asked, jump_share=0, part_of={slots[1].pk: None})
    assert not Slot.objects.filter(request=asked, part_of__isnull=False).exists()


def test_rules_that_cannot_be_are_refused():
    by, asked, slots = three_counts()
    total, first, second = slots
    cases = [
        ("share", {"jump_share": 1001, "part_of": {}}),
        ("total_is_part", {"jump_share": 50, "part_of": {total.pk: total.pk}}),
        ("total_is_part", {"jump_share": 50, "part_of": {first.pk: total.pk, total.pk: second.pk}}),
    ]
    for code, given in cases:
        with pytest.raises(Refusal) as refused:
            set_request_rules(by=by, asked=ReportRequest.objects.get(pk=asked.pk), **given)
        assert refused.value.codes == (code,)
    other = make_request()
    ratio = other.slots.get(kind=IndicatorKind.RATIO)
    stock = other.slots.get(kind=IndicatorKind.STOCK)
    officer = make_actor(other.unit, Role.OFFICER)
    with pytest.raises(Refusal, match="hai số khác loại"):
        set_request_rules(by=officer, asked=other, jump_share=50, part_of={ratio.pk: stock.pk})
    assert not Slot.objects.filter(part_of__isnull=False).exists()


def test_who_may_set_rules():
    by, asked, _ = three_counts()
    unit = asked.places.get(is_leaf=True).unit
    assert policies.may_set_rules(by, asked)
    assert policies.may_set_rules(make_actor(unit), asked).reasons[0].code == "not_issuer"
    close_request(by=by, asked=asked)
    asked.refresh_from_db()
    assert policies.may_set_rules(by, asked).reasons[0].code == "closed"


def two_periods() -> tuple[ReportRequest, Unit]:
    """100 new members in the first half; the second half is being filled in."""
    asked = make_request()
    unit = asked.places.get(is_leaf=True).unit
    make_submitted_report(asked, unit, (100, 9, 10, 200))
    later = make_request(asked.unit, indicators=[slot.indicator for slot in asked.slots.all()], title="Đợt 2", **H2)
    return later, unit


def test_a_jump_is_sent_with_its_word_and_shown_above():
    asked, unit = two_periods()
    client, url = Client(), reverse("report_fill", args=[asked.pk])
    client.force_login(make_user(unit, Role.CHAIR))
    page = client.get(url).content.decode()
    assert 'data-last="100" data-last-words="100 người" data-jump="50"' in page
    assert "Vì sao tăng, giảm quá 50 % so với kỳ trước?" in page
    typed = {f"o-{asked.pk}-{place}": text for place, text in enumerate(("350", "9", "10", "210"))}
    typed |= {f"v-{report_of(asked, unit).pk}": "1", "results": "Xong"}
    kept = client.post(reverse("report_autosave", args=[asked.pk]), typed).content.decode()
    assert "Đoàn viên kết nạp mới: tăng 250 % so với kỳ trước (100 người). Hãy ghi vài lời giải thích." in kept
    typed |= {f"loi-{asked.pk}-0": "Sáp nhập hai công ty", f"v-{report_of(asked, unit).pk}": "2", "send": "1"}
    assert client.post(url, typed).status_code == 302
    report = report_of(asked, unit)
    merge_rollups(request_id=asked.pk)
    above = Client()
    above.force_login(make_user(asked.unit, Role.OFFICER))
    seen = above.get(reverse("report_page", args=[report.pk])).content.decode()
    assert "tăng 250 % so với kỳ trước (100 người)" in seen
    assert "Giải thích: Sáp nhập hai công ty" in seen


def test_a_jump_without_a_word_is_no_reason_to_refuse():
    asked, unit = two_periods()
    fill(report_of(asked, unit), 350, 9, 10, 210)
    submit_report(by=make_actor(unit), report=report_of(asked, unit))
    above = Client()
    above.force_login(make_user(asked.unit, Role.OFFICER))
    seen = above.get(reverse("report_page", args=[report_of(asked, unit).pk])).content.decode()
    assert "Đơn vị chưa giải thích." in seen


def test_the_page_of_the_rules_is_filled_in_and_saved():
    _, asked, slots = three_counts()
    client, url = Client(), reverse("request_rules", args=[asked.pk])
    client.force_login(make_user(asked.unit, Role.OFFICER))
    assert "Một phần của: Tổng số" in client.get(url).content.decode()
    given = {"jump_share": "30", f"cong-{slots[1].pk}": str(slots[0].pk), f"cong-{slots[2].pk}": str(slots[0].pk)}
    assert client.post(url, given).status_code == 302
    assert list(asked.slots.values_list("part_of_id", flat=True)) == [None, slots[0].pk, slots[0].pk]
    wrong = client.post(url, given | {f"cong-{slots[0].pk}": str(slots[1].pk)})
    assert wrong.status_code == 422
    assert "không thể vừa là tổng vừa là một phần" in wrong.content.decode()
    assert ReportRequest.objects.get(pk=asked.pk).jump_share == 30
