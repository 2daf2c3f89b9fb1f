import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from thidua.accounts.choices import Role
from thidua.accounts.models import User
from thidua.accounts.tests.factories import make_actor, make_user
from thidua.campaigns import policies
from thidua.campaigns.actions import (
    correct_review,
    drop_review,
    hold_launch,
    record_review,
    remind_unreviewed,
    save_review,
    write_review,
)
from thidua.campaigns.models import Review, ReviewedMovement
from thidua.campaigns.queries import owed_reviews, slots_of
from thidua.campaigns.tests.factories import (
    make_held_launch,
    make_launch,
    make_outside_movement,
    make_own_plan,
    make_review,
)
from thidua.common import clock
from thidua.common.verdicts import Refusal
from thidua.documents.queries import attachments_of
from thidua.documents.tests.samples import png_picture
from thidua.duties.actions import give_duty
from thidua.duties.choices import DutyKind
from thidua.duties.models import Duty
from thidua.journal.models import Entry
from thidua.notices.models import Notice
from thidua.plans.actions import begin_amendment, issue_own_plan, respond_to_movement
from thidua.plans.models import Plan

pytestmark = pytest.mark.django_db
KNOWN = {"held_on": dt.date(2021, 6, 28), "participants": 90, "direct_workers": 70, "results": "Đạt mục tiêu"}


@pytest.fixture(autouse=True)
def _end_of_june():
    with clock.at(dt.date(2021, 6, 30)):
        yield


def give_review_duty(plan: Plan, officer, number: int) -> None:
    give_duty(
        by=officer,
        unit_ids=[plan.unit_id],
        kind=DutyKind.REVIEW,
        subject_kind="plan",
        subject_id=plan.parent_id,
        title="Sơ kết",
        due_on=dt.date(2021, 6, 30),
        occurrence=number,
    )


def written(chair, plan, slot=0, *, is_recorded=True, **fields):
    movement = plan.movements.get()
    key = slots_of(plan, [])[slot].key
    given = {"movement": movement, "movements": [movement], **KNOWN, **fields}
    return write_review(by=chair, slot=key, is_final_step=is_recorded, **given)


def test_a_review_is_recorded_seen_above_and_fulfils_the_duty_of_its_phase():
    launch, chair, officer = make_held_launch()
    for number in (1, 2):
        give_review_duty(launch.plan, officer, number)
    review = written(chair, launch.plan, is_recorded=False)
    assert (review.state, review.title, review.due_on) == ("draft", "Sơ kết Đợt 1", dt.date(2021, 6, 30))
    assert review not in Review.objects.visible_to(officer)
    record_review(by=chair, review=review)
    assert review in Review.objects.visible_to(officer)
    done = Duty.objects.filter(kind=DutyKind.REVIEW, fulfilled_at__isnull=False)
    assert [duty.occurrence for duty in done] == [1]
    assert Entry.objects.filter(event="review.record", unit_id=chair.unit_id).count() == 1
    assert ReviewedMovement.objects.get().movement == launch.plan.movements.get()


def test_the_last_phase_ends_with_the_final_review_which_fulfils_a_duty_asked_once():
    launch, chair, officer = make_held_launch()
    give_review_duty(launch.plan, officer, 0)
    with clock.at(dt.date(2022, 1, 3)):
        review = written(chair, launch.plan, 1, held_on=dt.date(2022, 1, 2))
    assert (review.kind, review.title, review.days_late) == ("final", "Tổng kết năm 2021", 2)
    assert Duty.objects.get(kind=DutyKind.REVIEW).fulfilled_at


def test_a_review_of_an_answered_movement_without_a_plan_once_a_kind_and_year():
    _, chair, officer = make_held_launch()
    own = respond_to_movement(by=chair, movement=make_outside_movement(officer_unit(officer)))
    given = {**KNOWN, "held_on": dt.date(2021, 6, 30)}
    about = {"by": chair, "movement": own, "movements": [own], "slot": "interim", "is_final_step": True}
    assert write_review(**about, **given).title == "Sơ kết ngày 30/06/2021"
    with pytest.raises(Refusal, match="đã được sơ kết"):
        write_review(**about, **given)
    assert write_review(**about | {"slot": "final"}, **given).title == "Tổng kết năm 2021"


def officer_unit(officer):
    return User.objects.get(pk=officer.user_id).appointments.get().unit


