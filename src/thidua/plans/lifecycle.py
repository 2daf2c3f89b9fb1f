"""How a plan moves from a draft to a closed year."""

from thidua.common.lifecycle import Lifecycle, Move, State

DRAFT, IN_REVIEW, APPROVED, ISSUED, CLOSED, WITHDRAWN = (
    "draft",
    "in_review",
    "approved",
    "issued",
    "closed",
    "withdrawn",
)

OUT = (ISSUED, CLOSED, WITHDRAWN)
"""States in which others than the issuer see it."""

PLAN = Lifecycle(
    "plan",
    "kế hoạch",
    (
        State(DRAFT, "Bản thảo", "người soạn thảo"),
        State(IN_REVIEW, "Chờ duyệt", "lãnh đạo", "waiting"),
        State(APPROVED, "Đã duyệt, chờ ban hành", "văn thư, cán bộ phụ trách", "active"),
        State(ISSUED, "Đã ban hành", "các đơn vị thực hiện", "done"),
        State(CLOSED, "Đã kết thúc", "lưu trữ", "quiet", is_final=True),
        State(WITHDRAWN, "Đã thu hồi", "lưu trữ", "late", is_final=True),
    ),
    (
        Move("send_for_review", (DRAFT,), IN_REVIEW, "Trình lãnh đạo"),
        Move("return", (IN_REVIEW, APPROVED), DRAFT, "Trả lại"),
        Move("approve", (IN_REVIEW,), APPROVED, "Phê duyệt"),
        Move("issue", (APPROVED,), ISSUED, "Ban hành"),
        Move("close", (ISSUED,), CLOSED, "Kết thúc kế hoạch"),
        Move("withdraw", (ISSUED,), WITHDRAWN, "Thu hồi"),
    ),
)
