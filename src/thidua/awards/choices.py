"""Words of commendation: tracks, occasions, verdicts, results of a rule, reasons of a revocation."""

from django.db import models


class Track(models.TextChoices):
    """Two tracks that are never mixed: state titles decided by employers, and the unions' own awards."""

    STATE = "A", "Danh hiệu, hình thức khen của Nhà nước"
    UNION = "B", "Khen thưởng của tổ chức công đoàn"


class Occasion(models.TextChoices):
    PHASE = "phase", "Sơ kết, tổng kết đợt thi đua"
    YEAR = "year", "Tổng kết năm (công trạng)"
    THEMATIC = "thematic", "Chuyên đề"
    SUDDEN = "sudden", "Đột xuất"


class TaskRating(models.TextChoices):
    """How well the task of the year was done, as the unit states it at nomination."""

    EXCELLENT = "excellent", "Hoàn thành xuất sắc"
    GOOD = "good", "Hoàn thành tốt"
    COMPLETE = "complete", "Hoàn thành"
    INCOMPLETE = "incomplete", "Không hoàn thành"
    UNKNOWN = "unknown", "Chưa ghi"


RATING_RANK = {
    TaskRating.INCOMPLETE: 0,
    TaskRating.COMPLETE: 1,
    TaskRating.GOOD: 2,
    TaskRating.EXCELLENT: 3,
}


class LineVerdict(models.TextChoices):
    """What the appraising unit says of a line."""

    PENDING = "pending", "Chưa thẩm định"
    PASS = "pass", "Đạt"
    FAIL = "fail", "Không đạt"
    HIGHER = "higher", "Khen cao"


class Scope(models.TextChoices):
    """What a rule looks at: one nominee, the whole list, or the year."""

    LINE = "line", "Từng người, từng tập thể"
    BATCH = "batch", "Cả danh sách"


class Criterion(models.TextChoices):
    """The functions of ``checks`` that a rule row can name."""

    MEMBER = "member", "Là đoàn viên của đơn vị đề nghị"
    RATING = "rating", "Mức độ hoàn thành nhiệm vụ"
    REGISTERED = "registered", "Đã đăng ký, tham gia phong trào"
    NO_DOUBLE = "no_double", "Không khen hai lần một thành tích"
    ONE_LEVEL_ONE_YEAR = "one_level_one_year", "Một cấp, một năm: toàn diện hoặc chuyên đề"
    NOT_ON_HOLD = "not_on_hold", "Không trong thời gian bị xem xét"
    EVIDENCE = "evidence", "Cần minh chứng"
    DIRECT_SHARE = "direct_share", "Tỷ lệ lao động trực tiếp"
    QUOTA = "quota", "Số lượng được phân bổ"
    IN_TIME = "in_time", "Gửi trước ngày trao tặng"


class Severity(models.TextChoices):
    BLOCK = "block", "Bắt buộc"
    WARN = "warn", "Nhắc"
    OFF = "off", "Tắt"


class Result(models.TextChoices):
    """The three values of a rule."""

    PASS = "pass", "Đủ"
    FAIL = "fail", "Thiếu"
    UNKNOWN = "unknown", "Chưa rõ"


class DecisionWay(models.TextChoices):
    """How the decision got its number."""

    PAPER = "paper", "Đã ký trên giấy, số do văn thư cấp"
    SYSTEM = "system", "Phần mềm cấp số, in ra ký sau"


class RevokeReason(models.TextChoices):
    """Why an award is taken back (Law on emulation and commendation, Chapter VII; and plain mistakes)."""

    MISTAKE = "mistake", "Cấp nhầm, ghi nhầm"
    FALSE_CLAIM = "false_claim", "Kê khai thành tích không đúng"
    WRONG_APPRAISAL = "wrong_appraisal", "Xác nhận, thẩm định sai"
    WRONGDOING = "wrongdoing", "Có kết luận vi phạm trong thời gian tính thành tích"
    OTHER = "other", "Lý do khác theo quyết định thu hồi"


def body_in_words(collective_body: str) -> str:
    """ "BAN THƯỜNG VỤ" → "Ban Thường vụ", as it stands inside a sentence."""
    known = {
        "BAN THƯỜNG VỤ": "Ban Thường vụ",
        "BAN CHẤP HÀNH": "Ban Chấp hành",
        "ĐOÀN CHỦ TỊCH": "Đoàn Chủ tịch",
    }
    return known.get(collective_body.upper(), collective_body.capitalize())
