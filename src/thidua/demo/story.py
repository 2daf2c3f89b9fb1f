"""The sample year as a list of scenes: on which day, told how, done by which function, belonging to which stage."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import transaction

from thidua.common import clock
from thidua.demo.scenes import (
    awarding,
    counting,
    history,
    launching,
    midyear,
    phases,
    planning,
    proposals,
    reporting,
    setting,
    sharing,
)
from thidua.organisation.models import Unit

STAGES = ("plan", "launch", "midyear", "reports", "awards")
FIRST_PAGE = "launch"


@dataclass(frozen=True)
class Scene:
    """One scene: its stage, its day, what happens in a few Vietnamese words, and the function that makes it happen."""

    stage: str
    day: dt.date
    words: str
    play: Callable[[], None]


STORY = (
    Scene("plan", dt.date(2020, 12, 20), "Lập danh sách đơn vị, người và tài khoản", setting.set_the_stage),
    Scene("plan", dt.date(2020, 12, 31), "Thành phố ban hành kế hoạch 63/KH-LĐLĐ", planning.city_issues_its_plan),
    Scene("plan", dt.date(2021, 1, 5), "Quận Ba Đình tải kế hoạch lên", planning.district_reads_its_plan),
    Scene("plan", dt.date(2021, 1, 5), "Thành phố giao chỉ tiêu cho các quận", sharing.city_shares_out),
    Scene("launch", dt.date(2021, 1, 6), "Cán bộ quận rà soát bản đọc", launching.officer_reviews),
    Scene("launch", dt.date(2021, 1, 7), "Quận ban hành kế hoạch 03/KH-LĐLĐ", launching.plan_goes_out),
    Scene(
        "launch", dt.date(2021, 1, 11), "Thành phố đăng ký, quận hưởng ứng phong trào", launching.movements_are_answered
    ),
    Scene(
        "launch",
        dt.date(2021, 1, 14),
        "Quận giao chỉ tiêu phát triển đoàn viên cho cơ sở",
        sharing.district_plans_new_members,
    ),
    Scene("launch", dt.date(2021, 1, 18), "Bốn cơ sở lập kế hoạch của mình", launching.unions_make_their_plans),
    Scene("launch", dt.date(2021, 2, 1), "Ba cơ sở đăng ký lịch phát động", launching.unions_register_launches),
    Scene("launch", dt.date(2021, 2, 3), "Cơ sở đăng ký danh hiệu", launching.unions_register_titles),
    Scene("midyear", dt.date(2021, 2, 22), "Ba cơ sở tổ chức phát động", midyear.launches_are_held),
    Scene("midyear", dt.date(2021, 2, 24), "Hai cơ sở làm sau", midyear.late_unions_follow),
    Scene("midyear", dt.date(2021, 3, 5), "Hai cơ sở phát động", midyear.late_launches_are_held),
    Scene("midyear", dt.date(2021, 3, 9), "Quận duyệt, trả lại đăng ký danh hiệu", midyear.titles_are_answered),
    Scene("midyear", dt.date(2021, 3, 12), "Cơ sở bổ sung đăng ký", midyear.returned_list_comes_back),
    Scene("midyear", dt.date(2021, 3, 22), "Thành phố yêu cầu báo cáo đợt 1", phases.city_asks_for_the_first_phase),
    Scene("midyear", dt.date(2021, 3, 24), "Thành phố nhập số liệu năm 2020 từ Excel", history.city_brings_last_year),
    Scene("midyear", dt.date(2021, 4, 2), "Các cơ sở báo cáo đợt 1", phases.first_phase_is_reported),
    Scene("midyear", dt.date(2021, 4, 7), "Quận tổng hợp, thành phố duyệt", phases.first_phase_goes_up),
    Scene("midyear", dt.date(2021, 4, 14), "Một cơ sở nêu khó khăn", proposals.union_waits_long),
    Scene("midyear", dt.date(2021, 5, 12), "Một cơ sở đính chính số liệu đợt 1", phases.union_corrects_a_figure),
    Scene("midyear", dt.date(2021, 6, 8), "Một cơ sở gửi kiến nghị, quận giao giải quyết", proposals.one_is_assigned),
    Scene("midyear", dt.date(2021, 6, 18), "Hai cơ sở sơ kết đợt 1", midyear.first_phase_is_reviewed),
    Scene("midyear", dt.date(2021, 6, 21), "Quận và thành phố yêu cầu báo cáo", reporting.requests_open),
    Scene("midyear", dt.date(2021, 6, 22), "Quận nhập số liệu năm 2020 từ Excel", history.district_brings_last_year),
    Scene("midyear", dt.date(2021, 6, 23), "Một cơ sở đề nghị mức giao khác", sharing.union_asks_for_less),
    Scene("reports", dt.date(2021, 7, 2), "Bốn cơ sở nộp báo cáo", reporting.unions_report),
    Scene("reports", dt.date(2021, 7, 2), "Ba cơ sở gửi kiến nghị", proposals.unions_ask),
    Scene("reports", dt.date(2021, 7, 5), "Thêm một cơ sở sơ kết, một bản được đính chính", midyear.late_review_comes),
    Scene("reports", dt.date(2021, 7, 6), "Thành phố yêu cầu thống kê 6 tháng", counting.city_asks_for_statistics),
    Scene("reports", dt.date(2021, 7, 7), "Quận duyệt, trả lại báo cáo", reporting.district_answers),
    Scene("reports", dt.date(2021, 7, 8), "Quận trả lời, chuyển kiến nghị", proposals.district_replies),
    Scene("reports", dt.date(2021, 7, 9), "Bốn cơ sở nộp biểu thống kê", counting.unions_count),
    Scene("awards", dt.date(2021, 7, 14), "Cơ sở đề nghị khen thưởng đợt 1", awarding.unions_nominate),
    Scene("awards", dt.date(2021, 7, 20), "Quận thẩm định", awarding.district_appraises),
    Scene("awards", dt.date(2021, 7, 26), "Quận quyết định khen thưởng", awarding.district_decides),
    Scene("awards", dt.date(2021, 7, 29), "Thay và thu hồi giấy khen ghi nhầm", awarding.mistakes_are_mended),
)

DAY_OF_STAGE = {
    "plan": dt.date(2021, 1, 5),
    "launch": dt.date(2021, 2, 5),
    "midyear": dt.date(2021, 6, 24),
    "reports": dt.date(2021, 7, 9),
    "awards": dt.date(2021, 7, 30),
}


def play(scene: Scene) -> None:
    """Let a scene happen on its day, wholly or not at all."""
    with clock.at(scene.day), transaction.atomic():
        scene.play()


def stage_now() -> str:
    """The stage the sample stands at, told from the clock; empty where nothing was built."""
    if not Unit.objects.exists():
        return ""
    today = clock.today()
    return next((stage for stage in reversed(DAY_OF_STAGE) if DAY_OF_STAGE[stage] <= today), "")


def scenes_between(after: str, until: str) -> Iterator[Scene]:
    """The scenes of the stages after ``after`` (empty: from the start) up to ``until`` inclusive."""
    first = STAGES.index(after) + 1 if after else 0
    wanted = STAGES[first : STAGES.index(until) + 1]
    return (scene for scene in STORY if scene.stage in wanted)
