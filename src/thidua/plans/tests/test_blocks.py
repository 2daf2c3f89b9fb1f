"""The editor of blocks: saves each item by itself, without scripts; shows both texts to the second of two editors."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from thidua.accounts.choices import Role
from thidua.accounts.models import User
from thidua.accounts.tests.factories import make_actor
from thidua.common.verdicts import Refusal
from thidua.plans.actions import (
    add_block,
    cascade_plan,
    drop_item,
    move_item,
    release_item,
    send_for_review,
    update_item,
)
from thidua.plans.models import Block, Plan
from thidua.plans.tests.factories import make_draft, make_issued_plan, make_tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def district():
    return make_tree()[1]


@pytest.fixture
def officer(district):
    return make_actor(district, Role.OFFICER, full_name="Lê Thị Một")


@pytest.fixture
def draft(district, officer) -> Plan:
    return make_draft(district, by=officer)


def browser_of(actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def block_url(plan: Plan, code: str) -> str:
    return reverse("plan_block", args=[plan.pk, code])


def typed(client: Client, address: str) -> dict[str, str]:
    """What the open form would send as it stands."""
    form = client.get(address).context["desk"].form
    return {name: str(form[name].value() or "") for name in form.fields}


def test_the_way_in_leads_to_the_first_block_that_is_short(officer, draft):
    client = browser_of(officer)
    assert client.get(reverse("plan_blocks", args=[draft.pk])).url == block_url(draft, "phan-dau")
    draft.blocks.filter(section="measure").delete()
    assert client.get(reverse("plan_blocks", args=[draft.pk])).url == block_url(draft, "giai-phap")
    states = {one.kind.code: one.state for one in client.get(block_url(draft, "dot")).context["blocks"]}
    assert (states["giai-phap"], states["dot"], states["can-cu"]) == ("short", "full", "empty")


def test_a_paragraph_is_added_changed_moved_and_dropped_each_by_itself(officer, draft):
    client = browser_of(officer)
    address = block_url(draft, "muc-dich")
    page = client.get(f"{address}?them=block")
    assert b'name="section" value="purpose"' in page.content
    answer = client.post(
        address, {"lenh": "them", "loai": "block", "section": "purpose", "sector": "all", "text": "Ý hai"}
    )
    new = Block.objects.get(text="Ý hai")
    assert answer.url == f"{address}?da-luu=block-{new.pk}#block-{new.pk}"
    assert "Đã lưu" in client.get(answer.url).content.decode()
    client.post(address, {"lenh": "len", "muc": new.key, "lan": "1"})
    assert draft.blocks.filter(section="purpose")[0].text == "Ý hai"
    data = typed(client, f"{address}?sua={new.key}") | {"lenh": "sua", "muc": new.key, "text": "Ý hai, sửa"}
    assert client.post(address, data).status_code == 302
    new.refresh_from_db()
    assert (new.text, new.version, new.section) == ("Ý hai, sửa", 2, "purpose")
    client.post(address, {"lenh": "bo", "muc": new.key, "lan": "2"})
    assert not Block.objects.filter(pk=new.pk).exists()
    assert draft.blocks.filter(section="content").count() == 2


def test_lines_of_the_head_are_set_there_too(officer, draft):
    client = browser_of(officer)
    address = block_url(draft, "phan-dau")
    data = typed(client, f"{address}?sua=head-year_theme")
    answer = client.post(address, data | {"lenh": "sua", "muc": "head-year_theme", "year_theme": "Năm vì đoàn viên"})
    draft.refresh_from_db()
    assert (answer.status_code, draft.year_theme) == (302, "Năm vì đoàn viên")
    assert "Năm vì đoàn viên" in client.get(address).content.decode()


def test_a_wrong_form_keeps_what_was_typed_and_stays_in_place(officer, draft):
    client = browser_of(officer)
    answer = client.post(block_url(draft, "chi-tieu"), {"lenh": "them", "loai": "target", "subject": "đoàn viên mới"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Hãy nhập mức" in page
    assert "đoàn viên mới" in page


def test_the_second_of_two_editors_sees_both_texts_keeps_hers_and_may_save_a_merged_one(officer, draft, district):
    second = make_actor(district, Role.OFFICER, full_name="Trần Văn Hai")
    block = draft.blocks.get(section="purpose")
    address, first_tab, second_tab = block_url(draft, "muc-dich"), browser_of(officer), browser_of(second)
    forms = [typed(tab, f"{address}?sua={block.key}") for tab in (first_tab, second_tab)]
    about = {"lenh": "sua", "muc": block.key}
    assert first_tab.post(address, forms[0] | about | {"text": "Bản của Một"}).status_code == 302
    answer = second_tab.post(address, forms[1] | about | {"text": "Bản của Hai"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert all(words in page for words in ("Hai người cùng sửa", "Lê Thị Một", "Bản của Một", "Bản của Hai"))
    block.refresh_from_db()
    assert block.text == "Bản của Một"
    form = answer.context["rows"][0]["form"]
    assert (form["text"].value(), form["version"].value()) == ("Bản của Hai", "2")
    merged = forms[1] | about | {"version": "2", "text": "Bản chung"}
    assert second_tab.post(address, merged).status_code == 302
    block.refresh_from_db()
    assert (block.text, block.version) == ("Bản chung", 3)


def test_the_review_page_shows_both_texts_as_well(officer, draft, district):
    target = draft.targets.get(low=50)
    address = reverse("item_edit", args=["target", target.pk])
    client = browser_of(make_actor(district, Role.OFFICER))
    form = client.get(address).context["form"]
    data = {name: str(form[name].value() or "") for name in form.fields}
    update_item(by=officer, item=target, version=1, low=70)
    answer = client.post(address, data | {"low": "90"})
    assert answer.status_code == 422
    assert ("Mức", "70", "90") in answer.context["clash"].rows


def test_what_was_written_of_an_item_dropped_meanwhile_is_kept_in_a_new_form(officer, draft, district):
    block = draft.blocks.get(section="measure")
    address = block_url(draft, "giai-phap")
    client = browser_of(make_actor(district, Role.OFFICER))
    data = typed(client, f"{address}?sua={block.key}") | {"lenh": "sua", "muc": block.key, "text": "Giải pháp viết lại"}
    drop_item(by=officer, item=block)
    answer = client.post(address, data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "người khác bỏ" in page
    assert "Giải pháp viết lại" in page
    assert answer.context["desk"].adding == "block"


def test_dropping_what_somebody_has_just_changed_is_refused_once(officer, draft, district):
    block = draft.blocks.get(section="purpose")
    update_item(by=officer, item=block, version=1, text="Vừa sửa")
    client = browser_of(make_actor(district, Role.OFFICER))
    address = block_url(draft, "muc-dich")
    answer = client.post(address, {"lenh": "bo", "muc": block.key, "lan": "1"})
    assert answer.status_code == 422
    assert "Vừa sửa" in answer.content.decode()
    client.post(address, {"lenh": "bo", "muc": block.key, "lan": "2"})
    assert not draft.blocks.filter(section="purpose").exists()


def test_a_plan_under_review_is_read_only_here(officer, draft):
    send_for_review(by=officer, plan=draft)
    client = browser_of(officer)
    address = block_url(draft, "chi-tieu")
    page = client.get(f"{address}?them=target").content.decode()
    assert "chưa sửa được" in page
    assert 'name="lenh"' not in page
    target = draft.targets.all()[0]
    answer = client.post(address, {"lenh": "bo", "muc": target.key, "lan": "1"})
    assert answer.status_code == 422
    assert draft.targets.filter(pk=target.pk).exists()


def test_order_moves_among_its_kind_and_section_only(officer, draft):
    first, second = draft.blocks.filter(section="content")
    assert not move_item(by=officer, item=first, up=True)
    assert move_item(by=officer, item=second, up=True)
    assert [one.pk for one in draft.blocks.filter(section="content")] == [second.pk, first.pk]
    for _ in range(2):
        add_block(by=officer, plan=draft, section="content", text="Thêm")
    draft.blocks.filter(section="content").update(order=7)
    last = draft.blocks.filter(section="content").last()
    assert move_item(by=officer, item=last, up=True)
    assert [one.pk for one in draft.blocks.filter(section="content")][-2] == last.pk


def test_inherited_words_are_locked_until_released_and_allotted_ones_stay(district):
    base = make_tree()[2]
    upper = make_issued_plan(base.parent, with_duties=True)
    chair = make_actor(base)
    own = cascade_plan(by=chair, plan=upper)
    inherited, allotted = own.blocks.get(section="purpose"), own.plan_duties.get()
    assert (inherited.source, allotted.source, own.targets.all()[0].source) == ("inherited", "allotted", "to_fill")
    for item in (inherited, allotted):
        with pytest.raises(Refusal, match="lấy từ Kế hoạch 03/KH-LĐLĐ"):
            update_item(by=chair, item=item, version=1, text="Khác")
        with pytest.raises(Refusal, match="không bỏ ở đây"):
            drop_item(by=chair, item=item)
    page = browser_of(chair).get(block_url(own, "muc-dich")).content.decode()
    assert "Lấy nguyên từ Kế hoạch 03/KH-LĐLĐ" in page
    release_item(by=chair, item=inherited)
    update_item(by=chair, item=inherited, version=2, text="Viết lại cho công ty")
    with pytest.raises(Refusal, match="việc cấp trên giao thì không"):
        release_item(by=chair, item=allotted)


def test_a_page_of_a_block_asks_the_same_number_of_queries_for_few_and_many(officer, draft, count_queries):
    client = browser_of(officer)
    few = count_queries(lambda: client.get(block_url(draft, "muc-dich")))
    for number in range(12):
        add_block(by=officer, plan=draft, section="purpose", text=f"Ý {number}")
    assert count_queries(lambda: client.get(block_url(draft, "muc-dich"))) == few


def test_dropping_what_another_has_changed_or_dropped_in_the_same_moment_is_refused(officer, district):
    plan = make_draft(district)
    block = add_block(by=officer, plan=plan, section="purpose", text="Nâng cao đời sống")
    seen, gone = Block.objects.select_related("plan").get(pk=block.pk), Block.objects.get(pk=block.pk)
    update_item(by=officer, item=block, version=block.version, text="Nâng cao tay nghề")
    with pytest.raises(Refusal, match="Nâng cao tay nghề"):
        drop_item(by=officer, item=seen, version=seen.version)
    drop_item(by=officer, item=block, version=block.version)
    with pytest.raises(Refusal, match="người khác bỏ"):
        drop_item(by=officer, item=gone, version=gone.version)


def test_a_phase_that_ends_before_it_begins_is_refused_beside_its_day(officer, draft):
    client = browser_of(officer)
    data = {"lenh": "them", "loai": "phase", "name": "Đợt 3", "starts_on": "01/03/2021", "ends_on": "28/02/2021"}
    answer = client.post(f"{block_url(draft, 'dot')}?them=phase", data)
    assert answer.status_code == 422
    assert "Đợt phải kết thúc sau ngày bắt đầu." in answer.content.decode()
    assert not draft.phases.filter(name="Đợt 3").exists()


def test_a_plan_from_nothing_begins_with_the_signer_of_the_last_one(district, officer):
    client = browser_of(officer)
    assert 'value="CHỦ TỊCH"' in client.get(reverse("plan_compose")).content.decode()
    make_issued_plan(district, signer_post="PHÓ CHỦ TỊCH", signer_name="Lê Văn Ký")
    page = client.get(reverse("plan_compose")).content.decode()
    assert 'value="PHÓ CHỦ TỊCH"' in page
    assert 'value="Lê Văn Ký"' in page