def test_it_refuses_before_the_launch_and_before_its_day():
    plan, chair, _ = make_own_plan()
    with pytest.raises(Refusal, match="chưa phát động"):
        written(chair, plan)
    with clock.at(dt.date(2021, 2, 1)):
        launch, chair, _ = make_launch()
    with pytest.raises(Refusal, match="chưa phát động"):
        written(chair, launch.plan)
    assert not Review.objects.exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"held_on": dt.date(2021, 2, 4)}, "từ ngày phát động"),
        ({"held_on": dt.date(2021, 7, 1)}, "chưa đến"),
        ({"participants": 0, "direct_workers": 0}, "số người dự"),
        ({"results": "  "}, "kết quả"),
        ({"direct_workers": 91}, "không thể lớn hơn"),
        ({"movements": []}, "ít nhất một phong trào"),
    ],
)
def test_it_refuses_what_cannot_be_recorded_and_keeps_nothing(fields, sentence):
    launch, chair, _ = make_held_launch()
    with pytest.raises(Refusal, match=sentence):
        written(chair, launch.plan, **fields)
    assert not Review.objects.exists()


def test_it_refuses_an_unknown_phase_and_a_second_review_of_one_phase():
    launch, chair, _ = make_held_launch()
    movement = launch.plan.movements.get()
    with pytest.raises(Refusal, match="chọn đợt"):
        write_review(by=chair, movement=movement, movements=[movement], slot="dot-0", is_final_step=True, **KNOWN)
    written(chair, launch.plan)
    with pytest.raises(Refusal, match="đã được sơ kết"):
        written(chair, launch.plan)
    assert Review.objects.count() == 1


def test_a_correction_wants_a_reason_and_leaves_its_story():
    review, chair, _ = make_review()
    movements = list(review.movements.all())
    with pytest.raises(Refusal, match="lý do đính chính"):
        correct_review(by=chair, review=review, reason=" ", movements=movements, **KNOWN)
    correct_review(by=chair, review=review, reason="Ghi thiếu", movements=movements, **KNOWN | {"participants": 95})
    review.refresh_from_db()
    assert (review.state, review.participants) == ("recorded", 95)
    with pytest.raises(Refusal, match="Không thể “lưu nháp”"):
        save_review(by=chair, review=review, movements=movements, **KNOWN)
    with pytest.raises(Refusal, match="kết quả"):
        correct_review(by=chair, review=review, reason="x", movements=movements, **KNOWN | {"results": ""})
    assert Review.objects.get().results == "Đạt mục tiêu"


def test_a_draft_is_changed_and_thrown_away_a_recorded_one_stays():
    review, chair, _ = make_review(is_recorded=False)
    save_review(by=chair, review=review, movements=review.movements.all(), **KNOWN | {"participants": 80})
    assert Review.objects.get().participants == 80
    drop_review(by=chair, review=review)
    assert not Review.objects.exists()
    recorded, chair, _ = make_review()
    with pytest.raises(Refusal, match="Không thể"):
        drop_review(by=chair, review=recorded)


@pytest.mark.parametrize(
    ("role", "may_start", "may_record"),
    [
        (Role.CHAIR, True, True),
        (Role.CLERK, True, False),
        (Role.OFFICER, True, True),
        (Role.LEADER, False, True),
        (Role.VIEWER, False, False),
    ],
)
def test_who_may_write_and_who_may_record(role, may_start, may_record):
    review, _, officer = make_review(is_recorded=False)
    actor = make_actor(review.unit, role)
    assert bool(policies.may_start_review(actor, review.movements.get())) is may_start
    assert bool(policies.may_edit_review(actor, review)) is may_start
    assert bool(policies.may_record_review(actor, review)) is may_record
    assert policies.may_record_review(officer, review).reasons[0].code == "not_own"
    assert policies.may_correct_review(actor, review).reasons[-1].code == "wrong_state"


def test_late_units_are_reminded_once_a_day_and_nobody_when_all_have_reviewed():
    launch, chair, officer = make_held_launch()
    upper = launch.plan.movements.get().responds_to
    with pytest.raises(Refusal, match="Không có đơn vị nào chậm"):
        remind_unreviewed(by=officer, movement=upper)
    with clock.at(dt.date(2021, 7, 2)):
        assert [one.slot.is_late for one in owed_reviews(chair)] == [True, False]
        assert remind_unreviewed(by=officer, movement=upper) == 1
        remind_unreviewed(by=officer, movement=upper)
        told = Notice.objects.filter(user_id=chair.user_id, text__contains="chưa ghi sơ kết")
        assert told.count() == 1
        with pytest.raises(Refusal, match="cán bộ phụ trách"):
            remind_unreviewed(by=make_actor(officer_unit(officer), Role.VIEWER), movement=upper)
        written(chair, launch.plan)
        with pytest.raises(Refusal, match="Không có đơn vị nào chậm"):
            remind_unreviewed(by=officer, movement=upper)


