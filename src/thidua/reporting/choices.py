"""Words of reporting: kinds of periods, the two bases of a roll-up, what goes up as an item of its own."""

from django.db import models


class PeriodKind(models.TextChoices):
    """What the period of a request is; the dates themselves belong to the request, not to the calendar."""

    PHASE = "phase", "Đợt thi đua"
    HALF_YEAR = "half_year", "6 tháng"
    YEAR = "year", "Năm"


class AskKind(models.TextChoices):
    """What a unit may ask of those above about its own report."""

    EXTEND = "extend", "Gia hạn nộp"
    EXEMPT = "exempt", "Miễn báo cáo"
    REOPEN = "reopen", "Mở lại để sửa"


STANDARD_QUESTIONS = (
    ("results", "Kết quả nổi bật", "Việc đã làm, kết quả so với mục tiêu", True),
    ("exemplars", "Điển hình", "Tập thể, cá nhân, cách làm đáng học tập", False),
    ("difficulties", "Khó khăn, vướng mắc", "", False),
    ("causes", "Nguyên nhân", "", False),
    ("proposals", "Kiến nghị, đề xuất", "Với cấp nào, về việc gì", False),
    ("next_tasks", "Nhiệm vụ trọng tâm kỳ tới", "", False),
)
"""(code, label, help, is it required) of what every report tells in words where no form says otherwise."""


class Basis(models.TextChoices):
    """LIVE adds up what the units that fill in figures have sent; SIGNED adds up what the level below has signed."""

    LIVE = "live", "Cộng trực tiếp từ cơ sở"
    SIGNED = "signed", "Theo báo cáo cấp dưới đã ký"


class Standing(models.TextChoices):
    """How a target stands on a day: the four states, the same on every page."""

    REACHED = "reached", "đạt"
    ON_WAY = "on_way", "đang đúng tiến độ"
    BEHIND = "behind", "chậm tiến độ"
    NO_DATA = "no_data", "chưa có số liệu"


class ProposalKind(models.TextChoices):
    """What a unit sends up to be solved or decided, beside the text of its reports."""

    PROPOSAL = "proposal", "Kiến nghị, đề xuất"
    DIFFICULTY = "difficulty", "Khó khăn, vướng mắc"


class ImportKind(models.TextChoices):
    """What a filled-in workbook brings: the unit's own form, forms of units below, figures of an earlier period."""

    OWN = "own", "Báo cáo của đơn vị"
    TYPED_IN = "typed_in", "Nhập thay cấp dưới"
    HISTORY = "history", "Số liệu nhập ban đầu"
