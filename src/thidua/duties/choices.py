"""What a duty can be and how it recurs."""

from django.db import models


class DutyKind(models.TextChoices):
    """The gestures that a duty asks for; ``desk`` maps each to its page."""

    CONFIRM_PLAN = "confirm_plan", "Xác nhận đã nhận kế hoạch"
    MAKE_PLAN = "make_plan", "Xây dựng kế hoạch"
    PLAN_DUTY = "plan_duty", "Thực hiện nhiệm vụ trong kế hoạch"
    REGISTER_LAUNCH = "register_launch", "Đăng ký lịch phát động"
    REGISTER_TITLES = "register_titles", "Đăng ký danh hiệu"
    REVIEW = "review", "Sơ kết, tổng kết phong trào"
    PICK_PILOTS = "pick_pilots", "Chọn đơn vị phát động điểm"
    REPORT = "report", "Nộp báo cáo"
    APPROVE_PLAN = "approve_plan", "Phê duyệt kế hoạch"
    NOMINATE = "nominate", "Đề nghị khen thưởng"
    APPRAISE = "appraise", "Thẩm định đề nghị khen thưởng"
    DECIDE_AWARDS = "decide_awards", "Quyết định khen thưởng"
    ANSWER_PROPOSAL = "answer_proposal", "Trả lời kiến nghị"


DONE_BY_WORD = (DutyKind.PLAN_DUTY, DutyKind.PICK_PILOTS)
"""Kinds that the unit itself may say are done: those without a page of their own, and a choice that has nothing left to
choose from."""
KEPT_BY_SUBJECT = (DutyKind.REPORT,)
"""Kinds whose day is kept by the room of their subject as well: extended and exempted there, which moves both."""


class Recurrence(models.TextChoices):
    NONE = "none", "Một lần"
    AFTER_PHASE = "after_phase", "Sau mỗi đợt thi đua"
    MONTHLY = "monthly", "Hằng tháng"
    QUARTERLY = "quarterly", "Hằng quý"
    HALF_YEARLY = "half_yearly", "6 tháng một lần"
    YEARLY = "yearly", "Hằng năm"
    STANDING = "standing", "Thường xuyên"