def test_the_page_records_with_a_file_and_shows_it_to_the_level_above_only(client):
    launch, chair, officer = make_held_launch()
    movement = launch.plan.movements.get()
    client.force_login(User.objects.get(pk=chair.user_id))
    url = f"/phong-trao/so-ket/moi/{movement.pk}"
    page = client.get(url).content.decode()
    assert "Sơ kết Đợt 1" in page
    assert "Tổng kết năm 2021" in page
    sent = {
        "slot": slots_of(launch.plan, [])[0].key,
        "movements": [str(movement.pk)],
        "held_on": "28/06/2021",
        "participants": "1.090",
        "direct_workers": "70",
        "results": "Đạt mục tiêu",
        "record": "1",
        "file": SimpleUploadedFile("bien-ban.png", png_picture()),
    }
    answer = client.post(url, sent)
    review = Review.objects.get()
    assert answer.url == f"/phong-trao/so-ket/{review.pk}"
    assert review.participants == 1090
    kept = attachments_of("review", review.pk).get()
    client.force_login(User.objects.get(pk=officer.user_id))
    page = client.get(f"/phong-trao/so-ket/{review.pk}").content.decode()
    assert "1.090" in page
    assert "Đính chính" not in page
    assert client.get(f"/phong-trao/so-ket/{review.pk}/tep/{kept.pk}").status_code == 200
    assert client.get("/phong-trao/so-ket/danh-sach.xlsx").status_code == 200


def test_a_refused_page_keeps_what_was_typed(client):
    launch, chair, _ = make_held_launch()
    client.force_login(User.objects.get(pk=chair.user_id))
    movement = launch.plan.movements.get()
    url = f"/phong-trao/so-ket/moi/{movement.pk}"
    sent = {
        "slot": slots_of(launch.plan, [])[0].key,
        "movements": [str(movement.pk)],
        "held_on": "04/02/2021",
        "results": "Câu đã viết",
        "record": "1",
    }
    answer = client.post(url, sent)
    assert answer.status_code == 422
    assert "Câu đã viết" in answer.content.decode()
    assert "từ ngày phát động" in answer.content.decode()


def test_the_duty_leads_to_the_page_and_without_a_plan_to_making_one(client):
    launch, chair, _ = make_held_launch()
    client.force_login(User.objects.get(pk=chair.user_id))
    upper = launch.plan.parent_id
    movement = launch.plan.movements.get()
    answer = client.get(f"/phong-trao/so-ket/theo-ke-hoach/{upper}")
    assert answer.url == f"/phong-trao/so-ket/moi/{movement.pk}"
    other = make_user(launch.unit.parent, Role.OFFICER)
    client.force_login(other)
    assert client.get(f"/phong-trao/so-ket/moi/{movement.pk}").status_code == 404


def test_a_review_is_offered_once_the_movement_was_launched(client):
    with clock.at(dt.date(2021, 2, 1)):
        launch, chair, _ = make_launch()
    client.force_login(User.objects.get(pk=chair.user_id))
    url = f"/phong-trao/so-ket/moi/{launch.plan.movements.get().pk}"
    page = client.get("/phong-trao/so-ket/").content.decode()
    assert page.count("Chưa phát động") == 2
    assert url not in page
    hold_launch(by=chair, launch=launch, participants=118)
    page = client.get("/phong-trao/so-ket/").content.decode()
    assert "Chưa phát động" not in page
    assert page.count(url) == 2


def test_a_plan_with_reviews_is_amended_and_they_go_over_to_the_version_in_force():
    review, chair, _ = make_review()
    plan, phase, movement = review.plan, review.phase, review.movements.get()
    new = begin_amendment(by=chair, plan=plan)
    issue_own_plan(by=chair, plan=new, number_text="02/KH-CĐCS", issued_on=dt.date(2021, 6, 30))
    review = Review.objects.get(pk=review.pk)
    assert review.plan == new
    assert (review.phase.plan, review.phase.copied_from) == (new, phase)
    taken_over = review.movements.get()
    assert (taken_over.plan, taken_over.copied_from) == (new, movement)
    assert review.lines.get().phase == review.phase
    assert [slot.review for slot in slots_of(new, [taken_over])] == [review, None]
    with pytest.raises(Refusal, match="đã có"):
        written(chair, new)
