"""How a plan moves from a draft to a closed year."""

from thidua.common.lifecycle import Lifecycle, Move, State

DRAFT, IN_REVIEW, APPROVED, ISSUED, AMENDED, CLOSED, WITHDRAWN, DISCARDED = (
    "draft",
    "in_review",
    "approved",
    "issued",
    "amended",
    "closed",
    "withdrawn",
    "discarded",
)

OUT = (ISSUED, AMENDED, CLOSED, WITHDRAWN)
"""States in which others than the issuer see it."""
GONE = (AMENDED, WITHDRAWN, DISCARDED)
"""Replaced, taken back or never finished: it binds nobody."""
DROPPED = (WITHDRAWN, DISCARDED)
"""Its place may be taken by another: a second amendment, another own plan."""

PLAN = Lifecycle(
    "plan",
    "kế hoạch",
    (
        State(DRAFT, "Bản thảo", "người soạn thảo"),
        State(IN_REVIEW, "Chờ duyệt", "lãnh đạo", "waiting"),
        State(APPROVED, "Đã duyệt, chờ ban hành", "văn thư, cán bộ phụ trách", "active"),
        State(ISSUED, "Đã ban hành", "các đơn vị thực hiện", "done"),
        State(AMENDED, "Đã điều chỉnh, có bản thay", "lưu trữ", "quiet", is_final=True),
        State(CLOSED, "Đã kết thúc", "lưu trữ", "quiet", is_final=True),
        State(WITHDRAWN, "Đã thu hồi", "lưu trữ", "late", is_final=True),
        State(DISCARDED, "Đã bỏ bản thảo", "lưu trữ", "quiet", is_final=True),
    ),
    (
        Move("send_for_review", (DRAFT,), IN_REVIEW, "Trình lãnh đạo"),
        Move("return", (IN_REVIEW, APPROVED), DRAFT, "Trả lại"),
        Move("approve", (IN_REVIEW,), APPROVED, "Phê duyệt"),
        Move("issue", (APPROVED,), ISSUED, "Ban hành"),
        Move("discard", (DRAFT,), DISCARDED, "Bỏ bản thảo"),
        Move("amend", (ISSUED,), AMENDED, "Thay bằng bản điều chỉnh"),
        Move("close", (ISSUED,), CLOSED, "Kết thúc kế hoạch"),
        Move("withdraw", (ISSUED,), WITHDRAWN, "Thu hồi"),
    ),
)

PROPOSED, AGREED, DECLINED = "proposed", "agreed", "declined"

PROPOSAL = Lifecycle(
    "counter_proposal",
    "đề nghị mức giao khác",
    (
        State(PROPOSED, "Chờ cấp trên trả lời", "cấp trên giao chỉ tiêu", "waiting"),
        State(AGREED, "Cấp trên đồng ý", "không ai", "done", is_final=True),
        State(DECLINED, "Cấp trên giữ mức đã giao", "không ai", "quiet", is_final=True),
    ),
    (
        Move("agree", (PROPOSED,), AGREED, "Đồng ý"),
        Move("decline", (PROPOSED,), DECLINED, "Giữ mức đã giao"),
    ),
)
