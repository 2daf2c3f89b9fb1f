"""A unit's list of registered titles: drawn up, sent up, accepted or returned."""

from thidua.common.lifecycle import Lifecycle, Move, State

DRAFT, SUBMITTED, RETURNED, ACCEPTED = "draft", "submitted", "returned", "accepted"

REGISTRATION = Lifecycle(
    "registration",
    "bản đăng ký danh hiệu",
    (
        State(DRAFT, "Chưa gửi", "đơn vị đăng ký"),
        State(SUBMITTED, "Chờ duyệt", "công đoàn cấp trên", "waiting"),
        State(RETURNED, "Trả lại", "đơn vị đăng ký", "late"),
        State(ACCEPTED, "Đã duyệt", "đơn vị thực hiện", "done", is_final=True),
    ),
    (
        Move("submit", (DRAFT, RETURNED), SUBMITTED, "Gửi đăng ký"),
        Move("withdraw", (SUBMITTED,), DRAFT, "Rút lại"),
        Move("return", (SUBMITTED,), RETURNED, "Trả lại"),
        Move("accept", (SUBMITTED,), ACCEPTED, "Duyệt"),
    ),
)
